"""Duties set and handed over at the same moment: one lead on every day, and nobody waits in a circle."""

import datetime
from functools import partial

from commitments.models import Assignment, Department, Handover
from commitments.rules.duties import DutyChange
from commitments.workflow.planning.duties import change_duties, current_duties, duties_version
from commitments.workflow.planning.handovers import HandoverWish, decide_handover
from tests.world import make_department, moment

from .racing import ROUNDS, racers, refused

DAY = datetime.date(2024, 10, 24)


def leads(commitment) -> list:
    return list(commitment.assignments.current().filter(role="lead").values_list("department", flat=True))


def set_lead(cast, commitment, department, by):
    version = duties_version(commitment, current_duties([commitment.pk])[commitment.pk])
    change = DutyChange("lead", "replace", (department.pk,))
    said = {"by": by, "at": moment(str(DAY)), "reason": "同时改。"}
    return partial(change_duties, cast.plan, {commitment.pk: version}, change, **said)


def test_two_supervisors_set_two_leads_and_one_is_told(cast, another):
    third = make_department("CGJ", "区城管局")
    with racers() as both:
        for _round in range(ROUNDS // 4):
            row = another()
            ends = both.race(
                set_lead(cast, row, cast.other, cast.supervisor), set_lead(cast, row, third, cast.second_supervisor)
            )
            assert refused(ends) == ["Stale"]
            assert leads(row) in ([cast.other.pk], [third.pk])


def test_two_handovers_of_one_department_make_one(cast, another):
    with racers() as both:
        for number in range(ROUNDS // 10):
            former, heirs = (
                make_department(f"A{number}", f"甲{number}局"),
                [make_department(f"B{number}-{n}", f"乙{number}{n}局") for n in (1, 2)],
            )
            row = another()
            Assignment.objects.filter(commitment=row).update(department=former)
            acts = [
                partial(
                    decide_handover, cast.plan, HandoverWish(former, heir, DAY), by=cast.supervisor,
                    at=moment(str(DAY)), reason="合并。",
                )
                for heir in heirs
            ]  # fmt: skip
            assert refused(both.race(*acts)) == ["Refused"]
            assert leads(row)[0] in [heir.pk for heir in heirs]
            assert Department.objects.get(pk=former.pk).successor in heirs


def test_a_lead_set_while_its_department_hands_over_ends_with_one_lead(cast, another):
    with racers() as both:
        for number in range(ROUNDS // 10):
            former, heir = (
                make_department(f"A{number}", f"甲{number}局"),
                make_department(f"B{number}", f"乙{number}局"),
            )
            row = another()
            merge = partial(
                decide_handover, cast.plan, HandoverWish(former, heir, DAY), by=cast.supervisor, at=moment(str(DAY)),
                reason="合并。",
            )  # fmt: skip
            Assignment.objects.filter(commitment=row).update(department=former)
            ends = both.race(merge, set_lead(cast, row, cast.other, cast.second_supervisor))
            assert isinstance(ends[0], Handover)
            assert leads(row) == ([heir.pk] if refused(ends) else [cast.other.pk])
