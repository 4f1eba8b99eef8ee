"""The office adjusts a milestone's day on the commitment's page."""

import datetime

import pytest

from commitments.models import AdjustedDay
from tests.world import form_key, make_approved, make_commitment, make_milestone

pytestmark = pytest.mark.django_db
URL = "/wuchang-2024/commitment/4-1-9/"


@pytest.fixture(autouse=True)
def stone(cast):
    built = make_commitment(cast.plan, cast.department, "4-1-9", "启动3座变电站建设", kind="milestone")
    stone = make_milestone(built)
    make_approved(built, cast.reporter, cast.supervisor)
    return stone


@pytest.fixture
def office(cast, client):
    client.force_login(cast.supervisor)
    return client


def adjust(client, stone, **fields):
    version = client.get(URL).context["days_version"]
    said = {"key": form_key(), "version": version, "milestone": stone.pk, "day": "2024-11-30", "reason": "征地延期。"}
    return client.post(f"{URL}milestone/", said | fields)


def test_both_days_stand_on_the_page_from_then_on(office, stone):
    assert adjust(office, stone).status_code == 302
    page, before = (office.get(URL, {"on": day}).content.decode() for day in ("2024-10-24", "2024-10-23"))
    assert "2024-11-30" in page
    assert "原定2024-06-30" in page
    assert "2024-06-30" in before
    assert "2024-11-30" not in before


def test_the_reckoning_names_both_days(office, stone):
    adjust(office, stone)
    assert "计划：11月末（原定6月末）" in office.get(URL).content.decode().replace(" ", "")


def test_what_was_typed_stays_when_it_is_refused(office, stone):
    answer = adjust(office, stone, day="2025-02-01", reason="征地延期到明年。")
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "征地延期到明年。" in text
    assert 'value="2025-02-01"' in text
    assert not AdjustedDay.objects.exists()


def test_sent_twice_it_is_one(office, stone):
    key, version = form_key(), office.get(URL).context["days_version"]
    for _twice in range(2):
        assert adjust(office, stone, key=key, version=version).status_code == 302
    assert AdjustedDay.objects.get().day == datetime.date(2024, 11, 30)


def test_two_tabs_do_not_overwrite_each_other(office, stone):
    version = office.get(URL).context["days_version"]
    assert adjust(office, stone).status_code == 302
    assert adjust(office, stone, version=version, day="2024-12-01").status_code == 409


def test_the_form_is_the_offices_alone(client, cast, stone):
    client.force_login(cast.reporter)
    assert "milestone/" not in client.get(URL).content.decode()
    assert adjust_as(client, stone) == 403


def adjust_as(client, stone) -> int:
    said = {"key": form_key(), "version": "", "milestone": stone.pk, "day": "2024-11-30", "reason": "延期。"}
    return client.post(f"{URL}milestone/", said).status_code
