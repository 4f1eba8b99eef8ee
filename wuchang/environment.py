"""Typed readers of environment variables; each fails loudly and names the variable."""

import datetime
import os
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """Return the variable, or `default`; raise ImproperlyConfigured when both are missing."""
    value = os.environ.get(name, "") or default
    if value is None:
        raise ImproperlyConfigured(f"Set the environment variable {name}.")
    return value


def one_of(name: str, allowed: tuple[str, ...], default: str) -> str:
    """Return the variable if it is one of `allowed`."""
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be one of {', '.join(allowed)}.")
    return value


def flag(name: str, default: bool = False) -> bool:
    """Return True for 1/true/yes/on and False for 0/false/no/off."""
    value = text(name, "1" if default else "0").lower()
    if value not in {"1", "true", "yes", "on", "0", "false", "no", "off"}:
        raise ImproperlyConfigured(f"{name} is {value!r}; write 1 or 0.")
    return value in {"1", "true", "yes", "on"}


def whole(name: str, default: int, least: int, most: int) -> int:
    """Return a whole number between `least` and `most`."""
    value = text(name, str(default))
    if not (value.isascii() and value.isdecimal() and least <= int(value) <= most):
        raise ImproperlyConfigured(f"{name} is {value!r}; write a whole number from {least} to {most}.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """Return a comma-separated list without empty items."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def day(name: str, default: str) -> datetime.date:
    """Return a date written as YYYY-MM-DD."""
    value = text(name, default)
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {value!r}; write a date as YYYY-MM-DD.") from None


def mail_server(name: str) -> dict:
    """Return the options of a mail server written as an address, or {} without one.

    smtp:// speaks STARTTLS (port 587), smtps:// TLS from the start (465), smtp+plain:// neither (25).
    """
    value = text(name, "")
    if not value:
        return {}
    ports = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
    url = urlsplit(value)
    try:
        port = url.port or ports[url.scheme]
    except (KeyError, ValueError):
        port = None
    if not url.hostname or port is None:
        # The value may hold a password: it is not repeated.
        raise ImproperlyConfigured(f"{name} must look like smtps://user:password@host:465; write smtp:// for STARTTLS.")
    return {
        "host": url.hostname, "port": port, "username": unquote(url.username or ""),
        "password": unquote(url.password or ""), "use_tls": url.scheme == "smtp", "use_ssl": url.scheme == "smtps",
        "timeout": 10,
    }  # fmt: skip
