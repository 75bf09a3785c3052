# SPDX-License-Identifier: GPL-3.0-or-later
"""The template that translators get, made anew from the sources."""

import subprocess

# As meson's preset "glib" has it, which makes the template for translators.
KEYWORDS = (
    "_",
    "N_",
    "C_:1c,2",
    "NC_:1c,2",
    "g_dcgettext:2",
    "g_dngettext:2,3",
    "g_dpgettext2:2c,3",
)


def make_template(root, template):
    """Writes all texts in the sources under root that are marked for translation."""
    keywords = [f"--keyword={keyword}" for keyword in KEYWORDS]
    files = [f"--directory={root}", f"--files-from={root}/po/POTFILES.in", f"--output={template}"]
    subprocess.run(["xgettext", "--from-code=UTF-8", *keywords, *files], check=True)
