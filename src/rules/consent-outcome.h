/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-message.h"

G_BEGIN_DECLS

/**
 * ConsentOutcomeKind:
 * @CONSENT_OUTCOME_UNKNOWN: the text says nothing about it
 * @CONSENT_OUTCOME_ACCEPTED: the address says that the approval was accepted; no proof
 * @CONSENT_OUTCOME_CANCELLED: somebody pressed Cancel
 * @CONSENT_OUTCOME_ERROR: something went wrong
 */
typedef enum {
  CONSENT_OUTCOME_UNKNOWN,
  CONSENT_OUTCOME_ACCEPTED,
  CONSENT_OUTCOME_CANCELLED,
  CONSENT_OUTCOME_ERROR,
} ConsentOutcomeKind;

/**
 * ConsentOutcome:
 * @kind: what happened
 * @codes: digits of Microsoft's error codes in the order of the text, each once
 * @error: (nullable): the word that OAuth has for the error, such as "access_denied"
 * @tenant: (nullable): the tenant that the address names; no proof of anything
 * @correlation_id: (nullable): what Microsoft's support asks for, a GUID
 * @timestamp: (nullable): when it happened, as Microsoft writes it
 * @description: (nullable): Microsoft's own sentence, cleaned, without IDs
 * @similar: (nullable): where there is no code, the one whose advice fits
 *
 * What a pasted text says about the approval page or a sign-in. Nothing else of the text is
 * kept: no code or token of an address, and no address.
 */
typedef struct
{
  ConsentOutcomeKind kind;
  GStrv codes;
  char *error;
  char *tenant;
  char *correlation_id;
  char *timestamp;
  char *description;
  const char *similar;
} ConsentOutcome;

/**
 * consent_outcome_parse:
 * @text: (nullable): a message, a code ("65001", "AADSTS65001"), the text of a screenshot, the
 *   JSON of an error, or what stands in the address bar
 *
 * Understands what the approval page and the sign-in page answer (reference, 2.2 and 4.5).
 * "admin_consent=True" together with an error is no success: Microsoft sends it in both cases.
 *
 * Returns: (transfer full): what @text says; unknown if it says nothing
 */
ConsentOutcome *consent_outcome_parse (const char *text);

/**
 * consent_outcome_kind_get_id:
 *
 * Returns: its name for programs, such as "accepted"
 */
const char *consent_outcome_kind_get_id (ConsentOutcomeKind kind);

/**
 * consent_outcome_get_message:
 * @service: the service, whose name the texts use
 *
 * Returns: (transfer full): what to tell the person: the advice for the first code that is known,
 *   or a general text that keeps what support needs
 */
ConsentMessage *consent_outcome_get_message (const ConsentOutcome *self,
                                             ConsentService       *service);

void consent_outcome_free (ConsentOutcome *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentOutcome, consent_outcome_free)

G_END_DECLS
