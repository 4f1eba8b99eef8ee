"""An indicator's definition changed in the administration waits for the office's approval again."""

import pytest

from commitments.choices import PlanState
from commitments.models import HistoryEntry, Plan
from tests.test_admin import EMPTY_TARGETS
from tests.world import TODAY

pytestmark = pytest.mark.django_db
EMPTY_INLINE = {"paragraphs-TOTAL_FORMS": "0", "paragraphs-INITIAL_FORMS": "0"}


def test_another_definition_waits_for_approval_again(cast, client):
    indicator = cast.target.indicator
    indicator.definition, indicator.source, indicator.approved_by = "建成的充电桩", "区建设局", cast.supervisor
    indicator.approved_on = TODAY
    indicator.save()
    client.force_login(cast.supervisor)
    page, sent = f"/admin/commitments/indicator/{indicator.pk}/change/", {"name": indicator.name, "source": "区建设局"}
    client.post(page, sent | EMPTY_TARGETS | {"definition": "投用的充电桩"})
    indicator.refresh_from_db()
    assert (indicator.definition, indicator.is_defined) == ("投用的充电桩", False)


@pytest.mark.parametrize(("state", "read"), [(PlanState.DRAFT, False), (PlanState.OPEN, True)])
def test_what_is_changed_in_a_draft_is_no_act_an_auditor_reads(cast, client, state, read):
    Plan.objects.update(state=state)
    section = cast.plan.sections.get()
    client.force_login(cast.supervisor)
    said = {"number": "(四)", "title": "改过的标题", "short_title": "改", **EMPTY_INLINE}
    client.post(f"/admin/commitments/section/{section.pk}/change/", said)
    assert HistoryEntry.objects.get(action="section_change").approved is read
