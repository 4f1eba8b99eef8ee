"""Delegation: who may sign for an absent approver, from when to when, and never what they wrote themselves."""

import datetime

import pytest

from commitments.choices import Role, UpdateState
from commitments.models import Delegation, HistoryEntry, ProgressUpdate
from commitments.workflow.refusals import Incomplete, Refused
from commitments.workflow.reports import delegation, moves
from tests.world import make_update, make_user, moment

FIRST, LAST = datetime.date(2024, 10, 15), datetime.date(2024, 10, 31)


@pytest.fixture
def deputy(cast):
    cast.approver = cast.with_approver()
    return make_user("judy", Role.REPORTER, cast.department)


@pytest.fixture
def give(cast, deputy):
    """Return a function: (changes) → the delegation from the approver to the deputy."""

    def act(**changes):
        said = {"deputy": deputy, "starts": FIRST, "ends": LAST, "by": cast.approver, "at": moment()}
        return delegation.delegate(**(said | changes))

    return act


@pytest.fixture
def signing(cast, deputy):
    return moves.send_report(make_update(cast.commitment, cast.reporter, value="7200"), by=cast.reporter, at=moment())


def test_a_deputy_signs_while_the_delegation_is_in_force(cast, give, deputy, signing):
    give()
    signed = moves.sign_report(signing, by=deputy, at=moment("2024-10-31"))
    assert (signed.state, signed.signed_by, signed.signed_for) == (UpdateState.SUBMITTED, deputy, cast.approver)
    entry = HistoryEntry.objects.get(action="update_sign")
    assert (entry.actor, entry.note, entry.after["deputy"]) == (deputy, cast.approver.name, True)


@pytest.mark.parametrize("day", ["2024-10-14", "2024-11-01"])
def test_before_and_after_its_days_a_deputy_signs_nothing(give, deputy, signing, day):
    give()
    with pytest.raises(Refused):
        moves.sign_report(signing, by=deputy, at=moment(day))


def test_without_a_delegation_a_reporter_signs_nothing(deputy, signing):
    with pytest.raises(Refused):
        moves.sign_report(signing, by=deputy, at=moment())


def test_a_deputy_does_not_sign_what_they_wrote(cast, give, deputy):
    give()
    mine = moves.send_report(make_update(cast.commitment, deputy, value="7200"), by=deputy, at=moment())
    with pytest.raises(Refused):
        moves.sign_report(mine, by=deputy, at=moment())
    assert "send_back" in mine.moves_for(deputy, FIRST)


def test_a_deputy_hands_back(give, deputy, signing):
    give()
    assert moves.send_report_back(signing, by=deputy, at=moment(), note="补充点位。").state == UpdateState.DRAFT


def test_an_approver_signs_in_their_own_right(cast, give, signing):
    give()
    signed = moves.sign_report(signing, by=cast.approver, at=moment())
    assert (signed.signed_for, HistoryEntry.objects.get(action="update_sign").note) == (None, "")


def test_taking_back_forgets_who_signed(cast, give, deputy, signing):
    give()
    moves.withdraw_report(moves.sign_report(signing, by=deputy, at=moment()), by=cast.reporter, at=moment())
    update = ProgressUpdate.objects.get()
    assert (update.signed_by, update.signed_for) == (None, None)


def test_giving_and_revoking_write_one_entry_each(cast, give, deputy, signing):
    delegation.revoke_delegation(give(note="出差"), by=cast.approver, at=moment())
    actions = list(HistoryEntry.objects.order_by("pk").values_list("action", flat=True))
    assert actions[1:] == ["delegation_give", "delegation_revoke"]
    with pytest.raises(Refused):
        moves.sign_report(signing, by=deputy, at=moment())


def test_what_is_revoked_or_over_is_not_revoked(cast, give):
    given = give()
    with pytest.raises(Refused):
        delegation.revoke_delegation(given, by=cast.approver, at=moment("2024-11-01"))
    delegation.revoke_delegation(given, by=cast.approver, at=moment())
    with pytest.raises(Refused):
        delegation.revoke_delegation(given, by=cast.approver, at=moment())


@pytest.mark.parametrize("who", ["reporter", "outsider", "supervisor", "leader", "security_admin"])
def test_only_approvers_delegate_and_revoke(cast, give, who):
    given = give()
    with pytest.raises(Refused):
        give(by=getattr(cast, who))
    with pytest.raises(Refused):
        delegation.revoke_delegation(given, by=getattr(cast, who), at=moment())


def test_another_department_s_approver_does_not_revoke(cast, give):
    with pytest.raises(Refused):
        delegation.revoke_delegation(give(), by=make_user("mallory", Role.APPROVER, cast.other), at=moment())


def test_a_deputy_is_an_active_colleague_and_somebody_else(cast, give):
    idle = make_user("idle", Role.REPORTER, cast.department, is_active=False)
    clerk = make_user("clerk", "", cast.department)
    for nobody in (cast.outsider, cast.approver, cast.supervisor, idle, clerk):
        with pytest.raises(Incomplete) as refused:
            give(deputy=nobody)
        assert refused.value.fields == {"deputy": "not_a_deputy"}
    assert not Delegation.objects.exists()


@pytest.mark.parametrize(
    ("starts", "ends", "field", "code"),
    [
        ("2024-10-14", "2024-10-20", "starts", "past"),
        ("2024-10-20", "2024-10-19", "ends", "order"),
        ("2024-10-20", "2025-10-21", "ends", "too_long"),
    ],
)
def test_its_days_are_in_order_not_past_and_at_most_a_year(give, starts, ends, field, code):
    with pytest.raises(Incomplete) as refused:
        give(starts=datetime.date.fromisoformat(starts), ends=datetime.date.fromisoformat(ends))
    assert refused.value.fields == {field: code}


def test_a_day_and_a_year_are_possible(give):
    given = give(starts=FIRST, ends=FIRST)
    assert Delegation.objects.on(FIRST).get() == given
    assert give(starts=datetime.date(2024, 10, 20), ends=datetime.date(2025, 10, 20))


def test_the_same_days_are_not_given_twice(give):
    give()
    with pytest.raises(Incomplete) as refused:
        give()
    assert refused.value.fields == {"deputy": "already"}


def test_a_delegation_does_not_outlast_the_approver_s_office(cast, give):
    give()
    for field, value in (("is_active", False), ("role", Role.REPORTER), ("department", cast.other)):
        before = getattr(cast.approver, field)
        setattr(cast.approver, field, value)
        cast.approver.save()
        assert not Delegation.objects.on(FIRST).exists()
        setattr(cast.approver, field, before)
        cast.approver.save()
    assert Delegation.objects.on(FIRST).exists()


def test_a_deputy_who_moved_away_signs_nothing(cast, give, deputy, signing):
    give()
    assert "sign" in signing.moves_for(deputy, FIRST)
    deputy.department = cast.other
    deputy.save()
    assert "sign" not in signing.moves_for(deputy, FIRST)


def test_it_is_asked_for_only_where_it_can_matter(cast, give, deputy, signing, django_assert_num_queries):
    give()
    with django_assert_num_queries(1):
        assert "sign" in signing.moves_for(deputy, FIRST)
    with django_assert_num_queries(0):
        signing.moves_for(cast.approver, FIRST)
    with django_assert_num_queries(0):
        signing.moves_for(cast.supervisor, FIRST)
