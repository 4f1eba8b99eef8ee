"""What the screens are compared with: a bare view, the empty base page, and plain loops over the same values."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.template import Context, Engine
from django.urls import include, path

LEDGER_LOOP = """<table>{% for row in rows %}<tr>{% for value in row %}<td>{{ value }}</td>{% endfor %}</tr>
{% endfor %}</table>"""
WALL_LOOP = """{% for code, title, lamp, url in cells %}<a class="cell {{ lamp }}" href="{{ url }}"
title="{{ code }} {{ title }}"><svg class="mk"><use href="#m-{{ lamp }}"/></svg></a>{% endfor %}"""


@login_not_required
def hello(request):
    return HttpResponse("hello")


def empty(request):
    return render(request, "base.html")


def loop(source: str, **context):
    """Return a function that renders `source` with `context`, compiled once, as a view's template would be."""
    template = Engine.get_default().from_string(source)
    return lambda: template.render(Context(context))


urlpatterns = [
    path("bench/hello/", hello),
    path("bench/empty/", empty),
    path("", include("wuchang.urls")),
]
