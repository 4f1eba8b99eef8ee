"""What the screens are compared with, all in the same run: a bare view, the empty base page, plain loops.

A *plain loop* is a template alone: the rows' values in a table; or the elements a screen prints, each with its class,
its other attributes as one ready string, and its text: as many elements and about as many bytes.
A *plain page* is the least a signed-in screen can be: base page, one query, that loop.
"""

from html import escape
from html.parser import HTMLParser

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.template import Context, Engine
from django.urls import include, path
from django.utils.safestring import mark_safe

from commitments.clock import today
from commitments.models import Verdict

LEDGER_LOOP = """<table>{% for row in rows %}<tr>{% for value in row %}<td>{{ value }}</td>{% endfor %}</tr>
{% endfor %}</table>"""
ELEMENT_LOOP = """{% for tag, kind, rest, text in elements %}
<{{ tag }} class="{{ kind }}"{{ rest }}>{{ text }}</{{ tag }}>{% endfor %}"""
COLUMNS = (
    "commitment__code", "commitment__title", "commitment__kind", "commitment__paragraph__lead", "attained", "expected",
    "gap", "actual", "official", "cutoff", "reason",
)  # fmt: skip


class Elements(HTMLParser):
    """Collects (tag, class, other attributes, text) of every element of a page."""

    def __init__(self, page: str):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        rest = "".join(f' {name}="{escape(value or "")}"' for name, value in attrs if name != "class")
        self.found.append([tag, dict(attrs).get("class") or "", mark_safe(rest), ""])

    def handle_data(self, data):
        if self.found:
            self.found[-1][3] += data.strip()


def ledger_rows(count: int) -> list[tuple]:
    """Return eleven values a row, as many as the ledger prints, in one query."""
    found = Verdict.objects.filter(on=today()).order_by("commitment__order", "pk")
    return list(found.values_list(*COLUMNS)[:count])


@login_not_required
def hello(request):
    return HttpResponse("hello")


def empty(request):
    return render(request, "base.html")


def plain_page(request, count):
    """Answer `count` ledger rows on the base page, by one query and a plain loop."""
    return HttpResponse(PAGE.render(Context({"rows": ledger_rows(count), "page": render(request, "base.html")})))


def loop(source: str, **context):
    """Return a function that renders `source` with `context`, compiled once, as a view's template would be."""
    template = Engine.get_default().from_string(source)
    return lambda: template.render(Context(context))


PAGE = Engine.get_default().from_string("{{ page.text|safe }}" + LEDGER_LOOP)
urlpatterns = [
    path("bench/hello/", hello),
    path("bench/empty/", empty),
    path("bench/rows/<int:count>/", plain_page),
    path("", include("wuchang.urls")),
]
