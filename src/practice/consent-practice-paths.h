/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-practice-call.h"

G_BEGIN_DECLS

/* Answers a call whose session is known: which paths there are, who may use them, and what they
 * say (reference, 5.2 to 5.10). */
void consent_practice_paths_answer (ConsentPracticeCall *call);

G_END_DECLS
