#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-completion.py SHELL COMPLETION PROGRAM: what a shell offers for consentctl.

The cases are the same for each shell; offer.SHELL asks it.
"""

import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
# Only what is broken takes this long.
PATIENCE = 30


def read_cases():
    for line in (HERE / "cases").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            typed, offered = line.split("|")
            yield typed.removesuffix(" "), sorted(offered.split())


def main():
    shell, completion, program = sys.argv[1:]
    completion = pathlib.Path(completion).resolve()
    name = pathlib.Path(shell).name
    environment = os.environ | {
        "PATH": f"{pathlib.Path(program).resolve().parent}{os.pathsep}{os.environ['PATH']}",
        "TERM": "dumb",
    }
    cases = list(read_cases())
    failed = False

    print(f"1..{len(cases)}")
    for number, (line, wanted) in enumerate(cases, 1):
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
        print(f"{'ok' if offered == wanted else 'not ok'} {number} {line}")
        if offered != wanted:
            failed = True
            print(f"# offered {offered}, wanted {wanted}")
            print("".join(f"# {said}\n" for said in result.stderr.splitlines()), end="")
    return 1 if failed else 0


sys.exit(main())
