"""A contribution that was returned keeps what it said, and both departments read what was changed since."""

import pytest
from django.db import IntegrityError, transaction

from commitments.models import Contribution, SentBack
from commitments.workflow.reports import contributions
from commitments.workflow.reports.contribution_returns import contribution_returns
from tests.world import file_contribution, make_contribution, make_evidence, make_update, moment

pytestmark = pytest.mark.django_db
PAGE = "/wuchang-2024/contributions/"


@pytest.fixture
def returned(cast):
    """Return a contribution with text, figure and file that the lead returned."""
    made = make_contribution(cast.commitment, cast.other, cast.reporter)
    make_evidence(made, cast.outsider)
    filed = file_contribution(made, cast.outsider, value="1200")
    back = {"by": cast.reporter, "at": moment("2024-10-16"), "reason": "缺附属小学。"}
    return contributions.return_contribution(filed, **back)


def filed_again(cast, contribution, **more):
    return file_contribution(
        contribution, cast.outsider, **({"text": "学校建成充电桩1300根。", "value": "1300"} | more)
    )


def test_what_it_said_is_kept_with_reason_and_name(cast, returned):
    kept = SentBack.objects.get()
    assert (kept.contribution, kept.update, kept.by, kept.note) == (returned, None, cast.reporter, "缺附属小学。")
    assert kept.said["texts"] == {"text": "学校建成充电桩1200根。"}
    assert [figure["value"] for figure in kept.said["figures"].values()] == ["1200"]
    assert list(kept.said["files"].values()) == ["验收单.pdf"]


def test_what_was_changed_since_is_named(cast, returned):
    (last,) = contribution_returns([filed_again(cast, returned)])[returned.pk]
    assert [row.part for row in last.changes] == ["texts", "figures"]
    assert (last.changes[0].before, last.changes[0].now) == ("学校建成充电桩1200根。", "学校建成充电桩1300根。")


def test_filed_again_as_it_was_it_is_unchanged(cast, returned):
    again = filed_again(cast, returned, text="学校建成充电桩1200根。", value="1200")
    assert contribution_returns([again])[again.pk][0].unchanged


def test_each_return_stands_by_itself_the_newest_first(cast, returned):
    again = filed_again(cast, returned)
    contributions.return_contribution(again, by=cast.reporter, at=moment("2024-10-17"), reason="再核。")
    again.refresh_from_db()
    assert [each.reason for each in contribution_returns([again])[again.pk]] == ["再核。", "缺附属小学。"]


def test_any_number_takes_one_query_for_the_returns_and_none_takes_none(cast, returned, django_assert_num_queries):
    again = Contribution.objects.with_people().get()
    for found, queries in (([again], 1), ([], 0)):
        with django_assert_num_queries(queries):
            assert set(contribution_returns(found)) == {each.pk for each in found}


@pytest.mark.parametrize("who", ["reporter", "outsider"])
def test_both_departments_read_it_once_it_is_filed_again(cast, client, returned, who):
    client.force_login(getattr(cast, who))
    assert "以下内容有改动" not in client.get(PAGE).content.decode()
    filed_again(cast, returned)
    page = client.get(PAGE).content.decode()
    assert "缺附属小学。" in page
    assert "学校建成充电桩1200根。" in page[page.index('class="rtd"') :]


def test_it_belongs_to_a_report_or_to_a_contribution(cast, returned):
    said = {"by": cast.reporter, "at": moment(), "note": "x", "said": {}}
    for both in ({}, {"update": make_update(cast.commitment, cast.reporter), "contribution": returned}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SentBack.objects.create(**said, **both)
