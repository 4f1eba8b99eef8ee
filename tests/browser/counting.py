"""A person before a browser, whose page loads, clicks and keystrokes are counted."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, Response


@dataclass
class Counts:
    """What it took so far: whole pages loaded, clicks, keys pressed and characters typed into fields."""

    loads: int = 0
    clicks: int = 0
    keys: int = 0
    typed: int = 0

    def __sub__(self, earlier: "Counts") -> "Counts":
        pairs = ((getattr(self, name), getattr(earlier, name)) for name in ("loads", "clicks", "keys", "typed"))
        return Counts(*(now - then for now, then in pairs))

    def __str__(self) -> str:
        return (
            f"{self.loads:>3} page loads {self.clicks:>4} clicks {self.keys:>4} keys {self.typed:>5} characters typed"
        )


class Hand:
    """Everything somebody does with a page; `scripts` says whether the page may run any."""

    def __init__(self, page: Page, *, scripts: bool = True):
        self.page, self.scripts, self.counts = page, scripts, Counts()
        page.on("response", self.heard)

    def heard(self, response: Response) -> None:
        """Count a document that was answered for the whole page; redirects and downloads are none."""
        request = response.request
        if not request.is_navigation_request() or request.frame != self.page.main_frame:
            return
        self.counts.loads += (
            "text/html" in response.headers.get("content-type", "") and not 300 <= response.status < 400
        )

    def so_far(self) -> Counts:
        """Return a copy of the counts, to be subtracted later."""
        return self.counts - Counts()

    def goto(self, address: str) -> Response:
        """Type an address; everything else is reached by clicking."""
        return self.page.goto(address)

    def click(self, target: Locator) -> None:
        self.counts.clicks += 1
        target.click()

    def press(self, key: str) -> None:
        self.counts.keys += 1
        self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type where the cursor stands."""
        self.counts.typed += len(text)
        self.page.keyboard.type(text)

    def write(self, box: Locator, text: str) -> None:
        """Click into an empty box and type."""
        self.click(box)
        self.type(text)

    def rewrite(self, box: Locator, text: str) -> None:
        """Click into a box, mark what stands there and type over it."""
        self.click(box)
        self.press("Control+a")
        self.type(text)

    def choose_file(self, opener: Locator, name: str, content: bytes) -> None:
        """Click what opens the file chooser and pick one file."""
        with self.page.expect_file_chooser() as chooser:
            self.click(opener)
        chooser.value.set_files([{"name": name, "mimeType": "application/pdf", "buffer": content}])
