"""The demo's draft of next year, made from this year's plan by the verbs the office uses, and worked on a little."""

from ..models import Commitment, Plan
from ..workflow.planning import commitment_cuts, continuation, links, links_above
from ..workflow.planning.beginning import NewPlan
from ..workflow.planning.links import LinkSaid


class NextYear:
    """One draft made from `plan`; `told` is the sample's file, by the codes of `plan`."""

    def __init__(self, plan: Plan, told: dict, *, by, at):
        self.plan, self.told, self.who = plan, told, {"by": by, "at": at}

    def run(self) -> Plan:
        """Return the draft: carried on, cut, some of it dropped, its links judged but for those left to judge."""
        title = self.plan.title.replace(str(self.plan.year), str(self.plan.year + 1))
        new = NewPlan(self.plan.year + 1, self.plan.level, title)
        self.draft = continuation.continue_plan(self.plan, new, **self.who)
        for row in self.told["split"]:
            self.split(row["code"], row["behind"])
        for row in self.told["dropped"]:
            commitment_cuts.drop_commitment(self.following(row["code"]), version=None, **self.who)
        self.judge()
        for row in self.told["above"]:
            self.link_above(row)
        return self.draft

    def following(self, code: str) -> Commitment:
        """Return the draft's promise that follows this year's of that code."""
        rows = self.draft.commitments.filter(links__earlier__code=code, links__earlier__plan=self.plan)
        return rows.order_by("order", "pk").select_related("plan", "paragraph__section").first()

    def split(self, code: str, behind: str) -> None:
        row = self.following(code)
        cut = row.quote.index(behind) + len(behind)
        commitment_cuts.split_commitment(row, cut, version=None, **self.who)

    def judge(self) -> None:
        """Judge every link but those left, in one act; what is dropped without a note stays without one."""
        kinds = {row["code"]: LinkSaid(row["kind"], row["note"]) for row in self.told["links"]}
        notes = {row["code"]: row["note"] for row in self.told["dropped"]}
        said = {}
        for link in self.draft.links.select_related("earlier").order_by("pk"):
            code = link.earlier.code if link.earlier else ""
            if link.commitment_id is None:
                said |= {link.pk: LinkSaid(link.kind, notes[code])} if notes[code] else {}
            elif code not in self.told["left"]:
                said[link.pk] = kinds.get(code, LinkSaid(link.kind))
        links.judge_links(self.draft, said, **self.who)

    def link_above(self, row: dict) -> None:
        """Link a promise of this year to one of the level above, where that plan is loaded."""
        above = Commitment.objects.select_related("plan").filter(plan__key=row["plan"], code=row["above"]).first()
        own = self.plan.commitments.select_related("plan").get(code=row["code"])
        if above and not above.plan.is_draft:
            links_above.tie_above(own, above, LinkSaid(row["kind"], row["note"]), **self.who)
