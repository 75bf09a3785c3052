#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Approvals that do not come to pass, and what the wizard makes of them."""

import sys

from support import tap
from support.browser import Browser
from support.wizard import ERROR_ENTRY, ORGANIZATION_ENTRY, practice


def paste_what_happened(wizard, text):
    """Says that there was an error and pastes what the browser showed."""
    wizard.choose("I saw an error")
    wizard.reader.write(ERROR_ENTRY, text)


def not_admin():
    """Somebody without the role is told so and can try again."""
    with practice("not-admin") as wizard, Browser() as browser:
        wizard.come_to_approve_page()
        browser.load(wizard.open_approval_page())
        browser.click("sign-in-user")
        assert "AADSTS90094" in browser.text, browser.text

        paste_what_happened(wizard, browser.text)
        wizard.reader.wait_for("An administrator has to approve")
        wizard.press("Try Again")
        assert wizard.desktop.next_link()


def declined():
    """An administrator who declines leaves the approval open."""
    with practice("declined") as wizard, Browser() as browser:
        wizard.come_to_approve_page()
        browser.load(wizard.open_approval_page())
        browser.click("sign-in-admin")
        browser.click("accept")

        paste_what_happened(wizard, browser.address)
        wizard.reader.wait_for("The request was declined")


def cancelled():
    """Cancel on the approval page sends the browser back without an approval."""
    with practice() as wizard, Browser() as browser:
        wizard.come_to_approve_page()
        browser.load(wizard.open_approval_page())
        browser.click("sign-in-admin")
        browser.click("cancel")
        assert "error=access_denied" in browser.address, browser.address

        wizard.choose("Not yet")
        wizard.wait_for_action("Next")


def unknown_domain():
    """A domain that Microsoft does not know is refused with a reason."""
    with practice() as wizard:
        wizard.get_started()
        wizard.reader.write(ORGANIZATION_ENTRY, "nobody.example")
        wizard.reader.wait_for_text("Microsoft does not know")
        assert not wizard.can_press("Next")


sys.exit(tap.run(not_admin, declined, cancelled, unknown_domain))
