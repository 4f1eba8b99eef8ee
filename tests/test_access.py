"""Every URL × role. A URL missing from the table fails, so does one that no longer exists."""

import pytest
from django.urls import URLPattern, get_resolver, reverse

from commitments.choices import BulletinState
from commitments.models import Bulletin
from commitments.workflow import reporting
from tests.world import TODAY, Cast, form_key, make_commitment, make_update, moment

pytestmark = pytest.mark.django_db

WHO = ("anonymous", "reporter", "approver", "supervisor", "leader", "auditor", "system_admin", "security_admin")
LOGIN, OK, MOVED, NO, GONE, POST_ONLY = 302, 200, 302, 403, 404, 405


def row(anonymous, *rest):
    """Return who → status; a single status after anonymous holds for everyone signed in."""
    rest = rest * 7 if len(rest) == 1 else rest
    return dict(zip(WHO, (anonymous, *rest), strict=True))


def only(*roles, others=NO):
    return row(LOGIN, *(OK if who in roles else others for who in WHO[1:]))


EVERYONE, CHANGE = row(LOGIN, OK), row(LOGIN, POST_ONLY)
DEPARTMENT = only("reporter", "approver")
# What a plain GET answers. Changes are POST only; who may make them is below.
TABLE = {
    "home": row(LOGIN, MOVED),
    "login": row(OK, MOVED),
    "logout": row(LOGIN, POST_ONLY),
    "password_change": EVERYONE,
    "password_change_done": EVERYONE,
    "appearance": row(POST_ONLY, POST_ONLY),
    "demo_sign_in": row(GONE, GONE),
    "overview": EVERYONE,
    "overview_behind": EVERYONE,
    "ledger": EVERYONE,
    "ledger_xlsx": EVERYONE,
    "ledger_csv": EVERYONE,
    "report": EVERYONE,
    "commitment": EVERYONE,
    "commitment_history": EVERYONE,
    "commitment_overrule": CHANGE,
    "commitment_lift": CHANGE,
    "lamps": EVERYONE,
    "outlook": EVERYONE,
    "outlook_last_year": EVERYONE,
    "outlook_year_end": EVERYONE,
    "desk": DEPARTMENT,
    "desk_read": DEPARTMENT,
    "desk_save": CHANGE,
    "desk_send": CHANGE,
    "desk_send_all": CHANGE,
    "desk_withdraw": CHANGE,
    "signoff": only("approver"),
    "signoff_sign": CHANGE,
    "signoff_back": CHANGE,
    "review": only("supervisor"),
    "review_approve": CHANGE,
    "review_return": CHANGE,
    "bulletins": EVERYONE,
    "bulletins_preview": EVERYONE,
    "bulletins_pdf": EVERYONE,
    "bulletins_page": EVERYONE,
    "bulletins_issue": CHANGE,
    "bulletins_issued": EVERYONE,
}
# Who may change what: everyone else is told so (403), or learns nothing of the row (404).
CHANGES = {
    "commitment_overrule": ("supervisor",),
    "commitment_lift": ("supervisor",),
    "desk_save": ("reporter", "approver"),
    "desk_send": ("reporter", "approver"),
    "desk_send_all": ("reporter", "approver"),
    "desk_withdraw": ("reporter", "approver"),
    "signoff_sign": ("approver",),
    "signoff_back": ("approver",),
    "review_approve": ("supervisor",),
    "review_return": ("supervisor",),
    "bulletins_issue": ("supervisor",),
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
    """Return the cast with an update in each hand: one awaits sign-off, one review, one bulletin is issued."""
    cast = Cast()
    other = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    submitted = reporting.send(make_update(other, cast.reporter), by=cast.reporter, at=moment())
    cast.approver = cast.with_approver()
    signing = reporting.send(make_update(cast.commitment, cast.reporter, value="7100"), by=cast.reporter, at=moment())
    cast.bulletin = Bulletin.objects.create(
        period=submitted.period, issue=1, state=BulletinState.ISSUED, pdf=b"%PDF-", sha256="0", issued_on=TODAY
    )
    cast.rows = {"signoff": signing.pk, "desk": signing.pk, "review": submitted.pk, "bulletins": cast.bulletin.pk}
    return cast


def address_of(name, cast) -> str:
    """Return the address with something real in each of its places."""
    values = {
        "plan": cast.plan.key, "code": cast.commitment.code, "period": "2024-Q3", "page": 1, "what": "lamps",
        "pk": cast.rows.get(name.partition("_")[0]),
    }  # fmt: skip
    places = addresses()[name].pattern.converters
    places = {**places} | ({"plan": None} if name.partition("_")[0] in ROOMS else {})
    return reverse(name, kwargs={place: values[place] for place in places})


ROOMS = ("overview", "ledger", "report", "commitment", "desk", "signoff", "review", "bulletins", "lamps", "outlook")


def sign_in(client, cast, who):
    if who != "anonymous":
        client.force_login(getattr(cast, who))


def test_every_address_stands_in_the_table():
    assert set(addresses()) == set(TABLE)


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("name", TABLE)
def test_an_address_answers_each_role_as_the_table_says(client, cast, name, who):
    sign_in(client, cast, who)
    assert client.get(address_of(name, cast)).status_code == TABLE[name][who]


@pytest.mark.parametrize("who", WHO[1:])
@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_refused_to_those_whose_duty_it_is_not(client, cast, name, who):
    sign_in(client, cast, who)
    status = client.post(address_of(name, cast), {"key": form_key()}).status_code
    assert (status in (NO, GONE)) == (who not in CHANGES[name])


@pytest.mark.parametrize("name", CHANGES)
def test_a_stranger_changes_nothing(client, cast, name):
    assert client.post(address_of(name, cast)).url.startswith(reverse("login"))


@pytest.mark.parametrize("name", ["desk_save", "desk_send", "desk_withdraw", "signoff_sign", "signoff_back"])
def test_another_department_s_row_does_not_exist(client, cast, name):
    client.force_login(cast.outsider)
    assert client.post(address_of(name, cast)).status_code in (NO, GONE)
