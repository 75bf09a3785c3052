/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * consent_body_parse:
 * @data: (array length=length): what came from outside
 * @size: (out) (optional): roughly how many bytes of memory the result takes
 * @error: return location for a %CONSENT_ERROR_TOO_DEEP, _TOO_LARGE or _BAD_RESPONSE
 *
 * Parses JSON that nobody vouches for. The parser underneath recurses, and takes more than JSON
 * (comments, single quotes, broken surrogates, octal escapes, text after the end), so the text is
 * looked through first (RFC 8259). Small values take a hundred times the memory of their text, so
 * there is a limit to what they take together.
 *
 * Returns: (transfer full): an immutable object or array, or %NULL
 */
JsonNode *consent_body_parse (const char  *data,
                              gsize        length,
                              gsize       *size,
                              GError     **error);

/**
 * consent_body_get_string:
 * @node: (nullable): any node
 * @name: a member
 *
 * For where a member of another type means the same as none; consent-json.h tells them apart.
 *
 * Returns: (transfer none) (nullable): the member, if @node is an object that has it as a string
 */
const char *consent_body_get_string (JsonNode   *node,
                                     const char *name);

/**
 * consent_body_get_int:
 * @fallback: returned if @node is no object that has @name as a whole number
 */
gint64 consent_body_get_int (JsonNode   *node,
                             const char *name,
                             gint64      fallback);

G_END_DECLS
