# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop of its own for a journey: a display in memory, a session bus and a throwaway home."""

import atexit
import contextlib
import os
import pathlib
import shutil
import signal
import stat
import subprocess
import tempfile
import time

from gi.repository import Gio, GLib

# Nothing on this machine answers within this time only if something is broken.
PATIENCE = 30

SCRIPT = """#!/bin/sh
printf '%s\\n' "$1" >>{addresses}
"""

ENTRY = """[Desktop Entry]
Type=Application
Name=Journey {name}
Exec={script} %u
MimeType={types};
"""


def wait_for(condition, what, patience=PATIENCE):
    """Asks until the answer is true, and returns it."""
    end = time.monotonic() + patience
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > end:
            raise TimeoutError(f"waited {patience} s for {what}")
        time.sleep(0.05)


def call(bus, name, interface, method, parameters=None):
    """Calls a method of the object whose path is made from the name, as both know it."""
    path = "/" + name.replace(".", "/")
    flags = Gio.DBusCallFlags.NONE
    reply = bus.call_sync(name, path, interface, method, parameters, None, flags, PATIENCE * 1000)
    return reply.unpack()


class DefaultProgram:
    """Stands in for the program that opens addresses of some schemes, and keeps them."""

    def __init__(self, home, name, *schemes):
        self._name = name
        self._types = [f"x-scheme-handler/{scheme}" for scheme in schemes]
        self._addresses = home / f"{name}-addresses"
        self._script = home / f"journey-{name}"
        self._entry = home / "data" / "applications" / f"journey-{name}.desktop"
        self._taken = 0

    def install(self):
        self._script.write_text(SCRIPT.format(addresses=self._addresses), encoding="utf-8")
        self._script.chmod(self._script.stat().st_mode | stat.S_IXUSR)
        entry = ENTRY.format(name=self._name, script=self._script, types=";".join(self._types))
        self._entry.write_text(entry, encoding="utf-8")

    def remove(self):
        self._script.unlink()

    def defaults(self):
        """Returns the lines that make it the default."""
        return "".join(f"{kind}={self._entry.name}\n" for kind in self._types)

    def next_address(self):
        """Returns the next address that it was to open, once there is one."""
        addresses = wait_for(self._new_addresses, f"an address for the {self._name}")
        self._taken += 1
        return addresses[0]

    def _new_addresses(self):
        if not self._addresses.exists():
            return []
        return self._addresses.read_text(encoding="utf-8").splitlines()[self._taken :]


class Desktop:
    """What a person sits down at. There is one for a process: its environment becomes the
    process's environment, and AT-SPI looks for its bus only once."""

    _instance = None

    @classmethod
    def get(cls):
        """Returns the desktop, which is set up when it is first asked for."""
        if cls._instance is None:
            cls._instance = cls()
            atexit.register(cls._instance.close)
        return cls._instance

    def __init__(self, width=1920, height=2400):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="journey-"))
        self.browser = DefaultProgram(self.home, "browser", "http", "https")
        self.mail_program = DefaultProgram(self.home, "mail-program", "mailto")
        self._children = []
        try:
            self._make_home()
            self._start_display(width, height)
            self._start_bus()
        except BaseException:
            self.close()
            raise

    def close(self):
        for child in reversed(self._children):
            stop(child)
        # Helpers that the bus started write their last words while the bus goes away.
        shutil.rmtree(self.home, ignore_errors=True)

    def start(self, command, **environment):
        """Starts a program with a window; what it says on stderr is kept for the report."""
        return Program(self, command, environment)

    def write_gtk_settings(self, text):
        """Sets what GTK asks a desktop for, such as the font; before a program is started."""
        place = self.home / "config" / "gtk-4.0"
        place.mkdir(exist_ok=True)
        # A test presses again as soon as it sees what came of it, faster than anybody who reads.
        text += "gtk-double-click-time=1\n"
        (place / "settings.ini").write_text(text, encoding="utf-8")

    def quit_application(self, name):
        """Activates the quit action of the application whose name on the bus matches."""
        bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        bus.set_exit_on_close(False)
        names = call(bus, "org.freedesktop.DBus", "org.freedesktop.DBus", "ListNames")[0]
        (application,) = filter(name.fullmatch, names)
        parameters = GLib.Variant("(sava{sv})", ("quit", [], {}))
        call(bus, application, "org.freedesktop.Application", "ActivateAction", parameters)

    def spawn(self, command, **options):
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, **options)
        self._children.append(child)
        return child

    def next_link(self):
        """Returns the next link that was opened in the default browser, once there is one."""
        return self.browser.next_address()

    def next_mail(self):
        """Returns the next address that the default mail program was to begin a mail with."""
        return self.mail_program.next_address()

    def data_without_programs(self):
        """Returns a directory with what GTK needs from this machine, but none of its programs."""
        place = self.home / "machine"
        place.mkdir()
        for name in ("glib-2.0", "icons", "mime"):
            (place / name).symlink_to(pathlib.Path("/usr/share") / name)
        return str(place)

    def _make_home(self):
        places = {
            "XDG_CONFIG_HOME": "config",
            "XDG_DATA_HOME": "data",
            "XDG_CACHE_HOME": "cache",
            "XDG_STATE_HOME": "state",
            "XDG_RUNTIME_DIR": "run",
        }
        for variable, name in places.items():
            place = self.home / name
            place.mkdir(mode=0o700)
            os.environ[variable] = str(place)
        os.environ["HOME"] = str(self.home)
        for variable in ("WAYLAND_DISPLAY", "XDG_CURRENT_DESKTOP", "DESKTOP_SESSION", "BROWSER", "AT_SPI_BUS_ADDRESS"):
            os.environ.pop(variable, None)

        (self.home / "data" / "applications").mkdir()
        self.browser.install()
        self.mail_program.install()
        defaults = self.browser.defaults() + self.mail_program.defaults()
        (self.home / "config" / "mimeapps.list").write_text(
            f"[Default Applications]\n{defaults}", encoding="utf-8"
        )

    def _start_display(self, width, height):
        # fmt: off
        number = self._first_line("Xvfb", lambda fd: [
            "Xvfb", "-displayfd", str(fd), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-noreset",
        ])
        # fmt: on
        os.environ["DISPLAY"] = f":{number}"

    def _start_bus(self):
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = self._first_line(
            "dbus-daemon", lambda fd: ["dbus-daemon", "--session", "--nofork", f"--print-address={fd}"]
        )

    def _first_line(self, name, command):
        """Starts a server that says on a file descriptor where it can be reached."""
        reading, writing = os.pipe()
        log = (self.home / f"{name}.log").open("wb")
        with contextlib.closing(log), os.fdopen(reading, encoding="utf-8") as answer:
            try:
                self.spawn(command(writing), pass_fds=[writing], stdout=log, stderr=log)
            finally:
                os.close(writing)
            line = answer.readline().strip()
        if not line:
            said = (self.home / f"{name}.log").read_text(encoding="utf-8", errors="replace")
            raise RuntimeError(f"{name} did not start: {said}")
        return line


class Program:
    """A program with a window on a desktop."""

    # What GTK needs to speak to screen readers, to draw without a graphics card, and to be strict.
    ENVIRONMENT = {
        "ADW_DISABLE_PORTAL": "1",
        "GDK_BACKEND": "x11",
        "GSETTINGS_BACKEND": "memory",
        "GSK_RENDERER": "cairo",
        "GTK_A11Y": "atspi",
        "G_DEBUG": "fatal-warnings",
        "LC_ALL": "C.UTF-8",
    }

    def __init__(self, desktop, command, environment):
        self._log = desktop.home / f"program-{time.monotonic_ns()}.log"
        with self._log.open("wb") as log:
            self.process = desktop.spawn(
                [str(word) for word in command],
                env=os.environ | self.ENVIRONMENT | environment,
                stdout=log,
                stderr=log,
            )

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        stop(self.process)

    def owns(self, process):
        """Says whether a process that speaks to screen readers is this program's."""
        return process == self.process.pid

    @property
    def is_running(self):
        return self.process.poll() is None

    def check_alive(self):
        """Fails with the program's own words if it is gone."""
        if not self.is_running:
            self._fail()

    def wait_for_end(self):
        """Waits until the program has ended by itself, and returns its exit status."""
        return self.process.wait(PATIENCE)

    def check_end(self):
        """Waits until it has ended, and fails with its own words if something was wrong."""
        if self.wait_for_end() != 0:
            self._fail()

    def _fail(self):
        said = self._log.read_text(encoding="utf-8", errors="replace")
        raise RuntimeError(f"the program ended with {self.process.returncode}: {said}")


def stop(child):
    if child.poll() is None:
        child.send_signal(signal.SIGTERM)
        try:
            child.wait(5)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
