/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-practice-call.h"

G_BEGIN_DECLS

/**
 * consent_practice_batch_answer:
 * @call: a POST of $batch
 *
 * Answers several calls at once (reference, 5.11). The parts come back in another order than they
 * were sent, which Microsoft reserves the right to do.
 */
void consent_practice_batch_answer (ConsentPracticeCall *call);

G_END_DECLS
