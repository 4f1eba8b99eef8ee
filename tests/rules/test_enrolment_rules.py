"""Roles that exclude one another, first passwords, telephone numbers: tables of cases."""

import datetime
import itertools
import random

import pytest

from commitments.choices import Role
from commitments.rules.first_password import FORM, first_password, last_day_of
from commitments.rules.phone import is_mobile, is_phone, plain_phone
from commitments.rules.separation import excluded_by, may_be_combined, may_decide

COMBINED = {
    frozenset(pair)
    for pair in (
        (Role.REPORTER, Role.LEADER), (Role.APPROVER, Role.LEADER), (Role.SUPERVISOR, Role.LEADER),
    )
}  # fmt: skip


@pytest.mark.parametrize(("first", "second"), list(itertools.combinations(Role, 2)))
def test_two_roles_meet_in_one_person_only_where_one_of_them_reads(first, second):
    assert may_be_combined(first, second) == (frozenset((first, second)) in COMBINED)
    assert may_be_combined(second, first) == may_be_combined(first, second)


def test_the_same_role_twice_excludes_nothing():
    assert all(may_be_combined(role, role) for role in Role)
    assert excluded_by(Role.REPORTER, [Role.LEADER, "", Role.APPROVER]) == Role.APPROVER
    assert excluded_by(Role.REPORTER, [Role.REPORTER, Role.LEADER]) == excluded_by("", [Role.AUDITOR]) == ""


@pytest.mark.parametrize(
    ("account", "proposed_by", "decider", "may"),
    [(1, 2, 3, True), (1, None, 3, True), (1, 2, 1, False), (1, 2, 2, False), (1, None, 1, False)],
)
def test_nobody_decides_on_their_own_account_or_proposal(account, proposed_by, decider, may):
    assert may_decide(account, proposed_by, decider) == may


def test_a_first_password_has_its_form_and_no_sign_that_can_be_mistaken():
    made = [first_password(random.Random(seed).choice) for seed in range(300)]
    assert all(FORM.fullmatch(each) for each in made)
    assert len(set(made)) == 300
    assert not set("".join(made)) & set("lioILO01")
    assert all(any(sign.isdigit() for sign in each) and any(sign.isalpha() for sign in each) for each in made)


def test_signs_of_one_kind_alone_are_drawn_again():
    letters = ["a"] * 15
    drawn = iter([*letters, *letters[:-1], "7"])
    assert first_password(lambda alphabet: next(drawn)) == "aaaaa-aaaaa-aaaa7"


def test_a_first_password_is_good_for_its_days():
    assert last_day_of(datetime.date(2024, 10, 24), 14) == datetime.date(2024, 11, 7)


@pytest.mark.parametrize(
    ("typed", "plain", "dialled", "mobile"),
    [
        ("13971234567", "13971234567", True, True),
        ("139-7123-4567", "13971234567", True, True),
        ("１３９ ７１２３ ４５６７", "13971234567", True, True),
        ("+86 13971234567", "13971234567", True, True),
        ("0086-13971234567", "13971234567", True, True),
        ("027-88936789", "027-88936789", True, False),
        ("（027）88936789", "02788936789", True, False),
        ("88936789", "88936789", True, False),
        ("88936789-8012", "88936789-8012", True, False),
        ("12345678901", "12345678901", False, False),
        ("1397123456", "1397123456", False, False),
        ("139712345678", "139712345678", False, False),
        ("无", "无", False, False),
        ("", "", False, False),
    ],
)
def test_a_telephone_number_is_read_as_people_write_it(typed, plain, dialled, mobile):
    assert plain_phone(typed) == plain
    assert (is_phone(plain), is_mobile(plain)) == (dialled, mobile)
