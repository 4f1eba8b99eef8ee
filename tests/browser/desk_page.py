"""The desk's fields as a test finds them, and what was stored of them."""

import json

from playwright.sync_api import expect

from commitments.models import ProgressUpdate

DESK = "/wuchang-2024/desk/"


def item(page, code="4-1-1"):
    return page.locator(f"#c-{code}")


def text_of(page, code="4-1-1"):
    return item(page, code).locator("textarea[name=narrative]")


def figure_of(page, code="4-1-1"):
    return item(page, code).locator("input[name^=figure_]")


def kind(page, value):
    """Expect the save state of the page."""
    expect(page.locator("#save-all")).to_have_attribute("data-kind", value)


def local(page) -> list:
    return json.loads(page.evaluate("JSON.stringify(Object.keys(localStorage))"))


def narrative():
    return list(ProgressUpdate.objects.values_list("narrative", flat=True))
