"""What a candidate says beside its words, given to its commitment: targets, last year's figure, milestones."""

import datetime
import re

from django.db import transaction

from ...choices import BaselineState, Basis, Comparability, Finality, Kind
from ...models import Commitment, Observation, Target, User
from ...rules.report.candidates import Candidate
from ...rules.report.last_year import LastYear, LastYearFound
from ...rules.report.milestones import FoundMilestone
from ..refusals import Incomplete
from .commitment_edits import MilestoneEdit
from .draft_baselines import needs_baseline
from .draft_rows import NewTarget, add_milestone, add_target

BASIS_OF_FIGURE = {
    Kind.FLOW: Basis.FLOW, Kind.STOCK: Basis.LEVEL, Kind.COVERAGE: Basis.LEVEL, Kind.RATE: Basis.RATE,
    Kind.CEILING: Basis.RATE,
}  # fmt: skip
# What is done with a thing, or how it is measured, before the thing itself: 全年新增, 力争实现.
DOING = re.compile(
    r"^(?:全年|计划|预期|力争|争取|推动|实现|完成|新增|新建|新引进|引进|打造|建成|建设|开展|实施|净增|累计|达到|不少于"
    r"|突破|其中)+"
)

SOURCE_LENGTH = Observation._meta.get_field("source").max_length


def give_rows(row: Commitment, found: Candidate, known: LastYear, *, by: User, at) -> None:
    """Give the commitment the candidate's targets, with what is `known` of last year, and milestones.

    What the draft cannot hold is left out.
    """
    for each in found.targets:
        name = measured_thing(found.quote, each.wording)
        new = NewTarget(name, each.unit, BASIS_OF_FIGURE[each.kind], each.wording, each.value)
        target, earlier = promise_figure(row, new, by, at), known.of(found.figure_of(each))
        if target and earlier:
            compare_with(target, row, earlier)
    for stone in found.milestones:
        propose_milestone(row, stone, by, at)


def measured_thing(quote: str, wording: str) -> str:
    """Return what a figure of the quote is about: the words before it in its clause, without what is done with the
    thing; those behind it where none stand before (新增5个夜游打卡地)."""
    place = quote.find(wording)
    before = re.split("[，,、]", quote[:place])[-1]
    behind = re.split("[，,、]", quote[place + len(wording) :])[0]
    return (DOING.sub("", before).strip("“” ") or behind.strip("“” ") or quote)[:100]


def promise_figure(row: Commitment, new: NewTarget, by: User, at) -> Target | None:
    """Give the commitment a target and return it, unless the draft cannot hold it."""
    try:
        with transaction.atomic():
            return add_target(row, new, by=by, at=at)
    except Incomplete:
        return None


def compare_with(target: Target, row: Commitment, earlier: LastYearFound) -> None:
    """Give a target last year's figure for the same thing, of a level as its proposed baseline too.

    It is provisional: such reports are written before the year is over. A figure that stands for that day stays.
    """
    day, source = row.plan.starts - datetime.timedelta(days=1), f"报告第一部分：“{earlier.quote}”"
    values = {"value": earlier.value, "finality": Finality.PROVISIONAL, "source": source[:SOURCE_LENGTH]}
    lookup = {"indicator_id": target.indicator_id, "cutoff": day, "update": None}
    target.last_year = Observation.objects.get_or_create(**lookup, defaults=values)[0]
    if needs_baseline(target):
        target.baseline, target.baseline_state = target.last_year, BaselineState.PROPOSED
    target.save()
    if row.last_year_value is None:
        row.last_year_value, row.last_year_unit, row.last_year_quote = earlier.value, earlier.unit, earlier.quote
        row.last_year_comparability, row.last_year_note = Comparability.SAME, "见报告第一部分"
        row.save()


def propose_milestone(row: Commitment, found: FoundMilestone, by: User, at) -> None:
    """Give the commitment a milestone on the day the report names; where it names none, the year's last is proposed."""
    new = MilestoneEdit(found.what[:100], found.verb, found.planned or row.plan.ends, confirmed=bool(found.planned))
    try:
        with transaction.atomic():
            made = add_milestone(row, new, by=by, at=at)
    except Incomplete:
        return
    made.wording, made.stretch = found.wording, found.stretch
    made.save(update_fields=["wording", "stretch"])
