#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""On every page, what a screen reader tells is complete, and Tab comes to every control."""

import sys

from support import tap
from support.browser import Browser
from support.screen_reader import RADIOS, Role, State
from support.tree import check_tree, own_controls
from support.wizard import (
    ERROR_ENTRY,
    LOW_IMPACT,
    ORGANIZATION_ENTRY,
    PERMISSIONS_ENTRY,
    practice,
)


def check_tab_order(reader):
    """Presses Tab until it comes around, and looks what it left out."""
    # Of a group of radio buttons Tab comes to one only; the rows around them are in its way.
    missed = {
        str(control)
        for control in own_controls(reader)
        if control.has_state(State.SENSITIVE) and control.role not in RADIOS
    }
    order = [str(reader.focused())]
    while order[-1] not in order[:-1]:
        missed.discard(order[-1])
        order.append(str(reader.tab(order[-1])))
    assert not missed, f"Tab never came to {sorted(missed)}; it came to {order}"


def check_page(wizard):
    check_tree(wizard.reader)
    check_tab_order(wizard.reader)


def welcome():
    """Welcome."""
    with practice() as wizard:
        wizard.wait_for_action("Get Started")
        check_page(wizard)


def organization():
    """Organization, before a look-up, refused and found."""
    with practice() as wizard:
        wizard.get_started()
        check_page(wizard)
        wizard.reader.write(ORGANIZATION_ENTRY, "nobody.example")
        wizard.reader.wait_for("Microsoft does not know this organization")
        check_page(wizard)
        wizard.find_organization()
        check_page(wizard)


def guide():
    """Organization, with the guide unfolded."""
    with practice() as wizard:
        wizard.get_started()
        wizard.reader.press("Show me where to find it", Role.LIST_ITEM)
        wizard.reader.wait_for("Next Step", Role.PUSH_BUTTON)
        check_page(wizard)


def region():
    """Region."""
    with practice() as wizard:
        wizard.get_started()
        wizard.name_organization()
        check_page(wizard)


def approve():
    """Approve, before and after the page was opened, and with an error."""
    with practice() as wizard:
        wizard.come_to_approve_page()
        check_page(wizard)
        wizard.open_approval_page()
        check_page(wizard)
        wizard.choose("I saw an error")
        wizard.reader.write(ERROR_ENTRY, "AADSTS65004")
        wizard.reader.wait_for("The request was declined")
        check_page(wizard)


def hand_over():
    """Hand-over, with the questions and without."""
    with practice() as wizard:
        wizard.reader.press("I’m Not the Administrator", Role.LIST_ITEM)
        wizard.reader.wait_for_text("Organization found")
        check_page(wizard)
        wizard.close_dialog()
        wizard.come_to_approve_page()
        wizard.reader.press("Send to an Administrator", Role.LIST_ITEM)
        wizard.wait_for_action("Send by Mail")
        check_page(wizard)


def check():
    """Check, with either choice."""
    with practice() as wizard:
        wizard.come_to_check_page()
        check_page(wizard)
        wizard.choose("Your organization’s own app registration")
        check_page(wizard)


def checked():
    """Check, while it runs, after it failed and with a result."""
    with practice("approved") as wizard, Browser() as browser:
        wizard.come_to_check_page()
        link = wizard.start_check()
        check_page(wizard)
        browser.load(link)
        browser.click("cancel")
        wizard.wait_for_action("Try Again")
        check_page(wizard)
        wizard.press("Try Again")
        browser.load(wizard.desktop.next_link())
        browser.click("sign-in-admin")
        wizard.reader.wait_for_text("Everyone can connect")
        check_page(wizard)
        wizard.press("Next")
        wizard.wait_for_page("Done")
        check_page(wizard)


def user_consent():
    """User consent, before and after an answer, and with the guide unfolded."""
    with practice() as wizard:
        wizard.come_to_check_page()
        wizard.skip_check()
        check_page(wizard)
        wizard.choose("Let Microsoft manage your consent settings (Recommended)")
        check_page(wizard)
        wizard.reader.press("Show Me This Setting", Role.LIST_ITEM)
        wizard.reader.wait_for("Next Step", Role.PUSH_BUTTON)
        check_page(wizard)


def permissions():
    """Low-impact permissions, with what was pasted, and with a way to sign in."""
    with practice() as wizard:
        wizard.come_to_check_page_without_approval()
        wizard.skip_check()
        wizard.choose(LOW_IMPACT)
        wizard.press("Next")
        wizard.wait_for_page("Low-Impact Permissions")
        check_page(wizard)
        wizard.reader.write(PERMISSIONS_ENTRY, "Mail.Send Made.Up")
        wizard.reader.wait_for("Mail.Send", Role.LIST_ITEM)
        wizard.choose("Microsoft’s own tool")
        check_page(wizard)


def done():
    """Done."""
    with practice() as wizard:
        wizard.come_to_check_page()
        wizard.skip_to_done()
        check_page(wizard)


sys.exit(
    tap.run(
        welcome,
        organization,
        guide,
        region,
        approve,
        hand_over,
        check,
        checked,
        user_consent,
        permissions,
        done,
    )
)
