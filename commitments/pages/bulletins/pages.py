"""Pages of a draft as pictures, kept for as long as its data stays the same."""

import hashlib
import json

from django.core.cache import cache

from ...documents.bulletin_pdf import bulletin_images

KEPT_SECONDS = 600


def images(data: dict) -> list[bytes]:
    """Return every page as PNG; made once per state of the data."""
    key = "bulletin-" + hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
    found = cache.get(key)
    if found is None:
        found = bulletin_images(data)
        cache.set(key, found, KEPT_SECONDS)
    return found


def count(data: dict) -> int:
    return len(images(data))
