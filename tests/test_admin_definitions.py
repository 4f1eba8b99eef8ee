"""An indicator's definition changed in the administration waits for the office's approval again."""

import pytest

from tests.test_admin import EMPTY_TARGETS
from tests.world import TODAY

pytestmark = pytest.mark.django_db


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
