"""What a table of departments would do, or why not, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..workflow.accounts.department_list import ADDED, CHANGED, KEPT_OUT, UNCHANGED, DepartmentChange
from .departments_table import DEPARTMENT_HEADS, KIND_HEADS

CHANGE_OUTCOMES = {
    ADDED: gettext_lazy("added"), CHANGED: gettext_lazy("changed"),
    UNCHANGED: gettext_lazy("unchanged"), KEPT_OUT: gettext_lazy("refused"),
}  # fmt: skip
DEPARTMENT_REASONS = {
    ("code", "repeated"): gettext_lazy("the code stands in the table twice"),
    ("name", "taken"): gettext_lazy("another department has this name"),
    ("short_name", "taken"): gettext_lazy("another department has this short name"),
    ("successor", "unknown"): gettext_lazy("the successor is neither in the table nor here"),
    ("successor", "required"): gettext_lazy("it bears duties: name the department that takes them over"),
    ("successor", "circle"): gettext_lazy("the successors lead back to the department itself"),
    ("successor", "not_there"): gettext_lazy("the successor does not exist on the day after"),
    ("valid_to", "required"): gettext_lazy("with a successor it needs its last day"),
    ("valid_to", "before_start"): gettext_lazy("it would end before it begins"),
    ("valid_to", "duties_after"): gettext_lazy("it took on duties after that day"),
    ("valid_to", "duties_left"): gettext_lazy(
        "it still bears duties: the office hands them over first, under Plan making, Duties, Hand over"
    ),
    ("valid_to", "duties_until"): gettext_lazy("it bears duties beyond that day, which end later"),
    ("valid_from", "duties_before"): gettext_lazy("it bore duties before that day"),
}  # fmt: skip


def department_change_words(change: DepartmentChange) -> str:
    """Return one line of the preview: line, department, outcome, and what changes or why not."""
    words = {"line": change.line, "name": change.department, "outcome": CHANGE_OUTCOMES[change.outcome]}
    told = _("line %(line)d  %(name)s  %(outcome)s") % words
    details = [reason_words(*reason) for reason in change.reasons] or difference_words(change)
    return "  ".join([told, "; ".join(details)]) if details else told


def reason_words(column: str, code: str) -> str:
    """Return why a line is refused; what a field itself says stands behind its column."""
    return str(DEPARTMENT_REASONS.get((column, code), f"{DEPARTMENT_HEADS[column]}: {code}"))


def difference_words(change: DepartmentChange) -> list[str]:
    """Return what changes, column by column, and how many duties wait to be handed over."""
    told = [f"{DEPARTMENT_HEADS[name]}: {fact_shown(change.before.get(name, ''))} → {fact_shown(value)}"
            for name, value in change.after.items() if value != "" or change.before]  # fmt: skip
    left = change.duties_left
    words = ngettext("%(n)d duty is to be handed over", "%(n)d duties are to be handed over", left) % {"n": left}
    return [*told, words] if left else told


def fact_shown(value) -> str:
    return KIND_HEADS.get(value, str(value)) or "—"
