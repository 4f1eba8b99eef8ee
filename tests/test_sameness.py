"""`make same` sees what a reader would see, and nothing else: pages written otherwise read the same."""

import pytest
from django.urls import resolve

from benchmarks.sameness.crawl import Page
from benchmarks.sameness.difference import read_map
from benchmarks.sameness.markup import lines
from benchmarks.sameness.pictures import former_address, shots

PAGE = '<p class="a b" title="x">One <b>two</b> <i>three</i></p><p><button>go</button> <svg><path d="M1 2"/></svg></p>'


@pytest.mark.parametrize(
    "page",
    [
        PAGE.replace('class="a b" title="x"', 'title="x"\n  class="a\n  b"'),
        PAGE.replace("<p", "\n  <p").replace("</p>", "\n</p>\n"),
        PAGE.replace("<b>two", "\n<b>two").replace("</b> <i>", "</b>\n  <i>"),
        PAGE.replace(">go<", ">\n  go\n<").replace("<path", "\n  <path").replace("M1 2", "M1\n2"),
    ],
)
def test_what_does_not_show_makes_no_difference(page):
    assert page != PAGE
    assert lines(page) == lines(PAGE)


@pytest.mark.parametrize(
    "page",
    [
        PAGE.replace("</b> <i>", "</b><i>"),
        PAGE.replace("One <b>", "One<b>"),
        PAGE.replace("<b>two", "<b> two").replace("One ", "One"),
        PAGE.replace("</button> <svg>", "</button><svg>"),
        PAGE.replace('title="x"', 'title=" x"'),
        PAGE.replace('class="a b"', 'class="b a"'),
        PAGE.replace("three", ""),
        PAGE.replace("<i>three</i>", "<em>three</em>"),
        PAGE.replace("M1 2", "M12"),
    ],
)
def test_what_shows_makes_a_difference(page):
    assert page != PAGE
    assert lines(page) != lines(PAGE)


def test_blanks_beside_a_hidden_input_are_those_around_it():
    hidden = '<input type="hidden" name="x">'
    assert lines(f"<form>{hidden}\n  <b>a</b></form>") == lines(f"<form>\n  {hidden}<b>a</b></form>")
    assert lines(f"<b>a</b> {hidden}\n  <b>b</b>") == lines(f"<b>a</b> {hidden}<b>b</b>")
    assert lines(f"<b>a</b>{hidden} <b>b</b>") != lines(f"<b>a</b>{hidden}<b>b</b>")


def test_text_that_stands_as_it_was_typed_is_kept_to_the_letter():
    assert lines("<textarea> a\n b</textarea>") != lines("<textarea>a b</textarea>")
    assert lines("<pre>a\nb</pre>") != lines("<pre>a b</pre>")


def test_keys_and_tokens_made_anew_make_no_difference():
    page = '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
    assert lines(page.format("a" * 64)) == lines(page.format("b" * 64))
    assert lines(page.format("a")) != lines("<input>")


def test_a_form_is_sent_as_it_is_emptied_and_wrong():
    form = '<form method="post" action="/a/"><input name="x" value="1"><button name="go" value="2">…</button></form>'
    sent = [data for _kind, _address, _htmx, data in Page(form, "/").sendings()]
    assert sent == [(("x", typed), ("go", "2")) for typed in ("1", "", "错")]


def test_a_page_is_found_under_its_former_address(tmp_path):
    (tmp_path / "map").write_text("/path/=>/trajectory/\nid_stamp=>id_version\n")
    renames = read_map(tmp_path / "map")
    assert former_address("/x/trajectory/4/", renames) == "/x/path/4/"
    assert former_address("/x/id_version/", renames) == "/x/id_version/"


def test_every_pictured_page_is_one_of_the_house():
    addresses = [address for _who, look, address in shots() if look == "light" and "nothing" not in address]
    assert len(addresses) > 30
    assert all(resolve(address.partition("?")[0]) for address in addresses)
