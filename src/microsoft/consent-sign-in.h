/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-endpoints.h"
#include "consent-http.h"
#include "consent-token.h"

G_BEGIN_DECLS

/* What the check reads, and no more (reference, 0.4 item 6): without "offline_access", since nothing
 * is to go on after the check. Graph's own name stands in a scope, no matter which address Graph is
 * asked at. */
#define CONSENT_SIGN_IN_SCOPES                                                                     \
  "openid profile https://graph.microsoft.com/User.Read "                                          \
  "https://graph.microsoft.com/Directory.Read.All https://graph.microsoft.com/Policy.Read.All"

/**
 * ConsentSignIn:
 *
 * Signs one person in to one tenant as a public client: in the browser (authorization code with
 * PKCE, RFC 7636 and 8252), or, where that cannot be, by device code (RFC 8628). Nothing is kept
 * between two sign-ins.
 *
 * Signal "open-uri" (string uri): the browser has to open @uri. Emitted before
 * consent_sign_in_browser_async() returns.
 *
 * Signal "device-code" (string user_code, string verification_uri): the person has to open
 * @verification_uri and enter @user_code. Both come from outside: plain text, never markup.
 *
 * Properties: those of consent_sign_in_new(), and, construct only, in milliseconds: "timeout"
 * (300000), how long the browser is waited for; "second" (1000), how long a second is that Microsoft
 * names for a device code.
 */
#define CONSENT_TYPE_SIGN_IN (consent_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (ConsentSignIn, consent_sign_in, CONSENT, SIGN_IN, GObject)

/**
 * consent_sign_in_new:
 * @client_id: the client ID to sign in with: a GUID
 * @tenant_id: the tenant to sign in to: a GUID
 */
ConsentSignIn *consent_sign_in_new (ConsentHttp      *http,
                                    ConsentEndpoints *endpoints,
                                    const char       *client_id,
                                    const char       *tenant_id);

/**
 * consent_sign_in_browser_async:
 * @scopes: what to ask for, usually %CONSENT_SIGN_IN_SCOPES
 * @login_hint: (nullable): the name to sign in with; without one, the browser offers a choice
 * @cancellable: (nullable): ends the sign-in, and the wait for the browser
 * @callback: (scope async): called in the main context that started the call
 *
 * Fails with one of the CONSENT_ERROR_SIGN_IN_… codes, or as consent_http_send_async().
 */
void          consent_sign_in_browser_async  (ConsentSignIn        *self,
                                              const char           *scopes,
                                              const char           *login_hint,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
/* Returns: (transfer full): the sign-in, or %NULL */
ConsentToken *consent_sign_in_browser_finish (ConsentSignIn        *self,
                                              GAsyncResult         *result,
                                              GError              **error);

/**
 * consent_sign_in_device_code_async:
 * @scopes: what to ask for, usually %CONSENT_SIGN_IN_SCOPES
 * @cancellable: (nullable): ends the sign-in at once
 * @callback: (scope async): called in the main context that started the call
 *
 * Fails as consent_sign_in_browser_async().
 */
void          consent_sign_in_device_code_async  (ConsentSignIn        *self,
                                                  const char           *scopes,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
/* Returns: (transfer full): the sign-in, or %NULL */
ConsentToken *consent_sign_in_device_code_finish (ConsentSignIn        *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);

G_END_DECLS
