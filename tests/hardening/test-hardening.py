#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-hardening.py READELF LIBRARY PROGRAM...: programs that make it hard to take them over.

Looks at what was built, since flags may get lost on the way there.
"""

import pathlib
import re
import subprocess
import sys

import tap


def read(readelf, file):
    command = [readelf, "--wide", "--headers", "--dynamic", "--notes", "--dyn-syms", file]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def list_marks(said):
    """Yields what has to hold of a program, and whether it does."""
    yield "can lie anywhere in memory", re.search(r"Type:\s+DYN", said) and re.search(r"Flags:.*\bPIE\b", said)
    yield "has its tables bound at once", re.search(r"\(FLAGS_1\).*\bNOW\b", said)
    yield "has its tables read-only then", "GNU_RELRO" in said
    yield "runs nothing on the stack", re.search(r"GNU_STACK .* RW ", said)
    yield "loads nothing that can be written", not re.search(r"\bLOAD .* RWE ", said)
    yield "guards the stack", "__stack_chk_fail" in said
    yield "checks the sizes of buffers", re.search(r"__\w+_chk@", said)
    yield "looks for libraries where the system has them", not re.search(r"\((RPATH|RUNPATH)\)", said)


def marks_jumps(said):
    """Says whether jumps have to end on a mark, and returns are kept twice (CET), where there is that.

    A program says so only if the C library's part of it has it, too, which it has not on Debian 12.
    So this is asked of a library of ours."""
    objects = said.split("\nFile: ")
    return all("x86 feature: IBT, SHSTK" in text for text in objects if "X86-64" in text)


def needs_no_display(said):
    """Says whether the program is linked to nothing that shows windows."""
    return not re.search(r"\(NEEDED\).*\[lib(gtk|gdk|adwaita|X11|wayland)", said)


def list_points(readelf, library, *programs):
    """Yields what has to hold, and whether it does."""
    yield "what is compiled marks where jumps may end", marks_jumps(read(readelf, library))
    for program in programs:
        for name, passed in list_marks(read(readelf, program)):
            yield f"{pathlib.Path(program).name} {name}", passed
        if pathlib.Path(program).name == "consentctl":
            yield "consentctl needs no display", needs_no_display(read(readelf, program))


tap.report(list_points(*sys.argv[1:]))
