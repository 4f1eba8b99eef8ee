"""A prepared query says what its queryset says, for every caller's own values."""

import datetime

import pytest
from django.utils.translation import get_language, override

from commitments.choices import Role
from commitments.models import Plan, ProgressUpdate
from commitments.pages import prepared
from commitments.pages.overview import lists, query
from commitments.workflow.judgement.assessment import verdicts_on
from commitments.workflow.reports import moves
from commitments.workflow.snapshot.known_reports import end_of_day
from tests.world import make_approved, make_commitment, make_plan, make_update, moment

pytestmark = pytest.mark.django_db
DAYS = [datetime.date(2024, 7, 31), datetime.date(2024, 10, 24)]


def of_plan(*, plan, moment):
    found = ProgressUpdate.objects.filter(commitment__plan=plan, submitted_at__lt=moment).order_by("pk")
    return found.values_list("commitment", "cutoff", "submitted_at", "self_lamp")


def forgetful(*, plan, moment):
    return ProgressUpdate.objects.filter(commitment__plan=plan).values_list("pk")


@pytest.fixture
def told(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200", help_needed="请协调增容。")
    other = make_commitment(make_plan(key="other"), cast.department, code="4-1-4")
    make_approved(other, cast.reporter, cast.supervisor)
    return cast


@pytest.mark.parametrize("at", ["2024-07-01", "2024-10-24"])
def test_rows_are_those_of_the_queryset_whoever_asked_first(told, at):
    plans = Plan.objects.order_by("pk")
    assert len(plans) == 2
    for plan in plans:
        asked = {"plan": plan.pk, "moment": moment(at)}
        assert prepared.rows(of_plan, **asked) == list(of_plan(**asked))


def test_a_value_that_is_no_parameter_is_refused(cast):
    with pytest.raises(ValueError, match="forgetful makes no parameter of moment"):
        prepared.rows(forgetful, plan=cast.plan.pk, moment=moment())


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_walls_rows_are_the_models_own(told, day, language):
    verdicts_on(told.plan, day)
    asked = {"plan": told.plan.pk, "on": day, "before": DAYS[0], "led": day}
    with override(language):
        assert prepared.rows(query.standing_rows, get_language(), **asked) == list(
            query.standing_rows(language, **asked)
        )
    assert len(query.read_standing(told.plan, day, None)) == 1


@pytest.mark.parametrize("who", ["reporter", "outsider", "supervisor", "leader", "auditor", "system_admin"])
@pytest.mark.parametrize("of_past_day", [False, True])
def test_each_role_is_asked_for_as_itself(told, who, of_past_day):
    update = make_update(
        told.commitment, told.reporter, period="2024-Q4", value="10000", self_lamp="done", help_needed="请支持。"
    )  # fmt: skip
    moves.send_report(update, by=told.reporter, at=moment("2025-01-10"))
    reader, asked = getattr(told, who), {"plan": told.plan.pk, "moment": end_of_day(datetime.date(2025, 2, 1))}
    if reader.role == Role.REPORTER:
        asked["department"] = reader.department_id
    found = prepared.rows(lists.help_requests, reader.role, of_past_day, **asked)
    assert found == list(lists.help_requests(reader.role, of_past_day, **asked))
    newest = who in ("reporter", "supervisor", "leader") and not of_past_day
    assert [words for _commitment, words, _sent in found] == ["请支持。" if newest else "请协调增容。"]
