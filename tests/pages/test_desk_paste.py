"""Pasting from a spreadsheet: the table's shape is checked, and no figure goes where no code sent it."""

import pytest

from commitments.models import Indicator, Observation, ProgressUpdate
from tests.world import form_key, make_commitment, make_target, make_update

PREVIEW, APPLY = "/wuchang-2024/desk/paste/", "/wuchang-2024/desk/paste/apply/"


@pytest.fixture
def desk(cast, client):
    """Return the cast with a second figure, a commitment of two figures, and one without any."""
    second = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个")
    make_target(second, unit="个")
    two = make_commitment(cast.plan, cast.department, "4-1-3", "打通不少于2条断头路")
    for name in ("断头路", "微循环"):
        made = Indicator.objects.create(name=name, unit="条", basis="flow", owner=cast.department)
        make_target(two, "2", unit="条", indicator=made)
    make_commitment(cast.plan, cast.department, "4-1-4", "推进海绵城市建设", kind="qualitative")
    client.force_login(cast.reporter)
    return cast


def posted(client, address, rows, **more):
    return client.post(address, {"key": form_key(), "rows": rows, "period": "2024-Q3"} | more)


def taken(client, rows, **more) -> dict:
    """Apply what the preview shows and return (commitment, indicator) → stored value."""
    shown = posted(client, PREVIEW, rows, **more)
    seen = [f"{code}@{version}" for code, version in shown.context["seen"].items()]
    posted(client, APPLY, rows, seen=seen, **more)
    stored = Observation.objects.exclude(update=None).select_related("update__commitment", "indicator")
    return {(row.update.commitment.code, row.indicator.name): int(row.value) for row in stored}


def refused(client, rows, words, **more) -> None:
    """See that the preview names the row and that applying it stores nothing."""
    answer = posted(client, PREVIEW, rows, **more)
    assert answer.status_code == 422
    assert words in " ".join(row.error for row in answer.context["table"].rows)
    assert posted(client, APPLY, rows, **more).status_code == 422
    assert not ProgressUpdate.objects.exists()


def test_two_columns_go_to_the_figures_their_codes_name(desk, client):
    assert taken(client, "4-1-2\t8\n4-1-1\t9000") == {("4-1-2", "指标4-1-2"): 8, ("4-1-1", "指标4-1-1"): 9000}


def test_a_figure_whose_code_is_missing_goes_nowhere(desk, client):
    refused(client, "4-1-2\t8\n4-1-1\t9000\n\t9", "编号缺失")


def test_figures_with_and_without_a_code_are_not_mixed(desk, client):
    refused(client, "4-1-2 8\n9\n10", "混")
    refused(client, "4-1-2\t8\n4-1-1\t9\n10", "列")


def test_two_rows_for_one_figure_are_refused(desk, client):
    refused(client, "4-1-1\t8\n4-1-1\t9", "多行")


def test_a_commitment_of_two_figures_gets_both_in_their_order_or_none(desk, client):
    refused(client, "4-1-3\t1", "断头路、微循环")
    refused(client, "4-1-3\t1\n4-1-3\t2\n4-1-3\t3", "断头路、微循环")
    assert taken(client, "4-1-3\t\n4-1-3\t2") == {("4-1-3", "微循环"): 2}


def test_a_code_that_became_a_date_is_named(desk, client):
    refused(client, "2004/1/2\t9000", "4-1-2")
    refused(client, "37988\t9000", "4-1-2")


def test_a_code_in_full_width_is_understood(desk, client):
    assert taken(client, "４－１－２\t9000") == {("4-1-2", "指标4-1-2"): 9000}


def test_of_more_columns_the_figures_one_is_asked_for(desk, client):
    rows = "编号\t任务\t数值\t备注\n4-1-1\t充电桩\t9000\t无\n4-1-2\t泊位\t8\t无"
    asked = posted(client, PREVIEW, rows)
    assert (asked.status_code, asked.context["table"].choices) == (422, [(2, "任务"), (3, "数值"), (4, "备注")])
    assert 'name="column"' in asked.content.decode()
    assert taken(client, rows, column="3") == {("4-1-1", "指标4-1-1"): 9000, ("4-1-2", "指标4-1-2"): 8}


@pytest.mark.parametrize("column", ["", "1", "9", "x", "３", "99999999"])
def test_a_column_that_holds_no_figures_is_asked_for_again(desk, client, column):
    assert posted(client, APPLY, "4-1-1\t充电桩\t9000", column=column).status_code == 422
    assert not ProgressUpdate.objects.exists()
    assert posted(client, PREVIEW, "4-1-1\t充电桩\t9000", column="3").context["table"].fits


def test_figures_alone_go_down_the_page_and_a_blank_one_passes_over(desk, client):
    assert taken(client, "9000\n\n1") == {("4-1-1", "指标4-1-1"): 9000, ("4-1-3", "断头路"): 1}


def finalities(client, rows, **more) -> list:
    shown = posted(client, PREVIEW, rows)
    seen = [f"{code}@{version}" for code, version in shown.context["seen"].items()]
    posted(client, APPLY, rows, seen=seen, **more)
    return list(Observation.objects.exclude(update=None).order_by("indicator").values_list("finality", flat=True))


@pytest.mark.parametrize("text", ["预计9000", "9000根（快报数）", "初步核算9000根"])
def test_a_row_whose_text_says_so_is_provisional(desk, client, text):
    rows = f"4-1-1\t{text}\n4-1-2\t8"
    page = " ".join(posted(client, PREVIEW, rows).content.decode().split())
    assert [" checked" in row for row in page.split('name="provisional"')[1:]] == [True, False]
    assert finalities(client, rows, ticks="1") == ["provisional", "final"]


def test_a_row_can_be_ticked_and_unticked_in_the_preview(desk, client):
    rows = "4-1-1\t9000\n4-1-2\t8"
    assert finalities(client, rows, ticks="1", provisional=["2", "x"]) == ["final", "provisional"]
    assert finalities(client, rows, ticks="1") == ["final", "final"]


def test_more_figures_than_boxes_are_refused(desk, client):
    refused(client, "1\n2\n3\n4\n5", "多")


def test_a_commitment_without_figures_takes_none(desk, client):
    refused(client, "4-1-4\t5", "没有")
    assert taken(client, "4-1-4\t\n4-1-1\t9000") == {("4-1-1", "指标4-1-1"): 9000}


def test_as_many_are_told_as_are_stored(desk, client):
    shown = posted(client, PREVIEW, "4-1-1\t9000\n4-1-2\t\n4-1-3\t1\n4-1-3\t")
    seen = [f"{code}@{version}" for code, version in shown.context["seen"].items()]
    rows = "4-1-1\t9000\n4-1-2\t\n4-1-3\t1\n4-1-3\t"
    answer = client.post(
        APPLY, {"key": form_key(), "rows": rows, "seen": seen, "period": "2024-Q3"}, follow=True
    ).content.decode()
    assert Observation.objects.exclude(update=None).count() == 2
    assert "2项" in answer or "2个数" in answer


def test_the_preview_says_which_figure_is_replaced(desk, client):
    make_update(desk.commitment, desk.reporter, value="6200")
    (row,) = posted(client, PREVIEW, "4-1-1\t9000").context["table"].rows
    assert row.replaced == "6,200"


def test_what_was_pasted_for_a_closed_period_goes_to_no_other(desk, client):
    answer = posted(client, APPLY, "4-1-1\t9000", period="2024-Q2", seen=["4-1-1@0"])
    assert answer.status_code == 422
    assert not ProgressUpdate.objects.exists()
    assert taken(client, "4-1-1\t9000")
