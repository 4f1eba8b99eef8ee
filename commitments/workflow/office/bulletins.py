"""Bulletins and the year-end pack: what was known for a period, the draft of its paper, the numbers it would get."""

from ...choices import BulletinForm, BulletinKind, BulletinState
from ...models import Bulletin, Place, Plan, ReportingPeriod
from ...rules.document_numbers import left_out, running_number
from ...rules.lamp import judge, with_office_lamp
from ..snapshot.snapshot import Snapshot


def bulletin_verdicts(period: ReportingPeriod, on) -> dict:
    """Return commitment → (rules verdict, its own approved update of the period or None), by the bulletin's rule.

    The verdict bears the office's lamp, set at the review or since. Only facts approved by `on` count, with a
    cut-off not after the period's end.
    """
    rows = period.plan.commitments.standing_on(on).in_report_order().with_people().prefetch_related("targets")
    commitments = list(rows.select_related("plan", "paragraph__section"))
    known = Snapshot(period.plan, on, commitments, period=period)
    return {
        commitment: (
            with_office_lamp(judge(known.facts(commitment)), *known.office(commitment)),
            update_of_period(known, commitment, period),
        )
        for commitment in commitments
    }


def update_of_period(known: Snapshot, commitment, period):
    """Return the approved update of this very period, or None."""
    return next((update for update in known.effective(commitment) if update.period_id == period.pk), None)


def draft_of(period: ReportingPeriod, corrects: Bulletin | None = None, kind: str = BulletinKind.PERIOD) -> Bulletin:
    """Return the draft of the period's paper of that kind, or of the correction of one.

    It is as proposed where nothing was saved.
    """
    wanted = {"period": period, "corrects": corrects, "kind": corrects.kind if corrects else kind}
    found = Bulletin.objects.alone().filter(state=BulletinState.DRAFT, **wanted).first()
    form = BulletinForm.CORRECTION if corrects else BulletinForm.BULLETIN
    return found or proposed_draft(Bulletin(form=form, **wanted))


def year_end_period(plan: Plan, on) -> ReportingPeriod | None:
    """Return the plan's last period, for which the year-end pack is drafted; None before its reporting has begun."""
    return plan.periods.begun(on).filter(ends=plan.ends).first()


def proposed_draft(draft: Bulletin) -> Bulletin:
    """Return the draft with its addressees as in the last issue, a correction with the paragraphs it corrects."""
    last = Bulletin.objects.issued().without_papers().order_by("-pk").first()
    for name in ("sent_to", "copied_to", "signatory") if last else ():
        setattr(draft, name, getattr(last, name))
    if draft.corrects:
        draft.leads, draft.kept = draft.corrects.leads, draft.corrects.kept
    return draft


def next_issue_number(paper: Bulletin) -> int:
    """Return the running number the plan's next paper of that kind and form gets."""
    alike = {"period__plan": paper.period.plan_id, "form": paper.form, "kind": paper.kind}
    return Bulletin.objects.issued().filter(**alike).count() + 1


def next_number(form: str, on) -> str:
    """Return the document number behind the highest given that year; "" where the office has no pattern."""
    numbers = numbers_given(form, on.year)
    return Place.objects.here().document_number(on.year, max(numbers, default=0) + 1, form)


def numbers_left_out(form: str, year: int) -> list[str]:
    """Return the document numbers of a form below the highest given that year which no issue bears."""
    place = Place.objects.here()
    return [place.document_number(year, number, form) for number in left_out(numbers_given(form, year))]


def issued_of(draft: Bulletin) -> Bulletin | None:
    """Return the issue that stands where the draft would; None while there is none, and of a correction."""
    issued = Bulletin.objects.issued().without_papers().alone().filter(form=BulletinForm.BULLETIN, kind=draft.kind)
    return None if draft.corrects_id else issued.filter(period=draft.period).first()


def numbers_given(form: str, year: int) -> list[int]:
    """Return the running numbers given to papers of a form in a year, by the office's pattern."""
    pattern = Place.objects.here().pattern_of(form)
    given = Bulletin.objects.issued().filter(form=form, issued_on__year=year).values_list("number", flat=True)
    found = [running_number(pattern, year, number) for number in given]
    return [number for number in found if number is not None]
