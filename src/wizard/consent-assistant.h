/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-page.h"

G_BEGIN_DECLS

/**
 * ConsentPageEntry:
 * @id: the page's name, such as "welcome"
 * @get_type: its class
 *
 * One row of a table of pages.
 */
typedef struct
{
  const char *id;
  GType (*get_type) (void);
} ConsentPageEntry;

/**
 * ConsentAssistant:
 *
 * One journey: the pages in their order, and the suggested button below them. Pages are made when
 * they are first needed and kept, so that going back loses nothing.
 *
 * Properties, all read only: "page" (the one that is shown), "step" (such as "Step 2 of 4"; %NULL on
 * the first page), "can-advance", "can-go-back", "can-cancel".
 */
#define CONSENT_TYPE_ASSISTANT (consent_assistant_get_type ())
G_DECLARE_FINAL_TYPE (ConsentAssistant, consent_assistant, CONSENT, ASSISTANT, AdwBin)

/**
 * consent_assistant_new:
 * @entries: (array zero-terminated=1): the pages in their order; must outlive the assistant
 */
ConsentAssistant *consent_assistant_new (ConsentContext         *context,
                                         const ConsentPageEntry *entries);

ConsentContext *consent_assistant_get_context     (ConsentAssistant *self);
ConsentPage    *consent_assistant_get_page        (ConsentAssistant *self);
const char     *consent_assistant_get_step        (ConsentAssistant *self);
gboolean        consent_assistant_get_can_advance (ConsentAssistant *self);
gboolean        consent_assistant_get_can_go_back (ConsentAssistant *self);
gboolean        consent_assistant_get_can_cancel  (ConsentAssistant *self);

/* Does what the suggested button does; nothing while it cannot be pressed. */
void consent_assistant_advance (ConsentAssistant *self);
/* Moves on without doing what the page is for. */
void consent_assistant_skip    (ConsentAssistant *self);
void consent_assistant_go_back (ConsentAssistant *self);
/* Ends the work that the page is busy with. */
void consent_assistant_cancel  (ConsentAssistant *self);

G_END_DECLS
