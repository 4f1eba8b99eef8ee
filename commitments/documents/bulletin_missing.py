"""Characters of a paper that no font here can print, named with the commitment and the field whose words hold them."""

from collections.abc import Iterator

from .typesetting import missing_characters

# What is printed nowhere, or is printed from another field, too.
NOT_LOOKED_AT = frozenset(("proposed", "verification", "own_figures", "title_rows", "masthead_rows", "status_word"))
# A row with a code and one of these tells of a commitment.
COMMITMENT_WORDS = frozenset(("text", "title", "field"))


def missing_by_field(data: dict) -> list[tuple[str, str, str]]:
    """Return (code, field, characters) for each text that holds characters no font covers, in the paper's order.

    The code is "" where no commitment's texts hold them. `data` is what `bulletin_data` or `year_end_data` returns; the
    paper shows 〓 in their place.
    """
    texts = {}
    for code, field, text in texts_of(data):
        texts[code, field] = texts.get((code, field), "") + text
    found = [(*place, missing) for place, text in texts.items() if (missing := missing_characters(text))]
    named = {each for code, _field, missing in found if code for each in missing}
    return [row for row in found if row[0] or not named.issuperset(row[2])]


def texts_of(value, code: str = "", field: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield (code, field, text) for every text in the data, the code being that of the row it stands in."""
    if isinstance(value, str):
        yield code, field, value
    elif isinstance(value, dict):
        for name, each in value.items():
            if name not in NOT_LOOKED_AT:
                yield from texts_of(each, code_of(value, code), field_of(name, field, value))
    elif isinstance(value, list):
        for each in value:
            yield from texts_of(each, code, field)


def code_of(row: dict, code: str) -> str:
    """Return the commitment a row tells of; sections and classes have codes of their own."""
    tells = row.keys() & COMMITMENT_WORDS and "counts" not in row
    return row.get("code", code) if tells else code


def field_of(name: str, field: str, row: dict) -> str:
    """Return the field a text of that name belongs to: a section's words are not the paper's, a request no promise."""
    if "counts" in row and name in ("title", "short", "number"):
        return "section"
    if name in ("text", "name"):
        return {"decisions": "help_needed", "evidence": "evidence"}.get(field, name)
    return name
