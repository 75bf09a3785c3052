/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-snapshot.h"

G_BEGIN_DECLS

/* What consent-snapshot.c needs to fill a snapshot: the shape of each part's answer. Nobody
 * else includes this. */

void             consent_snapshot_parts_init   (ConsentSnapshot *self);
void             consent_snapshot_parts_clear  (ConsentSnapshot *self);

/* Reads the body of a success; the state says what it turned out to be. What was read up to a
 * fault is still there. */
ConsentPartState consent_snapshot_parts_take   (ConsentSnapshot *self,
                                                ConsentPart      part,
                                                JsonNode        *body);

/* Drops what was read of a part. */
void             consent_snapshot_parts_forget (ConsentSnapshot *self,
                                                ConsentPart      part);

G_END_DECLS
