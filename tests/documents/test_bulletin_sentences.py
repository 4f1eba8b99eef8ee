"""The bulletin's pages: a sentence once with its promises under it, nothing twice, what leaders need on page 1."""

import io

import pytest
from pypdf import PdfReader

from commitments.choices import Kind
from commitments.documents.bulletin_data import bulletin_data
from commitments.documents.bulletin_pdf import bulletin_pdf
from commitments.documents.bulletin_sentences import last_words, printed_sentences
from commitments.documents.bulletin_words import unsaid_clauses
from tests.world import TODAY, make_approved, make_commitment

pytestmark = pytest.mark.django_db


def item(no: int, text: str, promise: str, at: int = 0) -> dict:
    begin = text.index(promise)
    return {"no": no, "text": text, "at": at, "mark": [begin, begin + len(promise)], "outcome": f"{no}已开工。"}


def shape(items: list[dict]) -> list[tuple]:
    """Return each sentence's (text with its promises in 【】, numbers of its items)."""
    return [
        ("".join(f"【{each['text']}】" if each["marked"] else each["text"] for each in found["pieces"]),
         [each["no"] for each in found["items"]])
        for found in printed_sentences(items)
    ]  # fmt: skip


ROADS = "打通2条路,修3座桥;"


def test_promises_of_one_sentence_stand_under_it():
    assert shape([item(1, ROADS, "打通2条路"), item(2, ROADS, "修3座桥")]) == [("【打通2条路】，【修3座桥】。", [1, 2])]


def test_a_promise_over_two_sentences_joins_them():
    items = [item(1, ROADS, "修3座桥"), item(2, f"{ROADS}建1所学校。", "修3座桥;建1所学校")]
    assert shape(items) == [("打通2条路，【修3座桥】【；建1所学校】。", [1, 2])]


def test_sentences_apart_stay_apart():
    items = [item(1, ROADS, "修3座桥"), item(2, "建1所学校。", "建1所学校", at=len(ROADS))]
    assert shape(items) == [("打通2条路，【修3座桥】。", [1]), ("【建1所学校】。", [2])]


@pytest.mark.parametrize(
    ("text", "tail"),
    [("累计新增6200根。", "6200根。"), ("已开工。", "工。"), ("低于目标0.9个百分点。", "点。"), ("好", "好"),
     ("一\n二", "二"), ("7" * 90, "77")],
)  # fmt: skip
def test_the_last_words_go_with_the_lamp(text, tail):
    assert last_words(text) == (text.removesuffix(tail), tail)


def test_a_judgement_the_report_says_itself_is_not_said_again():
    assert unsaid_clauses("低于目标0.9个百分点", "增长5.6%,低于全年目标0.9个百分点。") == ""
    assert unsaid_clauses("完成率62%,低于序时进度8个百分点", "完成率62%。") == "低于序时进度8个百分点"


@pytest.fixture
def printed(cast):
    """Return the texts of the bulletin's pages without blanks: one asked for a decision, one is done, one is late."""
    done = make_commitment(cast.plan, cast.department, "4-1-3", "启动3座变电站建设", Kind.QUALITATIVE)
    make_commitment(cast.plan, cast.other, "4-1-2", "新增停车泊位1万个")
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="3900", help_needed="请协调用电报装。")
    make_approved(done, cast.reporter, cast.supervisor, self_lamp="done", narrative="3座均已开工。")
    pdf = bulletin_pdf(bulletin_data(cast.plan.periods.get(code="2024-Q3"), TODAY))
    return ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_page_1_names_decisions_praise_and_who_is_late(printed):
    for said in (
        "未报单位：区教育局1项。",
        "需协调决定：1.请协调用电报装（区建设局）",
        "亮点：区建设局“启动3座变电站建设”已完成。",
    ):
        assert said in printed[0]


def test_a_sentence_and_what_is_pending_are_printed_once(printed):
    text = "".join(printed)
    assert text.count("推进海绵城市建设") == 1
    assert text.count("本期未报") == 1
