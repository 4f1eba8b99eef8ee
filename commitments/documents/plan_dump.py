"""A plan written as its data files: what load_plan reads, in the same words.

What the files have no words for is told, not lost in silence: confirmed standings, departments of equal standing,
planned shares at other days than the quarter ends, definition cards.
"""

import csv
import io
import zipfile
from dataclasses import dataclass
from decimal import Decimal

import yaml
from django.utils.translation import gettext as _

from ..choices import AssignmentRole, BaselineState, Comparability, Measured, Standing
from ..models import Assignment, Commitment, Department, Plan, TrajectoryPoint
from ..rules.reading.targets import proposed_direction
from .plan_links import LINKS_FILE, links_content

FILE_STATUS = {Standing.CONFIRMED: "confirmed", Standing.PROPOSED: "unconfirmed"}
FILE_COUNTED = {Measured.MILESTONES: "milestones", Measured.SCOPE: "scope"}
QUARTERS = ((3, 31), (6, 30), (9, 30), (12, 31))


@dataclass(frozen=True)
class PlanDump:
    """The contents of a plan's files by name, and what of the plan they do not hold, in words."""

    files: dict[str, str]
    left_out: list[str]


class Dumper(yaml.SafeDumper):
    """Writes lists below their key, and no references to a row that stands twice."""

    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)

    def ignore_aliases(self, data):
        return True


def as_yaml(content) -> str:
    return yaml.dump(content, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=10_000)


def dump_plan(plan: Plan) -> PlanDump:
    """Return the plan's files; a commitment nobody leads has an empty lead, which load_plan will name."""
    rows = list(
        plan.commitments.standing().in_report_order().select_related("paragraph")
        .prefetch_related("targets__indicator", "targets__baseline", "targets__relative_to", "milestones")
    )  # fmt: skip
    duties = duties_of(plan)
    plan, departments = Plan.objects.get(pk=plan.pk), list(Department.objects.all())
    paths = trajectories_in_files(plan)
    content = {
        "plan.yaml": as_yaml(plan_content(plan, departments)),
        "departments.csv": departments_csv(departments),
        "commitments.yaml": as_yaml([commitment_content(row, duties[row.pk], paths.get(row.pk)) for row in rows]),
    }  # fmt: skip
    if links := links_content(plan):
        content[LINKS_FILE] = as_yaml(links)
    return PlanDump(content, left_out(plan, duties, paths))


def zipped_plan(plan: Plan) -> bytes:
    """Return the plan's files as a ZIP, with what they do not hold as a text beside them."""
    dump, buffer = dump_plan(plan), io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in dump.files.items():
            archive.writestr(name, text)
        if dump.left_out:
            archive.writestr("README.txt", "\n".join(dump.left_out) + "\n")
    return buffer.getvalue()


def number(value: Decimal | None):
    """Return a figure as the files write it: whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def plan_content(plan: Plan, departments) -> dict:
    names = ("key", "year", "level", "title", "report_title", "presented_on", "presented_to", "presented_by")
    sections = plan.sections.order_by("order").prefetch_related("paragraphs__set_aside")
    periods = plan.periods.order_by("ends").values("code", "starts", "ends", "opens", "due")
    return {name: getattr(plan, name) for name in (*names, "starts", "ends")} | {
        "streets": sum(each.kind == "street" for each in departments),
        "yellow_at": number(plan.yellow_at), "red_below": number(plan.red_below),
        "milestone_days": plan.milestone_days, "periods": list(periods),
        "sections": [section_content(row) for row in sections],
    }  # fmt: skip


def section_content(row) -> dict:
    paragraphs = sorted(row.paragraphs.all(), key=lambda each: each.order)
    return {name: getattr(row, name) for name in ("code", "number", "title", "short_title")} | {
        "paragraphs": [paragraph_content(each) for each in paragraphs]
    }


def paragraph_content(row) -> dict:
    decided = [{name: getattr(each, name) for name in ("words", "reason", "note")} for each in row.set_aside.all()]
    said = {name: getattr(row, name) for name in ("code", "lead", "text")}
    return said | ({"set_aside": decided} if decided else {})


def departments_csv(departments) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("code", "name", "short_name", "kind", "status"))
    for row in departments:
        writer.writerow((row.code, row.name, row.short_name, row.kind, FILE_STATUS[row.standing]))
    return out.getvalue()


def duties_of(plan: Plan) -> dict[int, list[Assignment]]:
    """Return commitment → its current duties, whoever represents it first."""
    found = {pk: [] for pk in plan.commitments.values_list("pk", flat=True)}
    rows = Assignment.objects.current().filter(commitment__plan=plan).select_related("department")
    for duty in rows.order_by("role", "pk"):
        found[duty.commitment_id].append(duty)
    return found


def trajectories_in_files(plan: Plan) -> dict[int, list | None]:
    """Return commitment → its shares at the quarter ends, None where its points lie on other days."""
    points = {}
    rows = TrajectoryPoint.objects.filter(commitment__plan=plan).order_by("valid_from", "revision", "at")
    for row in rows:
        points.setdefault(row.commitment_id, {}).setdefault((row.valid_from, row.revision), []).append(row)
    newest = {pk: sets[max(sets)] for pk, sets in points.items()}
    return {pk: shares_at_quarters(rows) for pk, rows in newest.items()}


def shares_at_quarters(rows) -> list | None:
    days = [(row.at.month, row.at.day) for row in rows]
    return [number(row.share) for row in rows] if tuple(days) == QUARTERS else None


def commitment_content(row: Commitment, duties: list[Assignment], path: list | None) -> dict:
    """Return one commitment as the files hold it."""
    bearing = [duty.department.code for duty in duties if duty.role != AssignmentRole.SUPPORTING]
    others = [duty.department.code for duty in duties if duty.department.code not in bearing[:1]]
    targets = list(row.targets.all())
    content = {
        "code": row.code, "quote": row.quote, "title": row.title, "title_en": row.title_en, "kind": row.kind,
        "targets": [target_content(target, row.kind) for target in targets],
        "milestones": [milestone_content(stone) for stone in row.milestones.all()],
        "last_year": last_year_content(row), "lead": bearing[0] if bearing else "", "supporting": others,
        "evidence": row.evidence_hint, "trajectory": path, "due": row.due, "note": row.note,
    }  # fmt: skip
    levels = [target for target in targets if target.baseline_state != BaselineState.NOT_NEEDED]
    if levels:
        figure = levels[0].baseline
        content["baseline"] = {"value": number(figure.value) if figure else None}
        if figure and not row.last_year_quote:
            content["last_year"] = (content["last_year"] or {"comparability": "none"}) | {"quote": figure.source}
    return content


def target_content(target, kind: str) -> dict:
    wording = f"{target.lead_in}{target.wording}"
    proposed = proposed_direction(target.comparator, kind, wording, target.indicator.unit, target.indicator.name)
    content = {
        "indicator": target.indicator.loaded_as or target.indicator.name, "comparator": target.comparator,
        "value": number(target.value), "unit": target.indicator.unit, "wording": target.wording,
        "basis": target.indicator.basis, "stretch": target.stretch, "lead_in": target.lead_in or None,
    }  # fmt: skip
    more = {
        "value_max": number(target.upper), "tolerance": number(target.tolerance),
        "stretch_value": number(target.stretch_value), "source": target.source or None,
        "counted_from": FILE_COUNTED.get(target.measured),
        "relative_to": (target.relative_to.loaded_as or target.relative_to.name) if target.relative_to else None,
        "direction": target.direction if target.direction != proposed else None,
    }  # fmt: skip
    return content | {name: value for name, value in more.items() if value is not None}


def milestone_content(stone) -> dict:
    content = {"what": stone.what, "verb": stone.verb, "wording": stone.wording, "planned": stone.planned}
    return content | ({"stretch": True} if stone.stretch else {})


def last_year_content(row: Commitment) -> dict | None:
    if row.last_year_comparability == Comparability.NONE and not (row.last_year_quote or row.last_year_note):
        return None
    return {
        "value": number(row.last_year_value), "unit": row.last_year_unit, "quote": row.last_year_quote,
        "comparability": row.last_year_comparability, "note": row.last_year_note,
    }  # fmt: skip


def left_out(plan: Plan, duties: dict, paths: dict) -> list[str]:
    """Return what the plan holds and its files cannot say, in words, with how many."""
    everything = [duty for rows in duties.values() for duty in rows]
    equal = sum(duty.role == AssignmentRole.RESPONSIBLE for duty in everything)
    confirmed = sum(duty.standing == Standing.CONFIRMED for duty in everything)
    nobody = sum(not any(duty.role != AssignmentRole.SUPPORTING for duty in rows) for rows in duties.values())
    told = (
        (nobody, _("Commitments without lead, which load_plan refuses: %(n)d.")),
        (confirmed, _("Confirmed duties, which come in as proposed: %(n)d.")),
        (equal, _("Responsible departments, which come in as supporting: %(n)d.")),
        (sum(path is None for path in paths.values()), _("Planned paths at other days than the quarter ends: %(n)d.")),
        (defined(plan), _("Definition cards, which stay with the indicators: %(n)d.")),
    )
    return [words % {"n": count} for count, words in told if count]


def defined(plan: Plan) -> int:
    rows = plan.commitments.exclude(targets__indicator__approved_on=None).values("targets__indicator")
    return rows.distinct().count()
