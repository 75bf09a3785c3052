#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-manifests.py DIRECTORY APPLICATION-ID: what the Flatpak manifests let the sandbox do.

The Devel manifest is the other one with an ID and a look of its own, and neither asks for more than
is promised in DIRECTORY/README.md.
"""

import json
import pathlib
import re
import sys

import tap

PERMISSIONS = [
    "--share=network",
    "--share=ipc",
    "--socket=wayland",
    "--socket=fallback-x11",
    "--device=dri",
]

# How the Devel manifest may differ, beside its ID.
DEVEL_OPTION = "-Dprofile=development"
DEVEL_KEYS = {"id", "desktop-file-name-suffix"}


def read_manifest(directory, application_id):
    return json.loads((directory / f"{application_id}.json").read_text(encoding="utf-8"))


def list_sources(manifest):
    return [source for module in manifest["modules"] for source in module["sources"]]


def list_options(manifest):
    return [option for module in manifest["modules"] for option in module["config-opts"]]


def without_differences(manifest):
    """Returns the manifest without all that may differ between the two."""
    same = {key: value for key, value in manifest.items() if key not in DEVEL_KEYS}
    same["modules"] = [
        module | {"config-opts": [opt for opt in module["config-opts"] if opt != DEVEL_OPTION]}
        for module in manifest["modules"]
    ]
    return same


def list_promises(directory):
    """Returns the permissions in the table of the README."""
    text = (directory / "README.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `--")]
    return [permission for row in rows for permission in re.findall(r"`(--\S+)`", row)]


def list_points(directory, application_id):
    """Yields what has to hold, and whether it does."""
    stable = read_manifest(directory, application_id)
    devel = read_manifest(directory, f"{application_id}.Devel")

    yield "the README names the five permissions", sorted(list_promises(directory)) == sorted(PERMISSIONS)
    for name, manifest in (("stable", stable), ("Devel", devel)):
        types = {source["type"] for source in list_sources(manifest)}
        yield f"{name} has the five permissions and no more", sorted(manifest["finish-args"]) == sorted(PERMISSIONS)
        yield f"{name} is built from the working tree alone", types == {"dir"}
        yield f"{name} keeps the translations in the bundle", manifest["separate-locales"] is False
    yield "stable has the application's ID", stable["id"] == application_id
    yield "Devel has an ID of its own", devel["id"] == f"{application_id}.Devel"
    yield "stable is no development build", DEVEL_OPTION not in list_options(stable)
    yield "Devel is a development build", DEVEL_OPTION in list_options(devel)
    yield "all the rest is the same", without_differences(stable) == without_differences(devel)


tap.report(list_points(pathlib.Path(sys.argv[1]), sys.argv[2]))
