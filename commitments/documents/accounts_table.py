"""A table of accounts → rows with their lines, or the errors that keep it from being read."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..choices import Role
from ..rules.place_names import LEVEL_WORDS
from ..rules.text import plain_width
from .headed_table import HeadedLine, LineError, TableHeads, read_headed_table

# The table is Chinese whatever the interface speaks; the codes are read too.
ACCOUNT_HEADS = {
    "username": "用户名", "name": "姓名", "department": "单位", "role": "角色", "title": "职务", "phone": "手机",
    "email": "邮箱",
}  # fmt: skip
OTHER_ACCOUNT_HEADS = {
    "账号": "username", "登录名": "username", "所在单位": "department", "单位名称": "department", "联系电话": "phone",
    "电话": "phone", "手机号": "phone", "手机号码": "phone", "电子邮箱": "email", "电子邮件": "email",
}  # fmt: skip
HEADS_OF_ACCOUNTS = TableHeads(ACCOUNT_HEADS, OTHER_ACCOUNT_HEADS, ("username", "name", "department", "role"))
ROLE_HEADS = {
    "填报员": Role.REPORTER, "审定人": Role.APPROVER, "督查员": Role.SUPERVISOR, "领导": Role.LEADER,
    "系统管理员": Role.SYSTEM_ADMIN, "安全管理员": Role.SECURITY_ADMIN, "审计员": Role.AUDITOR,
}  # fmt: skip
ROLE_NAMES = ROLE_HEADS | {role.value: role for role in Role}
# Leaders bear the word of their own place's level before 领导.
LEADERS = re.compile(f"(?:{'|'.join(LEVEL_WORDS)})?领导")


@dataclass(frozen=True)
class AccountRow:
    """One line of the table; `department` is a code or a name, `role` a code or empty.

    `title`, `phone` and `email` are None where the table has no such column: they then stay what they are.
    """

    line: int
    username: str
    name: str
    department: str
    role: str
    title: str | None = None
    phone: str | None = None
    email: str | None = None


def read_accounts(data: bytes) -> tuple[list[AccountRow], list[LineError]]:
    """Return rows and errors of a table: .xlsx, .xls, .et, CSV in UTF-8 or GB18030, or columns divided by tabs."""
    lines, errors = read_headed_table(data, HEADS_OF_ACCOUNTS)
    read = [read_account(line) for line in lines]
    rows = [each for each in read if isinstance(each, AccountRow)]
    unread = [each for each in read if isinstance(each, LineError)]
    return rows, sorted([*errors, *unread], key=lambda error: error.line)


def read_account(line: HeadedLine) -> AccountRow | LineError:
    """Return what a line says, or that there is no such role."""
    role = role_of(line.texts["role"])
    if line.texts["role"] and not role:
        return LineError(line.line, _("There is no role “%(role)s”.") % {"role": line.texts["role"]})
    plain = {"username": plain_width(line.texts["username"]), "role": role}
    return AccountRow(line.line, **line.texts | plain)


def role_of(name: str) -> str:
    """Return the code of the role called so, "" where there is none."""
    return Role.LEADER.value if LEADERS.fullmatch(name) else str(ROLE_NAMES.get(name, ""))
