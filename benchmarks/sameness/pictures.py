"""Takes pictures of pages of both revisions in headless Chromium, and counts the pixels that differ."""

import base64
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.machine import chromium

from .difference import read_map

HERE = Path(__file__).resolve().parent
PLAN = "/wuchang-2024/"
SHOWN = {
    "supervisor": (
        "", "?on=2024-06-30", "behind/measured/", "ledger/", "ledger/?per=50&official=red", "commitment/4-1-4/",
        "commitment/4-1-4/history/", "commitment/2-3-6/", "since/4-1-4/", "review/", "review/all/JSJ/",
        "review/reasons/", "waiting/", "waiting/late/", "report/", "lamps/", "lamps/rule/", "outlook/",
        "outlook/year-end/", "trajectory/", "trajectory/4-1-4/", "bulletins/", "bulletins/2024-Q3/", "periods/",
        "periods/2024-Q3/", "periods/layout/", "correction/38/", "nothing/",
    ),
    "jsj-reporter": ("", "desk/", "contributions/", "waiting/", "commitment/4-1-4/"),
    "jsj-approver": ("signoff/", "desk/"),
    "leader-urban": ("", "waiting/late/"),
    "anonymous": ("/accounts/login/",),
}  # fmt: skip
WIDE, NARROW = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
LOOKS = {
    "light": (WIDE, {}), "dark": (WIDE, {"color_scheme": "dark"}),
    "phone": (NARROW, {}), "phone-dark": (NARROW, {"color_scheme": "dark"}),
    "print": (WIDE, {"media": "print"}),
}  # fmt: skip
# Chromium reads both pictures itself, and draws the edge of a curve up to one of 255 steps otherwise from run to run;
# nobody sees two. A picture of another size differs wholly.
COUNT = """async ([one, two]) => {
  const read = async (data) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
    canvas.drawImage(image, 0, 0);
    const { data: bytes } = canvas.getImageData(0, 0, image.width, image.height);
    return [image.width, image.height, bytes];
  };
  const [a, b] = [await read(one), await read(two)];
  if (a[0] !== b[0] || a[1] !== b[1]) return `${a[0]}×${a[1]} became ${b[0]}×${b[1]}`;
  let count = 0;
  for (let at = 0; at < a[2].length; at += 4) {
    count += [0, 1, 2].some((colour) => Math.abs(a[2][at + colour] - b[2][at + colour]) > 2);
  }
  return `${count} pixels differ`;
}"""


def compare_pictures(base, chosen) -> int:
    """Print the pages whose pictures differ; return 1 when any does. Both pictures are kept below the cache."""
    wanted = [shot for shot in shots() if re.search(chosen.only, name_of(shot))]
    before, after = base.folder / "pictures", Path(tempfile.mkdtemp(prefix="pictures-", dir=base.folder))
    before.mkdir(exist_ok=True)
    renames = read_map(chosen.map)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        missing = [shot for shot in wanted if not file_of(before, shot).exists()]
        take(browser, base, base.files, before, missing, renames)
        take(browser, base, chosen.tree, after, wanted)
        different = [shot for shot in wanted if differing(browser, before, after, shot)]
        # Chromium itself draws a few pixels otherwise now and then: only what differs twice differs.
        take(browser, base, base.files, before, different, renames)
        take(browser, base, chosen.tree, after, different)
        found = {name_of(shot): said for shot in different if (said := differing(browser, before, after, shot))}
        browser.close()
    print(*(f"{name}: {said}" for name, said in found.items()), sep="\n")
    print(f"{len(wanted)} pictures, {len(found)} differ; before in {before}, after in {after}")
    return int(bool(found) or not wanted)


def shots() -> list:
    """Return (role, look, address) of every picture."""
    return [
        (who, look, address if address.startswith("/") else PLAN + address)
        for who, addresses in SHOWN.items() for look in LOOKS for address in addresses
    ]  # fmt: skip


def name_of(shot) -> str:
    who, look, address = shot
    return f"{who} {look} {re.sub(r'[^0-9A-Za-z-]+', '.', address).strip('.')}"


def file_of(folder: Path, shot) -> Path:
    return folder / f"{name_of(shot)}.png"


def differing(browser, before: Path, after: Path, shot) -> str:
    """Return by how much two pictures differ, "" when they do not."""
    one, two = (file_of(folder, shot).read_bytes() for folder in (before, after))
    if one == two:
        return ""
    page = browser.new_page()
    said = page.evaluate(COUNT, [base64.b64encode(side).decode() for side in (one, two)])
    page.close()
    return "" if said.startswith("0 ") else said


def take(browser, base, tree, folder, wanted, renames=()):
    """Take the wanted pictures of the tree, over a copy of the demo; `renames` lead back to the tree's addresses."""
    if not wanted:
        return
    with served(base, tree) as house:
        for (who, look), several in groupby(wanted, key=lambda shot: shot[:2]):
            window, media = LOOKS[look]
            context = browser.new_context(viewport=window, base_url=house, locale="zh-CN", timezone_id="Asia/Shanghai")
            page = context.new_page()
            page.emulate_media(**media)
            if who != "anonymous":
                page.goto("/accounts/login/")
                page.request.post("/accounts/demo/", form=sign_in_form(page, who), headers={"Referer": house})
            for shot in several:
                page.goto(former_address(shot[2], renames), wait_until="networkidle")
                page.screenshot(path=file_of(folder, shot), full_page=True, animations="disabled")
            context.close()


def former_address(address: str, renames) -> str:
    """Return the address as the other revision knows it, by those renames that are addresses letter by letter."""
    for old, new in renames:
        address = address.replace(new, old.pattern) if old.pattern.startswith("/") else address
    return address


def sign_in_form(page, who) -> dict:
    return {"csrfmiddlewaretoken": page.locator("[name=csrfmiddlewaretoken]").first.input_value(), "username": who}


@contextmanager
def served(base, tree):
    """Serve the tree on a free port of this machine while the block runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="sameness-") as scratch:
        shutil.copytree(base.demo, f"{scratch}/var")
        environment = os.environ | {"VAR_DIR": f"{scratch}/var", "PYTHONPATH": str(HERE.parent)}
        environment["DJANGO_RUNSERVER_HIDE_WARNING"] = "true"
        command = [sys.executable, "-m", "sameness.serve", str(tree.resolve()), str(port)]
        quiet = subprocess.DEVNULL
        server = subprocess.Popen(command, cwd=scratch, env=environment, stdout=quiet, stderr=quiet)
        try:
            wait_for(server, f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


def wait_for(server, house):
    for _half in range(240):
        try:
            urllib.request.urlopen(f"{house}/accounts/login/", timeout=5)
            return
        except OSError:
            time.sleep(0.5)
        if server.poll() is not None:
            break
    raise SystemExit("The tree could not be served.")
