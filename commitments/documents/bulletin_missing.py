"""Characters of a bulletin that no font here can print, named with the commitment whose words hold them."""

from collections import defaultdict
from collections.abc import Iterator

from .typesetting import missing_characters


def missing_by_code(data: dict) -> dict[str, str]:
    """Return code → the characters its texts hold that no font covers; "" for those that no commitment's texts hold.

    `data` is what `bulletin_data` returns; the paper shows 〓 in their place.
    """
    texts = defaultdict(list)
    for code, text in texts_of(data):
        texts[code].append(text)
    missing = {code: missing_characters("".join(rows)) for code, rows in texts.items()}
    named = {each for code, found in missing.items() if code for each in found}
    missing[""] = "".join(each for each in missing.get("", "") if each not in named)
    return {code: found for code, found in missing.items() if found}


def texts_of(value, code: str = "") -> Iterator[tuple[str, str]]:
    """Yield (code, text) for every text in the data, the code being that of the row it stands in."""
    if isinstance(value, str):
        yield code, value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_of(each, value.get("code", code))
    elif isinstance(value, list):
        for each in value:
            yield from texts_of(each, code)
