"""Asks one revision, in a process of its own, and keeps the answers: `python -m sameness.walk TREE OUT [QUESTIONS]`.

Without questions it finds them itself, by walking the house from the start pages as every role.
"""

import datetime
import hashlib
import io
import os
import pickle
import re
import sys
import zipfile
import zlib
from collections import Counter, deque
from pathlib import Path

from .crawl import Page, Request, kind_of
from .markup import lines

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
ALIKE, MANY = 3, re.compile(r"/(commitment|desk|review|path|signoff)/")
STATIC = ("text/", "application/json")


def start(tree: Path):
    """Set Django up from `tree`, at noon of the demo's day."""
    os.chdir(tree)
    sys.path.insert(0, str(tree))
    os.environ |= {"MODE": "demo", "DJANGO_SETTINGS_MODULE": "wuchang.settings"}
    import django
    from django.utils import timezone

    timezone.now = lambda: NOON
    django.setup()


class House:
    """One revision with its readers; answers are (status, kind, where to, bytes, packed lines)."""

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
    """Return an answer as it is compared: its head and its pieces, packed."""
    if kind.startswith("text/html"):
        pieces = lines(body.decode())
    elif kind.startswith(STATIC):
        pieces = body.decode("utf-8-sig").splitlines()
    else:
        pieces = [digest(kind, body)]
    head = f"{status} {kind} {to or ''}".strip()
    return len(body), zlib.compress("\n".join([head, *pieces]).encode())


def digest(kind, body) -> str:
    """Return the checksum of a file; of a workbook or archive those of what is inside."""
    if not body.startswith(b"PK"):
        return f"{kind} {hashlib.sha256(body).hexdigest()}"
    with zipfile.ZipFile(io.BytesIO(body)) as opened:
        inside = [(name, opened.read(name)) for name in sorted(opened.namelist()) if name != "docProps/core.xml"]
    return " ".join(f"{name} {hashlib.sha256(read).hexdigest()[:16]}" for name, read in inside)


def explore(house: House):
    """Walk from the start pages as every role; then ask for the same in English, for the parts, and send the forms."""
    met = {}
    for who in WHO:
        walk_as(house, who, STARTS, met)
    for who in WHO:  # what others reach and this one may not
        seen = {kind_of(request.address) for request in house.answers if request.who == who}
        walk_as(house, who, [address for kind, address in met.items() if kind not in seen], met, follow=False)


def walk_as(house, who, starts, met, *, follow=True):
    """Ask for every page met by `who`, some of each kind; `met` fills with an address for each kind."""
    waiting, seen, kinds = deque((start, False) for start in starts), set(), Counter()
    while waiting:
        address, part = waiting.popleft()
        kind = kind_of(address)
        deep = MANY.search(address) and who in WHO[:2]
        if (address, part) in seen or kinds[kind, part] >= (ALIKE * 6 if deep else ALIKE):
            continue
        seen.add((address, part))
        kinds[kind, part] += 1
        found = asked(house, who, address, part, met, kinds)
        if follow:
            waiting.extend(found)


def asked(house, who, address, part, met, kinds):
    """Ask in both languages; return what the answer leads to."""
    kind = kind_of(address)
    if kind in met and met[kind] is None:  # a file, asked for once already
        return []
    status, sort, to, body = house.ask(Request(who, CHINESE, address, part))
    met.setdefault(kind, address)
    if not sort.startswith("text/html"):
        met[kind] = None if status == 200 else address
        return [(to, False)] if to and to.startswith("/") else []
    house.ask(Request(who, ENGLISH, address, part))
    if not part and status == 200:
        as_part(house, who, address)
    page = Page(body.decode(), address)
    send(house, who, page, kinds)
    links = [(to, False)] if to and to.startswith("/") else []
    return links + [(link, False) for link in page.links] + [(link, True) for link in page.parts]


def as_part(house, who, address):
    """Ask as htmx does; keep it where the answer is not the whole page."""
    whole, request = house.answers[Request(who, CHINESE, address)], Request(who, CHINESE, address, True)
    if request not in house.answers:
        house.ask(request)
        if house.answers[request][1] == whole[1]:
            del house.answers[request]


def send(house, who, page, kinds):
    """Send each kind of form once, as a browser and where it asks so as htmx; half of it in either language."""
    for number, (kind, address, htmx, data) in enumerate(page.sendings()):
        if address and not kinds[kind]:
            kinds[kind] += 1
            house.ask(Request(who, (CHINESE, ENGLISH)[number % 2], address, False, data))
            if htmx:
                house.ask(Request(who, (ENGLISH, CHINESE)[number % 2], address, True, data))


def main(tree: str, out: str, questions: str = ""):
    start(Path(tree))
    house = House()
    for address in STARTS:  # judges the days once, outside of what is undone
        house.reader("supervisor", CHINESE).get(address)
    if questions:
        for request in pickle.loads(Path(questions).read_bytes()):
            house.ask(Request(*request))
    else:
        explore(house)
    Path(out).write_bytes(pickle.dumps({tuple(request): answer for request, answer in house.answers.items()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
