"""Facts → Verdict: the lamp of a commitment in its order of precedence (domain, section 3)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from ..choices import Kind, Lamp, Measured, Reason
from .components import judge_milestone, judge_target
from .facts import CommitmentFacts, CommitmentVerdict, ComponentVerdict
from .period import is_stale

# How the report stands → why the lamp is withheld.
WITHHELD = {
    "none_due": Reason.NOTHING_DUE,
    "missing": Reason.NOT_REPORTED,
    "returned": Reason.RETURNED,
}


def judge(facts: CommitmentFacts) -> CommitmentVerdict:
    """Return the verdict on the facts' day: grey with its reason, else the worst of the components."""
    components = judge_components(facts)
    if facts.report in WITHHELD:
        return CommitmentVerdict(Lamp.GREY, WITHHELD[facts.report], cutoff=facts.cutoff, components=components)
    pending = facts.report == "pending"
    if not components:
        return judge_qualitative(facts, pending)
    deciding, lamp, reason = deciding_component(components)
    return CommitmentVerdict(
        lamp, reason, deciding.attained, deciding.expected, deciding.gap, deciding.ratio,
        cutoff=deciding.cutoff or facts.cutoff,
        provisional=lamp == Lamp.DONE and any(component.provisional for component in components),
        pending_review=pending, stale=is_component_stale(facts, deciding), components=components, deciding=deciding,
    )  # fmt: skip


def is_withheld(verdict) -> bool:
    """Whether the lamp is withheld because no report counts: late, returned, or nothing due yet."""
    return verdict.reason in WITHHELD.values()


def with_office_lamp(
    verdict: CommitmentVerdict, lamp: str, reason: str, since: date | None = None
) -> CommitmentVerdict:
    """Return the verdict with the office's lamp beside it; a missing report is never hidden by one."""
    if not lamp or is_withheld(verdict):
        return verdict
    return replace(verdict, office=lamp, office_reason=reason, office_since=since)


def judge_components(facts: CommitmentFacts) -> tuple[ComponentVerdict, ...]:
    """Return the verdict of every observed target and of every milestone."""
    end = facts.starts.replace(month=12, day=31)
    targets = [t for t in facts.targets if t.measured == Measured.OBSERVED]
    judged = [judge_target(target, facts.due, end, facts.thresholds) for target in targets]
    reached = [judge_milestone(m, facts.cutoff, facts.due, facts.thresholds) for m in facts.milestones]
    return (*judged, *reached)


def deciding_component(components: tuple[ComponentVerdict, ...]) -> tuple[ComponentVerdict, str, str]:
    """Return (deciding component, lamp, reason): the worst of red, yellow, green; done only if all are, so
    done with grey is grey."""
    lamp = worst_lamp(component.lamp for component in components)
    pending = [component for component in components if component.lamp == Lamp.GREY]
    if lamp in (Lamp.DONE, Lamp.GREY) and pending:
        reason = pending[0].reason if len(pending) == len(components) else Reason.COMPONENTS_PENDING
        return pending[0], Lamp.GREY, reason
    deciding = min((component for component in components if component.lamp == lamp), key=component_severity)
    return deciding, lamp, deciding.reason


def component_severity(component: ComponentVerdict) -> Decimal:
    """Sort key among components of the same lamp: the widest gap, or the latest milestone, first."""
    if component.gap is not None:
        return component.gap
    return Decimal(-(component.late_days or 0))


def worst_lamp(lamps) -> str:
    """Return the worst of lamps in the order red, yellow, green, done; grey only when all are grey."""
    found = set(lamps)
    return next((lamp for lamp in Lamp.worst_first() if lamp in found), Lamp.GREY)


def judge_qualitative(facts: CommitmentFacts, pending: bool) -> CommitmentVerdict:
    """Return the department's lamp, which approving the update confirmed; grey while its data is not published."""
    if facts.kind == Kind.QUALITATIVE and facts.data_expected:
        return CommitmentVerdict(Lamp.GREY, Reason.NOT_PUBLISHED, cutoff=facts.cutoff, pending_review=pending)
    if facts.kind != Kind.QUALITATIVE or not facts.self_lamp:
        return CommitmentVerdict(Lamp.GREY, Reason.NO_DATA, cutoff=facts.cutoff, pending_review=pending)
    return CommitmentVerdict(
        facts.self_lamp,
        Reason.DEPARTMENT_SAYS,
        cutoff=facts.cutoff,
        pending_review=pending,
        stale=is_component_stale(facts, None),
    )


def is_component_stale(facts: CommitmentFacts, component: ComponentVerdict | None) -> bool:
    cutoff = (component.cutoff if component else None) or facts.cutoff
    return bool(cutoff and facts.period_end and is_stale(cutoff, facts.period_end))
