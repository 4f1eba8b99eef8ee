"""A breakdown of tasks written into a draft: looked at first, then all of it or nothing; the same table twice changes
nothing, and what the table lacks is never deleted."""

import datetime
from dataclasses import dataclass, field, replace

from django.db import transaction

from ...choices import AssignmentRole, DepartmentKind, Role, Standing
from ...models import Assignment, Commitment, Department, Plan, TrajectoryPoint, User
from ...rules.pasted_table import codes_behind_date
from ...rules.table_tasks import TableTask
from ..judgement import assessment
from ..record import record
from ..refusals import Incomplete
from .candidate_rows import BASIS_OF_FIGURE, measured_thing, promise_figure, propose_milestone
from .commitment_cuts import TITLE_LENGTH, number_commitments, put_commitment
from .draft_rows import NewTarget, add_target
from .draft_text import ParagraphText, SectionText, add_paragraph, add_section
from .drafts_locked import locked_draft
from .table_changes import store_told, told_changes
from .table_layouts import columns_kept

ALL_STREETS = ("各街道", "各街", "街道办事处", "各街道办事处", "各镇街", "各镇（街道）")
ROLES = {
    "lead": AssignmentRole.LEAD, "responsible": AssignmentRole.RESPONSIBLE, "supporting": AssignmentRole.SUPPORTING,
}  # fmt: skip
QUARTER_ENDS = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}


@dataclass(frozen=True)
class TableChange:
    """What a row says otherwise than a commitment: `what` (see breakdown.words), before and now in short words."""

    row: int
    code: str
    what: str
    before: str
    now: str


@dataclass
class TableOutcome:
    """What a table does to a draft: rows added as (row, code, title), changes, what is `left` to the form, rows that
    change nothing; `errors` are (row, code, word) of what stops it: nothing is written while one stands."""

    added: list[tuple] = field(default_factory=list)
    changed: list[TableChange] = field(default_factory=list)
    left: list[TableChange] = field(default_factory=list)
    same: int = 0
    errors: list[tuple[int, str, str]] = field(default_factory=list)


@transaction.atomic
def preview_table(plan: Plan, tasks: list[TableTask], *, by: User, at) -> TableOutcome:
    """Return what `enter_table` would do, and do nothing. Raises Refused past the draft."""
    outcome = TableEntry(locked_draft(plan, by), by, at).run(tasks)
    transaction.set_rollback(True)
    return outcome


@transaction.atomic
def enter_table(plan: Plan, tasks: list[TableTask], *, by: User, at, digest="", meanings=None) -> TableOutcome:
    """Write a table into a draft and return what was done; `digest` names its layout on record, `meanings` (place →
    meaning) what its columns were confirmed as.

    Raises Refused past the draft, Incomplete with rows where an error stands.
    """
    plan = locked_draft(plan, by)
    outcome = TableEntry(plan, by, at).run(tasks)
    if outcome.errors:
        raise Incomplete({f"row_{row}": code for row, code, _word in outcome.errors})
    if outcome.added or outcome.changed:
        changed = sorted({change.code for change in outcome.changed})
        after = {"added": [code for _row, code, _title in outcome.added], "changed": changed, "table": digest}
        after |= {"columns": columns_kept(meanings)} if meanings else {}
        record("plan_table", plan.key, of=plan, by=by, at=at, after=after)
    return outcome


class TableEntry:
    """One run over a table's tasks."""

    def __init__(self, plan: Plan, by: User, at):
        self.plan, self.by, self.at, self.outcome = plan, by, at, TableOutcome()
        self.made = []
        day = max(at.date(), plan.starts)
        self.departments = list(Department.objects.on(day))
        self.leaders = {user.name: user for user in User.objects.filter(role=Role.LEADER, is_active=True)}
        self.sections = {section.title: section for section in plan.sections.order_by("order")}
        rows = plan.commitments.standing().select_related("plan", "paragraph__section__plan", "leader")
        self.by_code = {row.code: row for row in rows}
        self.by_quote = {row.quote: row for row in rows}

    def run(self, tasks: list[TableTask]) -> TableOutcome:
        seen = {}
        for task in tasks:
            # A commitment known by its code may have a row for each of its targets.
            told = (task.code, task.indicator if task.code else task.sentence)
            if told in seen:
                self.refuse(task, "twice", str(seen[told]))
            seen.setdefault(told, task.row)
            duties = self.duties_of(task)
            self.check(task)
            if not self.outcome.errors:
                self.write(task, duties)
        if self.made:
            self.number()
        return self.outcome

    def number(self) -> None:
        """Give what was made its codes, once for all of it."""
        number_commitments(self.plan)
        codes = dict(self.plan.commitments.values_list("pk", "code"))
        self.outcome.added = [(line, codes[row.pk], row.title) for line, row in self.made]

    def refuse(self, task: TableTask, code: str, word: str = "") -> None:
        self.outcome.errors.append((task.row, code, word))

    def check(self, task: TableTask) -> None:
        """Refuse what no draft can hold."""
        if not task.sentence:
            self.refuse(task, "required")
        if task.code and task.code not in self.by_code:
            self.refuse(task, "code_is_day" if codes_behind_date(task.code) else "unknown_code", task.code)
        if task.due and not self.plan.starts <= task.due <= self.plan.ends:
            self.refuse(task, "other_year", str(task.due))

    def duties_of(self, task: TableTask) -> dict[Department, str]:
        """Return department → role; an unknown name is refused. Who leads does not support as well; several named to
        lead bear it together."""
        found = {}
        for name, role in ROLES.items():
            for word in task.duties.get(name, ()):
                for department in self.departments_called(task, word):
                    found.setdefault(department, role)
        leads = [department for department, role in found.items() if role == AssignmentRole.LEAD]
        return found | dict.fromkeys(leads if len(leads) > 1 else (), AssignmentRole.RESPONSIBLE)

    def departments_called(self, task: TableTask, word: str) -> list[Department]:
        if word in ALL_STREETS:
            return [each for each in self.departments if each.kind == DepartmentKind.STREET]
        found = [each for each in self.departments if word in (each.code, each.name, each.short_name)]
        if not found:
            self.refuse(task, "unknown_department", word)
        return found

    def write(self, task: TableTask, duties: dict) -> None:
        row = self.by_code.get(task.code) or self.by_quote.get(task.sentence)
        if row is None:
            self.add(task, duties)
        else:
            self.change(row, task, duties)

    def add(self, task: TableTask, duties: dict) -> None:
        """Make a paragraph and a commitment of the task, with its duties, its target and its planned path."""
        section = self.section_of(task)
        paragraph = add_paragraph(section, ParagraphText("", task.sentence), by=self.by)
        row = put_commitment(self.plan, paragraph, task.sentence)
        row.title, row.kind, row.note = task.title[:TITLE_LENGTH], task.kind, task.note
        row.due, row.leader = task.due or self.plan.ends, self.leaders.get(task.leader)
        row.due_standing = Standing.CONFIRMED if task.due else Standing.PROPOSED
        row.save()
        self.assign(row, duties)
        self.promise(row, task)
        self.promise_as_told(row, task)
        self.by_quote[row.quote] = row
        self.made.append((task.row, row))

    def section_of(self, task: TableTask):
        title = task.section or self.plan.title
        if title not in self.sections:
            self.sections[title] = add_section(self.plan, SectionText("", title[:200]), by=self.by)
        return self.sections[title]

    def assign(self, row: Commitment, duties: dict) -> None:
        Assignment.objects.bulk_create(
            Assignment(commitment=row, department=department, role=role, valid_from=self.plan.starts)
            for department, role in sorted(duties.items(), key=lambda pair: pair[1] != AssignmentRole.LEAD)
        )
        row.__dict__.pop("duties", None)

    def promise(self, row: Commitment, task: TableTask) -> None:
        """Give the commitment its target and its planned path, as far as the table tells them."""
        if task.target is None:
            return
        new = NewTarget(task.indicator[:100], task.unit, BASIS_OF_FIGURE[task.kind], task.wording)
        try:
            add_target(row, new, by=self.by, at=self.at)
        except Incomplete as error:
            for code in error.fields.values():
                self.refuse(task, code, task.wording)
            return
        TrajectoryPoint.objects.bulk_create(
            TrajectoryPoint(commitment=row, at=datetime.date(self.plan.year, *QUARTER_ENDS[quarter]), share=share,
                            valid_from=self.plan.starts)
            for quarter, share in (task.shares or {}).items()
        )  # fmt: skip

    def promise_as_told(self, row: Commitment, task: TableTask) -> None:
        """Give the commitment what its sentence itself promises, as a report's is given; what no draft can hold is
        left out. A milestone falls due with its row."""
        for each in task.figures:
            name = measured_thing(task.sentence, each.wording)
            new = NewTarget(name, each.unit, BASIS_OF_FIGURE[each.kind], each.wording, each.value)
            promise_figure(row, new, self.by, self.at)
        for stone in task.milestones:
            propose_milestone(row, replace(stone, planned=stone.planned or task.due), self.by, self.at)

    def change(self, row: Commitment, task: TableTask, duties: dict) -> None:
        """Let the commitment follow the table; whatever the table is silent about stays."""
        before = len(self.outcome.changed)
        told, left, edit = told_changes(row, task, self.leaders)
        self.outcome.left += [TableChange(task.row, row.code, *each) for each in left]
        for what, was, now in told:
            self.tell(row, task, what, was, now)
        self.change_duties(row, task, duties)
        try:
            store_told(row, edit, task, self.leaders, told, by=self.by, at=self.at)
        except Incomplete as error:
            for code in dict.fromkeys(error.fields.values()):
                self.refuse(task, code, task.wording)
        if not row.targets.exists() and task.wording and task.wording in row.quote:
            self.promise(row, task)
            self.tell(row, task, "target", "", task.wording)
        if len(self.outcome.changed) > before:
            assessment.refresh([row], self.at.date())
        else:
            self.outcome.same += 1

    def change_duties(self, row: Commitment, task: TableTask, duties: dict) -> None:
        """Let the duties of the roles the table tells of follow it; the others stay."""
        standing = {duty.department: duty.role for duty in row.current_duties}
        told = {ROLES[role] for role in task.roles}
        kept = {department: role for department, role in standing.items() if role not in told}
        wanted = kept | duties
        if duties and standing != wanted:
            self.tell(row, task, "duties", duty_words(standing), duty_words(wanted))
            row.assignments.all().delete()
            self.assign(row, wanted)

    def tell(self, row: Commitment, task: TableTask, what: str, before, now) -> None:
        self.outcome.changed.append(TableChange(task.row, row.code, what, str(before), str(now)))


def duty_words(duties: dict) -> str:
    """Return departments by their short names, the lead first."""
    ranked = sorted(duties.items(), key=lambda pair: (list(ROLES.values()).index(pair[1]), pair[0].order))
    return "、".join(department.short_name for department, _role in ranked)
