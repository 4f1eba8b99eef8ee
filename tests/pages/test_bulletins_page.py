"""Bulletins: preview, draft, issue; and that an issue never changes."""

import gzip
import hashlib
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

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
    said = {"key": form_key(), "number": "武昌政督字〔2024〕3号", "although": "按时编发。"}
    return client.post(f"{URL}2024-Q3/issue/", said | more)


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


def written(client) -> dict:
    """Return what the draft's form sends as it stands."""
    form = client.get(f"{URL}2024-Q3/").context["form"]
    said = {box.name: box.value() or "" for box in form}
    return said | {"key": form_key(), "version": form.version, "although": "按时编发。"}


def save(client, said, **more):
    return client.post(f"{URL}2024-Q3/save/", said | {"key": form_key()} | more)


def test_what_was_written_stands_in_the_draft_and_follows_the_data_elsewhere(cast, office):
    said = written(office)
    assert save(office, said, requirements="请抓紧。", title="关于三季度\n任务完成情况的通报").status_code == 302
    draft = Bulletin.objects.get()
    assert (draft.state, draft.leads) == ("draft", {"requirements": "请抓紧。"})
    form = office.get(f"{URL}2024-Q3/").context["form"]
    assert (form["requirements"].value(), form["conclusion"].value()) == ("请抓紧。", said["conclusion"])


def test_a_figure_that_differs_is_told_and_can_be_put_back(office):
    said = written(office)
    wrong = said["conclusion"].replace("62.0%", "72.1%")
    save(office, said, conclusion=wrong)
    text = office.get(f"{URL}2024-Q3/").content.decode()
    assert "文中“72.1%”与数据62.0%不符" in text
    button = text.partition('name="put_back"')[2].partition('value="')[2].partition('"')[0]
    assert save(office, written(office), put_back=button).status_code == 302
    assert Bulletin.objects.get().leads == {}


def test_an_open_figure_stops_the_issue_and_a_reason_lets_it_go(office):
    said = written(office)
    said["conclusion"] = said["conclusion"].replace("62.0%", "72.1%")
    assert issue(office, **said).status_code == 422
    assert not Bulletin.objects.issued().exists()
    answer = {"kept_lead": "conclusion", "kept_text": "72.1%", "kept_expected": "62.0%", "kept_reason": "区统计局数。"}
    assert issue(office, **said, **answer).status_code == 302
    assert Bulletin.objects.get().data["own_figures"][0]["reason"] == "区统计局数。"


def test_a_save_from_an_old_page_changes_nothing_and_keeps_what_was_typed(office):
    said = written(office)
    save(office, said, sent_to="各单位")
    answer = save(office, said, sent_to="各街道")
    assert answer.status_code == 409
    assert "各街道" in answer.content.decode()
    assert Bulletin.objects.get().sent_to == "各单位"


def test_a_title_breaks_where_the_office_breaks_it(office):
    save(office, written(office), title="关于三季度计划\r\n任务完成情况的通报")
    draft = Bulletin.objects.get()
    assert draft.title == "关于三季度计划\n任务完成情况的通报"
    assert office.get(f"{URL}2024-Q3/").context["data"]["title_rows"] == draft.title.splitlines()


@pytest.mark.parametrize("day", ["2024-09-29", "2024-10-25", "x"])
def test_a_paper_s_date_lies_between_the_period_s_end_and_today(office, day):
    assert save(office, written(office), dated=day).status_code == 422


def test_a_correction_names_what_it_corrects_and_the_issue_says_so(cast, office):
    issue(office)
    first = Bulletin.objects.get()
    assert "写更正期" in office.get(f"{URL}2024-Q3/").content.decode()
    address = {"corrects": first.pk, "reason": "4-1-1应为6300根。", "number": "武昌政督字更〔2024〕1号"}
    assert issue(office, **address).status_code == 302
    second = Bulletin.objects.exclude(pk=first.pk).get()
    assert second.corrects == first
    assert "4-1-1应为6300根。" in office.get(f"{URL}issued/{first.pk}/").content.decode()


def test_an_issue_shows_its_proof_and_is_set_anew(office):
    issue(office)
    found = Bulletin.objects.get()
    page = office.get(f"{URL}issued/{found.pk}/?again=1").content.decode()
    assert [
        word for word in (found.data_sha256, found.sha256, found.history_head, "逐字节相同") if word not in page
    ] == []
    assert office.get(f"{URL}issued/{found.pk}/page/1/")["Content-Type"] == "image/svg+xml"
    assert office.get(f"{URL}issued/{found.pk}/page/99/").status_code == 404


def test_the_frozen_data_is_the_file_its_digest_is_of(office):
    issue(office)
    found = Bulletin.objects.get()
    data = office.get(f"{URL}issued/{found.pk}/data/").content
    assert hashlib.sha256(data).hexdigest() == found.data_sha256


def test_issues_are_found_by_number_and_gaps_told(office):
    issue(office)
    text = office.get(f"{URL}?q=3号").content.decode()
    assert "武昌政督字〔2024〕3号" in text
    assert office.get(f"{URL}?q=9号").context["found"].count() == 0


def edited_word(client, old: str, new: str):
    """Return the draft's Word file as somebody edited and saved it."""
    document = Document(io.BytesIO(client.get(f"{URL}2024-Q3/word/").content))
    held = next(run for paragraph in document.paragraphs for run in paragraph.runs if old in run.text)
    held.text, stream = held.text.replace(old, new), io.BytesIO()
    document.save(stream)
    return SimpleUploadedFile("通报.docx", stream.getvalue())


def take_back(client, file, version=0):
    return client.post(f"{URL}2024-Q3/word/back/", {"key": form_key(), "version": version, "file": file})


def test_an_edited_word_file_is_taken_back_and_its_figures_checked(office):
    assert take_back(office, edited_word(office, "62.0%", "72.1%")).status_code == 302
    assert list(Bulletin.objects.get().leads) == ["conclusion"]
    assert "文中“72.1%”与数据62.0%不符" in office.get(f"{URL}2024-Q3/").content.decode()


def test_a_word_file_left_as_it_was_changes_nothing(office):
    assert take_back(office, edited_word(office, "62.0%", "62.0%")).status_code == 302
    assert Bulletin.objects.get().leads == {}


def test_what_is_no_word_file_or_an_old_page_is_refused(office):
    assert take_back(office, SimpleUploadedFile("通报.docx", b"x")).status_code == 422
    assert take_back(office, edited_word(office, "62.0%", "72.1%"), version=7).status_code == 409
    assert not Bulletin.objects.exists()
