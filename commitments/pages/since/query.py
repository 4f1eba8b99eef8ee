"""A promise over all the years it is linked through: a fixed number of queries, whatever their number."""

from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.utils.functional import cached_property

from ...choices import Lamp, LinkKind, Standing
from ...models import AboveLink, Assignment, Commitment, Observation, Plan, PromiseLink, Target
from ...rules.promise_years import YearLink, links_through
from ...workflow.judgement.figures_changed import ChangedFigure, figures_changed, results_within
from ...workflow.planning.last_years_promises import newest_lamp


@dataclass(frozen=True)
class TargetYear:
    """A target of one year with its result as far as approved; `is_whole`: the figure covers the whole year."""

    target: Target
    result: Observation | None
    is_whole: bool


@dataclass(frozen=True)
class Relation:
    """How a promise follows from one of an earlier year; a break ends what may be compared."""

    earlier: Commitment
    kind: LinkKind
    note: str
    is_judged: bool

    @property
    def is_break(self) -> bool:
        return self.kind not in LinkKind.comparable()


@dataclass(frozen=True)
class Ending:
    """What a later plan says of a promise that nothing in it follows."""

    plan: Plan
    kind: LinkKind
    note: str
    is_judged: bool


@dataclass
class PromiseYear:
    """A promise in one year: its targets with results, lamp, lead, what it follows from and how it ended."""

    commitment: Commitment
    targets: list[TargetYear]
    lamp: str
    relations: list[Relation] = field(default_factory=list)
    endings: list[Ending] = field(default_factory=list)
    is_asked: bool = False

    @property
    def plan(self) -> Plan:
        return self.commitment.plan

    @property
    def headline(self) -> TargetYear | None:
        """The first target that is measured, which the chart shows."""
        return self.targets[0] if self.targets else None


class PromiseYears:
    """The years of one commitment, as an account may see them."""

    def __init__(self, commitment: Commitment, user):
        self.commitment = commitment
        self.plans = {plan.pk: plan for plan in Plan.objects.visible_to(user).filter(level=commitment.plan.level)}

    @cached_property
    def links(self) -> list[YearLink]:
        rows = PromiseLink.objects.filter(plan__in=self.plans, commitment__isnull=False, earlier__isnull=False)
        rows = rows.filter(earlier__plan__in=self.plans).order_by("plan__year", "pk")
        names = ("commitment", "earlier", "kind", "note", "standing")
        return links_through((YearLink(*row) for row in rows.values_list(*names)), self.commitment.pk)

    @cached_property
    def rows(self) -> list[PromiseYear]:
        """Return the promise of each year, the oldest first; several where it was split or merged."""
        keys = {self.commitment.pk, *(key for link in self.links for key in (link.later, link.earlier))}
        commitments = self.commitments(keys)
        results = self.results(commitments)
        rows = {row.pk: self.year_of(row, results) for row in commitments}
        for link in self.links:
            relation = Relation(rows[link.earlier].commitment, LinkKind(link.kind), link.note, is_judged(link.standing))
            rows[link.later].relations.append(relation)
        for link in self.endings(keys):
            ending = Ending(self.plans[link.plan_id], LinkKind(link.kind), link.note, is_judged(link.standing))
            rows[link.earlier_id].endings.append(ending)
        return list(rows.values())

    def commitments(self, keys) -> list[Commitment]:
        measured = Target.objects.select_related("indicator", "relative_to", "baseline", "last_year").order_by("pk")
        rows = Commitment.objects.filter(pk__in=keys).annotate(
            lamp_last=newest_lamp("pk"), lead_name=Assignment.objects.current().lead_name()
        )
        rows = rows.order_by("plan__year", "order", "pk").prefetch_related(Prefetch("targets", measured))
        found = list(rows)
        for row in found:
            row.plan = self.plans.get(row.plan_id, self.commitment.plan)
        return found

    def results(self, commitments) -> dict:
        indicators = {target.indicator_id for row in commitments for target in row.targets.all()}
        return results_within(list({row.plan.pk: row.plan for row in commitments}.values()), indicators)

    def year_of(self, row: Commitment, results: dict) -> PromiseYear:
        pairs = ((target, results.get((row.plan_id, target.indicator_id))) for target in row.targets.all())
        targets = [TargetYear(target, found, bool(found and found.cutoff >= row.plan.ends)) for target, found in pairs]
        lamp = Lamp(row.lamp_last) if row.lamp_last and not row.plan.is_draft else ""
        return PromiseYear(row, targets, lamp, is_asked=row.pk == self.commitment.pk)

    def endings(self, keys):
        rows = PromiseLink.objects.filter(earlier__in=keys, commitment=None, plan__in=self.plans)
        return rows.order_by("plan__year", "pk")

    @property
    def newest_first(self) -> list[PromiseYear]:
        return self.rows[::-1]

    @property
    def first_year(self) -> int:
        return self.rows[0].plan.year

    @property
    def breaks(self) -> list[tuple]:
        """Return (row, relation) of every link across which nothing may be compared."""
        return [(row, each) for row in self.rows for each in row.relations if each.is_break]

    @cached_property
    def changed(self) -> list[ChangedFigure]:
        """Return last year's figures this plan adopted that were approved otherwise since."""
        own = next(row for row in self.rows if row.is_asked)
        return figures_changed(self.commitment.plan, [each.target for each in own.targets])

    @cached_property
    def above(self) -> list[AboveLink]:
        rows = self.commitment.above_links.select_related("above__plan")
        return list(rows.order_by("above__plan__year", "above__order", "pk"))


def is_judged(standing: str) -> bool:
    return standing == Standing.CONFIRMED
