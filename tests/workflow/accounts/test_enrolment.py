"""Many proposals decided on at once: granted with first passwords, refused with a reason, never one's own."""

import pytest
from django.contrib.auth.hashers import check_password
from django.db import IntegrityError, transaction

from commitments.choices import Role, RoleOutcome
from commitments.models import HistoryEntry, RoleDecision, User
from commitments.workflow.accounts import administration, bulk_import, enrolment
from commitments.workflow.accounts.enrolment import account_version
from commitments.workflow.refusals import Incomplete, Refused, Stale
from tests.workflow.accounts.test_administration import row
from tests.world import make_user, moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(cast):
    """Return two accounts the system administrator proposed."""
    rows = [row(role="reporter"), row(line=3, username="li", name="李四", role="approver")]
    bulk_import.import_accounts(rows, by=cast.system_admin, at=moment())
    return list(User.objects.filter(username__in=["zhang", "li"]).order_by("username"))


def seen(accounts) -> dict:
    return {each.pk: account_version(User.objects.get(pk=each.pk)) for each in accounts}


def grant(cast, accounts, passwords=(), by=None):
    return enrolment.grant_proposed(seen(accounts), passwords, by=by or cast.security_admin, at=moment())


def refused_codes(act) -> dict:
    with pytest.raises(Incomplete) as refusal:
        act()
    return refusal.value.fields


def test_what_is_proposed_keeps_who_proposed_it(cast, pair):
    assert [(each.role, each.proposed_by_id) for each in pair] == [("", cast.system_admin.pk)] * 2


def test_many_are_granted_with_passwords_that_are_stored_hashed_alone(cast, pair, real_passwords):
    passwords = enrolment.first_passwords(pair)
    grant(cast, pair, passwords)
    assert len(passwords) == 2
    for each in passwords:
        stored = User.objects.get(pk=each.account.pk)
        assert stored.role
        assert stored.has_first_password
        assert check_password(each.plain, stored.password)
        assert stored.password.startswith("argon2")
        assert each.plain not in repr(each)
    kept = str(list(HistoryEntry.objects.values_list("before", "after", "note", "subject")))
    assert "reporter" in kept
    assert not any(each.plain in kept or each.encoded in kept for each in passwords)


def test_every_grant_is_a_decision_and_an_entry(cast, pair):
    grant(cast, pair, enrolment.first_passwords(pair))
    decided = RoleDecision.objects.values_list("outcome", "decided_by", "proposed_by").order_by().distinct()
    assert list(decided) == [(RoleOutcome.GRANTED, cast.security_admin.pk, cast.system_admin.pk)]
    assert HistoryEntry.objects.filter(action="account_grant").count() == 2
    assert HistoryEntry.objects.filter(action="account_slip", actor=cast.security_admin).count() == 2


def test_who_proposed_does_not_grant_though_the_duty_changed(cast, pair):
    User.objects.filter(pk=cast.system_admin.pk).update(role=Role.SECURITY_ADMIN)
    turned = User.objects.get(pk=cast.system_admin.pk)
    assert refused_codes(lambda: grant(cast, pair, by=turned)) == {"li": "own", "zhang": "own"}
    with pytest.raises(Refused):
        administration.grant_role(pair[0], Role.REPORTER, by=turned, at=moment())
    assert not User.objects.filter(pk__in=[each.pk for each in pair]).exclude(role="").exists()


def test_nobody_is_granted_what_they_are_proposed_for_themselves(cast):
    User.objects.filter(pk=cast.security_admin.pk).update(proposed_role=Role.AUDITOR)
    assert refused_codes(lambda: grant(cast, [cast.security_admin])) == {"heidi": "own"}


@pytest.mark.parametrize("who", ["system_admin", "supervisor", "auditor", "reporter"])
def test_only_the_security_administrator_decides(cast, pair, who):
    by = {"by": getattr(cast, who), "at": moment()}
    with pytest.raises(Refused):
        enrolment.grant_proposed(seen(pair), [], **by)
    with pytest.raises(Refused):
        enrolment.refuse_proposed(seen(pair), reason="有误。", **by)
    with pytest.raises(Refused):
        enrolment.renew_first_passwords(seen(pair), [], reason="遗失。", **by)


def test_one_that_changed_meanwhile_keeps_all_of_them_out(cast, pair):
    before = seen(pair)
    User.objects.filter(pk=pair[1].pk).update(proposed_role=Role.SUPERVISOR)
    with pytest.raises(Stale):
        enrolment.grant_proposed(before, [], by=cast.security_admin, at=moment())
    assert not RoleDecision.objects.exists()


def test_an_account_that_does_not_exist_is_no_account(cast):
    with pytest.raises(Stale):
        enrolment.grant_proposed({10**9: "0"}, [], by=cast.security_admin, at=moment())
    assert refused_codes(lambda: grant(cast, [])) == {"accounts": "none"}


@pytest.mark.parametrize("mark", ["phone", "name"])
def test_a_person_gets_no_second_role_that_excludes_the_first(cast, pair, mark):
    same = {"phone": {"phone": "13971234567"}, "name": {"name": "李四"}}[mark]
    User.objects.filter(pk=pair[0].pk).update(**same)
    other = make_user("li-2", Role.REPORTER, cast.department)
    User.objects.filter(pk=other.pk).update(**same)
    assert refused_codes(lambda: grant(cast, pair[:1])) == {"li": "combined"}
    with pytest.raises(Incomplete):
        administration.grant_role(pair[0], Role.APPROVER, by=cast.security_admin, at=moment())


def test_a_desk_s_number_makes_no_two_people_one(cast, pair):
    User.objects.update(phone="027-88936789")
    assert len(grant(cast, pair, enrolment.first_passwords(pair))) == 2


def test_two_granted_in_one_act_are_held_against_each_other(cast, pair):
    User.objects.filter(pk__in=[each.pk for each in pair]).update(phone="13971234567")
    assert set(refused_codes(lambda: grant(cast, pair)).values()) == {"combined"}
    assert not RoleDecision.objects.exists()


def test_a_refusal_has_a_reason_and_clears_the_proposal(cast, pair):
    by = {"by": cast.security_admin, "at": moment()}
    assert refused_codes(lambda: enrolment.refuse_proposed(seen(pair), reason="", **by)) == {"reason": "required"}
    enrolment.refuse_proposed(seen(pair), reason="名单有误。", **by)
    assert not User.objects.exclude(proposed_role="").exists()
    assert RoleDecision.objects.filter(outcome=RoleOutcome.REFUSED, reason="名单有误。").count() == 2
    assert HistoryEntry.objects.filter(action="account_refuse", note="名单有误。").count() == 2


def test_a_lost_slip_is_replaced_by_a_new_password_and_that_is_recorded(cast, pair):
    first = enrolment.first_passwords(pair)
    grant(cast, pair, first)
    second = enrolment.first_passwords(pair[:1])
    renewed = {"by": cast.security_admin, "at": moment("2024-10-16"), "reason": "遗失。"}
    enrolment.renew_first_passwords(seen(pair[:1]), second, **renewed)
    stored = User.objects.get(pk=pair[0].pk)
    assert check_password(second[0].plain, stored.password)
    assert stored.first_password_at == moment("2024-10-16")
    assert HistoryEntry.objects.filter(action="account_slip", note="遗失。").count() == 1


def test_who_chose_a_password_gets_no_slip_from_the_security_administrator(cast):
    cast.reporter.set_password("copper-brook-9-saddle")
    cast.reporter.save()
    codes = refused_codes(
        lambda: enrolment.renew_first_passwords(
            seen([cast.reporter]), [], by=cast.security_admin, at=moment(), reason="遗失。"
        )
    )
    assert codes == {"alice": "settled"}


@pytest.mark.parametrize(
    ("changed", "outcome", "reason"),
    [
        ({"by": "account"}, RoleOutcome.GRANTED, ""),
        ({"by": "proposer"}, RoleOutcome.GRANTED, ""),
        ({"by": "other"}, RoleOutcome.REFUSED, ""),
    ],
)
def test_the_database_itself_knows_no_such_decision(cast, changed, outcome, reason):
    deciders = {"account": cast.reporter, "proposer": cast.system_admin, "other": cast.security_admin}
    said = {"account": cast.reporter, "role": Role.REPORTER, "proposed_by": cast.system_admin, "at": moment()}
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleDecision.objects.create(decided_by=deciders[changed["by"]], outcome=outcome, reason=reason, **said)


def test_a_list_names_no_user_name_of_somebody_else(cast):
    (found,) = bulk_import.proposals([row(username="alice", name="李四")])
    assert found.reasons == (("username", "taken"),)


@pytest.mark.parametrize(("phone", "reasons"), [("12345", (("phone", "unfit"),)), ("139 7123 4567", ())])
def test_a_number_nobody_can_dial_is_refused_with_its_line(cast, phone, reasons):
    (found,) = bulk_import.proposals([row(phone=phone)])
    assert found.reasons == reasons


def test_one_person_twice_in_a_list_is_told_before_it_is_written(cast):
    rows = [row(role="reporter", phone="13971234567")]
    rows.append(row(line=3, username="zhang-2", name="张三丰", role="approver", phone="13971234567"))
    assert [each.reasons for each in bulk_import.proposals(rows)] == [(("role", "combined"),)] * 2
    rows[1].phone = "13971234568"
    assert [each.outcome for each in bulk_import.proposals(rows)] == ["create", "create"]


def test_what_was_shown_is_what_is_written(cast):
    shown = bulk_import.proposals_version(bulk_import.proposals([row()]))
    row_then = row(title="科长")
    with pytest.raises(Stale):
        bulk_import.import_accounts([row_then], by=cast.system_admin, at=moment(), seen=shown)
    assert bulk_import.import_accounts([row()], by=cast.system_admin, at=moment(), seen=shown)[0].outcome == "create"
