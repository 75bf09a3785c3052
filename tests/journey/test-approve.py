#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From “Need admin approval” to Done, read and worked as with a screen reader."""

import sys

from support import tap
from support.browser import Browser
from support.screen_reader import ENTRIES
from support.wizard import ORGANIZATION_ENTRY, practice


def approve():
    """An administrator approves and reaches Done."""
    with practice() as wizard, Browser() as browser:
        wizard.come_to_approve_page()

        browser.load(wizard.open_approval_page())
        browser.click("sign-in-admin")
        assert "Fresh Start Recruiting" in browser.text, browser.text
        browser.click("accept")
        assert "admin_consent=True" in browser.address, browser.address

        wizard.accepted()
        wizard.skip_to_done()
        for text in (
            "Not checked – you said that you accepted",
            "fresh.example",
            "United Kingdom",
            "Connect Office 365 again",
        ):
            wizard.reader.wait_for_text(text)
        wizard.press("Close")
        assert wizard.program.wait_for_end() == 0


def back():
    """Back loses nothing that was typed or chosen."""
    with practice() as wizard:
        wizard.come_to_approve_page()

        wizard.press("Back")
        wizard.wait_for_page("Your Region")
        assert wizard.is_chosen("United Kingdom")
        wizard.press("Back")
        wizard.wait_for_page("Your Organization")
        entry = wizard.reader.wait_for(ORGANIZATION_ENTRY, *ENTRIES)
        assert entry.text == "someone@fresh.example", entry.text
        wizard.press("Next")
        wizard.wait_for_page("Your Region")
        wizard.press("Next")
        wizard.wait_for_page("Approve for Everyone")


def other_region():
    """The link follows the region that was chosen last."""
    with practice() as wizard:
        wizard.come_to_approve_page()
        first = wizard.open_approval_page()
        wizard.press("Back")
        wizard.choose_region("United States")
        second = wizard.open_approval_page()

        assert "ukevo.tracker-rms.com" in first, first
        assert second == first.replace("ukevo", "usevo"), (first, second)


sys.exit(tap.run(approve, back, other_region))
