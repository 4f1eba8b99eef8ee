"""What stops a row of a brought table is offered with its likely correction, put in by a button and looked at again."""

import json

import pytest

from tests.pages.test_breakdown_page import draft, look, pasted, written  # noqa: F401 - the fixture is found here
from tests.world import make_department

pytestmark = pytest.mark.django_db


@pytest.fixture
def names(cast):
    return make_department("FGJ", "区发改局"), cast.department


def offered(page) -> list[str]:
    """Return what is offered beside errors and what is odd, in order."""
    found = [likely for _row, _words, likely in page.context["errors"]]
    found += [likely for _row, _title, words in page.context["odd"] for _each, likely in words]
    return [one for likely in found for one in likely]


def press(client, draft, page, likely):  # noqa: F811
    assert f'value="{likely.sent}"'.replace('"', "") in page.content.decode().replace("&quot;", "").replace('"', "")
    return look(client, draft, sheet=page.context["sent"], mend=likely.sent)


def test_a_department_nobody_knows_is_mended_wherever_the_table_has_it(client, draft, names):  # noqa: F811
    page = look(client, draft, pasted=pasted(["1", "项目", "新建学校", "3所", "区发改委", "6月"],
                                             ["2", "民生", "优化服务", "", "区建设局、区发改委", "9月"]))  # fmt: skip
    assert [each.likely for each in offered(page)] == ["区发改局", "区发改局"]
    after = press(client, draft, page, offered(page)[0])
    assert "共2格" in after.content.decode()
    assert (after.context["errors"], draft.commitments.count()) == ([], 0)
    assert written(client, draft, after).status_code == 302
    bearing = [[(duty.department.code, duty.role) for duty in row.current_duties] for row in draft.commitments.all()]
    assert bearing == [[("FGJ", "lead")], [("JSJ", "responsible"), ("FGJ", "responsible")]]


@pytest.mark.parametrize(
    ("due", "likely"), [("2024年12月31日", "2025-12-31"), ("2025.1131", "2025-11-30"), ("2026-03-01", "2025-03-01")]
)
def test_a_day_outside_the_year_is_mended_in_its_own_row(client, draft, names, due, likely):  # noqa: F811
    page = look(client, draft, pasted=pasted(["1", "项目", "新建学校", "3所", "区建设局", due]))
    after = press(client, draft, page, next(each for each in offered(page) if each.likely == likely))
    assert after.context["errors"] == []
    assert after.context["table"].tasks[0].due.isoformat() == likely


@pytest.mark.parametrize("mend", ["", "[]", '["unknown_department", "区发改委", "区教育局", 0]', "x" * 3000])
def test_what_no_button_offers_is_refused_and_changes_nothing(client, draft, names, mend):  # noqa: F811
    page = look(client, draft, pasted=pasted(["1", "项目", "新建学校", "3所", "区发改委", "6月"]))
    assert json.loads(offered(page)[0].sent)[1:3] == ["区发改委", "区发改局"]
    assert look(client, draft, sheet=page.context["sent"], mend=mend).status_code == 422
