#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-completion.py SHELL COMPLETION PROGRAM: what a shell offers for consentctl.

The cases are the same for each shell; offer.SHELL asks it.
"""

import os
import pathlib
import subprocess
import sys

import tap

HERE = pathlib.Path(__file__).parent
# Only what is broken takes this long.
PATIENCE = 30


def read_cases():
    for line in (HERE / "cases").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            typed, offered = line.split("|")
            yield typed.removesuffix(" "), sorted(offered.split())


def list_points(shell, completion, program):
    """Yields what is typed, whether the right things are offered, and what is instead."""
    completion = pathlib.Path(completion).resolve()
    name = pathlib.Path(shell).name
    environment = os.environ | {
        "PATH": f"{pathlib.Path(program).resolve().parent}{os.pathsep}{os.environ['PATH']}",
        "TERM": "dumb",
    }
    for line, wanted in read_cases():
        result = subprocess.run(
            [shell, HERE / f"offer.{name}", completion, line],
            cwd=HERE,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        offered = sorted(set(result.stdout.split()))
        yield line, offered == wanted, f"offered {offered}, wanted {wanted}", result.stderr


tap.report(list_points(*sys.argv[1:]))
