# SPDX-License-Identifier: GPL-3.0-or-later
"""The wizard in practice, and the steps that journeys share."""

import contextlib
import re
import subprocess
import sys

from . import keyboard
from .desktop import Desktop
from .screen_reader import RADIOS, Role, ScreenReader, State

ORGANIZATION_ENTRY = "Tenant ID, domain or work e-mail"
PERMISSIONS_ENTRY = "Paste permissions, or the address of the sign-in page"
LOW_IMPACT = "Allow user consent for apps from verified publishers, for selected permissions"
ERROR_ENTRY = "Paste the message, the code or the address bar"

# On the session bus; the development profile has a name of its own.
NAME = re.compile(r"com\.tracker_rms\.ConsentWizard(\.Devel)?")


# Nothing is learned from watching a page slide in.
AT_ONCE = "[Settings]\ngtk-enable-animations = 0\n"


@contextlib.contextmanager
def practice(scenario="fresh", gtk_settings=AT_ONCE, **environment):
    """Starts the program named on the command line, on this process's desktop."""
    desktop = Desktop.get()
    desktop.write_gtk_settings(gtk_settings)
    command = [sys.argv[1], f"--practice={scenario}"]
    with desktop.start(command, **environment) as program:
        wizard = Wizard(desktop, program, scenario)
        yield wizard
        wizard.quit()


class Wizard:
    """Worked through the screen reader, page by page."""

    def __init__(self, desktop, program, scenario):
        self.desktop = desktop
        self.program = program
        self.scenario = scenario
        self.reader = ScreenReader(program)

    def quit(self):
        """Quits it as a desktop does, unless it has ended, and makes sure that it ends well: what it
        lost sight of is not known before."""
        if self.program.is_running:
            self.desktop.quit_application(NAME)
        self.program.check_end()

    def close_dialog(self):
        """Closes it as people do."""
        keyboard.press("Escape")
        self.return_to_window()

    def return_to_window(self):
        """Gives the focus back to the window once a dialog has gone, as a window manager would."""
        pid = str(self.program.process.pid)
        command = ["xdotool", "search", "--onlyvisible", "--all", "--pid", pid]
        command += ["--name", "Consent Wizard$", "windowfocus", "--sync"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        self.reader.wait_until(self.reader.focused, "the window to have the focus")

    def press_menu_item(self, name):
        keyboard.press("F10")
        self.reader.press(name, Role.MENU_ITEM)

    def wait_for_page(self, title):
        """Waits until the page of that title is the one that can be read."""
        self.reader.wait_for(title, Role.PANEL, Role.GROUPING)

    def wait_for_action(self, name):
        """Waits until the suggested button says that and can be pressed."""
        self.reader.wait_until(lambda: self.can_press(name), f"the button {name!r} to be ready")

    def can_press(self, name):
        button = self.reader.find(name, Role.PUSH_BUTTON)
        return button is not None and button.has_state(State.SENSITIVE)

    def press(self, name):
        self.reader.press(name, Role.PUSH_BUTTON)

    def choose(self, name):
        """Chooses one of several, and makes sure that it is the chosen one."""
        self.reader.press(name, *RADIOS)
        self.reader.wait_until(lambda: self.is_chosen(name), f"{name!r} to be chosen")

    def is_chosen(self, name):
        button = self.reader.find(name, *RADIOS)
        return button is not None and button.has_state(State.CHECKED)

    def get_started(self):
        self.press("Get Started")
        self.wait_for_page("Your Organization")

    def find_organization(self):
        self.reader.write(ORGANIZATION_ENTRY, f"someone@{self.scenario}.example")
        self.reader.wait_for_text("Organization found")
        self.wait_for_action("Next")

    def name_organization(self):
        self.find_organization()
        self.press("Next")
        self.wait_for_page("Your Region")

    def choose_region(self, name="United Kingdom"):
        self.choose(name)
        self.press("Next")
        self.wait_for_page("Approve for Everyone")

    def open_approval_page(self):
        """Returns the link that the default browser got."""
        self.press("Open Approval Page")
        link = self.desktop.next_link()
        self.reader.wait_for("I accepted", *RADIOS)
        return link

    def come_to_approve_page(self):
        self.get_started()
        self.name_organization()
        self.choose_region()

    def come_to_check_page(self):
        """Says that the approval was accepted, without having asked a browser."""
        self.come_to_approve_page()
        self.open_approval_page()
        self.accepted()

    def accepted(self):
        self.choose("I accepted")
        self.press("Next")
        self.wait_for_page("Check That It Worked")

    def come_to_check_page_without_approval(self):
        """Goes on although nobody has approved yet."""
        self.come_to_approve_page()
        self.open_approval_page()
        self.choose("Not yet")
        self.press("Next")
        self.wait_for_page("Check That It Worked")

    def skip_check(self):
        self.press("Skip This Check")
        self.wait_for_page("User Consent")

    def skip_to_done(self):
        """Leaves out what can be left out."""
        self.skip_check()
        self.press("Next")
        self.wait_for_page("Done")

    def start_check(self):
        """Returns the sign-in page that the default browser got."""
        self.choose("Microsoft’s own tool")
        self.press("Sign In")
        return self.desktop.next_link()
