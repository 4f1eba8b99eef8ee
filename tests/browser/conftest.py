"""A headless Chromium before a live server; whoever drives it is signed in by `sign_in(user)`.

The page's own complaints (errors, broken policy, requests to other machines) fail the test that caused them.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import sync_playwright

from tests.browser.desk_page import DESK
from tests.machine import chromium, skip_or_fail

# Playwright's loop runs in the test's own thread, where Django would refuse its database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
VIEWPORTS = {"desktop": (1440, 900), "laptop": (1280, 720), "phone": (390, 844)}
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
QUIET += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
# An answer such as 409 or 422 is the server's word, not the page's fault.
# Nor is a connection that a test cut itself.
EXPECTED = (
    "Failed to load resource: the server responded with a status of 4",
    "Failed to load resource: net::ERR_INTERNET_DISCONNECTED",
    # htmx's own note of either, beside the words the page shows.
    "Response Status Error Code 4",
    "htmx:afterRequest",
    "htmx:sendError",
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark everything in this folder, before the marks are selected by."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="module")
def scene():
    """Keep nothing for the next test: the browser sees only what was committed."""


@pytest.fixture(scope="session")
def browser():
    """Start Chromium once for the session."""
    if not (path := chromium()):
        skip_or_fail("Chromium")
    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield instance
        instance.close()


@pytest.fixture
def viewport():
    """Say which window `page` has; a test says otherwise by parametrizing "viewport" over VIEWPORTS."""
    return "desktop"


@pytest.fixture
def open_page(browser, live_server):
    """Return a function that opens an empty page of its own session; addresses are relative to the live server."""
    contexts, complaints = [], []

    def opened(window="desktop", *, scripts=True, zone="Asia/Shanghai"):
        width, height = VIEWPORTS[window]
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            locale="zh-CN",
            timezone_id=zone,
            java_script_enabled=scripts,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        complaints.append(complaints_of(page, urlsplit(live_server.url).netloc))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [each for heard in complaints for each in heard] == []


@pytest.fixture
def zone():
    """Say in which time zone the browser of `page` stands; a test says otherwise by parametrizing "zone"."""
    return "Asia/Shanghai"


@pytest.fixture
def page(open_page, viewport, zone):
    """Return an empty page in the window that `viewport` names."""
    return open_page(viewport, zone=zone)


def complaints_of(page, home: str) -> list[str]:
    """Return a list that fills with what goes wrong on `page` while it is used."""
    complaints = []

    def heard(message):
        if message.type == "error" and not message.text.startswith(EXPECTED):
            complaints.append(message.text)

    def asked(request):
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.netloc != home:
            complaints.append(f"asked another machine: {request.url}")

    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", asked)
    return complaints


@pytest.fixture
def sign_in(page, client, live_server):
    """Return a function that gives the page the session of `user`, and returns the page."""

    def signed_in(user):
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        return page

    return signed_in


@pytest.fixture
def desk(cast, sign_in):
    """Return the reporter's page with the desk open."""
    page = sign_in(cast.reporter)
    page.goto(DESK)
    return page
