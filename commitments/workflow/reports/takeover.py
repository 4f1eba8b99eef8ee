"""How a contribution goes into the lead's draft: its text under its department's name, empty figures, files."""

from collections import defaultdict
from dataclasses import dataclass, field, fields

from ...choices import Measured
from ...models import Commitment, Contribution, ProgressUpdate, Target, User
from ..refusals import Incomplete, Refused
from .drafts import may_write_report, save_draft
from .entries import Figure, ReportEntry, entered_figure, entry_of
from .entry_places import entered_at

LONGEST_NARRATIVE = ProgressUpdate._meta.get_field("narrative").max_length


@dataclass
class Takeover:
    """The contribution, the draft it went into, and the indicators whose figure stood there already and was left."""

    contribution: Contribution
    update: ProgressUpdate
    kept: list = field(default_factory=list)


def take_into_draft(contribution: Contribution, update: ProgressUpdate | None, by: User) -> Takeover:
    """Write the contribution into the open draft, a new one where there is none, and give the draft its files."""
    if not may_write_report(contribution.commitment, contribution.period, update, by):
        raise Refused("take_over", update.state if update else "")
    entry = entry_of(update) if update else ReportEntry(cutoff=contribution.period.ends)
    narrative = joined_narrative(entry.narrative, contribution)
    if len(narrative) > LONGEST_NARRATIVE:
        raise Incomplete({"text": "too_long"})
    brought = figures_brought(contribution)
    new = {pk: figure for pk, figure in brought.items() if pk not in entry.figures}
    values = {each.name: getattr(entry, each.name) for each in fields(ReportEntry)}
    entry = ReportEntry(**values | {"narrative": narrative, "figures": entry.figures | new})
    version = update.version if update else None
    draft = save_draft(
        contribution.commitment, contribution.period, entry, by=by, version=version, sample=contribution.sample
    )
    contribution.evidence.standing().update(update=draft)
    kept = [
        row.indicator for row in contribution.figures.select_related("indicator") if row.indicator_id in entry.figures
    ]
    return Takeover(contribution, draft, [indicator for indicator in kept if indicator.pk not in new])


def joined_narrative(narrative: str, contribution: Contribution) -> str:
    """Return the report's text with the contribution's behind it, named: 区城管局：…"""
    said = f"{contribution.department.short_name}：{contribution.text.strip()}" if contribution.text.strip() else ""
    return "\n".join(filter(None, [narrative.rstrip(), said]))


def figures_brought(contribution: Contribution) -> dict[int, Figure]:
    """Return indicator id → figure of the contribution, as far as the lead's report still enters them."""
    wanted = {indicator.pk for indicator in figures_wanted([contribution.commitment])[contribution.commitment_id]}
    return {row.indicator_id: entered_figure(row) for row in contribution.figures.all() if row.indicator_id in wanted}


def figures_wanted(commitments: list[Commitment]) -> dict[int, list]:
    """Return commitment id → the indicators its report enters (see entry_places).

    A fixed number of queries for any number of commitments of one plan.
    """
    ids = [commitment.pk for commitment in commitments]
    if not ids:
        return {}
    observed = Target.objects.filter(commitment__in=ids, measured=Measured.OBSERVED).select_related("indicator")
    observed = list(observed.order_by("pk"))
    places = entered_at(commitments[0].plan, {target.indicator_id for target in observed})
    found = defaultdict(list, {pk: [] for pk in ids})
    for target in observed:
        if getattr(places.get(target.indicator_id), "pk", None) == target.commitment_id:
            found[target.commitment_id].append(target.indicator)
    return found
