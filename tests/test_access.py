"""Every URL × role. A URL missing from the table fails, so does one that no longer exists."""

import uuid

import pytest
from django.urls import URLPattern, get_resolver, reverse

from commitments.choices import Role
from tests.test_headers import lacking_headers
from tests.world import (
    form_key,
    make_department,
    make_user,
)  # fmt: skip
from wuchang.urls import MAKING, ROOMS

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
READERS = only("reporter", "approver", "supervisor", "leader", "auditor")
CORRECTING = only("reporter", "approver", "supervisor")
PLAN_CHANGES = (
    "plans_new", "plans_files", "plans_facts", "plans_open", "plans_drop", "plans_departments_confirm",
    "plans_links_judge", "plans_links_propose", "plans_dropped_say", "plans_definition", "plans_text_add",
    "plans_text_save", "plans_text_move", "plans_text_drop",
    "plans_commitment_add", "plans_commitment_save", "plans_commitment_split", "plans_commitment_merge",
    "plans_commitment_move", "plans_commitment_drop", "plans_target_add", "plans_milestone_add", "plans_row_drop",
)  # fmt: skip
PLAN_PAGES = (
    "plans_export",
    "plans_workbook",
    "plans_definitions",
    "plans_text",
    "plans_commitments",
    "plans_commitment",
    "plans_dropped",
)
DUTY_CHANGES = ("duties_set", "duties_confirm", "handover_decide", "handover_withdraw")
READ_OTHERWISE = ("reading_aside", "reading_confirm", "reading_reopen")
READ_IN = ("breakdown_look", "breakdown_write", "breakdown_forget", "reading_text", "reading_accept", *READ_OTHERWISE)
BULLETIN_PAGES = (
    "bulletins", "bulletins_preview", "bulletins_pdf", "bulletins_word", "bulletins_issued_word", "bulletins_page",
    "bulletins_issue_page", "bulletins_issued", "papers_plan", "papers_plan_word", "bulletins_issued_page",
    "bulletins_issued_data", "bulletins_issued_archive", "verification",
)  # fmt: skip
SINCE_CHANGES = ("since_judge", "since_above", "since_above_drop")
TRAJECTORY_CHANGES = ("trajectory_preview", "trajectory_save", "trajectory_confirm")
# Who may change what: everyone else is told so (403), or learns nothing of the row (404).
CHANGED_BY = {
    ("system_admin",): ("place_set", "departments_look", "departments_write", "enrolment_look", "enrolment_write"),
    ("security_admin",): ("enrolment_grant", "enrolment_refuse", "enrolment_renew"),
    ("approver",): (
        "signoff_all", "signoff_delegate", "signoff_revoke", "signoff_sign", "signoff_back", "signoff_undo",
    ),
    ("reporter", "approver"): (
        "desk_sheet_look", "desk_sheet_apply", "desk_paste", "desk_paste_apply", "desk_save", "desk_send",
        "desk_send_all", "desk_withdraw", "contributions_ask", "contributions_save", "contributions_file",
        "contributions_withdraw", "contributions_take", "contributions_return", "contributions_cancel",
        "evidence_attach", "evidence_contribution",
    ),
    ("reporter", "approver", "supervisor"): (
        "correction_start", "correction_save", "correction_send", "correction_drop", "correction_withdraw",
        "evidence_withdraw",
    ),
    ("supervisor",): (
        *PLAN_CHANGES, *DUTY_CHANGES, *READ_IN, *TRAJECTORY_CHANGES, *SINCE_CHANGES,
        "commitment_overrule", "commitment_lift", "commitment_milestone", "commitment_withdraw", "lamps_rule_change",
        "review_undo", "review_approve", "review_return", "review_bulk", "review_reason_add", "review_reason",
        "bulletins_issue", "bulletins_save", "bulletins_word_back", "periods_layout_apply", "periods_open",
        "periods_close", "periods_reopen", "periods_due", "periods_extend", "periods_take_in", "periods_day",
        "periods_day_remove", "periods_move",
    ),
}  # fmt: skip
CHANGES = {name: roles for roles, names in CHANGED_BY.items() for name in names}
# What a plain GET answers; what changes something is POST only.
TABLE = dict.fromkeys(CHANGES, CHANGE) | {
    "home": row(LOGIN, MOVED),
    "login": row(OK, MOVED),
    "logout": row(LOGIN, POST_ONLY),
    "password_change": EVERYONE,
    "password_change_done": EVERYONE,
    **dict.fromkeys(("departments", "departments_csv"), only("system_admin", "supervisor")),
    "place": only("system_admin"),
    "enrolment": only("system_admin", "security_admin"),
    "appearance": row(POST_ONLY, POST_ONLY),
    "demo_sign_in": row(GONE, GONE),
    **dict.fromkeys(("plans", "plans_checklist", "plans_departments", "plans_links", *PLAN_PAGES), only("supervisor")),
    **dict.fromkeys(("duties", "handover", "breakdown", "reading"), only("supervisor")),
    "overview": EVERYONE,
    "overview_behind": EVERYONE,
    "overview_sheet": EVERYONE,
    "overview_sheet_word": EVERYONE,
    "ledger": EVERYONE,
    "ledger_xlsx": EVERYONE,
    "ledger_csv": EVERYONE,
    "ledger_paper": EVERYONE,
    "report": EVERYONE,
    "commitment": EVERYONE,
    "commitment_history": EVERYONE,
    "commitment_card": EVERYONE,
    "commitment_card_word": EVERYONE,
    "commitment_why": row(LOGIN, MOVED),
    "lamps": EVERYONE,
    "lamps_rule": EVERYONE,
    "outlook": EVERYONE,
    "outlook_last_year": EVERYONE,
    "outlook_year_end": EVERYONE,
    # The pack names the files behind reports, which only office and leaders read.
    **dict.fromkeys(("outlook_pack", "outlook_pack_word", "outlook_pack_sheet"), only("supervisor", "leader")),
    **dict.fromkeys(("trajectory", "trajectory_edit", "since"), EVERYONE),
    "desk": DEPARTMENT,
    "desk_read": DEPARTMENT,
    "desk_sheet": DEPARTMENT,
    "contributions": DEPARTMENT,
    "contributions_read": DEPARTMENT,
    "signoff": only("approver"),
    "signoff_held": only("approver"),
    "review": only("supervisor"),
    "review_held": only("supervisor"),
    "evidence_file": only("reporter", "approver", "supervisor", "leader", others=GONE),
    "waiting": only("reporter", "approver", "supervisor", "leader"),
    "waiting_late": only("supervisor", "leader"),
    "waiting_behind": only("supervisor", "leader"),
    "review_bulk": only("supervisor"),
    "review_reasons": only("supervisor"),
    "correction": CORRECTING,
    "correction_read": CORRECTING,
    **dict.fromkeys(BULLETIN_PAGES, EVERYONE),
    "papers": READERS,
    "papers_sheets": READERS,
    **dict.fromkeys(
        ("papers_department", "papers_department_word"),
        only("reporter", "approver", "supervisor", "leader", "auditor", others=GONE),
    ),
    "periods": READERS,
    "periods_sheet": READERS,
    "periods_layout": only("supervisor"),
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


def address_of(name, cast) -> str:
    """Return the address with something real in each of its places."""
    values = {
        "plan": cast.plan.key, "code": cast.commitment.code, "period": "2024-Q3", "page": 1, "what": "lamps",
        "pk": cast.rows.get(name, cast.rows.get(name.partition("_")[0])), "department": cast.department.code,
        "press": uuid.uuid4(),
    }  # fmt: skip
    places = addresses()[name].pattern.converters
    places = {**places} | ({"plan": None} if name.partition("_")[0] in ("overview", *ROOMS, *MAKING) else {})
    return reverse(name, kwargs={place: values[place] for place in places})


def sign_in(client, cast, who):
    if who != "anonymous":
        client.force_login(getattr(cast, who))


def test_every_address_stands_in_the_table():
    assert set(addresses()) == set(TABLE)


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("name", TABLE)
def test_an_address_answers_each_role_as_the_table_says(client, busy_cast, name, who):
    sign_in(client, busy_cast, who)
    answer = client.get(address_of(name, busy_cast))
    answer.getvalue()  # to the end, so that a file is closed
    assert answer.status_code == TABLE[name][who]
    assert lacking_headers(answer) == []


@pytest.mark.parametrize("who", WHO[1:])
@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_refused_to_those_whose_duty_it_is_not(client, busy_cast, name, who):
    sign_in(client, busy_cast, who)
    status = client.post(address_of(name, busy_cast), {"key": form_key()}).status_code
    assert (status in (NO, GONE)) == (who not in CHANGES[name])


@pytest.mark.parametrize("name", CHANGES)
def test_a_stranger_changes_nothing(client, busy_cast, name):
    assert client.post(address_of(name, busy_cast)).url.startswith(reverse("login"))


ROWS = (
    "desk_save", "desk_send", "desk_withdraw", "contributions_save", "contributions_file", "contributions_withdraw",
    "contributions_take", "contributions_return", "contributions_cancel", "signoff_sign", "signoff_back",
    "evidence_attach", "evidence_withdraw", "correction_start",
)  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_another_department_s_row_does_not_exist(client, busy_cast, name):
    client.force_login(make_user("mallory", Role.REPORTER, make_department("CGJ", "区城管局")))
    assert client.post(address_of(name, busy_cast)).status_code in (NO, GONE)
