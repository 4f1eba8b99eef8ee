"""A list of accounts as a file: what is read, and what is said of a file that cannot be."""

import pytest
from django.core.management import CommandError, call_command

from commitments.choices import Role
from commitments.documents.accounts_table import read_accounts
from commitments.documents.sheet_files import MOST_ROWS
from commitments.models import User
from tests.world import make_department

TABLE = "用户名,姓名,职务,单位,角色\nzhang,张三,科长,区建设局,填报员\n"
HEAD = "username,name,title,department,role\n"


def errors(text):
    return [(error.line, error.message) for error in read_accounts(text.encode())[1]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_list_is_read_in_the_encodings_offices_save(encoding):
    (row,), none = read_accounts(TABLE.encode(encoding))
    assert (row.line, row.username, row.name, row.department, row.role) == (
        2, "zhang", "张三", "区建设局", Role.REPORTER,
    )  # fmt: skip
    assert none == []


def test_columns_may_stand_in_any_order_beside_others():
    rows, none = read_accounts("role,传真,Name,username,title,department\n,1,张三, zhang ,,JSJ\n".encode())
    assert (rows[0].username, rows[0].name, rows[0].role, none) == ("zhang", "张三", "", [])


def test_the_line_is_the_one_an_editor_shows():
    rows, found = read_accounts((HEAD + '\na,"甲\n乙",,,\n').encode())
    assert rows == []
    assert found[0].line == 4


def test_full_width_letters_in_a_user_name_are_narrowed():
    rows, _none = read_accounts((HEAD + "ｚｈａｎｇ,张三,,,\n").encode())
    assert rows[0].username == "zhang"


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("", 0, "用户名"),
        ("username,name\n", 1, "单位"),
        (HEAD + "zhang,张三\n", 2, "2 values"),
        (HEAD + "zhang,张三,,,皇帝\n", 2, "皇帝"),
        (HEAD + "zhang,张\u202e三,,,\n", 2, "姓名"),
        (HEAD + '"zhang,张三,,,\n', 0, "CSV"),
        (HEAD + "zha\0ng,,,,\n", 0, "UTF-8"),
        (HEAD + "a,b,,,\n" * (MOST_ROWS + 1), 0, "5000"),
        ("x" * 9_000_000, 0, "8 MB"),
    ],
)
def test_a_fault_names_its_line_and_what_is_wrong(text, line, word):
    (error,) = errors(text)
    assert error[0] == line
    assert word in error[1]


def test_a_file_that_is_no_text_is_refused():
    rows, found = read_accounts(b"PK\x03\x04\xff\xff\xff")
    assert (rows, found[0].line) == ([], 0)


@pytest.fixture
def listed(tmp_path, db):
    make_department()
    path = tmp_path / "accounts.csv"
    path.write_text(TABLE)
    return path


def test_the_command_previews_and_writes_nothing(listed, capsys):
    call_command("import_accounts", str(listed))
    assert "zhang" in capsys.readouterr().out
    assert not User.objects.exists()


def test_the_command_writes_with_apply(listed):
    call_command("import_accounts", str(listed), "--apply", verbosity=0)
    assert User.objects.get().proposed_role == Role.REPORTER


def test_the_command_writes_nothing_when_a_line_is_refused(listed):
    listed.write_text(TABLE + "li,李四,,区天文局,\n")
    with pytest.raises(CommandError, match="1 lines refused"):
        call_command("import_accounts", str(listed), "--apply")
    assert not User.objects.exists()


def test_the_command_names_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="nowhere"):
        call_command("import_accounts", str(tmp_path / "nowhere.csv"))


def table(tmp_path, text):
    path = tmp_path / "accounts.csv"
    path.write_text(text, "utf-8")
    return str(path)


@pytest.mark.django_db
@pytest.mark.parametrize("heading", ["email", "邮箱"])
def test_an_e_mail_column_is_taken_in_where_there_is_one(tmp_path, heading):
    make_department()
    path = table(tmp_path, f"username,name,title,department,role,{heading}\nzhang,张三,,JSJ,,zhang@ledger.example\n")
    call_command("import_accounts", path, apply=True)
    assert User.objects.get(username="zhang").email == "zhang@ledger.example"
    call_command("import_accounts", table(tmp_path, HEAD + "zhang,张三,科长,JSJ,\n"), apply=True)
    assert User.objects.get(username="zhang").email == "zhang@ledger.example"


@pytest.mark.django_db
def test_an_address_that_is_none_is_refused_with_its_line_and_column(tmp_path, capsys):
    path = table(tmp_path, "username,name,title,department,role,email\nzhang,张三,,,,zhang@\n")
    with pytest.raises(CommandError):
        call_command("import_accounts", path, apply=True)
    said = capsys.readouterr().out
    assert "2" in said
    assert "email" in said
    assert not User.objects.exists()
