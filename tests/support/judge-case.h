/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-judge.h"

G_BEGIN_DECLS

/*
 * Each file in tests/data/judge is one case: what the sign-in and Graph said, and what must come
 * of it. "base" names another case whose account, region and answers hold where this one has
 * none; an answer of null takes one away, and a list of answers are pages.
 */

/* Returns: (transfer full): the case of the file called @name, without its ending */
JsonObject *judge_case_load (const char *name);

/* Returns: (transfer full): what the sign-in and Graph said */
ConsentSnapshot *judge_case_make_snapshot (JsonObject *object);

/* Returns: (transfer full): what comes of it */
ConsentReport *judge_case_judge      (JsonObject *object);
ConsentReport *judge_case_new_report (const char *name);

G_END_DECLS
