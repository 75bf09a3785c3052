#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""On every page, what a screen reader tells is complete, and Tab comes to every control. All the
states of the pages are walked through in tests/wizard/test-states.c."""

import sys

from support import tap
from support.browser import Browser
from support.screen_reader import Role, State
from support.tree import check_tree, own_controls
from support.wizard import (
    ERROR_ENTRY,
    LOW_IMPACT,
    ORGANIZATION_ENTRY,
    PERMISSIONS_ENTRY,
    practice,
)


def check_tab_order(reader, elements):
    """Presses Tab until it comes around, and looks what it left out."""
    missed = {str(control) for control in own_controls(elements) if control.has_state(State.SENSITIVE)}
    order = [str(reader.focused())]
    while order[-1] not in order[:-1]:
        missed.discard(order[-1])
        order.append(str(reader.tab(order[-1])))
    assert not missed, f"Tab never came to {sorted(missed)}; it came to {order}"


def check_page(wizard):
    check_tab_order(wizard.reader, check_tree(wizard.reader))


def approval():
    """From Welcome to Approve, with a refusal, an organization, the guide and an error."""
    with practice() as wizard:
        reader = wizard.reader
        wizard.wait_for_action("Get Started")
        check_page(wizard)

        wizard.get_started()
        check_page(wizard)
        reader.write(ORGANIZATION_ENTRY, "nobody.example")
        reader.wait_for("Microsoft does not know this organization")
        check_tree(reader)
        reader.press("Show me where to find it", Role.LIST_ITEM)
        reader.wait_for("Next Step", Role.PUSH_BUTTON)
        check_page(wizard)
        wizard.name_organization()
        check_page(wizard)

        wizard.choose_region()
        check_page(wizard)
        wizard.open_approval_page()
        check_tree(reader)
        wizard.choose("I saw an error")
        reader.write(ERROR_ENTRY, "AADSTS65004")
        reader.wait_for("The request was declined")
        check_page(wizard)


def hand_over():
    """Hand-over, with the questions."""
    with practice() as wizard:
        wizard.wait_for_action("Get Started")
        wizard.reader.press("I’m Not the Administrator", Role.LIST_ITEM)
        wizard.reader.wait_for_text("Organization found")
        check_page(wizard)


def checked():
    """Check, before it runs, while it does, after it failed and with a result; and Done."""
    with practice("approved") as wizard, Browser() as browser:
        wizard.come_to_check_page()
        check_page(wizard)
        link = wizard.start_check()
        check_page(wizard)
        browser.load(link)
        browser.click("cancel")
        wizard.wait_for_action("Try Again")
        check_tree(wizard.reader)
        wizard.press("Try Again")
        browser.load(wizard.desktop.next_link())
        browser.click("sign-in-admin")
        wizard.reader.wait_for_text("Everyone can connect")
        check_page(wizard)
        wizard.press("Next")
        wizard.wait_for_page("Done")
        check_page(wizard)


def consent():
    """User consent and low-impact permissions, with an answer and with what was pasted."""
    with practice() as wizard:
        wizard.come_to_check_page_without_approval()
        wizard.skip_check()
        wizard.choose(LOW_IMPACT)
        check_page(wizard)
        wizard.press("Next")
        wizard.wait_for_page("Low-Impact Permissions")
        wizard.reader.write(PERMISSIONS_ENTRY, "Mail.Send Made.Up")
        wizard.reader.wait_for("Mail.Send", Role.CHECK_BOX)
        wizard.choose("Microsoft’s own tool")
        check_page(wizard)


sys.exit(tap.run(approval, hand_over, checked, consent))
