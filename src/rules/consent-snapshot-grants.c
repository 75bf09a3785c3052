/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-snapshot-parts.h"
#include "consent-text.h"

#include <string.h>

/* The role of every app that asks for none: default access, not a permission (reference, 5.5). */
#define NO_APP_ROLE "00000000-0000-0000-0000-000000000000"

/* Names of permissions in all grants together: more than the consents of some thousand users come to.
 * As text they are short, and in memory they are not. */
#define MAX_NAMES 200000

void
consent_grant_free (ConsentGrant *self)
{
  g_free (self->client_id);
  g_free (self->resource_id);
  g_free (self->resource_name);
  g_free (self->principal_id);
  g_clear_pointer (&self->permissions, g_ptr_array_unref);
  g_free (self);
}

static void
scope_free (ConsentScope *scope)
{
  g_free (scope->id);
  g_free (scope->name);
  g_free (scope->label);
  g_free (scope);
}

void
consent_resource_free (ConsentResource *self)
{
  g_free (self->id);
  g_free (self->app_id);
  g_free (self->name);
  g_clear_pointer (&self->labels, g_hash_table_unref);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->scopes, g_ptr_array_unref);
  g_free (self);
}

/* Splits "scope" as Graph writes it: spaces in front, behind and doubled, empty, null
 * (reference, 5.4). */
static gboolean
split_names (ConsentSnapshot *self,
             const char      *text,
             GPtrArray       *names)
{
  g_autofree char *line = NULL;
  const char *p;

  if (text == NULL)
    return TRUE;

  line = consent_text_clean (text, strlen (text));
  p = line;
  while (*p != '\0')
    {
      size_t length = strcspn (p, " ");
      g_autofree char *name = g_strndup (p, length);

      if (++self->n_names > MAX_NAMES)
        return FALSE;

      g_ptr_array_add (names, consent_text_clean (name, CONSENT_TEXT_LINE));
      p += length;
      p += strspn (p, " ");
    }

  return TRUE;
}

static void
forget_grants_of_kind (ConsentSnapshot *self,
                       gboolean         application)
{
  for (unsigned i = self->grants->len; i > 0; i--)
    {
      const ConsentGrant *grant = g_ptr_array_index (self->grants, i - 1);

      if (grant->application == application)
        g_ptr_array_remove_index (self->grants, i - 1);
    }
}

static gboolean
take_grant (ConsentSnapshot *self,
            JsonObject      *object)
{
  g_autoptr (ConsentGrant) grant = g_new0 (ConsentGrant, 1);
  const char *type = NULL;
  const char *scope = NULL;

  grant->resource_name = g_strdup ("");
  if (!consent_json_dup_id (object, "clientId", &grant->client_id) ||
      !consent_json_dup_id (object, "resourceId", &grant->resource_id) ||
      !consent_json_dup_id (object, "principalId", &grant->principal_id) ||
      !consent_json_get_string (object, "consentType", &type) || type == NULL ||
      !consent_json_get_string (object, "scope", &scope))
    return FALSE;

  grant->permissions = g_ptr_array_new_with_free_func (g_free);
  if (!split_names (self, scope, grant->permissions))
    return FALSE;

  /* A row is for everyone only when it says so in as many words; a type that is not known
   * yet grants nothing that could be relied on. */
  if (g_ascii_strcasecmp (type, "AllPrincipals") == 0)
    g_clear_pointer (&grant->principal_id, g_free);
  else if (g_ascii_strcasecmp (type, "Principal") != 0)
    return TRUE;

  g_ptr_array_add (self->grants, g_steal_pointer (&grant));
  return TRUE;
}

static void
forget_grants (ConsentSnapshot *self)
{
  forget_grants_of_kind (self, FALSE);
}

const ConsentPartReader consent_part_grants = {
  .name = "grants",
  .shape = CONSENT_SHAPE_LIST,
  .take = take_grant,
  .forget = forget_grants,
};

static gboolean
take_app_role (ConsentSnapshot *self,
               JsonObject      *object)
{
  g_autoptr (ConsentGrant) grant = g_new0 (ConsentGrant, 1);
  g_autofree char *role_id = NULL;

  grant->application = TRUE;
  grant->permissions = g_ptr_array_new_with_free_func (g_free);
  if (!consent_json_dup_id (object, "principalId", &grant->client_id) ||
      !consent_json_dup_id (object, "resourceId", &grant->resource_id) ||
      !consent_json_dup_line (object, "resourceDisplayName", &grant->resource_name) ||
      !consent_json_dup_id (object, "appRoleId", &role_id) || *role_id == '\0')
    return FALSE;

  if (strcmp (role_id, NO_APP_ROLE) == 0)
    return TRUE;

  g_ptr_array_add (grant->permissions, g_steal_pointer (&role_id));
  g_ptr_array_add (self->grants, g_steal_pointer (&grant));
  return TRUE;
}

static void
forget_app_roles (ConsentSnapshot *self)
{
  forget_grants_of_kind (self, TRUE);
}

const ConsentPartReader consent_part_app_roles = {
  .name = "app-roles",
  .shape = CONSENT_SHAPE_LIST,
  .take = take_app_role,
  .forget = forget_app_roles,
};

/* What cannot be recognized as open to users is taken to need an administrator. */
static gboolean
add_scope (ConsentResource *resource,
           JsonObject      *offer,
           const char      *id,
           const char      *name,
           const char      *label)
{
  const char *type = NULL;
  ConsentSaid enabled = CONSENT_NOT_SAID;
  ConsentScope *scope;

  if (!consent_json_get_string (offer, "type", &type) ||
      !consent_json_get_boolean (offer, "isEnabled", &enabled))
    return FALSE;

  scope = g_new0 (ConsentScope, 1);
  scope->id = g_strdup (id);
  scope->name = g_strdup (name);
  scope->label = g_strdup (label);
  scope->admin = type == NULL || g_ascii_strcasecmp (type, "User") != 0;
  scope->enabled = enabled != CONSENT_NO;
  g_ptr_array_add (resource->scopes, scope);

  return TRUE;
}

/* Learns what an API's entry offers. A delegated permission is granted by name, an application
 * permission by ID, and the same name may be on offer as both with a label of its own. */
static gboolean
take_offers (ConsentResource *resource,
             JsonArray       *offers,
             gboolean         application)
{
  const char *label_name = application ? "displayName" : "adminConsentDisplayName";
  unsigned length = offers != NULL ? json_array_get_length (offers) : 0;

  for (unsigned i = 0; i < length; i++)
    {
      JsonObject *offer = consent_json_as_object (json_array_get_element (offers, i));
      g_autofree char *id = NULL;
      g_autofree char *name = NULL;
      g_autofree char *label = NULL;

      if (offer == NULL ||
          !consent_json_dup_id (offer, "id", &id) ||
          !consent_json_dup_line (offer, "value", &name) ||
          !consent_json_dup_line (offer, label_name, &label))
        return FALSE;

      if (application)
        {
          g_hash_table_insert (resource->labels, g_strdup (id), g_steal_pointer (&label));
          g_hash_table_insert (resource->names, g_steal_pointer (&id), g_steal_pointer (&name));
        }
      else
        {
          if (!add_scope (resource, offer, id, name, label))
            return FALSE;
          g_hash_table_insert (resource->labels,
                               g_ascii_strdown (name, -1),
                               g_steal_pointer (&label));
        }
    }

  return TRUE;
}

static gboolean
take_resource (ConsentSnapshot *self,
               JsonObject      *object)
{
  g_autoptr (ConsentResource) resource = g_new0 (ConsentResource, 1);
  JsonArray *roles = NULL;
  JsonArray *scopes = NULL;

  resource->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  resource->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  resource->scopes = g_ptr_array_new_with_free_func ((GDestroyNotify) scope_free);
  if (!consent_json_dup_id (object, "id", &resource->id) || *resource->id == '\0' ||
      !consent_json_dup_id (object, "appId", &resource->app_id) ||
      !consent_json_dup_line (object, "displayName", &resource->name) ||
      !consent_json_get_array (object, "appRoles", &roles) ||
      !consent_json_get_array (object, "oauth2PermissionScopes", &scopes) ||
      !take_offers (resource, roles, TRUE) ||
      !take_offers (resource, scopes, FALSE))
    return FALSE;

  g_ptr_array_add (self->resources, g_steal_pointer (&resource));
  return TRUE;
}

const ConsentPartReader consent_part_resources = {
  .name = "resources",
  .shape = CONSENT_SHAPE_EITHER,
  .take = take_resource,
};
