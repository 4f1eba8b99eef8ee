"""What is measured: each spot is a generator that yields the request of one round, again and again.

What stands before a yield prepares the round, what follows it undoes it; neither is timed. A request answers with one
response or with a list of several. A spot that writes does the same work in every round.
"""

import datetime
from functools import partial
from itertools import count

from benchmarks.against.house import HTMX, TEXTS, consented, form_to, on_day, undone
from commitments.clock import today
from commitments.models import ProgressUpdate

SPOTS = {}


def spot(function):
    """Make the function a spot under its name."""
    SPOTS[function.__name__] = function
    return function


def reading(name: str, who: str, address: str) -> None:
    """Make the page at `address` below the plan's root a spot."""

    def rounds(house):
        client = getattr(house, who)
        while True:
            yield lambda: client.get(house.root + address.format(period=house.period, code=house.code))

    SPOTS[name] = rounds


@spot
def floor(house):
    """The least a save can be."""
    update = begun(house)
    for number in count():
        data = {"narrative": f"{TEXTS['narrative']}第{number}稿。"}
        yield partial(house.reporter.post, f"/bench/floor/{update.pk}/", data)


@spot
def autosave(house):
    """One commitment saved while it is typed, on the desk of a department."""
    begun(house)
    while True:
        yield house.drafts.save


def begun(house) -> ProgressUpdate:
    """Return the draft the desk writes, after it was saved once."""
    house.drafts.open()
    house.drafts.save()
    code = house.drafts.address.rstrip("/").split("/")[-2]
    return ProgressUpdate.objects.get(commitment__plan=house.plan, commitment__code=code, period__code=house.period)


@spot
def filing(house):
    """The whole of filing one report: the desk, three saves while one types, and sending it on."""
    while True:
        with undone():
            yield lambda: file_one(house)


def file_one(house) -> list:
    return [house.drafts.open(), *(house.drafts.save() for _save in range(3)), house.drafts.send()]


@spot
def sign(house):
    """Signing one report off, taking effect at once."""
    page = f"{house.root}signoff/"
    while True:
        with undone():
            file_one(house)
            address, form = form_to(house.approver, page, "/sign/")
            form = consented(house.approver, address, form)
            yield partial(house.approver.post, address, form, headers=HTMX)


@spot
def approve(house):
    """Approving one report, taking effect at once; the next one opens."""
    while True:
        with undone():
            address, form = form_to(house.office, f"{house.root}review/", "/approve/")
            form = consented(house.office, address, form)
            yield partial(house.office.post, address, form, headers=HTMX)


@spot
def signoff(house):
    """The page of what awaits a signature: one report."""
    with undone():
        file_one(house)
        while True:
            yield lambda: house.approver.get(f"{house.root}signoff/")


@spot
def first_of_day(house):
    """The first overview of a day: everything is judged anew."""
    tomorrow = today() + datetime.timedelta(days=1)
    while True:
        with on_day(tomorrow), undone():
            yield lambda: house.office.get(house.root)


reading("desk", "reporter", "desk/?period={period}")
reading("review", "office", "review/")
reading("commitment", "office", "commitment/{code}/")
reading("overview", "office", "")
reading("ledger_50", "office", "ledger/?per=50")
reading("ledger_195", "office", "ledger/?per=195")
reading("ledger_xlsx", "office", "ledger/xlsx/")
reading("outlook", "office", "outlook/")
reading("year_end", "office", "outlook/year-end/")
reading("bulletin", "office", "bulletins/2024-Q3/")
reading("late", "office", "waiting/late/")
reading("waiting", "reporter", "waiting/")
reading("trajectory", "office", "trajectory/")
reading("history", "office", "commitment/{code}/history/")
