"""The department's sheet: taken away, filled in with another program, brought back into the drafts of the period."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from commitments.models import Observation, ProgressUpdate
from commitments.rules.filled_sheet import SHEET_HEADS
from tests.world import form_key, make_commitment, make_target, make_update

HOME = "/wuchang-2024/desk/"
HEAD_ROW, NAMES = 3, list(SHEET_HEADS)


@pytest.fixture
def desk(cast, client):
    """Return the cast with a second figure and a commitment without any."""
    make_target(make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个"), unit="个")
    make_commitment(cast.plan, cast.department, "4-1-4", "推进海绵城市建设", kind="qualitative")
    client.force_login(cast.reporter)
    return cast


def taken_away(client):
    return load_workbook(io.BytesIO(client.get(f"{HOME}sheet/?period=2024-Q3").content))


def fill(book, line_of, **cells):
    """Write into the first line of a code, by the names of the columns."""
    sheet = book.active
    line = next(row for row in sheet.iter_rows(min_row=HEAD_ROW + 1) if row[0].value == line_of)
    for name, value in cells.items():
        line[NAMES.index(name)].value = value


def look(client, book, **more):
    out = io.BytesIO()
    book.save(out)
    file = SimpleUploadedFile("填报表.xlsx", out.getvalue())
    return client.post(f"{HOME}sheet/look/", {"file": file, "period": "2024-Q3"} | more)


def apply(client, page, **more):
    shown = page.context
    seen = [f"{code}@{version}" for code, version in shown["seen"].items()]
    sent = {"key": form_key(), "sheet": shown["sent"], "marks": shown["marks"], "seen": seen, "period": "2024-Q3"}
    return client.post(f"{HOME}sheet/apply/", sent | more)


def stored() -> dict:
    rows = Observation.objects.filter(update__period__code="2024-Q3").select_related("update__commitment")
    return {row.update.commitment.code: int(row.value) for row in rows}


def wrong_in(page) -> str:
    sheet = page.context["sheet"]
    return " ".join([*(words for _row, words in sheet.errors), *(change.error for change in sheet.changes)])


def test_the_sheet_holds_what_is_owed_with_the_rest_locked(desk, client):
    sheet = taken_away(client).active
    lines = list(sheet.iter_rows(min_row=HEAD_ROW + 1))
    assert [line[0].value for line in lines] == ["4-1-1", "4-1-2", "4-1-4"]
    assert sheet.protection.sheet
    assert lines[0][0].protection.locked
    assert not lines[0][NAMES.index("figure")].protection.locked
    assert lines[2][NAMES.index("figure")].protection.locked
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$3:$3")


def test_what_was_filled_in_goes_into_the_drafts_and_the_same_sheet_again_changes_nothing(desk, client):
    book = taken_away(client)
    fill(book, "4-1-1", figure=9000, narrative="已建成9000根。", self_lamp="预警", problems="用地不足。")
    fill(book, "4-1-2", figure="1.2千", provisional="是")
    page = look(client, book)
    assert (page.status_code, stored()) == (200, {})
    assert apply(client, page).status_code == 302
    assert stored() == {"4-1-1": 9000, "4-1-2": 1200}
    first = ProgressUpdate.objects.get(commitment__code="4-1-1")
    assert (first.narrative, first.self_lamp, first.problems) == ("已建成9000根。", "yellow", "用地不足。")
    assert Observation.objects.get(update__commitment__code="4-1-2").finality == "provisional"
    assert look(client, book).context["sheet"].changes == []


def test_a_draft_changed_meanwhile_is_not_overwritten_without_asking(desk, client):
    book = taken_away(client)
    fill(book, "4-1-1", figure=9000)
    make_update(desk.commitment, desk.reporter, value="8000")
    page = look(client, book)
    [change] = page.context["sheet"].changes
    assert (change.meanwhile, change.taken, change.before) == (True, False, "8,000")
    ticked = look(client, book, tick=change.over)
    apply(client, ticked, tick=change.over)
    assert stored() == {"4-1-1": 9000}


def test_a_cell_nobody_touched_leaves_what_a_colleague_wrote(desk, client):
    book = taken_away(client)
    make_update(desk.commitment, desk.reporter, value="8000")
    fill(book, "4-1-1", problems="缺地。")
    assert apply(client, look(client, book)).status_code == 302
    assert (stored(), ProgressUpdate.objects.get().problems) == ({"4-1-1": 8000}, "缺地。")


def test_a_draft_saved_between_look_and_apply_stops_the_sheet(desk, client):
    book = taken_away(client)
    fill(book, "4-1-1", figure=9000)
    page = look(client, book)
    make_update(desk.commitment, desk.reporter, value="8000")
    assert apply(client, page).status_code == 409
    assert stored() == {"4-1-1": 8000}


def test_one_wrong_cell_stops_all_of_it(desk, client):
    book = taken_away(client)
    fill(book, "4-1-1", figure=9000)
    fill(book, "4-1-2", figure="很多")
    page = look(client, book)
    assert (page.status_code, apply(client, page).status_code, stored()) == (422, 422, {})
    assert [change.row for change in page.context["sheet"].changes if change.error] == [HEAD_ROW + 2]


def test_a_figure_to_be_asked_about_counts_once_it_is_confirmed(desk, client):
    book = taken_away(client)
    fill(book, "4-1-2", figure="8000 / 9000")
    [change] = look(client, book).context["sheet"].changes
    assert change.asked
    page = look(client, book, tick=change.sure)
    assert apply(client, page, tick=change.sure).status_code == 302
    assert stored() == {"4-1-2": 8000}


@pytest.mark.parametrize(("cell", "value", "words"), [
    ("code", "9-9-9", "9-9-9"), ("self_lamp", "很好", "很好"), ("cutoff", "2031-01-01", "2024"),
])  # fmt: skip
def test_what_no_draft_can_hold_is_named(desk, client, cell, value, words):
    book = taken_away(client)
    fill(book, "4-1-1", figure=9000, **{cell: value})
    page = look(client, book)
    assert (page.status_code, words in wrong_in(page)) == (422, True)


def test_a_code_turned_into_a_date_is_known_by_the_words_beside_it(desk, client):
    book = taken_away(client)
    fill(book, "4-1-1", figure=9000, code="2004-01-01")
    apply(client, look(client, book))
    assert stored() == {"4-1-1": 9000}


def test_numbers_kept_as_text_and_wide_digits_are_read(desk, client):
    book = taken_away(client)
    fill(book, "4-1-1", figure="９０００", cutoff="2024年9月20日")
    apply(client, look(client, book))
    assert (stored(), str(ProgressUpdate.objects.get().cutoff)) == ({"4-1-1": 9000}, "2024-09-20")


def test_its_columns_can_be_pasted_with_their_heads(desk, client):
    text = "编号\t本期数\t进展情况\n4-1-1\t9000\t按计划推进。\n4-1-2\t\t"
    page = client.post(f"{HOME}sheet/look/", {"pasted": text, "period": "2024-Q3"})
    apply(client, page)
    assert stored() == {"4-1-1": 9000}


def test_the_sheet_of_another_department_is_refused(desk, client):
    book = taken_away(client)
    fill(book, "4-1-1", figure=9000)
    client.force_login(desk.outsider)
    page = look(client, book)
    assert (page.status_code, "JSJ" in page.context["error"], stored()) == (422, True, {})


def test_a_report_already_sent_is_not_written(desk, client):
    book = taken_away(client)
    fill(book, "4-1-1", figure=9000)
    ProgressUpdate.objects.filter(pk=make_update(desk.commitment, desk.reporter, value="8000").pk).update(
        state="submitted"
    )
    assert "撤回" in wrong_in(look(client, book))
    assert stored() == {"4-1-1": 8000}


@pytest.mark.parametrize("sent", [{}, {"pasted": "随便写写"}, {"sheet": "x"}, {"sheet": '["",[],[]]', "marks": "1"}])
def test_what_is_no_sheet_is_refused_in_words(desk, client, sent):
    answer = client.post(f"{HOME}sheet/look/", sent)
    assert (answer.status_code, 'role="alert"' in answer.content.decode()) == (422, True)


def test_a_figure_far_from_the_plan_is_pointed_at(desk, client):
    book = taken_away(client)
    fill(book, "4-1-1", figure=9_000_000)
    fill(book, "4-1-2", figure=5000)
    far, near = look(client, book).context["sheet"].changes
    assert (bool(far.flags), bool(near.flags)) == (True, False)


def test_a_row_is_as_high_as_its_text(desk, client):
    make_update(desk.commitment, desk.reporter, value="8000", narrative="推进有序。" * 60)
    high, low = (taken_away(client).active.row_dimensions[HEAD_ROW + place].height for place in (1, 2))
    assert high > 5 * low / 2
