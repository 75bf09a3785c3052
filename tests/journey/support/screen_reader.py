# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads and works a window as a screen reader does: by role and name, never by position.

GTK 4.8 tells screen readers less than newer versions do, which shows here in a few places: only
windows are "showing", buttons alone have actions, and focus cannot be asked for. What has no action
is worked as its user would: with Tab and the space bar.
"""

import re
import warnings

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

from . import keyboard, languages  # noqa: E402
from .desktop import wait_for  # noqa: E402

Role = Atspi.Role
State = Atspi.StateType

# What people work with; each of these needs a name.
CONTROLS = frozenset(
    {
        Role.CHECK_BOX,
        Role.COMBO_BOX,
        Role.ENTRY,
        Role.LINK,
        Role.LIST_ITEM,
        Role.MENU_ITEM,
        Role.PASSWORD_TEXT,
        Role.PUSH_BUTTON,
        Role.RADIO_BUTTON,
        Role.SPIN_BUTTON,
        Role.TEXT,
        Role.TOGGLE_BUTTON,
    }
)

# Where GTK finds no name, it gives the widget's type instead.
TYPE_NAME = re.compile(r"(Gtk|Adw|Consent)[A-Z]\w+")

ENTRIES = (Role.ENTRY, Role.PASSWORD_TEXT, Role.TEXT)
RADIOS = (Role.RADIO_BUTTON,)


class Element:
    """One thing in a window."""

    def __init__(self, accessible, ancestors=()):
        self._accessible = accessible
        self.ancestors = ancestors

    def __repr__(self):
        return f"{self.role_name} “{self.name}”"

    @property
    def role(self):
        return self._accessible.get_role()

    @property
    def role_name(self):
        return self._accessible.get_role_name()

    @property
    def name(self):
        """The accessible name, empty where there is none."""
        name = (self._accessible.get_name() or "").strip()
        if TYPE_NAME.fullmatch(name):
            return ""
        # GTK 4.8 says the label of a button twice, the first time with the mnemonic's underscore.
        words = name.replace("_", "").split()
        half = len(words) // 2
        if "_" in name and len(words) % 2 == 0 and words[:half] == words[half:]:
            words = words[:half]
        return " ".join(words)

    @property
    def description(self):
        return self._accessible.get_description() or ""

    @property
    def text(self):
        """What is written in an entry or a label."""
        try:
            length = Atspi.Text.get_character_count(self._accessible)
            return Atspi.Text.get_text(self._accessible, 0, length)
        except GLib.Error:
            return ""

    @property
    def is_control(self):
        """Whether it can be worked: it is one of the controls and takes the focus."""
        return self.role in CONTROLS and self.has_state(State.FOCUSABLE)

    @property
    def is_focused(self):
        return self.has_state(State.FOCUSED)

    @property
    def place(self):
        """Where it is in its window, and how large; nothing for what is no widget."""
        try:
            return self._accessible.get_extents(Atspi.CoordType.WINDOW)
        except GLib.Error:
            return None

    @property
    def is_on_screen(self):
        """Whether it takes any room, which the rows in a folded expander do not."""
        place = self.place
        # What is no widget has no place of its own, such as the pages of a stack.
        return place is None or (place.width > 0 and place.height > 0)

    @property
    def is_first(self):
        """Whether it comes before its siblings."""
        return self._accessible.get_index_in_parent() == 0

    def where(self):
        """Returns the way from the window to this element, for reports."""
        return " > ".join(str(element) for element in (*self.ancestors[1:], self))

    def has_state(self, state):
        return self._accessible.get_state_set().contains(state)

    def children(self):
        for index in range(self._accessible.get_child_count()):
            child = self._accessible.get_child_at_index(index)
            if child:
                yield Element(child, (*self.ancestors, self))

    def walk(self):
        """Yields this element and all below it."""
        yield self
        for child in self.children():
            yield from child.walk()

    def do_action(self, name):
        """Does the action of that name; says whether there is one."""
        with warnings.catch_warnings():
            # The replacements of these two are not in Debian 12.
            warnings.simplefilter("ignore", DeprecationWarning)
            for index in range(self._accessible.get_n_actions()):
                if self._accessible.get_action_name(index) == name:
                    return self._accessible.do_action(index)
        return False

    def write(self, text):
        """Replaces what is written in an entry."""
        if not self._accessible.set_text_contents(text):
            raise AssertionError(f"{self} cannot be written in")


class ScreenReader:
    """Reads one program."""

    def __init__(self, program):
        self._program = program
        self._desktop = Atspi.get_desktop(0)
        self._application = wait_for(self._find_application, "the program's window")
        # The client's cache does not notice when a page takes another one's place.
        self._application.set_cache_mask(Atspi.Cache.NONE)

    def _find_application(self):
        self._program.check_alive()
        for index in range(self._desktop.get_child_count()):
            child = self._desktop.get_child_at_index(index)
            if child and self._program.owns(child):
                if child.get_child_count() > 0:
                    return child
        return None

    def elements(self, condition=lambda element: True):
        """Returns everything on screen for which the condition holds, in reading order."""
        self._program.check_alive()
        try:
            found = list(Element(self._application).walk())[1:]
            return [element for element in found if condition(element) and element.is_on_screen]
        except GLib.Error:
            # Something went away while it was being read; what is there now can be read again.
            return []

    def controls(self):
        return self.elements(lambda element: element.is_control)

    def focused(self):
        """Returns the innermost element with the focus, if any."""
        return next(reversed(self.elements(lambda element: element.is_focused)), None)

    def find(self, name, *roles):
        """Returns the first element of that name (a text or a pattern) and one of the roles."""
        found = self.elements(
            lambda element: (not roles or element.role in roles) and matches(name, element.name)
        )
        return found[0] if found else None

    def wait_for(self, name, *roles):
        """Waits until such an element is there."""
        try:
            return wait_for(lambda: self.find(name, *roles), repr(name))
        except TimeoutError as error:
            raise AssertionError(f"{error}; there is: {self.describe()}") from None

    def wait_until(self, condition, what):
        try:
            return wait_for(condition, what)
        except TimeoutError as error:
            raise AssertionError(f"{error}; there is: {self.describe()}") from None

    def wait_for_text(self, text):
        """Waits until a text, or what a pattern matches, can be read."""
        self.wait_until(lambda: self.says(text), repr(text))

    def says(self, text):
        spoken = " ".join(self.texts())
        if isinstance(text, re.Pattern):
            return text.search(spoken)
        return languages.translated(text) in spoken

    def texts(self):
        """Returns all that can be read, in reading order."""
        words = []
        try:
            for element in self.elements():
                for text in (element.name, element.text):
                    if text and (not words or words[-1] != text):
                        words.append(text)
        except GLib.Error:
            # As above.
            return []
        return words

    def describe(self):
        return ", ".join(str(element) for element in self.elements() if element.name)

    def press(self, name, *roles):
        """Works a control: does its action, or focuses it and presses the space bar."""
        control = self.wait_until(lambda: self._ready(name, roles), f"{name!r} to be ready")
        if not (control.do_action("click") or control.do_action("activate")):
            self.focus(name, *roles)
            keyboard.press("space")

    def _ready(self, name, roles):
        control = self.find(name, *roles)
        return control if control and control.has_state(State.SENSITIVE) else None

    def focus(self, name, *roles):
        """Presses Tab until the control has the focus."""
        control = self.focused()
        passed = []
        while passed.count(str(control)) < 2:
            if control and (not roles or control.role in roles) and matches(name, control.name):
                return control
            passed.append(str(control))
            control = self.tab(passed[-1])
        raise AssertionError(f"Tab never came to {name!r}; it came to: {', '.join(passed)}")

    def tab(self, before):
        """Presses Tab and returns what has the focus then, which is no longer what had it before."""
        keyboard.press("Tab")
        return self.wait_until(lambda: self._focused_other_than(before), f"Tab to leave {before}")

    def _focused_other_than(self, before):
        control = self.focused()
        return control if control and str(control) != before else None

    def write(self, name, text):
        """Replaces what is written in the entry of that name."""
        self.wait_for(name, *ENTRIES).write(text)


def matches(wanted, text):
    if isinstance(wanted, re.Pattern):
        return wanted.fullmatch(text) is not None
    return languages.translated(wanted) == text
