/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-practice-request.h"

G_BEGIN_DECLS

/* Everything behind /graph: reference, section 5. */
void consent_practice_graph_answer (ConsentPracticeRequest *request);

G_END_DECLS
