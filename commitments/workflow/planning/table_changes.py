"""What a row of a table says otherwise than the draft's commitment, and the same stored as its form would store it."""

from dataclasses import replace

from ...choices import Standing
from ...models import Commitment, Target, User
from ...rules.reading.targets import proposed_direction
from ...rules.table_tasks import KIND_CELLS, TableTask
from .commitment_edits import CommitmentEdit, TargetEdit, save_commitment
from .draft_text import ParagraphText, save_paragraph

# What changed: its name, before and now.
ToldChanges = list[tuple[str, str, str]]


def told_changes(
    row: Commitment, task: TableTask, leaders: dict[str, User]
) -> tuple[ToldChanges, ToldChanges, CommitmentEdit]:
    """Return what a row changes, what is left to the commitment's form, and the form as it would be sent."""
    edit, told, left = form_of(row), [], []
    if task.code and task.title not in (row.quote, row.title, ""):
        (told if quote_can_follow(row, task.title) else left).append(("quote", row.quote, task.title))
        edit = replace(edit, quote=task.title) if quote_can_follow(row, task.title) else edit
    if task.due and task.due != row.due:
        told.append(("due", str(row.due), str(task.due)))
        edit = replace(edit, due=task.due, due_confirmed=True)
    if task.told_kind and task.told_kind != row.kind:
        told.append(("kind", KIND_CELLS[row.kind], KIND_CELLS[task.told_kind]))
        edit = replace(edit, kind=task.told_kind)
    if task.code and task.note and task.note != row.note:
        told.append(("note", row.note, task.note))
        edit = replace(edit, note=task.note)
    if task.code and task.leader and task.leader != (row.leader.name if row.leader else ""):
        before = row.leader.name if row.leader else ""
        (told if task.leader in leaders else left).append(("leader", before, task.leader))
    return target_told(row, task, edit, told, left)


def form_of(row: Commitment) -> CommitmentEdit:
    return CommitmentEdit(
        title=row.title, kind=row.kind, due=row.due, due_confirmed=row.due_standing == Standing.CONFIRMED,
        quote=row.quote, evidence_hint=row.evidence_hint, note=row.note,
    )  # fmt: skip


def quote_can_follow(row: Commitment, words: str) -> bool:
    """Whether the quote can be these words: they stand in the paragraph, or it is nothing but this promise."""
    return words in row.paragraph.text or row.paragraph.text == row.quote


def target_told(row, task: TableTask, edit: CommitmentEdit, told: ToldChanges, left: ToldChanges):
    """Put what a row says of a target to what it changes: its figure where the words stand in the quote; else it is
    left to the form, and so is another unit."""
    target = target_of(row, task)
    if target is None or task.target is None:
        return told, left, edit
    if task.told_unit and task.told_unit != target.indicator.unit:
        left.append(("unit", target.indicator.unit, task.told_unit))
    elif target.value != task.target.value:
        if task.code and task.wording in edit.quote:
            told.append(("target", f"{target.value.normalize():f}", task.wording))
            edit = replace(edit, targets={target.pk: target_edit(edit, target, task)})
        else:
            left.append(("target", f"{target.value.normalize():f}", task.wording))
    return told, left, edit


def target_of(row: Commitment, task: TableTask) -> Target | None:
    """Return the target a row speaks of: that of its indicator, else the only one."""
    targets = list(row.targets.select_related("indicator"))
    named = next((target for target in targets if target.indicator.name == task.indicator), None)
    return named or (targets[0] if len(targets) == 1 else None)


def target_edit(edit: CommitmentEdit, target: Target, task: TableTask) -> TargetEdit:
    read, unit = task.target, target.indicator.unit
    comparator = read.comparator or target.comparator
    direction = read.direction or proposed_direction(comparator, edit.kind, task.wording, unit, target.indicator.name)
    return TargetEdit(comparator, direction, read.value, read.upper, task.wording, read.stretch)


def store_told(row, edit: CommitmentEdit, task: TableTask, leaders: dict, told: ToldChanges, *, by: User, at) -> None:
    """Store what a row changes with the checks of the commitment's form. Raises Incomplete with field → code."""
    changed = {what for what, _before, _now in told}
    if "leader" in changed:
        row.leader = leaders[task.leader]
        row.save(update_fields=["leader"])
    if not changed - {"leader"}:
        return
    alone = edit.quote not in row.paragraph.text
    if alone:
        reword(row, f"{edit.quote}\n{row.paragraph.text}", by)
    kept = {each.pk: as_edited(each) for each in row.targets.all()}
    stored = save_commitment(row, replace(edit, targets=kept | edit.targets), by=by, at=at, version=None)
    for name in ("quote", "quote_start", "kind", "due", "due_standing", "note"):
        setattr(row, name, getattr(stored, name))
    if alone:
        reword(row, edit.quote, by)


def as_edited(target: Target) -> TargetEdit:
    """Return a target as its form would send it unchanged."""
    names = ("comparator", "direction", "value", "upper", "wording", "stretch")
    return TargetEdit(**{name: getattr(target, name) for name in names})


def reword(row: Commitment, text: str, by: User) -> None:
    """Let the paragraph of a commitment say something else: first old and new words, so that no quote is ever lost."""
    section = row.paragraph.section
    row.paragraph = save_paragraph(row.paragraph, ParagraphText(row.paragraph.lead, text), by=by)
    row.paragraph.section = section
