"""How a part goes into the lead's draft: its text under its department's name, figures that are still empty, files."""

from collections import defaultdict
from dataclasses import dataclass, field, fields

from ..choices import Measured
from ..models import Commitment, Part, ProgressUpdate, Target, User
from .entering import entered_at
from .entries import Entry, Figure, entry_of, figure_of
from .refusals import Incomplete, Refused
from .reporting import may_write, save_draft

LONGEST = ProgressUpdate._meta.get_field("narrative").max_length


@dataclass
class TakenOver:
    """The part, the draft it went into, and the indicators whose figure stood there already and was left."""

    part: Part
    update: ProgressUpdate
    kept: list = field(default_factory=list)


def take_into_draft(part: Part, update: ProgressUpdate | None, by: User) -> TakenOver:
    """Write the part into the open draft, a new one where there is none, and give the draft its files."""
    if not may_write(part.commitment, part.period, update, by):
        raise Refused("take_over", update.state if update else "")
    entry = entry_of(update) if update else Entry(cutoff=part.period.ends)
    narrative = joined(entry.narrative, part)
    if len(narrative) > LONGEST:
        raise Incomplete({"text": "too_long"})
    brought = brought_by(part)
    new = {pk: figure for pk, figure in brought.items() if pk not in entry.figures}
    values = {each.name: getattr(entry, each.name) for each in fields(Entry)}
    entry = Entry(**values | {"narrative": narrative, "figures": entry.figures | new})
    version = update.version if update else None
    draft = save_draft(part.commitment, part.period, entry, by=by, version=version, sample=part.sample)
    part.evidence.standing().update(update=draft)
    kept = [row.indicator for row in part.figures.select_related("indicator") if row.indicator_id in entry.figures]
    return TakenOver(part, draft, [indicator for indicator in kept if indicator.pk not in new])


def joined(narrative: str, part: Part) -> str:
    """Return the report's text with the part's behind it, named: 区城管局：…"""
    said = f"{part.department.short_name}：{part.text.strip()}" if part.text.strip() else ""
    return "\n".join(filter(None, [narrative.rstrip(), said]))


def brought_by(part: Part) -> dict[int, Figure]:
    """Return indicator id → figure of the part, as far as the lead's report still enters them."""
    wanted = {indicator.pk for indicator in figures_wanted([part.commitment])[part.commitment_id]}
    return {row.indicator_id: figure_of(row) for row in part.figures.all() if row.indicator_id in wanted}


def figures_wanted(commitments: list[Commitment]) -> dict[int, list]:
    """Return commitment id → the indicators its report enters (see reporting.indicators_entered_at).

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
