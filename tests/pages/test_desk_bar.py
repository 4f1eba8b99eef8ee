"""The bar a save while one types answers with: what the page shows of the others, and the item as it now stands."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.world import form_key, make_commitment, make_target, make_update

pytestmark = pytest.mark.django_db
URL = reverse("desk", args=["wuchang-2024"])


@pytest.fixture
def desk(cast, client):
    """Return what the page shows, for a desk with reports in several states."""
    make_update(cast.commitment, cast.reporter, value="7200", narrative="")
    for code, more in (("4-1-2", None), ("4-1-3", {"value": "9"}), ("4-1-9", {"value": "5", "narrative": ""})):
        other = make_commitment(cast.plan, cast.department, code=code)
        make_target(other)
        if more:
            make_update(other, cast.reporter, **more)
    client.force_login(cast.reporter)
    return lambda: client.get(URL).content.decode()


def shown(text: str) -> list[str]:
    """Return what the page's script says it shows."""
    badges = re.findall(r'data-code="([^"]+)"\s+data-state="([^"]+)"', text)
    versions = {code: re.search(rf'id="{code}_version" value="(\d+)"|$', text)[1] or "" for code, _state in badges}
    return [f"{code}@{versions[code]}~{state}" for code, state in badges]


def bar(text: str) -> str:
    """Return the bar's list and what it sends, without the form's key."""
    found = re.search(r'id="dbar".*?</div>', text, re.DOTALL)[0]
    return re.sub(r'name="(key|csrfmiddlewaretoken)" value="[^"]*"|\s+', " ", found)


@pytest.fixture
def autosave(cast, client):
    def post(beside, **more):
        fields = {"key": form_key(), "auto": "1", "version": "1", "cutoff": "2024-09-30", "narrative": "已建成充电桩。"}
        fields |= {"self_lamp": "green", f"figure_{cast.target.indicator_id}": "7200", "beside": beside} | more
        return client.post(reverse("desk_save", args=["wuchang-2024", "4-1-1"]), fields)

    return post


def test_it_is_the_bar_of_the_page_loaded_anew(desk, autosave):
    before = desk()
    answer = autosave(shown(before)).content.decode()
    assert bar(answer) == bar(desk())
    assert bar(answer) != bar(before)
    assert "<b>2</b>" in bar(answer)


@pytest.mark.parametrize("beside", [[], ["nonsense"], ["4-1-1~ready"], ["4-1-2@1~ready"], ["4-1-1@x~ready"] * 300])
def test_a_page_that_does_not_say_what_it_shows_gets_the_whole_desk_s(desk, autosave, beside):
    assert desk()
    assert bar(autosave(beside).content.decode()) == bar(desk())


def test_states_nobody_knows_are_left_out(desk, autosave):
    beside = [*shown(desk()), "4-1-2<b>@1~ready", "4-1-2@1~shining", f"{'4' * 60}@1~ready"]
    assert bar(autosave(beside).content.decode()) == bar(desk())


def test_what_stands_beside_is_no_part_of_what_is_sent(desk, autosave):
    key = form_key()
    assert autosave(shown(desk()), key=key).status_code == 200
    assert autosave(shown(desk()), key=key).status_code == 200


def test_one_save_costs_the_same_however_many_are_owed(cast, desk, autosave):
    first = desk()
    with CaptureQueriesContext(connection) as few:
        autosave(shown(first))
    for n in range(20):
        make_commitment(cast.plan, cast.department, code=f"4-2-{n + 1}")
    second = desk()
    with CaptureQueriesContext(connection) as many:
        assert autosave(shown(second), version="2", narrative="又建成一批。").status_code == 200
    assert len(many) <= len(few)
