"""Beside the box of a flow stands what its cumulative figure means, while one types and after a save."""

import pytest

from commitments.workflow.reports import corrections, moves
from tests.world import form_key, make_approved, make_update, moment

pytestmark = pytest.mark.django_db
ROOT = "/wuchang-2024/"
MEANS = "本季新增140根，上季新增2,480根"


@pytest.fixture
def reported(cast, client):
    """Report 2,980 and 5,460 for the first two quarters; return the third quarter's draft."""
    client.force_login(cast.reporter)
    for period, at, value in (("2024-Q1", "2024-04-15", "2980"), ("2024-Q2", "2024-07-15", "5460")):
        make_approved(cast.commitment, cast.reporter, cast.supervisor, period, at, value=value)
    return make_update(cast.commitment, cast.reporter, value="5600", problems="进度偏慢。", next_steps="加快。")


def asked(cast, client, update, text="5600", room="desk"):
    at = {"indicator": cast.target.indicator_id, "commitment": update.commitment_id, "period": update.period_id}
    return client.get(f"{ROOT}{room}/read/", at | {"text": text}).content.decode()


def test_on_the_page_and_in_the_answer_to_a_save(cast, client, reported):
    assert MEANS in client.get(f"{ROOT}desk/").content.decode()
    fields = {"key": form_key(), "cutoff": "2024-09-30", "version": "1", "auto": "1"}
    fields[f"figure_{cast.target.indicator_id}"] = "5700"
    saved = client.post(f"{ROOT}desk/4-1-1/save/", fields).content.decode()
    assert "本季新增240根，上季新增2,480根" in saved


def test_while_one_types(cast, client, reported):
    assert MEANS in asked(cast, client, reported)
    assert "本季减少60根" in asked(cast, client, reported, "5400")


def test_in_a_correction(cast, client, reported):
    approved = cast.commitment.updates.get(period__code="2024-Q2")
    draft = corrections.start_correction(approved, by=cast.reporter, at=moment("2024-10-20"), reason="漏报。")
    page = client.get(f"{ROOT}correction/{draft.pk}/").content.decode()
    assert "本季新增2,480根，上季新增2,980根" in page
    assert "本季新增2,620根" in asked(cast, client, draft, room="correction")


def test_after_a_quarter_without_report_the_last_one_is_named(cast, client):
    client.force_login(cast.reporter)
    make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q1", "2024-04-15", value="2980")
    update = make_update(cast.commitment, cast.reporter, value="5600")
    assert "比一季度增加2,620根" in asked(cast, client, update)


def test_a_level_and_a_first_figure_mean_what_they_say(cast, client, reported):
    cast.target.indicator.__class__.objects.update(basis="level")
    assert "本季" not in asked(cast, client, reported)
    assert "5,600根" in asked(cast, client, reported)


def test_the_flag_asks_at_the_desk_and_in_the_review(cast, client, reported):
    assert "累计应为11,060根" in client.get(f"{ROOT}desk/").content.decode()
    moves.send_report(reported, by=cast.reporter, at=moment())
    client.force_login(cast.supervisor)
    assert "累计应为11,060根" in client.get(f"{ROOT}review/").content.decode()


@pytest.mark.parametrize("name", ["commitment", "period"])
@pytest.mark.parametrize("value", ["x", "9" * 40, "-1", "\x00", "٣"])
def test_nonsense_asks_for_no_gain_and_is_no_error(cast, client, reported, name, value):
    at = {"indicator": cast.target.indicator_id, "commitment": "1", "period": "1", "text": "5600"} | {name: value}
    answer = client.get(f"{ROOT}desk/read/", at)
    assert (answer.status_code, "5,600根" in answer.content.decode()) == (200, True)
