"""Every URL × role. A URL missing from the table fails, so does one that no longer exists."""

import pytest
from django.urls import URLPattern, get_resolver, reverse

from commitments.choices import Role
from tests.world import Cast, make_approved, make_update, make_user, moment

pytestmark = pytest.mark.django_db

WHO = ("anonymous", "reporter", "approver", "supervisor", "leader", "auditor", "system_admin", "security_admin")
LOGIN, OK, MOVED, NO, GONE, POST_ONLY = 302, 200, 302, 403, 404, 405


def row(anonymous, *rest):
    """Return who → status; a single status after anonymous holds for everyone signed in."""
    rest = rest * 7 if len(rest) == 1 else rest
    return dict(zip(WHO, (anonymous, *rest), strict=True))


def only(*roles, others=NO):
    return row(LOGIN, *(OK if who in roles else others for who in WHO[1:]))


EVERYONE = row(LOGIN, OK)
DEPARTMENT = only("reporter", "approver")
# What a plain GET answers. Changes are POST only; who may make them is in the room's own tests and in workflow.
TABLE = {
    "home": row(LOGIN, MOVED),
    "login": row(OK, OK),
    "logout": row(LOGIN, POST_ONLY),
    "password_change": EVERYONE,
    "password_change_done": EVERYONE,
    "appearance": row(POST_ONLY, POST_ONLY),
    "demo_sign_in": row(GONE, GONE),
    "overview": EVERYONE,
    "ledger": EVERYONE,
    "ledger_xlsx": EVERYONE,
    "ledger_csv": EVERYONE,
    "report": EVERYONE,
    "commitment": EVERYONE,
    "commitment_history": EVERYONE,
    "desk": DEPARTMENT,
    "signoff": only("approver"),
    "review": only("supervisor"),
    "bulletins": EVERYONE,
}


def addresses():
    """Return name → pattern of every address of the project but the administration's."""
    found = {}

    def walk(patterns):
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                found[pattern.name] = pattern
            elif pattern.app_name != "admin":
                walk(pattern.url_patterns)

    walk(get_resolver().url_patterns)
    return found


@pytest.fixture
def cast():
    cast = Cast()
    cast.approver = cast.with_approver()
    cast.commitment.code = "4-1-1"
    return cast


def test_every_address_stands_in_the_table():
    assert set(addresses()) == set(TABLE)
