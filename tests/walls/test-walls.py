#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-walls.py BUILD-DIRECTORY: an include that crosses a wall between rooms does not compile.

Compiles one line with exactly the flags that the room's own files are compiled with.
"""

import json
import pathlib
import shlex
import subprocess
import sys

import tap

# What a room must not see, and one header of its own that proves that the probe itself works.
ROOMS = {
    "rules": (
        "consent-error.h",
        (
            "gtk/gtk.h",
            "adwaita.h",
            "libsoup/soup.h",
            "consent-directory.h",
            "consent-practice-server.h",
            "consent-page.h",
        ),
    ),
    "microsoft": (
        "consent-directory.h",
        ("gtk/gtk.h", "adwaita.h", "consent-practice-server.h", "consent-page.h"),
    ),
    "practice": (
        "consent-practice-server.h",
        ("gtk/gtk.h", "adwaita.h", "consent-directory.h", "consent-page.h"),
    ),
    "consentctl": (
        "consent-directory.h",
        ("gtk/gtk.h", "adwaita.h", "consent-page.h"),
    ),
}


def find_flags(build, room):
    """Returns how the files of a room are compiled, without the file itself."""
    commands = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    for command in commands:
        source = (pathlib.Path(command["directory"]) / command["file"]).resolve()
        if source.parent.name == room and source.parent.parent.name == "src":
            words = shlex.split(command["command"])
            for option in ("-o", "-MQ", "-MF"):
                place = words.index(option)
                del words[place : place + 2]
            return [word for word in words if word not in ("-c", "-MD", command["file"])]
    raise LookupError(f"no file of {room} is compiled")


def compiles(build, flags, header):
    """Says whether the header can be included, and what the compiler thinks of it."""
    result = subprocess.run(
        [*flags, "-fdiagnostics-color=never", "-fsyntax-only", "-x", "c", "-"],
        cwd=build,
        input=f"#include <{header}>\n",
        capture_output=True,
        text=True,
        check=False,
    )
    return result.returncode == 0, result.stderr


def list_points(build):
    """Yields what has to hold, whether it does, and what the compiler says."""
    for room, (own, foreign) in ROOMS.items():
        flags = find_flags(build, room)
        able, said = compiles(build, flags, own)
        yield f"{room} sees {own}", able, said
        for header in foreign:
            able, said = compiles(build, flags, header)
            unseen = f"{header}: No such file" in said or f"'{header}' file not found" in said
            yield f"{room} does not see {header}", unseen, said


tap.report(list_points(pathlib.Path(sys.argv[1])))
