/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-service.h"

G_BEGIN_DECLS

/**
 * ConsentMessage:
 * @title: what happened, one short sentence
 * @explanation: what it means for the person
 * @remedy: what to do now
 * @details: (nullable): technical details for support, untranslated; may hold text from outside,
 *   made safe to show
 *
 * What people are told. Plain text, never markup.
 */
typedef struct
{
  char *title;
  char *explanation;
  char *remedy;
  char *details;
} ConsentMessage;

/**
 * consent_message_new_for_error:
 * @error: any error; those outside %CONSENT_ERROR get a general text
 * @service: the service, whose name the texts use
 *
 * The one home of the words for each error code: both programs show the same.
 *
 * Returns: (transfer full): the translated message
 */
ConsentMessage *consent_message_new_for_error (const GError   *error,
                                               ConsentService *service);

void consent_message_free (ConsentMessage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentMessage, consent_message_free)

G_END_DECLS
