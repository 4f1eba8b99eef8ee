"""A report read into a draft in the browser: its text, then candidate by candidate."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commitments.models import HistoryEntry, Milestone, SetAside
from commitments.workflow.planning import beginning
from commitments.workflow.planning.beginning import NewPlan
from tests.word_file import ListedFile, report_levels
from tests.world import form_key, make_department, moment

pytestmark = pytest.mark.django_db
REPORT = """一、2024年工作回顾
去年新建学校3所。
二、2025年主要任务
（一）扩大投资
壮大项目底盘。新开工项目不少于50个，完成投资120亿元。
（二）改善民生
登记失业率控制在5.5%以内。持续优化服务。
"""

LEVELS = """一、2024年工作回顾
累计培育专精特新企业51家。
二、2025年主要任务
（一）科技创新
力争累计培育专精特新企业60家。
"""


@pytest.fixture
def draft(cast, client):
    client.force_login(cast.supervisor)
    return beginning.begin_plan(NewPlan(2025, "district", "某区2025年计划"), by=cast.supervisor, at=moment())


def bring(client, draft, text=REPORT):
    return client.post(f"/plans/{draft.key}/reading/text/", {"text": text, "key": form_key()})


def page(client, draft, at=""):
    return client.get(f"/plans/{draft.key}/reading/?at={at}")


def accept(client, draft, at, **more):
    return client.post(f"/plans/{draft.key}/reading/accept/", {"at": at, "key": form_key()} | more)


def test_a_text_becomes_sections_and_paragraphs_and_no_commitment(client, draft):
    assert bring(client, draft)["Location"] == f"/plans/{draft.key}/reading/"
    assert [section.title for section in draft.sections.order_by("order")] == ["扩大投资", "改善民生"]
    assert draft.commitments.count() == 0
    assert HistoryEntry.objects.get(action="plan_read").after == {"paragraphs": 2}


def test_candidates_wait_in_the_text_the_first_one_open(client, draft):
    bring(client, draft)
    answer = page(client, draft)
    waiting = [each.candidate.quote for each in answer.context["draft"].waiting]
    assert waiting == ["新开工项目不少于50个", "完成投资120亿元", "登记失业率控制在5.5%以内", "持续优化服务"]
    assert answer.context["current"].candidate.quote == waiting[0]
    assert "壮大项目底盘" in answer.content.decode()


def test_an_accepted_candidate_is_a_commitment_with_kind_and_target(client, draft):
    bring(client, draft)
    first, second, *_others = page(client, draft).context["draft"].waiting
    assert accept(client, draft, first.name)["Location"] == f"/plans/{draft.key}/reading/?at={second.name}"
    row = draft.commitments.get()
    assert (row.code, row.quote, row.kind) == ("0-1-1", "新开工项目不少于50个", "flow")
    target = row.targets.select_related("indicator").get()
    assert (target.value, target.comparator, target.indicator.name) == (50, ">=", "新开工项目")


def test_a_limit_is_kept_within(client, draft):
    bring(client, draft)
    third = page(client, draft).context["draft"].waiting[2]
    accept(client, draft, third.name)
    target = draft.commitments.get().targets.get()
    assert (str(target.value), target.comparator, target.direction) == ("5.5000", "<=", "keep_within")


def test_an_accepted_candidate_has_its_milestones_with_the_day_the_report_names(client, draft):
    bring(client, draft, REPORT + "6月底前建成滨江小学。启用市七医院新院区。\n")
    waiting = page(client, draft).context["draft"].waiting[-2:]
    assert "2025-06-30" in page(client, draft, waiting[0].name).content.decode()
    for each in waiting:
        accept(client, draft, each.name)
    found = Milestone.objects.order_by("planned").values_list("what", "verb", "wording", "planned", "standing")
    assert [(*row[:3], row[3].isoformat(), row[4]) for row in found] == [
        ("滨江小学", "complete", "建成", "2025-06-30", "confirmed"),
        ("市七医院新院区", "open", "启用", "2025-12-31", "proposed"),
    ]


def test_last_years_figure_stands_beside_and_becomes_comparison_and_proposed_baseline(client, draft):
    bring(client, draft, LEVELS)
    first = page(client, draft)
    assert "51家" in first.content.decode()
    accept(client, draft, first.context["current"].name)
    row, target = draft.commitments.get(), draft.commitments.get().targets.get()
    assert (row.last_year_value, row.last_year_quote) == (51, "累计培育专精特新企业51家")
    assert (target.baseline.value, target.baseline_state, target.last_year) == (51, "proposed", target.baseline)
    assert "累计培育专精特新企业51家" in target.baseline.source


def test_a_lead_is_proposed_with_the_reason_and_assigned_unconfirmed(client, draft):
    make_department("SWJ", "区商务局")
    bring(client, draft, "二、2025年主要任务\n（一）消费\n做优城市消费。推动传统商圈改造提升。\n")
    answer = page(client, draft)
    assert "商圈" in answer.context["lead"][1].words
    accept(client, draft, answer.context["current"].name)
    duty = draft.commitments.get().assignments.get()
    assert (duty.department.code, duty.role, duty.standing) == ("SWJ", "lead", "proposed")


def test_a_repeat_and_a_candidate_accepted_elsewhere_change_nothing(client, draft):
    bring(client, draft)
    first, key = page(client, draft).context["draft"].waiting[0], form_key()
    assert [accept(client, draft, first.name, key=key).status_code for _again in range(2)] == [302, 302]
    assert accept(client, draft, first.name).status_code == 422
    assert draft.commitments.count() == 1


@pytest.mark.parametrize("text", ["今年要办的事很多。", "一、2024年工作回顾\n去年新建学校3所。"])
def test_a_text_without_a_part_for_the_year_is_refused_in_words(client, draft, text):
    answer = bring(client, draft, text)
    assert (answer.status_code, draft.sections.count()) == (422, 0)
    assert 'role="alert"' in answer.content.decode()


def test_a_second_text_is_refused(client, draft):
    bring(client, draft)
    assert bring(client, draft).status_code == 409
    assert draft.sections.count() == 2


@pytest.mark.parametrize("at", ["", "9-9.0", "0-1.x", "0-1.99999999"])
def test_what_is_no_candidates_place_is_refused(client, draft, at):
    bring(client, draft)
    assert (accept(client, draft, at).status_code, draft.commitments.count()) == (422, 0)


def act(client, draft, name, **data):
    return client.post(f"/plans/{draft.key}/reading/{name}/", {"key": form_key()} | data)


def test_a_passage_is_set_aside_with_a_reason_the_next_one_shown_and_undone(client, draft):
    bring(client, draft)
    first, second, *_others = page(client, draft).context["draft"].waiting
    answer = act(client, draft, "aside", at=first.name, reason="covered")
    assert answer["Location"] == f"/plans/{draft.key}/reading/?at={second.name}&last={first.name}"
    shown = client.get(answer["Location"]).content.decode()
    assert 'data-key="u"' in shown
    assert act(client, draft, "reopen", at=first.name)["Location"].endswith(f"?at={first.name}")
    assert page(client, draft).context["draft"].waiting[0].name == first.name


def test_general_words_of_a_section_are_confirmed_at_once(client, draft):
    bring(client, draft)
    shown = page(client, draft).context
    assert [part.framing for part in shown["sections"]] == [1, 0]
    act(client, draft, "confirm", section="0", at="")
    after = page(client, draft).context["draft"]
    assert [(each.passage.words, each.aside.reason) for each in after.aside] == [("壮大项目底盘", "framing")]
    assert after.framing == []


def test_each_passage_says_what_was_decided_of_it_by_whom(client, cast, draft):
    bring(client, draft)
    first = page(client, draft).context["draft"].waiting[0]
    act(client, draft, "aside", at=first.name, reason="other", note="由市里承担。")
    shown = page(client, draft, first.name).content.decode()
    assert "由市里承担。" in shown
    assert cast.supervisor.name in shown


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("aside", {"at": "0-1.7", "reason": "other"}),
        ("aside", {"at": "0-1.7", "reason": "x"}),
        ("aside", {"at": "0-1.7", "reason": "framing", "note": "字" * 301}),
        ("aside", {"at": "0-1.1", "reason": "framing"}),
        ("aside", {"at": "9-9.0", "reason": "framing"}),
        ("confirm", {"section": "9"}),
        ("confirm", {"section": "1"}),
        ("reopen", {"at": "0-1.7"}),
        ("reopen", {"at": ""}),
    ],
)
def test_what_cannot_be_decided_is_refused_in_words(client, draft, name, data):
    bring(client, draft)
    answer = act(client, draft, name, **data)
    assert (answer.status_code, SetAside.objects.count()) == (422, 0)
    assert 'role="alert"' in answer.content.decode()


@pytest.mark.parametrize("who", ["reporter", "leader", "auditor", "system_admin"])
def test_only_the_office_reads_a_report(client, cast, draft, who):
    client.force_login(getattr(cast, who))
    assert page(client, draft).status_code in (403, 404)
    assert bring(client, draft).status_code in (403, 404)


def report_file(name="报告.docx") -> SimpleUploadedFile:
    """Return the report as a Word file whose numbers the word processor counts."""
    file = ListedFile({1: report_levels()})
    for text, place in (("2024年工作回顾", 0), ("去年新建学校3所。", None), ("2025年主要任务", 0), ("扩大投资", 1),
                        ("新开工项目不少于50个。", None), ("改善民生", 1), ("新建学校4所。", None)):  # fmt: skip
        file.add(text, place)
    return SimpleUploadedFile(name, file.saved())


def test_a_word_file_is_read_by_the_numbers_its_text_does_not_hold(client, draft):
    sent = {"file": report_file(), "key": form_key()}
    assert client.post(f"/plans/{draft.key}/reading/text/", sent).status_code == 302
    found = draft.sections.order_by("order").values_list("number", "title", "paragraphs__text")
    assert list(found) == [("（一）", "扩大投资", "新开工项目不少于50个。"), ("（二）", "改善民生", "新建学校4所。")]


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"%PDF-1.7", "既不是.docx"), ("一、2025年任务\n\u202e新建学校。".encode(), "控制字符"), (b"\n", "没有文字")],
)
def test_a_file_that_cannot_be_read_is_refused_at_its_field(client, draft, content, words):
    brought = {"file": SimpleUploadedFile("报告.txt", content), "key": form_key()}
    answer = client.post(f"/plans/{draft.key}/reading/text/", brought)
    assert (answer.status_code, draft.sections.count()) == (422, 0)
    assert words in answer.content.decode()


def test_neither_file_nor_text_is_asked_for(client, draft):
    answer = bring(client, draft, " ")
    assert answer.status_code == 422
    assert "请选择报告文件，或粘贴全文" in answer.content.decode()
