"""Accounts of one person: what they are known by, and the roles their other accounts hold."""

from django.db.models import Q

from ...models import User
from ...rules.separation import excluded_by


def person_marks(account: User) -> set[tuple]:
    """Return what a person is known by: a mobile number, and a name within a department; a desk's number is no mark."""
    marks = {(account.name, account.department_id)}
    return marks | {("mobile", account.phone)} if account.has_mobile else marks


def others_of_person(account: User):
    """Return the other accounts of whoever the account belongs to, as far as they may still sign in."""
    same = Q(name=account.name, department=account.department_id)
    if account.has_mobile:
        same |= Q(phone=account.phone)
    return User.objects.filter(same, is_active=True).exclude(pk=account.pk)


def excluding_role(account: User, role: str) -> str:
    """Return a role another account of the same person holds that excludes `role`, "" where there is none."""
    return excluded_by(role, others_of_person(account).values_list("role", flat=True))
