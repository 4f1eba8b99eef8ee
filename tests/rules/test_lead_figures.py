"""Figures of a paragraph somebody wrote over, beside the data's."""

import pytest

from commitments.rules.lead_figures import Passage, lead_figures

TIME = Passage("截至2024年9月30日,52项可量化目标平均完成59.9%,应完成54.4%,超5.47个百分点。")
LAMPS = Passage("195项任务中,完成22项、滞后9项。")
SLOW = Passage("充电桩新增6,200根。", "4-1-1")
PROPOSED = [TIME, LAMPS, SLOW]
WHOLE = "".join(passage.text for passage in PROPOSED)


def told(written: str) -> list[tuple]:
    return [(each.text, each.expected) for each in lead_figures(PROPOSED, written) if not each.is_the_datas]


def test_what_was_proposed_is_the_datas_own():
    figures = lead_figures(PROPOSED, WHOLE)
    assert [figure.is_the_datas for figure in figures] == [True] * 11


@pytest.mark.parametrize(
    ("written", "differing"),
    [
        (WHOLE.replace("59.9", "72.1"), [("72.1%", "59.9%")]),
        ("平均完成72.1%,比应完成的高5.47个百分点", [("72.1%", "59.9%")]),
        ("195项任务里,完成22项,滞后11项。", [("11项", "9项")]),
        ("超5.4个百分点", [("5.4个百分点", "5.47个百分点")]),
        ("充电桩新增62根。", [("62根", "6,200根")]),
        ("新签约40个项目,完成22项。", [("40个", "")]),
        ("充电桩新增6200根。平均完成59.9％。", []),
        ("没有数字。", []),
        ("", []),
    ],
)
def test_a_figure_is_held_against_the_one_in_its_place(written, differing):
    assert told(written) == differing


def test_a_figure_moved_elsewhere_is_still_the_datas():
    moved = "滞后9项;" + WHOLE.replace("、滞后9项", "")
    assert told(moved) == []
    assert lead_figures(PROPOSED, moved)[0].text == "9项"


def test_a_figure_knows_the_clause_it_comes_from():
    assert [each.passage for each in lead_figures(PROPOSED, "滞后9项,充电桩新增6200根")] == [LAMPS, SLOW]


def test_where_a_figure_stands_is_told():
    found = lead_figures(PROPOSED, "现有滞后9项")[0]
    assert ("现有滞后9项"[found.start : found.stop], found.text) == ("9项", "9项")
