"""What a checker of accessibility finds on every screen, in both themes: nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.screens import SCREENS, fill_the_house

pytestmark = pytest.mark.django_db(transaction=True)
# What depends on colour is looked at in both themes; all else is the same in either.
OF_COLOUR = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
LOOK = """look => {
    Object.assign(document.documentElement.dataset, look);
    for (const each of document.querySelectorAll("main details")) each.open = true;
}"""


@pytest.fixture(autouse=True)
def a_full_house(cast):
    fill_the_house(cast)


def found(page, options=None) -> list[str]:
    """Return "rule: where" for each violation on the page as it stands."""
    answer = Axe().run(page, options=options or {"resultTypes": ["violations"]}).response
    assert answer["testEngine"]["name"] == "axe-core"
    return [
        f"{rule['id']}: {node['target']} {node['html'][:200]}"
        for rule in answer["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_stands_in_anybody_s_way(cast, sign_in, screen):
    page = sign_in(getattr(cast, SCREENS[screen]))
    assert page.goto(f"/wuchang-2024/{screen.format(**cast.rows)}").status == 200
    page.evaluate(LOOK, {"theme": "light"})
    assert found(page) == []
    page.evaluate(LOOK, {"theme": "dark"})
    assert found(page, OF_COLOUR) == []


@pytest.mark.parametrize("viewport", ["desktop", "phone"], indirect=False)
def test_nothing_stands_in_the_way_of_signing_in(page, viewport):
    page.goto("/accounts/login/")
    assert found(page) == []
    page.locator("[name=username]").fill("nobody")
    page.locator("[name=password]").fill("nothing")
    page.keyboard.press("Enter")
    expect(page.locator(".err")).to_be_visible()
    assert found(page) == []


def test_what_does_is_found(page):
    page.goto("/accounts/login/")
    page.evaluate("() => { document.querySelector('main').innerHTML += '<img src=\"/static/img/mark.svg\">' }")
    assert "image-alt" in str(found(page))
