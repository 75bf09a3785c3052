# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for all that a window tells a screen reader, whatever it shows."""

import collections

from .screen_reader import Role

PICTURES = (Role.ICON, Role.IMAGE)


def own_elements(reader):
    """Returns what the window with the focus has: a dialog keeps people from what is behind it."""
    reader.wait_until(reader.focused, "a focus")
    elements = reader.elements(has_window)
    window = next(element for element in reversed(elements) if element.is_focused).window
    return [element for element in elements if element.window is window]


def has_window(element):
    return element.window is not None


def own_controls(elements):
    """Returns what a page or a dialog and its header bar have; not the toolkit's own."""
    return [
        control
        for control in elements
        if control.is_control
        # Minimize, Maximize and Close, which the keyboard reaches by the desktop's shortcuts.
        and not control.description.endswith("the window")
        # An expander's row holds the named row that is pressed, and the rows that it unfolds.
        and not (control.role == Role.LIST_ITEM and has_rows(control))
    ]


def has_rows(element):
    return any(inner.role == Role.LIST_ITEM for inner in list(element.walk())[1:])


def is_arrow(picture):
    """Whether it is the arrow of an expander's row, which libadwaita 1.2 tells of. The row that is
    pressed is in the first of two lists in the expander's own row."""
    way = picture.ancestors
    rows = [at for at, element in enumerate(way) if element.role == Role.LIST_ITEM]
    return len(rows) > 1 and way[rows[-2] + 2].role == Role.LIST and way[rows[-2] + 2].is_first


def check_controls(elements):
    """Every control has a name, and no two of a kind have the same."""
    controls = own_controls(elements)
    assert controls, "there is nothing to work with"
    nameless = [control.where() for control in controls if not control.name]
    assert not nameless, f"without a name: {nameless}"

    names = collections.Counter(str(control) for control in controls)
    twice = [name for name, count in names.items() if count > 1]
    assert not twice, f"named alike: {twice}"


def check_pictures(elements):
    """Every picture that is not mere decoration is described; decoration is not told at all."""
    bare = [
        element.where()
        for element in elements
        if element.role in PICTURES
        and not (element.name or element.description)
        and not is_arrow(element)
    ]
    assert not bare, f"without a description: {bare}"


def check_tree(reader):
    """Returns what it looked at."""
    elements = own_elements(reader)
    check_controls(elements)
    check_pictures(elements)
    return elements
