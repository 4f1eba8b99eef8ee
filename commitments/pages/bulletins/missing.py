"""Characters no font has, as the draft's page lists them: by commitment, field and character."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy, pgettext_lazy

# Field of a paper's data → what the screens call it.
FIELD_LABELS = {
    **dict.fromkeys(("text", "quote", "title"), gettext_lazy("Commitment")),
    **dict.fromkeys(("outcome", "results"), gettext_lazy("Progress")),
    **dict.fromkeys(("departments", "department"), gettext_lazy("Responsible departments")),
    "note": gettext_lazy("Lamp"), "target": gettext_lazy("Target"), "changes": gettext_lazy("Adjusted"),
    "problem_next": gettext_lazy("Problems and next steps"), "problems": gettext_lazy("Problems"),
    "next_steps": gettext_lazy("Next steps"), "help_needed": gettext_lazy("Help needed"),
    "evidence": gettext_lazy("Evidence"), "grounds": gettext_lazy("Class"),
    **dict.fromkeys(("was", "now"), gettext_lazy("What the correction changes")),
    "section": gettext_lazy("Section"), "lead": gettext_lazy("Section"), "masthead": gettext_lazy("masthead"),
    **dict.fromkeys(("org", "office"), gettext_lazy("issuing organ")), "number": gettext_lazy("Document number"),
    "sent_to": gettext_lazy("Sent to"), "copies": gettext_lazy("Copied to"), "signatory": gettext_lazy("Signatory"),
    "reason": gettext_lazy("Reason for the correction"), "conclusion": gettext_lazy("Conclusion"),
    "praise": gettext_lazy("Praise"), "behind": pgettext_lazy("of a paper", "Behind schedule"),
    "requirements": gettext_lazy("Requirements"),
}  # fmt: skip
OF_THE_PAPER = {"title": gettext_lazy("Title")}


class MissingShown(NamedTuple):
    """The code of the commitment ("" where it is the paper's own text), the words for the field, the characters."""

    code: str
    label: str
    characters: str


def missing_shown(rows: list) -> list[MissingShown]:
    """Return the rows of `missing_by_field` with the words for their fields."""
    return [MissingShown(code, field_label(code, field), characters) for code, field, characters in rows]


def field_label(code: str, field: str) -> str:
    own = {} if code else OF_THE_PAPER
    return own.get(field) or FIELD_LABELS.get(field, field)
