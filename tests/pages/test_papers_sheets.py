"""All department sheets of a period in one zip: made behind a page, told as it goes, stopped, downloaded."""

import io
import threading
import zipfile

import pytest
from django.core.management import CommandError, call_command

from commitments.documents import department_sheet_pdf
from commitments.documents.papers_set import PaperFailed
from tests.world import make_approved, make_commitment

pytestmark = pytest.mark.django_db
URL = "/wuchang-2024/papers/sheets/2024-Q3/"


@pytest.fixture(autouse=True)
def two_departments(cast, settings, tmp_path):
    """Let two departments lead something; no zip of another test is found."""
    settings.VAR_DIR = tmp_path
    make_commitment(cast.plan, cast.other, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")


@pytest.fixture
def office(cast, client):
    client.force_login(cast.supervisor)
    return client


@pytest.fixture
def slow(monkeypatch):
    """Hold every sheet until the test lets them go on."""
    go_on = threading.Event()
    monkeypatch.setattr(department_sheet_pdf, "compile_pdf", lambda *_paper: go_on.wait(60) and b"%PDF")
    yield go_on
    go_on.set()


def finished(client) -> str:
    """Return the page once nothing is under way."""
    while "hx-get" in (text := client.get(URL).content.decode()):
        pass
    return text


def test_it_is_made_behind_the_page_and_downloaded_as_a_zip(cast, office):
    assert "make=1" in office.get(URL).content.decode()
    assert office.get(f"{URL}?make=1").status_code == 302
    assert "make=zip" in finished(office)
    answer = office.get(f"{URL}?make=zip")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer)))
    assert (answer["Content-Type"], len(archive.namelist())) == ("application/zip", 2)
    assert all(archive.read(name).startswith(b"%PDF") for name in archive.namelist())


def test_a_department_gets_its_own_sheet_alone(cast, client):
    client.force_login(cast.reporter)
    client.get(f"{URL}?make=1")
    assert "共1份" in finished(client)


def test_how_far_it_is_is_told_and_it_can_be_stopped(office, slow):
    office.get(f"{URL}?make=1")
    while "共0份" in (part := office.get(URL, headers={"hx-request": "true"}).content.decode()):
        pass
    assert "共2份" in part
    assert "<html" not in part
    threading.Timer(0.2, slow.set).start()
    office.get(f"{URL}?make=stop")
    assert "make=1" in finished(office)


def test_a_sheet_that_fails_is_named_on_the_page_and_the_others_are_there(cast, office, monkeypatch):
    def refuse_the_other(_template, data, _on):
        if data["organ"] == cast.other.name:
            raise PaperFailed(data["title"], "memory")
        return b"%PDF"

    monkeypatch.setattr(department_sheet_pdf, "compile_pdf", refuse_the_other)
    office.get(f"{URL}?make=1")
    text = finished(office)
    assert f"{cast.other.short_name}2024年三季度报送件.pdf" in text
    assert "make=zip" in text


@pytest.mark.parametrize("code", ["2024-Q4", "x"])
def test_a_period_nobody_reports_on_has_none(office, code):
    assert office.get(f"/wuchang-2024/papers/sheets/{code}/?make=1").status_code == 404


def test_the_command_writes_the_zip_and_tells_each(tmp_path, capsys):
    out = tmp_path / "sheets.zip"
    call_command("department_sheets", "2024-Q3", out=out)
    assert "2/2" in capsys.readouterr().out
    assert len(zipfile.ZipFile(out).namelist()) == 2


def test_the_command_names_what_failed_after_writing_the_rest(tmp_path, monkeypatch):
    def refuse(_template, data, _on):
        raise PaperFailed(data["title"], "time")

    monkeypatch.setattr(department_sheet_pdf, "compile_pdf", refuse)
    with pytest.raises(CommandError, match="报送件"):
        call_command("department_sheets", "2024-Q3", out=tmp_path / "sheets.zip")
    assert zipfile.ZipFile(tmp_path / "sheets.zip").namelist() == ["未生成.txt"]


def test_the_command_wants_a_folder_that_is_there(tmp_path):
    with pytest.raises(CommandError, match="does not exist"):
        call_command("department_sheets", "2024-Q3", out=tmp_path / "none" / "sheets.zip")
