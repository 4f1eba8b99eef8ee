"""The small world tests live in: a plan, two departments, a cast; every `make_*` fills in what a test leaves out."""

import datetime
import uuid
from contextlib import contextmanager
from decimal import Decimal
from itertools import pairwise

from django.core.files.base import ContentFile
from django.utils import timezone

from commitments.choices import (
    AssignmentRole,
    Basis,
    Comparator,
    Direction,
    Kind,
    Level,
    PlanState,
    Role,
    Standing,
    Verb,
)
from commitments.models import (
    Assignment,
    Commitment,
    Contribution,
    Department,
    Indicator,
    Milestone,
    Paragraph,
    Place,
    Plan,
    ReportingPeriod,
    Section,
    Target,
    TrajectoryPoint,
    User,
)
from commitments.workflow.reports import contribution_requests, contributions, drafts, entries, evidence, moves, review

TODAY = datetime.date(2024, 10, 24)
TEXT = "新增新能源充电桩1万根,新增停车泊位1万个,打通不少于2条断头路,推进海绵城市建设,启动3座变电站建设。"


TINY_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"


def moment(day="2024-10-15", clock="10:00"):
    """Return a business moment, e.g. moment("2024-10-15", "10:30")."""
    return timezone.make_aware(datetime.datetime.fromisoformat(f"{day}T{clock}"))


def make_department(code="JSJ", short_name="区建设局", **more) -> Department:
    return Department.objects.create(code=code, name=f"武昌{short_name}", short_name=short_name, **more)


def make_user(username, role, department=None, **more) -> User:
    return User.objects.create(username=username, name=username, role=role, department=department, **more)


ABOVE = {"wuhan": Level.CITY, "hubei": Level.PROVINCE}


def make_place(name="武昌区", name_english="Wuchang") -> Place:
    """Return the place whose ledger this is, set up if it was not."""
    place = Place(pk=1, name=name, name_english=name_english).filled_in()
    return Place.objects.read() if Place.objects.exists() else (place.save() or place)


def make_plan(key="wuchang-2024", **more) -> Plan:
    """Return an open plan of 2024, of the level its key names, with one section and paragraph (`TEXT`) and four
    quarters: on TODAY the first two are closed, each since the next one opened."""
    fields = {
        "title": "武昌区2024年国民经济和社会发展计划", "report_title": "计划报告", "year": 2024,
        "state": PlanState.OPEN, "presented_on": datetime.date(2023, 12, 25), "presented_to": "区人大会议",
        "presented_by": "区发改局", "starts": datetime.date(2024, 1, 1), "ends": datetime.date(2024, 12, 31),
        "level": ABOVE.get(key.partition("-")[0], Level.DISTRICT),
    }  # fmt: skip
    plan = Plan.objects.create(key=key, **(fields | more))
    section = Section.objects.create(
        plan=plan, code="4", number="(四)", title="实施有机更新", short_title="有机更新", order=4
    )
    Paragraph.objects.create(section=section, code="4-1", lead="加强基础设施保障", text=TEXT, order=1)
    for quarter, (starts, ends, due) in enumerate(QUARTERS, 1):
        make_period(plan, f"2024-Q{quarter}", starts, ends, due)
    close_before(plan, "2024-Q3")
    return plan


def make_section_text(plan, text, code="1") -> Paragraph:
    """Return a paragraph with that text in a new section of the plan."""
    section = Section.objects.create(plan=plan, code=code, number="(一)", title="章节", order=1)
    return Paragraph.objects.create(section=section, code=f"{code}-1", text=text, order=1)


def close_before(plan, code) -> None:
    """Close the periods before that one, each on the day the next one opened."""
    periods = list(plan.periods.filter(ends__lte=plan.periods.get(code=code).ends).order_by("ends"))
    for period, after in pairwise(periods):
        type(period).objects.filter(pk=period.pk, closed=None).update(closed=after.opened)


QUARTERS = [
    ("2024-01-01", "2024-03-31", "2024-04-22"),
    ("2024-04-01", "2024-06-30", "2024-07-22"),
    ("2024-07-01", "2024-09-30", "2024-10-21"),
    ("2024-10-01", "2024-12-31", "2025-01-20"),
]


def make_period(plan, code, starts, ends, due) -> ReportingPeriod:
    starts, ends, due = (datetime.date.fromisoformat(day) for day in (starts, ends, due))
    opens = ends + datetime.timedelta(days=1)
    return ReportingPeriod.objects.create(
        plan=plan, code=code, starts=starts, ends=ends, opens=opens, opened=opens, due=due
    )


def make_commitment(
    plan, department, code="4-1-1", quote="新增新能源充电桩1万根", kind=Kind.FLOW, **more
) -> Commitment:
    """Return a commitment led by `department`, its quote at its place in the plan's paragraph."""
    paragraph = Paragraph.objects.get(section__plan=plan)
    commitment = Commitment.objects.create(
        plan=plan, paragraph=paragraph, code=code, order=int(code.split("-")[-1]), quote=quote, title=quote[:20],
        quote_start=paragraph.text.index(quote), kind=kind, due=plan.ends, **more,
    )  # fmt: skip
    Assignment.objects.create(
        commitment=commitment, department=department, role=AssignmentRole.LEAD, valid_from=plan.starts,
        standing=Standing.CONFIRMED,
    )  # fmt: skip
    return commitment


def make_support(commitment, department, role=AssignmentRole.SUPPORTING) -> Assignment:
    """Let `department` take part in the commitment, supporting unless said otherwise."""
    commitment.__dict__.pop("duties", None)
    return Assignment.objects.create(
        commitment=commitment, department=department, role=role, valid_from=commitment.plan.starts
    )


def make_target(
    commitment, value="10000", unit="根", comparator=Comparator.AT_LEAST, basis=Basis.FLOW, **more
) -> Target:
    indicator = more.pop("indicator", None) or Indicator.objects.create(
        name=f"指标{commitment.code}", unit=unit, basis=basis, owner=commitment.lead
    )
    return Target.objects.create(
        commitment=commitment, indicator=indicator, comparator=comparator, value=Decimal(value),
        direction=more.pop("direction", Direction.of_comparator(comparator)),
        wording=more.pop("wording", "1万根"), **more,
    )  # fmt: skip


def quarter_points(*shares) -> tuple:
    """Return planned shares at the quarter ends, e.g. 10, 35, 70, 100, as a path."""
    ends = [datetime.date.fromisoformat(quarter[1]) for quarter in QUARTERS]
    return tuple(zip(ends, map(Decimal, shares), strict=True))


def make_trajectory(commitment, *shares) -> None:
    """Give the commitment planned shares at the quarter ends, e.g. 10, 35, 70, 100."""
    for day, share in quarter_points(*shares):
        TrajectoryPoint.objects.create(commitment=commitment, at=day, share=share, valid_from=commitment.plan.starts)


def make_milestone(commitment, what="月亮湾变电站", planned="2024-06-30", **more) -> Milestone:
    planned = datetime.date.fromisoformat(planned)
    return Milestone.objects.create(commitment=commitment, what=what, verb=Verb.START, planned=planned, **more)


def make_update(commitment, by, period="2024-Q3", value=None, **more):
    """Return a saved draft by the reporter `by`; `value` goes to the commitment's first indicator."""
    target = commitment.targets.first()
    figures = {target.indicator_id: entries.Figure(value=Decimal(value))} if value is not None else {}
    with while_open(commitment.plan, period) as period:
        entry = {
            "cutoff": period.ends,
            "narrative": "按计划推进。",
            "self_lamp": "green",
            "figures": figures,
        } | more
        return drafts.save_draft(commitment, period, entries.ReportEntry(**entry), by=by, version=None)


@contextmanager
def while_open(plan, code):
    """Yield the plan's period, open as it was when its reports were written; then it is as it was before."""
    rows = plan.periods.filter(code=code)
    closed = rows.get().closed
    rows.update(closed=None)
    try:
        yield rows.get()
    finally:
        rows.update(closed=closed)


def make_contribution(commitment, department, lead, at="2024-10-15", **more) -> Contribution:
    """Return the contribution the reporter `lead` asked of `department`, which is made to support the commitment."""
    if not commitment.assignments.filter(department=department).exists():
        make_support(commitment, department)
    said = {"departments": [department], "wanted": "请报学校充电桩数量。", "due": datetime.date(2024, 10, 18)} | more
    period = commitment.plan.periods.get(code="2024-Q3")
    return contribution_requests.ask_contributions(commitment, period, by=lead, at=moment(at), **said)[0]


def file_contribution(contribution, by, text="学校建成充电桩1200根。", value=None) -> Contribution:
    """Return the contribution with a text, and a figure for the commitment's first indicator, filed by `by`."""
    indicator = contribution.commitment.targets.first().indicator_id if value else None
    figures = {indicator: entries.Figure(value=Decimal(value))} if value else {}
    contribution = contributions.save_contribution(
        contribution, text=text, figures=figures, by=by, version=contribution.version
    )
    return contributions.file_contribution(contribution, by=by, at=moment())


def make_approved(commitment, by, office, period="2024-Q3", at="2024-10-15", **more):
    """Return an update written, submitted and approved on the day `at`."""
    explained = {"problems": "进度偏慢。", "next_steps": "加快推进。"}
    with while_open(commitment.plan, period):
        update = make_update(commitment, by, period, **(explained | more))
        update = moves.send_report(update, by=by, at=moment(at))
        return review.approve_report(update, by=office, at=moment(at, "16:00"))


def make_waiting(cast, count: int) -> None:
    """Let so many reports of the cast's department wait for the office, on 4-1-20 and those after it."""
    quotes = [f"完成第{number}项任务" for number in range(count)]
    Paragraph.objects.update(text=TEXT + "，".join(quotes) + "。")
    for number, quote in enumerate(quotes):
        made = make_commitment(cast.plan, cast.department, f"4-1-{number + 20}", quote, kind=Kind.QUALITATIVE)
        moves.send_report(make_update(made, cast.reporter), by=cast.reporter, at=moment())


def make_evidence(owner, by, name="验收单.pdf", content=None, at="2024-10-15"):
    """Return a file that `by` attached to the draft or contribution `owner`."""
    file = ContentFile(TINY_PDF if content is None else content, name)
    return evidence.attach_file(owner, evidence.Upload(name, file), by=by, at=moment(at))[0]


class Cast:
    """One plan, two departments, and an account of every role."""

    def __init__(self):
        self.place = make_place()
        self.plan = make_plan()
        self.department = make_department()
        self.other = make_department("JYJ", "区教育局")
        self.reporter = make_user("alice", Role.REPORTER, self.department)
        self.outsider = make_user("bob", Role.REPORTER, self.other)
        self.supervisor = make_user("carol", Role.SUPERVISOR)
        self.second_supervisor = make_user("dave", Role.SUPERVISOR)
        self.leader = make_user("erin", Role.LEADER)
        self.auditor = make_user("frank", Role.AUDITOR)
        self.system_admin = make_user("grace", Role.SYSTEM_ADMIN)
        self.security_admin = make_user("heidi", Role.SECURITY_ADMIN)
        self.commitment = make_commitment(self.plan, self.department)
        self.target = make_target(self.commitment)
        make_trajectory(self.commitment, 10, 35, 70, 100)

    def with_approver(self) -> User:
        """Give the department an approver and return them."""
        return make_user("ivan", Role.APPROVER, self.department)


def form_key() -> str:
    """Return a fresh idempotency key as a form carries it."""
    return str(uuid.uuid4())


def part_row(commitment, department, by, state="asked", period="2024-Q3", due="2024-10-14", **more) -> Contribution:
    """Return a contribution `by` asked of the supporting `department`; its first person filed it."""
    filed = {} if state == "asked" else {"filed_by": department.people.first(), "filed_at": moment("2024-10-12")}
    settled = {"settled_at": moment("2024-10-16"), "return_reason": "缺表。"} if state == "returned" else {}
    return Contribution.objects.create(
        commitment=commitment, department=department, period=commitment.plan.periods.get(code=period), state=state,
        wanted="材料", due=datetime.date.fromisoformat(due), asked_by=by, asked_at=moment("2024-10-08"),
        **(filed | settled | more),
    )  # fmt: skip
