/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ConsentSecret:
 *
 * Text that must not outlive its use: `g_autoptr (ConsentSecret)` wipes it before it is freed.
 */
typedef char ConsentSecret;

/* Overwrites @self, which may be %NULL, and leaves it empty. */
void consent_secret_wipe (ConsentSecret *self);

/* Overwrites and frees @self, which may be %NULL. */
void consent_secret_free (ConsentSecret *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentSecret, consent_secret_free)

/**
 * consent_secret_new_random:
 *
 * Returns: (transfer full): 32 bytes from the kernel, as 43 characters that fit into addresses
 *   (base64url): a state, a nonce, or a code verifier (RFC 7636, 4.1)
 */
ConsentSecret *consent_secret_new_random (void);

/**
 * consent_secret_hash:
 *
 * Returns: (transfer full): the code challenge of the verifier @self, method S256 (RFC 7636, 4.2)
 */
char *consent_secret_hash (const ConsentSecret *self);

/**
 * consent_secret_decode:
 * @text: base64url without padding
 * @length: length of @text
 * @out_length: (out): length of what is returned
 *
 * Returns: (transfer full) (nullable): what @text stands for, with a NUL behind it; %NULL if it is
 *   no base64url
 */
char *consent_secret_decode (const char *text,
                             gsize       length,
                             gsize      *out_length);

G_END_DECLS
