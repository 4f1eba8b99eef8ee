"""A prepared query says what its queryset says, for every caller's own values."""

import datetime
import gc
import json
import threading
import weakref

import pytest
from django.core.exceptions import FieldFetchBlocked
from django.db import connections
from django.utils.translation import get_language, override

from commitments.choices import Role
from commitments.models import Observation, Plan, ProgressUpdate, prepared
from commitments.pages import plan_shown
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


def twice(*, day):
    found = ProgressUpdate.objects.filter(period__ends__lte=day, cutoff__lte=day).order_by("pk")
    return found.values_list("pk", "cutoff")


def forgetful(*, plan, day):
    return ProgressUpdate.objects.filter(commitment__plan=plan).values_list("pk")


def reckoning(*, day):
    return ProgressUpdate.objects.filter(cutoff__lte=day + datetime.timedelta(30)).values_list("pk")


def branching(*, plan, day):
    found = ProgressUpdate.objects.filter(commitment__plan=plan, cutoff__lte=day)
    return (found if day < DAYS[0] else found.filter(state="approved")).values_list("pk")


def choosing(*, plan, day):
    state = "approved" if day < DAYS[0] else "draft"
    return ProgressUpdate.objects.filter(commitment__plan=plan, cutoff__lte=day, state=state).values_list("pk")


def confusing(*, first, second):
    return ProgressUpdate.objects.filter(cutoff__gte=min(first, second), cutoff__lte=first).values_list("pk")


def limited(*, number):
    return ProgressUpdate.objects.order_by("pk").values_list("pk")[:number]


def of_commitments(*, commitments, day):
    found = ProgressUpdate.objects.filter(commitment__in=commitments, cutoff__lte=day)
    return found.select_related("period").order_by("pk")


def not_of_commitments(*, commitments):
    return ProgressUpdate.objects.exclude(commitment__in=commitments).values_list("pk")


def with_figures(*, commitments):
    return ProgressUpdate.objects.filter(commitment__in=commitments).prefetch_related("observations")


def empty(*, plan):
    return ProgressUpdate.objects.none().filter(commitment__plan=plan).values_list("pk")


# A build, whole values for it, and the words it is refused with.
REFUSED = [
    (forgetful, {"plan": 1, "day": DAYS[0]}, "forgetful makes no parameter of day"),
    (reckoning, {"day": DAYS[0]}, "reckoning reckons with a value before the query: 1000-01-31"),
    (branching, {"plan": 1, "day": DAYS[0]}, "branching makes other SQL of other values"),
    (choosing, {"plan": 1, "day": DAYS[0]}, "choosing reckons with a value before the query: approved"),
    (confusing, {"first": DAYS[0], "second": DAYS[1]}, "confusing reckons with a value before the query"),
    (limited, {"number": 3}, "limited makes other SQL of other values"),
    (empty, {"plan": 1}, "empty asks for nothing"),
    (forgetful, {"plan": None, "day": DAYS[0]}, "plan is a NoneType: no value of a prepared query"),
    (of_commitments, {"commitments": [], "day": DAYS[0]}, "commitments is a list of 0: no value of a prepared query"),
    (with_figures, {"commitments": [1]}, "with_figures asks more than one query"),
    (forgetful, {"plan": True, "day": DAYS[0]}, "plan is a bool: no value of a prepared query"),
]


@pytest.fixture
def told(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200", help_needed="请协调增容。")
    other = make_commitment(make_plan(key="wuhan-2024"), cast.department, code="4-1-4")
    make_approved(other, cast.reporter, cast.supervisor)
    return cast


@pytest.mark.parametrize("at", ["2024-07-01", "2024-10-24"])
def test_rows_are_those_of_the_queryset_whoever_asked_first(told, at):
    plans = Plan.objects.order_by("pk")
    assert len(plans) == 2
    for plan in plans:
        asked = {"plan": plan.pk, "moment": moment(at)}
        assert prepared.rows(of_plan, **asked) == list(of_plan(**asked))


@pytest.mark.parametrize("day", [datetime.date(2024, 7, 1), *DAYS])
def test_a_value_may_be_used_twice(told, day):
    assert prepared.rows(twice, day=day) == list(twice(day=day))


def test_the_rows_of_a_value_used_twice_are_some(told):
    assert len(prepared.rows(twice, day=DAYS[1])) == 2


@pytest.mark.parametrize(("build", "values", "words"), REFUSED)
def test_what_cannot_be_prepared_is_refused_in_words(told, build, values, words):
    for _first_and_again in range(2):
        with pytest.raises(ValueError, match=words):
            prepared.prepared(build, **values)


@pytest.mark.parametrize("others", [0, 1, 2, 5])
def test_a_list_of_any_length_asks_for_its_keys_alone(told, others):
    commitments = [told.commitment.pk, *range(10**6, 10**6 + others)]
    found = prepared.models(of_commitments, commitments=commitments, day=DAYS[1])
    assert found == list(of_commitments(commitments=commitments, day=DAYS[1]))
    assert [update.commitment_id for update in found] == [told.commitment.pk]
    assert len(prepared.rows(not_of_commitments, commitments=commitments)) == 1


def test_lists_of_like_length_share_one_query(told):
    lengths = {id(prepared.prepared(not_of_commitments, commitments=[*range(1, n + 1)])) for n in (5, 6, 7, 8)}
    assert len(lengths) == 1


def test_models_come_with_what_was_joined_and_fetch_nothing_else(told):
    [update] = prepared.models(of_commitments, commitments=[told.commitment.pk], day=DAYS[1])
    assert update.period.code == "2024-Q3"
    with pytest.raises(FieldFetchBlocked):
        assert update.department


def test_one_may_fetch_what_it_is_asked_for(told):
    update = prepared.one(of_commitments, commitments=[told.commitment.pk], day=DAYS[1])
    assert update.department == told.department
    assert prepared.one(of_commitments, commitments=[10**6], day=DAYS[1]) is None


def figures_of(*, updates):
    return Observation.objects.filter(update__in=updates).order_by("pk")


def test_what_is_brought_along_is_what_django_prefetches(told):
    updates = prepared.models(of_commitments, commitments=[told.commitment.pk], day=DAYS[1])
    keys = [update.pk for update in updates]
    prepared.prefetch(updates, "observations", prepared.models(figures_of, updates=keys), "update_id")
    [row] = updates[0].observations.all()
    assert row.update is updates[0]
    assert row == updates[0].observations.get()
    assert list(updates[0].observations.select_related("indicator")) == [row]


def test_what_is_remembered_is_asked_once_for_each_of_its_values(told, django_assert_num_queries):
    ask, asked = prepared.Remembered().models, {"commitments": [told.commitment.pk]}
    with django_assert_num_queries(2):
        early, late = (ask(of_commitments, **asked, day=day) for day in DAYS)
        assert ask(of_commitments, **asked, day=DAYS[1]) is late
    assert early == []
    assert late == list(of_commitments(**asked, day=DAYS[1]))


def test_a_thread_that_ends_takes_its_connection_along(told):
    """A server with a thread for each request would keep every one of them, open files and all."""
    seen = []

    def asks():
        prepared.prepared(of_commitments, commitments=[*range(1, 4000)], day=DAYS[1]).converters()
        seen.append(weakref.ref(connections["default"]))

    thread = threading.Thread(target=asks)
    thread.start()
    thread.join()
    gc.collect()
    assert [wrapper() for wrapper in seen] == [None]


def test_another_connection_converts_by_what_it_knows_itself(told):
    asked = {"commitments": [told.commitment.pk], "day": DAYS[1]}
    query, own = prepared.prepared(of_commitments, **asked), connections["default"]
    query.converters()
    assert own.converters_prepared[id(query)][0] is query
    functions = [function for pair in query.converters().values() for function in pair[0]]
    bound = [function.__self__ for function in functions if hasattr(function, "__self__")]
    assert own.ops in bound or own.vendor == "postgresql"


@pytest.mark.parametrize("who", ["reporter", "approver", "supervisor", "leader", "auditor", "system_admin"])
def test_the_plan_of_every_page_is_the_models_own(told, who):
    reader = told.with_approver() if who == "approver" else getattr(told, who)
    found = plan_shown.plan_shown(reader, told.plan.key)
    own = plan_shown.plan_with_counts(reader.role, key=told.plan.key, **plan_shown.asked_of(reader)).get()
    names = ("pk", "waiting", "contributions", "deputy", "to_do")
    assert [getattr(found, name) for name in names] == [getattr(own, name) for name in names]
    assert own.others
    assert json.loads(found.others) == own.others


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
