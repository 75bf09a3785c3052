/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-practice-request.h"

G_BEGIN_DECLS

/* GET {tenant}/v2.0/.well-known/openid-configuration: reference, section 1. */
void consent_practice_directory_answer (ConsentPracticeRequest *request);

G_END_DECLS
