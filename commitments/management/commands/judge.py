"""Print the verdict on every commitment of a plan on a day; stores nothing."""

import json
import unicodedata

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from ...choices import Lamp, Reason
from ...clock import today
from ...workflow.judgement import assessment
from ..arguments import day_named, plan_named

VERDICT_FIGURES = ("attained", "expected", "gap", "ratio")


class Command(BaseCommand):
    help = "Print how every commitment is judged on a day, as a table or as one JSON object a line."

    def add_arguments(self, parser):
        parser.add_argument("--plan", default="", help="plan key; default: the one at hand")
        parser.add_argument("--on", default="", help="the day, e.g. 2024-10-24; default: today")
        parser.add_argument("--format", choices=("json", "table"), default="table", help="default: table")

    def handle(self, *args, plan, on, format, **options):
        on = day_named(on) if on else today()
        plan = plan_named(plan, on)
        commitments = list(plan.commitments.standing_on(on).in_report_order().select_related("plan"))
        rows = [as_json(verdict) for verdict in assessment.judge_commitments(plan, on, commitments)]
        if format == "json":
            for row in rows:
                self.stdout.write(json.dumps(row, ensure_ascii=False))
            return
        for line in aligned_table(
            [verdict_headings(), *(verdict_cells(row, c.title) for row, c in zip(rows, commitments, strict=True))]
        ):
            self.stdout.write(line)


def as_json(verdict) -> dict:
    """Return a verdict with exact figures as text; None where there is no figure or no lamp."""
    figures = {
        name: f"{value:.2f}" if (value := getattr(verdict, name)) is not None else None for name in VERDICT_FIGURES
    }
    lamps = {"official": verdict.official, "department": verdict.self_lamp, "office": verdict.office_lamp}
    return {
        "code": verdict.commitment.code, "lamp": str(verdict.lamp), "reason": str(verdict.reason), **figures,
        "cutoff": str(verdict.cutoff) if verdict.cutoff else None,
        **{name: str(lamp) if lamp else None for name, lamp in lamps.items()},
    }  # fmt: skip


def verdict_headings() -> list[str]:
    return [
        _("Code"), _("Commitment"), _("Computed"), _("Reason"), _("Attained"), _("Planned"), _("Gap"), _("Ratio"),
        _("Data to"), _("Official"), _("Department"), _("Office"),
    ]  # fmt: skip


def verdict_cells(row: dict, title: str) -> list[str]:
    def word(lamp):
        return str(Lamp(lamp).label) if lamp else ""

    return [
        row["code"], title[:20], word(row["lamp"]), str(Reason(row["reason"]).label),
        *(row[name] or "" for name in VERDICT_FIGURES), row["cutoff"] or "",
        word(row["official"]), word(row["department"]), word(row["office"]),
    ]  # fmt: skip


def aligned_table(rows: list[list[str]]) -> list[str]:
    """Return the rows as lines with aligned columns: figures to the right, wide characters counted as two."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    figures = range(4, 8)
    return [
        "  ".join(padded(text, widths[n], right=n in figures) for n, text in enumerate(row)).rstrip() for row in rows
    ]


def padded(text: str, size: int, *, right: bool) -> str:
    space = " " * (size - width(text))
    return space + text if right else text + space


def width(text: str) -> int:
    """Return the columns a terminal gives the text."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
