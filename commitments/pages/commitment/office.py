"""What the office does to a commitment: set its own lamp, lift it, withdraw the commitment."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...choices import Role
from ...clock import now
from ...rules.text import is_clean
from ...workflow.office import overrules, withdrawals
from ..attempt import attempt
from ..shortcuts import commitment_or_404, once, plan_or_404
from .forms import OverruleForm, WithdrawCommitmentForm
from .views import commitment_page


@require_POST
def commitment_overrule(request, plan, code):
    """Set the office's lamp from today on."""

    def act(found, form):
        overrules.set_office_lamp(
            found, by=request.user, at=now(), lamp=form.cleaned_data["lamp"], **reason_and_version(form)
        )

    return change_office_lamp(request, plan, code, act, _("The office's lamp was set."))


@require_POST
def commitment_lift(request, plan, code):
    """Lift the office's lamp: the computed one counts again."""

    def act(found, form):
        overrules.lift_office_lamp(found, by=request.user, at=now(), **reason_and_version(form))

    return change_office_lamp(request, plan, code, act, _("The office's lamp was lifted; the computed one counts."))


def reason_and_version(form) -> dict:
    return {"reason": form.cleaned_data["reason"], "version": form.cleaned_data["version"]}


def change_office_lamp(request, plan, code, act, words):
    """Run one act once; answer with the commitment's page, typed text kept when it is refused."""
    if not request.user.has_role(Role.SUPERVISOR):
        raise PermissionDenied(_("The office's lamp belongs to the supervision office."))
    plan = plan_or_404(plan, request.user)
    found, form = commitment_or_404(plan, code), OverruleForm(request.POST)
    if not form.is_valid() or not is_clean(form.cleaned_data["reason"]):
        form.add_error("reason", _("Write the reason in plain words, at most 500 characters."))
        return commitment_page(request, plan, found, form, status=422)
    tried = attempt(
        lambda: once(request, "overrule", lambda: {"url": found.get_absolute_url(), "done": act(found, form)}),
        form=form, missing=missing,
        stale=_("Meanwhile a newer report or another lamp counts. Look at it, then decide again; your text is kept."),
        refused=_("No lamp can be set here now: there is no report it could stand on, or none of the office to lift."),
    )  # fmt: skip
    if tried.failed:
        return commitment_page(request, plan, found, form, tried.notice, status=tried.status)
    messages.success(request, words)
    return redirect(tried.answer["url"])


def missing(fields: dict[str, str]) -> dict[str, str]:
    """Return field → words of what stands against the lamp."""
    words = {
        ("reason", "required"): _("Write the reason: it stands on this page, in the history and in the bulletin."),
        ("lamp", "required"): _("Choose a lamp."),
        ("lamp", "unchanged"): _("This lamp burns already; choose another one or leave it."),
    }
    return {name: words[name, code] for name, code in fields.items()}


@require_POST
def commitment_withdraw(request, plan, code):
    """Withdraw the commitment from today on, once; typed text is kept when it is refused."""
    if not request.user.has_role(Role.SUPERVISOR):
        raise PermissionDenied(_("Withdrawing a commitment belongs to the supervision office."))
    plan, form = plan_or_404(plan, request.user), WithdrawCommitmentForm(request.POST)
    found = plan.commitments.filter(code=code).first() or commitment_or_404(plan, code)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""

    def act():
        return {"pk": withdrawals.withdraw_commitment(found, by=request.user, at=now(), reason=reason).pk}

    tried = attempt(
        lambda: once(request, "withdraw", act), form=form,
        missing={"reason": _("Write the reason in plain words, at most 300 characters; it stays in the record.")},
        refused=_("%(code)s cannot be withdrawn now; it was withdrawn already, or its plan is not open."),
    )  # fmt: skip
    if tried.status == 422:
        return commitment_page(request, plan, commitment_or_404(plan, code), forms={"withdrawal": form}, status=422)
    if tried.failed:
        messages.error(request, tried.notice % {"code": code})
        return redirect("ledger", plan.key)
    words = _("%(code)s is withdrawn from today on; it stays in the ledger of earlier days.")
    messages.success(request, words % {"code": code})
    return redirect("ledger", plan.key)
