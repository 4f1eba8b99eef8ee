"""Each figure says by itself whether it is provisional, in every room where figures are typed."""

import re
from decimal import Decimal

import pytest

from commitments.models import Contribution, Indicator, Observation, ProgressUpdate
from commitments.workflow.reports import corrections
from commitments.workflow.reports.entries import Figure
from tests.world import form_key, make_approved, make_contribution, make_target, make_update, moment

pytestmark = pytest.mark.django_db
ROOT = "/wuchang-2024/"


@pytest.fixture
def second(cast):
    """Return the indicator of a second target of the same commitment."""
    indicator = Indicator.objects.create(name="新增充电站", unit="座", basis="flow", owner=cast.department)
    return make_target(cast.commitment, "100", indicator=indicator).indicator


@pytest.fixture
def send(cast, client, second):
    """Return a function: (user, address, changes) → the page behind a form with 7,200 and, provisional, 60 in it."""

    def act(user, address, **changes):
        first = cast.target.indicator_id
        fields = {f"figure_{first}": "7200", f"figure_{second.pk}": "60", f"provisional_{second.pk}": "on"}
        fields |= {"key": form_key(), "cutoff": "2024-09-30", "narrative": "已建成。", "version": "1"}
        client.force_login(user)
        return client.post(ROOT + address, fields | changes, follow=True).content.decode()

    return act


def finalities(rows):
    return list(rows.order_by("indicator").values_list("finality", flat=True))


def ticked(page):
    return re.findall(r'name="provisional_(\d+)" checked', re.sub(r"\s+", " ", page))


def test_at_the_desk(cast, send, second):
    page = send(cast.reporter, "desk/4-1-1/save/")
    assert finalities(Observation.objects.filter(update__isnull=False)) == ["final", "provisional"]
    assert ticked(page) == [str(second.pk)]


def test_in_a_correction(cast, send, second):
    figures = {cast.target.indicator_id: Figure(value=Decimal(6200)), second.pk: Figure(value=Decimal(50))}
    approved = make_approved(cast.commitment, cast.reporter, cast.supervisor, figures=figures)
    draft = corrections.start_correction(approved, by=cast.reporter, at=moment("2024-10-20"), reason="漏报。")
    page = send(cast.reporter, f"correction/{draft.pk}/save/", correction_reason="漏报。")
    assert finalities(draft.observations) == ["final", "provisional"]
    assert ticked(page) == [str(second.pk)]


def test_in_a_contribution(cast, send, second):
    contribution = make_contribution(cast.commitment, cast.other, cast.reporter)
    page = send(cast.outsider, f"contributions/{contribution.pk}/save/")
    assert finalities(Contribution.objects.get().figures) == ["final", "provisional"]
    assert ticked(page) == [str(second.pk)]


def test_a_pasted_figure_keeps_the_tick_of_its_own_box(cast, client, send, second):
    send(cast.reporter, "desk/4-1-1/save/")
    fields = {"key": form_key(), "rows": "4-1-1\t7300\n4-1-1\t61", "seen": "4-1-1@1"}
    client.post(f"{ROOT}desk/paste/apply/", fields)
    rows = ProgressUpdate.objects.get().observations.order_by("indicator")
    assert [(row.value, row.finality) for row in rows] == [(7300, "final"), (61, "provisional")]


@pytest.mark.parametrize("text", ["预计7200", "7200根（快报数）", "初步核算7200根", "7,200（初步）"])
def test_what_the_text_itself_calls_provisional_ticks_its_box(cast, send, second, text):
    changes = {f"provisional_{second.pk}": "", f"figure_{cast.target.indicator_id}": text}
    page = send(cast.reporter, "desk/4-1-1/save/", **changes)
    assert ticked(page) == [str(cast.target.indicator_id)]
    assert page.count("data-provisional") == 1


def test_a_figure_typed_by_nobody_has_no_tick(cast, client):
    make_update(cast.commitment, cast.reporter, value="7200")
    client.force_login(cast.reporter)
    page = client.get(f"{ROOT}desk/").content.decode()
    assert f'name="provisional_{cast.target.indicator_id}"' in page
    assert ticked(page) == []
