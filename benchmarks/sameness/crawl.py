"""Finds what there is to ask: the links and forms of a page, and the requests they stand for."""

import re
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

HOST = "http://localhost"
VARYING = re.compile(r"\d+(?:-[\dQ]+)*|\b[A-Z]{2,4}\b|(?<=/admin/).*")
# What a reader who errs might type: nothing at all, and words where a number or a day belongs.
ERRORS = {"as it is": None, "emptied": "", "wrong": "错"}
TYPED = {"text", "number", "date", "search", "email", "password", "datetime-local", "textarea"}


class Request(NamedTuple):
    """One question to the house; `data` is what a form sends, None for a plain page."""

    who: str
    language: str
    address: str
    htmx: bool = False
    data: tuple[tuple[str, str], ...] | None = None

    def __str__(self):
        sent = "" if self.data is None else f" POST {dict(self.data)}"
        return f"{self.who} {self.language} {self.address}{' htmx' if self.htmx else ''}{sent}"


class Page(HTMLParser):
    """Collects the addresses that a page leads to or loads, and its forms as (address, htmx, button, fields)."""

    def __init__(self, text: str, base: str):
        super().__init__()
        self.base, self.links, self.parts, self.forms = base, [], [], []
        self.form = self.select = self.area = None
        self.feed(text)

    def local(self, value):
        """Return an address of this house without its host, "" for any other."""
        at = urlsplit(urljoin(HOST + self.base, value or ""))
        if f"{at.scheme}://{at.netloc}" != HOST or at.path.startswith("/static/"):
            return ""
        return f"{at.path}?{at.query}" if at.query else at.path

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        for name in ("href", "src", "hx-get"):
            value = found.get(name)
            if value and not value.startswith("#") and (address := self.local(value)):
                (self.parts if name == "hx-get" else self.links).append(address)
        if tag == "form" and found.get("method", "").lower() == "post":
            self.form = {"to": found.get("action"), "htmx": "hx-post" in found, "fields": [], "buttons": []}
            self.forms.append(self.form)
        elif self.form:
            self.field(tag, found)

    def field(self, tag, found):
        name, kind = found.get("name"), found.get("type", "text")
        if tag == "button" and found.get("type", "submit") == "submit":
            self.form["buttons"].append(found)
        elif tag == "select":
            self.select = [name, None]
        elif tag == "option" and self.select and (self.select[1] is None or "selected" in found):
            self.select[1] = found.get("value", "")
        elif tag == "textarea":
            self.area = [name, ""]
        elif tag == "input" and name and kind != "file" and (kind not in ("checkbox", "radio") or "checked" in found):
            self.form["fields"].append((name, found.get("value") or "", kind))

    def handle_data(self, data):
        if self.area:
            self.area[1] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area:
            self.form["fields"].append((self.area[0], self.area[1].removeprefix("\n"), "textarea"))
            self.area = None
        elif tag == "select" and self.select:
            self.form["fields"].append((self.select[0], self.select[1] or "", "select"))
            self.select = None
        elif tag == "form":
            self.form = None

    def sendings(self):
        """Yield (kind, address, htmx, data) for each button of each form, in each way of `ERRORS`."""
        for form in self.forms:
            for button in form["buttons"] or [{}]:
                address = self.local(button.get("formaction") or form["to"] or self.base)
                pressed = [(button["name"], button.get("value") or "")] if button.get("name") else []
                for way, typed in ERRORS.items():
                    data = [(name, filled(value, kind, typed)) for name, value, kind in form["fields"]]
                    sent = tuple((name, value) for name, value in data + pressed if name != "csrfmiddlewaretoken")
                    kind = (kind_of(address), button.get("name"), way)
                    yield kind, address, form["htmx"] or "hx-post" in button, sent


def filled(value: str, kind: str, typed: str | None) -> str:
    return typed if typed is not None and kind in TYPED else value


def kind_of(address: str) -> str:
    """Return what addresses have in common that differ by a number, a code or what was chosen alone."""
    path, asked, _chosen = address.partition("?")
    return VARYING.sub("*", path) + asked
