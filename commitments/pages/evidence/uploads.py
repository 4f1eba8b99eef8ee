"""What was sent, sorted into what can be taken and words about the rest; and what is shown of it afterwards."""

import uuid

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...clock import now
from ...documents.evidence_types import recognise_file, unfit_words
from ...documents.unfit import Unfit
from ...workflow.reports import evidence
from ..period_asked import desk_address

MOST_AT_ONCE = 10


def sort_uploads(files: list) -> tuple[list, list[str]]:
    """Return the uploads that can be taken, and why each of the others cannot."""
    if not files:
        return [], [_("Choose a file first.")]
    if len(files) > MOST_AT_ONCE:
        return [], [_("At most %(n)d files go at once; nothing was attached.") % {"n": MOST_AT_ONCE}]
    uploads, refusals = [], []
    for file in files:
        try:
            uploads.append(recognise_file(file.name or "", file))
        except Unfit as error:
            refusals.append(unfit_words(error))
    return uploads, refusals


def attach_uploads(owner_of, uploads: list, user) -> dict:
    """Attach the uploads to the draft or contribution `owner_of` returns, all or none; return the words about them."""
    owner = owner_of()
    results = [evidence.attach_file(owner, upload, by=user, at=now()) for upload in uploads]
    fresh = sum(new for _row, new in results)
    words = [ngettext("%(n)d file attached.", "%(n)d files attached.", fresh) % {"n": fresh}] if fresh else []
    words += [_("“%(name)s” was attached already.") % {"name": row.name} for row, new in results if not new]
    return {"words": words}


def files_context(user, commitment, update, *, refusals=(), words=(), attach=False) -> dict:
    """Return the context of _parts/evidence.html for an update, or for a commitment without one."""
    if update:
        evidence.load_files([update], user)
    return {
        "commitment": commitment, "files": update.files if update else [], "attach": attach, "key": uuid.uuid4,
        "refusals": refusals, "words": words, "back": "desk" if attach else "",
    }  # fmt: skip


def withdrawn_from(row, back: str) -> str:
    """Return where a file was withdrawn from: one of the rooms by name, else the commitment's page."""
    commitment = row.owner.commitment
    key = commitment.plan.key
    if back == "desk" and row.update:
        return desk_address(key, row.update.period.code, commitment.code)
    if back == "contributions" and row.contribution:
        return f"{reverse('contributions', args=[key])}#p-{row.contribution_id}"
    if back == "signoff" and row.update:
        return f"{reverse('signoff', args=[key])}#u-{row.update_id}"
    if back == "review" and row.update:
        return f"{reverse('review', args=[key])}?item={row.update_id}"
    return reverse("commitment", args=[key, commitment.code])
