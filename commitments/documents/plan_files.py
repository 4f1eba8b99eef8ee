"""The plan's data files: read and checked as a whole before anything is loaded."""

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from ..choices import Basis, DepartmentKind
from .marked_yaml import DataFileError, DataFileProblem, MarkedRow, read_text, read_yaml
from .plan_checks import check_commitment
from .plan_frame import plan_errors
from .plan_links import LINKS_FILE, link_errors
from .plan_shapes import (
    DEPARTMENT_KEYS,
    SLUG,
    commitment_shape_errors,
    link_shape_errors,
    plan_shape_errors,
    row_errors,
)  # fmt: skip
from .plan_standing import known_departments

STATUS = ("confirmed", "unconfirmed")


@dataclass
class PlanFiles:
    """What the files say, as rows that know their line; `errors` lists everything wrong.

    `kinds` maps the code of every department the plan may name to its kind.
    """

    plan: MarkedRow = field(default_factory=MarkedRow)
    departments: list[MarkedRow] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    commitments: list[MarkedRow] = field(default_factory=list)
    links: list[MarkedRow] = field(default_factory=list)
    errors: list[DataFileError] = field(default_factory=list)

    @property
    def streets(self) -> list[str]:
        """The codes of all street offices: what STREETS stands for."""
        return [code for code, kind in self.kinds.items() if kind == DepartmentKind.STREET]

    @property
    def paragraphs(self) -> dict:
        """Paragraph code → its row."""
        return {row["code"]: row for section in self.plan.get("sections", []) for row in section["paragraphs"]}


def read_plan(folder: Path) -> PlanFiles:
    """Read plan.yaml, departments.csv, commitments.yaml and links.yaml of `folder` and check everything.

    Without departments.csv the departments are those that were loaded before: a plan handed down from above. Without
    links.yaml nothing is said of other plans.
    The result's `errors` is empty when all is well; each error names file, line and reason.
    """
    files = PlanFiles()
    plan, error = read_yaml(folder / "plan.yaml")
    files.errors += [error] if error else plan_shape_errors(plan)
    commitments, error = read_yaml(folder / "commitments.yaml")
    files.errors += [error] if error else commitment_shape_errors(commitments)
    read_departments(folder / "departments.csv", files)
    read_links(folder / LINKS_FILE, files)
    if files.errors:
        return files
    files.plan, files.commitments = plan, commitments
    files.errors += plan_errors(plan)
    check_streets(files)
    if files.errors:
        return files
    check_commitments(files)
    files.errors += link_errors(files.links, {row["code"] for row in files.commitments})
    files.errors.sort()
    return files


def read_links(path: Path, files: PlanFiles) -> None:
    """Read the links to other plans, where there are any."""
    if path.exists():
        links, error = read_yaml(path)
        wrong = [error] if error else link_shape_errors(links)
        files.links = [] if wrong else links
        files.errors += wrong


def read_departments(path: Path, files: PlanFiles) -> None:
    """Read the departments, or those that stand already; a row that is wrong becomes an error."""
    if not path.exists() and (standing := known_departments()):
        files.kinds = standing
        return
    try:
        reader = csv.DictReader(io.StringIO(read_text(path), newline=""))
        rows = [(reader.line_num, row) for row in reader]
    except (DataFileProblem, csv.Error) as error:
        files.errors.append(DataFileError(path.name, 1, str(error)))
        return
    seen = set()
    for line, row in rows:
        wrong = department_error(row, seen)
        if wrong:
            files.errors.append(DataFileError(path.name, line, wrong))
            continue
        seen |= {row["code"], row["name"], row["short_name"]}
        found = MarkedRow(row)
        found.line = line
        files.departments.append(found)
        files.kinds[row["code"]] = row["kind"]


def department_error(row: dict, seen: set) -> str:
    """Return why a department's row is wrong, or an empty text; `seen` are the codes and names of the rows before."""
    wrong = row_errors(row, DEPARTMENT_KEYS, "departments.csv", 1)
    if wrong or not SLUG.fullmatch(row["code"]):
        words = _("A department needs code, name, short_name, kind and status.")
        return f"{words} {wrong[0].reason}" if wrong else words
    if twice := {row["code"], row["name"], row["short_name"]} & seen:
        return _("Department “%(code)s” appears twice.") % {"code": min(twice)}
    if row["kind"] not in DepartmentKind.values or row["status"] not in STATUS:
        return _("Unknown kind or status of department “%(code)s”.") % {"code": row["code"]}
    return ""


def check_streets(files: PlanFiles) -> None:
    promised, found = files.plan["streets"], len(files.streets)
    if promised != found:
        words = _("The plan speaks of %(promised)d street offices, there are %(found)d.")
        files.errors.append(DataFileError("departments.csv", 1, words % {"promised": promised, "found": found}))


def check_commitments(files: PlanFiles) -> None:
    """Check every commitment by itself, then what holds among them: codes and shared indicators."""
    codes, indicators = set(), {}
    departments = files.kinds.keys()
    for row in files.commitments:

        def report(reason, line=0, row=row):
            files.errors.append(DataFileError("commitments.yaml", line or getattr(row, "line", 0), reason))

        check_commitment(row, files.plan, files.paragraphs, departments, report)
        if row["code"] in codes:
            report(_("Commitment “%(code)s” appears twice.") % {"code": row["code"]})
        codes.add(row["code"])
        check_shared(row, indicators, report)
    for row in files.commitments:
        check_relative(row, indicators, files)


def check_relative(row: MarkedRow, indicators: dict, files: PlanFiles) -> None:
    """A target relative to another indicator names one of this plan; both are rates in one unit."""
    for target in row.get("targets") or ():
        name, meant = target.get("relative_to"), (target.get("unit"), target.get("basis"))
        if name and not (indicators.get(name) == meant and meant[1] == Basis.RATE):
            words = _("“%(name)s” must be a rate of this plan in the same unit, as the target relative to it is.")
            files.errors.append(DataFileError("commitments.yaml", target.line, words % {"name": name}))


def check_shared(row: MarkedRow, indicators: dict, report) -> None:
    """An indicator used again must have the same unit and basis."""
    for target in row["targets"]:
        meant = (target["unit"], target["basis"])
        if indicators.setdefault(target["indicator"], meant) != meant:
            words = _("Indicator “%(name)s” is used elsewhere with another unit or basis.")
            report(words % {"name": target["indicator"]}, target.line)
