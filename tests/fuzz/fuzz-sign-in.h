/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-token.h"

G_BEGIN_DECLS

#define FUZZ_CLIENT "00001111-aaaa-2222-bbbb-3333cccc4444"
#define FUZZ_TENANT "aaaabbbb-0000-cccc-1111-dddd2222eeee"
#define FUZZ_NONCE "n"

/* Reads @json as the answer to a sign-in, and asserts that what comes of it is for nobody else. */
void fuzz_read_token (JsonNode *json);

G_END_DECLS
