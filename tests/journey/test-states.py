#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""In states that come up less often, too, what a screen reader tells is complete."""

import re
import sys

from support import tap
from support.browser import Browser
from support.screen_reader import Role
from support.tree import check_tree
from support.wizard import ERROR_ENTRY, ORGANIZATION_ENTRY, practice

# What people type, or copy from the wrong place.
REFUSED = (
    "{tenant-id}",
    "00000000-0000-0000-0000-000000000000",
    "5353a3d2-8ca9-42d2-b567-ea399ccb5e38",
    "common",
    "9188040d-6c67-4c5b-b112-36a304b66dad",
    "someone@gmail.com",
    "gov.example",
    "nobody.example",
)

# The verdicts of the check, and all that the pages after it make of them.
SCENARIOS = ("user-consent-low", "app-disabled")

PAGES = re.compile("User Consent|Low-Impact Permissions|Done")
SOMETHING = re.compile(".+", re.DOTALL)


def refused():
    """Organization, with each refusal."""
    with practice() as wizard:
        wizard.get_started()
        said = None
        for text in REFUSED:
            wizard.reader.write(ORGANIZATION_ENTRY, text)
            said = wait_for_other(wizard.reader, said, SOMETHING, Role.ALERT)
            check_tree(wizard.reader)


def wait_for_other(reader, before, names, *roles):
    """Waits for an element of one of the names but not the one before, and returns its name."""
    return reader.wait_until(
        lambda: (found := reader.find(names, *roles)) and found.name != before and found.name,
        f"something other than {before!r}",
    )


def offline():
    """Organization, without a connection."""
    with practice("offline") as wizard:
        wizard.get_started()
        wizard.reader.write(ORGANIZATION_ENTRY, "c0ffee11-0000-4000-8000-000000000000")
        wizard.wait_for_action("Next")
        check_tree(wizard.reader)


def answers():
    """Approve, with each answer."""
    with practice() as wizard:
        wizard.come_to_approve_page()
        wizard.open_approval_page()
        for answer in ("Not yet", "I accepted", "I saw an error"):
            wizard.choose(answer)
            check_tree(wizard.reader)
        wizard.reader.write(ERROR_ENTRY, "what is this")
        wizard.reader.wait_for_text("what is this")
        check_tree(wizard.reader)


def verdicts():
    """All pages after each verdict."""
    for scenario in SCENARIOS:
        with practice(scenario) as wizard, Browser() as browser:
            wizard.come_to_check_page_without_approval()
            browser.load(wizard.start_check())
            browser.click("sign-in-admin")
            wizard.wait_for_action("Next")
            check_tree(wizard.reader)
            page = None
            while page != "Done":
                wizard.press("Next")
                page = wait_for_other(wizard.reader, page, PAGES, Role.PANEL, Role.GROUPING)
                check_tree(wizard.reader)


def code():
    """Check, with a code."""
    with practice("approved") as wizard:
        wizard.come_to_check_page()
        wizard.start_check()
        wizard.reader.press("Use a Code Instead", Role.LIST_ITEM)
        wizard.reader.wait_for("Open Page", Role.LIST_ITEM)
        check_tree(wizard.reader)


sys.exit(tap.run(refused, offline, answers, verdicts, code))
