"""The table of lamps that disagree."""

from django.utils.translation import gettext_lazy

from ...documents.judgement_words import verdict_words
from ..lamps_shown import lamp
from ..tables import CommitmentTable, ListColumn


class DisagreementTable(CommitmentTable):
    """Commitments whose lamps differ (views.Disagreement): the three lamps beside one another, and why."""

    computed = ListColumn(gettext_lazy("Computed"), label=gettext_lazy("Computed"))
    department = ListColumn(gettext_lazy("Department"), label=gettext_lazy("Department"))
    office = ListColumn(gettext_lazy("Office"), label=gettext_lazy("Office"))
    why = ListColumn(gettext_lazy("Why"), "why")

    class Meta(CommitmentTable.Meta):
        empty_text = gettext_lazy("No lamps disagree.")

    def render_computed(self, record):
        return lamp(record.verdict.lamp)

    def render_department(self, record):
        return lamp(record.verdict.self_lamp) or "—"

    def render_office(self, record):
        return lamp(record.verdict.office_lamp) or "—"

    def render_why(self, record):
        said = record.verdict.office_reason
        return f"{verdict_words(record.verdict)}{f' · {said}' if said else ''}"
