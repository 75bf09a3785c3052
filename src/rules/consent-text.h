/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CONSENT_TEXT_LINE:
 *
 * How many characters of a name or a line from outside are kept: more than any real one has.
 */
#define CONSENT_TEXT_LINE 256

/**
 * consent_text_use_translations:
 *
 * Has every text from here on come in the person's language, as the environment's locale names it.
 * Each program calls this once, before anything else. A program that is not installed finds its
 * translations through the variable TEXTDOMAINDIR, which is gettext's own name for such a place.
 */
void consent_text_use_translations (void);

/**
 * consent_text_clean:
 * @text: (nullable): anything from outside, not necessarily UTF-8
 * @max_chars: how many characters to keep at most
 *
 * Makes one line of it that is safe to show: valid UTF-8, each run of white space, line ends
 * and control characters one space, without characters that turn the direction of what stands
 * around them, and cut with an ellipsis when it is too long.
 *
 * Returns: (transfer full): the line, empty for %NULL
 */
char *consent_text_clean (const char *text,
                          size_t      max_chars);

/**
 * consent_text_fill:
 * @text: a text with markers such as "{service}"
 * @name: (nullable): name of the first marker, without the braces
 * @...: what to put in its place, then further pairs, then %NULL
 *
 * Puts names and values into a text. They may come from outside, so they are put in as they are:
 * never through a format, and never looked at for markers again. Translators may move markers.
 *
 * Returns: (transfer full): the text
 */
char *consent_text_fill (const char *text,
                         const char *name,
                         ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
