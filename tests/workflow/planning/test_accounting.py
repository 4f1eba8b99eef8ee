"""Every sentence of a draft is accounted for: a commitment, set aside with a reason, or open."""

import pytest

from commitments.models import HistoryEntry, Paragraph, SetAside
from commitments.workflow.planning import accounting, checklist, draft_text
from commitments.workflow.planning.accounting import AsideWish
from commitments.workflow.planning.draft_text import ParagraphText
from commitments.workflow.planning.report_entry import accept_candidate
from commitments.workflow.refusals import Incomplete, Refused
from tests.world import moment

pytestmark = pytest.mark.django_db
TEXT = "坚持稳中求进。去年新建学校3所。新建学校5所，启动2座变电站建设。"


@pytest.fixture
def said(cast):
    """Return a paragraph of a draft: two sentences without a promise, one with two."""
    cast.plan.state = "draft"
    cast.plan.save()
    row = draft_text.add_paragraph(cast.plan.sections.get(), ParagraphText("", TEXT), by=cast.supervisor)
    return Paragraph.objects.select_related("section__plan").get(pk=row.pk)


def open_words(paragraph) -> list[str]:
    return [each.words for each in accounting.open_passages(paragraph, 2024)]


def aside(cast, paragraph, words, reason="framing", note=""):
    wish = AsideWish(reason, note)
    return accounting.set_aside(paragraph, TEXT.index(words), wish, by=cast.supervisor, at=moment())


def test_every_sentence_is_open_until_somebody_decides(said):
    assert open_words(said) == ["坚持稳中求进", "去年新建学校3所", "新建学校5所", "启动2座变电站建设"]


def test_what_is_accepted_and_what_is_set_aside_is_open_no_more(cast, said):
    accept_candidate(said, TEXT.index("新建学校5所"), by=cast.supervisor, at=moment())
    row = aside(cast, said, "启动2座", "covered", "见4-1-1。")
    assert (row.words, row.by, row.note) == ("启动2座变电站建设", cast.supervisor, "见4-1-1。")
    assert open_words(said) == ["坚持稳中求进", "去年新建学校3所"]
    entry = HistoryEntry.objects.get(action="passage_aside")
    assert (entry.after["reason"], entry.note) == ("covered", "见4-1-1。")


def test_a_section_s_general_words_are_confirmed_together_each_with_its_reason(cast, said):
    assert accounting.confirm_framing(said.section, by=cast.supervisor, at=moment()) == 2
    rows = list(SetAside.objects.values_list("words", "reason"))
    assert rows == [("坚持稳中求进", "framing"), ("去年新建学校3所", "last_year")]
    with pytest.raises(Incomplete):
        accounting.confirm_framing(said.section, by=cast.supervisor, at=moment())


def test_words_that_stand_twice_in_a_paragraph_are_decided_on_once(cast, said):
    row = draft_text.add_paragraph(said.section, ParagraphText("", "坚持稳中求进。坚持稳中求进。"), by=cast.supervisor)
    accounting.confirm_framing(said.section, by=cast.supervisor, at=moment())
    assert row.set_aside.count() == 1
    assert open_words(row) == []


def test_what_was_set_aside_is_taken_up_again_on_record(cast, said):
    aside(cast, said, "新建学校5所")
    accounting.reopen_passage(said, TEXT.index("新建学校5所"), by=cast.supervisor, at=moment())
    assert "新建学校5所" in open_words(said)
    assert HistoryEntry.objects.get(action="passage_reopen").before["words"] == "新建学校5所"


def test_words_edited_since_are_open_again_and_others_stay_decided(cast, said):
    accounting.confirm_framing(said.section, by=cast.supervisor, at=moment())
    text = ParagraphText("", TEXT.replace("去年新建学校3所", "去年新建学校4所"))
    made = draft_text.save_paragraph(said, text, by=cast.supervisor)
    assert open_words(made) == ["去年新建学校4所", "新建学校5所", "启动2座变电站建设"]
    assert [row.words for row in made.set_aside.all()] == ["坚持稳中求进"]


@pytest.mark.parametrize(
    ("words", "reason", "note", "field"),
    [
        ("新建学校5所", "bored", "", "reason"),
        ("新建学校5所", "other", " ", "note"),
        ("学校5所", "framing", "", "words"),
    ],
)
def test_what_cannot_be_set_aside_is_refused_and_nothing_is_stored(cast, said, words, reason, note, field):
    with pytest.raises(Incomplete) as refused:
        aside(cast, said, words, reason, note)
    assert (set(refused.value.fields), SetAside.objects.count()) == ({field}, 0)


def test_what_is_set_aside_is_no_candidate_any_more(cast, said):
    aside(cast, said, "新建学校5所")
    with pytest.raises(Incomplete):
        accept_candidate(said, TEXT.index("新建学校5所"), by=cast.supervisor, at=moment())
    assert cast.plan.commitments.count() == 1


@pytest.mark.parametrize("act", ["aside", "confirm", "reopen"])
def test_past_the_draft_nothing_changes(cast, said, act):
    acts = {
        "aside": lambda: aside(cast, said, "新建学校5所"),
        "confirm": lambda: accounting.confirm_framing(said.section, by=cast.supervisor, at=moment()),
        "reopen": lambda: accounting.reopen_passage(said, TEXT.index("去年"), by=cast.supervisor, at=moment()),
    }
    aside(cast, said, "去年")
    cast.plan.state = "open"
    cast.plan.save()
    with pytest.raises(Refused):
        acts[act]()
    assert SetAside.objects.count() == 1


def test_the_checklist_counts_paragraphs_until_all_their_words_are_accounted_for(cast, said):
    assert checklist.gaps_of([cast.plan])[cast.plan.pk]["words_open"] == 2
    accounting.confirm_framing(said.section, by=cast.supervisor, at=moment())
    aside(cast, said, "新建学校5所", "covered")
    assert checklist.gaps_of([cast.plan])[cast.plan.pk]["words_open"] == 2
    aside(cast, said, "启动2座", "covered")
    assert checklist.gaps_of([cast.plan])[cast.plan.pk]["words_open"] == 1
