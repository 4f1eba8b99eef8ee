"""Who was in charge on a day gone by: pages and papers of that day name him, whoever took over since."""

import pytest

from commitments.admin.site import site
from commitments.choices import Role
from commitments.models import Assignment, Department, FormerLeader
from commitments.workflow.planning.duties import put_in_charge
from tests.world import make_approved, make_commitment, make_support, make_user, moment

pytestmark = pytest.mark.django_db
BEFORE, AFTER = "2024-10-19", "2024-10-20"
OVERVIEW, LEDGER = "/wuchang-2024/", "/wuchang-2024/ledger/"


@pytest.fixture
def leaders(cast):
    """Have the department's leader followed by another on the 20th, and one commitment's own put in charge then."""
    first, second, own = (make_user(name, Role.LEADER) for name in ("林某", "顾某", "何某"))
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    other = make_commitment(cast.plan, cast.department, "4-1-2", "推进海绵城市建设", kind="qualitative")
    Department.objects.filter(pk=cast.department.pk).update(leader=second)
    FormerLeader.objects.create(department=cast.department, leader=first, until=AFTER)
    said = {"by": cast.supervisor, "at": moment(AFTER), "reason": "分工调整。"}
    put_in_charge(cast.plan, {other.pk: None}, own, **said)
    return other


def page(client, cast, address: str, day: str, **more) -> str:
    client.force_login(cast.supervisor)
    return client.get(address, {"on": day} | more).content.decode()


@pytest.mark.parametrize(
    ("address", "more"), [("/wuchang-2024/commitment/4-1-1/", {}), (f"{LEDGER}csv/", {"columns": "all"})]
)
def test_the_leader_of_the_day_is_named(client, cast, leaders, address, more):
    for day, named, other in ((BEFORE, "林某", "顾某"), (AFTER, "顾某", "林某")):
        text = page(client, cast, address, day, **more)
        assert named in text
        assert other not in text


def test_the_ledgers_column_names_the_leaders_of_the_day(client, cast, leaders):
    client.force_login(cast.supervisor)
    for day, named in ((BEFORE, ["林某", "林某"]), (AFTER, ["顾某", "何某"])):
        table = client.get(LEDGER, {"on": day, "cols": "leader"}).context["table"]
        assert [row.record.leader for row in table.rows] == named


def test_one_put_in_charge_by_name_follows_from_its_day_on(client, cast, leaders):
    address = "/wuchang-2024/commitment/4-1-2/"
    assert "林某" in page(client, cast, address, BEFORE)
    assert "何某" in page(client, cast, address, AFTER)


def counts(client, cast, day) -> dict:
    client.force_login(cast.supervisor)
    people = client.get(f"{OVERVIEW}behind/leaders/", {"on": day}).context["groups"]
    return {group.who.name: len(group.items) for group in people}


def test_the_overview_counts_by_the_leaders_of_the_day(client, cast, leaders):
    assert counts(client, cast, BEFORE) == {"林某": 2}
    assert counts(client, cast, AFTER) == {"顾某": 1, "何某": 1}


@pytest.mark.parametrize(
    ("day", "username", "codes"),
    [(BEFORE, "林某", {"4-1-1", "4-1-2"}), (BEFORE, "顾某", set()), (BEFORE, "何某", set()), (AFTER, "林某", set()),
     (AFTER, "顾某", {"4-1-1"}), (AFTER, "何某", {"4-1-2"})],
)  # fmt: skip
def test_the_ledger_is_filtered_by_the_leaders_of_the_day(client, cast, leaders, day, username, codes):
    client.force_login(cast.supervisor)
    table = client.get(LEDGER, {"on": day, "leader": username}).context["table"]
    assert {row.record.code for row in table.rows} == codes


def test_another_leader_of_a_department_set_in_the_admin_leaves_the_former_one(client, cast, leaders):
    admin = make_user("root", Role.SYSTEM_ADMIN)
    client.force_login(admin)
    address = f"/admin/commitments/department/{cast.department.pk}/change/"
    form = client.get(address).context["adminform"].form
    data = {name: form[name].value() or "" for name in form.fields} | {"order": 0, "leader": "", "_save": ""}
    assert client.post(address, data).status_code == 302
    assert FormerLeader.objects.last().leader.name == "顾某"
    assert site.is_registered(Department)


def test_the_card_of_a_past_day_names_who_bore_it_then(client, cast, leaders, monkeypatch):
    told = {}
    monkeypatch.setattr("commitments.pages.commitment.card.card_pdf", lambda data: told.update(data) or b"%PDF-")
    Assignment.objects.filter(pk=make_support(cast.commitment, cast.other).pk).update(valid_from=AFTER)
    client.force_login(cast.supervisor)
    for day, leader, supporting in ((BEFORE, "林某", False), (AFTER, "顾某", True)):
        client.get("/wuchang-2024/commitment/4-1-1/card/", {"on": day})
        people = dict(told["people"])
        assert (people["分管领导"], "配合单位" in people) == (leader, supporting)
