#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A colleague without the rights hands the approval over to an administrator."""

import sys
import urllib.parse

from support import tap
from support.browser import Browser
from support.desktop import Desktop
from support.screen_reader import ENTRIES, RADIOS, Role
from support.wizard import practice

ENTRY = "Your work e-mail, domain or Tenant ID"
ROLES = (
    "Global Administrator",
    "Privileged Role Administrator",
    "Cloud Application Administrator",
    "Application Administrator",
    "AI Administrator",
)


def ask_an_administrator(wizard):
    wizard.reader.press("I’m Not the Administrator", Role.LIST_ITEM)
    wizard.reader.wait_for(ENTRY, *ENTRIES)


def send(wizard):
    """Returns the subject and the lines of the mail that the mail program was told to begin."""
    wizard.press("Send by Mail")
    mail = urllib.parse.urlsplit(wizard.desktop.next_mail())
    wizard.reader.wait_for_text("Your mail program opens with the message")
    assert (mail.scheme, mail.netloc, mail.path, mail.fragment) == ("mailto", "", "", ""), mail
    # Not as a form, in which "+" is a space: mail programs do not know that.
    fields = [field.split("=") for field in mail.query.split("&")]
    names = [name for name, _value in fields]
    assert names == ["subject", "body"], names
    subject, body = (urllib.parse.unquote(value) for _name, value in fields)
    return subject, body.split("\r\n")


def links(lines):
    return [line for line in lines if "/adminconsent?" in line]


def from_welcome():
    """The link in the mail leads the administrator to the approval."""
    with practice() as wizard, Browser() as browser:
        ask_an_administrator(wizard)
        wizard.reader.wait_for_text("Organization found")
        wizard.choose("United Kingdom")
        subject, lines = send(wizard)

        assert "TrackerRMS" in subject, subject
        for role in ROLES:
            assert any(role in line for line in lines), (role, lines)
        (link,) = links(lines)
        browser.load(link)
        browser.click("sign-in-admin")
        browser.click("accept")
        assert "admin_consent=True" in browser.address, browser.address
        assert "ukevo.tracker-rms.com" in browser.address, browser.address


def region_unknown():
    """Whoever does not know the region sends a link for each."""
    with practice() as wizard:
        ask_an_administrator(wizard)
        wizard.reader.wait_for_text("Organization found")
        assert wizard.is_chosen("I don’t know")
        wizard.reader.wait_for_text("United States (https://usevo.tracker-rms.com):")
        _subject, lines = send(wizard)

        first, second = links(lines)
        assert "ukevo" in first and "usevo" in second, lines
        assert lines[lines.index(first) - 1].startswith("United Kingdom ("), lines
        assert lines[lines.index(second) - 1].startswith("United States ("), lines


def domain_alone():
    """Without a connection, the mail says what the administrator has to do."""
    with practice("offline") as wizard:
        ask_an_administrator(wizard)
        wizard.reader.write(ENTRY, "someone@offline.example")
        wizard.reader.wait_for_text("You can still send the message")
        _subject, lines = send(wizard)

        assert links(lines), lines
        assert all("/{tenant-id}/" in link for link in links(lines)), lines
        assert any("https://entra.microsoft.com/" in line for line in lines), lines
        assert any("offline.example" in line for line in lines), lines


def from_approve_page():
    """The link of the Approve page can be passed on."""
    with practice() as wizard:
        wizard.come_to_approve_page()
        wizard.reader.press("Send to an Administrator", Role.LIST_ITEM)
        wizard.wait_for_action("Send by Mail")
        assert not wizard.reader.find(ENTRY, *ENTRIES), "it asks for what is known"
        _subject, lines = send(wizard)
        wizard.close_dialog()

        # Whoever gets an answer can say so.
        wizard.reader.wait_for("I accepted", *RADIOS)
        wizard.reader.press("Open the Page Again", Role.LIST_ITEM)
        assert links(lines) == [wizard.desktop.next_link()], lines


def no_mail_program():
    """Without a mail program, the message can be copied."""
    desktop = Desktop.get()
    desktop.mail_program.remove()
    with practice(XDG_DATA_DIRS=desktop.data_without_programs()) as wizard:
        ask_an_administrator(wizard)
        wizard.press("Send by Mail")
        wizard.reader.wait_for_text("No mail program could be opened")
        wizard.press("Copy Message")
        wizard.reader.wait_for_text("Copied to the clipboard")
        assert not wizard.reader.find("Copy Message", Role.PUSH_BUTTON)
    desktop.mail_program.install()


def menu():
    """The menu leads there as well, and Escape back."""
    with practice() as wizard:
        wizard.get_started()
        wizard.press_menu_item("Ask an Administrator…")
        wizard.wait_for_action("Send by Mail")
        wizard.close_dialog()
        wizard.wait_for_page("Your Organization")
        assert not wizard.reader.find("Send by Mail", Role.PUSH_BUTTON)


sys.exit(
    tap.run(from_welcome, region_unknown, domain_alone, from_approve_page, no_mail_program, menu)
)
