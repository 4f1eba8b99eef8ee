"""What a table of accounts would do, or why not, in words; and why a proposed role is not granted."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..choices import Role
from ..workflow.accounts.bulk_import import CHANGE, CREATE, REFUSE, SAME, Proposal
from .accounts_table import ACCOUNT_HEADS

ACCOUNT_OUTCOMES = {
    CREATE: gettext_lazy("created"), CHANGE: gettext_lazy("changed"),
    SAME: gettext_lazy("unchanged"), REFUSE: gettext_lazy("refused"),
}  # fmt: skip
ACCOUNT_REASONS = {
    ("department", "unknown"): gettext_lazy("there is no such department"),
    ("department", "required"): gettext_lazy("a reporter or approver belongs to a department"),
    ("department", "not_there"): gettext_lazy("the department does not exist on this day"),
    ("username", "repeated"): gettext_lazy("the user name stands in the table twice"),
    ("username", "taken"): gettext_lazy("the user name belongs to somebody of another name"),
    ("phone", "unfit"): gettext_lazy("this is no telephone number"),
    ("role", "combined"): gettext_lazy("another account of this person has a role that excludes this one"),
}  # fmt: skip
GRANT_REASONS = {
    "settled": gettext_lazy("%(name)s: nothing waits to be decided any more."),
    "own": gettext_lazy("%(name)s: nobody grants a role to themselves, or one they proposed."),
    "department": gettext_lazy("%(name)s: the role asks for a department."),
    "combined": gettext_lazy("%(name)s: another account of the same person holds a role that excludes this one."),
    "corrections": gettext_lazy("%(name)s has begun corrections: grant the role on the account's page, with a "
                                "successor."),
}  # fmt: skip
FACT_HEADS = ACCOUNT_HEADS | {"proposed_role": "拟定角色", "is_active": "启用"}


def proposal_reasons(proposal: Proposal) -> list[str]:
    """Return why a line is refused; what a field itself says stands behind its column."""
    return [str(ACCOUNT_REASONS.get(reason, f"{FACT_HEADS[reason[0]]}: {reason[1]}")) for reason in proposal.reasons]


def proposal_details(proposal: Proposal) -> list[str]:
    """Return what a line changes, column by column."""
    before, after = proposal.before, proposal.after
    return [
        f"{FACT_HEADS[name]}: {account_fact(name, before.get(name, ''))} → {account_fact(name, value)}"
        for name, value in after.items()
        if before or value not in ("", True)
    ]


def account_fact(name: str, value) -> str:
    """Return a fact of an account as people read it."""
    return str(Role(value).label) if name in ("role", "proposed_role") and value else str(value) or "—"


def proposal_line(proposal: Proposal) -> str:
    """Return one line of the preview: line, user name, outcome, and what changes or why not."""
    details = proposal_reasons(proposal) or proposal_details(proposal)
    words = {"line": proposal.line, "username": proposal.username, "outcome": ACCOUNT_OUTCOMES[proposal.outcome]}
    return _("line %(line)d  %(username)s  %(outcome)s") % words + "  " + "; ".join(details)


def grant_refusal_words(errors: dict[str, str]) -> str:
    """Return why nothing was granted: user name → code, or what of the ticks themselves was wrong."""
    if errors.get("accounts") == "none":
        return _("Tick the accounts that are meant.")
    if errors.get("accounts") == "too_many":
        return _("So many accounts at once would take too long; decide on fewer.")
    if "reason" in errors:
        return _("Say why, in a sentence.")
    told = " ".join(str(GRANT_REASONS[code]) % {"name": name} for name, code in errors.items())
    words = ngettext("Nothing was done, for %(n)d account:", "Nothing was done, for %(n)d accounts:", len(errors))
    return f"{words % {'n': len(errors)}} {told}"
