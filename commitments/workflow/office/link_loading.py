"""Loading a plan's links to last year's promises and to the level above's from checked files."""

from ...choices import Standing
from ...models import AboveLink, Commitment, PromiseLink
from .target_loading import TargetLoading

FILE_STANDINGS = {"confirmed": Standing.CONFIRMED, "unconfirmed": Standing.PROPOSED}


class LinkLoading(TargetLoading):
    """The loading of one plan's files, as far as its links go; `plan` and its commitments come first."""

    def load_links(self) -> None:
        """Make the links that are missing; one that stands with another kind or note is reported and kept."""
        keys = {row["plan"] for row in self.files.links if row["plan"]} | {self.plan.key}
        rows = Commitment.objects.filter(plan__key__in=keys).select_related("plan")
        self.ends = {(row.plan.key, row.code): row for row in rows}
        for row in self.files.links:
            self.link(row)

    def link(self, row: dict) -> None:
        own, other = self.end(self.plan.key, row["commitment"]), self.end(row["plan"], row["code"])
        name = f"{row['code'] or '—'} → {row['commitment'] or '—'}"
        values = {"kind": row["kind"], "note": row.get("note") or "", "standing": FILE_STANDINGS[row["status"]]}
        if row["to"] == "above":
            self.one(AboveLink, {"commitment": own, "above": other}, values, name)
        else:
            self.one(PromiseLink, {"plan": self.plan, "commitment": own, "earlier": other}, values, name)

    def end(self, key: str | None, code: str | None) -> Commitment | None:
        return self.ends[key, code] if code else None
