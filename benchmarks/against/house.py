"""A tree's product while it is measured: its readers, its day, and what is done there undone again."""

import datetime
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.core import signals
from django.db import close_old_connections, transaction
from django.test import Client, override_settings
from django.utils import timezone

from benchmarks.sameness.crawl import Page
from commitments.models import User
from commitments.workflow.office import periods

# The demo's department with an approver, and the office.
PEOPLE = ("jsj-reporter", "jsj-approver", "supervisor")
# A day on which the last quarter's reports are all owed.
DAY, OWED = datetime.date(2025, 1, 8), "2024-Q4"
TEXTS = {"narrative": "本期按计划推进。", "problems": "部分项目进度偏慢。", "next_steps": "下季度加快收尾。"}
OPENED = datetime.datetime(2025, 1, 2, 9, tzinfo=timezone.get_default_timezone())
HTMX = {"HX-Request": "true"}
# What the page's script says it shows; pages before it did show no such thing.
SHOWN = re.compile(r'data-code="([^"]+)"\s+data-state="([^"]+)"')
VERSION = re.compile(r'name="version" value="(\d+)"')


class House:
    """The product with a plan; every reader signs in once."""

    def __init__(self, plan, people=PEOPLE, code="4-1-4", period=OWED):
        self.plan, self.root, self.code, self.period = plan, f"/{plan.key}/", code, period
        self.reporter, self.approver, self.office = map(signed_in, people)
        self.drafts = Drafts(self)


def signed_in(username: str) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(username=username))
    return client


class Drafts:
    """The forms of the reporter's desk, filled in and sent as a browser does."""

    def __init__(self, house: House):
        self.house, self.count, self.form, self.address, self.beside = house, 0, None, "", []

    def open(self):
        """Read the desk anew; the first commitment with a figure is the one written."""
        answer = self.house.reporter.get(f"{self.house.root}desk/?period={self.house.period}")
        text = answer.content.decode()
        self.beside = [f"{code}@1~{state}" for code, state in SHOWN.findall(text)]
        forms = [form for form in Page(text, f"{self.house.root}desk/").forms if is_report(form)]
        form = next(form for form in forms if any(name.startswith("figure_") for name, *_more in form["fields"]))
        self.address, self.form = form["to"], {name: value for name, value, _kind in form["fields"]}
        return answer

    def save(self):
        """Save the form while it is typed, with another text and figure each time."""
        self.count += 1
        typed = dict.fromkeys(self.figures, f"{7000 + self.count % 1000}") | TEXTS
        self.form |= typed | {"self_lamp": "yellow", "narrative": f"{TEXTS['narrative']}第{self.count}稿。"}
        answer = self.house.reporter.post(self.address, self.fresh() | {"auto": "1", "beside": self.beside})
        self.took(answer)
        return answer

    @property
    def figures(self) -> list[str]:
        return [name for name in self.form if name.startswith("figure_")]

    def fresh(self) -> dict:
        """Return what is sent: the form with a key of its own."""
        return self.form | {"key": str(uuid.uuid4())}

    def took(self, answer) -> None:
        """Go on from the version the answer names; where it names none, read the desk again."""
        found = VERSION.search(answer.content.decode())
        if answer.status_code == 200 and found:
            self.form["version"] = found[1]
        elif answer.status_code in (200, 204):
            self.open()

    def send(self):
        """Send the form on, as the button does."""
        address = self.address.replace("/save/", "/send/")
        return self.house.reporter.post(address, self.fresh(), headers=HTMX)


def is_report(form: dict) -> bool:
    return "/desk/" in (form["to"] or "") and form["to"].endswith("/save/")


def form_to(client: Client, page: str, ending: str) -> tuple[str, dict]:
    """Return the address and the fields of the first form of a page that sends to an address of that ending."""
    forms = Page(client.get(page).content.decode(), page).forms
    form = next(form for form in forms if (form["to"] or "").endswith(ending))
    return form["to"], {name: value for name, value, _kind in form["fields"]}


def consented(client: Client, address: str, form: dict) -> dict:
    """Return the form as it is sent the second time, where something stands out and the first is asked about."""
    with undone():
        asked = Page(client.post(address, form, headers=HTMX).content.decode(), address)
    fields = [field for each in asked.forms if each["to"] == address for field in each["fields"]]
    confirmed = {name: value for name, value, _kind in fields if name == "confirmed"}
    return form | confirmed


@contextmanager
def undone() -> Iterator[None]:
    """Undo in the database whatever the block does."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def on_day(day: datetime.date) -> Iterator[None]:
    with override_settings(PINNED_TODAY=day):
        yield


def stay_connected() -> None:
    """Keep the connection at the end of an answer, which else would end what is to be undone."""
    signals.request_finished.disconnect(close_old_connections)


def open_last_period(plan) -> None:
    """Let all reports of the last quarter be owed."""
    period, supervisor = plan.periods.get(code=OWED), User.objects.get(username=PEOPLE[-1])
    periods.open_period(period, by=supervisor, at=OPENED)
