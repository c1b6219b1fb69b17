"""Open pages for the tests of the browser: one that nobody has touched is lent again, any other is closed."""

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

SIZES = {"desktop": {"width": 1400, "height": 900}, "phone": {"width": 390, "height": 844}}
INSIDE = ("file:", "data:", "blob:")
# More than a test file asks for in turn; every open page costs memory.
MOST_IDLE = 4

# Notes whatever changes the page, or is done to it, from now on.
WATCH = """() => {
  window.untouched = true;
  const note = () => { window.untouched = false; };
  const whatever = { attributes: true, characterData: true, childList: true, subtree: true };
  new MutationObserver(note).observe(document, whatever);
  const done = ["change", "click", "focusin", "input", "keydown", "mouseover", "pointerdown", "touchstart", "wheel"];
  for (const name of [...done, "beforeprint", "hashchange", "resize", "scroll"])
    window.addEventListener(name, note, { capture: true, passive: true });
  for (const medium of ["print", "(prefers-color-scheme: dark)", "(prefers-reduced-motion: reduce)"])
    matchMedia(medium).addEventListener("change", note);
}"""
# What was set going may show two frames later.
UNTOUCHED = """() => new Promise(answer =>
  requestAnimationFrame(() => requestAnimationFrame(() => answer(window.untouched === true))))"""


@dataclass
class Loan:
    """An open page: what was asked for, and what it has complained of."""

    asked: tuple
    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)


class PagePool:
    """Pages by what they were asked for: file, size of the window, script that runs first, further options."""

    def __init__(self, browser):
        self.browser = browser
        self.idle = []

    def lend(self, path, size, init_script, options):
        """Return an idle page of this kind, or a new one."""
        asked = (path, path.stat().st_mtime_ns, size, init_script, tuple(sorted(options.items())))
        for loan in self.idle:
            if loan.asked == asked:
                self.idle.remove(loan)
                return loan
        return self._open(asked, path, init_script, {"viewport": SIZES[size], **options})

    def take_back(self, loan):
        """Keep the page for the next test when it is as it was opened; close it otherwise."""
        if loan.complaints or len(loan.context.pages) > 1 or not loan.page.evaluate(UNTOUCHED):
            loan.context.close()
            return
        self.idle.append(loan)
        while len(self.idle) > MOST_IDLE:
            self.idle.pop(0).context.close()

    def close(self):
        while self.idle:
            self.idle.pop().context.close()

    def _open(self, asked, path, init_script, options):
        context = self.browser.new_context(offline=True, accept_downloads=True, **options)
        context.add_init_script(init_script)
        loan = Loan(asked, context, context.new_page())
        _listen(loan.page, loan.complaints)
        loan.page.goto(Path(path).as_uri())
        loan.page.wait_for_selector('html[data-ready="1"]', state="attached", timeout=20_000)
        loan.page.evaluate(WATCH)
        return loan


def _listen(page, complaints):
    page.on("request", lambda request: request.url.startswith(INSIDE) or complaints.append(f"asked for {request.url}"))
    page.on("requestfailed", lambda request: complaints.append(f"failed: {request.url}"))
    page.on("pageerror", lambda problem: complaints.append(str(problem)))
    page.on("console", lambda said: said.type in {"error", "warning"} and complaints.append(said.text))
