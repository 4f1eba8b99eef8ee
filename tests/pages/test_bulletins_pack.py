"""The year-end pack in the bulletins' room: drafted and issued there, read by the office and the leaders alone."""

import datetime

import pytest

from commitments.models import Bulletin
from tests.world import form_key, make_approved, make_commitment

pytestmark = pytest.mark.django_db
DAY = datetime.date(2025, 1, 24)
ROOM = "/wuchang-2024/bulletins/"
DRAFT = f"{ROOM}year-end/"
PARTS = ("", "pdf/", "word/", "data/", "archive/")


@pytest.fixture(autouse=True)
def january(cast, settings):
    settings.PINNED_TODAY = DAY
    cast.plan.periods.filter(code="2024-Q4").update(opened=datetime.date(2024, 12, 20))
    make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q4", "2025-01-10", value="9500")


@pytest.fixture
def said(client):
    """Return a function: fields → what the draft's form would send with them."""

    def sent(**fields) -> dict:
        page = client.get(DRAFT)
        form, key = page.context["form"], form_key()
        stands = {name: form[name].value() or "" for name in form.fields}
        return stands | {"key": key, "version": page.context["paper"].version, "corrects": ""} | fields

    return sent


@pytest.fixture
def issued(cast, client, said) -> Bulletin:
    client.force_login(cast.supervisor)
    client.post(f"{DRAFT}issue/", said(number="督字〔2025〕1号", although="年报数据四月公布。"))
    return Bulletin.objects.issued().get()


def test_the_room_leads_to_its_draft_once_the_last_period_has_begun(cast, client):
    client.force_login(cast.supervisor)
    assert f'href="{DRAFT}"' in client.get(ROOM).content.decode()
    cast.plan.periods.filter(code="2024-Q4").update(opened=None)
    assert f'href="{DRAFT}"' not in client.get(ROOM).content.decode()
    assert client.get(DRAFT).status_code == 404


def test_the_draft_asks_why_it_is_issued_with_data_that_are_not_final(cast, client):
    make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个")
    client.force_login(cast.supervisor)
    page = client.get(DRAFT).content.decode()
    assert "年度任务完成情况草稿" in page
    assert "1项任务尚无最终数据" in page
    assert 'name="praise"' not in page


def test_what_the_office_writes_is_kept_and_printed(cast, client, said):
    client.force_login(cast.supervisor)
    client.post(f"{DRAFT}save/", said(sent_to="各单位", conclusion="截至2025年1月24日，1项任务中，完成9项。"))
    page = client.get(DRAFT).content.decode()
    assert "各单位" in page
    assert "“9项”" in page


def test_it_is_issued_from_the_screen_with_number_and_pages(cast, client, issued):
    assert (issued.kind, issued.number, issued.although) == ("year_end", "督字〔2025〕1号", "年报数据四月公布。")
    page = client.get(f"{ROOM}issued/{issued.pk}/").content.decode()
    assert "2024年度" in page
    assert "1项任务" in page
    assert "督字〔2025〕1号" in client.get(ROOM).content.decode()


@pytest.mark.parametrize("who", ["supervisor", "leader"])
def test_office_and_leaders_read_it_whole(cast, client, issued, who):
    client.force_login(getattr(cast, who))
    answers = [client.get(f"{ROOM}issued/{issued.pk}/{part}").status_code for part in PARTS]
    assert answers == [200] * len(PARTS)


@pytest.mark.parametrize("who", ["reporter", "auditor", "system_admin"])
def test_nobody_else_reads_it_nor_is_told_that_it_is_there(cast, client, issued, who):
    client.force_login(getattr(cast, who))
    assert [client.get(f"{ROOM}issued/{issued.pk}/{part}").status_code for part in PARTS] == [404] * len(PARTS)
    assert client.get(DRAFT).status_code == 403
    room = client.get(f"{ROOM}?q=督字").content.decode()
    assert "2024年三季度" in room
    assert "督字〔2025〕1号" not in room


def test_who_may_not_read_it_is_told_that_a_file_is_unchanged_and_no_more(cast, client, issued):
    client.force_login(cast.reporter)
    page = client.post("/verify/", {"digest": issued.data_sha256}).content.decode()
    assert "督字〔2025〕1号" in page
    assert f"{ROOM}issued/" not in page


def test_its_correction_is_drafted_from_the_issue(cast, client, issued):
    address = f"{DRAFT}?corrects={issued.pk}"
    assert address in client.get(f"{ROOM}issued/{issued.pk}/").content.decode()
    page = client.get(address).content.decode()
    assert "更正2024年度任务完成情况（督字〔2025〕1号）" in page


def test_it_is_issued_once_while_a_save_of_the_same_form_is_under_way(cast, client, said):
    client.force_login(cast.supervisor)
    sent = said(number="督字〔2025〕1号", although="年报数据四月公布。")
    for act in ("save", "issue", "issue"):
        assert client.post(f"{DRAFT}{act}/", sent).status_code == 302
    assert Bulletin.objects.issued().count() == 1
