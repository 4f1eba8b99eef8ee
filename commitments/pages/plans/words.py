"""The words of the checklist's items, and where each is worked off."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...models import Plan
from ...workflow.planning.checklist import CHECK_ITEMS
from ..plan_steps import step_url


@dataclass(frozen=True)
class GapWords:
    """One item of the checklist: its code, what it is called and why it matters, how many there are, the address of
    exactly those, and whether nothing can be opened with it."""

    code: str
    label: str
    why: str
    count: int
    url: str
    must: bool


# code: what it is called, why it matters
ITEM_WORDS = {
    "no_facts": (_("Who presented it to whom"), _("Papers name the meeting and who presented the report.")),
    "no_commitments": (_("No commitment yet"), _("There is nothing to answer for.")),
    "no_lead": (_("Without lead department"), _("Nobody would be asked for a report.")),
    "duties_proposed": (_("Duties to confirm"), _("The report names nobody; the office says who answers for what.")),
    "departments_proposed": (_("Names of departments to confirm"), _("Bulletins print the full names.")),
    "definitions_open": (
        _("Definitions to approve"), _("What counts, who collects it and when; else figures are not the same."),
    ),
    "baselines_missing": (_("Baselines missing"), _("A level counts from where it stood; fill it in or waive it.")),
    "links_proposed": (_("Links to last year to judge"), _("The same, renamed, another scope: what may be compared.")),
    "dropped_silently": (
        _("Dropped without a word"), _("What last year promised and nothing follows needs one sentence."),
    ),
    "words_open": (
        _("Paragraphs with sentences unaccounted for"), _("A sentence is a commitment, or set aside with a reason."),
    ),
    "no_periods": (_("Reporting periods not laid out"), _("They can be laid out once the plan is open.")),
    "dues_proposed": (_("Due dates proposed"), _("Pages mark them as proposed.")),
    "milestones_proposed": (_("Days of milestones proposed"), _("Pages and bulletins mark them as proposed.")),
    "trajectories_proposed": (_("Planned paths proposed"), _("Lamps follow them, and the page says so.")),
    "baselines_proposed": (_("Baselines proposed"), _("They count, and are marked.")),
}  # fmt: skip
# code: the address of its rows; all others are commitments
ITEM_PLACES = {
    "no_facts": "plans_checklist", "departments_proposed": "plans_departments", "definitions_open": "plans_definitions",
    "links_proposed": "plans_links", "dropped_silently": "plans_dropped", "no_periods": "periods_layout",
}  # fmt: skip
# What another room works off, where there is one.
BETTER_PLACES = {"duties_proposed": "duties", "no_lead": "duties", "words_open": "reading"}


def gap_words(plan: Plan, gaps: dict[str, int]) -> list[GapWords]:
    """Return the items of a plan's gaps that are not empty, in the checklist's order."""
    return [
        GapWords(item.code, *ITEM_WORDS[item.code], gaps[item.code], gap_url(plan, item.code), item.must)
        for item in CHECK_ITEMS
        if gaps.get(item.code)
    ]


def gap_url(plan: Plan, code: str) -> str:
    """Return the address of the rows an item counts."""
    url = step_url(BETTER_PLACES.get(code, ""), plan) or step_url(ITEM_PLACES.get(code, "plans_commitments"), plan)
    return f"{url}#facts" if code == "no_facts" else f"{url}?lacks={code}"


def past_draft_words() -> str:
    """Return why nothing of a plan can be edited here any more."""
    return gettext("The plan is open already; its draft cannot be changed any more.")
