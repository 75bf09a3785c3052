# SPDX-License-Identifier: GPL-3.0-or-later
"""The language that the wizard speaks, and with it the journey: both know the same translations.

The pseudo-language is English with accents on its vowels and a third longer, as German or Polish
are. What has no accent was not marked for translation; what does not fit will not fit in German.
"""

import configparser
import gettext
import pathlib
import re
import subprocess

from template import make_template

from .desktop import Desktop

DOMAIN = "consent-wizard"
PSEUDO = "qps"
ROOT = pathlib.Path(__file__).parents[3]

# GTK lays windows out as its own translation says; it asks for that language where ours has none.
RIGHT_TO_LEFT = "he"
GTK_CATALOG = pathlib.Path("/usr/share/locale") / RIGHT_TO_LEFT / "LC_MESSAGES" / "gtk40.mo"

ACCENTS = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")
ACCENTED = re.compile("[áéíóúÁÉÍÓÚ]")
LENGTHENING = "~" * 60

# What stands for itself: formats, markers, escapes, addresses, the names of Microsoft's errors.
# And the letter of an access key, which people have to find on their keyboard.
KEPT = re.compile(r"%(?:\d+\$)?[a-z]|_\w|\{[a-z_-]+\}|\\.|https?://\S+|AADSTS\w*|translator-credits")
HEADER = r"Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=n != 1;\n"
QUOTED = re.compile(r'^(msgstr(?:\[\d\])? )?"(.*)"$')

_catalog = None


def use(language, right_to_left=False):
    """Has journeys speak a language from here on; returns what the wizard's environment needs."""
    global _catalog
    place = Desktop.get().home / "locale"
    binary = place / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    if not binary.exists():
        binary.parent.mkdir(parents=True)
        source = make_pseudo(place) if language == PSEUDO else ROOT / "po" / f"{language}.po"
        run("msgfmt", f"--output-file={binary}", source)
    with binary.open("rb") as file:
        texts = gettext.GNUTranslations(file)._catalog
    # Those with a context come first: what has none is the more common meaning of a word.
    texts = sorted((key, value) for key, value in texts.items() if isinstance(key, str))
    texts.sort(key=lambda text: "\4" not in text[0])
    _catalog = {without_access_key(key): value for key, value in texts}
    _catalog |= profile_names(language)
    if right_to_left:
        language += f":{RIGHT_TO_LEFT}"
    return {"TEXTDOMAINDIR": str(place), "LANGUAGE": language}


def profile_names(language):
    """Returns the names that the service profile has for people, which it translates itself."""
    profile = configparser.ConfigParser(interpolation=None)
    profile.optionxform = str
    profile.read(ROOT / "data" / "service.profile", encoding="utf-8")
    groups = [profile[name] for name in profile.sections()]
    return {group["Name"]: group.get(f"Name[{language}]", group["Name"]) for group in groups}


def translated(text):
    """Returns the text as the wizard says it: without an access key, white space as one space."""
    if not _catalog or not isinstance(text, str):
        return text
    return " ".join(without_access_key(_catalog.get(text, text)).split())


def without_access_key(text):
    return re.sub(r"_(?=\w)", "", text.split("\4")[-1], count=1)


def is_translated(text):
    """Whether a text of the pseudo-language went through translation."""
    return ACCENTED.search(text) is not None


def make_pseudo(place):
    """Makes the translations of the pseudo-language from the sources."""
    template = place / "template.pot"
    source = place / f"{PSEUDO}.po"
    make_template(ROOT, template)
    run("msgen", "--no-wrap", f"--output-file={source}", template)
    lines = source.read_text(encoding="utf-8").splitlines()
    source.write_text("\n".join(pseudo_lines(lines)) + "\n", encoding="utf-8")
    return source


def pseudo_lines(lines):
    # The template's own header, up to an empty line, is a form to fill in.
    at = lines.index("")
    yield from ('msgid ""', f'msgstr "{HEADER}"')
    in_translation = False
    for line in lines[at:]:
        quoted = QUOTED.match(line)
        if line.startswith("msg"):
            in_translation = line.startswith("msgstr")
        yield f'{quoted[1] or ""}"{pseudo(quoted[2])}"' if in_translation and quoted else line


def pseudo(text):
    """Returns the text with accents, and longer; what stands for itself stays."""
    accented = []
    at = 0
    for kept in KEPT.finditer(text):
        accented += [text[at : kept.start()].translate(ACCENTS), kept[0]]
        at = kept.end()
    accented.append(text[at:].translate(ACCENTS))
    body = "".join(accented)
    end = re.search(r"(?:…|\\n|:|;)*$", body).start()
    return body[:end] + LENGTHENING[: len(text) // 3] + body[end:]


def run(*command):
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
