"""Every link a reader sees leads somewhere they may go, to a page that prints no missing value: one walk a role."""

import re
from collections import Counter, deque
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.apps import apps

from commitments.models import HistoryEntry
from tests.busy import fill_relations
from tests.test_access import WHO

pytestmark = pytest.mark.django_db
HOST = "http://testserver"
STARTS = ("/", "/wuchang-2024/?on=2024-06-30", "/wuchang-2024/?period=2024-Q2")
# Pages that differ by a number, a code or what was chosen alone are walked this often.
ALIKE = 6
VARYING = re.compile(r"\d+(?:-\d+)*|\?.*")
# What a template prints of a value that is not there: in an attribute, alone between two tags, or no ledger's name.
NOTHING = re.compile(r"""<[^>]*["\s]None["\s][^>]*>|>\s*None\s*<|<a class="brand"[^>]*>\s*</a>""")


class Links(HTMLParser):
    """Collects the addresses a page leads to or loads from this house, static files and sign-out apart."""

    def __init__(self, page: str, base: str):
        super().__init__()
        self.base, self.found = base, []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name in ("href", "src", "hx-get") and value and not value.startswith("#"):
                at = urlsplit(urljoin(HOST + self.base, value))
                if f"{at.scheme}://{at.netloc}" == HOST and not at.path.startswith("/static/"):
                    self.found.append(f"{at.path}?{at.query}" if at.query else at.path)


def walk(client, starts):
    """Yield (address, page that leads there, status, what shows a missing value) of pages met, ALIKE of each kind."""
    waiting, seen, kinds = deque((start, "") for start in starts), set(), Counter()
    while waiting:
        address, source = waiting.popleft()
        kind = VARYING.sub("*", address)
        if address in seen or kinds[kind] == ALIKE:
            continue
        seen.add(address)
        kinds[kind] += 1
        answer = client.get(address, follow=True)
        body = answer.getvalue()
        page = body.decode() if answer["Content-Type"].startswith("text/html") else ""
        yield address, source, answer.status_code, NOTHING.findall(page)
        waiting.extend((link, address) for link in Links(page, address).found)


@pytest.fixture(scope="module")
def busy_scene(busy_scene):
    """Return the busy cast with rows enough that a page with a relation it did not fetch shows itself."""
    fill_relations(busy_scene)
    return busy_scene


def empty_places() -> list[str]:
    """Return the models without a row, and the relations that no row of theirs uses."""
    found = []
    for model in apps.get_app_config("commitments").get_models():
        rows, fields = model._base_manager, [each for each in model._meta.concrete_fields if each.is_relation]
        found += [] if rows.exists() else [model.__name__]
        found += [f"{model.__name__}.{each.name}" for each in fields if not rows.exclude(**{each.name: None}).exists()]
    return found


def test_the_walk_leads_through_rows_of_every_model_with_every_relation(busy_cast):
    assert HistoryEntry.objects.exists()
    assert empty_places() == []


@pytest.mark.parametrize("who", WHO[1:])
def test_every_link_leads_somewhere_and_no_page_prints_a_missing_value(client, busy_cast, who):
    client.force_login(getattr(busy_cast, who))
    met = list(walk(client, STARTS))
    bad = [row for row in met if row[2:] != (200, [])]
    assert not bad, "\n".join(map(str, bad))
    assert len(met) > 50


@pytest.mark.parametrize(
    "page",
    ['<th class="h-target None">', '<td class="None">3</td>', "<td>\n None </td>", '<a class="brand" href="/"></a>'],
)
def test_a_missing_value_that_is_printed_is_noticed(page):
    assert NOTHING.findall(page)
    assert not NOTHING.findall('<p class="NoneSuch">None of these</p>')
