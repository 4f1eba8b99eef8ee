"""A plan begun on the list of plans: from nothing, from last year's, from data files."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commitments.choices import PlanState
from commitments.models import Commitment, Plan, PromiseLink
from tests.hostile.values import MARKUP, NUMBERS, TEXTS
from tests.world import form_key

pytestmark = pytest.mark.django_db
PLACE = Path("tests/places/beilun-2024")


@pytest.fixture
def office(client, cast):
    client.force_login(cast.supervisor)
    return client


def begin(office, way="nothing", **more):
    typed = {"key": form_key(), "year": "2025", "level": "district", "title": "武昌区2025年计划", "way": way} | more
    return office.post("/plans/new/", typed)


def test_the_year_after_the_newest_plan_is_proposed(office, cast):
    page = office.get("/plans/").content.decode()
    assert 'name="year" value="2025"' in page
    assert "武昌区2025年国民经济和社会发展计划" in page


def test_an_empty_draft_is_made_and_its_checklist_shown(office, cast):
    answer = begin(office)
    assert answer.url == "/plans/wuchang-2025/"
    assert Plan.objects.get(year=2025).state == PlanState.DRAFT
    assert office.get(answer.url).status_code == 200


def test_a_draft_for_a_table_leads_to_where_tables_are_read(office, cast):
    answer = begin(office, "table")
    assert answer.url == "/plans/wuchang-2025/breakdown/"
    assert office.get(answer.url).status_code == 200


def test_next_year_is_made_from_the_plan_that_is_chosen(office, cast):
    begin(office, "last_year", earlier="wuchang-2024")
    assert PromiseLink.objects.get().commitment.plan.key == "wuchang-2025"


def test_pressed_twice_makes_one_plan(office, cast):
    key = form_key()
    first, second = begin(office, key=key), begin(office, key=key)
    assert first.url == second.url
    assert Plan.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"year": "2024"}, "同年同级只能有一个"),
        ({"year": "1999"}, "2000至2099"),
        ({"title": ""}, "必填"),
        ({"way": "last_year"}, "请选择要延续的计划"),
        ({"way": "last_year", "earlier": "no-such"}, "有效"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(office, cast, typed, words):
    answer = begin(office, **({"title": "我写的名称"} | typed))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert ("我写的名称" in page) == ("title" not in typed)


@pytest.mark.parametrize("value", [*TEXTS, *NUMBERS, MARKUP, "长" * 5000])
def test_whatever_is_typed_makes_a_plan_or_is_refused_with_words(office, cast, value):
    answer = begin(office, title=value, earlier=value)
    assert answer.status_code in (302, 422)
    assert begin(office, year=value, level=value).status_code == 422


def uploads(**changed):
    texts = {name: (PLACE / name).read_bytes() for name in ("plan.yaml", "commitments.yaml", "departments.csv")}
    return [SimpleUploadedFile(name, text) for name, text in (texts | changed).items() if text is not None]


def send(office, files):
    return office.post("/plans/new/files/", {"key": form_key(), "files": files})


@pytest.fixture
def empty_house(cast):
    """Let the sample plan be another level's: the files bring a district's of 2024."""
    Plan.objects.update(level="city")


def test_the_files_of_a_plan_are_taken_in_as_a_draft(office, cast, empty_house):
    answer = send(office, uploads())
    assert answer.url == "/plans/beilun-2024/"
    assert Plan.objects.get(key="beilun-2024").state == PlanState.DRAFT
    assert Commitment.objects.filter(plan__key="beilun-2024").count() > 5


def test_the_same_files_again_change_nothing(office, cast, empty_house):
    send(office, uploads())
    before = Commitment.objects.count()
    assert send(office, uploads()).url == "/plans/beilun-2024/"
    assert Commitment.objects.count() == before


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"commitments.yaml": b"- code: ["}, "commitments.yaml"),
        ({"plan.yaml": None}, "请选择"),
        ({"../../plan.txt": b"x"}, "不是同一个计划的文件"),
        ({"plan.yaml": b"x" * (4 * 1024 * 1024 + 1)}, "4 MB"),
        ({"plan.yaml": b"\xff\xfe\x00"}, "plan.yaml"),
    ],
)
def test_files_with_anything_wrong_are_refused_as_a_whole_and_say_where(office, cast, empty_house, changed, words):
    answer = send(office, uploads(**changed))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Plan.objects.count() == 1


def test_files_of_another_plan_of_the_same_year_and_level_are_refused(office, cast):
    answer = send(office, uploads())
    assert answer.status_code == 422
    assert "wuchang-2024" in answer.content.decode()


def test_a_plan_past_its_draft_gets_nothing_from_files(office, cast, empty_house):
    send(office, uploads())
    Plan.objects.update(state=PlanState.OPEN)
    Commitment.objects.filter(plan__key="beilun-2024", code="1-1-1").update(code="9-9-9")
    assert send(office, uploads()).status_code == 409


def test_a_draft_for_a_report_leads_to_the_reading_room(office):
    answer = begin(office, "report")
    assert answer.url == "/plans/wuchang-2025/reading/"
    assert office.get(answer.url).status_code == 200


def report_brought(text: str) -> dict:
    return {"report": SimpleUploadedFile("报告.txt", text.encode("gb18030"))}


def test_a_plan_begun_from_a_reports_file_has_its_text_at_once(office):
    answer = begin(office, "report", **report_brought("一、2025年主要任务\n（一）投资\n新建学校3所。"))
    assert answer.url == "/plans/wuchang-2025/reading/"
    assert Plan.objects.get(year=2025).sections.get().title == "投资"


@pytest.mark.parametrize(
    ("text", "words"), [("一、2023年主要任务\n新建学校3所。", "没有找到安排本年度工作的章节"), ("\n", "没有文字")]
)
def test_a_file_nothing_can_be_read_from_makes_no_plan(office, text, words):
    answer = begin(office, "report", **report_brought(text))
    assert (answer.status_code, Plan.objects.filter(year=2025).exists()) == (422, False)
    assert words in answer.content.decode()


def test_a_file_brought_beside_another_way_is_no_part_of_it(office):
    assert begin(office, "nothing", **report_brought("\n")).url == "/plans/wuchang-2025/"
