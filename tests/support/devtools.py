"""Chromium's log of requests and of the console: each call gives what is new since the last one."""

import json
from collections import defaultdict
from typing import Any

from selenium.webdriver import Chrome


def events(browser: Chrome) -> dict[str, list[dict[str, Any]]]:
    """The parameters of the events of DevTools, by the event's name."""
    found = defaultdict(list)
    for entry in browser.get_log("performance"):  # type: ignore[no-untyped-call]
        message = json.loads(entry["message"])["message"]
        found[message["method"]].append(message["params"])
    return found


def complaints(browser: Chrome) -> list[str]:
    """The lines of the console: what could not be loaded, was refused or went wrong.

    That somebody looked at what is not laid out yet is none: axe looks at everything.
    """
    found = [entry["message"] for entry in browser.get_log("browser")]  # type: ignore[no-untyped-call]
    return [message for message in found if "hidden by content-visibility" not in message]
