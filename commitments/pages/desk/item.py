"""One commitment on the desk: what stands, what stood last period, what is lacking and what looks odd."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from ...choices import Basis, Measured, UpdateState
from ...models import Commitment, Observation, ProgressUpdate, Target
from ...rules.pace import expected_share
from ...rules.plausibility import PlausibilityFlag, lamp_flags, text_flags
from ...rules.target import whole_units
from ...rules.trajectory import value_at_share
from ...workflow.reports.drafts import TEXTS
from ...workflow.reports.plausibility import flags_of_figures, largest_planned
from ...workflow.snapshot.readings import measure_of


@dataclass
class DeskItem:
    """One commitment; `errors` says what is missing before its draft can be sent.

    `entered` are the indicators entered here, `elsewhere` the targets entered elsewhere as (target, where), `earlier`
    the approved updates of the periods before, newest first, `returned` what the office gave back last, `returns` all
    that a draft answers. `know` gives the snapshot of what is approved; a save while one types does without.
    `saving` is what became of what was just typed, where that is not simply stored: partly, unsent, unsaved, conflict.
    """

    commitment: Commitment
    period: object
    update: ProgressUpdate | None
    earlier: list
    entered: list
    elsewhere: list
    milestones: list
    returned: ProgressUpdate | None = None
    know: Callable | None = None
    verdict: object = None
    calculation: tuple = ()
    errors: dict = field(default_factory=dict)
    moves: frozenset = frozenset()
    returns: list = field(default_factory=list)
    form: object = None
    note: str = ""
    refused: bool = False
    saving: str = ""
    conflict: list = field(default_factory=list)
    kept: list = field(default_factory=list)

    @property
    def previous(self) -> ProgressUpdate | None:
        return self.earlier[0] if self.earlier else None

    @property
    def writable(self) -> bool:
        return self.update is None or self.update.state in UpdateState.unsent()

    @property
    def save_state(self) -> str:
        """The one word of an item and of the page's bar for saving; "" while there is nothing to save."""
        return self.saving or ("saved" if self.update else "")

    @property
    def came_back(self) -> bool:
        """Whether the next sending answers a return, by the office or by the own approver."""
        return bool(self.returned or self.returns)

    @property
    def begins(self) -> bool:
        """Whether the next save begins a revision: the first, or the one after a return."""
        return self.update is None or self.update.state == UpdateState.RETURNED

    @property
    def version(self) -> int:
        """The version a form of now is drawn from; 0 where it begins a revision."""
        return 0 if self.begins else self.update.version

    @property
    def ready(self) -> bool:
        return self.update is not None and self.update.state == UpdateState.DRAFT and not self.errors

    @property
    def base(self) -> str:
        """Name the period and revision a form writes, so that an old page never fills in a newer one."""
        return f"{self.period.code}.{(self.update.revision if self.update else 0) + self.begins}"

    @property
    def state(self) -> str:
        """new, ready, check (ready, but something looks odd), incomplete, or the state of what was sent."""
        if self.update is None:
            return "new"
        if self.update.state == UpdateState.DRAFT:
            return ("check" if self.flags else "ready") if self.ready else "incomplete"
        return self.update.state

    @property
    def targets(self) -> list:
        return self.commitment.targets.all()

    @property
    def shared(self) -> list[tuple]:
        """The targets entered elsewhere, each with the reading known of it and the commitment it is entered at."""
        return [(target, self.know().readings.get(target.indicator_id), place) for target, place in self.elsewhere]

    @cached_property
    def planned(self):
        """The share planned by the period's end of the commitment's only paced target, or None."""
        if len(self.targets) != 1 or self.targets[0].measured != Measured.OBSERVED:
            return None
        facts = self.know().target_facts(self.commitment, self.targets[0])
        units = whole_units(facts.measure)
        return expected_share(facts.pace, self.period.ends, units) if facts.measure.is_paced else None

    @property
    def unit(self) -> str:
        """The unit of the first target; a forecast is given in it."""
        return self.targets[0].indicator.unit if self.targets else ""

    @cached_property
    def flags(self) -> list[PlausibilityFlag]:
        """What to look at before sending; nothing of it forbids."""
        if self.update is None or not self.writable:
            return []
        found = flags_of_figures(self.given, self.earlier, self.promised)
        found += lamp_flags(self.update.self_lamp, self.verdict.lamp)
        return found + list(text_flags(self.update.narrative, self.previous.narrative if self.previous else ""))

    @property
    def given(self) -> list[Observation]:
        """What this update says of the indicators entered here."""
        entered = {indicator.pk for indicator in self.entered} if self.update else ()
        rows = self.update.observations.all() if self.update else ()
        return [row for row in rows if row.indicator_id in entered]

    @cached_property
    def promised(self) -> dict:
        """Indicator id → the largest value planned for the year."""
        return largest_planned(self.commitment.targets.all())

    @property
    def differs(self) -> bool:
        """Whether the department's lamp is another than the computed one."""
        own = self.update.self_lamp if self.update else ""
        return bool(own) and self.verdict.lamp not in ("grey", own)

    @property
    def reached(self) -> dict:
        """Milestone id → the day this or an earlier report says it was reached."""
        updates = [*reversed(self.earlier), *([self.update] if self.update else [])]
        return {row.milestone_id: row.reached for update in updates for row in update.milestones_reached.all()}

    @property
    def last(self) -> dict:
        """Form field → what last period's report holds: for the button that says the same again."""
        if self.previous is None:
            return {}
        said = {name: getattr(self.previous, name) for name in (*TEXTS, "self_lamp")}
        figures = {row.indicator_id: row for row in self.previous.observations.all() if row.value is not None}
        typed = {f"figure_{i.pk}": figure_as_typed(figures[i.pk]) for i in self.entered if i.pk in figures}
        return {name: text for name, text in (said | typed).items() if text}

    @property
    def last_id(self) -> str:
        return f"last-{self.commitment.code}"

    @property
    def planned_value(self):
        """The figure planned by the period's end, of a flow with one target; else None."""
        targets = self.targets
        if self.planned is None or len(targets) != 1 or targets[0].indicator.basis != Basis.FLOW:
            return None
        return value_at_share(measure_of(targets[0], self.commitment.kind), self.planned)


def figure_as_typed(row: Observation) -> str:
    """Return a figure as it was typed, or as it is written in full."""
    return row.as_typed or f"{row.value.normalize():f}"


def observed_targets(commitment) -> list[Target]:
    return [target for target in commitment.targets.all() if target.measured == Measured.OBSERVED]
