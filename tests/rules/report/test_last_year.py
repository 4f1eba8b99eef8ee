"""Last year's figure for the same thing: found where it is surely the same, and nowhere else."""

from pathlib import Path

import pytest
import yaml

from commitments.documents.report_score import score_last_year
from commitments.rules.report.candidates import read_report
from commitments.rules.report.last_year import LastYear
from commitments.rules.report.promised import promised_in
from commitments.rules.report.year_figures import named_figures

REPORTS = Path(__file__).parents[2] / "reports"


def last_year(achieved, promised):
    rows = [LastYear(achieved).of(each) for each in named_figures(promised, promised_in(promised))]
    return [row and float(row.value) for row in rows]


@pytest.mark.parametrize(
    ("achieved", "promised", "value"),
    [
        ("技术合同成交额1759亿元。", "技术合同成交额超过2300亿元", 1759),
        ("全年生产总值6.36万亿元、增长5.1%。", "经济增长5.5%左右", 5.1),
        ("全年有望实现社零额760亿元、增长11%。", "实现社会消费品零售总额增长12%以上", 11),
        ("——全年财政收入预期目标增长5%:预计全年财政收入完成137亿元,同比增长0.8%。", "财政收入增长5%", 0.8),
        ("——全年生产总值预期目标增长6.5%:预计全年实现增长6.4%左右。", "地区生产总值增长6.5%左右", 6.4),
        ("打通德平路等5条断头路。", "打通不少于2条断头路", 5),
        ("新增零碳工厂11家、超级能效工厂8家。", "建成100个绿色工厂、10个超级能效工厂", 8),
        ("一般债务余额1.2万亿元。", "一般债务余额控制在12500亿元以内", 12000),
        ("汽车整车产量突破110万辆，新能源汽车产量突破70万辆。", "整车产量200万辆、新能源汽车140万辆", 700000),
        ("规模以上工业增加值增长8.1%。", "规上工业增加值增长7%左右", 8.1),
    ],
)
def test_the_same_thing_is_found_however_it_is_told(achieved, promised, value):
    assert last_year(achieved, promised)[-1] == value


@pytest.mark.parametrize(
    ("achieved", "promised"),
    [
        ("高新技术企业1.3万家。", "新增高新技术企业3000家"), ("工业投资增长21.6%。", "工业设备投资增长10%"),
        ("保障性租赁住房4.7万套。", "新增保障性住房5.7万套"),
        ("社会消费品零售总额2.76万亿元。", "社会消费品零售总额增长6%"), ("计划招聘会80场。", "招聘会100场"),
        ("前三季度技术合同成交额900亿元。", "技术合同成交额2300亿元"),
        ("技术合同成交额1759亿元。全市技术合同成交额900亿元。", "技术合同成交额2300亿元"),
        ("老旧小区31.8万户。", "老旧小区1459个"), ("实施项目230个。", "实施项目220个"),
        ("居民收入和企业收入分别增长5%、6%。", "企业收入增长7%"), ("占比高于全国投资增长3%。", "投资增长5%"),
    ],
)  # fmt: skip
def test_what_may_be_another_thing_is_left(achieved, promised):
    assert last_year("断头路5条。", "断头路2条") == [5]
    assert [each for each in last_year(achieved, promised) if each is not None] == []


@pytest.mark.parametrize("name", ["henan-2025", "jiangsu-2025", "wuchang-2024"])
def test_hardly_a_figure_is_matched_that_people_would_not_match(name):
    text = (REPORTS / f"{name}.txt").read_text("utf-8")
    marked = yaml.safe_load((REPORTS / f"{name}.yaml").read_text("utf-8"))["last_year"]
    score = score_last_year(read_report(text), text, marked)
    assert score.precision >= 0.95, score.found_beside
    assert score.recall >= 0.55, score.missed
