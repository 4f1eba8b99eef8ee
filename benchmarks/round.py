"""The round in a browser: what it takes to file, sign off and review ten reports; `make bench` runs it by itself."""

import datetime
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

SCRATCH = tempfile.TemporaryDirectory(prefix="ledger-round-")
os.environ |= {
    "MODE": "development",
    "VAR_DIR": SCRATCH.name,
    "DJANGO_SETTINGS_MODULE": "wuchang.settings",
    "DATABASE_URL": f"sqlite:///{SCRATCH.name}/round.sqlite3",
    # Playwright's loop runs in this thread, where Django would refuse its database.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
}

import django  # noqa: E402

django.setup()

from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import override_settings  # noqa: E402
from django.test.testcases import LiveServerThread  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from commitments.workflow.office import periods  # noqa: E402
from tests.browser.acts import counted_round, sign_in  # noqa: E402
from tests.browser.conftest import QUIET  # noqa: E402
from tests.browser.counting import Hand  # noqa: E402
from tests.browser.stage import FILING, Stage  # noqa: E402
from tests.machine import chromium  # noqa: E402
from tests.world import moment  # noqa: E402


def main() -> None:
    """Count on the real plan in its first quarter; every person has a browser of their own."""
    with override_settings(PINNED_TODAY=FILING), served() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)

        def enter(user) -> Hand:
            hand = Hand(browser.new_context(base_url=url, locale="zh-CN").new_page())
            sign_in(hand, user)
            return hand

        for name, counts in counted_round(staged(), enter).items():
            print(f"{name:<34}{counts}", flush=True)
        browser.close()


def staged() -> Stage:
    """Return the stage with the first quarter open."""
    stage = Stage()
    opened = moment(str(FILING - datetime.timedelta(days=1)))
    periods.open_period(stage.plan.periods.earliest("starts"), by=stage.supervisor, at=opened)
    return stage


@contextmanager
def served() -> Iterator[str]:
    """Make the database and serve it; yield the server's address."""
    call_command("migrate", verbosity=0)
    server = LiveServerThread("localhost", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    try:
        yield f"http://localhost:{server.port}"
    finally:
        server.terminate()


if __name__ == "__main__":
    try:
        main()
    finally:
        SCRATCH.cleanup()
        sys.stdout.flush()
