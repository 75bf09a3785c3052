/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-directory.h"
#include "consent-practice-server.h"
#include "consent-setup.h"
#include "consent-verification.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ConsentContext:
 *
 * What one journey works with: the state that pages share, and the ways to ask Microsoft. Starting or
 * leaving a practice run makes a new one, so nothing is carried over between the two.
 */
#define CONSENT_TYPE_CONTEXT (consent_context_get_type ())
G_DECLARE_FINAL_TYPE (ConsentContext, consent_context, CONSENT, CONTEXT, GObject)

/**
 * consent_context_new:
 * @service: the service to approve
 * @settings: remembered choices
 * @error: return location: the endpoints' variables may be unusable
 *
 * Returns: (transfer full): a journey with the real Microsoft (or the replacements in the environment), or
 * %NULL
 */
ConsentContext *consent_context_new (ConsentService  *service,
                                     GSettings       *settings,
                                     GError         **error);

/**
 * consent_context_new_practice:
 * @service: the service to practice with
 * @settings: says which choices there are to remember; none of them is read or written
 * @scenario: (nullable): a practice scenario; %NULL is the first
 *
 * Starts a practice server of its own.
 *
 * Returns: (transfer full): a journey with a practice organization, or %NULL
 */
ConsentContext *consent_context_new_practice (ConsentService  *service,
                                              GSettings       *settings,
                                              const char      *scenario,
                                              GError         **error);

ConsentSetup     *consent_context_get_setup     (ConsentContext *self);
ConsentEndpoints *consent_context_get_endpoints (ConsentContext *self);
ConsentDirectory *consent_context_get_directory (ConsentContext *self);
GSettings        *consent_context_get_settings  (ConsentContext *self);
/* (nullable): the practice scenario, %NULL in a real journey */
const char       *consent_context_get_scenario  (ConsentContext *self);

/**
 * consent_context_new_verification:
 * @client_id: the app registration to sign in with
 *
 * Returns: (transfer full): a sign-in to the organization of the journey, which has to be known
 */
ConsentVerification *consent_context_new_verification (ConsentContext *self,
                                                       const char     *client_id);

G_END_DECLS
