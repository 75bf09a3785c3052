/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-verification.h"

G_BEGIN_DECLS

/*
 * Takes the place of ConsentVerification where it is linked: does nothing by itself, and remembers what it
 * was asked, so that a test can answer in any way and in its own time.
 */

/**
 * FakeAsked:
 * @FAKE_ASKED_NOTHING: nothing is under way
 * @FAKE_ASKED_SIGN_IN: a sign-in is under way
 * @FAKE_ASKED_READ: reading is under way
 */
typedef enum {
  FAKE_ASKED_NOTHING,
  FAKE_ASKED_SIGN_IN,
  FAKE_ASKED_READ,
} FakeAsked;

/* The newest that is alive, or %NULL. */
ConsentVerification *fake_verification_get (void);
/* How many are alive, and how many tokens they hold together. */
guint                fake_verification_count_alive  (void);
guint                fake_verification_count_tokens (void);

FakeAsked   fake_verification_get_asked         (ConsentVerification *self);
const char *fake_verification_get_tenant_id     (ConsentVerification *self);
const char *fake_verification_get_region_id     (ConsentVerification *self);
const char *fake_verification_get_client_id     (ConsentVerification *self);
const char *fake_verification_get_login_hint    (ConsentVerification *self);
gboolean    fake_verification_get_device_code   (ConsentVerification *self);
gboolean    fake_verification_get_just_accepted (ConsentVerification *self);
/* (nullable): what was set last */
const char *fake_verification_get_scopes        (ConsentVerification *self);
const char *const *fake_verification_get_needed (ConsentVerification *self);

/* @graph: (nullable): what consent_verification_new_graph() gives out from now on, to whomever has a
 *   token. (transfer none): has to live as long as it may be asked for */
void fake_verification_set_graph (ConsentGraph *graph);

void fake_verification_set_stage (ConsentVerification *self,
                                  ConsentStage         stage);

/* Ends what is under way. */
void fake_verification_succeed_sign_in (ConsentVerification *self);
void fake_verification_succeed_read    (ConsentVerification *self,
                                        ConsentReport       *report);
void fake_verification_fail            (ConsentVerification *self,
                                        int                  code,
                                        const char          *message);

G_END_DECLS
