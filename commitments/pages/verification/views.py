"""Verification 核验: a file or a printed digest is compared with what was issued, for anyone signed in."""

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from ...documents.paper_head import issue_line
from ...documents.verification import MOST_BYTES, SHORTEST_DIGEST, verify_digest, verify_file
from ...models import User
from ..typed import TextField


class VerificationForm(forms.Form):
    """A file, or what is printed on one."""

    file = forms.FileField(
        label=gettext_lazy("File"), required=False, allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.zip"}),
    )  # fmt: skip
    digest = TextField(
        label=gettext_lazy("Printed digest or head"), max_length=100, required=False,
        widget=forms.TextInput(attrs={"class": "in", "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > MOST_BYTES:
            raise ValidationError(_("This file is larger than any issue."))
        return file

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned.get("file") and not cleaned.get("digest"):
            raise ValidationError(_("Choose a file, or type what is printed on it."))
        return cleaned


@require_http_methods(["GET", "POST"])
def verification(request):
    """Ask for a file or a digest; answer what it is. The file is not kept."""
    form = VerificationForm(request.POST, request.FILES) if request.method == "POST" else VerificationForm()
    context = {"form": form, "shortest": SHORTEST_DIGEST}
    if form.is_valid():
        context |= answer_to(form.cleaned_data, request.user)
    return render(request, "verification/page.html", context, status=422 if form.errors else 200)


def answer_to(said: dict, user: User) -> dict:
    """Return the answer about the file, or the issues that print the digest; a text one may not read is not told."""
    if said["file"]:
        answer = verify_file(said["file"].read())
        line = answer.bulletin and issue_line(answer.bulletin)
        may_read = bool(answer.bulletin) and answer.bulletin.may_be_read_by(user)
        return {"answer": answer, "name": said["file"].name, "line": line, "may_read": may_read}
    named = [(issue_line(each), each, each.may_be_read_by(user)) for each in verify_digest(said["digest"])]
    return {"named": named, "asked": said["digest"]}
