"""Every template compiles and obeys the content security policy."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Engine, Template
from django.template.loader import get_template

from commitments.templatetags import rooms
from wuchang.settings import TEMPLATE_LOADERS

FOLDER = settings.BASE_DIR / "templates"
CSS = settings.BASE_DIR / "static" / "css"
TEMPLATES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html"))
# The policy is `default-src 'self'`: a browser ignores all of these, without a word to the reader.
INLINE = {
    "a style attribute": r"<[^>]*\sstyle\s*=",
    "a style element": r"<style\b",
    "a script in the page": r"<script\b(?![^>]*\ssrc\s*=)(?![^>]*\stype=\"application/json\")",
    "an event handler": r"<[^>]*\s(on[a-z]+|hx-on[:-][\w:.-]*)\s*=",
    "a javascript: address": r"(href|src|action|hx-\w+)\s*=\s*[\"']\s*(javascript|js):",
}


def inline_code(text: str) -> list[str]:
    """Return the names of what the content security policy would refuse in `text`."""
    html = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", "", text, flags=re.DOTALL)
    return [name for name, pattern in INLINE.items() if re.search(pattern, html, re.IGNORECASE)]


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_compiles(name):
    assert get_template(name)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_has_no_inline_script_or_style(name):
    assert inline_code(Path(FOLDER, name).read_text("utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        '<p class="x" style="color: red">',
        "<style>p { color: red }</style>",
        "<script>alert(1)</script>",
        "<script type='module'>alert(1)</script>",
        '<button\n  onclick="go()">',
        '<form hx-on::after-request="go()">',
        '<a href="javascript:go()">',
        "<div hx-vals='js:{a: go()}'>",
        '<p {% if a > b %}hidden{% endif %} style="color: red">',
    ],
)
def test_inline_code_is_noticed(text):
    assert len(inline_code(text)) == 1


def test_what_only_looks_like_inline_code_passes():
    text = '<script src="/a.js" type="module"></script><rect fill="red"><a href="?style=1" data-on="x">'
    assert inline_code(text) == []


def rendered(text: str, **context) -> str:
    """Return `text` rendered as a template that may leave lines unbroken."""
    return Template("{% load lines %}" + text).render(Context(context))


@pytest.mark.parametrize(
    ("text", "one_line"),
    [
        ("<b>a</b>\n  <i>b</i>", "<b>a</b><i>b</i>"),
        ("\n  {% if x %}\n    a\n  {% endif %}\n  b c\n", "ab c"),
        ("{% for n in x %}\n  {{ n }}\n{% empty %}\n  none\n{% endfor %}", "y"),
        ('a\n  {{ " " }}<b>b</b>', "a <b>b</b>"),
        ('<input\n  type="text"\n  {% if x %}checked{% endif %}\n>\n  a', '<input type="text" checked >a'),
    ],
)
def test_unbroken_lines_show_no_blank_where_they_are_broken(text, one_line):
    assert "\n" in text
    assert rendered("{% unbroken %}" + text + "{% endunbroken %}", x="y") == one_line


def test_unbroken_leaves_the_lines_of_a_value_as_they_are():
    assert rendered("{% unbroken %}\n  {{ x }}\n{% endunbroken %}", x="a\n  b") == "a\n  b"


def test_what_stands_outside_unbroken_keeps_its_line_breaks():
    assert rendered("a\n{% unbroken %}\n  b\n{% endunbroken %}\nc") == "a\nb\nc"


def test_indentation_is_not_sent_to_readers(tmp_path):
    tmp_path.joinpath("a.html").write_text("<p>\n  {{ x }}\n\t<b>b</b>  <i>c</i>\n</p>\n", "utf-8")
    engine = Engine(dirs=[tmp_path], loaders=TEMPLATE_LOADERS[:1])
    assert engine.get_template("a.html").render(Context({"x": "a\n  b"})) == "<p>\na\n  b\n<b>b</b>  <i>c</i>\n</p>\n"


def test_all_templates_of_the_house_are_read_so():
    lines = get_template("base.html").template.source.splitlines()
    assert len(lines) > 20
    assert [line for line in lines if line[:1] in (" ", "\t")] == []


def test_a_room_that_shows_or_enters_another_names_rooms_that_are():
    named = {*rooms.BESIDE, *rooms.ENTERED_BY, *rooms.ENTERED_BY.values(), *sum(rooms.BESIDE.values(), ())}
    pages = [Path(FOLDER, name).read_text("utf-8") for name in TEMPLATES]
    said = {found for page in pages for found in re.findall(r"{% block room %}(\w+)", page)}
    assert named
    assert named - said == set()


def inline_labels(css: str) -> list[str]:
    """Return the attributes that a stylesheet prints before a cell's text in its line, without a blank of their own."""
    rules = re.findall(r"content: attr\(([\w-]+)\);([^}]*)", css)
    return [name for name, rest in rules if "display: block" not in rest and "float:" not in rest]


@pytest.mark.parametrize("room", sorted(path.stem for path in CSS.glob("*.css") if inline_labels(path.read_text())))
def test_a_cell_with_a_label_in_its_line_begins_where_its_tag_ends(room):
    labels = "|".join(inline_labels((CSS / f"{room}.css").read_text()))
    late = re.compile(rf"<[^<>]*\s(?:{labels})=[^<>]*>[ \t]*\n")
    assert late.search(f'<td {labels.partition("|")[0]}="{{{{ word }}}}">\n  text</td>')
    assert [name for name in TEMPLATES if name.startswith(room) and late.search(Path(FOLDER, name).read_text())] == []
