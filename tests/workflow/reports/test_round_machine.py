"""The round as a machine: whoever does whatever in whatever order, these hold after every step."""

import pytest
from django.core import serializers
from django.db import transaction
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from commitments.choices import Role, UpdateState
from commitments.models import HistoryEntry, ProgressUpdate
from commitments.workflow.record import first_broken_entry
from commitments.workflow.refusals import Incomplete, Refused, Stale
from commitments.workflow.reports import corrections, delegation, drafts, moves, review
from tests.world import TODAY, Cast, make_update, make_user, moment

NOW = moment("2024-10-24")
WHO = ("reporter", "colleague", "approver", "supervisor", "second_supervisor", "outsider", "leader", "auditor")
# The name of each move in rules.update_moves → the verb that makes it.
VERBS = {
    "send": lambda update, by: moves.send_report(update, by=by, at=NOW),
    "sign": lambda update, by: moves.sign_report(update, by=by, at=NOW),
    "send_back": lambda update, by: moves.send_report_back(update, by=by, at=NOW, note="请补充。"),
    "withdraw": lambda update, by: moves.withdraw_report(update, by=by, at=NOW),
    "approve": lambda update, by: review.approve_report(update, by=by, at=NOW),
    "return": lambda update, by: review.return_report(update, by=by, at=NOW, reason="请补充。"),
    "correct": lambda update, by: corrections.start_correction(update, by=by, at=NOW, reason="漏报。"),
}
SENDS = {"send_to_sign", "submit"}
# Without shrinking: a failing walk is printed as it was, and in seconds.
SETTINGS = settings(max_examples=30, stateful_step_count=30, deadline=None, phases=[Phase.explicit, Phase.generate])


def named(moves: frozenset) -> set:
    """Return the moves by the verbs that make them: sending is one verb whether somebody signs or not."""
    return {"send" if move in SENDS else move for move in moves}


class Round(RuleBasedStateMachine):
    """One commitment of a department with or without an approver, and everybody who might touch it."""

    with_approver = True

    @initialize(deputised=st.booleans())
    def begin(self, deputised):
        self.savepoint = transaction.savepoint_create()
        self.cast = cast = Cast()
        cast.colleague = make_user("judy", Role.REPORTER, cast.department)
        cast.approver = make_user("ivan", Role.APPROVER, cast.department if self.with_approver else cast.other)
        if deputised and self.with_approver:
            days = {"starts": TODAY, "ends": TODAY}
            delegation.delegate(deputy=cast.colleague, **days, by=cast.approver, at=NOW)
        self.frozen = {}

    def teardown(self):
        if hasattr(self, "savepoint"):
            transaction.savepoint_rollback(self.savepoint)

    @property
    def newest(self) -> ProgressUpdate | None:
        return self.cast.commitment.updates.order_by("-revision").first()

    @rule(who=st.sampled_from(WHO))
    def writes(self, who):
        before = HistoryEntry.objects.count()
        update, by = self.newest, getattr(self.cast, who)
        version = update.version if update and update.state == UpdateState.DRAFT else None
        try:
            with transaction.atomic():
                if update is None:
                    make_update(self.cast.commitment, by, value="6200")
                else:
                    entry = corrections.entry_of(update)
                    drafts.save_draft(update.commitment, update.period, entry, by=by, version=version)
        except (Refused, Stale):
            assert self.newest == update
        assert HistoryEntry.objects.count() == before

    @rule(who=st.sampled_from(WHO), move=st.sampled_from(sorted(VERBS)))
    def tries(self, who, move):
        if self.newest is not None:
            self.make(move, self.newest, getattr(self.cast, who))

    @rule(pick=st.integers(0, 999))
    def goes_on(self, pick):
        """Make one of the moves somebody may make now: chance alone would seldom get this far."""
        update = self.newest
        if update is None:
            return self.writes(("reporter", "colleague", "approver")[pick % 3])
        people = [getattr(self.cast, who) for who in WHO]
        offers = [(move, by) for by in people for move in sorted(named(update.moves_for(by, TODAY)))]
        if offers:
            move, by = offers[pick % len(offers)]
            self.make(move, update, by)
        return None

    def make(self, move, update, by):
        entries, state, offered = HistoryEntry.objects.count(), update.state, update.moves_for(by, TODAY)
        try:
            with transaction.atomic():
                VERBS[move](update, by)
        except Refused:
            assert move not in named(offered)
            assert (HistoryEntry.objects.count(), self.newest.state) == (entries, state)
        except Incomplete:
            assert (HistoryEntry.objects.count(), self.newest.state) == (entries, state)
        else:
            assert move in named(offered)
            assert HistoryEntry.objects.count() == entries + 1

    @invariant()
    def at_most_one_is_under_way(self):
        if hasattr(self, "cast"):
            assert self.cast.commitment.updates.filter(state__in=UpdateState.undecided()).count() <= 1

    @invariant()
    def nobody_signed_or_approved_their_own_and_no_step_was_skipped(self):
        for update in self.updates(UpdateState.APPROVED):
            assert update.decided_by_id != update.author_id != update.signed_by_id
            assert update.submitted_at is not None
            assert update.by_office or not self.with_approver or update.signed_by_id is not None

    @invariant()
    def the_approved_never_changes(self):
        for update in self.updates(UpdateState.APPROVED):
            content = serializers.serialize("json", [update, *update.observations.order_by("pk")])
            assert self.frozen.setdefault(update.pk, content) == content

    @invariant()
    def the_chain_is_whole(self):
        assert first_broken_entry() is None

    def updates(self, state):
        return self.cast.commitment.updates.filter(state=state) if hasattr(self, "cast") else ()


class RoundWithoutApprover(Round):
    with_approver = False


@pytest.mark.django_db
@pytest.mark.parametrize("machine", [Round, RoundWithoutApprover])
def test_whatever_anybody_does_the_round_holds(machine):
    run_state_machine_as_test(machine, settings=SETTINGS)
