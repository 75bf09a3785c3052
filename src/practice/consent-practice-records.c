/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-practice-records.h"

#include "consent-permission.h"
#include "consent-practice-encoding.h"
#include "consent-practice-resources.h"

#define DATA_PATH "/com/tracker_rms/ConsentWizard/practice/practice-graph.json"

/* Enough for several pages of the length that the scenario with many users has. */
#define N_USERS 12

struct _ConsentPracticeRecords
{
  ConsentPracticeState *state;
  /* Asked once, so that what one answer says fits together. */
  gboolean visible;
  JsonNode *data;
  /* (element-type utf8 utf8): what stands for a placeholder such as "{domain}" */
  GHashTable *values;
};

static char *
fill_in (ConsentPracticeRecords *self,
         const char             *text)
{
  GString *filled = g_string_new (text);
  GHashTableIter iter;
  gpointer placeholder, value;

  g_hash_table_iter_init (&iter, self->values);
  while (g_hash_table_iter_next (&iter, &placeholder, &value))
    g_string_replace (filled, placeholder, value, 0);

  return g_string_free (filled, FALSE);
}

/* Fills in all strings in @node. The data is our own and only a few levels deep. */
static void
fill_in_node (ConsentPracticeRecords *self,
              JsonNode               *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      JsonNode *member;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, NULL, &member))
        fill_in_node (self, member);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        fill_in_node (self, json_array_get_element (array, i));
    }
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    {
      g_autofree char *filled = fill_in (self, json_node_get_string (node));

      json_node_set_string (node, filled);
    }
}

static JsonObject *
get_object (ConsentPracticeRecords *self,
            const char             *name)
{
  return json_object_get_object_member (json_node_get_object (self->data), name);
}

static JsonArray *
get_array (ConsentPracticeRecords *self,
           const char             *name)
{
  return json_object_get_array_member (json_node_get_object (self->data), name);
}

static void
set_value (ConsentPracticeRecords *self,
           const char             *placeholder,
           const char             *value)
{
  g_hash_table_insert (self->values, g_strdup (placeholder), g_strdup (value));
}

static void
make_values (ConsentPracticeRecords *self)
{
  const ConsentPracticeOrganization *organization = &self->state->scenario->organization;
  ConsentService *service = self->state->service;
  g_autofree char *app = g_strdup_printf ("%s (practice)", consent_service_get_name (service));
  g_autofree char *stem = consent_practice_organization_make_id (organization, "000000000000");

  stem[strlen (stem) - strlen ("000000000000")] = '\0';
  set_value (self, "{tenant}", organization->id);
  set_value (self, "{stem}", stem);
  set_value (self, "{organization}", organization->name);
  set_value (self, "{domain}", organization->domains[0]);
  set_value (self, "{app}", app);
  set_value (self, "{client}", consent_service_get_client_id (service));
}

static void
add_domains (ConsentPracticeRecords *self)
{
  const ConsentPracticeOrganization *organization = &self->state->scenario->organization;
  JsonObject *record = json_array_get_object_element (get_array (self, "organization"), 0);
  JsonArray *domains = json_object_get_array_member (record, "verifiedDomains");

  for (gsize i = 0; i < G_N_ELEMENTS (organization->domains) && organization->domains[i]; i++)
    {
      JsonObject *domain = json_object_new ();

      json_object_set_string_member (domain, "capabilities", "Email, OfficeCommunicationsOnline");
      json_object_set_boolean_member (domain, "isDefault", i == 0);
      json_object_set_boolean_member (domain, "isInitial",
                                      strstr (organization->domains[i], ".onmicrosoft.") != NULL);
      json_object_set_string_member (domain, "name", organization->domains[i]);
      json_object_set_string_member (domain, "type", "Managed");
      json_array_add_object_element (domains, domain);
    }
}

/* Reference, 5.8: every permission has an ID, a name, a type and texts. */
static void
add_scopes (JsonObject *api)
{
  const char *api_id = json_object_get_string_member (api, "appId");
  JsonArray *scopes = json_object_get_array_member (api, "oauth2PermissionScopes");
  size_t n_permissions;
  const ConsentPermission *permissions = consent_permission_get_all (&n_permissions);

  for (size_t i = 0; i < n_permissions; i++)
    {
      JsonObject *scope = NULL;

      if (permissions[i].id == NULL || !g_str_equal (permissions[i].api_id, api_id))
        continue;

      scope = json_object_new ();
      json_object_set_string_member (scope, "adminConsentDisplayName", permissions[i].label);
      json_object_set_string_member (scope, "id", permissions[i].id);
      json_object_set_boolean_member (scope, "isEnabled", TRUE);
      json_object_set_string_member (scope, "type", permissions[i].admin ? "Admin" : "User");
      json_object_set_string_member (scope, "userConsentDisplayName", permissions[i].label);
      json_object_set_string_member (scope, "value", permissions[i].name);
      json_array_add_object_element (scopes, scope);
    }
}

/* Granting makes the entry, if someone has not made it before by connecting alone (2.4). */
static gboolean
has_app (ConsentPracticeRecords *self)
{
  return self->visible ||
         consent_practice_state_is (self->state, CONSENT_PRACTICE_SOME_USERS);
}

static void
add_app (ConsentPracticeRecords *self)
{
  ConsentPracticeState *state = self->state;
  JsonObject *app = get_object (self, "app");
  JsonArray *addresses = json_object_get_array_member (app, "replyUrls");
  GPtrArray *regions = consent_service_get_regions (state->service);

  for (guint i = 0; i < regions->len; i++)
    json_array_add_string_element (addresses,
                                   ((ConsentRegion *) g_ptr_array_index (regions, i))->redirect_uri);

  json_object_set_boolean_member (app, "accountEnabled",
                                  !consent_practice_state_is (state, CONSENT_PRACTICE_APP_OFF));
  json_object_set_boolean_member (app, "appRoleAssignmentRequired",
                                  consent_practice_state_is (state, CONSENT_PRACTICE_ASSIGNMENT));
  if (consent_practice_state_is (state, CONSENT_PRACTICE_VERIFIED))
    {
      JsonObject *publisher = json_object_get_object_member (app, "verifiedPublisher");

      json_object_set_string_member (publisher, "displayName",
                                     consent_service_get_name (state->service));
      json_object_set_string_member (publisher, "verifiedPublisherId", "1234567");
      json_object_set_string_member (publisher, "addedDateTime", "2024-01-15T09:00:00Z");
    }

  json_array_add_object_element (get_array (self, "servicePrincipals"), json_object_ref (app));
}

/* Opaque, and never with a slash (reference, 5.4). */
static char *
make_grant_id (const char *client_id,
               const char *principal_id)
{
  g_autofree char *text = g_strconcat (client_id, principal_id, NULL);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *) text, strlen (text));
  g_checksum_get_digest (checksum, digest, &length);

  return consent_practice_base64url (digest, length);
}

/* @principal_id: (nullable): whom it is for, %NULL for everyone */
static void
add_grant (ConsentPracticeRecords *self,
           JsonArray              *grants,
           const char             *principal_id,
           const char             *scope)
{
  JsonObject *app = get_object (self, "app");
  JsonObject *graph = json_array_get_object_element (get_array (self, "servicePrincipals"), 0);
  const char *client_id = json_object_get_string_member (app, "id");
  g_autofree char *id = make_grant_id (client_id, principal_id);
  JsonObject *grant = json_object_new ();

  json_object_set_string_member (grant, "clientId", client_id);
  json_object_set_string_member (grant, "consentType",
                                 principal_id == NULL ? "AllPrincipals" : "Principal");
  json_object_set_string_member (grant, "id", id);
  json_object_set_string_member (grant, "principalId", principal_id);
  json_object_set_string_member (grant, "resourceId", json_object_get_string_member (graph, "id"));
  json_object_set_string_member (grant, "scope", scope);
  json_array_add_object_element (grants, grant);
}

/* What users agreed to alone comes first, so that the row for everyone is on the last page. */
static void
add_grants (ConsentPracticeRecords *self)
{
  JsonArray *grants = json_array_new ();

  json_object_set_array_member (json_node_get_object (self->data), "grants", grants);

  if (consent_practice_state_is (self->state, CONSENT_PRACTICE_SOME_USERS))
    for (int i = 0; i < N_USERS; i++)
      {
        g_autofree char *end = g_strdup_printf ("0000000001%02d", i);
        g_autofree char *user = consent_practice_organization_make_id
          (&self->state->scenario->organization, end);

        add_grant (self, grants, user,
                   "openid profile offline_access User.Read Mail.ReadWrite Mail.Send");
      }

  if (self->visible)
    {
      char **names = (char **) consent_practice_scenario_get_permissions ();
      g_autofree char *joined = g_strjoinv (" ", names);
      /* Spaces at the ends do occur (reference, 5.4). */
      g_autofree char *scope = g_strconcat (" ", joined, NULL);

      add_grant (self, grants, NULL, scope);
    }
}

static void
set_user_consent (ConsentPracticeRecords *self)
{
  JsonObject *policy = get_object (self, "authorizationPolicy");
  JsonObject *role = json_object_get_object_member (policy, "defaultUserRolePermissions");
  JsonObject *lists = get_object (self, "permissionGrantPoliciesAssigned");
  JsonArray *list = json_object_get_array_member (lists, self->state->scenario->user_consent);

  json_object_set_array_member (role, "permissionGrantPoliciesAssigned", json_array_ref (list));
}

/* What a colleague asked for names the permissions before any consent (reference, 5.10). */
static void
add_pending_scopes (ConsentPracticeRecords *self)
{
  JsonArray *requests = consent_practice_records_get_requests (self);
  JsonArray *scopes = json_array_new ();
  const char * const *list = consent_practice_scenario_get_permissions ();

  for (gsize i = 0; list[i] != NULL; i++)
    {
      JsonObject *scope = json_object_new ();

      json_object_set_string_member (scope, "displayName", list[i]);
      json_array_add_object_element (scopes, scope);
    }

  if (json_array_get_length (requests) > 0)
    json_object_set_array_member (json_array_get_object_element (requests, 0),
                                  "pendingScopes", scopes);
  else
    json_array_unref (scopes);
}

static JsonNode *
load_data (void)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  JsonNode *node = NULL;

  bytes = g_resource_lookup_data (consent_practice_get_resource (), DATA_PATH,
                                  G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  node = json_from_string (text, &error);
  g_assert_no_error (error);

  return node;
}

ConsentPracticeRecords *
consent_practice_records_new (ConsentPracticeState *state)
{
  ConsentPracticeRecords *self = g_new0 (ConsentPracticeRecords, 1);
  JsonArray *apis = NULL;

  self->state = state;
  self->visible = consent_practice_state_is_visible (state);
  self->data = load_data ();
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  make_values (self);
  fill_in_node (self, self->data);

  add_domains (self);
  apis = get_array (self, "servicePrincipals");
  for (guint i = 0; i < json_array_get_length (apis); i++)
    add_scopes (json_array_get_object_element (apis, i));
  if (has_app (self))
    add_app (self);
  add_grants (self);
  set_user_consent (self);
  add_pending_scopes (self);

  return self;
}

void
consent_practice_records_free (ConsentPracticeRecords *self)
{
  g_clear_pointer (&self->data, json_node_unref);
  g_clear_pointer (&self->values, g_hash_table_unref);
  g_free (self);
}

JsonArray *
consent_practice_records_get_organization (ConsentPracticeRecords *self)
{
  return get_array (self, "organization");
}

JsonObject *
consent_practice_records_get_me (ConsentPracticeRecords       *self,
                                 const ConsentPracticeAccount *account)
{
  return json_object_get_object_member (get_object (self, account->mailbox), "me");
}

JsonArray *
consent_practice_records_get_member_of (ConsentPracticeRecords       *self,
                                        const ConsentPracticeAccount *account)
{
  return json_object_get_array_member (get_object (self, account->mailbox), "memberOf");
}

JsonArray *
consent_practice_records_get_service_principals (ConsentPracticeRecords *self)
{
  return get_array (self, "servicePrincipals");
}

JsonArray *
consent_practice_records_get_grants (ConsentPracticeRecords *self)
{
  return get_array (self, "grants");
}

JsonObject *
consent_practice_records_get_authorization (ConsentPracticeRecords *self)
{
  return get_object (self, "authorizationPolicy");
}

JsonObject *
consent_practice_records_get_workflow (ConsentPracticeRecords *self)
{
  if (consent_practice_state_is (self->state, CONSENT_PRACTICE_WORKFLOW))
    return json_object_get_object_member (get_object (self, "workflow"),
                                          "adminConsentRequestPolicy");

  return get_object (self, "adminConsentRequestPolicy");
}

JsonArray *
consent_practice_records_get_requests (ConsentPracticeRecords *self)
{
  gboolean open = consent_practice_state_is (self->state, CONSENT_PRACTICE_WORKFLOW) &&
                  !self->visible;

  return open ? json_object_get_array_member (get_object (self, "workflow"), "appConsentRequests")
              : get_array (self, "appConsentRequests");
}
