/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-token.h"

G_BEGIN_DECLS

/* What make_token() carries. */
#define MAKE_TOKEN_SECRET "hush-access"

/* Returns: (transfer full): a sign-in to @tenant_id that was granted @scopes */
ConsentToken *make_token (const char *tenant_id,
                          const char *scopes);

G_END_DECLS
