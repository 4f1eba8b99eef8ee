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
TRAJECTORY_CHANGES = ("trajectory_preview", "trajectory_save", "trajectory_confirm")
# What a plain GET answers. Changes are POST only; who may make them is below.
TABLE = {
    "home": row(LOGIN, MOVED),
    "login": row(OK, MOVED),
    "logout": row(LOGIN, POST_ONLY),
    "password_change": EVERYONE,
    "password_change_done": EVERYONE,
    "place": only("system_admin"),
    "place_set": CHANGE,
    "appearance": row(POST_ONLY, POST_ONLY),
    "demo_sign_in": row(GONE, GONE),
    **dict.fromkeys(("plans", "plans_checklist", "plans_departments", "plans_links", *PLAN_PAGES), only("supervisor")),
    **dict.fromkeys(PLAN_CHANGES, CHANGE),
    **dict.fromkeys(("duties", "handover", "breakdown", "reading"), only("supervisor")),
    **dict.fromkeys((*DUTY_CHANGES, *READ_IN), CHANGE),
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
    "commitment_overrule": CHANGE,
    "commitment_lift": CHANGE,
    "commitment_milestone": CHANGE,
    "commitment_withdraw": CHANGE,
    "lamps": EVERYONE,
    "lamps_rule": EVERYONE,
    "lamps_rule_change": CHANGE,
    "outlook": EVERYONE,
    "outlook_last_year": EVERYONE,
    "outlook_year_end": EVERYONE,
    # The pack names the files behind reports, which only office and leaders read.
    **dict.fromkeys(("outlook_pack", "outlook_pack_word", "outlook_pack_sheet"), only("supervisor", "leader")),
    **dict.fromkeys(("trajectory", "trajectory_edit"), EVERYONE),
    **dict.fromkeys(TRAJECTORY_CHANGES, CHANGE),
    "desk": DEPARTMENT,
    "desk_read": DEPARTMENT,
    "desk_sheet": DEPARTMENT,
    "desk_sheet_look": CHANGE,
    "desk_sheet_apply": CHANGE,
    "desk_paste": CHANGE,
    "desk_paste_apply": CHANGE,
    "desk_save": CHANGE,
    "desk_send": CHANGE,
    "desk_send_all": CHANGE,
    "desk_withdraw": CHANGE,
    "contributions": DEPARTMENT,
    "contributions_read": DEPARTMENT,
    "contributions_ask": CHANGE,
    **{f"contributions_{move}": CHANGE for move in ("save", "file", "withdraw", "take", "return", "cancel")},
    "signoff": only("approver"),
    **dict.fromkeys(
        ("signoff_all", "signoff_delegate", "signoff_revoke", "signoff_sign", "signoff_back", "signoff_undo"), CHANGE
    ),
    "signoff_held": only("approver"),
    "review": only("supervisor"),
    "review_undo": CHANGE,
    "review_held": only("supervisor"),
    "review_approve": CHANGE,
    "review_return": CHANGE,
    "evidence_file": only("reporter", "approver", "supervisor", "leader", others=GONE),
    "evidence_attach": CHANGE,
    "evidence_contribution": CHANGE,
    "evidence_withdraw": CHANGE,
    "waiting": only("reporter", "approver", "supervisor", "leader"),
    "waiting_late": only("supervisor", "leader"),
    "waiting_behind": only("supervisor", "leader"),
    "review_bulk": only("supervisor"),
    "review_reasons": only("supervisor"),
    "review_reason_add": CHANGE,
    "review_reason": CHANGE,
    "correction": CORRECTING,
    "correction_read": CORRECTING,
    "correction_start": CHANGE,
    "correction_save": CHANGE,
    "correction_send": CHANGE,
    "correction_drop": CHANGE,
    "correction_withdraw": CHANGE,
    **dict.fromkeys(BULLETIN_PAGES, EVERYONE),
    **dict.fromkeys(("bulletins_save", "bulletins_word_back"), CHANGE),
    "bulletins_issue": CHANGE,
    "papers": READERS,
    "papers_sheets": READERS,
    **dict.fromkeys(
        ("papers_department", "papers_department_word"),
        only("reporter", "approver", "supervisor", "leader", "auditor", others=GONE),
    ),
    "periods": READERS,
    "periods_sheet": READERS,
    "periods_layout": only("supervisor"),
    "periods_layout_apply": CHANGE,
    "periods_open": CHANGE,
    "periods_close": CHANGE,
    "periods_reopen": CHANGE,
    "periods_due": CHANGE,
    "periods_extend": CHANGE,
    "periods_take_in": CHANGE,
    "periods_day": CHANGE,
    "periods_day_remove": CHANGE,
    "periods_move": CHANGE,
}
# Who may change what: everyone else is told so (403), or learns nothing of the row (404).
CHANGES = {
    "place_set": ("system_admin",),
    **dict.fromkeys(PLAN_CHANGES, ("supervisor",)),
    **dict.fromkeys((*DUTY_CHANGES, *READ_IN), ("supervisor",)),
    "desk_sheet_look": ("reporter", "approver"),
    "desk_sheet_apply": ("reporter", "approver"),
    "desk_paste": ("reporter", "approver"),
    "desk_paste_apply": ("reporter", "approver"),
    "commitment_overrule": ("supervisor",),
    "commitment_lift": ("supervisor",),
    "commitment_milestone": ("supervisor",),
    "commitment_withdraw": ("supervisor",),
    "lamps_rule_change": ("supervisor",),
    "desk_save": ("reporter", "approver"),
    "desk_send": ("reporter", "approver"),
    "desk_send_all": ("reporter", "approver"),
    "desk_withdraw": ("reporter", "approver"),
    "contributions_ask": ("reporter", "approver"),
    **{
        f"contributions_{move}": ("reporter", "approver")
        for move in ("save", "file", "withdraw", "take", "return", "cancel")
    },
    "signoff_all": ("approver",),
    "signoff_delegate": ("approver",),
    "signoff_revoke": ("approver",),
    "signoff_sign": ("approver",),
    "signoff_back": ("approver",),
    "signoff_undo": ("approver",),
    "review_undo": ("supervisor",),
    "review_approve": ("supervisor",),
    "review_return": ("supervisor",),
    "evidence_attach": ("reporter", "approver"),
    "evidence_contribution": ("reporter", "approver"),
    "evidence_withdraw": ("reporter", "approver", "supervisor"),
    "review_bulk": ("supervisor",),
    "review_reason_add": ("supervisor",),
    "review_reason": ("supervisor",),
    "correction_start": ("reporter", "approver", "supervisor"),
    "correction_save": ("reporter", "approver", "supervisor"),
    "correction_send": ("reporter", "approver", "supervisor"),
    "correction_drop": ("reporter", "approver", "supervisor"),
    "correction_withdraw": ("reporter", "approver", "supervisor"),
    **dict.fromkeys(("bulletins_issue", "bulletins_save", "bulletins_word_back", *TRAJECTORY_CHANGES), ("supervisor",)),
    **dict.fromkeys(
        (
            "periods_layout_apply",
            "periods_open",
            "periods_close",
            "periods_reopen",
            "periods_due",
            "periods_extend",
            "periods_take_in",
            "periods_day",
            "periods_day_remove",
            "periods_move",
        ),
        ("supervisor",),
    ),
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
