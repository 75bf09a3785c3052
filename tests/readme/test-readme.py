#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-readme.py SOURCE-ROOT CONSENTCTL: the commands in README.md print what it says that they print.

Each "console" block is worked through in one shell, against the practice organization whose domain
it names, if any; "..." stands for anything. A file that a block shows before a command has made it is made
as it is shown.
"""

import contextlib
import doctest
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import tap

BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
SCENARIO = re.compile(r"\b([a-z-]+)\.example\b")
PICTURE = re.compile(r"!\[(.+)\]\((.+)\)")
MARK = "== said by the command above =="
# Only what is broken takes this long.
PATIENCE = 60


@contextlib.contextmanager
def practice(consentctl, scenario):
    """Serves a practice organization and gives the variables that lead to it."""
    if scenario is None:
        yield {}
        return
    with subprocess.Popen([consentctl, "practice", scenario], stdout=subprocess.PIPE, text=True) as server:
        try:
            yield dict(server.stdout.readline().strip().split("=", 1) for _variable in range(2))
        finally:
            server.terminate()


def run_block(commands, environment, place):
    """Runs the commands in one shell; returns what each of them says, on both streams."""
    script = "".join(f"{command}\nstatus=$?; echo '{MARK}'; (exit $status)\n" for command in commands)
    result = subprocess.run(
        ["sh", "-c", f"exec 2>&1\n{script}"],
        cwd=place,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    return result.stdout.split(f"{MARK}\n")[: len(commands)]


def check_block(consentctl, block, environment, place):
    """Returns what is wrong with the commands of a block, each with what it said."""
    examples = COMMAND.findall(block)
    for command, wanted in examples:
        words = command.split()
        if words[0] == "cat" and not (place / words[1]).exists():
            (place / words[1]).write_text(wanted, encoding="utf-8")

    scenario = SCENARIO.search(block)
    with practice(consentctl, scenario and scenario[1]) as variables:
        said = run_block([command for command, _wanted in examples], environment | variables, place)

    checker = doctest.OutputChecker()
    for (command, wanted), got in zip(examples, said, strict=True):
        if not checker.check_output(wanted, got, doctest.ELLIPSIS | doctest.DONT_ACCEPT_BLANKLINE):
            yield f"$ {command}\n{got}"


def list_points(root, consentctl):
    """Yields what has to hold, whether it does, and what is said instead."""
    readme = (root / "README.md").read_text(encoding="utf-8")
    blocks = BLOCK.findall(readme)
    pictures = PICTURE.findall(readme)
    environment = os.environ | {
        "BROWSER": str(root / "tests" / "support" / "browser"),
        "PATH": f"{consentctl.parent}{os.pathsep}{os.environ['PATH']}",
    }
    with tempfile.TemporaryDirectory() as place:
        for block in blocks:
            wrong = list(check_block(consentctl, block, environment, pathlib.Path(place)))
            yield block.splitlines()[0], not wrong, *wrong

    shown = {root / file for _description, file in pictures}
    kept = set((root / "data" / "screenshots").iterdir())
    yield "it shows the pictures that there are", shown == kept


tap.report(list_points(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()))
