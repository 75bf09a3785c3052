#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Without an approval for everyone: what users may agree to by themselves."""

import sys

from support import tap
from support.browser import Browser
from support.wizard import practice


def check(wizard, browser):
    """Checks, and finds that nobody has approved."""
    wizard.come_to_check_page_without_approval()
    browser.load(wizard.start_check())
    browser.click("sign-in-admin")
    wizard.reader.wait_for_text("Not approved for everyone yet")
    wizard.press("Next")
    wizard.wait_for_page("User Consent")


def managed():
    """Managed by Microsoft: only the approval helps."""
    with practice("user-consent-managed") as wizard, Browser() as browser:
        check(wizard, browser)
        wizard.reader.wait_for_text("Let Microsoft manage your consent settings")
        wizard.reader.wait_for_text("low impact changes nothing under this setting")
        wizard.press("Next")
        wizard.wait_for_page("Done")


sys.exit(tap.run(managed))
