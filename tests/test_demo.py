"""The demo: the real plan and the whole sample, written through the verbs."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from commitments.choices import ContributionState, DataState, Lamp, UpdateState
from commitments.documents.bulletin_data import bulletin_data
from commitments.documents.bulletin_pdf import BULLETIN_TEMPLATE, printed_bulletin
from commitments.documents.typesetting import page_images
from commitments.models import (
    Contribution,
    Delegation,
    HistoryEntry,
    Installation,
    Observation,
    Plan,
    ProgressUpdate,
    User,
)
from commitments.workflow.judgement.assessment import verdicts_on
from commitments.workflow.record import first_broken_entry
from tests.paper import LOW_PPI
from tests.world import TODAY

DATA = "commitments/data/wuchang-2024"


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Load plan and sample once for this module, in a transaction that is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_plan", DATA, verbosity=0)
        call_command("demo", verbosity=0)
        yield Plan.objects.get(key="wuchang-2024")
        transaction.set_rollback(True)


def test_every_lamp_burns_and_they_add_up(demo):
    lamps = [verdict.official for verdict in verdicts_on(demo, TODAY).values()]
    counts = {lamp: lamps.count(lamp) for lamp in Lamp.values}
    assert sum(counts.values()) == 195
    assert all(counts.values()), counts


def test_the_sample_tells_every_story(demo):
    verdicts = verdicts_on(demo, TODAY).values()
    assert sum(v.report_days_late > 0 for v in verdicts) == 8
    assert {UpdateState.RETURNED, UpdateState.SUBMITTED, UpdateState.APPROVED} <= set(
        ProgressUpdate.objects.values_list("state", flat=True)
    )
    assert set(Observation.objects.values_list("state", flat=True)) == set(DataState.values)
    assert ProgressUpdate.objects.filter(revision=2).exists()
    assert ProgressUpdate.objects.filter(submitted_at__date__gt="2024-07-22", period__code="2024-Q2").exists()


def test_everything_is_marked_as_sample(demo):
    assert Installation.objects.is_demo()
    assert not ProgressUpdate.objects.filter(sample=False).exists()
    assert not Contribution.objects.filter(sample=False).exists()
    own = HistoryEntry.objects.filter(action__regex="^(part|delegation)_")
    assert (own.count(), own.filter(sample=False).count()) == (8, 0)


def test_the_sample_holds_contributions_in_every_hand_and_a_deputy(demo):
    states = {contribution.state for contribution in Contribution.objects.all()}
    assert states == {ContributionState.ASKED, ContributionState.FILED, ContributionState.TAKEN}
    assert sum(contribution.days_late(TODAY) > 0 for contribution in Contribution.objects.all()) == 1
    assert "\n区园林林业局：" in ProgressUpdate.objects.get(commitment__code="4-1-8", period__code="2024-Q3").narrative
    assert Delegation.objects.on(TODAY).count() == 1
    assert ProgressUpdate.objects.exclude(signed_for=None).exists()


def test_the_history_of_the_sample_is_whole(demo):
    assert first_broken_entry() is None
    assert HistoryEntry.objects.count() > 1000


def test_business_times_precede_the_pinned_day(demo):
    assert HistoryEntry.objects.order_by("-at").first().at.date() <= TODAY


def test_no_demo_account_has_a_password(demo):
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_the_shared_indicator_is_entered_once(demo):
    shared = demo.commitments.get(code="2-3-6").targets.get().indicator
    givers = shared.observations.exclude(update=None).values_list("update__commitment__code", flat=True)
    assert set(givers) == {"0-4-1"}


@pytest.mark.django_db
def test_the_demo_leaves_a_real_database_alone(db):
    call_command("load_plan", DATA, verbosity=0)
    User.objects.create_user("real", name="real")
    with pytest.raises(CommandError):
        call_command("demo")
    assert not ProgressUpdate.objects.exists()


SCREENS = {
    "": "supervisor", "ledger/?per=195": "supervisor", "report/": "supervisor", "review/?department=JSJ": "supervisor",
    "desk/": "jsj-reporter", "signoff/": "jsj-approver", "behind/measured/": "supervisor", "bulletins/": "supervisor",
    "contributions/": "jsj-reporter",
}  # fmt: skip


def queries(client, screen) -> int:
    client.force_login(User.objects.get(username=SCREENS[screen]))
    client.get(f"/wuchang-2024/{screen}")
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/wuchang-2024/{screen}").status_code == 200
    return len(captured)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_asks_as_often_for_195_commitments_as_for_twenty(demo, client, screen):
    with transaction.atomic():
        whole = queries(client, screen)
        # Reports of two periods wait for review, and each period has its own facts: both are kept, the same one opens.
        corrected = demo.commitments.filter(updates__corrects__isnull=False).values_list("pk", flat=True)
        own = demo.commitments.filter(assignments__department__code="JSJ").order_by("pk")
        kept = own.values_list("pk", flat=True)[:20]
        rest = demo.commitments.exclude(pk__in=[*corrected, *kept])
        rest.update(withdrawn_on=TODAY, withdrawn_reason="测试")
        twenty = queries(client, screen)
        transaction.set_rollback(True)
    assert twenty == whole <= 50


def test_the_sample_corrects_in_every_hand_and_keeps_both_texts(demo):
    made = ProgressUpdate.objects.exclude(corrects=None).order_by("commitment__code")
    assert list(made.values_list("commitment__code", "state", "by_office")) == [
        ("2-2-1", UpdateState.SUBMITTED, True),
        ("4-2-10", UpdateState.APPROVED, False),
        ("4-2-11", UpdateState.SUBMITTED, False),
    ]
    correction = made.get(state=UpdateState.APPROVED)
    values = [int(each.observations.get().value) for each in (correction.corrects, correction)]
    assert values == [8150, 8230]


def test_the_bulletin_of_the_whole_plan_keeps_to_its_length(demo):
    data = bulletin_data(demo.periods.get(code="2024-Q3"), TODAY)
    pages = page_images(BULLETIN_TEMPLATE, printed_bulletin(data), TODAY, ppi=LOW_PPI)
    assert sum(len(paragraph["items"]) for section in data["sections"] for paragraph in section["paragraphs"]) == 195
    assert 30 <= len(pages) <= 45
