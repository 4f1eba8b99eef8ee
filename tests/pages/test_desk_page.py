"""The desk as a page: who sees what, saving, sending and taking back, with and without htmx."""

import re

import pytest
from django.urls import reverse

from commitments.choices import Exactness, Role, UpdateState
from commitments.models import ProgressUpdate
from commitments.workflow.reports import moves, review
from tests.world import form_key, make_approved, make_commitment, make_target, make_update, make_user, moment

pytestmark = pytest.mark.django_db
PLAN = "wuchang-2024"


@pytest.fixture(autouse=True)
def reporter_signed_in(cast, client):
    client.force_login(cast.reporter)


@pytest.fixture
def page(cast, client):
    return lambda: client.get(reverse("desk", args=[PLAN])).content.decode()


@pytest.fixture
def post(cast, client):
    """Return a function: (action, changes) → the answer to the form, filled in completely but for these."""

    def act(action="save", code="4-1-1", headers=None, **changes):
        fields = {"key": form_key(), "cutoff": "2024-09-30", "narrative": "已建成充电桩。", "self_lamp": "green"}
        fields[f"figure_{cast.target.indicator_id}"] = changes.pop("figure", "7200根")
        return client.post(reverse(f"desk_{action}", args=[PLAN, code]), fields | changes, headers=headers)

    return act


def sent(cast, value="7200"):
    return moves.send_report(make_update(cast.commitment, cast.reporter, value=value), by=cast.reporter, at=moment())


def test_the_page_lists_own_commitments_only(cast, page):
    make_commitment(cast.plan, cast.other, code="4-1-2", quote="新增停车泊位1万个")
    text = page()
    assert "新增新能源充电桩1万根" in text
    assert "新增停车泊位1万个" not in text


def test_what_says_nothing_is_empty_to_the_letter(page):
    """The style hides it by :empty, which a single line break would undo."""
    silent = re.findall(r'<(?:p|div)\s[^>]*class="(?:live|cap dis|errs)"[^>]*>([^<]*)<', page())
    assert len(silent) > 3
    assert set(silent) == {""}


@pytest.mark.parametrize("who", ["supervisor", "leader", "auditor", "system_admin"])
def test_only_departments_have_a_desk(cast, client, who):
    client.force_login(getattr(cast, who))
    assert client.get(reverse("desk", args=[PLAN])).status_code == 403


@pytest.mark.parametrize("who", ["supervisor", "leader", "outsider"])
def test_others_do_not_write(cast, client, post, who):
    client.force_login(getattr(cast, who))
    assert (post().status_code in (403, 404), ProgressUpdate.objects.count()) == (True, 0)


def test_an_approver_writes_too(cast, client, post):
    client.force_login(cast.with_approver())
    assert post().status_code == 302
    assert ProgressUpdate.objects.get().author.role == Role.APPROVER


def test_saving_keeps_the_figure_and_how_it_was_typed(cast, post):
    answer = post(figure="约1.2万根")
    row = ProgressUpdate.objects.get().observations.get()
    assert answer.url.endswith("4-1-1")
    assert (row.value, row.exactness, row.as_typed) == (12000, Exactness.ABOUT, "约1.2万根")


def test_what_was_typed_is_echoed_after_saving(page, post):
    post(figure="1.2万")
    text = page()
    assert 'value="1.2万"' in text
    assert "12,000根" in text


@pytest.mark.parametrize("more", [{"auto": "1"}, {"cutoff": "2025-03-01"}])
def test_an_answer_never_echoes_the_figure_before(post, more):
    post(figure="12000", forecast="12000")
    answer = post(figure="60", forecast="70", version="1", **more).content.decode()
    echoed = re.findall(r"识别为<b>([^<]*)</b>", answer)
    assert echoed == ["60根", "70根"]


@pytest.mark.parametrize(("text", "echo"), [("1.2万", "12,000根"), ("１２，０００", "12,000根")])
def test_the_echo_says_what_a_figure_is_understood_as(cast, client, text, echo):
    address = reverse("desk_read", args=[PLAN])
    answer = client.get(address, {"indicator": cast.target.indicator_id, "text": text})
    assert echo in answer.content.decode()


def test_htmx_gets_the_item_alone(cast, post):
    text = post(headers={"HX-Request": "true"}).content.decode()
    assert "已建成充电桩。" in text
    assert "<html" not in text
    assert 'name="version" value="1"' in text


def test_without_approver_sending_goes_to_the_office(post):
    assert post("send").status_code == 302
    assert ProgressUpdate.objects.get().state == UpdateState.SUBMITTED


def test_with_an_approver_sending_goes_to_sign_off(cast, post):
    cast.with_approver()
    post("send")
    assert ProgressUpdate.objects.get().state == UpdateState.SIGNING


@pytest.mark.parametrize(
    "missing", [{"narrative": ""}, {"self_lamp": ""}, {"figure": ""}, {"self_lamp": "red"}, {"figure": "100"}]
)
def test_sending_names_what_is_missing_and_saves_the_draft(post, missing):
    answer = post("send", **({"help_needed": "请协调用地。"} | missing))
    update = ProgressUpdate.objects.get()
    assert (answer.status_code, update.state, update.help_needed) == (422, UpdateState.DRAFT, "请协调用地。")
    assert "请协调用地。" in answer.content.decode()
    assert 'data-kind="unsent"' in answer.content.decode()


def test_what_was_refused_for_what_is_missing_is_sent_from_the_same_page(post):
    text = post("send", narrative="").content.decode()
    version = re.search(r'name="version" value="(\d+)"', text)[1]
    assert post("send", version=version).status_code == 302
    assert ProgressUpdate.objects.get().state == UpdateState.SUBMITTED


def test_sending_all_sends_what_is_ready_and_leaves_the_rest(cast, client):
    second = make_commitment(cast.plan, cast.department, code="4-1-2", quote="新增停车泊位1万个")
    make_target(second, unit="个")
    make_update(cast.commitment, cast.reporter, value="7200")
    make_update(second, cast.reporter)
    client.post(reverse("desk_send_all", args=[PLAN]), {"key": form_key(), "seen": "4-1-1@1"})
    states = dict(ProgressUpdate.objects.values_list("commitment__code", "state"))
    assert states == {"4-1-1": UpdateState.SUBMITTED, "4-1-2": UpdateState.DRAFT}


def test_what_was_sent_is_read_only_and_can_be_taken_back(cast, client, page):
    update = sent(cast)
    text = page()
    address = reverse("desk_withdraw", args=[PLAN, update.pk])
    assert address in text
    assert 'name="narrative"' not in text
    client.post(address, {"key": form_key(), "version": update.version})
    assert ProgressUpdate.objects.get().state == UpdateState.DRAFT


def test_what_is_approved_is_frozen(cast, page):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="7200")
    text = page()
    assert "新增新能源充电桩1万根" in text
    assert 'name="narrative"' not in text
    assert "/withdraw/" not in text


def test_a_returned_report_shows_why_and_opens_a_new_revision(cast, page, post):
    review.return_report(sent(cast), by=cast.supervisor, at=moment(), reason="口径不符，请核对")
    assert "口径不符，请核对" in page()
    assert post(narrative="按口径重报。").status_code == 302
    assert ProgressUpdate.objects.get(revision=2).narrative == "按口径重报。"


def test_last_period_stands_beside(cast, page):
    make_approved(
        cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-15", value="2980", narrative="二季度的话。"
    )
    text = page()
    assert "2,980根" in text
    assert "二季度的话。" in text


def test_a_shared_figure_is_read_only_where_it_is_not_entered(cast, page):
    second = make_commitment(cast.plan, cast.department, code="4-1-2", quote="新增停车泊位1万个")
    make_target(second, indicator=cast.target.indicator)
    make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-15", value="2980")
    text = page()
    assert text.count(f'name="figure_{cast.target.indicator_id}"') == 1
    assert text.count("2,980根") >= 2


def test_a_colleague_may_go_on_with_a_draft(cast, client, post):
    make_update(cast.commitment, cast.reporter, value="7000")
    client.force_login(make_user("judy", Role.REPORTER, cast.department))
    assert post(version="1", narrative="接着写。").status_code == 302
    assert ProgressUpdate.objects.get().narrative == "接着写。"


def test_what_was_handed_in_folds_away_below_what_is_still_to_do(cast, client):
    second = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    moves.send_report(make_update(cast.commitment, cast.reporter, value="7200"), by=cast.reporter, at=moment())
    client.force_login(cast.reporter)
    text = client.get(reverse("desk", args=[PLAN])).content.decode()
    to_do, done = text.split('<details class="done"')
    assert ('id="c-4-1-2"' in to_do, 'id="c-4-1-1"' in done) == (True, True)
    assert "open" not in done.split(">")[0]
    moves.send_report(make_update(second, cast.reporter), by=cast.reporter, at=moment())
    assert 'id="done" open' in client.get(reverse("desk", args=[PLAN])).content.decode()


def test_the_next_to_look_at_is_one_step_away(cast, client):
    client.force_login(cast.reporter)
    address = reverse("desk", args=[PLAN])
    assert "data-next" not in client.get(address).content.decode()
    make_update(cast.commitment, cast.reporter, narrative="")
    assert 'href="#c-4-1-1" data-next' in client.get(address).content.decode()
