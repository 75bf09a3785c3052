# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads and works a window as a screen reader does: by role and name, never by position.

GTK 4.8 tells screen readers less than newer versions do, which shows here in a few places: only
windows are "showing", buttons alone have actions, and focus cannot be asked for. What has no action
is worked as its user would: with Tab and the space bar.
"""

import re

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

from . import keyboard, languages  # noqa: E402
from .desktop import PATIENCE, wait_for  # noqa: E402
from .voice import Voice  # noqa: E402

INTERFACE = "org.a11y.atspi."
DBUS = "org.freedesktop.DBus"
REGISTRY = INTERFACE + "Registry"
CACHE = "/org/a11y/atspi/cache"
ROOT = "/org/a11y/atspi/accessible/root"

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

# Where GTK 4.8 is asked for all that is written, it gives nothing.
MAX_CHARACTERS = 1_000_000

ENTRIES = (Role.ENTRY, Role.PASSWORD_TEXT, Role.TEXT)
RADIOS = (Role.RADIO_BUTTON,)


class Element:
    """One thing in a window, as it was when the window was read."""

    def __init__(self, application, item, ancestors=()):
        # As org.a11y.atspi.Cache tells it.
        reference, _root, _parent, _index, count, self._interfaces, name, role, description, states = item
        self._application = application
        self.path = reference[1]
        # The program itself does not tell how many windows it has.
        self.may_have_children = count > 0 or self.path == ROOT
        self._name = name
        self._states = states[0] | states[1] << 32
        self.role = Role(role)
        self.description = description
        self.ancestors = ancestors
        self.children = []

    def __repr__(self):
        return f"{self.role_name} “{self.name}”"

    @property
    def role_name(self):
        return Atspi.role_get_name(self.role)

    @property
    def name(self):
        """The accessible name, empty where there is none."""
        name = self._name.strip()
        if TYPE_NAME.fullmatch(name):
            return ""
        # GTK 4.8 says the label of a button twice, the first time with the mnemonic's underscore.
        words = name.replace("_", "").split()
        half = len(words) // 2
        if "_" in name and len(words) % 2 == 0 and words[:half] == words[half:]:
            words = words[:half]
        return " ".join(words)

    @property
    def text(self):
        """What is written in an entry or a label."""
        return self._call("Text", "GetText", "(ii)", 0, MAX_CHARACTERS) or ""

    @property
    def is_control(self):
        """Whether it can be worked: it is one of the controls and takes the focus."""
        return self.role in CONTROLS and self.has_state(State.FOCUSABLE)

    @property
    def is_focused(self):
        return self.has_state(State.FOCUSED)

    @property
    def place(self):
        """Where it is in its window, and how large: x, y, width, height; nothing for what is gone."""
        return self._call("Component", "GetExtents", "(u)", Atspi.CoordType.WINDOW)

    @property
    def is_on_screen(self):
        """Whether it takes any room, which the rows in a folded expander do not."""
        # What is no widget has no place of its own, such as the pages of a stack.
        if INTERFACE + "Component" not in self._interfaces:
            return True
        place = self.place
        return place is not None and place[2] > 0 and place[3] > 0

    @property
    def window(self):
        """The window that it is in; nothing for a window."""
        return self.ancestors[1] if len(self.ancestors) > 1 else None

    @property
    def is_first(self):
        """Whether it comes before its siblings."""
        return bool(self.ancestors) and self.ancestors[-1].children[0] is self

    def where(self):
        """Returns the way from the window to this element, for reports."""
        return " > ".join(str(element) for element in (*self.ancestors[1:], self))

    def has_state(self, state):
        return bool(self._states >> int(state) & 1)

    def walk(self):
        """Yields this element and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def add(self, item):
        """Adds what is in it, and returns that."""
        child = Element(self._application, item, (*self.ancestors, self))
        self.children.append(child)
        return child

    def do_action(self, name):
        """Does the action of that name; says whether there is one."""
        names = [words[0] for words in self._call("Action", "GetActions") or ()]
        return name in names and self._call("Action", "DoAction", "(i)", names.index(name))

    def write(self, text):
        """Replaces what is written in an entry."""
        if not self._call("EditableText", "SetTextContents", "(s)", text):
            raise AssertionError(f"{self} cannot be written in")

    def _call(self, interface, method, signature=None, *arguments):
        """Returns what the widget answers; nothing where there is no such thing, or no longer."""
        if INTERFACE + interface not in self._interfaces:
            return None
        try:
            return self._application.call(self.path, INTERFACE + interface, method, signature, *arguments)
        except GLib.Error:
            return None


class Bus:
    """The bus on which programs answer screen readers."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        session.set_exit_on_close(False)
        address = call_bus(session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")
        flags = Gio.DBusConnectionFlags
        self._connection = Gio.DBusConnection.new_for_address_sync(
            address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None
        )

    def call(self, name, path, interface, method, signature=None, *arguments):
        parameters = GLib.Variant(signature, arguments) if signature else None
        return call_bus(self._connection, name, path, interface, method, parameters)

    def call_all(self, name, paths, interface, method):
        """Calls a method of many at once; returns the answers, and nothing for what cannot answer."""
        answers = {}

        def take(connection, result, path):
            try:
                answers[path] = connection.call_finish(result).unpack()[0]
            except GLib.Error:
                answers[path] = None

        for path in paths:
            self._connection.call(
                name, path, interface, method, None, None, Gio.DBusCallFlags.NONE, PATIENCE * 1000, None, take, path
            )
        while len(answers) < len(set(paths)):
            GLib.MainContext.default().iteration(True)
        return [answers[path] for path in paths]

    def subscribe(self, name, interface, take):
        """Calls back with the path, the member and the first, second and last part of each event."""

        def on_signal(_connection, _sender, path, _interface, member, parameters):
            kind, detail, _other, value, _properties = parameters.unpack()
            take(path, member, kind, detail, value)

        flags = Gio.DBusSignalFlags.NONE
        self._connection.signal_subscribe(name, interface, None, None, None, flags, on_signal)

    def applications(self):
        """Yields every program that speaks to screen readers, with its process."""
        for name, _path in self.call(REGISTRY, ROOT, INTERFACE + "Accessible", "GetChildren"):
            process = self.call(DBUS, "/", DBUS, "GetConnectionUnixProcessID", "(s)", name)
            yield Application(self, name), process


class Application:
    """A program, as it answers screen readers."""

    def __init__(self, bus, name):
        self._bus = bus
        self.name = name

    def call(self, path, interface, method, signature=None, *arguments):
        return self._bus.call(self.name, path, interface, method, signature, *arguments)

    def read(self):
        """Returns everything that there is, as a tree below the program itself. One question for
        all is many times faster than one for each."""
        while True:
            items = {item[0][1]: item for item in self.call(CACHE, INTERFACE + "Cache", "GetItems")}
            root = Element(self, items[ROOT])
            unknown = self._grow(items, [root])
            if not unknown:
                return root
            # What nobody asked for yet, GTK does not tell.
            while unknown:
                unknown = [child for children in self.ask_children(unknown) for child in children]

    def _grow(self, items, level):
        """Adds level after level; returns what was not told of."""
        unknown = []
        while level:
            # The parent alone tells which of its children are hidden.
            parents = [element for element in level if element.may_have_children]
            level = []
            for parent, children in zip(parents, self.ask_children([parent.path for parent in parents])):
                for child in children:
                    if child in items:
                        level.append(parent.add(items[child]))
                    else:
                        unknown.append(child)
        return unknown

    def ask_children(self, paths):
        """Returns the children of each; none for what has gone."""
        return [
            [child for _name, child in answer] if answer else []
            for answer in self._bus.call_all(self.name, paths, INTERFACE + "Accessible", "GetChildren")
        ]


def call_bus(bus, name, path, interface, method, parameters=None):
    """Returns the one value that the answer has, if it has any."""
    flags = Gio.DBusCallFlags.NONE
    answer = bus.call_sync(name, path, interface, method, parameters, None, flags, PATIENCE * 1000)
    return next(iter(answer.unpack()), None)


class ScreenReader:
    """Reads one program."""

    def __init__(self, program):
        self._program = program
        self._bus = Bus()
        self._application = wait_for(self._find_application, "the program's window")

    def _find_application(self):
        self._program.check_alive()
        for application, process in self._bus.applications():
            if self._program.owns(process) and application.ask_children([ROOT])[0]:
                return application
        return None

    def listen(self):
        """Begins to take down what is said without being asked."""
        return Voice(self._bus, self._application)

    def elements(self, condition=lambda element: True):
        """Returns everything on screen for which the condition holds, in reading order."""
        self._program.check_alive()
        found = list(self._application.read().walk())[1:]
        return [element for element in found if condition(element) and element.is_on_screen]

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
        for element in self.elements():
            for text in (element.name, element.text):
                if text and (not words or words[-1] != text):
                    words.append(text)
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
