#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Without an approval for everyone: what users may agree to, and permissions classified as low."""

import sys

from support import tap
from support.browser import Browser
from support.screen_reader import Role
from support.wizard import LOW_IMPACT, PERMISSIONS_ENTRY, practice


def check(wizard, browser):
    """Checks, and finds that nobody has approved."""
    wizard.come_to_check_page_without_approval()
    browser.load(wizard.start_check())
    browser.click("sign-in-admin")
    wizard.reader.wait_for_text("Not approved for everyone yet")
    wizard.press("Next")
    wizard.wait_for_page("User Consent")


def low():
    """Low impact: from the check to permissions added, and taken back."""
    with practice("user-consent-low") as wizard, Browser() as browser:
        reader = wizard.reader
        check(wizard, browser)
        reader.wait_for_text("Users may agree to low-impact permissions of verified publishers")
        wizard.press("Next")
        wizard.wait_for_page("Low-Impact Permissions")

        reader.write(PERMISSIONS_ENTRY, "Please allow Mail.Send for us")
        reader.press("Mail.Send", Role.CHECK_BOX)
        wizard.press("Add Them for Me…")
        browser.load(wizard.desktop.next_link())
        browser.click("sign-in-admin")

        reader.wait_for_text("Classify 2 Permissions as Low?")
        reader.wait_for_text("Send mail as a user")
        wizard.press("Classify as Low")
        reader.wait_for_text("The permissions are classified as low now")
        wizard.return_to_window()
        reader.wait_for_text("Takes back what was added here: User.Read, Mail.Send")

        reader.press("Undo", Role.LIST_ITEM)
        reader.wait_for_text("Everything was taken back")
        wizard.press("Next")
        wizard.wait_for_page("Not Approved Yet")


def managed():
    """Managed by Microsoft: classifying is not offered, since it would change nothing."""
    with practice("user-consent-managed") as wizard, Browser() as browser:
        check(wizard, browser)
        wizard.reader.wait_for_text("Let Microsoft manage your consent settings")
        wizard.press("Next")
        wizard.wait_for_page("Not Approved Yet")


def without_sign_in():
    """The help article's way, without a sign-in: look, and see how to add by hand."""
    with practice("user-consent-low") as wizard:
        wizard.come_to_check_page_without_approval()
        wizard.skip_check()
        wizard.choose(LOW_IMPACT)
        wizard.press("Next")
        wizard.wait_for_page("Low-Impact Permissions")
        wizard.reader.wait_for_text("Whether it is low is not known yet")
        wizard.reader.press("Show Me How", Role.LIST_ITEM)
        wizard.reader.wait_for_text("Step 1 of 4")
        wizard.press("Next")
        wizard.wait_for_page("Not Approved Yet")


sys.exit(tap.run(low, managed, without_sign_in))
