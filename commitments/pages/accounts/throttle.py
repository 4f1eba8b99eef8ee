"""A pause after too many failed sign-ins, counted per user name and address.

A guesser elsewhere cannot shut a user out, and one user's typing errors do not shut out a district that
shares an address; the pause lapses by itself.
"""

import hashlib
import logging

from django.conf import settings
from django.core.cache import cache

ALLOWED, WINDOW_SECONDS = 10, 600
logger = logging.getLogger(__name__)


def client_address(request) -> str:
    """Return the client's address; in production the one the reverse proxy appended to X-Forwarded-For."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.PRODUCTION else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def blocked(username: str, client: str) -> bool:
    """Whether this user name must wait at this address."""
    return cache.get(key(username, client), 0) >= ALLOWED


def failed(username: str, client: str) -> None:
    """Count a failed attempt; the window begins with the first one."""
    name = key(username, client)
    if cache.add(name, 1, WINDOW_SECONDS):
        return
    try:
        if cache.incr(name) == ALLOWED:
            logger.warning("sign-in paused for %r at %s after %d failures", username, client, ALLOWED)
    except ValueError:  # the window closed between the two calls
        cache.set(name, 1, WINDOW_SECONDS)


def succeeded(username: str, client: str) -> None:
    cache.delete(key(username, client))


def lift_pause(username: str) -> None:
    """Let the user name try again at once, wherever it had to wait."""
    name = rounds(username)
    cache.set(name, cache.get(name, 0) + 1, WINDOW_SECONDS * 2)


def rounds(username: str) -> str:
    return "sign-in-round:" + cache_digest(username.casefold())


def key(username: str, client: str) -> str:
    current = cache.get(rounds(username), 0)
    return "sign-in:" + cache_digest(f"{username.casefold()}\n{client}\n{current}")


def cache_digest(text: str) -> str:
    """Return a cache key of fixed form, whatever was typed."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
