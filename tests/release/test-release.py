#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-release.py SOURCE-ROOT VERSION PROGRAM...: everything that names the version names this one."""

import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree

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


def main():
    root = pathlib.Path(sys.argv[1])
    version = sys.argv[2]
    news, news_date = newest_news(root)
    release, release_date = newest_release(root)
    points = [
        ("NEWS.md begins with the version", news, version),
        ("software lists have the version", release, version),
        ("both have the same date", news_date, release_date),
    ]
    for program in sys.argv[3:]:
        points.append((f"{pathlib.Path(program).name} says it", said_by(program), version))

    print(f"1..{len(points)}")
    for number, (name, found, wanted) in enumerate(points, 1):
        print(f"{'ok' if found == wanted else 'not ok'} {number} {name}")
        if found != wanted:
            print(f"# {found}, not {wanted}")
    return 0 if all(found == wanted for _name, found, wanted in points) else 1


sys.exit(main())
