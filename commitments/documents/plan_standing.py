"""What stands already when a plan's files are read: departments it may name, and indicators it would share."""

from django.utils.translation import gettext as _

from ..models import Department, Indicator
from .marked_yaml import DataFileError


def known_departments() -> dict[str, str]:
    """Return code → kind of every department that was loaded."""
    return dict(Department.objects.values_list("code", "kind"))


def check_indicators(files) -> None:
    """Report every indicator of `files` (plan_files.PlanFiles) that other plans use with another unit or basis.

    What this very plan was loaded with is not reported here: people may have edited it since.
    """
    others = Indicator.objects.exclude(targets__commitment__plan__key=files.plan["key"])
    standing = {name: (unit, basis) for name, unit, basis in others.values_list("name", "unit", "basis")}
    for target in (target for row in files.commitments for target in row["targets"]):
        name, meant = target["indicator"], (target["unit"], target["basis"])
        if standing.get(name, meant) != meant:
            unit, basis = standing[name]
            words = _("Indicator “%(name)s” is used by another plan in %(unit)s as %(basis)s; share it as it is.")
            found = {"name": name, "unit": unit, "basis": basis}
            files.errors.append(DataFileError("commitments.yaml", target.line, words % found))
