"""The words for what the database's triggers refuse, raw SQL included.

What was approved, issued or recorded stays, and quotes stand in their paragraph. The triggers themselves are frozen in
the migrations; each raises the name of what it guards. On SQLite they guard against mistakes, not against the owner of
the file.
"""

from django.db import DatabaseError
from django.utils.translation import gettext_lazy as _

MESSAGES = {
    "history_is_append_only": _("The history is append-only: entries are never changed or deleted."),
    "approved_is_frozen": _("An approved update is frozen; correct it by a new revision with a reason."),
    "evidence_stays": _("Evidence is never deleted or exchanged; withdraw it with a reason."),
    "overrule_is_append_only": _("The office's lamps are kept; lift one by a new entry with a reason."),
    "taken_back_is_append_only": _("When a report was taken back is kept: it says what was known on the days between."),
    "sent_back_is_append_only": _("What was handed back is kept as it stood then, with who handed it back and why."),
    "thresholds_are_kept": _("Thresholds of an open plan are kept; change them by a new entry with a reason."),
    "path_is_kept": _("A planned path of an open plan is kept; change it by a new one with a reason."),
    "adjusted_day_is_kept": _("An adjusted day is kept; set another one in its place, with a reason."),
    "planned_day_is_kept": _("The planned day of an open plan's milestone stays as adopted; adjust it with a reason."),
    "former_leader_is_kept": _("Who was in charge on days gone by is kept."),
    "issued_is_frozen": _("An issued bulletin is frozen."),
    "quote_not_in_paragraph": _("The wording does not stand at this place in its paragraph."),
    "paragraph_of_other_plan": _("The paragraph belongs to another plan."),
    "set_aside_is_kept": _("What an open plan set aside of its report stays as it was decided."),
    "role_decision_is_append_only": _("What was decided on a role is kept; decide anew, with a reason."),
    "leads_overlap": _("A commitment has one lead department on every day."),
    "department_overlaps": _("A department takes part in a commitment once on every day."),
    "department_not_there": _("The department does not exist on that day."),
}


def refusal_message(error: DatabaseError):
    """Return the interface's words for a refusal, or None when the error is another one."""
    return next((words for broken, words in MESSAGES.items() if broken in str(error)), None)
