"""What became of last year's promises: which plan they are of, which were met, which nobody speaks of any more."""

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.fields import BigIntegerField
from django.db.models.functions import Coalesce

from ...choices import Lamp, LinkKind, Standing
from ...models import Commitment, Plan, PromiseLink, Verdict
from ..snapshot.last_plans import plans_before


def newest_lamp(commitment: str):
    """Return the expression for the official lamp of the newest verdict of the commitment at that path."""
    rows = Verdict.objects.filter(commitment=OuterRef(commitment)).order_by("-on", "-pk")
    return Coalesce(Subquery(rows.values("official")[:1]), Value(""))


def finished_of(keys) -> set[int]:
    """Return those of these commitments that are met."""
    rows = Commitment.objects.filter(pk__in=[pk for pk in keys if pk]).annotate(lamp_last=newest_lamp("pk"))
    return set(rows.filter(lamp_last=Lamp.DONE).values_list("pk", flat=True))


def promises_dropped_silently(plans):
    """Return the promises of last year that nothing in these drafts follows and nobody gave a reason for.

    Those withdrawn or met last year are none of them. `of_plan` is the key of the draft.
    """
    before = plans_before(list(plans))
    if not before:
        return Commitment.objects.none().annotate(of_plan=F("plan"), item=F("pk"))
    drafts = Case(*[When(plan=row.pk, then=Value(pk)) for pk, row in before.items()], output_field=BigIntegerField())
    said = Q(commitment__isnull=False) | Q(standing=Standing.CONFIRMED)
    links = PromiseLink.objects.filter(said, plan=OuterRef("of_plan"), earlier=OuterRef("pk"))
    rows = Commitment.objects.standing().filter(plan__in=[row.pk for row in before.values()])
    rows = rows.annotate(of_plan=drafts, item=F("pk"), lamp_last=newest_lamp("pk"))
    return rows.exclude(lamp_last=Lamp.DONE).exclude(Exists(links))


def note_unfollowed(plan: Plan, earlier: list[int]) -> None:
    """Note of promises of last year that nothing in the plan follows any more: met and finished, or dropped."""
    followed = set(plan.links.filter(earlier__in=earlier).values_list("earlier", flat=True))
    finished = finished_of(earlier)
    PromiseLink.objects.bulk_create(
        PromiseLink(plan=plan, earlier_id=pk, kind=LinkKind.FINISHED if pk in finished else LinkKind.DROPPED)
        for pk in earlier
        if pk not in followed
    )
