#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-release.py SOURCE-ROOT VERSION PROGRAM...: everything that names the version names this one."""

import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree

import tap

HEADING = re.compile(r"^## (\S+) \((.+)\)$", re.MULTILINE)


def newest_news(root):
    """Returns the version and the date of the first heading in NEWS.md."""
    return HEADING.search((root / "NEWS.md").read_text(encoding="utf-8")).groups()


def newest_release(root):
    """Returns the version and the date that software lists show."""
    (metainfo,) = (root / "data").glob("*.metainfo.xml.in.in")
    release = xml.etree.ElementTree.parse(metainfo).find("releases/release")
    return release.get("version"), release.get("date")


def said_by(program):
    """Returns the version that a program prints."""
    command = [program, "--version"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[-1]


def list_versions(root, version, programs):
    """Yields what names a version or a date, which one, and which it should be."""
    news, news_date = newest_news(root)
    release, release_date = newest_release(root)
    yield "NEWS.md begins with the version", news, version
    yield "software lists have the version", release, version
    yield "both have the same date", news_date, release_date
    for program in programs:
        yield f"{pathlib.Path(program).name} says it", said_by(program), version


tap.report(
    (name, found == wanted, f"{found}, not {wanted}")
    for name, found, wanted in list_versions(pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
)
