"""The data of an issue as they are frozen: in one canonical form, with their digest."""

import hashlib
import json


def sealed_data(data: dict, history_head: str) -> dict:
    """Return the data with what proves them printed: their own SHA-256 and the head of the history's chain."""
    return data | {"verification": {"hash": data_digest(data), "chain": history_head}}


def data_digest(data: dict) -> str:
    """Return the SHA-256 of a bulletin's data, in hex: of the very file that travels inside its PDF."""
    return hashlib.sha256(canonical(data)).hexdigest()


def canonical(data: dict) -> bytes:
    """Return the data without their proof in canonical JSON: UTF-8, keys sorted, no blanks."""
    bare = data | {"verification": None}
    return json.dumps(bare, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
