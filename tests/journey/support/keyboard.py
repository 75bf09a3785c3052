# SPDX-License-Identifier: GPL-3.0-or-later
"""Real key events on the display, as from a keyboard."""

import subprocess


def press(*keys):
    """Presses keys by their X names, such as "Tab", "Return" or "alt+n"."""
    subprocess.run(["xdotool", "key", "--delay", "30", *keys], check=True)


def write(text):
    """Types a text letter by letter."""
    subprocess.run(["xdotool", "type", "--delay", "15", text], check=True)
