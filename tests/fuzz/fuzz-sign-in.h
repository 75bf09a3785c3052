/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-token.h"

G_BEGIN_DECLS

/* Reads @json as the answer to a sign-in, and asserts that what comes of it is for nobody else. */
void fuzz_read_token (JsonNode *json);

G_END_DECLS
