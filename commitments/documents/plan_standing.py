"""What stands already when a plan's files are read: departments it may name, and indicators it would share."""

from django.utils.translation import gettext as _

from ..models import Department, Indicator, Plan
from .marked_yaml import DataFileError
from .plan_links import check_links


def known_departments() -> dict[str, str]:
    """Return code → kind of every department that was loaded."""
    return dict(Department.objects.values_list("code", "kind"))


def check_standing(files) -> None:
    """Report every department and indicator of `files` (plan_files.PlanFiles) that stands already as something else."""
    check_year(files)
    check_known_departments(files)
    check_indicators(files)
    check_links(files)


def check_year(files) -> None:
    """Report a plan whose year and level another plan here has."""
    same = Plan.objects.filter(year=files.plan["year"], level=files.plan["level"])
    other = same.exclude(key=files.plan["key"]).first()
    if other:
        words = _("“%(key)s” is the plan of this year at this level; there is one only.") % {"key": other.key}
        files.errors.append(DataFileError("plan.yaml", files.plan.line, words))


def check_known_departments(files) -> None:
    """Report every department whose code or name belongs to another one here: a second place's plan.

    What this very plan was loaded with is not reported: people may have renamed it since.
    """
    known = list(Department.objects.all())
    loaded = Plan.objects.filter(key=files.plan["key"]).exists()
    by_code = {each.code: each for each in known}
    by_name = {name: each for each in known for name in (each.name, each.short_name)}
    for row in files.departments:
        standing, names = by_code.get(row["code"]), {row["name"], row["short_name"]}
        other = next((by_name[name] for name in names if name in by_name and by_name[name].code != row["code"]), None)
        if standing and not loaded and not names & {standing.name, standing.short_name}:
            other = standing
        if other:
            words = _("“%(code)s %(name)s” stands here as “%(known)s”; another place has an installation of its own.")
            found = {"code": row["code"], "name": row["name"], "known": f"{other.code} {other.name}"}
            files.errors.append(DataFileError("departments.csv", row.line, words % found))


def check_indicators(files) -> None:
    """Report every indicator of `files` (plan_files.PlanFiles) that other plans use with another unit or basis.

    What this very plan was loaded with is not reported here: people may have edited it since.
    """
    others = Indicator.objects.exclude(targets__commitment__plan__key=files.plan["key"])
    standing = {row.loaded_as or row.name: (row.unit, row.basis) for row in others}
    named = Indicator.objects.exclude(loaded_as=None).values_list("name", "loaded_as")
    renamed, loaded = {name: key for name, key in named if name != key}, {key for _name, key in named}
    for target in (target for row in files.commitments for target in row["targets"]):
        name, meant = target["indicator"], (target["unit"], target["basis"])
        if name in renamed and name not in loaded:
            words = _("“%(name)s” is what people now call the indicator the files know as “%(key)s”; write that.")
            found = {"name": name, "key": renamed[name]}
            files.errors.append(DataFileError("commitments.yaml", target.line, words % found))
        if standing.get(name, meant) != meant:
            unit, basis = standing[name]
            words = _("Indicator “%(name)s” is used by another plan in %(unit)s as %(basis)s; share it as it is.")
            found = {"name": name, "unit": unit, "basis": basis}
            files.errors.append(DataFileError("commitments.yaml", target.line, words % found))
