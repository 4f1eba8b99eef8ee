"""Stock reasons: shipped once, offered in the review, kept by the office and nobody else."""

import pytest

from commitments.documents.stock_reasons import shipped_reasons
from commitments.models import HistoryEntry, StockReason
from commitments.workflow.office import stock_reasons
from commitments.workflow.refusals import Incomplete, Refused, Stale
from commitments.workflow.reports import moves
from tests.world import form_key, make_update, moment

pytestmark = pytest.mark.django_db
URL = "/wuchang-2024/review/reasons/"


@pytest.fixture(scope="module")
def scene():
    """Keep nothing for the next test: one begins with an empty database."""


@pytest.fixture
def reason(cast):
    return StockReason.objects.create(text="口径不符：请核对。", order=1)


@pytest.fixture
def office(cast, client):
    client.force_login(cast.supervisor)
    return client


def change(client, reason, **more):
    data = {"key": form_key(), "version": reason.state, "text": reason.text, "order": reason.order, "active": "on"}
    return client.post(f"{URL}{reason.pk}/", {name: value for name, value in (data | more).items() if value != ""})


def test_a_new_installation_gets_four_and_never_again():
    assert stock_reasons.ship_reasons(shipped_reasons(), at=moment()) == 4
    StockReason.objects.exclude(order=1).delete()
    assert stock_reasons.ship_reasons(shipped_reasons(), at=moment()) == 0
    assert StockReason.objects.count() == 1


def test_the_review_offers_those_in_use_by_their_first_words(cast, office, reason):
    StockReason.objects.create(text="旧理由：不用了。", active=False)
    moves.send_report(make_update(cast.commitment, cast.reporter, value="7000"), by=cast.reporter, at=moment())
    text = office.get("/wuchang-2024/review/").content.decode()
    assert 'data-reason="口径不符：请核对。">口径不符</a>' in text
    assert "旧理由" not in text


def test_without_scripts_a_stock_reason_fills_the_box(cast, office, reason):
    update = moves.send_report(make_update(cast.commitment, cast.reporter, value="7000"), by=cast.reporter, at=moment())
    text = office.get(f"/wuchang-2024/review/?item={update.pk}&reason={reason.pk}").content.decode()
    assert ">口径不符：请核对。</textarea>" in text


def test_the_office_adds_changes_and_retires_each_with_one_entry(cast, office, reason):
    office.post(f"{URL}add/", {"key": form_key(), "text": "缺佐证：请补充。"})
    change(office, reason, text="口径不符：请按口径核对。", order=5)
    change(office, StockReason.objects.get(pk=reason.pk), active="")
    assert StockReason.objects.get(text="缺佐证：请补充。").order == 2
    changed = StockReason.objects.get(pk=reason.pk)
    assert (changed.text, changed.order, changed.active) == ("口径不符：请按口径核对。", 5, False)
    actions = list(HistoryEntry.objects.order_by("pk").values_list("action", flat=True))
    assert actions == ["stockreason_add", "stockreason_change", "stockreason_change"]


def test_what_changes_nothing_is_not_recorded(office, reason):
    assert change(office, reason).status_code == 302
    assert not HistoryEntry.objects.exists()


def test_another_ones_change_is_not_overwritten_and_the_typed_text_is_kept(office, reason):
    answer = change(office, reason, version="1|True|旧文字", text="我写的理由")
    assert answer.status_code == 409
    assert "我写的理由" in answer.content.decode()
    assert StockReason.objects.get(pk=reason.pk).text == "口径不符：请核对。"


@pytest.mark.parametrize("text", ["", "   ", "口径不符：请核对。", "隐藏\u202e文字", "长" * 201])
def test_an_empty_double_or_hostile_reason_is_answered_at_its_field(office, reason, text):
    answer = office.post(f"{URL}add/", {"key": form_key(), "text": text})
    assert answer.status_code == 422
    assert 'class="err"' in answer.content.decode()
    assert StockReason.objects.count() == 1


@pytest.mark.parametrize("who", ["reporter", "leader", "auditor", "system_admin", "security_admin"])
def test_nobody_else_keeps_them(cast, reason, who):
    with pytest.raises(Refused):
        stock_reasons.add_reason("x", by=getattr(cast, who), at=moment())
    with pytest.raises(Refused):
        stock_reasons.change_reason(
            reason, by=getattr(cast, who), at=moment(), version=reason.state, text="x", order=1, active=True
        )


def test_the_verb_refuses_stale_and_empty(cast, reason):
    more = {"by": cast.supervisor, "at": moment(), "order": 1, "active": True}
    with pytest.raises(Stale):
        stock_reasons.change_reason(reason, version="", text="x", **more)
    with pytest.raises(Incomplete):
        stock_reasons.change_reason(reason, version=reason.state, text=" ", **more)
