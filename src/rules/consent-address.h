/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CONSENT_ADDRESS_MAX_CHARS:
 *
 * A page of text; no address that a person copies is longer.
 */
#define CONSENT_ADDRESS_MAX_CHARS (32 * 1024)

/**
 * consent_address_decode:
 * @text: the value of a parameter, or a whole text with addresses in it
 *
 * Undoes the form encoding of an address. Other text passes as it is, but for its plus signs.
 *
 * Returns: (transfer full): one line, cleaned by consent_text_clean()
 */
char *consent_address_decode (const char *text);

/**
 * consent_address_find_parameter:
 * @text: text with an address in it
 * @name: name of a parameter of its query or fragment
 *
 * Returns: (transfer full) (nullable): the first value of @name, decoded, or %NULL
 */
char *consent_address_find_parameter (const char *text,
                                      const char *name);

G_END_DECLS
