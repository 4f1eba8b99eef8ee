"""The verbs of evidence: attach a file to a draft or a contribution, withdraw it with a reason; who sees which."""

from collections import defaultdict
from dataclasses import dataclass

from django.core.files import File
from django.db import transaction
from django.db.models import F

from ...choices import ContributionState, Role, UpdateState
from ...models import Commitment, Contribution, Department, Evidence, ProgressUpdate, User, prepared
from ..record import record
from ..refusals import Incomplete, Refused
from . import evidence_store as store
from .drafts import fill_draft, may_write_report, new_revision
from .entries import entry_of
from .locks import lock_reports

UNDER_WAY = (UpdateState.SIGNING, UpdateState.SUBMITTED)


@dataclass(frozen=True)
class Upload:
    """A file that was recognised (documents.evidence_types), under its cleaned name."""

    name: str
    file: File


@transaction.atomic
def open_draft(commitment: Commitment, period, *, by: User) -> ProgressUpdate:
    """Return the period's draft that a file can be attached to, begun where none stands.

    A new draft carries the version the desk's form was drawn from, and what a returned update said, so that whoever
    is typing meanwhile can still save. Raises Refused when `by` may not write here.
    """
    lock_reports([commitment.pk])
    last = ProgressUpdate.objects.filter(commitment=commitment, period=period).order_by("-revision").first()
    if not may_write_report(commitment, period, last, by):
        raise Refused("attach", last.state if last else "")
    if last and last.state == UpdateState.DRAFT:
        return last
    draft = new_revision(commitment, period, by, sample=bool(last and last.sample), after=last)
    if last:
        draft.version -= 1  # `fill_draft` counts it up to the 0 of a form that begins a revision
        fill_draft(draft, entry_of(last))
    else:
        draft.save()
    return draft


@transaction.atomic
def attach_file(owner: ProgressUpdate | Contribution, upload: Upload, *, by: User, at) -> tuple[Evidence, bool]:
    """Keep a file behind a draft or an open contribution; return its row and whether it is new.

    The same content attached twice is one row. Writes no history: the update's own entry names its files when it is
    sent. Raises Refused when the owner takes no files from `by`; then nothing was written.
    """
    owner = locked_owner(owner)
    if not may_attach(owner, by):
        raise Refused("attach", owner.state)
    kept = store.store_file(upload.file.chunks())
    try:
        same = files_behind(owner).filter(sha256=kept.sha256).first()
        if same:
            store.remove_file(kept.stored_as)
            return same, False
        held = {"contribution": owner} if isinstance(owner, Contribution) else {"update": owner}
        return Evidence.objects.create(name=upload.name, uploaded_by=by, uploaded_at=at, **held, **vars(kept)), True
    except BaseException:
        store.remove_file(kept.stored_as)
        raise


def locked_owner(owner: ProgressUpdate | Contribution) -> ProgressUpdate | Contribution:
    related = type(owner).objects.select_related("commitment__plan", "period", "department")
    return related.select_for_update(of=("self",), no_key=True).get(pk=owner.pk)


def files_behind(owner: ProgressUpdate | Contribution):
    """Return the files behind an update or a contribution that were not withdrawn."""
    rows = Evidence.objects.standing()
    return rows.filter(contribution=owner) if isinstance(owner, Contribution) else rows.behind(owner)


def may_attach(owner: ProgressUpdate | Contribution, user: User) -> bool:
    """Whether `user` may add files: the lead's people to a draft, the department's to a contribution not filed yet."""
    if isinstance(owner, Contribution):
        open_part = owner.state in ContributionState.owed() and owner.period.closed is None
        return open_part and user.represents is not None and user.represents == owner.department
    draft = owner.state == UpdateState.DRAFT and not owner.by_office
    return draft and may_write_report(owner.commitment, owner.period, owner, user)


@transaction.atomic
def withdraw_file(evidence: Evidence, *, by: User, at, reason: str) -> Evidence:
    """Take a file out of the record: its bytes go, its row, digest, name and reason stay.

    An update that awaits a decision counts its version up, so that nobody decides on what they did not see.
    Raises Refused when `by` may not, or it was withdrawn already; Incomplete without a reason.
    """
    evidence = Evidence.objects.with_decided().select_for_update(of=("self",), no_key=True).get(pk=evidence.pk)
    if not may_withdraw_file(evidence, by):
        raise Refused("evidence_withdraw", "withdrawn" if evidence.withdrawn_at else evidence.owner.state)
    if not reason.strip():
        raise Incomplete({"reason": "required"})
    evidence.withdrawn_at, evidence.withdrawn_reason = at, reason.strip()
    evidence.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    if evidence.update:
        report = {"commitment": evidence.update.commitment_id, "period": evidence.update.period_id}
        ProgressUpdate.objects.filter(**report, state__in=UNDER_WAY).update(version=F("version") + 1)
    record(
        "evidence_withdraw", evidence, by=by, at=at, commitment=evidence.owner.commitment, note=reason.strip(),
        before={"name": evidence.name, "sha256": evidence.sha256, "size": evidence.size},
        after={"of": str(evidence.owner)}, approved=evidence.decided,
        sample=bool(evidence.update and evidence.update.sample),
    )  # fmt: skip
    transaction.on_commit(lambda: store.remove_file(evidence.stored_as))
    return evidence


def may_withdraw_file(evidence: Evidence, user: User) -> bool:
    """Whether `user` may withdraw a file read `with_decided`: its department until a decision, the office once sent."""
    if evidence.withdrawn_at:
        return False
    update, contribution = evidence.update, evidence.contribution
    if user.has_role(Role.SUPERVISOR):
        return bool(
            (update and update.state in UpdateState.seen_by_office()) or (contribution and contribution.filed_at)
        )
    return user.represents is not None and user.department_id == evidence.owner.department_id and not evidence.decided


def load_files(updates: list[ProgressUpdate], user: User) -> None:
    """Give each update its `files`, those `user` may read, each with `withdrawable`; one query for all of them."""
    commitments, periods = ({getattr(row, name) for row in updates} for name in ("commitment_id", "period_id"))
    asked = {"commitments": sorted(commitments), "periods": sorted(periods)} | whose_files(user)
    found = defaultdict(list)
    for row in prepared.models(files_seen, user.role, **asked) if updates and reads_files(user) else ():
        row.withdrawable = may_withdraw_file(row, user)
        found[row.update.commitment_id, row.update.period_id].append(row)
    for update in updates:
        files = found[update.commitment_id, update.period_id]
        update.files = [row for row in files if row.update.revision <= update.revision]


def whose_files(user: User) -> dict:
    """Return what the files one may read hang on beside the role."""
    return {} if user.sees_district else {"department": user.department_id}


def reads_files(user: User) -> bool:
    """Whether the account reads evidence at all."""
    return user.sees_district or user.represents is not None


def files_seen(role, *, commitments, periods, department=None):
    """Return the files behind reports that a reader of that role may read."""
    reader = User(role=role, department=Department(pk=department) if department else None)
    rows = Evidence.objects.visible_to(reader).filter(update__commitment__in=commitments, update__period__in=periods)
    return rows.with_decided().order_by("pk").select_related("update", "contribution", "uploaded_by")


def load_contribution_files(contributions: list[Contribution], user: User) -> None:
    """Give each contribution the `files` that `user` may read, each with `withdrawable`; one query for all."""
    rows = Evidence.objects.visible_to(user).filter(contribution__in=contributions).with_decided().order_by("pk")
    found = defaultdict(list)
    for row in rows.select_related("update", "contribution", "uploaded_by"):
        row.withdrawable = may_withdraw_file(row, user)
        found[row.contribution_id].append(row)
    for contribution in contributions:
        contribution.files = found[contribution.pk]
