"""An empty installation asks whose ledger it is; afterwards that is changed with a reason, never for days gone by."""

import datetime

import pytest
from django.core.management import call_command
from django.urls import reverse

from commitments.choices import Role
from commitments.documents.year_end_data import year_end_data
from commitments.models import HistoryEntry, Place, Plan
from commitments.workflow.snapshot.place_days import place_on
from tests.world import TODAY, form_key, make_department, make_place, make_user

pytestmark = pytest.mark.django_db
SHOWN = reverse("place")
LEAST = {
    "name": "桐庐县", "level": "district", "office": "督考办", "streets": "4", "opens_at": "08:00", "shuts_at": "17:30",
}  # fmt: skip


@pytest.fixture
def keeper(client):
    """Return the system administrator, signed in."""
    user = make_user("dora", Role.SYSTEM_ADMIN)
    client.force_login(user)
    return user


def send(client, **said):
    """Return the answer to the form as the page holds it, with what `said` says otherwise."""
    form = client.get(SHOWN).context["form"]
    held = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
    return client.post(reverse("place_set"), held | {"key": form_key()} | said)


def test_the_system_administrator_of_an_empty_installation_is_asked_whose_it_is(client, keeper):
    answer = client.get("/", follow=True)
    assert answer.redirect_chain[-1][0] == SHOWN
    assert "这是哪个地区的台账？" in answer.content.decode()


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSTEM_ADMIN}))
def test_everyone_else_is_told_who_can_set_it_up(client, role):
    make_user("dora", Role.SYSTEM_ADMIN, title="政务信息中心")
    client.force_login(make_user("anna", role, make_department() if role in Role.of_department() else None))
    page = client.get("/").content.decode()
    assert "本系统尚未设定使用地区" in page
    assert "dora" in page
    assert client.get(SHOWN).status_code == 403


def test_without_a_system_administrator_the_command_is_named(client):
    client.force_login(make_user("anna", Role.SUPERVISOR))
    assert "manage.py set_up --name" in client.get("/").content.decode()


def test_the_name_alone_is_enough_and_the_rest_follows(client, keeper):
    assert client.post(reverse("place_set"), LEAST | {"key": form_key()}).url == SHOWN
    place = Place.objects.get()
    assert (place.organ, place.leaders, place.ledger_name) == ("桐庐县人民政府督考办", "县领导", "桐庐县年度任务台账")
    assert (place.streets, str(place.opens_at)) == (4, "08:00:00")
    assert HistoryEntry.objects.get(action="place_set_up").actor == keeper
    assert client.get("/").url == reverse("admin:index")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": ""}, "name"), ({"level": "village"}, "level"), ({"office": "<b>办</b>"}, "office"),
        ({"number_pattern": "{month}号"}, "number_pattern"), ({"streets": "-1"}, "streets"),
        ({"opens_at": "25:00"}, "opens_at"), ({"opens_at": "18:00"}, "__all__"), ({"organ": "北\u202e仑"}, "organ"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_stored(client, keeper, said, field):
    answer = client.post(reverse("place_set"), LEAST | {"key": form_key()} | said)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Place.objects.exists()


def test_a_second_first_start_is_told_that_there_was_one(client, keeper):
    make_place("北仑区")
    answer = client.post(reverse("place_set"), LEAST | {"key": form_key(), "version": ""})
    assert answer.status_code == 409
    assert Place.objects.get().name == "北仑区"


def test_a_change_asks_for_a_reason(client, keeper):
    make_place()
    assert send(client, office="督考办").status_code == 422
    assert Place.objects.get().office == "督查室"


def test_a_change_stands_in_the_history_with_what_it_changed(client, keeper):
    make_place("桐庐县")
    send(client, name="桐庐市", reason="撤县设市")
    entry, place = HistoryEntry.objects.get(action="place_change"), Place.objects.get()
    assert (entry.note, entry.before["name"], entry.after["name"]) == ("撤县设市", "桐庐县", "桐庐市")
    assert (place.organ, place.leaders, place.level_word) == ("桐庐市人民政府督查室", "市领导", "市")
    page = client.get(SHOWN).content.decode()
    assert "撤县设市" in page
    assert "<del>桐庐县人民政府督查室</del>" in page


def test_words_of_its_own_do_not_follow_the_name(client, keeper):
    make_place("桐庐县")
    send(client, organ="中共桐庐县委督查室", reason="机构改革")
    send(client, name="桐庐市", reason="撤县设市")
    assert Place.objects.get().organ == "中共桐庐县委督查室"


def test_nothing_new_is_no_change(client, keeper):
    make_place()
    assert send(client).url == SHOWN
    assert not HistoryEntry.objects.filter(action="place_change").exists()


def test_two_changes_from_one_page_do_not_overwrite_each_other(client, keeper):
    make_place()
    stale = client.get(SHOWN).context["form"]["version"].value()
    send(client, office="督考办", reason="机构改革")
    answer = send(client, leaders="四套班子", reason="统一称谓", version=stale)
    assert answer.status_code == 409
    assert (Place.objects.get().office, Place.objects.get().leaders) == ("督考办", "区领导")


def test_a_paper_of_an_earlier_day_bears_the_words_of_that_day(client, keeper, settings):
    call_command("load_plan", "tests/places/beilun-2024")
    plan = Plan.objects.get()
    before = year_end_data(plan, TODAY)
    settings.PINNED_TODAY = TODAY + datetime.timedelta(days=30)
    send(client, organ="北仑区人民政府督考办", reason="机构改革")
    assert year_end_data(plan, TODAY) == before
    assert year_end_data(plan, settings.PINNED_TODAY)["org"] == "北仑区人民政府督考办"


def test_the_words_of_a_day_are_those_after_every_change_by_then(client, keeper, settings):
    make_place()
    for days, office in ((10, "督考办"), (20, "督查科")):
        settings.PINNED_TODAY = TODAY + datetime.timedelta(days=days)
        send(client, office=office, reason="机构改革")
    said = [place_on(TODAY + datetime.timedelta(days=days)).office for days in (9, 10, 19, 20)]
    assert said == ["督查室", "督考办", "督考办", "督查科"]


def test_a_change_in_the_administration_is_the_same_change(client, keeper):
    make_place("桐庐县")
    page = client.get(reverse("admin:commitments_place_change", args=[1]))
    held = {name: page.context["adminform"].form[name].value() for name in page.context["adminform"].form.fields}
    client.post(reverse("admin:commitments_place_change", args=[1]), held | {"office": "督考办"})
    entry = HistoryEntry.objects.get(action="place_change")
    assert (entry.before, entry.after) == ({"office": "督查室"}, {"office": "督考办"})
    assert client.get(reverse("admin:commitments_place_add")).status_code == 403
