"""A list of accounts as CSV → rows with their lines, or the errors that keep it from being read."""

import csv
import io
import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..choices import Role
from ..rules.place_names import LEVEL_WORDS

ACCOUNT_COLUMNS = ("username", "name", "department", "role")
OPTIONAL_COLUMNS = ("title", "email")
COLUMN_HEADINGS = dict(
    zip(("用户名", "姓名", "单位", "角色", "职务", "邮箱"), ACCOUNT_COLUMNS + OPTIONAL_COLUMNS, strict=True)
)
# The district's lists are Chinese whatever the interface speaks; the codes are accepted too.
ROLE_NAMES = {
    "填报员": Role.REPORTER, "审定人": Role.APPROVER, "督查员": Role.SUPERVISOR,
    "系统管理员": Role.SYSTEM_ADMIN, "安全管理员": Role.SECURITY_ADMIN, "审计员": Role.AUDITOR,
} | {role.value: role for role in Role}  # fmt: skip
# Leaders bear the word of their own place's level before 领导.
LEADERS = re.compile(f"(?:{'|'.join(LEVEL_WORDS)})?领导")
LARGEST_BYTES, MOST_ROWS = 1_000_000, 5_000
INVISIBLE_CATEGORIES = {"Cc", "Cf", "Cs", "Co"}


@dataclass(frozen=True)
class AccountRow:
    """One line of the list; `department` is a code or a short name, `role` a code or empty.

    `title` and `email` are None where the list has no such column: they then stay what they are.
    """

    line: int
    username: str
    name: str
    department: str
    role: str
    title: str | None = None
    email: str | None = None


@dataclass(frozen=True)
class LineError:
    """What keeps a line from being read; line 0 is the whole file."""

    line: int
    message: str


def read_accounts(data: bytes) -> tuple[list[AccountRow], list[LineError]]:
    """Return the rows and the errors of a CSV file in UTF-8 (with or without BOM) or GB18030."""
    if len(data) > LARGEST_BYTES:
        return [], [LineError(0, _("The file is larger than 1 MB."))]
    text = decoded_text(data)
    if text is None:
        return [], [LineError(0, _("The file is neither UTF-8 nor GB18030; save it as CSV UTF-8."))]
    try:
        return read_rows(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        return [], [LineError(0, _("The file is not a CSV table: %(reason)s") % {"reason": error})]


def decoded_text(data: bytes) -> str | None:
    """Return the text, or None when no encoding fits."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def read_rows(reader) -> tuple[list[AccountRow], list[LineError]]:
    """Return rows and errors of a table whose first line names its columns, in any order."""
    heading = [COLUMN_HEADINGS.get(cell.strip(), cell.strip().lower()) for cell in next(reader, [])]
    missing = [name for name in ACCOUNT_COLUMNS if name not in heading]
    if missing:
        words = _("Columns missing in the first line: %(names)s") % {"names": ", ".join(missing)}
        return [], [LineError(1, words)]
    rows, errors = [], []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(rows) + len(errors) >= MOST_ROWS:
            return rows, [*errors, LineError(reader.line_num, _("More than %(n)d lines.") % {"n": MOST_ROWS})]
        row, message = read_row(reader.line_num, heading, cells)
        if row:
            rows.append(row)
        else:
            errors.append(LineError(reader.line_num, message))
    return rows, errors


def read_row(line: int, heading: list[str], cells: list[str]) -> tuple[AccountRow | None, str]:
    """Return (row, "") or (None, what is wrong with it)."""
    if len(cells) != len(heading):
        words = _("%(found)d values where the first line names %(wanted)d columns.")
        return None, words % {"found": len(cells), "wanted": len(heading)}
    values = {
        name: cell.strip()
        for name, cell in zip(heading, cells, strict=True)
        if name in ACCOUNT_COLUMNS + OPTIONAL_COLUMNS
    }
    for name, value in values.items():
        if any(unicodedata.category(letter) in INVISIBLE_CATEGORIES for letter in value):
            return None, _("The %(name)s holds invisible characters.") % {"name": name}
    role = role_of(values["role"])
    if values["role"] and not role:
        return None, _("There is no role “%(role)s”.") % {"role": values["role"]}
    values["username"] = unicodedata.normalize("NFKC", values["username"])
    return AccountRow(line, **values | {"role": role}), ""


def role_of(name: str) -> str:
    """Return the code of the role called so, "" where there is none."""
    return Role.LEADER.value if LEADERS.fullmatch(name) else str(ROLE_NAMES.get(name, ""))
