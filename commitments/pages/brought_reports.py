"""A report brought into a draft, as a file or pasted, wherever a plan is made."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..clock import now
from ..documents.report_files import report_file_refusal, report_file_text
from ..documents.unfit import Unfit
from ..rules.report.candidates import read_report
from ..rules.report.outline import achieved_part
from ..workflow.planning.report_entry import enter_report_text
from .typed import TextField

# Longer than any report; sent from a form it must stay below what a request may hold.
LONGEST_REPORT = 200_000
NO_PART = gettext_lazy("No chapter of the text plans this year; its head names the year and its tasks or goals.")


class ReportFileField(forms.FileField):
    """A report's file, cleaned to its text; None where none was chosen."""

    def __init__(self, **more):
        super().__init__(required=False, label=gettext_lazy("File of the report (.docx, .txt)"), **more)
        self.widget.attrs["accept"] = ".docx,.txt"

    def clean(self, data, initial=None):
        brought = super().clean(data, initial)
        if not brought:
            return None
        try:
            text = report_file_text(brought.read())
        except Unfit as error:
            raise forms.ValidationError(report_file_refusal(error)) from None
        return TextField(max_length=LONGEST_REPORT).clean(text)


class ReportTextForm(forms.Form):
    """A report's text, from a file or pasted; the file goes first."""

    file = ReportFileField()
    text = TextField(
        label=gettext_lazy("Text of the report"), max_length=LONGEST_REPORT, required=False,
        widget=forms.Textarea(attrs={"class": "in", "rows": 14}),
    )  # fmt: skip

    def clean(self):
        data = super().clean()
        data["text"] = data.get("file") or data.get("text", "")
        if not data["text"] and not self.errors:
            self.add_error("text", _("Choose the report's file, or paste its text."))
        return data


def enter_report(plan, text: str, user) -> int:
    """Put a report's text into a draft and return the number of its paragraphs; raises as `enter_report_text` does."""
    sections, achieved = read_report(text, plan.year).sections, achieved_part(text, plan.year)
    return enter_report_text(plan, sections, by=user, at=now(), achieved=achieved)
