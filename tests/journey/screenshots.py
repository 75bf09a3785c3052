#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes a picture of every page of the wizard in practice, to look at and for the README."""

import argparse
import pathlib
import re
import subprocess
import time

from support import languages
from support.browser import Browser
from support.desktop import Desktop
from support.screen_reader import Role
from support.wizard import LOW_IMPACT, ORGANIZATION_ENTRY, PERMISSIONS_ENTRY, practice

SETTINGS = """[Settings]
gtk-enable-animations = 0
gtk-font-name = Cantarell 11
gtk-icon-theme-name = Adwaita
gtk-xft-antialias = 1
"""

SETTINGS_OF_MICROSOFT = {
    "managed": "Let Microsoft manage your consent settings (Recommended)",
    "none": "Do not allow user consent",
    "open": "Allow user consent for apps",
    "low": LOW_IMPACT,
}

CHAPTERS = ("approval", "consent")

# The mouse wheel's two directions are buttons.
UP = "4"
DOWN = "5"


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", type=pathlib.Path, help="consent-wizard")
    parser.add_argument("place", type=pathlib.Path, help="directory for the pictures")
    parser.add_argument("--width", type=int, default=720)
    parser.add_argument("--height", type=int, default=640)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--high-contrast", action="store_true")
    parser.add_argument("--text-scale", type=float, default=1.0)
    parser.add_argument("--language", help=f"such as de; {languages.PSEUDO} is longer English with accents")
    parser.add_argument("--right-to-left", action="store_true", help="mirrored; goes with --language")
    parser.add_argument("--chapters", nargs="+", choices=CHAPTERS, default=CHAPTERS)
    return parser.parse_args()


class Camera:
    """Takes numbered pictures of the wizard's window."""

    def __init__(self, wizard, arguments, chapter=""):
        self._wizard = wizard
        self._chapter = chapter
        self.place = arguments.place
        self._count = 0
        self._middle = str(arguments.width // 2), str(arguments.height // 2)
        self._search = ["search", "--sync", "--onlyvisible", "--pid", str(wizard.program.process.pid)]
        self._window = xdotool(*self._search).split()[0]
        xdotool("windowsize", "--sync", self._window, str(arguments.width), str(arguments.height))

    def take(self, name):
        """Takes the page from its top and, where it goes on below, from its end."""
        self._count += 1
        self._turn_wheel(UP)
        top = self._shoot(name)
        self._turn_wheel(DOWN)
        end = self._shoot(f"{name}-end")
        if top.read_bytes() == end.read_bytes():
            end.unlink()

    def take_dialog(self, name):
        """Takes the window that came up in front of the page."""
        self._count += 1
        self._shoot(name, next(window for window in xdotool(*self._search).split() if window != self._window))

    def _turn_wheel(self, button):
        xdotool("mousemove", "--window", self._window, *self._middle)
        xdotool("click", "--repeat", "40", "--delay", "5", button)
        # Away again: what the pointer rests on looks different.
        xdotool("mousemove", "--window", self._window, "1", "1")

    def _shoot(self, name, window=None):
        # There is no event for "all is drawn".
        time.sleep(0.4)
        picture = self.place / f"{self._chapter}{self._count:02}-{name}.png"
        subprocess.run(["import", "-window", window or self._window, "-depth", "8", picture], check=True)
        return picture


def xdotool(*arguments):
    command = ["xdotool", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def set_text_scale(scale):
    """Sets how large text is on the display; on X11 it is said in dots per inch."""
    Desktop.get()
    resources = f"Xft.dpi: {round(96 * scale)}"
    command = ["xprop", "-root", "-f", "RESOURCE_MANAGER", "8s", "-set", "RESOURCE_MANAGER", resources]
    subprocess.run(command, check=True)


def take_guide(wizard, camera):
    """Unfolds the drawings and steps through them."""
    wizard.reader.press("Show me where to find it", Role.LIST_ITEM)
    for step in range(1, 7):
        wizard.reader.wait_for_text(languages.translated("Step %u of %u") % (step, 6))
        camera.take(f"organization-guide-{step}")
        if wizard.can_press("Next Step"):
            wizard.press("Next Step")
    wizard.reader.press("Show me where to find it", Role.LIST_ITEM)


def take_pictures(wizard, camera, browser):
    """Goes the whole way, with a picture of everything that there is to see."""
    wizard.wait_for_action("Get Started")
    camera.take("welcome")

    wizard.get_started()
    camera.take("organization")
    take_guide(wizard, camera)
    wizard.reader.write(ORGANIZATION_ENTRY, "nobody.example")
    wizard.reader.wait_for_text(re.compile("nobody"))
    time.sleep(1)
    camera.take("organization-refused")
    wizard.find_organization()
    camera.take("organization-found")

    wizard.press("Next")
    wizard.wait_for_page("Your Region")
    wizard.choose("United Kingdom")
    camera.take("region")

    wizard.press("Next")
    wizard.wait_for_page("Approve for Everyone")
    camera.take("approve")
    wizard.reader.press("Send to an Administrator", Role.LIST_ITEM)
    wizard.reader.wait_for_text(re.compile("/adminconsent"))
    camera.take_dialog("hand-over")
    wizard.close_dialog()
    browser.load(wizard.open_approval_page())
    camera.take("approve-opened")
    browser.click("sign-in-admin")
    browser.screenshot(camera.place / "browser-approval.png")
    browser.click("accept")
    browser.screenshot(camera.place / "browser-return.png")
    wizard.choose("I saw an error")
    camera.take("approve-error")
    wizard.choose("I accepted")
    camera.take("approve-accepted")

    wizard.press("Next")
    wizard.wait_for_page("Check That It Worked")
    wizard.choose("Microsoft’s own tool")
    camera.take("check")
    browser.load(wizard.start_check())
    browser.click("sign-in-admin")
    wizard.reader.wait_for_text("Everyone can connect")
    camera.take("check-result")
    wizard.press("Next")
    wizard.wait_for_page("Done")
    camera.take("done")


def take_settings(wizard, camera):
    """What users may agree to, as the person sees it."""
    wizard.wait_for_action("Get Started")
    wizard.come_to_check_page_without_approval()
    wizard.skip_check()
    camera.take("user-consent")
    for name, option in SETTINGS_OF_MICROSOFT.items():
        wizard.choose(option)
        camera.take(f"user-consent-{name}")


def add_permissions(wizard, browser, button):
    """Signs in for adding; the button is what is pressed on Microsoft's page."""
    wizard.press("Add Them for Me…")
    browser.load(wizard.desktop.next_link())
    browser.click(button)


def take_permissions(wizard, camera, browser):
    """Permissions classified as low, and taken back."""
    wizard.press("Next")
    wizard.wait_for_page("Low-Impact Permissions")
    camera.take("permissions")
    wizard.reader.write(PERMISSIONS_ENTRY, "Mail.Send User.Read.All Made.Up")
    wizard.reader.press("Mail.Send", Role.CHECK_BOX)
    wizard.choose("Microsoft’s own tool")
    camera.take("permissions-pasted")
    wizard.press("Add Them for Me…")
    camera.take("permissions-sign-in")
    browser.load(wizard.desktop.next_link())
    browser.click("cancel")
    wizard.reader.wait_for_text("The sign-in was canceled")
    camera.take("permissions-failed")
    wizard.reader.write(PERMISSIONS_ENTRY, "Mail.Send")
    wizard.reader.wait_until(lambda: not wizard.reader.find("Made.Up"), "what was pasted to be read")
    add_permissions(wizard, browser, "sign-in-admin")
    wizard.reader.wait_for("Classify as Low", Role.PUSH_BUTTON)
    camera.take_dialog("permissions-question")
    wizard.press("Classify as Low")
    wizard.reader.wait_for_text("The permissions are classified as low now")
    wizard.return_to_window()
    camera.take("permissions-added")
    wizard.press("Next")
    wizard.wait_for_page("Not Approved Yet")
    camera.take("done-added")
    wizard.press("Back")
    wizard.wait_for_page("Low-Impact Permissions")
    wizard.reader.press("Undo", Role.LIST_ITEM)
    browser.load(wizard.desktop.next_link())
    browser.click("sign-in-admin")
    wizard.reader.wait_for_text("Everything was taken back")
    camera.take("permissions-undone")
    wizard.press("Back")
    wizard.wait_for_page("User Consent")
    camera.take("user-consent-checked")


def main():
    arguments = parse_arguments()
    arguments.place.mkdir(parents=True, exist_ok=True)
    set_text_scale(arguments.text_scale)
    environment = {
        "ADW_DEBUG_COLOR_SCHEME": "prefer-dark" if arguments.dark else "prefer-light",
        "ADW_DEBUG_HIGH_CONTRAST": "1" if arguments.high_contrast else "0",
    }
    if arguments.language:
        environment |= languages.use(arguments.language, arguments.right_to_left)
    with Browser() as browser:
        if "approval" in arguments.chapters:
            with practice(gtk_settings=SETTINGS, **environment) as wizard:
                take_pictures(wizard, Camera(wizard, arguments), browser)
        if "consent" in arguments.chapters:
            with practice("user-consent-low", gtk_settings=SETTINGS, **environment) as wizard:
                camera = Camera(wizard, arguments, "consent-")
                take_settings(wizard, camera)
                take_permissions(wizard, camera, browser)


main()
