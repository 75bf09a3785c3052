/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-practice-classification.h"
#include "consent-practice-scenario.h"
#include "consent-practice-tickets.h"
#include "consent-service.h"

G_BEGIN_DECLS

#define CONSENT_PRACTICE_DELAY 4000

/**
 * ConsentPracticeState:
 * @scenario: the row of the table
 * @service: whose approval is practiced
 * @approvals: approval pages that are open in a browser
 * @sign_ins: sign-in pages that are open in a browser
 * @codes: authorization codes
 * @devices: device codes
 * @device_pages: pages about a device code that are open in a browser
 * @access_tokens: access tokens
 * @refresh_tokens: refresh tokens
 * @classifications: what Graph's permissions are classified as
 * @delay: how many milliseconds Graph takes to show an approval
 *
 * What has happened in one scenario since the server was made. It lives in memory only.
 */
typedef struct
{
  const ConsentPracticeScenario *scenario;
  ConsentService *service;
  ConsentPracticeTickets *approvals;
  ConsentPracticeTickets *sign_ins;
  ConsentPracticeTickets *codes;
  ConsentPracticeTickets *devices;
  ConsentPracticeTickets *device_pages;
  ConsentPracticeTickets *access_tokens;
  ConsentPracticeTickets *refresh_tokens;
  ConsentPracticeClassifications *classifications;
  guint delay;

  /*< private >*/
  gint64 approved_at;
  GHashTable *asked_before;
} ConsentPracticeState;

ConsentPracticeState *consent_practice_state_new  (const ConsentPracticeScenario *scenario,
                                                   ConsentService                *service);
void                  consent_practice_state_free (ConsentPracticeState          *self);

/* Whether the scenario has @trait. */
gboolean consent_practice_state_is (ConsentPracticeState *self,
                                    ConsentPracticeTraits trait);

/* Someone accepted. Accepting again changes nothing. */
void consent_practice_state_approve (ConsentPracticeState *self);

/**
 * consent_practice_state_is_visible:
 *
 * Microsoft's directory is told of an approval at once but shows it later (reference, 5.12).
 *
 * Returns: whether Graph shows the approval
 */
gboolean consent_practice_state_is_visible (ConsentPracticeState *self);

/**
 * consent_practice_state_must_wait:
 * @address: what is asked for
 *
 * Returns: the seconds to wait before asking for @address again, 0 to go ahead
 */
guint consent_practice_state_must_wait (ConsentPracticeState *self,
                                        const char           *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentPracticeState, consent_practice_state_free)

G_END_DECLS
