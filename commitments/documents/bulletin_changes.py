"""What changed since the last issue, told against the data that issue froze; and what a correction changes."""

from collections.abc import Callable, Iterable, Iterator

from ..choices import Lamp
from .bulletin_words import LAMP_WORDS

NEW, WITHDRAWN = "新增", "撤销"
SEVERITY = {**{LAMP_WORDS[lamp]: n for n, lamp in enumerate([*Lamp.worst_first(), Lamp.GREY])}, WITHDRAWN: 9}
# What an item says, by the words a correction names it with.
ITEM_FIELDS = {
    "text": "任务", "departments": "责任单位", "outcome": "完成情况", "status_word": "亮灯", "rate": "完成率",
    "gap": "序时差", "note": "{office}认定",
}  # fmt: skip


def items_of(data: dict) -> Iterator[dict]:
    """Yield a bulletin's items in the report's order."""
    for section in data["sections"]:
        for paragraph in section["paragraphs"]:
            yield from paragraph["items"]


def lamp_changes(data: dict, last: dict) -> list[dict]:
    """Return the items whose lamp differs from the last issue's data, new and withdrawn ones too; the worst first."""
    before, now = ({item["code"]: item for item in items_of(each)} for each in (last, data))
    rows = [change_row(item, before.get(code), item) for code, item in now.items()]
    rows += [change_row(item, item, None) for code, item in before.items() if code not in now]
    return sorted((row for row in rows if row["from"] != row["to"]), key=lambda row: SEVERITY[row["to"]])


def change_row(item: dict, was: dict | None, now: dict | None) -> dict:
    return {
        "code": item["code"], "title": item["title"],
        "from": was["status_word"] if was else NEW, "to": now["status_word"] if now else WITHDRAWN,
    }  # fmt: skip


def corrections_of(
    data: dict, wrong: dict, items: Callable[[dict], Iterable[dict]], fields: dict[str, str]
) -> list[dict]:
    """Return what a correction prints otherwise than the issue it corrects: code, field, what was and what is.

    `items` yields the items of a paper's data, `fields` are the names of what they say, with their words.
    """
    before, now = ({item["code"]: item for item in items(each)} for each in (wrong, data))
    codes = dict.fromkeys([*now, *before])
    said = {name: words.format(office=data["office"]) for name, words in fields.items()}
    return [row for code in codes for row in item_corrections(code, before.get(code), now.get(code), said)]


def item_corrections(code: str, was: dict | None, now: dict | None, fields: dict[str, str]) -> list[dict]:
    if was is None or now is None:
        title = (now or was)["title"]
        return [{"code": code, "field": "任务", "was": title if was else "—", "now": title if now else "—"}]
    told = [(field, was[name], now[name]) for name, field in fields.items() if was[name] != now[name]]
    return [{"code": code, "field": field, "was": in_lines(old), "now": in_lines(new)} for field, old, new in told]


def in_lines(value: str | list) -> str:
    """Return what an item says in a field, several things each on its line; a dash where it says nothing."""
    rows = value if isinstance(value, list) else [value]
    return "\n".join(each["name"] if isinstance(each, dict) else each for each in rows) or "—"
