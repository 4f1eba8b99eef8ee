"""One number is the same on every page and paper that shows it: shares, gaps, means, lamps, how reports stand."""

import json
import re
from decimal import Decimal
from html import unescape

import pytest

from commitments.choices import Measured
from commitments.documents.bulletin_data import bulletin_data
from commitments.documents.typesetting import full_width
from commitments.documents.year_end_data import year_end_data
from commitments.documents.year_end_sheet import year_end_line
from commitments.models import Indicator
from commitments.pages.commitment.card import card_data
from commitments.pages.overview.sheet import sheet_data
from commitments.pages.overview.standing import standing_of
from commitments.workflow.office import overrules
from commitments.workflow.reports import moves, review
from tests.world import TODAY, make_approved, make_commitment, make_target, make_update, moment

pytestmark = pytest.mark.django_db

PAGES = {
    "overview": "/wuchang-2024/", "measured": "/wuchang-2024/behind/measured/",
    "departments": "/wuchang-2024/behind/departments/", "leaders": "/wuchang-2024/behind/leaders/",
    "ledger": "/wuchang-2024/ledger/", "commitment": "/wuchang-2024/commitment/4-1-1/",
    "outlook": "/wuchang-2024/outlook/", "year end": "/wuchang-2024/outlook/year-end/",
    "period": "/wuchang-2024/periods/2024-Q3/", "csv": "/wuchang-2024/ledger/csv/",
}  # fmt: skip


@pytest.fixture
def read(cast, client, settings):
    """Return a function: place → its text without marks, all papers and pages as of one day."""
    settings.PINNED_TODAY = TODAY
    client.force_login(cast.supervisor)
    period = cast.plan.periods.get(code="2024-Q3")
    papers = {
        "bulletin": lambda: bulletin_data(period, TODAY),
        "sheet": lambda: sheet_data(standing_of(cast.plan, "", TODAY), cast.leader),
        "pack": lambda: year_end_data(cast.plan, TODAY),
        "card": lambda: card_data(cast.commitment, cast.leader, TODAY) | {"chart": None},
    }

    def text_at(place: str) -> str:
        if place in papers:
            return full_width(json.dumps(papers[place](), ensure_ascii=False))
        answer = client.get(PAGES[place], headers={"accept-language": "zh-hans"})
        assert answer.status_code == 200, place
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return full_width(" ".join(unescape(re.sub(r"<[^>]+>", " ", body.decode())).split()))

    return text_at


def numbers(text: str, pattern: str) -> set[Decimal]:
    """Return the different numbers a pattern finds."""
    return {Decimal(found.replace("−", "-").replace(",", "")) for found in re.findall(pattern, text)}


NEAR = r"(?<![\d.])(99\.\d+|100(?:\.\d+)?)%"
AHEAD = r"(?<![\d.])(29\.\d+|30(?:\.0+)?)(?![\d.])"


@pytest.mark.parametrize("place", ["measured", "ledger", "commitment", "bulletin", "pack", "card"])
def test_a_share_just_below_the_whole_is_the_same_everywhere_and_nowhere_the_whole(cast, read, place):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="9996")
    text = read(place).replace("100%的", "").replace("0%至100%", "").replace("0至100%", "").replace("应完成100.0%", "")
    assert Decimal("99.96") in numbers(text, NEAR)
    assert "100.0%" not in text


@pytest.mark.parametrize("place", ["departments", "ledger", "commitment", "bulletin", "card", "overview", "sheet"])
def test_a_gap_has_the_same_digits_everywhere(cast, read, place):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="9996")
    assert numbers(read(place), AHEAD) >= {Decimal("29.96")}
    assert "30.0" not in read(place).replace("−30.0", "")


@pytest.fixture
def several(cast):
    """Give the plan a level that fell to nothing, and a target behind a figure of scope."""
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    level = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="stock")
    make_target(level, "60", "家", basis="level", baseline_state="waived")
    make_approved(level, cast.reporter, cast.supervisor, value="0", self_lamp="red")
    behind = make_commitment(cast.plan, cast.other, "4-1-3", "推进海绵城市建设")
    scope = Indicator.objects.create(name="范围", unit="个", basis="flow", owner=cast.other)
    make_target(behind, "3", indicator=scope, measured=Measured.SCOPE)
    indicator = make_target(behind, "200", "亿元").indicator
    update = make_update(behind, cast.outsider)
    update.observations.create(indicator=indicator, value=Decimal(171), cutoff=update.cutoff)
    review.approve_report(
        moves.send_report(update, by=cast.outsider, at=moment()), by=cast.supervisor, at=moment("2024-10-16")
    )


@pytest.mark.parametrize("place", ["overview", "measured", "departments", "leaders", "bulletin", "sheet", "pack"])
def test_the_mean_is_the_same_everywhere_and_stands_beside_what_was_due(several, read, place):
    # 62, 0 and 85.5 % of targets of which 70, 75 and 75 % were due
    text = read(place)
    assert "49.17%" in text
    assert "73.33%" in text


@pytest.mark.parametrize("place", ["bulletin", "sheet", "pack"])
def test_the_papers_say_the_mean_in_one_sentence(several, read, place):
    mean = "3项可量化目标平均完成49.17%，应完成73.33%，低24.16个百分点"
    assert f"{mean}（单项按0至100%计，共用指标计一次）。" in read(place)


LAMP_WORDS = re.compile("正常|预警|滞后|待定|yellow|green")


@pytest.mark.parametrize("place", ["outlook", "measured", "bulletin", "csv"])
def test_every_list_shows_the_official_lamp(cast, read, place):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200", forecast=Decimal(9000))
    told = {"lamp": "yellow", "reason": "供电未落实。", "by": cast.supervisor, "at": moment("2024-10-20")}
    overrules.set_office_lamp(cast.commitment, **told)
    row = read(place).partition("新增新能源充电桩1万根")[2]
    assert LAMP_WORDS.search(row).group() in ("预警", "yellow")


def test_a_rate_is_told_in_its_own_points_and_never_as_a_share_of_its_target(cast, read):
    cast.target.value, cast.target.indicator.unit, cast.target.indicator.basis = Decimal(5), "%", "rate"
    cast.target.indicator.save()
    cast.target.save()
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="4.7", forecast=Decimal("4.7"))
    for place in ("ledger", "commitment", "bulletin"):
        assert "低于目标0.3个百分点" in read(place), place
    # On the commitment's own page the calculation shows the share, since it lights the lamp.
    for place in ("ledger", "bulletin", "card", "csv", "outlook"):
        assert not numbers(read(place), r"(?<![\d.])(94(?:\.0)?|6(?:\.0))%"), place


def test_no_class_rests_on_final_data_before_there_is_one(cast):
    line = year_end_line(year_end_data(cast.plan, TODAY)["sections"][0]["rows"][0])
    assert line[7:9] == ["未定", "—"]


def test_what_is_owed_is_the_sum_of_the_states_and_the_same_in_the_bulletin(several, cast, read):
    waiting = make_commitment(cast.plan, cast.other, "4-1-4", "启动3座变电站建设", kind="qualitative")
    moves.send_report(make_update(waiting, cast.outsider), by=cast.outsider, at=moment())
    make_commitment(cast.plan, cast.other, "4-1-5", "打通不少于2条断头路", kind="qualitative")
    assert "应报5项：审核通过3项、待审核1项、未报1项（涉及1个单位）。" in read("bulletin")
    assert "应报5项：审核通过3项，待审核1项，退回0项，未报1项" in read("period")


def test_a_returned_report_stays_returned_for_the_office_while_it_is_written_anew(several, cast, read):
    waiting = make_commitment(cast.plan, cast.other, "4-1-4", "启动3座变电站建设", kind="qualitative")
    sent = moves.send_report(make_update(waiting, cast.outsider), by=cast.outsider, at=moment())
    review.return_report(sent, by=cast.supervisor, at=moment(), reason="请写明进展。")
    make_update(waiting, cast.outsider, narrative="已补充。")
    assert "审核通过3项、退回1项" in read("bulletin")
    assert "审核通过3项，待审核0项，退回1项，未报0项" in read("period")
