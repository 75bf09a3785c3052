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

/* Reads one object of an answer; FALSE when it is not what the reference describes. */
typedef gboolean (*TakeFunc) (ConsentSnapshot *self, JsonObject *object);
typedef void (*ClearFunc) (ConsentSnapshot *self);

static void
app_free (ConsentApp *app)
{
  g_free (app->id);
  g_free (app->app_id);
  g_free (app->name);
  g_clear_pointer (&app->reply_urls, g_ptr_array_unref);
  g_free (app);
}

static void
grant_free (ConsentGrant *grant)
{
  g_free (grant->client_id);
  g_free (grant->resource_id);
  g_free (grant->resource_name);
  g_free (grant->principal_id);
  g_clear_pointer (&grant->permissions, g_ptr_array_unref);
  g_free (grant);
}

static void
scope_free (ConsentScope *scope)
{
  g_free (scope->id);
  g_free (scope->name);
  g_free (scope->label);
  g_free (scope);
}

static void
resource_free (ConsentResource *resource)
{
  g_free (resource->id);
  g_free (resource->app_id);
  g_free (resource->name);
  g_clear_pointer (&resource->labels, g_hash_table_unref);
  g_clear_pointer (&resource->names, g_hash_table_unref);
  g_clear_pointer (&resource->scopes, g_ptr_array_unref);
  g_free (resource);
}

static void
classification_free (ConsentClassification *classification)
{
  g_free (classification->id);
  g_free (classification->permission_id);
  g_free (classification->permission);
  g_free (classification->level);
  g_free (classification);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentApp, app_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentGrant, grant_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentResource, resource_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentClassification, classification_free)

/* IDs are GUIDs or opaque; in lower case they can be compared as they are. */
static gboolean
dup_id (JsonObject  *object,
        const char  *name,
        char       **value)
{
  g_autofree char *line = NULL;
  gboolean understood = consent_json_dup_line (object, name, &line);

  *value = g_ascii_strdown (line, -1);
  return understood;
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

/* Collects the strings of a list, or of member @name of its objects. */
static gboolean
take_texts (JsonArray  *array,
            const char *name,
            GPtrArray  *texts)
{
  unsigned length = array != NULL ? json_array_get_length (array) : 0;

  for (unsigned i = 0; i < length; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *object = consent_json_as_object (node);
      g_autofree char *text = NULL;

      if (name != NULL)
        {
          if (object == NULL || !consent_json_dup_line (object, name, &text))
            return FALSE;
        }
      else
        {
          if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
            return FALSE;
          text = consent_text_clean (json_node_get_string (node), CONSENT_TEXT_LINE);
        }

      if (*text != '\0')
        g_ptr_array_add (texts, g_steal_pointer (&text));
    }

  return TRUE;
}

static gboolean
take_me (ConsentSnapshot *self,
         JsonObject      *object)
{
  const char *type = NULL;
  g_autofree char *name = NULL;

  if (!consent_json_get_string (object, "userType", &type) ||
      !consent_json_dup_line (object, "userPrincipalName", &name))
    return FALSE;

  if (type != NULL)
    self->guest = g_ascii_strcasecmp (type, "Guest") == 0 ? CONSENT_YES : CONSENT_NO;
  if (self->user_name == NULL && *name != '\0')
    self->user_name = g_steal_pointer (&name);

  return TRUE;
}

static void
clear_me (ConsentSnapshot *self)
{
  self->guest = CONSENT_NOT_SAID;
}

static gboolean
take_organization (ConsentSnapshot *self,
                   JsonObject      *object)
{
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  JsonArray *domains = NULL;

  if (!dup_id (object, "id", &id) || *id == '\0' ||
      !consent_json_dup_line (object, "displayName", &name) ||
      !consent_json_get_array (object, "verifiedDomains", &domains) ||
      !take_texts (domains, "name", self->domains))
    return FALSE;

  g_free (self->organization_id);
  g_free (self->organization_name);
  self->organization_id = g_steal_pointer (&id);
  self->organization_name = g_steal_pointer (&name);
  return TRUE;
}

static void
clear_organization (ConsentSnapshot *self)
{
  g_clear_pointer (&self->organization_id, g_free);
  g_clear_pointer (&self->organization_name, g_free);
  g_ptr_array_set_size (self->domains, 0);
}

/* Null stands for "not disabled", and so does the value that says it in words. */
static gboolean
names_disablement (const char *status)
{
  return status != NULL && *status != '\0' && g_ascii_strcasecmp (status, "NotDisabled") != 0;
}

static gboolean
take_app (ConsentSnapshot *self,
          JsonObject      *object)
{
  g_autoptr (ConsentApp) app = g_new0 (ConsentApp, 1);
  const char *disabled_status = NULL;
  const char *publisher_id = NULL;
  JsonObject *publisher = NULL;
  JsonArray *reply_urls = NULL;

  if (!dup_id (object, "id", &app->id) || *app->id == '\0' ||
      !dup_id (object, "appId", &app->app_id) ||
      !consent_json_dup_line (object, "displayName", &app->name) ||
      !consent_json_get_boolean (object, "accountEnabled", &app->enabled) ||
      !consent_json_get_boolean (object, "isDisabled", &app->owner_disabled) ||
      !consent_json_get_boolean (object, "appRoleAssignmentRequired", &app->assignment_required) ||
      !consent_json_get_string (object, "disabledByMicrosoftStatus", &disabled_status) ||
      !consent_json_get_object (object, "verifiedPublisher", &publisher) ||
      !consent_json_get_array (object, "replyUrls", &reply_urls))
    return FALSE;

  /* A server may ignore the filter and send every entry there is. */
  if (*app->app_id != '\0' && strcmp (app->app_id, self->client_id) != 0)
    return TRUE;

  app->microsoft_disabled = names_disablement (disabled_status);

  /* "Not verified" is written as null, as an empty object, or as an object full of nulls. */
  if (publisher != NULL &&
      !consent_json_get_string (publisher, "verifiedPublisherId", &publisher_id))
    return FALSE;
  if (json_object_has_member (object, "verifiedPublisher"))
    app->publisher_verified = publisher_id != NULL && *publisher_id != '\0' ? CONSENT_YES
                                                                            : CONSENT_NO;

  if (reply_urls != NULL)
    {
      app->reply_urls = g_ptr_array_new_with_free_func (g_free);
      if (!take_texts (reply_urls, NULL, app->reply_urls))
        return FALSE;
    }

  g_clear_pointer (&self->app, app_free);
  self->app = g_steal_pointer (&app);
  return TRUE;
}

static void
clear_app (ConsentSnapshot *self)
{
  g_clear_pointer (&self->app, app_free);
}

static gboolean
take_grant (ConsentSnapshot *self,
            JsonObject      *object)
{
  g_autoptr (ConsentGrant) grant = g_new0 (ConsentGrant, 1);
  const char *type = NULL;
  const char *scope = NULL;

  grant->resource_name = g_strdup ("");
  if (!dup_id (object, "clientId", &grant->client_id) ||
      !dup_id (object, "resourceId", &grant->resource_id) ||
      !dup_id (object, "principalId", &grant->principal_id) ||
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

static gboolean
take_app_role (ConsentSnapshot *self,
               JsonObject      *object)
{
  g_autoptr (ConsentGrant) grant = g_new0 (ConsentGrant, 1);
  g_autofree char *role_id = NULL;

  grant->application = TRUE;
  grant->permissions = g_ptr_array_new_with_free_func (g_free);
  if (!dup_id (object, "principalId", &grant->client_id) ||
      !dup_id (object, "resourceId", &grant->resource_id) ||
      !consent_json_dup_line (object, "resourceDisplayName", &grant->resource_name) ||
      !dup_id (object, "appRoleId", &role_id) || *role_id == '\0')
    return FALSE;

  if (strcmp (role_id, NO_APP_ROLE) == 0)
    return TRUE;

  g_ptr_array_add (grant->permissions, g_steal_pointer (&role_id));
  g_ptr_array_add (self->grants, g_steal_pointer (&grant));
  return TRUE;
}

static void
clear_grants_of_kind (ConsentSnapshot *self,
                      gboolean         application)
{
  for (unsigned i = self->grants->len; i > 0; i--)
    {
      const ConsentGrant *grant = g_ptr_array_index (self->grants, i - 1);

      if (grant->application == application)
        g_ptr_array_remove_index (self->grants, i - 1);
    }
}

static void
clear_grants (ConsentSnapshot *self)
{
  clear_grants_of_kind (self, FALSE);
}

static void
clear_app_roles (ConsentSnapshot *self)
{
  clear_grants_of_kind (self, TRUE);
}

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
          !dup_id (offer, "id", &id) ||
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
  if (!dup_id (object, "id", &resource->id) || *resource->id == '\0' ||
      !dup_id (object, "appId", &resource->app_id) ||
      !consent_json_dup_line (object, "displayName", &resource->name) ||
      !consent_json_get_array (object, "appRoles", &roles) ||
      !consent_json_get_array (object, "oauth2PermissionScopes", &scopes) ||
      !take_offers (resource, roles, TRUE) ||
      !take_offers (resource, scopes, FALSE))
    return FALSE;

  g_ptr_array_add (self->resources, g_steal_pointer (&resource));
  return TRUE;
}

static gboolean
take_user_consent (ConsentSnapshot *self,
                   JsonObject      *object)
{
  JsonObject *permissions = NULL;
  JsonArray *policies = NULL;

  /* An empty list says that users may not consent; a missing one says nothing. */
  if (!consent_json_get_object (object, "defaultUserRolePermissions", &permissions) ||
      permissions == NULL ||
      !consent_json_get_array (permissions, "permissionGrantPoliciesAssigned", &policies) ||
      policies == NULL)
    return FALSE;

  return take_texts (policies, NULL, self->consent_policies);
}

static void
clear_user_consent (ConsentSnapshot *self)
{
  g_ptr_array_set_size (self->consent_policies, 0);
}

static gboolean
take_classification (ConsentSnapshot *self,
                     JsonObject      *object)
{
  g_autoptr (ConsentClassification) classification = g_new0 (ConsentClassification, 1);
  const char *id = NULL;

  if (!consent_json_get_string (object, "id", &id) ||
      !dup_id (object, "permissionId", &classification->permission_id) ||
      !consent_json_dup_line (object, "permissionName", &classification->permission) ||
      !dup_id (object, "classification", &classification->level))
    return FALSE;

  /* Opaque and case-sensitive: it goes back to Graph as it came. */
  classification->id = g_strdup (id != NULL ? id : "");
  g_ptr_array_add (self->classifications, g_steal_pointer (&classification));
  return TRUE;
}

static void
clear_classifications (ConsentSnapshot *self)
{
  g_ptr_array_set_size (self->classifications, 0);
}

static gboolean
take_workflow (ConsentSnapshot *self,
               JsonObject      *object)
{
  return consent_json_get_boolean (object, "isEnabled", &self->workflow) &&
         self->workflow != CONSENT_NOT_SAID;
}

static void
clear_workflow (ConsentSnapshot *self)
{
  self->workflow = CONSENT_NOT_SAID;
}

/* Both ways to ask (reference, 5.9): what the person is a member of, of which only directory
 * roles count, and role assignments, of which only those for the whole tenant do. */
static gboolean
take_role (ConsentSnapshot *self,
           JsonObject      *object)
{
  g_autofree char *template_id = NULL;
  g_autofree char *definition_id = NULL;
  const char *type = NULL;
  const char *place = NULL;

  if (!consent_json_get_string (object, "@odata.type", &type) ||
      !consent_json_get_string (object, "directoryScopeId", &place) ||
      !dup_id (object, "roleTemplateId", &template_id) ||
      !dup_id (object, "roleDefinitionId", &definition_id))
    return FALSE;

  if (*definition_id != '\0')
    {
      if (g_strcmp0 (place, "/") == 0)
        g_ptr_array_add (self->roles, g_steal_pointer (&definition_id));
      return TRUE;
    }

  if (type != NULL && g_ascii_strcasecmp (type, "#microsoft.graph.directoryRole") != 0)
    return TRUE;

  if (*template_id != '\0')
    g_ptr_array_add (self->roles, g_steal_pointer (&template_id));
  else if (type != NULL)
    self->unnamed_role = TRUE;
  return TRUE;
}

static void
clear_roles (ConsentSnapshot *self)
{
  g_ptr_array_set_size (self->roles, 0);
  self->unnamed_role = FALSE;
}

static gboolean
take_pending (ConsentSnapshot *self,
              JsonObject      *object)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *app_id = NULL;
  JsonArray *scopes = NULL;

  if (!dup_id (object, "appId", &app_id) ||
      !consent_json_get_array (object, "pendingScopes", &scopes) ||
      !take_texts (scopes, "displayName", names))
    return FALSE;

  if (strcmp (app_id, self->client_id) != 0)
    return TRUE;

  self->n_pending++;
  g_ptr_array_extend_and_steal (self->pending, g_steal_pointer (&names));
  return TRUE;
}

static void
clear_pending (ConsentSnapshot *self)
{
  g_ptr_array_set_size (self->pending, 0);
  self->n_pending = 0;
}

/* What there is to know about each part: whether Graph answers with a list ("value"), with one
 * object, or with either; what reads one object, and what forgets all that was read. The
 * resources are many small answers, one of which may fail without harm to the others. */
typedef enum { ONE, LIST, EITHER } Shape;

static const struct
{
  const char *name;
  Shape shape;
  TakeFunc take;
  ClearFunc clear;
} parts[CONSENT_N_PARTS] = {
  [CONSENT_PART_ME] = { "me", ONE, take_me, clear_me },
  [CONSENT_PART_ORGANIZATION] = { "organization", EITHER, take_organization, clear_organization },
  [CONSENT_PART_APP] = { "app", EITHER, take_app, clear_app },
  [CONSENT_PART_GRANTS] = { "grants", LIST, take_grant, clear_grants },
  [CONSENT_PART_APP_ROLES] = { "app-roles", LIST, take_app_role, clear_app_roles },
  [CONSENT_PART_RESOURCES] = { "resources", EITHER, take_resource, NULL },
  [CONSENT_PART_USER_CONSENT] = { "user-consent", ONE, take_user_consent, clear_user_consent },
  [CONSENT_PART_CLASSIFICATIONS] = { "classifications", LIST, take_classification,
                                     clear_classifications },
  [CONSENT_PART_WORKFLOW] = { "workflow", ONE, take_workflow, clear_workflow },
  [CONSENT_PART_ROLES] = { "roles", LIST, take_role, clear_roles },
  [CONSENT_PART_PENDING] = { "pending", LIST, take_pending, clear_pending },
};

static gboolean
take_list (ConsentSnapshot *self,
           ConsentPart      part,
           JsonArray       *list)
{
  for (unsigned i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *item = consent_json_as_object (json_array_get_element (list, i));

      if (item == NULL || !parts[part].take (self, item))
        return FALSE;
    }

  return TRUE;
}

void
consent_snapshot_parts_init (ConsentSnapshot *self)
{
  self->domains = g_ptr_array_new_with_free_func (g_free);
  self->grants = g_ptr_array_new_with_free_func ((GDestroyNotify) grant_free);
  self->resources = g_ptr_array_new_with_free_func ((GDestroyNotify) resource_free);
  self->consent_policies = g_ptr_array_new_with_free_func (g_free);
  self->classifications = g_ptr_array_new_with_free_func ((GDestroyNotify) classification_free);
  self->roles = g_ptr_array_new_with_free_func (g_free);
  self->pending = g_ptr_array_new_with_free_func (g_free);
}

void
consent_snapshot_parts_clear (ConsentSnapshot *self)
{
  g_free (self->organization_id);
  g_free (self->organization_name);
  g_ptr_array_unref (self->domains);
  g_clear_pointer (&self->app, app_free);
  g_ptr_array_unref (self->grants);
  g_ptr_array_unref (self->resources);
  g_ptr_array_unref (self->consent_policies);
  g_ptr_array_unref (self->classifications);
  g_ptr_array_unref (self->roles);
  g_ptr_array_unref (self->pending);
}

ConsentPartState
consent_snapshot_parts_take (ConsentSnapshot *self,
                             ConsentPart      part,
                             JsonNode        *body)
{
  JsonObject *object = consent_json_as_object (body);
  JsonArray *list = NULL;

  if (object == NULL || !consent_json_get_array (object, "value", &list))
    return CONSENT_PART_FAILED;

  if (list == NULL || parts[part].shape == ONE)
    {
      if (parts[part].shape == LIST || !parts[part].take (self, object))
        return CONSENT_PART_FAILED;

      return part == CONSENT_PART_APP && self->app == NULL ? CONSENT_PART_FAILED
                                                           : CONSENT_PART_READ;
    }

  if (!take_list (self, part, list))
    return CONSENT_PART_FAILED;

  /* Asking for the one app with a filter answers 200 with an empty list (reference, 5.3). */
  if (part == CONSENT_PART_APP && self->app == NULL)
    return CONSENT_PART_ABSENT;

  /* A signed-in person is always in an organization. */
  if (part == CONSENT_PART_ORGANIZATION && self->organization_id == NULL)
    return CONSENT_PART_FAILED;

  return CONSENT_PART_READ;
}

void
consent_snapshot_parts_forget (ConsentSnapshot *self,
                               ConsentPart      part)
{
  if (parts[part].clear != NULL)
    parts[part].clear (self);
}

const char *
consent_part_get_name (ConsentPart part)
{
  g_return_val_if_fail (part < CONSENT_N_PARTS, NULL);

  return parts[part].name;
}
