"""A paper written to a file by a command: one way to refuse, to write and to say what was written."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from ..clock import now
from ..workflow.reports import held_acts
from .arguments import paper_told


def write_paper(out: Path, make: Callable[[], bytes]) -> str:
    """Write what `make` returns, once what is held is carried out; return the file's name, size and SHA-256 in words.

    Raises CommandError where the folder is not there, the paper cannot be made, or the file cannot be written.
    """
    if not out.parent.is_dir():
        raise CommandError(_("The folder %(folder)s does not exist.") % {"folder": out.parent})
    held_acts.carry_out_all(now())
    with paper_told():
        content = make()
    try:
        out.write_bytes(content)
    except OSError as error:
        raise CommandError(_("Cannot write %(file)s: %(why)s") % {"file": out, "why": error.strerror}) from None
    digest = hashlib.sha256(content).hexdigest()
    words = _("%(file)s: %(size)d bytes, SHA-256 %(digest)s")
    return words % {"file": out, "size": len(content), "digest": digest}
