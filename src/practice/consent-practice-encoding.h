/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Fills @bytes with what nobody can guess. */
void  consent_practice_fill_random (guint8 *bytes,
                                    gsize   length);

/* (transfer full): @bytes in base64url without padding (RFC 4648, 5) */
char *consent_practice_base64url (gconstpointer bytes,
                                  gsize         length);

/* (transfer full): the code challenge for @verifier (RFC 7636, 4.2, method S256) */
char *consent_practice_code_challenge (const char *verifier);

G_END_DECLS
