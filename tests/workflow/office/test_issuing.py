"""Issuing: numbers once and in order, nothing undecided without a word, no figure that differs from the data."""

import datetime
import hashlib

import pytest

from commitments.documents.bulletin_issue import frozen_issue
from commitments.documents.bulletin_proof import made_again, set_otherwise
from commitments.documents.frozen import canonical
from commitments.models import Bulletin, HistoryEntry, Place
from commitments.workflow.office import bulletins, issuing
from commitments.workflow.refusals import Incomplete, Refused, Stale
from tests.world import TODAY, make_approved, make_place, moment

pytestmark = pytest.mark.django_db
AT = moment("2024-10-24")


@pytest.fixture
def period(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    return cast.plan.periods.get(code="2024-Q3")


@pytest.fixture
def issue(cast):
    """Return a function: a draft, with fields as given → the issue made of it."""

    def issued(draft, by=cast.supervisor, **said):
        for name, value in {"although": "按时编发。", **said}.items():
            setattr(draft, name, value)
        return issuing.issue_bulletin(draft, frozen_issue(draft, TODAY), by=by, at=AT)

    return issued


def refused_for(act) -> dict:
    with pytest.raises(Incomplete) as refused:
        act()
    return refused.value.fields


def test_an_issue_freezes_data_pages_and_what_set_them(period, issue):
    found = Bulletin.objects.get(pk=issue(bulletins.draft_of(period)).pk)
    assert found.sha256 == hashlib.sha256(found.pdf).hexdigest()
    assert found.data_sha256 == hashlib.sha256(canonical(found.data)).hexdigest()
    assert found.history_head == found.data["verification"]["chain"] != HistoryEntry.objects.latest("pk").digest
    assert found.engine.startswith("Typst ")
    assert {font["role"] for font in found.fonts} == {"仿宋", "小标宋", "黑体", "楷体", "宋体"}


def test_it_is_set_anew_to_the_same_bytes(period, issue):
    found = Bulletin.objects.get(pk=issue(bulletins.draft_of(period)).pk)
    assert set_otherwise(found) == []
    assert made_again(found) == bytes(found.pdf)


def test_what_is_set_otherwise_is_told(period, issue):
    found = issue(bulletins.draft_of(period))
    found.engine, found.layout = "Typst 0.1.0", "0" * 64
    assert set_otherwise(found) == ["engine", "layout"]


def test_a_period_has_one_bulletin_and_then_corrections(period, issue):
    first = issue(bulletins.draft_of(period), number="督字1号")
    assert refused_for(lambda: issue(bulletins.draft_of(period))) == {"period": "issued"}
    correction = issue(bulletins.draft_of(period, first), reason="170余家应为170家。")
    assert (correction.issue, correction.corrects, correction.data["corrects"]) == (1, first, "第1期（督字1号）")


def test_a_number_is_given_once(period, issue):
    first = issue(bulletins.draft_of(period), number="督字1号")
    again = bulletins.draft_of(period, first)
    assert refused_for(lambda: issue(again, number="督字1号", reason="错字。")) == {"number": "taken"}


def test_what_is_undecided_needs_a_reason(period, issue):
    assert refused_for(lambda: issue(bulletins.draft_of(period), although="")) == {"although": "required"}
    period.closed = TODAY
    period.save()
    assert issue(bulletins.draft_of(period), although="").pk


def test_a_correction_needs_a_reason(period, issue):
    first = issue(bulletins.draft_of(period))
    assert refused_for(lambda: issue(bulletins.draft_of(period, first))) == {"reason": "required"}


def test_a_figure_that_differs_stops_the_issue_until_somebody_answers_for_it(period, issue):
    said = "195项任务，完成率99.9%。"
    assert refused_for(lambda: issue(bulletins.draft_of(period), leads={"conclusion": said})) == {"leads": "differs"}
    figures = [("195项", "1项"), ("99.9%", "")]
    kept = [{"lead": "conclusion", "text": text, "expected": old, "reason": "区统计局数。"} for text, old in figures]
    found = issue(bulletins.draft_of(period), leads={"conclusion": said}, kept=kept)
    assert found.data["own_figures"] == kept
    assert found.data["conclusion"] == [said]


def test_two_at_once_do_not_print_the_same_number(cast, period):
    first, second = (bulletins.draft_of(cast.plan.periods.get(code=code)) for code in ("2024-Q2", "2024-Q3"))
    frozen = []
    for draft in (first, second):
        draft.although = "按时编发。"
        frozen.append(frozen_issue(draft, TODAY))
    issuing.issue_bulletin(first, frozen[0], by=cast.supervisor, at=AT)
    with pytest.raises(Stale):
        issuing.issue_bulletin(second, frozen[1], by=cast.supervisor, at=AT)
    assert Bulletin.objects.issued().count() == 1


def test_only_the_office_issues_and_writes(cast, period, issue):
    with pytest.raises(Refused):
        issue(bulletins.draft_of(period), by=cast.auditor)
    with pytest.raises(Refused):
        issuing.save_draft(bulletins.draft_of(period), {"number": "1"}, version=0, by=cast.reporter)
    assert not Bulletin.objects.exists()


def test_a_draft_saved_from_an_old_page_is_refused(cast, period):
    draft = bulletins.draft_of(period)
    saved = issuing.save_draft(draft, {"sent_to": "各单位"}, version=0, by=cast.supervisor)
    assert (saved.version, bulletins.draft_of(period).sent_to) == (1, "各单位")
    with pytest.raises(Stale):
        issuing.save_draft(draft, {"sent_to": "各街道"}, version=0, by=cast.supervisor)


def test_the_next_issue_begins_with_the_addressees_of_the_last(cast, period, issue):
    issue(bulletins.draft_of(period), sent_to="各单位", copied_to="区委办公室", signatory="张三")
    draft = bulletins.draft_of(cast.plan.periods.get(code="2024-Q4"))
    assert (draft.sent_to, draft.copied_to, draft.signatory) == ("各单位", "区委办公室", "张三")


def test_numbers_follow_the_office_s_pattern_and_gaps_are_told(period, issue):
    Place.objects.filter(pk=make_place().pk).update(number_pattern="武昌政督字〔{year}〕{n}号")
    assert bulletins.next_number("bulletin", TODAY) == "武昌政督字〔2024〕1号"
    issue(bulletins.draft_of(period), number="武昌政督字〔2024〕3号")
    assert bulletins.next_number("bulletin", TODAY) == "武昌政督字〔2024〕4号"
    assert bulletins.numbers_left_out("bulletin", 2024) == ["武昌政督字〔2024〕1号", "武昌政督字〔2024〕2号"]
    assert bulletins.next_number("correction", TODAY) == "武昌政督字更〔2024〕1号"


def test_a_paper_tells_what_was_known_on_its_date(cast, period, issue):
    found = issue(bulletins.draft_of(period), dated=datetime.date(2024, 10, 1))
    item = found.data["sections"][0]["paragraphs"][0]["items"][0]
    assert (found.data["issued_on"], item["status_word"]) == ("2024-10-01", "待定")
