"""The room of accounts: a table brought and looked at, proposals in one list, granted or refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.choices import Role
from commitments.models import Department, HistoryEntry, RoleDecision, User
from tests.documents.test_load_departments import workbook
from tests.world import form_key, make_department, make_user

pytestmark = pytest.mark.django_db
URL = "/enrolment/"
HEADS = "用户名,姓名,单位,角色,手机\n"
TWO = HEADS + "zhang,张三,区建设局,填报员,139 7123 4567\nli,李四,区教育局,审定人,\n"


@pytest.fixture(scope="module")
def scene():
    """Keep nothing for the next test: their accounts would be counted."""


@pytest.fixture
def system(client, cast):
    client.force_login(cast.system_admin)
    return client


def look(client, text=TWO, **more):
    return client.post(f"{URL}look/", {"pasted": text} | more)


def write(client, text=TWO, key=None):
    shown = look(client, text).context["read"]
    sent = {"pasted": shown.text, "seen": shown.version, "key": key or form_key()}
    return client.post(f"{URL}write/", sent, follow=True)


def newcomers():
    return User.objects.exclude(proposed_role="")


FORMS = {
    "utf-8.csv": TWO.encode(), "gb18030.csv": TWO.encode("gb18030"), "table.xlsx": workbook(TWO),
    "tabs.txt": TWO.replace(",", "\t").encode(),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_a_table_in_any_form_is_looked_at_before_anything_is_written(system, name):
    answer = look(system, "", file=SimpleUploadedFile(name, FORMS[name]))
    assert answer.context["counts"] == {"create": 2, "change": 0, "same": 0, "refuse": 0}
    assert not newcomers().exists()


def test_a_workbook_s_lines_keep_their_numbers(system):
    lines = look(system, "", file=SimpleUploadedFile("t.xlsx", workbook(TWO))).context["read"].lines
    assert [line.line for line in lines] == [3, 4]


def test_what_was_shown_is_proposed_and_lets_nobody_in(system, client):
    assert write(system).redirect_chain == [(URL, 302)]
    zhang = User.objects.get(username="zhang")
    assert (zhang.role, zhang.proposed_role, zhang.phone) == ("", Role.REPORTER, "13971234567")
    assert not zhang.has_usable_password()
    client.force_login(zhang)
    assert client.get(URL).url.startswith("/accounts/login/")


def test_the_same_table_twice_changes_nothing(system):
    write(system)
    entries = HistoryEntry.objects.count()
    again = look(system)
    assert again.context["counts"]["same"] == 2
    assert "无需写入" in again.content.decode()
    write(system)
    assert HistoryEntry.objects.count() == entries


def test_a_form_sent_twice_writes_once(system):
    key = form_key()
    write(system, key=key)
    entries = HistoryEntry.objects.count()
    assert entries
    write(system, key=key)
    assert HistoryEntry.objects.count() == entries


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("zhang,张三,区天文局,填报员,", "没有这个单位"),
        ("zhang,张三,区旧局,填报员,", "不存在"),
        ("zhang,张三,,填报员,", "必须属于"),
        ("zhang,张三,区建设局,皇帝,", "皇帝"),
        ("alice,张三,区建设局,填报员,", "已属于"),
        ("li,张三,区建设局,填报员,", "两次"),
        ("zhang,张三,区建设局,填报员,110", "不是电话号码"),
        ("zhang san,张三,区建设局,填报员,", "用户名"),
        ("zhang,,区建设局,填报员,", "姓名"),
    ],
)
def test_a_wrong_line_is_named_with_its_reason_and_keeps_all_out(system, line, words):
    make_department("JJJ", "区旧局", valid_to="2024-10-01")
    text = HEADS + "li,李四,区教育局,审定人,\n" + line + "\n"
    answer = look(system, text)
    (refused,) = [each for each in answer.context["read"].lines if each.outcome == "refuse"]
    assert refused.line == 3
    assert words in answer.content.decode()
    assert "data-write" not in answer.content.decode()
    assert write(system, text).status_code == 422
    assert not newcomers().exists()


@pytest.mark.parametrize("text", ["", "甲乙丙", "用户名,姓名\nzhang,张三\n", HEADS])
def test_what_is_no_table_of_accounts_is_said_so(system, text):
    answer = look(system, text)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_a_table_that_would_do_something_else_by_now_is_shown_again(system):
    shown = look(system).context["read"]
    User.objects.create(username="zhang", name="张三")
    answer = system.post(f"{URL}write/", {"pasted": shown.text, "seen": shown.version, "key": form_key()})
    assert answer.status_code == 409
    assert not newcomers().exists()


def test_an_address_is_asked_for_its_form(system):
    text = "用户名,姓名,单位,角色,邮箱\nzhang,张三,区建设局,填报员,zhang@\n"
    assert look(system, text).context["counts"]["refuse"] == 1


@pytest.fixture
def proposed(cast):
    """Return two accounts that wait."""
    more = {"proposed_by": cast.system_admin, "password": "!"}
    return [
        make_user("zhang", "", cast.department, proposed_role=Role.REPORTER, **more),
        make_user("li", "", cast.other, proposed_role=Role.APPROVER, **more),
    ]


@pytest.fixture
def security(client, cast):
    client.force_login(cast.security_admin)
    return client


def tokens(client, query=""):
    return [row.token for row in client.get(URL + query).context["found"].rows]


def decide(client, act, ticks, query="", **more):
    return client.post(f"{URL}{act}/{query}", {"a": ticks, "key": form_key()} | more)


def test_the_list_is_filtered_by_department_and_role(security, proposed):
    assert len(tokens(security)) == 2
    assert len(tokens(security, "?department=JSJ")) == 1
    assert len(tokens(security, "?role=approver")) == 1
    assert tokens(security, "?department=JSJ&role=approver") == tokens(security, "?department=nowhere") == []


def test_both_administrators_see_the_list_and_one_of_them_ticks(security, client, cast, proposed):
    assert 'name="a"' in security.get(URL).content.decode()
    client.force_login(cast.system_admin)
    page = client.get(URL).content.decode()
    assert "zhang" in page
    assert 'name="a"' not in page


def test_what_one_proposed_oneself_has_no_tick(client, cast, proposed):
    User.objects.filter(pk=cast.system_admin.pk).update(role=Role.SECURITY_ADMIN)
    client.force_login(User.objects.get(pk=cast.system_admin.pk))
    page = client.get(URL).content.decode()
    assert 'id="a-' not in page
    assert page.count("不由您决定") == 2
    assert decide(client, "grant", tokens(client)).status_code == 422
    assert not RoleDecision.objects.exists()


def test_a_refusal_asks_for_its_reason_and_shows_it_to_who_proposed(security, client, cast, proposed):
    first = tokens(security)[:1]
    assert decide(security, "refuse", first).status_code == 422
    assert decide(security, "refuse", first, reason="名单有误。").status_code == 302
    client.force_login(cast.system_admin)
    page = client.get(URL)
    assert len(page.context["found"].rows) == 1
    assert "名单有误。" in page.content.decode()


@pytest.mark.parametrize("tick", ["", "x", "1", "1~", "9999999999999999~0", "-1~0", "１~0", "1\x00~0"])
@pytest.mark.parametrize("act", ["grant", "refuse", "renew"])
def test_a_tick_that_says_nothing_does_nothing(security, proposed, act, tick):
    answer = decide(security, act, [tick], reason="有误。")
    assert answer.status_code in (409, 422)
    assert 'role="alert"' in answer.content.decode()
    assert not RoleDecision.objects.exists()


def test_all_of_the_filter_are_those_that_were_shown(security, proposed):
    assert decide(security, "refuse", [], all="3", reason="有误。").status_code == 409
    assert decide(security, "refuse", [], "?department=JSJ", all="1", reason="有误。").status_code == 302
    assert [each.username for each in newcomers()] == ["li"]


def test_the_number_of_queries_does_not_depend_on_the_accounts(security, cast, proposed):
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            security.get(URL)
        return len(queries)

    few = asked()
    for n in range(30):
        department = Department.objects.create(code=f"D{n}", name=f"单位{n}", short_name=f"单位{n}")
        make_user(f"u{n}", "", department, proposed_role=Role.REPORTER, proposed_by=cast.system_admin)
        make_user(f"w{n}", Role.REPORTER, department)
    assert few == asked()
