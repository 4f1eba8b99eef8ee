"""Print what a report's text is read as; with what people marked in it, how well."""

import csv
from pathlib import Path

import yaml
from django.core.management.base import BaseCommand, CommandError

from ...documents.lead_score import score_leads
from ...documents.report_files import report_file_refusal, report_file_text
from ...documents.report_score import score_boundaries, score_last_year, score_marked, score_milestones
from ...documents.unfit import Unfit
from ...rules.report.candidates import read_report

LEARNT = {"sections": "the other sections", "nothing": "the departments' names"}


class Command(BaseCommand):
    help = (
        "Read a report (.docx or text) into candidates; --gold: targets marked by hand, or a plan's commitments.yaml."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--year", type=int, help="the year it plans, where the text does not say")
        parser.add_argument("--gold", type=Path)

    def handle(self, *args, file, year=None, gold=None, **options):
        text = self.text_of(file)
        read = read_report(text, year)
        if gold:
            self.print_score(text, read, yaml.safe_load(gold.read_text("utf-8")), gold.parent / "departments.csv")
            return
        for each in read.candidates:
            figures = " ".join(f"[{one.comparator} {one.value:f} {one.unit}]" for one in each.targets)
            self.stdout.write(f"{each.start:>6} {each.certainty:<6} {each.kind:<11} {each.quote} {figures}".rstrip())
            for one in each.milestones:
                self.stdout.write(f"{'':>6} {one.verb:<8} {one.what} {one.planned or ''} {one.said}".rstrip())
        for each in read.framing:
            self.stdout.write(f"{each.sentence.start:>6} —      {each.reason:<11} {each.sentence.text}")

    def text_of(self, file: Path) -> str:
        """Return the text of a report's file, of a .docx with its automatic numbers."""
        try:
            return report_file_text(file.read_bytes())
        except Unfit as error:
            raise CommandError(report_file_refusal(error)) from None
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from None

    def print_score(self, text: str, read, gold, beside: Path) -> None:
        if isinstance(gold, list):
            share, exact = score_boundaries(read, text, [row["quote"] for row in gold])
            self.stdout.write(
                f"boundaries {share:.3f}, exactly {exact} of {len(gold)}; {len(read.candidates)} proposed"
            )
            self.print_leads(read, gold, beside)
            return
        if "records" in gold:
            self.print_one("figures", score_marked(text, gold, read.year))
        if "milestones" in gold:
            self.print_one("milestones", score_milestones(read, gold["milestones"]))

        if "last_year" in gold:
            self.print_one("last year", score_last_year(read, text, gold["last_year"]))

    def print_leads(self, read, rows, departments: Path) -> None:
        """Print how well leads are proposed, where the plan's departments stand beside its commitments."""
        if departments.exists() and all(row.get("lead") for row in rows):
            with departments.open(encoding="utf-8", newline="") as lines:
                names = {row["code"]: row["name"] for row in csv.DictReader(lines)}
            for how, (first, third) in score_leads(read, rows, names).items():
                self.stdout.write(f"leads, learnt from {LEARNT[how]}: hit@1 {first:.3f}, hit@3 {third:.3f}")

    def print_one(self, name: str, score) -> None:
        self.stdout.write(f"{name}: P {score.precision:.3f} R {score.recall:.3f} F1 {score.f1:.3f}; "
                          f"exact {score.exact} of {score.hits}")  # fmt: skip
        for words in (*score.missed, *score.found_beside):
            self.stdout.write(f"  {words}")
