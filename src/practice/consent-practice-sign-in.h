/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-practice-request.h"
#include "consent-practice-session.h"

G_BEGIN_DECLS

/**
 * ConsentPracticeSignIn:
 * @session: what the tokens will stand for
 * @redirect_uri: as it came, letter by letter
 * @state: (nullable): comes back as it came
 * @challenge: (nullable): what the code verifier must hash to
 * @redeemed: whether the code was used
 *
 * A sign-in by browser, first while its page is open and then behind its code.
 */
typedef struct
{
  ConsentPracticeSession *session;
  char *redirect_uri;
  char *state;
  char *challenge;
  gboolean redeemed;
} ConsentPracticeSignIn;

/**
 * consent_practice_sign_in_find_client:
 * @detail: (out) (transfer none): what the refusal is about
 *
 * Reads client_id of any of the sign-in addresses.
 *
 * Returns: (nullable): the app, or %NULL with @code set to the AADSTS code of the refusal
 */
const ConsentPracticeClient *consent_practice_sign_in_find_client (ConsentPracticeRequest  *request,
                                                                   int                     *code,
                                                                   const char             **detail);

/* (transfer full): the address of the scenario's Graph, as the caller names this machine */
char *consent_practice_sign_in_get_graph (ConsentPracticeRequest *request);

/* GET and POST {tenant}/oauth2/v2.0/authorize: reference, 4.2 and 4.3. */
void consent_practice_sign_in_answer (ConsentPracticeRequest *request);

G_END_DECLS
