# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader says without being asked: what comes under the focus, and what changes there.

Orca says no more than that of what a program made with GTK 4.8 tells it; the title of the window in
front is the one exception.
"""

from gi.repository import Atspi, GLib

from . import keyboard
from .desktop import wait_for

INTERFACE = "org.a11y.atspi."
REGISTRY = INTERFACE + "Registry"
EVENTS = INTERFACE + "Event.Object"
PROPERTIES = "org.freedesktop.DBus.Properties"

# Programs tell of nothing that nobody has asked for.
ASKED_FOR = ("object:state-changed", "object:property-change")


class Voice:
    """Listens to one program, and keeps what is said."""

    def __init__(self, bus, application):
        self.said = []
        self._application = application
        self._focus = None
        for event in ASKED_FOR:
            bus.call(REGISTRY, "/org/a11y/atspi/registry", REGISTRY, "RegisterEvent", "(sass)", event, [], "")
        bus.subscribe(application.name, EVENTS, self._on_event)
        # The program has to hear that someone listens; there is no other sign of it.
        wait_for(self._hears_focus, "the program to tell where the focus is")
        self.said.clear()

    def _hears_focus(self):
        keyboard.press("Tab")
        listen()
        return self._focus

    def wait_for(self, text):
        """Waits until a text is said, alone or among others."""
        try:
            wait_for(lambda: self._has_said(text), f"{text!r} to be said")
        except TimeoutError as error:
            raise AssertionError(f"{error}; what was said: {self.said}") from None
        self.said.clear()

    def _has_said(self, text):
        listen()
        return any(text in said for said in self.said)

    def _on_event(self, path, member, kind, detail, value):
        if member == "StateChanged" and kind == "focused" and detail:
            self._focus = path
            self.said += [self._get(path, "Name"), self._get(path, "Description")]
        elif member == "PropertyChange" and kind in ("accessible-name", "accessible-description"):
            if path == self._focus or self._get_role(path) == Atspi.Role.FRAME:
                self.said.append(value)

    def _get(self, path, name):
        return self._application.call(path, PROPERTIES, "Get", "(ss)", INTERFACE + "Accessible", name)

    def _get_role(self, path):
        return Atspi.Role(self._application.call(path, INTERFACE + "Accessible", "GetRole"))


def listen():
    """Takes the events that have come."""
    context = GLib.MainContext.default()
    while context.pending():
        context.iteration(False)
