"""The definition cards of a draft's indicators: written, approved, and waiting again when they say something else."""

import pytest

from commitments.choices import PlanState
from commitments.models import HistoryEntry, Indicator, Plan
from tests.hostile.values import MARKUP, TEXTS
from tests.world import TODAY, form_key, make_commitment, make_target

pytestmark = pytest.mark.django_db
URL = "/plans/wuchang-2024/definitions/"
CARD = {"definition": "建成投用的充电桩，不含慢充。", "source": "区建设局台账", "released": "次月10日"}


@pytest.fixture
def office(client, cast):
    Plan.objects.update(state=PlanState.DRAFT)
    client.force_login(cast.supervisor)
    return client


def write(office, cast, approve=False, **changed):
    version = office.get(f"{URL}?indicator={cast.target.indicator_id}").context["form"].initial["version"]
    said = {"key": form_key(), "version": version, "owner": cast.department.pk} | CARD | changed
    return office.post(f"{URL}{cast.target.indicator_id}/", said | ({"approve": "1"} if approve else {}))


def stored(cast) -> Indicator:
    return Indicator.objects.get(pk=cast.target.indicator_id)


def test_the_first_that_waits_is_shown_and_the_list_counts(office, cast):
    page = office.get(URL)
    assert page.context["chosen"] == cast.target.indicator
    assert (page.context["approved"], page.context["all"]) == (0, 1)


def test_a_card_is_saved_with_what_it_said_before_on_record(office, cast):
    assert write(office, cast).status_code == 302
    entry = HistoryEntry.objects.get(action="indicator_change")
    assert (entry.before["definition"], entry.after["definition"]) == ("", CARD["definition"])
    assert not stored(cast).is_defined


def test_it_is_approved_by_name_and_day(office, cast):
    write(office, cast, approve=True)
    indicator = stored(cast)
    assert (indicator.approved_by, indicator.approved_on) == (cast.supervisor, TODAY)
    assert "carol" in office.get(f"{URL}?indicator={indicator.pk}").content.decode()
    assert HistoryEntry.objects.filter(action="definition_approve").count() == 1


@pytest.mark.parametrize("field", [*CARD, "partly_rule", "falling_rule"])
def test_another_wording_waits_for_approval_again(office, cast, field):
    write(office, cast, approve=True)
    write(office, cast, **{field: "改了一字"})
    assert not stored(cast).is_defined


def test_saved_unchanged_it_stays_approved(office, cast):
    write(office, cast, approve=True)
    write(office, cast)
    assert stored(cast).is_defined


@pytest.mark.parametrize("field", ["definition", "source", "owner"])
def test_what_an_approved_card_must_say_is_said_at_the_field(office, cast, field):
    answer = write(office, cast, approve=True, **{field: ""})
    assert answer.status_code == 422
    assert "核定的口径要写明这一栏" in answer.content.decode()
    assert (stored(cast).is_defined, stored(cast).definition) == (False, "")


def test_a_stale_card_keeps_what_was_typed_and_counts_when_sent_again(office, cast):
    write(office, cast, released="次月15日")
    answer = write(office, cast, version="0" * 16, released="次月20日")
    assert answer.status_code == 409
    assert stored(cast).released == "次月15日"
    said = answer.context["form"].data
    office.post(f"{URL}{cast.target.indicator_id}/", said.dict() | {"key": form_key()})
    assert stored(cast).released == "次月20日"


def test_after_an_approval_the_next_that_waits_is_shown(office, cast):
    other = make_target(make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个"))
    assert write(office, cast, approve=True).url == f"{URL}?indicator={other.indicator_id}"


@pytest.mark.parametrize("number", ["999", "x", "-1", "9" * 40])
def test_an_indicator_of_no_target_here_is_not_found(office, cast, number):
    assert office.get(f"{URL}?indicator={number}").status_code == 404


@pytest.mark.parametrize("value", [*TEXTS, MARKUP, "长" * 3000])
def test_whatever_is_typed_is_stored_as_text_or_refused(office, cast, value):
    assert write(office, cast, definition=value).status_code in (302, 422)
    assert "<b id=planted>" not in office.get(URL).content.decode()
