/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-endpoints.h"
#include "consent-graph.h"
#include "consent-http.h"
#include "consent-report.h"

G_BEGIN_DECLS

/**
 * CONSENT_GRAPH_TOOLS_CLIENT_ID:
 *
 * Client ID of "Microsoft Graph Command Line Tools", with which any organization can sign in to
 * read (reference, 4.8). To be used only after telling people what that name means.
 */
#define CONSENT_GRAPH_TOOLS_CLIENT_ID "14d82eec-204b-4c2f-b7e8-296a70dab67e"

/**
 * ConsentStage:
 * @CONSENT_STAGE_IDLE: nothing is under way
 * @CONSENT_STAGE_SIGNING_IN: the person is signing in in the browser
 * @CONSENT_STAGE_READING: Graph is being read
 * @CONSENT_STAGE_NOT_VISIBLE_YET: the approval cannot be seen yet; Graph is asked again shortly
 *
 * Where a verification is.
 */
typedef enum {
  CONSENT_STAGE_IDLE,
  CONSENT_STAGE_SIGNING_IN,
  CONSENT_STAGE_READING,
  CONSENT_STAGE_NOT_VISIBLE_YET,
} ConsentStage;

#define CONSENT_TYPE_STAGE (consent_stage_get_type ())
GType consent_stage_get_type (void);

/**
 * ConsentVerification:
 *
 * Finds out whether people can connect now: signs in, reads Graph, has it judged. Holds the token
 * in memory for its tenant; it is wiped by consent_verification_forget() and when the object goes.
 *
 * One thing at a time: a new sign-in or reading ends the one under way, which then fails with
 * %G_IO_ERROR_CANCELLED, as it does when it is forgotten.
 *
 * Properties: "stage" (#ConsentStage, read only), with notification; "second" (write only, 1000),
 * how long a second between two askings is, in milliseconds.
 *
 * Signals:
 *
 * - "open-uri" (string): the sign-in page's address, for the default browser
 * - "device-code" (string user_code, string verification_uri): what to type, and where
 * - "waiting" (guint seconds): Microsoft asks to wait; 0 when it is over
 */
#define CONSENT_TYPE_VERIFICATION (consent_verification_get_type ())
G_DECLARE_FINAL_TYPE (ConsentVerification, consent_verification, CONSENT, VERIFICATION, GObject)

/**
 * consent_verification_new:
 * @http: the session
 * @endpoints: whom to ask
 * @service: the service that should be approved
 * @tenant_id: the tenant that is asked about
 * @region_id: (nullable): the region whose return address is looked for
 * @client_id: the app registration to sign in with
 *
 * Returns: (transfer full): a verification that is idle
 */
ConsentVerification *consent_verification_new (ConsentHttp      *http,
                                               ConsentEndpoints *endpoints,
                                               ConsentService   *service,
                                               const char       *tenant_id,
                                               const char       *region_id,
                                               const char       *client_id);

ConsentStage consent_verification_get_stage (ConsentVerification *self);

/* Whether a token is held, so that reading needs no new sign-in. */
gboolean consent_verification_is_signed_in (ConsentVerification *self);

/**
 * consent_verification_set_scopes:
 * @scopes: (nullable): what the next sign-in asks for, separated by spaces; %NULL for
 *   %CONSENT_SIGN_IN_SCOPES
 *
 * For work that needs more than reading. Reading needs all of %CONSENT_SIGN_IN_SCOPES all the same.
 */
void consent_verification_set_scopes (ConsentVerification *self,
                                      const char          *scopes);

/**
 * consent_verification_set_needed:
 * @needed: (nullable) (array zero-terminated=1): names of delegated permissions of Microsoft Graph
 *   that the service is known to need from elsewhere, for #ConsentQuestion
 */
void consent_verification_set_needed (ConsentVerification *self,
                                      const char *const   *needed);

/* (transfer full) (nullable): Graph with the sign-in that is held; %NULL where none is. It holds the
 * token for as long as it lives: drop it wherever consent_verification_forget() is called. */
ConsentGraph *consent_verification_new_graph (ConsentVerification *self);

/**
 * consent_verification_sign_in_async:
 * @device_code: whether to sign in with a device code, for where the browser cannot come back here
 * @login_hint: (nullable): the account to sign in with; %NULL lets the person choose
 * @cancellable: (nullable): ends it at once
 *
 * Signs in. Forgets an earlier sign-in first. Changes nothing in the tenant.
 *
 * To sign in to another tenant than was asked about, or with a personal account, is no error: the
 * token is wiped at once, and the next reading gives the report that says so without asking Graph
 * anything. consent_verification_is_signed_in() is %FALSE then.
 *
 * Fails with one of the CONSENT_ERROR_SIGN_IN_… codes, or as consent_http_send_async().
 */
void     consent_verification_sign_in_async  (ConsentVerification  *self,
                                              gboolean              device_code,
                                              const char           *login_hint,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean consent_verification_sign_in_finish (ConsentVerification  *self,
                                              GAsyncResult         *result,
                                              GError              **error);

/**
 * consent_verification_read_async:
 * @just_accepted: whether the person accepted a short while ago: what is missing then may only not
 *   be visible yet, and is asked for again at about 3, 5, 10, 20 and 30 seconds (reference, 5.12)
 * @cancellable: (nullable): ends it at once
 *
 * Reads Graph and has it judged. A part that may not be read is part of the report, not an error;
 * so is a sign-in to another tenant, about which nothing is read.
 *
 * Fails only where there is no report to give: with %CONSENT_ERROR_UNAUTHORIZED once the
 * sign-in has expired, or as consent_http_send_async() where nothing at all could be read.
 */
void           consent_verification_read_async  (ConsentVerification  *self,
                                                 gboolean              just_accepted,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
/* Returns: (transfer full): the report, or %NULL */
ConsentReport *consent_verification_read_finish (ConsentVerification  *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);

/* Wipes the token, and ends what is under way with it. */
void consent_verification_forget (ConsentVerification *self);

G_END_DECLS
