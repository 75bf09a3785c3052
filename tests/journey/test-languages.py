#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The wizard in other languages: all of it is translated, and it is all still there."""

import re
import sys

from support import languages, tap
from support.screen_reader import Role
from support.wizard import ERROR_ENTRY, practice

# What is the same in every language: names of people, places and products, and addresses. And what
# GTK says itself, which is in Hebrew here.
SAME = re.compile(
    r"TrackerRMS|Microsoft|Consent Wizard|United (?:Kingdom|States)|Fresh Start Recruiting"
    r"|[0-9a-f]{8}(?:-[0-9a-f]+){4}|AADSTS\d*|https?:\S+|[\w.@-]+\.[\w.-]+|[\u0590-\u05ff]+"
)
# A pattern is looked for as it stands, whatever language is spoken.
IN_ENGLISH = re.compile("Main Menu")
WORD = re.compile(r"[^\W\d_]{2,}")

LANGUAGES = (languages.ROOT / "po" / "LINGUAS").read_text(encoding="utf-8").split()


def check_texts(wizard):
    """Whatever can be read there went through translation."""
    unmarked = [
        text
        for element in wizard.reader.elements()
        for text in (element.name, element.text)
        if not languages.is_translated(text) and WORD.search(SAME.sub(" ", text))
    ]
    assert not unmarked, unmarked


def is_left_of(reader, one, other):
    return reader.find(one).place[0] < reader.find(other).place[0]


def walk(wizard):
    """Goes to the last page, without a browser, and looks at every page on the way."""
    check_texts(wizard)
    wizard.get_started()
    check_texts(wizard)
    wizard.reader.press("Show me where to find it", Role.LIST_ITEM)
    wizard.wait_for_action("Next Step")
    check_texts(wizard)
    wizard.reader.press("Show me where to find it", Role.LIST_ITEM)
    wizard.name_organization()
    check_texts(wizard)
    wizard.choose_region()
    check_texts(wizard)
    wizard.open_approval_page()
    wizard.choose("I saw an error")
    wizard.reader.write(ERROR_ENTRY, "AADSTS90094")
    wizard.reader.wait_for_text("An administrator has to approve")
    check_texts(wizard)
    wizard.accepted()
    wizard.choose("Microsoft’s own tool")
    check_texts(wizard)
    wizard.skip_check()
    check_texts(wizard)
    wizard.press("Next")
    wizard.wait_for_page("Done")
    check_texts(wizard)


def pseudo_language():
    """Nothing is left in English, what is longer fits, and right to left is mirrored."""
    with practice(**languages.use(languages.PSEUDO, right_to_left=True)) as wizard:
        wizard.wait_for_action("Get Started")
        assert is_left_of(wizard.reader, "Main Menu", "Back"), "it is not mirrored"
        walk(wizard)


def every_language():
    """The wizard speaks each of its languages."""
    for language in LANGUAGES:
        with practice(**languages.use(language)) as wizard:
            wizard.wait_for_action("Get Started")
            is_english = wizard.reader.find(IN_ENGLISH) is not None
            assert is_english == language.startswith("en"), language
            wizard.get_started()


sys.exit(tap.run(pseudo_language, every_language))
