/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-classifier.h"
#include "consent-setup.h"
#include "widgets/consent-message-card.h"

G_BEGIN_DECLS

/**
 * ConsentClassifyResult:
 * @kind: how it is marked
 * @message: what people are told
 *
 * What came of classifying permissions, or why nothing came of it. What came of each permission stands
 * in its row.
 */
typedef struct
{
  ConsentMessageKind kind;
  ConsentMessage *message;
} ConsentClassifyResult;

/* After adding, and after taking back. */
ConsentClassifyResult *consent_classify_result_new_added  (ConsentClassifier *classifier,
                                                           ConsentService    *service);
ConsentClassifyResult *consent_classify_result_new_undone (ConsentClassifier *classifier);
/* The person stopped it in the middle. */
ConsentClassifyResult *consent_classify_result_new_stopped (void);
/* Nothing of what was wanted has to be added, or can be. */
ConsentClassifyResult *consent_classify_result_new_nothing (void);
/* The check before it found that adding would not help. */
ConsentClassifyResult *consent_classify_result_new_useless (ConsentSetup *setup);
/* The sign-in was one of another organization. */
ConsentClassifyResult *consent_classify_result_new_elsewhere (const ConsentReport *report);
ConsentClassifyResult *consent_classify_result_new_failed    (const GError   *error,
                                                              ConsentService *service);

void consent_classify_result_free (ConsentClassifyResult *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentClassifyResult, consent_classify_result_free)

G_END_DECLS
