# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs functions as test points and reports them in TAP."""

import traceback


def run(*points):
    """Runs each function, named by the first line of its docstring; returns an exit status."""
    print("TAP version 13", flush=True)
    print(f"1..{len(points)}", flush=True)
    failed = 0
    for number, point in enumerate(points, 1):
        name = point.__doc__.splitlines()[0].rstrip(".")
        try:
            point()
        except Exception:
            failed += 1
            print(f"not ok {number} {name}")
            for line in traceback.format_exc().splitlines():
                print(f"# {line}", flush=True)
        else:
            print(f"ok {number} {name}", flush=True)
    return 1 if failed else 0
