/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-practice-request.h"

G_BEGIN_DECLS

/* POST {tenant}/oauth2/v2.0/token: reference, 4.4 to 4.6. */
void consent_practice_token_answer (ConsentPracticeRequest *request);

G_END_DECLS
