"""Bulletins: preview, draft, issue; and that an issue never changes."""

import gzip
import hashlib

import pytest

from commitments.models import Bulletin
from commitments.pages import paper_sheets
from tests.world import form_key, make_approved

pytestmark = pytest.mark.django_db
URL = "/wuchang-2024/bulletins/"


@pytest.fixture(autouse=True)
def reported(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")


@pytest.fixture
def office(cast, client):
    client.force_login(cast.supervisor)
    return client


def issue(client, **more):
    return client.post(f"{URL}2024-Q3/issue/", {"key": form_key(), "number": "武昌政督字〔2024〕3号"} | more)


def test_begun_periods_stand_in_the_list(office):
    text = office.get(URL).content.decode()
    assert "2024年三季度" in text
    assert "2024年四季度" not in text


def test_the_draft_is_a_pdf_and_its_pages_are_pictures(office, monkeypatch):
    monkeypatch.setattr(paper_sheets, "PAGE_SECONDS", 60)
    assert office.get(f"{URL}2024-Q3/pdf/").content.startswith(b"%PDF-")
    assert gzip.decompress(office.get(f"{URL}2024-Q3/page/1/").content).startswith(b"<svg")
    assert office.get(f"{URL}2024-Q3/page/999/").status_code == 404


@pytest.mark.parametrize("code", ["2024-Q4", "2024-Q9", "x"])
def test_a_period_nobody_reports_on_is_not_found(office, code):
    assert office.get(f"{URL}{code}/").status_code == 404
    assert office.get(f"{URL}{code}/pdf/").status_code == 404


def test_issuing_freezes_pages_and_hash(cast, office):
    assert issue(office).status_code == 302
    bulletin = Bulletin.objects.get()
    pdf = office.get(f"{URL}issued/{bulletin.pk}/pdf/").content
    assert hashlib.sha256(pdf).hexdigest() == bulletin.sha256
    make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", "2024-10-16", value="3500")
    assert office.get(f"{URL}issued/{bulletin.pk}/pdf/").content == pdf


def test_a_double_click_issues_once(office):
    key = form_key()
    issue(office, key=key)
    issue(office, key=key)
    assert Bulletin.objects.count() == 1


def test_a_number_that_is_too_long_issues_nothing(office):
    assert issue(office, number="长" * 61).status_code == 422
    assert not Bulletin.objects.exists()


@pytest.mark.parametrize("who", ["reporter", "leader", "auditor"])
def test_only_the_office_issues(cast, client, who):
    client.force_login(getattr(cast, who))
    assert issue(client).status_code == 403
    assert not Bulletin.objects.exists()
