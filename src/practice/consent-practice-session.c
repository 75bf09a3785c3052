/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-practice-session.h"

#include "consent-permission.h"
#include "consent-practice-encoding.h"
#include "consent-practice-server.h"

#include <json-glib/json-glib.h>

#define GRAPH "https://graph.microsoft.com/"

#define TOKEN_SECONDS 3599

static const ConsentPracticeClient clients[] = {
  { "14d82eec-204b-4c2f-b7e8-296a70dab67e", "Microsoft Graph Command Line Tools", FALSE },
  { CONSENT_PRACTICE_CLIENT_ID, "Consent check (practice)", TRUE },
};

/* Scopes of Graph for administration: all need an administrator's approval (reference, 5.2). */
static const char * const admin_scopes[] = {
  "Application.Read.All",
  "Application.ReadWrite.All",
  "AppRoleAssignment.ReadWrite.All",
  "ConsentRequest.Read.All",
  "ConsentRequest.ReadWrite.All",
  "DelegatedPermissionGrant.ReadWrite.All",
  "Directory.Read.All",
  "Directory.ReadWrite.All",
  "Organization.Read.All",
  "Policy.Read.All",
  "Policy.Read.PermissionGrant",
  "Policy.ReadWrite.Authorization",
  "Policy.ReadWrite.ConsentRequest",
  "Policy.ReadWrite.PermissionGrant",
  "RoleManagement.Read.Directory",
  NULL
};

/* These say something about the sign-in itself and belong to no API. */
static const char * const sign_in_scopes[] = { "openid", "profile", "email", "offline_access", NULL };

static const char *
find_in (const char * const *list,
         const char         *name)
{
  for (gsize i = 0; list[i] != NULL; i++)
    if (g_ascii_strcasecmp (list[i], name) == 0)
      return list[i];

  return NULL;
}

/* (nullable): the scope as Microsoft writes it */
static const char *
find_scope (const char *name,
            gboolean   *needs_admin)
{
  const char *admin_scope = find_in (admin_scopes, name);
  const ConsentPermission *permission = consent_permission_find (NULL, name);

  if (admin_scope != NULL)
    {
      *needs_admin = TRUE;
      return admin_scope;
    }

  /* It can be found by its GUID too, but not asked for by it. */
  if (permission == NULL || g_ascii_strcasecmp (permission->name, name) != 0)
    return NULL;

  *needs_admin = permission->admin;

  return permission->name;
}

const ConsentPracticeClient *
consent_practice_client_find (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (clients); i++)
    if (g_ascii_strcasecmp (clients[i].id, id) == 0)
      return &clients[i];

  return NULL;
}

ConsentPracticeSession *
consent_practice_session_new (const ConsentPracticeClient *client,
                              GStrv                        scopes,
                              const char                  *nonce)
{
  ConsentPracticeSession *self = g_rc_box_new0 (ConsentPracticeSession);

  self->client = client;
  self->scopes = scopes;
  self->nonce = g_strdup (nonce);

  return self;
}

ConsentPracticeSession *
consent_practice_session_ref (ConsentPracticeSession *self)
{
  return g_rc_box_acquire (self);
}

static void
session_clear (gpointer data)
{
  ConsentPracticeSession *self = data;

  g_strfreev (self->scopes);
  g_free (self->nonce);
}

void
consent_practice_session_unref (ConsentPracticeSession *self)
{
  g_rc_box_release_full (self, session_clear);
}

int
consent_practice_session_read_scopes (const char  *text,
                                      const char  *graph,
                                      GStrv       *scopes,
                                      char       **culprit)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autofree char *own_graph = g_strconcat (graph, "/", NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; words[i] != NULL; i++)
    {
      const char *name = words[i];
      const char *known;
      gboolean needs_admin;

      if (*name == '\0')
        continue;

      if (g_ascii_strncasecmp (name, GRAPH, strlen (GRAPH)) == 0)
        name += strlen (GRAPH);
      else if (g_str_has_prefix (name, own_graph))
        name += strlen (own_graph);

      known = find_scope (name, &needs_admin);
      if (known == NULL)
        {
          *culprit = g_strdup (words[i]);
          return strstr (name, "://") != NULL ? 500011 : 650053;
        }

      g_strv_builder_add (builder, known);
    }

  *scopes = g_strv_builder_end (builder);

  return 0;
}

gboolean
consent_practice_session_has_scope (ConsentPracticeSession *self,
                                    const char             *scope)
{
  return g_strv_contains ((const char * const *) self->scopes, scope);
}

gboolean
consent_practice_session_needs_approval (ConsentPracticeSession *self)
{
  if (self->client->approved || self->account->is_admin)
    return FALSE;

  for (gsize i = 0; self->scopes[i] != NULL; i++)
    {
      gboolean needs_admin = FALSE;

      find_scope (self->scopes[i], &needs_admin);
      if (needs_admin)
        return TRUE;
    }

  return FALSE;
}

char *
consent_practice_session_describe_scopes (ConsentPracticeSession *self)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; self->scopes[i] != NULL; i++)
    {
      /* Shown by the refresh token that comes with it, and not named (reference, 4.4). */
      if (g_str_equal (self->scopes[i], "offline_access"))
        continue;

      g_ptr_array_add (words, g_strconcat (find_in (sign_in_scopes, self->scopes[i]) ? "" : GRAPH,
                                           self->scopes[i], NULL));
    }
  g_ptr_array_add (words, NULL);

  return g_strjoinv (" ", (char **) words->pdata);
}

static char *
encode_object (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *text = json_to_string (node, FALSE);

  return consent_practice_base64url (text, strlen (text));
}

char *
consent_practice_session_make_id_token (ConsentPracticeSession *self,
                                        ConsentPracticeState   *state,
                                        const char             *issuer)
{
  const ConsentPracticeOrganization *organization = &state->scenario->organization;
  static const char no_signature[256] = "no signature: this is practice";
  g_autoptr (JsonObject) header = json_object_new ();
  g_autoptr (JsonObject) claims = json_object_new ();
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *address = consent_practice_account_get_address (self->account, state);
  g_autofree char *oid = NULL;
  g_autofree char *iss = g_strdup_printf ("%s/%s/v2.0", issuer, organization->id);
  g_autofree char *header_part = NULL;
  g_autofree char *claims_part = NULL;
  g_autofree char *signature_part = NULL;

  json_object_set_string_member (header, "typ", "JWT");
  json_object_set_string_member (header, "alg", "RS256");
  json_object_set_string_member (header, "kid", "practice");

  json_object_set_string_member (claims, "aud", self->client->id);
  json_object_set_string_member (claims, "iss", iss);
  json_object_set_int_member (claims, "iat", now);
  json_object_set_int_member (claims, "nbf", now);
  json_object_set_int_member (claims, "exp", now + TOKEN_SECONDS);
  if (self->nonce != NULL)
    json_object_set_string_member (claims, "nonce", self->nonce);
  if (consent_practice_session_has_scope (self, "profile"))
    {
      oid = consent_practice_organization_make_id (organization, self->account->object_id);
      json_object_set_string_member (claims, "name", self->account->name);
      json_object_set_string_member (claims, "oid", oid);
      json_object_set_string_member (claims, "preferred_username", address);
    }
  json_object_set_string_member (claims, "sub", self->account->mailbox);
  json_object_set_string_member (claims, "tid", organization->id);
  json_object_set_string_member (claims, "ver", "2.0");

  header_part = encode_object (header);
  claims_part = encode_object (claims);
  signature_part = consent_practice_base64url (no_signature, sizeof no_signature);

  return g_strjoin (".", header_part, claims_part, signature_part, NULL);
}
