/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-classifier.h"
#include "consent-classify-result.h"
#include "consent-context.h"
#include "consent-need.h"

G_BEGIN_DECLS

/**
 * ConsentClassifyPhase:
 * @CONSENT_CLASSIFY_IDLE: nothing is under way
 * @CONSENT_CLASSIFY_SIGNING_IN: signing in, and reading how things stand
 * @CONSENT_CLASSIFY_ASKING: the person has to agree to what will be added
 * @CONSENT_CLASSIFY_CHANGING: adding, or taking back, and reading how things stand then
 */
typedef enum
{
  CONSENT_CLASSIFY_IDLE,
  CONSENT_CLASSIFY_SIGNING_IN,
  CONSENT_CLASSIFY_ASKING,
  CONSENT_CLASSIFY_CHANGING,
} ConsentClassifyPhase;

/**
 * ConsentClassifyRun:
 *
 * Classifies permissions as low, or takes that back, for somebody who watches: a sign-in with the
 * wider scope, a look at how things stand, the question, the changes one by one, and a look at how
 * things stand then, which goes into the setup. Has no window; its user shows the phases.
 *
 * Holds a token from the sign-in on until consent_classify_run_forget(). What was added stays known
 * for longer, so that it can be taken back.
 *
 * Signals:
 *
 * - "changed": the phase is another one, or the work in it
 * - "signing-in" (#ConsentVerification): whom to follow through the sign-in
 * - "ask": the person has to agree, see consent_classify_run_agree()
 * - "concluded" (#ConsentClassifyResult, gboolean may_use_code): what came of it, and whether a
 *   sign-in with a code may help; the phase is idle
 */
#define CONSENT_TYPE_CLASSIFY_RUN (consent_classify_run_get_type ())
G_DECLARE_FINAL_TYPE (ConsentClassifyRun, consent_classify_run, CONSENT, CLASSIFY_RUN, GObject)

ConsentClassifyRun *consent_classify_run_new (ConsentContext *context);

ConsentClassifyPhase consent_classify_run_get_phase (ConsentClassifyRun *self);
/* What is being done, in words, for as long as something is changed. */
const char          *consent_classify_run_get_work  (ConsentClassifyRun *self);
/* What there is to add and to take back. */
ConsentClassifier   *consent_classify_run_get_classifier (ConsentClassifyRun *self);

/* (nullable): the app registration to sign in with; a token for the one says nothing about another,
 * so that a new one forgets the sign-in. */
void consent_classify_run_set_client_id (ConsentClassifyRun *self,
                                         const char         *client_id);

/**
 * consent_classify_run_add:
 * @needed: (array zero-terminated=1): what a person found out that the service needs
 *
 * Signs in unless that was done, looks, and asks.
 */
void consent_classify_run_add (ConsentClassifyRun *self,
                               const char * const *needed);

/**
 * consent_classify_run_agree:
 * @needs: (nullable) (element-type ConsentNeed): what the person agrees to; %NULL: to nothing
 *
 * The answer to "ask". Without it, nothing is ever added.
 */
void consent_classify_run_agree (ConsentClassifyRun *self,
                                 GPtrArray          *needs);

/* Tries one again that was agreed to before. */
void consent_classify_run_retry (ConsentClassifyRun *self,
                                 const ConsentNeed  *need);

/* Takes back what was added. */
void consent_classify_run_undo  (ConsentClassifyRun *self);

/* Starts what was wanted last again, with a code to sign in. */
void consent_classify_run_use_code (ConsentClassifyRun *self);

/* Ends what is under way. What is being changed says itself how far it came. */
void consent_classify_run_cancel (ConsentClassifyRun *self);

/* Ends what is under way without a word, and wipes the token. */
void consent_classify_run_forget (ConsentClassifyRun *self);

G_END_DECLS
