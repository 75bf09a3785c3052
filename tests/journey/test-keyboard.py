#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole journey by key presses alone; the screen reader only watches."""

import re
import sys

from support import keyboard, tap
from support.browser import Browser
from support.screen_reader import ENTRIES, RADIOS, Role, State
from support.wizard import LOW_IMPACT, ORGANIZATION_ENTRY, PERMISSIONS_ENTRY, practice


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

        reader.focus("United States", *RADIOS)
        keyboard.press("space")
        wizard.wait_for_action("Next")
        keyboard.press("alt+n")
        wizard.wait_for_page("Approve for Everyone")

        wizard.wait_for_action("Open Approval Page")
        keyboard.press("alt+o")
        browser.load(wizard.desktop.next_link())
        browser.click("sign-in-admin")
        browser.click("accept")

        reader.wait_for("I accepted", *RADIOS)
        reader.focus("I accepted", *RADIOS)
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


def open_from_menu(wizard, name):
    """Chooses an item of the menu with the arrow keys."""
    keyboard.press("F10")
    wizard.reader.wait_for(name, Role.MENU_ITEM)
    focused = None
    while not (focused and focused.name == name):
        keyboard.press("Down")
        focused = wizard.reader.focused()
    keyboard.press("Return")


def menu():
    """F10 opens the menu, Escape closes it and what it leads to, and the focus is on its button."""
    with practice() as wizard:
        reader = wizard.reader
        wizard.wait_for_action("Get Started")
        keyboard.press("F10")
        reader.wait_for("About Consent Wizard", Role.MENU_ITEM)
        keyboard.press("Escape")
        reader.wait_until(lambda: not reader.find("About Consent Wizard", Role.MENU_ITEM), "the menu to close")
        assert reader.focused().name == "Main Menu", reader.focused()

        for item, content in (("About Consent Wizard", "Legal"), ("Ask an Administrator…", "Send by Mail")):
            open_from_menu(wizard, item)
            reader.wait_for(content)
            wizard.close_dialog()
            assert not reader.find(content)
            assert reader.focused().name == "Main Menu", reader.focused()


def hand_over():
    """A message is begun and copied, and the focus is where it was."""
    with practice() as wizard:
        reader = wizard.reader
        wizard.wait_for_action("Get Started")
        reader.focus("I’m Not the Administrator", Role.LIST_ITEM)
        keyboard.press("Return")
        reader.wait_for_text("Organization found")
        assert reader.focused().role in ENTRIES, reader.focused()
        reader.focus("United States", *RADIOS)
        keyboard.press("space")
        reader.wait_until(lambda: wizard.is_chosen("United States"), "the region to be chosen")
        keyboard.press("Return")
        keyboard.press("alt+s")
        assert "usevo" in wizard.desktop.next_mail()
        wizard.close_dialog()
        assert reader.focused().name == "I’m Not the Administrator", reader.focused()


def code():
    """A code is told and copied, its page opened, and the sign-in left off."""
    with practice("approved") as wizard:
        reader = wizard.reader
        wizard.come_to_check_page()
        reader.focus("Microsoft’s own tool", *RADIOS)
        keyboard.press("space")
        wizard.wait_for_action("Sign In")
        keyboard.press("Return")
        wizard.desktop.next_link()
        voice = reader.listen()
        reader.focus("Use a Code Instead", Role.LIST_ITEM)
        keyboard.press("Return")
        voice.wait_for("Your Code: ")
        keyboard.press("alt+c")
        reader.wait_for_text("Copied to the clipboard")
        reader.focus("Open Page", Role.LIST_ITEM)
        keyboard.press("Return")
        wizard.desktop.next_link()
        # The first puts away what was said about the copy.
        keyboard.press("Escape", "Escape")
        wizard.wait_for_action("Sign In")
        assert_focus_on_page(wizard, "Check That It Worked")


def permissions():
    """A permission is pasted and ticked."""
    with practice("user-consent-low") as wizard:
        reader = wizard.reader
        wizard.come_to_check_page_without_approval()
        wizard.skip_check()
        reader.focus(LOW_IMPACT, *RADIOS)
        keyboard.press("space")
        wizard.wait_for_action("Next")
        keyboard.press("alt+n")
        assert_focus_on_page(wizard, "Low-Impact Permissions")
        reader.focus(PERMISSIONS_ENTRY, *ENTRIES)
        keyboard.write("Mail.Send")
        reader.wait_for("Mail.Send", Role.CHECK_BOX)
        reader.focus("Mail.Send", Role.CHECK_BOX)
        keyboard.press("space")
        reader.wait_until(
            lambda: reader.find("Mail.Send", Role.CHECK_BOX).has_state(State.CHECKED), "the permission to be ticked"
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


sys.exit(tap.run(approve, back, guide, menu, hand_over, code, permissions, shortcuts))
