/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-practice-call.h"
#include "consent-practice-records.h"

G_BEGIN_DECLS

/**
 * ConsentPracticeAnswer:
 * @records: what is on record
 * @keys: what stands in the path for each "*"
 *
 * What a path of Graph says to those who may use it, or a refusal (reference, 5.3 to 5.10). One for
 * each kind of resource; the table in consent-practice-paths.c names them all.
 */
typedef void (ConsentPracticeAnswer) (ConsentPracticeCall     *call,
                                      ConsentPracticeRecords  *records,
                                      char                   **keys);

ConsentPracticeAnswer consent_practice_answer_organization;
ConsentPracticeAnswer consent_practice_answer_me;
ConsentPracticeAnswer consent_practice_answer_member_of;
ConsentPracticeAnswer consent_practice_answer_roles;
ConsentPracticeAnswer consent_practice_answer_service_principals;
ConsentPracticeAnswer consent_practice_answer_service_principal;
ConsentPracticeAnswer consent_practice_answer_grants;
ConsentPracticeAnswer consent_practice_answer_own_grants;
ConsentPracticeAnswer consent_practice_answer_app_roles;
ConsentPracticeAnswer consent_practice_answer_classifications;
ConsentPracticeAnswer consent_practice_answer_classify;
ConsentPracticeAnswer consent_practice_answer_declassify;
ConsentPracticeAnswer consent_practice_answer_authorization;
ConsentPracticeAnswer consent_practice_answer_workflow;
ConsentPracticeAnswer consent_practice_answer_requests;

G_END_DECLS
