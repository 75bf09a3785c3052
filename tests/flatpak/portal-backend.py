#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""portal-backend.py DIRECTORY: a person at the dialogs of the desktop's portals.

The portals themselves are the real ones; they ask whoever is the desktop's backend for its dialogs.
This one always agrees: files are saved in DIRECTORY under the suggested name, and what is printed
lands there, too. Says "ready" once it can be asked.
"""

import os
import pathlib
import sys

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

NAME = "org.freedesktop.impl.portal.desktop.consent"
PATH = "/org/freedesktop/portal/desktop"
AGREED = 0

INTERFACES = """
<node>
  <interface name="org.freedesktop.impl.portal.FileChooser">
    <method name="SaveFile">
      <arg type="o" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
      <arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
      <arg type="u" direction="out"/><arg type="a{sv}" direction="out"/>
    </method>
  </interface>
  <interface name="org.freedesktop.impl.portal.Print">
    <method name="PreparePrint">
      <arg type="o" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
      <arg type="s" direction="in"/><arg type="a{sv}" direction="in"/><arg type="a{sv}" direction="in"/>
      <arg type="a{sv}" direction="in"/>
      <arg type="u" direction="out"/><arg type="a{sv}" direction="out"/>
    </method>
    <method name="Print">
      <arg type="o" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
      <arg type="s" direction="in"/><arg type="h" direction="in"/><arg type="a{sv}" direction="in"/>
      <arg type="u" direction="out"/><arg type="a{sv}" direction="out"/>
    </method>
  </interface>
  <interface name="org.freedesktop.impl.portal.AppChooser">
    <method name="ChooseApplication">
      <arg type="o" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
      <arg type="as" direction="in"/><arg type="a{sv}" direction="in"/>
      <arg type="u" direction="out"/><arg type="a{sv}" direction="out"/>
    </method>
  </interface>
  <interface name="org.freedesktop.impl.portal.Inhibit">
    <method name="CreateMonitor">
      <arg type="o" direction="in"/><arg type="o" direction="in"/><arg type="s" direction="in"/>
      <arg type="s" direction="in"/>
      <arg type="u" direction="out"/>
    </method>
  </interface>
</node>
"""


class Person:
    """Answers each dialog by the name of its method."""

    def __init__(self, directory):
        self._directory = directory

    def SaveFile(self, _handle, _app, _parent, _title, options):
        place = self._directory / options["current_name"]
        return {"uris": GLib.Variant("as", [place.as_uri()])}

    def PreparePrint(self, _handle, _app, _parent, _title, settings, page_setup, _options):
        return {
            "settings": GLib.Variant("a{sv}", variants(settings)),
            "page-setup": GLib.Variant("a{sv}", variants(page_setup)),
            "token": GLib.Variant("u", 1),
        }

    def Print(self, _handle, _app, _parent, title, document, _options):
        with os.fdopen(document, "rb") as printed:
            (self._directory / f"{title}.pdf").write_bytes(printed.read())
        return {}

    def ChooseApplication(self, _handle, _app, _parent, choices, _options):
        return {"choice": GLib.Variant("s", choices[0])}

    def CreateMonitor(self, _handle, _session, _app, _parent):
        """GTK wants to know when the session ends, and here it does not."""


def variants(settings):
    return {name: GLib.Variant("s", value) for name, value in settings.items() if isinstance(value, str)}


def main():
    person = Person(pathlib.Path(sys.argv[1]))
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)

    def on_call(_bus, _sender, _path, _interface, method, parameters, invocation):
        arguments = list(parameters.unpack())
        if method == "Print":
            # The number of a file descriptor that came along with the message.
            arguments[4] = invocation.get_message().get_unix_fd_list().get(arguments[4])
        answer = getattr(person, method)(*arguments)
        if answer is None:
            invocation.return_value(GLib.Variant("(u)", (AGREED,)))
        else:
            invocation.return_value(GLib.Variant("(ua{sv})", (AGREED, answer)))

    for interface in Gio.DBusNodeInfo.new_for_xml(INTERFACES).interfaces:
        bus.register_object(PATH, interface, on_call, None, None)

    def on_name(_bus, _name):
        print("ready", flush=True)

    Gio.bus_own_name_on_connection(bus, NAME, Gio.BusNameOwnerFlags.NONE, on_name, None)
    GLib.MainLoop().run()


main()
