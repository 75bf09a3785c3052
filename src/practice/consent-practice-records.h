/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-practice-session.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * ConsentPracticeRecords:
 *
 * What is in the directory of one scenario at this moment, made from data/practice-graph.json and
 * from what has happened: plain objects and lists as Graph shows them (reference, 5.3 to 5.10).
 */
typedef struct _ConsentPracticeRecords ConsentPracticeRecords;

ConsentPracticeRecords *consent_practice_records_new  (ConsentPracticeState   *state);
void                    consent_practice_records_free (ConsentPracticeRecords *self);

/* All of these: (transfer none). */
JsonArray  *consent_practice_records_get_organization       (ConsentPracticeRecords       *self);
JsonObject *consent_practice_records_get_me                 (ConsentPracticeRecords       *self,
                                                             const ConsentPracticeAccount *account);
JsonArray  *consent_practice_records_get_member_of          (ConsentPracticeRecords       *self,
                                                             const ConsentPracticeAccount *account);
JsonArray  *consent_practice_records_get_service_principals (ConsentPracticeRecords       *self);
JsonArray  *consent_practice_records_get_grants             (ConsentPracticeRecords       *self);
JsonObject *consent_practice_records_get_authorization      (ConsentPracticeRecords       *self);
JsonObject *consent_practice_records_get_workflow           (ConsentPracticeRecords       *self);
JsonArray  *consent_practice_records_get_requests           (ConsentPracticeRecords       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentPracticeRecords, consent_practice_records_free)

G_END_DECLS
