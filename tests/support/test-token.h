/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TEST_TENANT "aaaabbbb-0000-cccc-1111-dddd2222eeee"
#define TEST_CLIENT "00001111-aaaa-2222-bbbb-3333cccc4444"

/* Secrets begin with this, so that a search for it finds them wherever they should not be. */
#define TEST_SECRET "hush-"

/* Returns: (transfer full): an id_token of these claims, with a signature that is none */
char *test_id_token_new (const char *claims);

/* @issuer: what the token's "iss" begins with, up to the tenant
 * @nonce: (nullable)
 * @more: (nullable): further members, each with a comma before it
 * Returns: (transfer full): claims of someone in TEST_TENANT, valid now */
char *test_claims_new (const char *issuer,
                       const char *nonce,
                       const char *more);

/* Returns: (transfer full): an answer of the token endpoint */
char *test_token_answer_new (const char *claims);

G_END_DECLS
