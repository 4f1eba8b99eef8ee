"""What came back and goes round again: why, by whom, what it said then, and what was changed since.

The office's return leaves a revision behind; what an approver hands back is written over, so what it said is kept.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from ...choices import DataState, UpdateState
from ...models import Evidence, ProgressUpdate, SentBack, User, prepared
from .drafts import TEXTS

FIELDS = ("self_lamp", "cutoff", "forecast", "data_expected")


@dataclass(frozen=True)
class ReportChange:
    """One thing that differs, both sides as kept; `part` (texts, figures …) and `key` say what."""

    part: str
    key: str
    before: object
    now: object


@dataclass(frozen=True)
class LastReturn:
    """The last time a report was given back, and what its author changed since."""

    by: User
    at: datetime.datetime
    reason: str
    by_office: bool
    said: dict
    changes: tuple

    @property
    def unchanged(self) -> bool:
        return not self.changes


def report_content(update: ProgressUpdate, files) -> dict:
    """Return what an update says, as JSON keeps it; `files` are those that stand behind it."""
    return {
        "texts": {name: getattr(update, name) for name in TEXTS},
        "fields": {name: as_kept(getattr(update, name)) for name in FIELDS},
        "figures": {str(row.indicator_id): kept_figure(row) for row in update.observations.all()},
        "reached": {str(row.milestone_id): str(row.reached) for row in update.milestones_reached.all()},
        "files": {file.sha256: file.name for file in files},
    }


def as_kept(value) -> str:
    if value is None:
        return ""
    return f"{value.normalize():f}" if hasattr(value, "normalize") else str(value)


def kept_figure(row) -> dict:
    """Return an observation, or a contribution's figure, as it is kept; how it was typed counts only where nothing
    else is known of it."""
    state = getattr(row, "state", DataState.GIVEN)
    typed = row.as_typed if state == DataState.NOT_COMPARABLE else ""
    more = {name: as_kept(getattr(row, name)) for name in ("exactness", "finality")}
    more |= {"state": str(state), "expected_on": as_kept(getattr(row, "expected_on", None))}
    return {"value": as_kept(row.value), "typed": typed} | more


def changes_between(before: dict, now: dict) -> tuple:
    """Return what differs between two contents; blanks and line breaks of a text do not count."""
    found = []
    for part, said in now.items():
        earlier = before.get(part, {})
        for key in [*said, *(key for key in earlier if key not in said)]:
            pair = earlier.get(key), said.get(key)
            if squeezed(pair[0]) != squeezed(pair[1]):
                found.append(ReportChange(part, key, *pair))
    return tuple(found)


def squeezed(value):
    return "".join(value.split()) if isinstance(value, str) else value or ""


def returns_of(updates: list[ProgressUpdate], *, inner: bool, ask=prepared.models) -> dict[int, list[LastReturn]]:
    """Return update id → its last returns, the newest first: the office's, and with `inner` its own approver's.

    The updates come with figures and milestones. A fixed number of queries; `ask` is asked for what a save leaves.
    """
    given_back = office_returns(updates) + (sent_back_of(updates, ask) if inner else [])
    files = files_of([update for update, _back, _said in given_back])
    found = defaultdict(list)
    for update, back, said in given_back:
        rows = files[update.commitment_id, update.period_id]
        then = said or report_content(back, [row for row in rows if stood_at(row, back, back.decided_at)])
        now = report_content(update, [row for row in rows if stood_at(row, update, None)])
        found[update.pk].append(last_return(back, then, changes_between(then, now)))
    return {pk: sorted(rows, key=lambda each: each.at, reverse=True) for pk, rows in found.items()}


def last_return(back, said: dict, changes: tuple) -> LastReturn:
    """Return the return of a revision by the office, or of a draft by its approver."""
    if isinstance(back, SentBack):
        return LastReturn(back.by, back.at, back.note, False, said, changes)
    return LastReturn(back.decided_by, back.decided_at, back.return_reason, True, said, changes)


def office_returns(updates: list[ProgressUpdate]) -> list[tuple]:
    """Return (update, the revision before it, None) of those that answer a return by the office."""
    later = {(row.commitment_id, row.period_id, row.revision - 1): row for row in updates if row.revision > 1}
    if not later:
        return []
    rows = ProgressUpdate.objects.filter(state=UpdateState.RETURNED, decided_at__isnull=False)
    rows = rows.filter(commitment__in={key[0] for key in later}, period__in={key[1] for key in later})
    rows = rows.select_related("decided_by").prefetch_related("observations", "milestones_reached")
    named = [((row.commitment_id, row.period_id, row.revision), row) for row in rows]
    return [(later[key], row, None) for key, row in named if key in later]


def sent_back_of(updates: list[ProgressUpdate], ask=prepared.models) -> list[tuple]:
    """Return (update, its last handing back, what it said then)."""
    rows = ask(handings_back, updates=[update.pk for update in updates]) if updates else []
    last, named = {row.update_id: row for row in rows}, {update.pk: update for update in updates}
    return [(named[pk], row, row.said) for pk, row in last.items()]


def handings_back(*, updates):
    return SentBack.objects.filter(update__in=updates).select_related("by").order_by("pk")


def files_of(updates: list[ProgressUpdate]) -> dict[tuple, list]:
    """Return (commitment, period) → the files of its revisions, in one query; none without updates."""
    found = defaultdict(list)
    if updates:
        reports = {"update__commitment__in": {row.commitment_id for row in updates}}
        reports["update__period__in"] = {row.period_id for row in updates}
        for row in Evidence.objects.filter(**reports).select_related("update").order_by("pk"):
            found[row.update.commitment_id, row.update.period_id].append(row)
    return found


def stood_at(file: Evidence, update: ProgressUpdate, at) -> bool:
    """Whether a file was behind the revision at that moment (None: now)."""
    kept = file.withdrawn_at is None or (at is not None and file.withdrawn_at > at)
    return file.update.revision <= update.revision and kept


def keep_sent_back(update: ProgressUpdate, *, by: User, at, note: str) -> SentBack:
    """Keep what an update says while it is handed back, before it is written over."""
    said = report_content(update, Evidence.objects.standing().behind(update))
    return SentBack.objects.create(update=update, by=by, at=at, note=note.strip(), said=said)


def answer_errors(update: ProgressUpdate) -> dict[str, str]:
    """Return field → code where the update goes round again unchanged and says nothing about it."""
    return answer_errors_from(update, returns_of([update], inner=True).get(update.pk, []))


def answer_errors_from(update: ProgressUpdate, returns: list[LastReturn]) -> dict[str, str]:
    """Return what `answer_errors` says, from the returns at hand: the newest is the one to be answered."""
    silent = bool(returns) and returns[0].unchanged and not update.return_answer.strip()
    return {"return_answer": "unchanged"} if silent else {}


def came_back(update: ProgressUpdate) -> bool:
    """Whether the next sending of one update answers a return."""
    return update.state == UpdateState.RETURNED or bool(returns_of([update], inner=True))
