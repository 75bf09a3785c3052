/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-token.h"

#include "consent-body.h"
#include "consent-error.h"
#include "consent-secret.h"

/* Real ones have some thousand bytes. */
#define MAX_TOKEN (64 * 1024)

/* How far the clock of this machine may be off. */
#define CLOCK_SKEW (5 * 60)

struct _ConsentToken
{
  gatomicrefcount ref_count;

  ConsentSecret *access_token;
  char *tenant_id;
  char *user_name;
  char *scopes;
  gboolean is_foreign;
};

static gboolean
refuse (GError     **error,
        const char  *reason)
{
  g_set_error (error, CONSENT_ERROR, CONSENT_ERROR_SIGN_IN_REPLY,
               "The answer to the sign-in cannot be used: %s", reason);
  return FALSE;
}

/* A token goes into a header, so it must be one word of visible characters (RFC 6750, 2.1). */
static gboolean
token_is_usable (const char *token)
{
  if (token == NULL || *token == '\0' || strlen (token) > MAX_TOKEN)
    return FALSE;

  for (const char *p = token; *p != '\0'; p++)
    {
      if (!g_ascii_isgraph (*p))
        return FALSE;
    }

  return TRUE;
}

/* Takes the claims out of an id_token: the second of three parts. */
static JsonNode *
read_claims (const char  *id_token,
             GError     **error)
{
  g_autoptr (ConsentSecret) text = NULL;
  g_autoptr (JsonNode) claims = NULL;
  const char *first_dot;
  const char *second_dot;
  gsize length;

  if (!token_is_usable (id_token))
    {
      refuse (error, "it has no id_token, or one that is no token");
      return NULL;
    }

  first_dot = strchr (id_token, '.');
  second_dot = first_dot != NULL ? strchr (first_dot + 1, '.') : NULL;
  if (second_dot != NULL && strchr (second_dot + 1, '.') == NULL)
    text = consent_secret_decode (first_dot + 1, second_dot - first_dot - 1, &length);
  if (text != NULL)
    claims = consent_body_parse (text, length, NULL, NULL);

  if (claims == NULL || !JSON_NODE_HOLDS_OBJECT (claims))
    {
      refuse (error, "the id_token cannot be read");
      return NULL;
    }

  return g_steal_pointer (&claims);
}

static gboolean
equal_guids (const char *a,
             const char *b)
{
  return a != NULL && b != NULL && g_ascii_strcasecmp (a, b) == 0;
}

/* Whether the claims are about the sign-in that was asked for: not whom they are for. */
static gboolean
check_claims (JsonNode                   *claims,
              const ConsentTokenRequest  *request,
              GError                    **error)
{
  const char *issuer = consent_body_get_string (claims, "iss");
  const char *tenant = consent_body_get_string (claims, "tid");
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *issuing_tenant = NULL;

  if (!equal_guids (consent_body_get_string (claims, "aud"), request->client_id))
    return refuse (error, "it is for another program");

  if (issuer != NULL)
    issuing_tenant = consent_endpoints_check_issuer (request->endpoints, issuer);
  if (issuing_tenant == NULL)
    return refuse (error, "it was made by someone else");

  if (!equal_guids (issuing_tenant, tenant))
    return refuse (error, "it does not agree on the tenant");

  if (consent_body_get_int (claims, "exp", 0) < now - CLOCK_SKEW)
    return refuse (error, "it has expired");

  if (request->nonce != NULL &&
      g_strcmp0 (consent_body_get_string (claims, "nonce"), request->nonce) != 0)
    return refuse (error, "it belongs to another sign-in");

  return TRUE;
}

static ConsentToken *
read_answer (JsonNode                   *json,
             const ConsentTokenRequest  *request,
             GError                    **error)
{
  const char *access_token = consent_body_get_string (json, "access_token");
  const char *type = consent_body_get_string (json, "token_type");
  const char *scopes = consent_body_get_string (json, "scope");
  g_autoptr (JsonNode) claims = NULL;
  ConsentToken *self;

  if (!token_is_usable (access_token) || type == NULL || g_ascii_strcasecmp (type, "Bearer") != 0)
    {
      refuse (error, "it has no access token, or one of an unknown type");
      return NULL;
    }

  claims = read_claims (consent_body_get_string (json, "id_token"), error);
  if (claims == NULL || !check_claims (claims, request, error))
    return NULL;

  self = g_new0 (ConsentToken, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->tenant_id = g_ascii_strdown (consent_body_get_string (claims, "tid"), -1);
  /* What belongs to another tenant is nobody's business here. */
  if (equal_guids (self->tenant_id, request->tenant_id))
    self->access_token = g_strdup (access_token);
  self->user_name = g_strdup (consent_body_get_string (claims, "preferred_username"));
  self->is_foreign = json_object_has_member (json_node_get_object (claims), "idp");
  /* An answer that names no scopes granted those that were asked for (RFC 6749, 5.1). */
  self->scopes = g_strdup (scopes != NULL ? scopes : request->scopes);

  return self;
}

ConsentToken *
consent_token_new (JsonNode                   *json,
                   const ConsentTokenRequest  *request,
                   GError                    **error)
{
  static const char *const secrets[] = { "access_token", "refresh_token", "id_token" };
  ConsentToken *self;

  g_return_val_if_fail (request != NULL, NULL);

  self = read_answer (json, request, error);

  /* The strings belong to the answer, which nobody needs any more. */
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    consent_secret_wipe ((ConsentSecret *) consent_body_get_string (json, secrets[i]));

  return self;
}

ConsentToken *
consent_token_ref (ConsentToken *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
consent_token_unref (ConsentToken *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->access_token, consent_secret_free);
  g_clear_pointer (&self->tenant_id, g_free);
  g_clear_pointer (&self->user_name, g_free);
  g_clear_pointer (&self->scopes, g_free);
  g_free (self);
}

gboolean
consent_token_can_read (ConsentToken *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->access_token != NULL;
}

void
consent_token_authorize (ConsentToken *self,
                         SoupMessage  *message)
{
  g_autoptr (ConsentSecret) value = NULL;

  g_return_if_fail (consent_token_can_read (self));
  g_return_if_fail (SOUP_IS_MESSAGE (message));

  value = g_strconcat ("Bearer ", self->access_token, NULL);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", value);
}

const char *
consent_token_get_tenant_id (ConsentToken *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->tenant_id;
}

const char *
consent_token_get_user_name (ConsentToken *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->user_name;
}

gboolean
consent_token_is_foreign (ConsentToken *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_foreign;
}

const char *
consent_token_get_scopes (ConsentToken *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->scopes;
}
