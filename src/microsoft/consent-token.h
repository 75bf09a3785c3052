/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-endpoints.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * ConsentToken:
 *
 * A sign-in: whom it is for, what it may read, and the access token, which nobody but
 * consent_token_authorize() gets to see and which is wiped from memory with the last reference.
 *
 * A sign-in to another tenant than was asked about has no access token: that was wiped at once, and
 * all that is left is where the person signed in.
 */
typedef struct _ConsentToken ConsentToken;

/**
 * ConsentTokenRequest:
 * @endpoints: whose issuers are believed
 * @client_id: who asked
 * @tenant_id: the tenant that was asked about
 * @scopes: what was asked for
 * @nonce: (nullable): what the id_token has to bring back, if a nonce was sent
 *
 * What a token's answer is measured by.
 */
typedef struct
{
  ConsentEndpoints *endpoints;
  const char *client_id;
  const char *tenant_id;
  const char *scopes;
  const char *nonce;
} ConsentTokenRequest;

/**
 * consent_token_new:
 * @json: the answer of the token endpoint; the tokens in it are wiped from memory
 * @request: what it answers
 * @error: return location for a %CONSENT_ERROR_SIGN_IN_REPLY
 *
 * Checks the answer and the claims of its id_token (reference, 4.7). It came straight from the
 * token endpoint, so its signature says nothing more (OpenID Connect Core, 3.1.3.7).
 *
 * Returns: (transfer full): the sign-in, or %NULL
 */
ConsentToken *consent_token_new   (JsonNode                   *json,
                                   const ConsentTokenRequest  *request,
                                   GError                    **error);
ConsentToken *consent_token_ref   (ConsentToken *self);
void          consent_token_unref (ConsentToken *self);

/* Whether it has an access token: whether it is for the tenant that was asked about. */
gboolean consent_token_can_read (ConsentToken *self);

/* Puts the access token into the header of @message, which must go to Graph and nowhere else. */
void consent_token_authorize (ConsentToken *self,
                              SoupMessage  *message);

/* Lower-case GUID: that of personal accounts as well. */
const char *consent_token_get_tenant_id (ConsentToken *self);
/* (nullable): the name to sign in with: for display only, and from outside */
const char *consent_token_get_user_name (ConsentToken *self);
/* Whether the account comes from elsewhere: a guest. */
gboolean    consent_token_is_foreign    (ConsentToken *self);
/* What was granted, separated by spaces, as the answer says it. */
const char *consent_token_get_scopes    (ConsentToken *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentToken, consent_token_unref)

G_END_DECLS
