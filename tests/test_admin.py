"""The administration: who may do what, whatever staff flag or permission table says."""

import pytest
from django.apps import apps
from django.core.cache import cache
from django.test import Client

from commitments.admin.duties import ROLE_MAY
from commitments.admin.site import site
from commitments.choices import PlanState, Role
from commitments.models import HistoryEntry, Plan, ProgressUpdate, User
from commitments.pages.accounts import throttle
from commitments.workflow.record import first_broken_entry
from tests.world import make_approved, make_update, make_user

pytestmark = pytest.mark.django_db
WHO = ("reporter", "approver", "supervisor", "leader", "auditor", "system_admin", "security_admin")
PASSWORD = "copper-brook-9-saddle"


@pytest.fixture(autouse=True)
def with_approver(cast):
    cast.approver = make_user("ivan", Role.APPROVER, cast.other)


@pytest.fixture
def enter(cast):
    """Return a client of the cast's member of that name."""

    def signed_in(who):
        client = Client()
        client.force_login(getattr(cast, who))
        return client

    return signed_in


def account(**more):
    return {"username": "zhang", "name": "张三", "title": "", "department": "", "proposed_role": ""} | more


@pytest.mark.parametrize("who", WHO)
def test_the_door_opens_to_administrators_office_and_auditor(enter, who):
    allowed = who in ("supervisor", "auditor", "system_admin", "security_admin")
    response = enter(who).get("/admin/", follow=True)
    assert response.status_code == (200 if allowed else 403)


def test_a_staff_flag_or_superuser_opens_nothing(cast, client):
    user = make_user("mallory", Role.REPORTER, cast.department, is_staff=True, is_superuser=True)
    client.force_login(user)
    assert client.get("/admin/", follow=True).status_code == 403


def test_strangers_sign_in_at_the_ledgers_own_page(client):
    response = client.get("/admin/commitments/user/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/accounts/login/?next=/admin/")


@pytest.mark.parametrize("who", WHO)
def test_every_list_answers_as_the_table_says(enter, who):
    client, role = enter(who), Role(who)
    assert site._registry
    for model in site._registry:
        may = ROLE_MAY[model].get(role, set())
        listed, new = f"/admin/commitments/{model._meta.model_name}/", "add/"
        if who in ("reporter", "approver", "leader"):
            assert client.get(listed, follow=True).status_code == 403
            continue
        assert client.get(listed).status_code == (200 if "view" in may else 403), model
        assert client.get(listed + new).status_code == (200 if "add" in may else 403), model


def test_every_model_is_in_the_table_or_hidden():
    hidden = {"Installation", "Submission", "ContributionFigure", "HeldAct", "SentBack"}
    named = {model.__name__ for model in ROLE_MAY} | hidden
    assert {model.__name__ for model in apps.get_app_config("commitments").get_models()} == named
    assert set(site._registry) == set(ROLE_MAY)


@pytest.mark.parametrize("who", WHO)
def test_nobody_deletes_anything(cast, enter, who):
    client = enter(who)
    for model, row in (("user", cast.outsider), ("department", cast.other), ("plan", cast.plan)):
        client.post(f"/admin/commitments/{model}/{row.pk}/delete/", {"post": "yes"})
        client.post(
            f"/admin/commitments/{model}/",
            {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"},
        )
        assert type(row).objects.filter(pk=row.pk).exists()


def test_the_rows_pages_open_for_the_office(cast, enter):
    update = make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    client = enter("supervisor")
    rows = {"commitment": cast.commitment, "target": cast.target, "progressupdate": update, "plan": cast.plan}
    rows |= {"section": cast.plan.sections.get(), "indicator": cast.target.indicator}
    rows |= {"observation": update.observations.get(), "verdict": cast.commitment.verdicts.last()}
    for model, row in rows.items():
        assert client.get(f"/admin/commitments/{model}/{row.pk}/change/").status_code == 200, model


def test_drafts_stay_with_their_department(cast, enter):
    sent = make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-15", value="3500")
    draft = make_update(cast.commitment, cast.reporter, value="6200")
    client = enter("supervisor")
    assert list(client.get("/admin/commitments/progressupdate/").context["cl"].queryset) == [sent]
    figures = client.get("/admin/commitments/observation/").context["cl"].queryset
    assert not figures.filter(update=draft).exists()


def test_the_workflows_rows_cannot_be_changed_here(cast, enter):
    update = make_update(cast.commitment, cast.reporter, value="6200")
    ProgressUpdate.objects.update(state="submitted")
    response = enter("supervisor").post(f"/admin/commitments/progressupdate/{update.pk}/change/", {"state": "approved"})
    assert response.status_code == 403
    assert ProgressUpdate.objects.get().state == "submitted"


def test_the_system_administrator_makes_an_account_that_has_no_power_yet(cast, enter):
    fields = account(department=cast.department.pk, proposed_role="reporter", role="supervisor", is_superuser="on")
    fields |= {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    assert enter("system_admin").post("/admin/commitments/user/add/", fields).status_code == 302
    user = User.objects.get(username="zhang")
    assert (user.role, user.proposed_role, user.is_superuser) == ("", "reporter", False)
    assert user.check_password(PASSWORD)
    assert HistoryEntry.objects.get(action="account_add").actor == cast.system_admin


def test_a_reporter_without_department_is_refused_at_the_field(enter):
    fields = account(proposed_role="reporter", usable_password="false")
    response = enter("system_admin").post("/admin/commitments/user/add/", fields)
    assert "department" in response.context["adminform"].form.errors


def test_deactivation_ends_the_session_at_once(cast, enter):
    leaver = enter("outsider")
    page = f"/admin/commitments/user/{cast.outsider.pk}/change/"
    fields = account(username="bob", name="bob", department=cast.other.pk)
    assert leaver.get("/accounts/password/").status_code == 200
    assert enter("system_admin").post(page, fields).status_code == 302
    assert leaver.get("/accounts/password/").status_code == 302
    entry = HistoryEntry.objects.get(action="account_change")
    assert (entry.before, entry.after) == ({"is_active": True}, {"is_active": False})


def test_the_system_administrator_neither_sees_nor_sets_the_role(cast, enter):
    page = f"/admin/commitments/user/{cast.outsider.pk}/change/"
    client = enter("system_admin")
    assert "role" not in client.get(page).context["adminform"].form.fields
    fields = account(username="bob", name="bob", department=cast.other.pk, is_active="on", role="supervisor")
    client.post(page, fields)
    assert User.objects.get(pk=cast.outsider.pk).role == Role.REPORTER


def test_the_system_administrator_sets_a_password_and_that_is_recorded(cast, enter):
    page = f"/admin/commitments/user/{cast.outsider.pk}/password/"
    fields = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    for who in ("security_admin", "supervisor", "auditor"):
        assert enter(who).post(page, fields).status_code == 403
    assert enter("system_admin").post(page, fields | {"set-password": "1"}).status_code == 302
    assert User.objects.get(pk=cast.outsider.pk).check_password(PASSWORD)
    assert HistoryEntry.objects.get(action="account_password").actor == cast.system_admin


def test_the_security_administrator_changes_the_role_and_nothing_else(cast, enter):
    page = f"/admin/commitments/user/{cast.outsider.pk}/change/"
    client = enter("security_admin")
    assert set(client.get(page).context["adminform"].form.fields) == {"role"}
    client.post(page, {"role": "approver", "name": "x", "is_active": ""})
    user = User.objects.get(pk=cast.outsider.pk)
    assert (user.role, user.name, user.is_active) == (Role.APPROVER, "bob", True)
    assert HistoryEntry.objects.get().action == "account_grant"


@pytest.mark.parametrize("role", ["", "reporter"])
def test_a_role_is_not_emptied_nor_given_without_its_department(cast, enter, role):
    page = f"/admin/commitments/user/{cast.leader.pk}/change/"
    response = enter("security_admin").post(page, {"role": role})
    assert "role" in response.context["adminform"].form.errors
    assert User.objects.get(pk=cast.leader.pk).role == Role.LEADER


def test_the_security_administrators_own_role_is_out_of_reach(cast, enter):
    page = f"/admin/commitments/user/{cast.security_admin.pk}/change/"
    assert enter("security_admin").post(page, {"role": "system_admin"}).status_code == 403
    assert enter("security_admin").get(page).status_code == 200


def test_proposed_roles_are_granted_together(cast, enter):
    chosen = [make_user(name, "", cast.department, proposed_role="reporter").pk for name in ("x", "y")]
    answers = {"action": "grant_proposed_roles", "_selected_action": [*chosen, cast.leader.pk]}
    enter("security_admin").post("/admin/commitments/user/", answers)
    assert set(User.objects.filter(pk__in=chosen).values_list("role", "proposed_role")) == {("reporter", "")}
    assert User.objects.get(pk=cast.leader.pk).role == Role.LEADER
    assert HistoryEntry.objects.filter(action="account_grant").count() == 2


def test_the_system_administrator_has_no_such_action(cast, enter):
    chosen = make_user("x", "", proposed_role="supervisor")
    answers = {"action": "grant_proposed_roles", "_selected_action": [chosen.pk]}
    enter("system_admin").post("/admin/commitments/user/", answers)
    assert User.objects.get(pk=chosen.pk).role == ""
    enter("security_admin").post("/admin/commitments/user/", answers)
    assert User.objects.get(pk=chosen.pk).role == "supervisor"


def test_the_security_administrator_lifts_a_wait(cast, enter):
    cache.clear()
    for _attempt in range(10):
        throttle.failed("bob", "10.0.0.1")
    assert throttle.blocked("bob", "10.0.0.1")
    answers = {"action": "lift_the_wait", "_selected_action": [cast.outsider.pk]}
    enter("security_admin").post("/admin/commitments/user/", answers)
    assert not throttle.blocked("bob", "10.0.0.1")


def test_the_office_keeps_indicators_and_every_change_is_recorded(cast, enter):
    indicator = cast.target.indicator
    page = f"/admin/commitments/indicator/{indicator.pk}/change/"
    fields = {"name": indicator.name, "definition": "当年新增", "owner": cast.other.pk, "unit": "个"}
    assert enter("supervisor").post(page, fields | EMPTY_TARGETS).status_code == 302
    indicator.refresh_from_db()
    assert (indicator.definition, indicator.owner, indicator.unit) == ("当年新增", cast.other, "根")
    entry = HistoryEntry.objects.get()
    assert (entry.action, entry.before["owner"], entry.after["owner"]) == (
        "indicator_change",
        "区建设局",
        "区教育局",
    )
    assert first_broken_entry() is None


EMPTY_TARGETS = {"targets-TOTAL_FORMS": "0", "targets-INITIAL_FORMS": "0"}


def test_a_plan_is_not_opened_here_and_settled_once_it_is_open(cast, enter):
    Plan.objects.update(state=PlanState.DRAFT)
    client, page = enter("supervisor"), f"/admin/commitments/plan/{cast.plan.pk}/change/"
    assert "yellow_at" in client.get(page).context["adminform"].form.fields
    client.post("/admin/commitments/plan/", {"action": "open_plans", "_selected_action": [cast.plan.pk]})
    assert Plan.objects.get().state == PlanState.DRAFT
    Plan.objects.update(state=PlanState.OPEN)
    assert not {"yellow_at", "starts", "state"} & set(client.get(page).context["adminform"].form.fields)


def test_the_auditor_reads_acts_on_approved_facts_only(cast, enter):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    shown = enter("auditor").get("/admin/commitments/historyentry/").context["cl"].queryset
    assert set(shown.values_list("approved", flat=True)) == {True}
    assert HistoryEntry.objects.count() > shown.count() > 0
    page = enter("auditor").get(f"/admin/commitments/historyentry/{shown[0].pk}/change/").content.decode()
    assert f"2024-10-15 16:00 {cast.supervisor.name} 审核通过" in page


def test_a_row_that_is_not_the_readers_is_named_without_a_link(cast, enter):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    entry = HistoryEntry.objects.get(action="update_approve")
    page = enter("auditor").get(f"/admin/commitments/historyentry/{entry.pk}/change/").content.decode()
    assert str(cast.commitment) in page
    assert "/admin/commitments/commitment/" not in page


def test_the_administrations_own_log_is_not_offered_for_the_record(cast, enter):
    page = enter("supervisor").get(f"/admin/commitments/commitment/{cast.commitment.pk}/change/").content.decode()
    assert "在台账中查看" in page
    assert "/history/" not in page


def test_wide_signs_and_any_dash_are_found(enter):
    for typed in ("４－１－１", "4–1–1", "4-1-1"):
        answer = enter("supervisor").get("/admin/commitments/commitment/", {"q": typed})
        assert [row.code for row in answer.context["cl"].result_list] == ["4-1-1"]


def test_an_empty_choice_is_a_dash(enter):
    client = enter("system_admin")
    assert client.get("/admin/commitments/user/add/").content.decode().count(">—</option>") == 2
    assert "- Select" not in enter("security_admin").get("/admin/commitments/user/").content.decode()


def test_a_department_is_kept_and_recorded(enter):
    fields = {
        "code": "KXJ",
        "name": "武昌区科协",
        "short_name": "区科协",
        "kind": "other",
        "standing": "confirmed",
        "order": "9",
    }
    assert enter("system_admin").post("/admin/commitments/department/add/", fields).status_code == 302
    assert HistoryEntry.objects.get().after["short_name"] == "区科协"


def test_the_administrations_sign_out_and_password_lead_to_the_ledgers(enter):
    client = enter("system_admin")
    assert client.get("/admin/password_change/").url == "/accounts/password/"
    assert client.post("/admin/logout/").url == "/accounts/login/"
