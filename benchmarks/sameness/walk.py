"""Asks one revision, in a process of its own, and keeps the answers: `python -m sameness.walk TREE OUT QUESTIONS`.

With roles instead of QUESTIONS it finds them itself, by walking the house from the start pages as each of them.
"""

import datetime
import hashlib
import io
import logging
import os
import pickle
import re
import sys
import zipfile
import zlib
from collections import Counter, deque
from pathlib import Path

from .crawl import Page, Request, kind_of
from .markup import without_chance

WHO = (
    "supervisor", "jsj-reporter", "jsj-approver", "leader-urban", "auditor", "sysadmin", "secadmin", "anonymous",
)  # fmt: skip
CHINESE, ENGLISH = "zh-hans", "en"
PLAN = "/wuchang-2024/"
STARTS = (
    "/", f"{PLAN}?on=2024-06-30", f"{PLAN}?period=2024-Q2", f"{PLAN}ledger/?on=2024-06-30", "/wuhan-2024/",
    f"{PLAN}ledger/?per=195", f"{PLAN}review/?department=JSJ", "/nothing/", f"{PLAN}nothing/", f"{PLAN}commitment/9/",
)  # fmt: skip
NOON = datetime.datetime(2024, 10, 24, 12, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))
# How many pages of a kind are asked for; of commitments more, since their templates branch most.
ALIKE, MANY, MUCH = 2, 6, re.compile(rf"{PLAN}(commitment/[^/]+/|ledger/)")
STATIC = ("text/", "application/json")


def start(tree: Path):
    """Set Django up from `tree`, at noon of the demo's day."""
    os.chdir(tree)
    sys.path.insert(0, str(tree))
    os.environ |= {"MODE": "demo", "DJANGO_SETTINGS_MODULE": "wuchang.settings"}
    import django
    from django.core import signals
    from django.db import close_old_connections
    from django.utils import timezone

    timezone.now = lambda: NOON
    django.setup()
    logging.disable()
    # The end of an answer would close the connection within the transaction that undoes a form.
    signals.request_finished.disconnect(close_old_connections)


class House:
    """One revision with its readers; answers are (bytes, head, packed text)."""

    def __init__(self):
        self.readers, self.answers = {}, {}

    def reader(self, who: str, language: str):
        """Return the client of that account and language, signed in once."""
        from django.test import Client

        from commitments.models import User

        if (who, language) not in self.readers:
            client = Client(SERVER_NAME="localhost", raise_request_exception=False)
            if who != "anonymous":
                client.force_login(User.objects.get(username=who))
            client.cookies["django_language"] = language
            self.readers[who, language] = client
        return self.readers[who, language]

    def ask(self, request: Request):
        """Return (status, content type, where it leads, body) and keep the answer."""
        client = self.reader(request.who, request.language)
        headers = {"HX-Request": "true", "HX-Current-URL": f"http://localhost{PLAN}"} if request.htmx else {}
        if request.data is None:
            got = fetched(client.get(request.address, headers=headers))
            found = got[:4]
        else:
            found = self.sent(client, request, headers)
        self.answers[request] = kept(*found)
        return found

    def sent(self, client, request, headers):
        """Send a form and follow where it leads, then undo all of it."""
        from django.db import transaction

        cookies, data = client.cookies.copy(), {}
        for name, value in request.data:
            data.setdefault(name, []).append(value)
        with transaction.atomic():
            status, kind, to, body = fetched(client.post(request.address, data, headers=headers))
            if to and to.startswith("/"):
                _status, kind, _to, body = fetched(client.get(to))
            transaction.set_rollback(True)
        client.cookies = cookies
        return status, kind, to, body


def fetched(answer):
    """Return (status, content type, where it leads, body) of an answer, read to its end."""
    body = answer.getvalue()
    answer.close()
    to = answer.headers.get("Location") or answer.headers.get("HX-Redirect") or answer.headers.get("HX-Replace-Url")
    return answer.status_code, answer.headers.get("Content-Type", ""), to, body


def kept(status, kind, to, body):
    """Return an answer as it is compared: its bytes, its head and its text, packed."""
    text = body.decode("utf-8-sig") if kind.startswith(STATIC) else digest(kind, body)
    return len(body), f"{status} {kind} {to or ''}".strip(), zlib.compress(without_chance(text).encode(), 1)


def digest(kind, body) -> str:
    """Return the checksum of a file; of a workbook or archive those of what is inside."""
    if not body.startswith(b"PK"):
        return f"{kind} {hashlib.sha256(body).hexdigest()}"
    with zipfile.ZipFile(io.BytesIO(body)) as opened:
        inside = [(name, opened.read(name)) for name in sorted(opened.namelist()) if name != "docProps/core.xml"]
    return " ".join(f"{name} {hashlib.sha256(read).hexdigest()[:16]}" for name, read in inside)


def walk_as(house, who):
    """Walk from the start pages as `who`: some pages of each kind, their parts and their forms."""
    waiting, seen, kinds = deque((start, False) for start in STARTS), set(), Counter()
    while waiting:
        address, part = waiting.popleft()
        kind = kind_of(address)
        most = MANY if who == WHO[0] and MUCH.match(address) else ALIKE if of_sample(address) else 1
        if (address, part) in seen or kinds[kind, part] >= most or (kind, "file") in kinds:
            continue
        seen.add((address, part))
        kinds[kind, part] += 1
        waiting.extend(asked(house, who, address, part, kinds))


def of_sample(address) -> bool:
    """Say whether a page is of the sample's own plan or of accounts, rather than of another plan or the admin."""
    return address.startswith((PLAN, "/accounts/"))


def asked(house, who, address, part, kinds):
    """Ask for a page, in English as well unless something was chosen; return what the answer leads to."""
    status, sort, to, body = house.ask(Request(who, CHINESE, address, part))
    links = [(to, False)] if to and to.startswith("/") else []
    if not sort.startswith("text/html"):
        kinds[kind_of(address), "file"] += status == 200
        return links
    if "?" not in address and of_sample(address):
        house.ask(Request(who, ENGLISH, address, part))
    if not part and status == 200:
        as_part(house, who, address)
    page = Page(body.decode(), address)
    if of_sample(address):
        send(house, who, page, kinds)
    return links + [(link, False) for link in page.links] + [(link, True) for link in page.parts]


def as_part(house, who, address):
    """Ask as htmx does; keep it where the answer is not the whole page."""
    whole, request = house.answers[Request(who, CHINESE, address)], Request(who, CHINESE, address, True)
    if request not in house.answers:
        house.ask(request)
        if house.answers[request][2] == whole[2]:
            del house.answers[request]


def send(house, who, page, kinds):
    """Send each kind of form once, as a browser and where it asks so as htmx; half of it in either language."""
    for number, (kind, address, htmx, data) in enumerate(page.sendings()):
        if address and not kinds[kind]:
            kinds[kind] += 1
            house.ask(Request(who, (CHINESE, ENGLISH)[number % 2], address, False, data))
            if htmx:
                house.ask(Request(who, (ENGLISH, CHINESE)[number % 2], address, True, data))


def main(tree: str, out: str, *wanted: str):
    """Ask what the file of questions says, or walk as the roles named; write the answers to `out`."""
    start(Path(tree))
    house = House()
    for address in STARTS:  # judges the days once, outside of what is undone
        house.reader(WHO[0], CHINESE).get(address)
    if wanted[0] not in WHO:
        for request in pickle.loads(Path(wanted[0]).read_bytes()):
            house.ask(Request(*request))
    else:
        for who in wanted:
            walk_as(house, who)
    Path(out).write_bytes(pickle.dumps({tuple(request): answer for request, answer in house.answers.items()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
