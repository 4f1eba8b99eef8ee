"""Loading a plan from checked files: what is missing is made, what people edited stays."""

import datetime
from decimal import Decimal

from django.db import transaction

from ...choices import AssignmentRole, Comparability, PlanState
from ...models import (
    Assignment,
    Commitment,
    Department,
    Milestone,
    Paragraph,
    Plan,
    ReportingPeriod,
    Section,
    SetAside,
    TrajectoryPoint,
)
from ...rules.report.passages import digest_of_words
from ..judgement import assessment
from ..record import record
from .link_loading import FILE_STANDINGS, LinkLoading
from .target_loading import LoadReport, exact_decimal

QUARTER_ENDS = ((3, 31), (6, 30), (9, 30), (12, 31))


class AdditionsUnasked(Exception):
    """The plan is past its draft and its files hold more than it has; `report` says what, and nothing was added."""

    def __init__(self, plan: Plan, report: LoadReport):
        super().__init__(f"{plan.key}: {report.created.total()}")
        self.plan, self.report = plan, report


@transaction.atomic
def load_plan_files(files, at, *, add: bool = False, by=None) -> tuple[Plan, LoadReport]:
    """Load checked plan files (documents.plan_files.PlanFiles); return the plan and what was done.

    Creates what is missing and never overwrites: where a row that exists differs from the file, it is
    reported and kept. All or nothing. Raises AdditionsUnasked where an open plan would get more without `add`, and
    where a closed one would.
    """
    loading = PlanLoading(files)
    loading.at, loading.by = at, by
    plan = loading.run()
    wanted = plan.state == PlanState.DRAFT or (plan.state == PlanState.OPEN and add)
    if loading.report.created and not wanted:
        raise AdditionsUnasked(plan, loading.report)
    if loading.report.created:
        assessment.refresh(plan.commitments.standing(), at.date())
        created = {model.lower(): number for model, number in loading.report.created.items()}
        record("plan_loaded", plan.key, of=plan, by=by, at=at, after=created)
    return plan, loading.report


class PlanLoading(LinkLoading):
    """One run over the files; `at` and `by` are said of what the office decided."""

    at = by = None

    def run(self) -> Plan:
        self.departments = {department.code: department for department in Department.objects.all()}
        self.departments |= {row["code"]: self.department(n, row) for n, row in enumerate(self.files.departments)}
        self.plan = self.load_plan(self.files.plan)
        self.paragraphs = {}
        for order, section in enumerate(self.files.plan["sections"]):
            self.section(order, section)
        for period in self.files.plan["periods"]:
            self.period(period)
        for order, row in enumerate(self.files.commitments, 1):
            self.commitment(order, row)
        for row in self.files.commitments:
            self.relate(row)
        self.load_links()
        return self.plan

    def department(self, order: int, row: dict) -> Department:
        values = {
            "name": row["name"], "short_name": row["short_name"], "kind": row["kind"],
            "standing": FILE_STANDINGS[row["status"]], "order": order,
        }  # fmt: skip
        return self.one(Department, {"code": row["code"]}, values, row["code"])[0]

    def load_plan(self, row: dict) -> Plan:
        names = (
            "title",
            "report_title",
            "year",
            "level",
            "presented_on",
            "presented_to",
            "presented_by",
            "starts",
            "ends",
        )
        values = {name: row[name] for name in names}
        values |= {name: Decimal(str(row[name])) for name in ("yellow_at", "red_below") if name in row}
        values |= {"milestone_days": row["milestone_days"]} if "milestone_days" in row else {}
        return self.one(Plan, {"key": row["key"]}, values, row["key"])[0]

    def section(self, order: int, row: dict) -> None:
        values = {name: row[name] for name in ("number", "title", "short_title")} | {"order": order}
        section, _created = self.one(Section, {"plan": self.plan, "code": row["code"]}, values, row["code"])
        for place, paragraph in enumerate(row["paragraphs"], 1):
            values = {"lead": paragraph["lead"], "text": paragraph["text"], "order": place}
            lookup = {"section": section, "code": paragraph["code"]}
            made = self.one(Paragraph, lookup, values, paragraph["code"])[0]
            self.paragraphs[paragraph["code"]] = made
            self.set_aside(made, paragraph.get("set_aside") or ())

    def set_aside(self, paragraph: Paragraph, rows) -> None:
        """Load what is set aside of a paragraph; nobody is named for it but who loads the files."""
        for row in rows if self.plan.is_draft else ():
            lookup = {"paragraph": paragraph, "digest": digest_of_words(row["words"])}
            values = {"words": row["words"], "reason": row["reason"], "note": row.get("note") or ""}
            if not SetAside.objects.filter(**lookup).exists():
                values |= {"at": self.at, "by": self.by}
            self.one(SetAside, lookup, values, paragraph.code)

    def period(self, row: dict) -> None:
        values = {name: row[name] for name in ("starts", "ends", "opens", "due")}
        self.one(ReportingPeriod, {"plan": self.plan, "code": row["code"]}, values, row["code"])

    def commitment(self, order: int, row: dict) -> None:
        """Load one commitment with everything that belongs to it."""
        paragraph = self.paragraphs[row["code"].rpartition("-")[0]]
        last = row.get("last_year") or {}
        values = {
            "paragraph": paragraph, "order": order, "quote": row["quote"],
            "quote_start": paragraph.text.index(row["quote"]), "title": row["title"],
            "title_en": row.get("title_en") or "", "kind": row["kind"], "due": row["due"],
            "evidence_hint": row.get("evidence") or "", "note": row.get("note") or "",
            "last_year_value": exact_decimal(last.get("value")), "last_year_unit": last.get("unit") or "",
            "last_year_quote": last.get("quote") or "", "last_year_note": last.get("note") or "",
            "last_year_comparability": last.get("comparability") or Comparability.NONE,
        }  # fmt: skip
        commitment, created = self.one(Commitment, {"plan": self.plan, "code": row["code"]}, values, row["code"])
        if created:
            self.assign(commitment, row)
            self.trajectory(commitment, row.get("trajectory") or ())
        elif commitment.lead != self.departments[row["lead"]]:
            self.report.differences.append((row["code"], "lead", commitment.lead, self.departments[row["lead"]]))
        for target in row["targets"]:
            self.target(commitment, row, target)
        for place, milestone in enumerate(row["milestones"]):
            self.milestone(commitment, place, milestone)

    def assign(self, commitment: Commitment, row: dict) -> None:
        """Propose lead and supporting departments; STREETS stands for every street office."""
        codes = [code for name in row.get("supporting") or () for code in self.spelled_out(name)]
        roles = dict.fromkeys(codes, AssignmentRole.SUPPORTING) | {row["lead"]: AssignmentRole.LEAD}
        made = Assignment.objects.bulk_create(
            Assignment(commitment=commitment, department=self.departments[code], role=role, valid_from=self.plan.starts)
            for code, role in sorted(roles.items(), key=lambda pair: pair[1] != AssignmentRole.LEAD)
        )
        self.report.created["Assignment"] += len(made)

    def spelled_out(self, name: str) -> list[str]:
        return self.files.streets if name == "STREETS" else [name]

    def trajectory(self, commitment: Commitment, shares) -> None:
        """Propose the planned shares at the quarter ends."""
        days = (datetime.date(self.plan.year, *month_and_day) for month_and_day in QUARTER_ENDS)
        points = [
            TrajectoryPoint(commitment=commitment, at=day, share=exact_decimal(share), valid_from=self.plan.starts)
            for day, share in zip(days, shares, strict=False)
        ]
        self.report.created["TrajectoryPoint"] += len(TrajectoryPoint.objects.bulk_create(points))

    def milestone(self, commitment: Commitment, place: int, row: dict) -> None:
        # Nobody edits the words of a milestone: they are its key.
        values = {
            "verb": row["verb"], "wording": row.get("wording") or "", "planned": row["planned"],
            "stretch": row.get("stretch", False), "order": place,
        }  # fmt: skip
        name = f"{commitment.code} {row['what']}"
        self.one(Milestone, {"commitment": commitment, "what": row["what"]}, values, name)
