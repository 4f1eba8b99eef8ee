"""Who probably leads a promise: learnt from earlier duties, or from the departments' names alone."""

import csv

import pytest
import yaml

from commitments.documents.lead_score import score_leads
from commitments.rules.report.candidates import read_report
from commitments.rules.report.leads import LeadSense, PastDuty, field_words
from tests.rules.report.test_candidates import DATA, as_report

NAMES = {"JYJ": "清河区教育局", "SWJ": "清河区商务局", "JYZ": "清河区教育服务中心", "MZJ": "清河区民政局"}


def test_what_was_led_before_is_proposed_with_the_earlier_promise():
    sense = LeadSense([PastDuty("新增智慧灯杆200根", "", "MZJ"), PastDuty("举办龙舟赛", "", "SWJ")], NAMES)
    found = sense.lead_of("新增智慧灯杆300根")
    assert (found.department, found.reason, found.words) == ("MZJ", "alike", "新增智慧灯杆200根")


def test_without_earlier_plans_the_words_of_the_field_tell_an_office_before_its_centre():
    found = LeadSense([], NAMES).leads_of("新建中学2所，增加学位1000个")
    assert [each.department for each in found][:2] == ["JYJ", "JYZ"]
    assert (found[0].reason, found[0].words) == ("field", "中学、学位")


def test_nobody_is_proposed_where_nothing_speaks_for_anybody():
    assert LeadSense([], NAMES).lead_of("新建中学2所").department == "JYJ"
    assert LeadSense([], NAMES).lead_of("今年要做的事很多") is None


def test_the_paragraph_decides_where_the_promise_itself_says_nothing():
    sense = LeadSense([], NAMES)
    assert sense.leads_of("打造特色品牌10个", around="促进消费升级，改造商圈。")[0].department == "SWJ"


@pytest.mark.parametrize(
    ("name", "word"), [("区人民政府督查室", "民政"), ("滨江商务区管委会", "招商"), ("某金融城管委会", "市容")]
)
def test_a_name_that_only_contains_another_is_of_no_such_field(name, word):
    assert "民政" in field_words("清河区民政局")
    assert word not in field_words(name)


def test_most_leads_of_the_adopted_plan_are_proposed_section_by_section():
    plan, rows = (yaml.safe_load((DATA / name).read_text("utf-8")) for name in ("plan.yaml", "commitments.yaml"))
    with (DATA / "departments.csv").open(encoding="utf-8", newline="") as lines:
        names = {row["code"]: row["name"] for row in csv.DictReader(lines)}
    score = score_leads(read_report(as_report(plan)), rows, names)
    assert score["sections"][0] >= 0.75
    assert score["sections"][1] >= 0.9
    assert score["nothing"][0] >= 0.75
