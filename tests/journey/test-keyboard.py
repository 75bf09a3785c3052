#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole journey by key presses alone; the screen reader only watches."""

import re
import sys

from support import keyboard, tap
from support.browser import Browser
from support.screen_reader import Role
from support.wizard import practice


def approve():
    """An administrator approves and reaches Done without a mouse."""
    with practice() as wizard, Browser() as browser:
        reader = wizard.reader

        wizard.wait_for_action("Get Started")
        keyboard.press("alt+g")
        wizard.wait_for_page("Your Organization")

        keyboard.press("alt+t")
        keyboard.write("fresh.example")
        wizard.wait_for_action("Next")
        keyboard.press("Return")
        wizard.wait_for_page("Your Region")

        reader.focus("United States", Role.LIST_ITEM)
        keyboard.press("space")
        wizard.wait_for_action("Next")
        keyboard.press("alt+n")
        wizard.wait_for_page("Approve for Everyone")

        wizard.wait_for_action("Open Approval Page")
        keyboard.press("alt+o")
        browser.load(wizard.desktop.next_link())
        browser.click("sign-in-admin")
        browser.click("accept")

        reader.wait_for("I accepted", Role.LIST_ITEM)
        reader.focus("I accepted", Role.LIST_ITEM)
        keyboard.press("space")
        wizard.wait_for_action("Next")
        keyboard.press("alt+n")
        wizard.wait_for_page("Check That It Worked")
        keyboard.press("alt+k")
        wizard.wait_for_page("User Consent")
        keyboard.press("alt+n")
        wizard.wait_for_page("Done")
        reader.wait_for_text("Not checked – you said that you accepted")

        keyboard.press("ctrl+q")
        assert wizard.program.wait_for_end() == 0


def assert_focus_on_page(wizard, title):
    """On a new page the focus is on the page itself, so that reading begins at its top."""
    wizard.wait_for_page(title)
    wizard.reader.wait_until(
        lambda: (focused := wizard.reader.focused()) and focused.name == title, "the focus on the page"
    )


def back():
    """Alt+Left goes back, and the focus is always on the page."""
    with practice() as wizard:
        assert_focus_on_page(wizard, "Welcome")
        keyboard.press("alt+g")
        assert_focus_on_page(wizard, "Your Organization")
        keyboard.press("alt+Left")
        assert_focus_on_page(wizard, "Welcome")


def guide():
    """The arrow keys lead through the drawings, and each is told in words."""
    with practice() as wizard:
        reader = wizard.reader
        wizard.get_started()
        reader.focus("Show me where to find it", Role.LIST_ITEM)
        keyboard.press("space")
        reader.wait_for("Next Step", Role.PUSH_BUTTON)

        reader.focus("Next Step", Role.PUSH_BUTTON)
        keyboard.press("Right", "Right")
        reader.wait_for_text("Step 3 of 6")
        next_step = reader.find("Next Step", Role.PUSH_BUTTON)
        assert next_step.description.startswith("Step 3 of 6: "), next_step.description
        reader.wait_for(re.compile("The Microsoft 365 admin center.*“Show all” is marked."), Role.IMAGE)
        # Words on a drawing are part of it, and not read one by one.
        assert "Home" not in reader.texts()

        keyboard.press("Left")
        reader.wait_for_text("Step 2 of 6")
        keyboard.press("Right", "Right", "Right", "Right", "Right")
        reader.wait_for_text("Step 6 of 6")
        assert reader.focused().name == "Step 6 of 6", reader.focused()
        keyboard.press("Left")
        reader.wait_for_text("Step 5 of 6")


def menu():
    """F10 opens the menu, and Escape closes it."""
    with practice() as wizard:
        wizard.wait_for_action("Get Started")
        keyboard.press("F10")
        wizard.reader.wait_for("About Consent Wizard", Role.MENU_ITEM)
        keyboard.press("Escape")
        wizard.reader.wait_until(
            lambda: not wizard.reader.find("About Consent Wizard", Role.MENU_ITEM), "the menu to close"
        )


def shortcuts():
    """Ctrl+? shows the keys, as often as it is pressed, and Escape puts them away."""
    with practice() as wizard:
        wizard.wait_for_action("Get Started")
        for _ in range(2):
            keyboard.press("ctrl+question")
            wizard.reader.wait_for_text("Stop what is under way")
            wizard.close_dialog()
            assert not wizard.reader.says("Stop what is under way")


sys.exit(tap.run(approve, back, guide, menu, shortcuts))
