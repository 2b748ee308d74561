"""A browser without a window, for what a page becomes: a PDF, a picture. Chromium, Chrome or Edge.

Optional: nothing is downloaded, the browser of the computer is used, and Playwright drives it
(`pip install care-analysis[pdf]`).
"""

import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from analysis.core.errors import CareAnalysisError

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Made = TypeVar("Made")

START_SECONDS = 120  # a busy machine takes its time
VARIABLE = "CARE_ANALYSIS_CHROMIUM"
USUAL = (  # commands, and where the installers of macOS and Windows put theirs
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge"),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
)
# A page is only printed, never visited: no service of the browser is wanted.
ARGUMENTS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


class BrowserError(CareAnalysisError):
    """There is no browser to make a PDF or a picture with, or it did not start."""


def executable() -> str:
    """The file of CARE_ANALYSIS_CHROMIUM, else the first of the usual ones; else BrowserError."""
    path = os.environ.get(VARIABLE) or next(filter(None, map(shutil.which, USUAL)), None)
    if path is None:
        raise BrowserError(
            "No Chromium, Chrome or Edge was found, which makes PDFs and contact sheets. Install "
            f"one, or set {VARIABLE} to where it is. The pages themselves need none."
        )
    if not Path(path).is_file():
        raise BrowserError(f"{VARIABLE} says '{path}', and there is no such file.")
    return path


def using(task: "Callable[[Browser], Made]") -> Made:
    """What a task makes of a browser without a window, which is closed at the end.

    BrowserError where none can be had. It works in a thread of its own, since Playwright refuses
    one with a running event loop, such as a notebook's.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="browser") as thread:
        return thread.submit(_started, executable(), task).result()


def _started(path: str, task: "Callable[[Browser], Made]") -> Made:
    """The browser's work. Playwright starts it without Chromium's sandbox, as root and in a
    container it must be: what it reads is our own page, offline and without script.
    """
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError as fault:
        raise BrowserError(
            "Playwright, which drives the browser, is not installed; run "
            "`pip install 'care-analysis[pdf]'`."
        ) from fault
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(
                executable_path=path, args=ARGUMENTS, timeout=1000 * START_SECONDS
            )
        except Error as fault:
            first = str(fault).splitlines()[0]
            raise BrowserError(f"The browser {path} did not start: {first}") from fault
        with browser:
            return task(browser)
