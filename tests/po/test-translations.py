#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-translations.py SOURCE-ROOT: every language says everything, and in the form that is needed.

Complete means complete as of now: the template that translators get is made anew from the sources.
"""

import configparser
import gettext
import pathlib
import re
import subprocess
import sys
import tempfile

import tap
from template import make_template

# What programs fill in; a translation may move these, but not lose or invent one.
MARKERS = re.compile(r"%(?:\d+\$)?[a-z%]|\{[a-z_-]+\}")
POSITION = re.compile(r"\d+\$")

# The letter that Alt presses, marked in labels of the wizard alone.
ACCESS_KEY = re.compile(r"_(?=\w)")
NAME_WITH_UNDERSCORE = re.compile(r"\w+_\w+_\w+|[A-Z]{2,}_[A-Z]+|redirect_uri|code_\w+")


class Texts:
    """The texts of the program, and what one language makes of them."""

    def __init__(self, root, scratch):
        self._root = root
        self._scratch = scratch
        self._template = scratch / "template.pot"
        make_template(root, self._template)
        self.languages = (root / "po" / "LINGUAS").read_text(encoding="utf-8").split()

    def file(self, language):
        return self._root / "po" / f"{language}.po"

    def compare(self, language):
        """Says what the language lacks, or has only roughly (fuzzy)."""
        run(["msgcmp", str(self.file(language)), str(self._template)], self._root)

    def check_form(self, language):
        """Says what gettext itself finds wrong: formats, plurals, the header, ends of lines."""
        run(["msgfmt", "--check", "--output-file=/dev/null", str(self.file(language))], self._root)

    def pairs(self, language, files="--invert-match"):
        """Returns the texts and their translations, of the source files chosen as msggrep does."""
        part = self._scratch / "part.po"
        binary = self._scratch / "part.mo"
        run(["msggrep", files, f"--output-file={part}", self.file(language)], self._root)
        run(["msgfmt", f"--output-file={binary}", part], self._root)
        with binary.open("rb") as file:
            catalog = gettext.GNUTranslations(file)._catalog
        # Plural forms come as (text, number), contexts in front of the text.
        texts = [(key[0] if isinstance(key, tuple) else key, value) for key, value in catalog.items()]
        return [(text.split("\4")[-1], value) for text, value in texts if text]


def run(command, directory):
    result = subprocess.run(command, cwd=directory, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def markers(text):
    found = [POSITION.sub("", marker) for marker in MARKERS.findall(text)]
    # A form for exactly one thing need not say the number.
    return sorted(marker for marker in found if marker not in ("%u", "%d"))


def has_access_key(text):
    return len(ACCESS_KEY.findall(NAME_WITH_UNDERSCORE.sub("", text)))


def check_markers(texts, language):
    wrong = [pair for pair in texts.pairs(language) if markers(pair[0]) != markers(pair[1])]
    assert not wrong, wrong


def check_access_keys(texts, language):
    wrong = [
        pair
        for pair in texts.pairs(language, "--location=src/wizard/*")
        if has_access_key(pair[0]) != has_access_key(pair[1])
    ]
    assert not wrong, wrong


def check_regions(texts, language):
    # The names are the same in every kind of English.
    if language.startswith("en"):
        return
    profile = configparser.ConfigParser(interpolation=None)
    profile.optionxform = str
    profile.read(sys.argv[1] + "/data/service.profile", encoding="utf-8")
    # The service's own name and its support's are the same everywhere.
    regions = [name for name in profile.sections() if name != "Service"]
    missing = [name for name in regions if f"Name[{language}]" not in profile[name]]
    assert regions and not missing, missing


CHECKS = {
    "says everything": Texts.compare,
    "has the right form": Texts.check_form,
    "keeps every marker": check_markers,
    "keeps every access key": check_access_keys,
    "names the regions": check_regions,
}


def list_points(texts):
    """Yields what has to hold, whether it does, and what is wrong."""
    for language in texts.languages:
        for name, check in CHECKS.items():
            wrong = ""
            try:
                check(texts, language)
            except AssertionError as error:
                wrong = str(error)
            yield f"{language} {name}", not wrong, wrong


with tempfile.TemporaryDirectory() as scratch:
    tap.report(list_points(Texts(pathlib.Path(sys.argv[1]), pathlib.Path(scratch))))
