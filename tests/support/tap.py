# SPDX-License-Identifier: GPL-3.0-or-later
"""Reports in TAP what holds and what does not."""

import sys


def report(points):
    """Prints each point as soon as it is known, and ends the program.

    A point is a name, whether it holds, and, if there is more to say where it does not, a text.
    """
    number = 0
    failed = 0
    for number, (name, passed, *said) in enumerate(points, 1):
        print(f"{'ok' if passed else 'not ok'} {number} {name}")
        if not passed:
            failed += 1
            print("".join(f"# {line}\n" for text in said for line in str(text).splitlines()), end="")
        sys.stdout.flush()
    print(f"1..{number}")
    sys.exit(1 if failed else 0)
