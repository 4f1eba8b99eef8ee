"""What became of an update, in sentences."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ...choices import UpdateState
from ...clock import today
from ...models import ProgressUpdate


def settled_words(update: ProgressUpdate, user) -> str:
    """Return what happened to an update meanwhile, in a sentence."""
    said = {"code": update.commitment.code}
    if update.state in (UpdateState.APPROVED, UpdateState.RETURNED) and update.decided_by:
        said |= {"name": update.decided_by.name, "at": moment_words(update.decided_at)}
        if update.state == UpdateState.APPROVED:
            return _("%(code)s was already approved by %(name)s, %(at)s.") % said
        return _("%(code)s was already returned by %(name)s, %(at)s.") % said
    if held := update.held_acts.pending().select_related("by").first():
        return _("%(code)s was approved by %(name)s a moment ago; for some seconds that can be undone.") % (
            said | {"name": held.by.name}
        )
    if update.state == UpdateState.SUBMITTED and update.author_id == user.pk:
        return _("%(code)s was written by you; another supervisor decides on it.") % said
    if update.state == UpdateState.SUBMITTED and not update.is_writable:
        return _("%(code)s belongs to a closed period: approve it, or reopen the period before you return it.") % said
    if update.state == UpdateState.SUBMITTED:
        return _("%(code)s was changed meanwhile. Look at it as it stands now, then decide again.") % said
    return _("%(code)s was taken back meanwhile; there is nothing to decide until it is submitted again.") % said


def moment_words(at) -> str:
    """Return the time of day, with the date before it when it was not today."""
    local = timezone.localtime(at)
    return date_format(local, "H:i" if local.date() == today() else "n-j H:i")
