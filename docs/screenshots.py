"""`make screenshots`: the pictures of the README, taken of the demo in headless Chromium."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.machine import chromium

FOLDER = Path(__file__).parent
PORT = 8437
ADDRESS = f"http://127.0.0.1:{PORT}"
SHOTS = {"overview": "/wuchang-2024/", "commitment": "/wuchang-2024/commitment/4-1-4/"}
WINDOW = {"width": 1366, "height": 768}


@contextmanager
def demo():
    """Serve a fresh demo from a scratch folder while the block runs."""
    with tempfile.TemporaryDirectory(prefix="ledger-shots-") as scratch:
        environment = {**os.environ, "MODE": "demo", "PORT": str(PORT), "VAR_DIR": scratch}
        server = subprocess.Popen([sys.executable, "manage.py", "serve_demo"], env=environment)
        try:
            wait_until_served(server)
            yield
        finally:
            server.terminate()
            server.wait()


def wait_until_served(server):
    for _second in range(180):
        try:
            urllib.request.urlopen(f"{ADDRESS}/accounts/login/", timeout=2)
            return
        except OSError:
            time.sleep(1)
        if server.poll() is not None:
            break
    raise SystemExit("The demo did not start.")


def main():
    if not (path := chromium()):
        raise SystemExit("Screenshots need Chromium; set CHROMIUM to its path.")
    with demo(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport=WINDOW, locale="zh-CN")
        page.goto(f"{ADDRESS}/accounts/login/")
        page.locator("button[name=username][value=supervisor]").click()
        for name, address in SHOTS.items():
            page.goto(ADDRESS + address)
            page.screenshot(path=FOLDER / f"{name}.png")
        picture = page.request.get(f"{ADDRESS}/wuchang-2024/bulletins/2024-Q3/page/1/")
        (FOLDER / "bulletin.png").write_bytes(picture.body())
        browser.close()
    print(*(FOLDER / f"{name}.png" for name in (*SHOTS, "bulletin")), sep="\n")


if __name__ == "__main__":
    main()
