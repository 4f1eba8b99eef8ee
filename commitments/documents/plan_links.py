"""links.yaml of a plan: how its promises follow from last year's and from the level above's, written and checked."""

from collections import Counter

from django.utils.translation import gettext as _

from ..choices import LinkKind, Standing
from ..models import AboveLink, Commitment, Plan, PromiseLink
from ..workflow.planning.links_above import levels_above
from .marked_yaml import DataFileError

LINKS_FILE = "links.yaml"
LAST_YEAR, ABOVE = "last_year", "above"
STATUS_WORDS = {Standing.CONFIRMED: "confirmed", Standing.PROPOSED: "unconfirmed"}


def links_content(plan: Plan) -> list[dict]:
    """Return the links of a plan as its files hold them, those of withdrawn commitments left out."""
    related = {"commitment", "earlier__plan"}
    rows = [
        link_content(link, LAST_YEAR, link.earlier)
        for link in PromiseLink.objects.filter(plan=plan).select_related(*related)
        if not (link.commitment and link.commitment.withdrawn_on)
    ]
    above = AboveLink.objects.filter(commitment__plan=plan, commitment__withdrawn_on=None)
    rows += [link_content(link, ABOVE, link.above) for link in above.select_related("commitment", "above__plan")]
    return sorted(rows, key=lambda row: (row["to"] == ABOVE, row["commitment"] or "~", row["code"] or ""))


def link_content(link, to: str, other: Commitment | None) -> dict:
    return {
        "commitment": link.commitment.code if link.commitment else None, "to": to,
        "plan": other.plan.key if other else None, "code": other.code if other else None,
        "kind": link.kind, "note": link.note, "status": STATUS_WORDS[Standing(link.standing)],
    }  # fmt: skip


def link_errors(rows, codes: set[str]) -> list[DataFileError]:
    """Return what is wrong with links whose shape is sound; `codes` are those of the plan's commitments."""
    found = [(row, words) for row in rows for words in one_link_words(row, codes)]
    ends = Counter(link_ends(row) for row in rows)
    found += [(row, _("This link stands twice.")) for row in rows if ends[link_ends(row)] > 1]
    followed = {(row["plan"], row["code"]) for row in rows if row["commitment"] and row["to"] == LAST_YEAR}
    for row in rows:
        if row["kind"] in LinkKind.of_last_year() and (row["plan"], row["code"]) in followed:
            found.append((row, _("What is not promised again is followed by nothing.")))
    return [DataFileError(LINKS_FILE, row.line, words) for row, words in found]


def link_ends(row) -> tuple:
    return row["to"], row["commitment"], row["plan"], row["code"]


def one_link_words(row, codes: set[str]) -> list[str]:
    """Return what is wrong with one link by itself, in words."""
    words = []
    if row["commitment"] and row["commitment"] not in codes:
        words.append(_("The plan has no commitment “%(code)s”.") % {"code": row["commitment"]})
    if row["to"] not in (LAST_YEAR, ABOVE) or row["status"] not in STATUS_WORDS.values():
        words.append(_("A link is to last_year or above, and confirmed or unconfirmed."))
    elif row["kind"] not in kinds_of_ends(row):
        words.append(_("The kind “%(kind)s” does not fit what the link ties together.") % {"kind": row["kind"]})
    if row["kind"] in LinkKind.reasoned() and row["status"] == "confirmed" and not row.get("note"):
        words.append(_("Say in a sentence why the series breaks or ends."))
    return words


def kinds_of_ends(row) -> tuple:
    """Return the kinds a row's link may have, by the ends it names."""
    if not row["code"] or not row["plan"]:
        named = row["code"] or row["plan"] or not row["commitment"] or row["to"] == ABOVE
        return () if named else (LinkKind.NEW,)
    if row["commitment"]:
        return LinkKind.of_two()
    return LinkKind.of_last_year() if row["to"] == LAST_YEAR else ()


def check_links(files) -> None:
    """Report every link of `files` (plan_files.PlanFiles) to a plan or commitment that does not stand here."""
    keys = {row["plan"] for row in files.links if row["plan"]}
    plans = {plan.key: plan for plan in Plan.objects.filter(key__in=keys)}
    known = set(Commitment.objects.filter(plan__in=plans.values()).values_list("plan__key", "code"))
    for row in files.links:
        if words := end_words(row, files.plan, plans.get(row["plan"]), known):
            files.errors.append(DataFileError(LINKS_FILE, row.line, words))


def end_words(row, plan, other: Plan | None, known: set) -> str:
    """Return what is wrong with the other end of a link, or ""."""
    if not row["plan"]:
        return ""
    if other is None:
        return _("There is no plan “%(key)s” here; load it first.") % {"key": row["plan"]}
    if (row["plan"], row["code"]) not in known:
        words = _("“%(key)s” has no commitment “%(code)s”.")
        return words % {"key": row["plan"], "code": row["code"]}
    earlier = other.level == plan["level"] and other.year < plan["year"]
    above = other.level in levels_above(plan["level"]) and other.year == plan["year"]
    fits = earlier if row["to"] == LAST_YEAR else above
    return "" if fits else _("“%(key)s” is no plan of an earlier year, or of the level above.") % {"key": row["plan"]}
