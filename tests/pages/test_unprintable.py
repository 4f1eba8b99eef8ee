"""A character that no font has is told to whoever types it, and with its commitment to whoever issues the bulletin."""

import re

import pytest

from commitments.documents.bulletin_missing import missing_by_field
from commitments.models import Bulletin, ProgressUpdate
from commitments.workflow.reports import corrections
from tests.world import form_key, make_approved, make_contribution, moment

pytestmark = pytest.mark.django_db
ROOT = "/wuchang-2024/"
FACE = "\U0001f600"
TOLD = f"没有字体收录“{FACE}”"


def typed(cast, **more):
    fields = {"key": form_key(), "cutoff": "2024-09-30", "self_lamp": "green", "narrative": f"已建成{FACE}充电桩。"}
    return fields | {f"figure_{cast.target.indicator_id}": "7200"} | more


@pytest.mark.parametrize("auto", [{}, {"auto": "1"}], ids=["saved", "saved while typing"])
def test_at_the_desk_it_is_told_at_its_box_and_saved(cast, client, auto):
    client.force_login(cast.reporter)
    page = client.post(f"{ROOT}desk/4-1-1/save/", typed(cast, **auto), follow=True).content.decode()
    assert re.search(f'id="gly-4-1-1_narrative"[^>]*>{TOLD}', page)
    assert page.count(TOLD) == 1
    assert FACE in ProgressUpdate.objects.get().narrative


def test_in_a_correction(cast, client):
    approved = make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200", narrative=FACE)
    draft = corrections.start_correction(approved, by=cast.reporter, at=moment("2024-10-20"), reason="漏报。")
    client.force_login(cast.reporter)
    assert TOLD in client.get(f"{ROOT}correction/{draft.pk}/").content.decode()


def test_in_a_contribution(cast, client):
    contribution = make_contribution(cast.commitment, cast.other, cast.reporter)
    client.force_login(cast.outsider)
    fields = {"key": form_key(), "text": f"建成{FACE}", "version": "1"}
    page = client.post(f"{ROOT}contributions/{contribution.pk}/save/", fields, follow=True).content.decode()
    assert TOLD in page


@pytest.mark.parametrize("text", ["已建成，①②℃。", "㎡、𠮷、—", "", "\u200b"])
def test_what_can_be_printed_is_not_told(cast, client, text):
    client.force_login(cast.reporter)
    page = client.post(f"{ROOT}desk/4-1-1/save/", typed(cast, narrative=text), follow=True).content.decode()
    assert 'id="gly-4-1-1_narrative" role="status"></p>' in page


def test_the_preview_names_the_commitment(cast, client):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200", narrative=FACE)
    client.force_login(cast.supervisor)
    page = client.get(f"{ROOT}bulletins/2024-Q3/").content.decode()
    named = page.partition("印不出的字")[2]
    told = rf"进展情况：{FACE} U\+[0-9A-F]{{5}}"
    assert re.search(rf'commitment/4-1-1/">\s*<span class="code">4-1-1</span>\s*<span class="tx">{told}</span>', named)


def test_what_all_fonts_have_is_not_named(cast, client):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    client.force_login(cast.supervisor)
    page = client.get(f"{ROOT}bulletins/2024-Q3/").content.decode()
    assert "签发" in page
    assert "印不出的字" not in page


def test_a_document_number_that_cannot_be_printed_is_refused(cast, client):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    client.force_login(cast.supervisor)
    answer = client.post(f"{ROOT}bulletins/2024-Q3/issue/", {"key": form_key(), "number": f"3{FACE}号"})
    assert (answer.status_code, Bulletin.objects.count()) == (422, 0)
    assert TOLD in answer.content.decode()


def test_a_text_of_no_commitment_is_named_without_a_code():
    data = {"title": f"{FACE}\U0001f601", "sections": [{"items": [{"code": "1", "text": f"a{FACE}", "at": 0}]}]}
    assert missing_by_field(data) == [("", "title", f"{FACE}\U0001f601"), ("1", "text", FACE)]
    data["title"] = FACE
    assert missing_by_field(data) == [("1", "text", FACE)]


def test_each_field_that_holds_one_is_named(cast, client):
    make_approved(
        cast.commitment, cast.reporter, cast.supervisor, value="6200", narrative=FACE, help_needed=f"请协调{FACE}。"
    )
    client.force_login(cast.supervisor)
    page = client.get(f"{ROOT}bulletins/2024-Q3/").content.decode()
    named = re.findall(rf"(\w+)：{FACE} U", page.partition("印不出的字")[2])
    assert named == ["进展情况", "需协调事项"]


def test_a_section_and_a_class_are_no_commitment():
    section = {"code": "4", "title": FACE, "counts": {}, "rows": [{"code": "4-1-1", "title": "一", "results": [FACE]}]}
    data = {"classes": [{"code": "met", "word": "完成"}], "sections": [section]}
    assert missing_by_field(data) == [("4-1-1", "results", FACE)]
