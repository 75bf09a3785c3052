#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The check: signing in with the browser, reading, and the verdict."""

import re
import sys

from support import keyboard, tap
from support.browser import Browser
from support.screen_reader import Role
from support.wizard import practice

CODE = re.compile(r"[A-Z0-9]{8,9}")


def sign_in(wizard, browser, account="sign-in-admin"):
    """Signs in as one of the practice accounts, on the page that the browser got."""
    browser.load(wizard.start_check())
    browser.click(account)


def fresh():
    """A fresh organization, from Welcome to everyone being able to connect."""
    with practice() as wizard, Browser() as browser:
        wizard.come_to_approve_page()
        browser.load(wizard.open_approval_page())
        browser.click("sign-in-admin")
        browser.click("accept")
        wizard.accepted()

        sign_in(wizard, browser)
        assert "code=" not in browser.text, browser.text
        wizard.reader.wait_for_text("Everyone can connect")
        wizard.reader.wait_for_text("TrackerRMS is approved for everyone (admin consent).")
        wizard.press("Next")
        wizard.wait_for_page("Done")
        wizard.reader.wait_for_text("Checked: Everyone can connect")


def not_admin():
    """A colleague without a role cannot sign in for the check, and may go on without."""
    with practice("not-admin") as wizard, Browser() as browser:
        wizard.come_to_check_page()
        sign_in(wizard, browser, "sign-in-user")
        browser.click("back")
        wizard.reader.wait_for_text("The sign-in was canceled")
        wizard.skip_check()


def own_registration():
    """A colleague without a role can check with the organization's own app registration."""
    with practice("not-admin") as wizard, Browser() as browser:
        wizard.come_to_check_page_without_approval()
        wizard.choose("Your organization’s own app registration")
        wizard.press("Sign In")
        browser.load(wizard.desktop.next_link())
        browser.click("sign-in-user")
        wizard.reader.wait_for_text("Not approved for everyone yet")


def declined():
    """Cancelling on Microsoft's page loses nothing, and the next sign-in works."""
    with practice("declined") as wizard, Browser() as browser:
        wizard.come_to_check_page()
        sign_in(wizard, browser, "cancel")
        wizard.reader.wait_for_text("The sign-in was canceled")

        wizard.press("Try Again")
        browser.load(wizard.desktop.next_link())
        browser.click("sign-in-admin")
        wizard.reader.wait_for_text("The approval is not visible yet, asking again…")
        keyboard.press("Escape")
        wizard.wait_for_action("Sign In")


def throttled():
    """Microsoft asks to wait, the page says so, and goes on by itself."""
    with practice("throttled") as wizard, Browser() as browser:
        wizard.come_to_approve_page()
        browser.load(wizard.open_approval_page())
        browser.click("sign-in-admin")
        browser.click("accept")
        wizard.accepted()
        sign_in(wizard, browser)
        wizard.reader.wait_for_text("Everyone can connect")


def app_disabled():
    """An app that is switched off is found to be, approved or not."""
    with practice("app-disabled") as wizard, Browser() as browser:
        wizard.come_to_check_page()
        sign_in(wizard, browser)
        wizard.reader.wait_for_text("The app is switched off")
        wizard.press("Next")
        wizard.wait_for_page("Not Finished Yet")
        wizard.reader.wait_for_text("Checked: The app is switched off")


def code():
    """Signing in with a code, as on another computer."""
    with practice("approved") as wizard, Browser() as browser:
        wizard.come_to_check_page()
        wizard.start_check()
        wizard.reader.press("Use a Code Instead", Role.LIST_ITEM)
        wizard.reader.wait_for("Open Page", Role.LIST_ITEM)
        shown = wizard.reader.find(CODE, Role.LABEL).name
        wizard.reader.press("Open Page", Role.LIST_ITEM)
        browser.load(wizard.desktop.next_link())
        browser.write("code", shown)
        browser.click("next")
        browser.click("sign-in-admin")
        wizard.reader.wait_for_text("Everyone can connect")


sys.exit(tap.run(fresh, not_admin, own_registration, declined, throttled, app_disabled, code))
