"""What an office does to make a plan of its report: in the browser, and by the same forms without it."""

import io
from pathlib import Path

import yaml
from django.conf import settings
from django.core.management import call_command

from commitments.models import Department, Plan
from commitments.workflow.planning.checklist import commitments_named_by, gaps_of
from tests.browser.counting import Hand
from tests.hostile.forms import forms_of
from tests.report_docx import report_docx
from tests.world import form_key

DATA = Path(settings.BASE_DIR) / "commitments" / "data" / "wuchang-2024"
DRAFT = "/plans/district-2024/"
READING = f"{DRAFT}reading/"
CARD = {"definition": "以统计口径为准。", "source": "区统计局", "released": "季后20日", "partly_rule": "按比例计",
        "falling_rule": "如实填报"}  # fmt: skip


def promised_quotes() -> list[str]:
    """Return the quotes of the commitments people agreed on, in the report's order."""
    return [row["quote"] for row in yaml.safe_load((DATA / "commitments.yaml").read_text("utf-8"))]


def bring_departments() -> None:
    call_command("load_departments", DATA / "departments.csv", verbosity=0, stdout=io.StringIO())


def begin(hand: Hand) -> None:
    """Begin the plan with the report's Word file and arrive where it is read."""
    hand.goto("/plans/")
    page = hand.page
    hand.write(page.locator("#id_year"), "2024")
    hand.write(page.locator("#id_title"), "武昌区2024年国民经济和社会发展计划")
    hand.choose_file(page.locator("#id_report"), "报告.docx", report_docx())
    with page.expect_navigation():
        hand.click(page.locator("button[value=report]"))


def press_on(hand: Hand, key: str) -> None:
    """Press a key that leads to another page."""
    with hand.page.expect_navigation(wait_until="domcontentloaded"):
        hand.press(key)


def shown_words(hand: Hand) -> str:
    return hand.page.locator("aside blockquote").inner_text()


class FormsSent:
    """The same forms, read from their pages and sent by the test's client."""

    def __init__(self, client):
        self.client = client

    @property
    def plan(self) -> Plan:
        return Plan.objects.get(key="district-2024")

    def send(self, address: str, name: str, **typed) -> None:
        """Send the form of that name on a page, with what is typed into it; it must be taken."""
        form = next(each for each in forms_of(self.client.get(address).content.decode(), address) if each.name == name)
        answer = self.client.post(form.action, form.data | {"key": form_key()} | typed)
        assert answer.status_code in (200, 302), (address, answer.status_code)

    def draft(self):
        return self.client.get(READING).context["draft"]

    def accept_right_ones(self, wanted: list[str]) -> int:
        """Accept the candidates that are among the wanted quotes; return how many."""
        found = [each.name for each in self.draft().waiting if each.candidate.quote in wanted]
        for name in found:
            self.client.post(f"{READING}accept/", {"at": name, "key": form_key()})
        return len(found)

    def mark_others(self, wanted: list[str]) -> int:
        """Make commitments of the wanted quotes that no candidate has, marked in their paragraphs; return how many."""
        taken = set(self.plan.commitments.values_list("quote", flat=True))
        missing = [quote for quote in wanted if quote not in taken]
        paragraphs = self.draft().paragraphs
        for quote in missing:
            paragraph = next(each for each in paragraphs if quote in each.text)
            at = f"{DRAFT}text/commitment/?at=p-{paragraph.code}"
            self.client.post(at, {"quote": quote, "key": form_key()})
        return len(missing)

    def set_others_aside(self) -> int:
        """Set aside every candidate that is none, and confirm the general words of all sections; return how many."""
        waiting = self.draft().waiting
        for each in waiting:
            self.client.post(f"{READING}aside/", {"at": each.name, "reason": "framing", "key": form_key()})
        for part in self.client.get(READING).context["sections"]:
            if part.framing:
                self.client.post(f"{READING}confirm/", {"section": part.section.code, "at": "", "key": form_key()})
        return len(waiting)

    def clear_checklist(self) -> None:
        """Work off what only the office can say: facts, definitions, baselines."""
        self.send(DRAFT, "plans_facts", report_title="计划报告", presented_on="2023-12-25",
                  presented_to="区人民代表大会", presented_by="区发展和改革局")  # fmt: skip
        owner = str(Department.objects.get(code="TJJ").pk)
        while gaps_of([self.plan])[self.plan.pk]["definitions_open"]:
            self.send(f"{DRAFT}definitions/", "plans_definition", owner=owner, approve="1", **CARD)
        for row in commitments_named_by(self.plan, "baselines_missing"):
            ticks = {f"target_{target.pk}_waived": "on" for target in row.targets.all()}
            self.send(f"{DRAFT}commitments/{row.code}/", "plans_commitment_save", **ticks)
