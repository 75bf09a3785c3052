/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * consent_form_encode:
 * @first_name: (nullable): name of a field, followed by its value, and so on up to %NULL; a field
 *   whose value is %NULL is left out
 *
 * Returns: (transfer full): the fields as in a form, or in an address after "?"
 */
char *consent_form_encode (const char *first_name,
                           ...) G_GNUC_NULL_TERMINATED;

/**
 * consent_form_message_new:
 * @address: where it goes
 * @first_name: as for consent_form_encode(); there must be one
 *
 * Returns: (transfer full): a POST of these fields, which are wiped from memory with it
 */
SoupMessage *consent_form_message_new (const char *address,
                                       const char *first_name,
                                       ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
