#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-software-list.py METAINFO DESKTOP-ENTRY SCREENSHOTS: what software lists and menus show.

Beyond what the validators ask for, which is little.
"""

import configparser
import pathlib
import sys
import xml.etree.ElementTree as ElementTree

import tap

KEYWORDS = {"Outlook", "Office365", "Admin rights"}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def untranslated(elements):
    return [element.text for element in elements if LANGUAGE not in element.attrib]


def list_points(component, entry, screenshots):
    """Yields what has to hold, and whether it does."""
    action = entry["Desktop Action practice"]
    main = entry["Desktop Entry"]
    application = component.findtext("id")
    pictures = component.findall("screenshots/screenshot")
    files = [picture.findtext("image").rsplit("/", 1)[1] for picture in pictures]
    schemes = {color.get("scheme_preference") for color in component.iterfind("branding/color[@type='primary']")}
    keywords = set(untranslated(component.iterfind("keywords/keyword")))
    captions = [untranslated(picture.iterfind("caption"))[0] for picture in pictures]

    yield "the metainfo has the keywords of the help article", KEYWORDS <= keywords
    yield "the desktop entry has the keywords of the help article", KEYWORDS <= set(main["Keywords"].split(";"))
    yield "the summary fits", 10 <= len(untranslated(component.iterfind("summary"))[0]) <= 35
    yield "there are colors for light and dark", schemes == {"light", "dark"}
    yield "the content is rated", component.find("content_rating[@type='oars-1.1']") is not None
    yield "the release has notes", component.find("releases/release/description/p") is not None
    yield "each picture is described", captions and all(0 < len(caption) <= 100 for caption in captions)
    yield "each picture is there", set(files) <= {file.name for file in screenshots.iterdir()}
    yield "the metainfo leads to the desktop entry", component.findtext("launchable") == f"{application}.desktop"
    yield "the icon has the application's name", main["Icon"] == application
    yield "the session bus starts it", main["DBusActivatable"] == "true"
    yield "it may begin with practice", main["Actions"] == "practice;" and action["Exec"] == "consent-wizard --practice"


def main():
    component = ElementTree.parse(sys.argv[1]).getroot()
    entry = configparser.RawConfigParser(delimiters="=", comment_prefixes="#")
    entry.optionxform = str
    entry.read(sys.argv[2], encoding="utf-8")

    tap.report(list_points(component, entry, pathlib.Path(sys.argv[3])))


main()
