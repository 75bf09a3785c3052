#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What changes by itself is told to screen readers, without the focus being moved by hand."""

import sys

from support import keyboard, tap
from support.browser import Browser
from support.screen_reader import State
from support.wizard import practice


def write(text):
    """Replaces what is written where the focus is."""
    keyboard.press("ctrl+a")
    keyboard.write(text)


def approval():
    """A new page, what came of a look-up, what is wrong with an entry, and a copy are told."""
    with practice() as wizard:
        voice = wizard.reader.listen()
        keyboard.press("alt+g")
        voice.wait_for("Your Organization – Consent Wizard")

        keyboard.press("alt+t")
        voice.wait_for("Tenant ID, domain or work e-mail")
        write("nobody.example")
        voice.wait_for("Microsoft does not know this organization")
        entry = wizard.reader.focused()
        # GTK 4.8 calls it by the first name.
        assert entry.has_state(State.INVALID) or entry.has_state(State.INVALID_ENTRY), entry
        write("fresh.example")
        voice.wait_for("Organization found")
        keyboard.press("Return")
        voice.wait_for("Your Region – Consent Wizard")

        keyboard.press("alt+o")
        write("https://nowhere.example")
        voice.wait_for("This address belongs to none of the regions above")
        write("https://ukevo.tracker-rms.com")
        voice.wait_for("The address belongs to the region “United Kingdom”.")
        keyboard.press("Return")
        voice.wait_for("Approve for Everyone – Consent Wizard")

        keyboard.press("alt+c")
        voice.wait_for("Copied to the clipboard")


def check():
    """How far the check has come, what went wrong, and its verdict are told."""
    with practice("approved") as wizard, Browser() as browser:
        wizard.come_to_check_page()
        wizard.choose("Microsoft’s own tool")
        voice = wizard.reader.listen()
        keyboard.press("alt+s")
        voice.wait_for("Signing in on Microsoft’s page")
        browser.load(wizard.desktop.next_link())
        browser.click("cancel")
        voice.wait_for("The sign-in was canceled")

        keyboard.press("alt+t")
        voice.wait_for("Signing in on Microsoft’s page")
        browser.load(wizard.desktop.next_link())
        browser.click("sign-in-admin")
        voice.wait_for("Everyone can connect")


sys.exit(tap.run(approval, check))
