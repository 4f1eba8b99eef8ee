"""Who bears a commitment as what: one change, and everything of one department passing to another (事随职责走).

Duties are a mapping of department → role, whoever stands first represents those of equal standing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

LEAD, RESPONSIBLE, SUPPORTING = "lead", "responsible", "supporting"
BEARING = (LEAD, RESPONSIBLE)
RANK = (LEAD, RESPONSIBLE, SUPPORTING)
ADD, REPLACE, REMOVE = "add", "replace", "remove"
WAYS = (ADD, REPLACE, REMOVE)
# What becomes of a duty that passes on.
PASSED, SELF_SUPPORT, LEAD_OVER_SUPPORT, MERGED = "passed", "self_support", "lead_over_support", "merged"

Duties = Mapping[int, str]


@dataclass(frozen=True)
class DutyChange:
    """One change of duties: `departments` are added as `role`, take the place of those who are it, or no longer are."""

    role: str
    way: str
    departments: tuple[int, ...]


def changed_duties(duties: Duties, change: DutyChange) -> dict[int, str]:
    """Return the duties after a change.

    There is one lead: whoever is added as lead takes the former one's place. Departments that take the place of the
    responsible take the lead's too: they bear the commitment in equal standing. Who bears it does not support it.
    """
    if change.way == REMOVE:
        return {pk: role for pk, role in duties.items() if role != change.role or pk not in change.departments}
    gives_way = {pk for pk, role in duties.items() if gives_way_to(change, role)}
    chosen = [pk for pk in change.departments if not bears_more(duties.get(pk), change)]
    kept = {pk: role for pk, role in duties.items() if pk not in gives_way and pk not in chosen}
    return kept | dict.fromkeys(chosen, change.role)


def bears_more(role: str | None, change: DutyChange) -> bool:
    """Whether that role stays as it is, since the change would add a lesser one."""
    if change.role == SUPPORTING:
        return role in BEARING
    return change.role == RESPONSIBLE and change.way == ADD and role == LEAD


def gives_way_to(change: DutyChange, role: str) -> bool:
    """Whether whoever has that role ceases to have it by the change."""
    if change.role == LEAD:
        return role == LEAD
    if change.way != REPLACE:
        return False
    return role in BEARING if change.role == RESPONSIBLE else role == SUPPORTING


def duty_errors(duties: Duties, opened: bool) -> str:
    """Return the code of what no commitment may be: "two_leads", and once the plan is open "nobody"; else ""."""
    roles = list(duties.values())
    if roles.count(LEAD) > 1:
        return "two_leads"
    return "nobody" if opened and not set(roles) & set(BEARING) else ""


def passed_duties(duties: Duties, former: int, heir: int) -> dict[int, str]:
    """Return the duties after all of `former` passed to `heir`, who keeps the stronger of two roles of its own."""
    if former not in duties:
        return dict(duties)
    role = min(duties[former], duties.get(heir, SUPPORTING), key=RANK.index)
    return {(heir if pk == former else pk): (role if pk == former else own) for pk, own in duties.items() if pk != heir}


def passing_outcome(duties: Duties, former: int, heir: int) -> str:
    """Return what becomes of the duty of `former` when it passes to `heir`: passed on, or settled with its own one."""
    own = duties.get(heir)
    if own is None:
        return PASSED
    if duties[former] == SUPPORTING:
        return MERGED if own == SUPPORTING else SELF_SUPPORT
    return LEAD_OVER_SUPPORT if own == SUPPORTING else MERGED
