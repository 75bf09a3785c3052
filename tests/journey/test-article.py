#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every line of TrackerRMS's help article has its place: here is which, and that it is there."""

import pathlib
import sys

from support import tap
from support.screen_reader import Role
from support.wizard import LOW_IMPACT, practice

ENTRY = pathlib.Path(__file__).parents[2] / "data" / "com.tracker_rms.ConsentWizard.desktop.in.in"

ADMIN_CENTER = "Open the Microsoft 365 admin center at admin.microsoft.com (formerly portal.office365.com)"
ADMIN = "click “Admin” in the menu on the left"
SHOW_ALL = "In the menu on the left, click “Show all”."
IDENTITY = "Under “Admin centers”, click “Identity” (formerly “Azure Active Directory”)."
LINK = "/adminconsent?client_id=5353a3d2-8ca9-42d2-b567-ea399ccb5e38&redirect_uri=https%3A%2F%2F"

# What the article says, in its words ("…": and so on), the page, and what that page says today. The
# numbered lines of its pictures are not in it; those that are lost are told by what came after them.
LINES = (
    ("you will receive a message like this when trying to connect Office365", "Welcome", "“Need admin approval”"),
    ("To grant access, your Admin needs to follow these instructions", "Welcome", "an administrator has to approve"),
    ("find your \"Tenant ID\" … opening the Microsoft 365 Admin Centre", "Your Organization", ADMIN_CENTER),
    ("Click the \"Admin\" option on the left menu", "Your Organization", ADMIN),
    ("Click \"Show all\" to show all Admin Centers", "Your Organization", SHOW_ALL),
    ("Click the \"Azure Active Directory\" option", "Your Organization", IDENTITY),
    ("… click the \"Azure Active Directory\" on the left menu", "Your Organization", "click “Entra ID” (formerly “Azure Active Directory”), then “Overview”"),
    ("In the \"Overview\" page you will see the \"Tenant ID\" which you can copy", "Your Organization", "Look for “Tenant ID” there, or under “Properties”, and copy it."),
    ("UK Clients", "Your Region", "United Kingdom"),
    ("replace the {tenant-id} in the following link … and open", "Approve for Everyone", "Open Approval Page"),
    ("https://…/adminconsent?…ukevo…", "the browser, United Kingdom", LINK + "ukevo.tracker-rms.com%2FOffice365%2FCallBack"),
    ("US Clients", "Your Region", "United States"),
    ("https://…/adminconsent?…usevo…", "the browser, United States", LINK + "usevo.tracker-rms.com%2FOffice365%2FCallBack"),
    ("present the Admin with a confirmation to logon", "Approve for Everyone", "Use an administrator account of your organization."),
    ("and then list the items to approve", "Approve for Everyone", "The page “Permissions requested” shows what TrackerRMS may do."),
    ("Clicking accept will grant permission", "Approve for Everyone", "Press Accept"),
    ("and allow clients to connect their Office365 plugins", "Done", "Connect Office 365 again"),
    ("Consent and Permissions", "User Consent", "“Consent and permissions”, in seven steps"),
    ("confirm these settings relating to user's ability to consent", "User Consent", "whether people can connect to it on their own"),
    ("login to the … Microsoft 365 Admin Centre", "User Consent", ADMIN_CENTER),
    ("Click the \"Admin\" option on the left menu", "User Consent", ADMIN),
    ("Click \"Show all\" to show all Admin Centers", "User Consent", SHOW_ALL),
    ("Click the \"Azure Active Directory\" option", "User Consent", IDENTITY),
    ("… click the \"Azure Active Directory\" on the left menu", "User Consent", "click “Entra ID” (formerly “Azure Active Directory”)."),
    ("Click Enterprise applications", "User Consent", "click “Enterprise apps” (formerly “Enterprise applications”)"),
    ("Click Consent and permissions", "User Consent", "click “Consent and permissions”, then “User consent settings”"),
    ("If your consent look like this, you will have no issues", "User Consent", "Each person can connect TrackerRMS and agree for themselves"),
    ("If your consent look like this then you need to add additional permissions", "User Consent", "only if Microsoft has verified its publisher and every permission that it asks for is classified as low"),
    ("declaring them as \"low impact\"", "Low-Impact Permissions", "Users of your organization may agree to permissions that are classified as low impact."),
    ("Adding Permissions", "Low-Impact Permissions", "Add Them Yourself"),
    ("Click on the Permission classifications option", "Low-Impact Permissions", "click “Permission classifications”"),
    ("You may see the following standard permissions", "Low-Impact Permissions", "Every sign-in asks for it"),
    ("Use the Add permissions button", "Low-Impact Permissions", "Then click “Add permissions”."),
    ("include the following from the Microsoft Graph API", "Low-Impact Permissions", "Choose “Microsoft Graph”."),
    ("… [the list of them, a picture that is lost]", "Low-Impact Permissions", "There is no published list of it: if you need more, ask TrackerRMS support."),
    ("Keywords: Outlook; Office365; Admin rights", "the desktop entry", "Keywords=Outlook;Office365;Admin rights;"),
)  # fmt: skip


class Reading:
    """What was read on the pages, by their titles."""

    def __init__(self, wizard):
        self._wizard = wizard
        self.pages = {"the desktop entry": ENTRY.read_text(encoding="utf-8")}

    def read(self, page):
        self.add(page, " ".join(self._wizard.reader.texts()))

    def add(self, page, text):
        self.pages[page] = self.pages.get(page, "") + text

    def read_guide(self, page, row, last):
        """Unfolds the drawings and goes to the last one; the steps before it stay on the page."""
        self._wizard.reader.press(row, Role.LIST_ITEM)
        for step in range(1, last):
            self._wizard.reader.wait_for_text(f"Step {step} of {last}")
            self._wizard.press("Next Step")
        self._wizard.reader.wait_for_text(f"Step {last} of {last}")
        self.read(page)
        self._wizard.reader.press(row, Role.LIST_ITEM)


def read_region(wizard, reading, name):
    """Chooses the region, and opens the link that belongs to it."""
    wizard.wait_for_page("Your Region")
    reading.read("Your Region")
    wizard.choose_region(name)
    reading.read("Approve for Everyone")
    reading.add(f"the browser, {name}", wizard.open_approval_page())
    reading.read("Approve for Everyone")


def read_all(wizard, reading):
    wizard.wait_for_action("Get Started")
    reading.read("Welcome")
    wizard.get_started()
    reading.read_guide("Your Organization", "Show me where to find it", 6)
    wizard.name_organization()
    read_region(wizard, reading, "United Kingdom")
    wizard.press("Back")
    read_region(wizard, reading, "United States")
    wizard.choose("Not yet")
    wizard.press("Next")
    wizard.wait_for_page("Check That It Worked")
    wizard.skip_check()
    reading.read_guide("User Consent", "Show Me This Setting", 7)
    for setting in ("Allow user consent for apps", LOW_IMPACT):
        wizard.choose(setting)
        reading.read("User Consent")
    wizard.press("Next")
    wizard.wait_for_page("Low-Impact Permissions")
    reading.read_guide("Low-Impact Permissions", "Show Me How", 4)
    wizard.press("Next")
    wizard.wait_for_page("Not Approved Yet")
    reading.read("Done")


def article():
    """Each line of the article is on the page that it belongs to."""
    with practice() as wizard:
        reading = Reading(wizard)
        read_all(wizard, reading)
    missing = [line for line in LINES if line[2] not in reading.pages[line[1]]]
    assert not missing, missing


sys.exit(tap.run(article))
