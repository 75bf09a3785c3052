#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-sandbox.py [APPLICATION-ID [DIRECTORY]]: the installed Flatpak, in its sandbox, on a desktop of its own.

Goes the whole way in practice with the desktop's real portals: the link opens in the default browser,
the report is saved and printed, a message goes to the mail program. Pictures go to DIRECTORY.

Run it as root. For root a sandbox is none, so it goes on as nobody, with mounts of its own: portals
want the place for a user's sockets to be where it always is, and free. So the Flatpak has to be
installed for everyone; flatpak/README.md says how.
"""

import configparser
import contextlib
import os
import pathlib
import pwd
import shutil
import subprocess
import sys
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "journey"))

from support import tap  # noqa: E402
from support.browser import Browser  # noqa: E402
from support.desktop import Desktop, Program, wait_for  # noqa: E402
from support.screen_reader import ENTRIES, Role  # noqa: E402
from support.wizard import Wizard  # noqa: E402

APPLICATION = sys.argv[1] if len(sys.argv) > 1 else "com.tracker_rms.ConsentWizard"
PICTURES = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
TENANT = "aaaabbbb-0000-cccc-1111-dddd2222eeee"
PERMISSIONS = {
    "shared": {"network", "ipc"},
    "sockets": {"wayland", "fallback-x11"},
    "devices": {"dri"},
}
PORTAL = """[portal]
DBusName=org.freedesktop.impl.portal.desktop.consent
Interfaces=org.freedesktop.impl.portal.FileChooser;org.freedesktop.impl.portal.Print;\
org.freedesktop.impl.portal.AppChooser;org.freedesktop.impl.portal.Inhibit;
UseIn=consent
"""

# Everything that is mounted here is gone with the last program that can see it.
STEP_DOWN = """
uid=$(id -u nobody) gid=$(id -g nobody)
mkdir -p /run/user
mount -t tmpfs tmpfs /run/user
mkdir -m 700 "/run/user/$uid"
chown "$uid:$gid" "/run/user/$uid"
mknod -m 666 /run/user/fuse c 10 229
mount --bind /run/user/fuse /dev/fuse
exec setpriv --reuid "$uid" --regid "$gid" --clear-groups \\
  env -i PATH=/usr/bin:/bin LANG=C.UTF-8 XDG_RUNTIME_DIR="/run/user/$uid" HOME="/run/user/$uid" \\
  ${FLATPAK_SYSTEM_DIR:+FLATPAK_SYSTEM_DIR="$FLATPAK_SYSTEM_DIR"} "$@"
"""


class Sandboxed(Program):
    """The wizard in its sandbox."""

    ENVIRONMENT = {"GSK_RENDERER": "cairo", "GTK_A11Y": "atspi", "G_DEBUG": "fatal-warnings", "LC_ALL": "C.UTF-8"}

    def owns(self, _process):
        # Whoever speaks for a sandbox on the bus is the bus's proxy; here is nobody else.
        return True

    def __exit__(self, *exception):
        subprocess.run(["flatpak", "kill", APPLICATION], check=False, capture_output=True)
        super().__exit__(*exception)


def flatpak(*arguments):
    return subprocess.run(["flatpak", *arguments], check=True, capture_output=True, text=True).stdout


def find_place():
    """Returns where the application is installed."""
    return pathlib.Path(flatpak("info", "--show-location", APPLICATION).strip())


def set_up_desktop():
    """Sets up a desktop whose portals ask a person that always agrees; returns where that one keeps files."""
    runtime = os.environ["XDG_RUNTIME_DIR"]
    exports = find_place().parents[4] / "exports" / "share"
    os.environ["XDG_DATA_DIRS"] = f"{exports}:{os.environ.get('XDG_DATA_DIRS', '/usr/local/share:/usr/share')}"

    desktop = Desktop.get()
    desktop.write_gtk_settings("[Settings]\n")
    portals = desktop.home / "portals"
    files = desktop.home / "files"
    for place in (portals, files):
        place.mkdir()
    (portals / "consent.portal").write_text(PORTAL, encoding="utf-8")
    os.environ |= {
        "XDG_CURRENT_DESKTOP": "consent",
        "XDG_DESKTOP_PORTAL_DIR": str(portals),
        "XDG_RUNTIME_DIR": runtime,
    }
    subprocess.run(["dbus-update-activation-environment", "--all"], check=True)

    backend = desktop.spawn([HERE / "portal-backend.py", files], stdout=subprocess.PIPE, text=True)
    assert backend.stdout.readline() == "ready\n"
    return files


@contextlib.contextmanager
def practice():
    desktop = Desktop.get()
    with Sandboxed(desktop, ["flatpak", "run", APPLICATION, "--practice=fresh"], {}) as program:
        yield Wizard(desktop, program, "fresh")


def take_picture(name):
    if PICTURES:
        subprocess.run(["import", "-window", "root", "-trim", PICTURES / f"{name}.png"], check=True)


def permissions():
    """The sandbox has the five permissions and no more."""
    parser = configparser.ConfigParser(delimiters="=")
    parser.read_string(flatpak("info", "--show-permissions", APPLICATION))
    assert parser.sections() == ["Context"], parser.sections()
    has = {name: set(filter(None, value.split(";"))) for name, value in parser["Context"].items()}
    assert has == PERMISSIONS, has


def nothing_else():
    """Inside there are no files of the person's, and nothing that can be changed."""
    canary = Desktop.get().home / "canary"
    canary.write_text("not for the sandbox", encoding="utf-8")
    script = 'for file; do [ ! -e "$file" ] || echo "$file"; done; for place in /app /usr; do ! touch $place/x || echo $place; done'
    seen = flatpak("run", "--command=sh", APPLICATION, "-c", script, "sh", str(canary), "/etc/shadow", "/root")
    assert seen == "", seen


def command_line():
    """consentctl is in there."""
    run = "run", "--command=consentctl", APPLICATION
    link = flatpak(*run, "link", TENANT, "--region", "uk", "--offline").strip()
    assert link.startswith(f"https://login.microsoftonline.com/{TENANT}/adminconsent?client_id="), link
    assert "fresh" in flatpak(*run, "practice", "--list").split()

    # A file outside is let in for this one run.
    profile = Desktop.get().home / "service.profile"
    shutil.copy(HERE.parents[1] / "data" / "service.profile", profile)
    words = "link", TENANT, "--region", "uk", "--offline", "--service", "@@", str(profile), "@@"
    assert flatpak("run", "--file-forwarding", *run[1:], *words).strip() == link


def manuals():
    """The man pages of both programs can be read."""
    for name in ("consent-wizard", "consentctl"):
        page = next((find_place() / "files" / "share" / "man" / "man1").glob(f"{name}.1*"))
        command = ["man", "--local-file", page]
        text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        assert name.upper() in text and "ENVIRONMENT" in text, text


def activation():
    """A desktop starts it by its name on the bus, and its practice run as well."""
    path = "/" + APPLICATION.replace(".", "/")
    try:
        for method, *arguments in (("Activate", "{}"), ("ActivateAction", "practice", "[]", "{}"), ("ActivateAction", "quit", "[]", "{}")):
            # fmt: off
            subprocess.run([
                "gdbus", "call", "--session", "--dest", APPLICATION, "--object-path", path,
                "--method", f"org.freedesktop.Application.{method}", *arguments,
            ], check=True, capture_output=True, text=True)
            # fmt: on
    finally:
        subprocess.run(["flatpak", "kill", APPLICATION], check=False, capture_output=True)


def whole_way():
    """From Welcome to Done, with the browser, the file and the printer outside."""
    with practice() as wizard, Browser() as browser:
        wizard.wait_for_action("Get Started")
        take_picture("welcome")
        wizard.come_to_approve_page()
        browser.load(wizard.open_approval_page())
        browser.click("sign-in-admin")
        browser.click("accept")
        wizard.accepted()
        browser.load(wizard.start_check())
        browser.click("sign-in-admin")
        wizard.reader.wait_for_text("Everyone can connect")
        take_picture("check")
        wizard.press("Next")
        wizard.wait_for_page("Done")
        take_picture("done")
        save_and_print(wizard)


def save_and_print(wizard):
    wizard.reader.press("Save Report…", Role.LIST_ITEM)
    saved = wait_for(lambda: list(FILES.glob("practice-report-*.txt")), "the report")[0]
    wait_for(lambda: "Everyone can connect" in saved.read_text(encoding="utf-8"), "what is in the report")
    wizard.reader.press("Print Report…", Role.LIST_ITEM)
    printed = wait_for(lambda: list(FILES.glob("*.pdf")), "what is printed")[0]
    wait_for(lambda: printed.read_bytes().startswith(b"%PDF"), "pages")


def mail():
    """The message to an administrator goes to the mail program."""
    with practice() as wizard:
        wizard.wait_for_action("Get Started")
        wizard.reader.press("I’m Not the Administrator", Role.LIST_ITEM)
        wizard.reader.write("Your work e-mail, domain or Tenant ID", "fresh.example")
        wizard.reader.wait_for_text("Organization found")
        wizard.choose("United Kingdom")
        wizard.press("Send by Mail")
        message = wizard.desktop.next_mail()
        parts = urllib.parse.urlsplit(message)
        assert parts.scheme == "mailto", message
        assert "/adminconsent?" in urllib.parse.parse_qs(parts.query)["body"][0], message
        take_picture("hand-over")


def step_down():
    """Starts again as nobody."""
    nobody = pwd.getpwnam("nobody")
    if PICTURES:
        PICTURES.mkdir(parents=True, exist_ok=True)
        os.chown(PICTURES, nobody.pw_uid, nobody.pw_gid)
    # fmt: off
    os.execvp("unshare", [
        "unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "--propagation", "private",
        "sh", "-euc", STEP_DOWN, "sh", *sys.argv,
    ])
    # fmt: on


if os.geteuid() == 0:
    step_down()
FILES = set_up_desktop()
sys.exit(tap.run(permissions, nothing_else, command_line, manuals, activation, whole_way, mail))
