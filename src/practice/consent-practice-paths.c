/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-practice-paths.h"

#include "consent-permission.h"
#include "consent-practice-odata.h"
#include "consent-practice-records.h"

#define STATUS_TOO_MANY_REQUESTS 429 /* RFC 6585 */

#define MAX_KEYS 2

typedef struct
{
  const char *method;
  /* Segments; "*" takes any one as a key. */
  const char *path;
  /* Any one of these will do (reference, 5.2). */
  const char *scopes;
  /* Whether the person needs a role as well; the administrator here has all of them. */
  gboolean needs_role;
  /* Reference, 5.3 to 5.10, and for the rest of the names the v1.0 metadata. */
  const char *type;
  const char *properties;
  void (*answer) (ConsentPracticeCall     *call,
                  ConsentPracticeRecords  *records,
                  char                   **keys);
} Resource;

static void
refuse_unknown_resource (ConsentPracticeCall *call,
                         const char          *id)
{
  g_autofree char *message = NULL;

  message = g_strdup_printf ("Resource '%s' does not exist or one of its queried reference-property "
                             "objects are not present.", id);
  consent_practice_call_refuse (call, 404, "Request_ResourceNotFound", message);
}

/* A sign-in with User.Read alone learns that these are there, and little about them (5.2, 5.9). */
static void
hide_members (ConsentPracticeCall *call,
              JsonArray           *rows,
              const char          *shown)
{
  g_auto (GStrv) names = g_strsplit (shown, " ", -1);

  if (consent_practice_session_has_scope (call->session, "Directory.Read.All") ||
      consent_practice_session_has_scope (call->session, "Organization.Read.All"))
    return;

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      g_autoptr (GList) members = json_object_get_members (row);

      for (GList *l = members; l != NULL; l = l->next)
        if (!g_strv_contains ((const char * const *) names, l->data))
          json_object_set_null_member (row, l->data);
    }
}

static void
answer_organization (ConsentPracticeCall     *call,
                     ConsentPracticeRecords  *records,
                     char                   **keys)
{
  JsonArray *rows = consent_practice_records_get_organization (records);

  hide_members (call, rows, "id displayName verifiedDomains");
  consent_practice_call_reply_list (call, rows, NULL);
}

static void
answer_me (ConsentPracticeCall     *call,
           ConsentPracticeRecords  *records,
           char                   **keys)
{
  JsonObject *me = consent_practice_records_get_me (records, call->session->account);

  consent_practice_call_reply_object (call, 200, me);
}

static void
answer_member_of (ConsentPracticeCall     *call,
                  ConsentPracticeRecords  *records,
                  char                   **keys)
{
  JsonArray *rows = consent_practice_records_get_member_of (records, call->session->account);

  hide_members (call, rows, "@odata.type id");
  consent_practice_call_reply_list (call, rows, NULL);
}

/* A cast is an advanced query (reference, 5.1 and 5.9). */
static void
answer_roles (ConsentPracticeCall     *call,
              ConsentPracticeRecords  *records,
              char                   **keys)
{
  JsonArray *rows = consent_practice_records_get_member_of (records, call->session->account);
  g_autoptr (JsonArray) roles = json_array_new ();

  if (!call->eventual || g_strcmp0 (consent_practice_call_get_option (call, "$count"), "true") != 0)
    {
      consent_practice_call_refuse (call, 400, "Request_UnsupportedQuery",
                                    "The specified query needs ConsistencyLevel and $count.");
      return;
    }

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      if (g_str_equal (json_object_get_string_member (row, "@odata.type"),
                       "#microsoft.graph.directoryRole"))
        json_array_add_object_element (roles, json_object_ref (row));
    }
  consent_practice_call_reply_list (call, roles, NULL);
}

static void
answer_service_principals (ConsentPracticeCall     *call,
                           ConsentPracticeRecords  *records,
                           char                   **keys)
{
  consent_practice_call_reply_list (call, consent_practice_records_get_service_principals (records),
                                    "id appId displayName");
}

/* (nullable): the entry that @key names by its object ID or as "appId=...", or a refusal */
static JsonObject *
find_service_principal (ConsentPracticeCall    *call,
                        ConsentPracticeRecords *records,
                        const char             *key)
{
  JsonArray *rows = consent_practice_records_get_service_principals (records);
  gboolean by_app = g_str_has_prefix (key, "appId=");
  const char *id = by_app ? key + strlen ("appId=") : key;

  if (!g_uuid_string_is_valid (id))
    {
      consent_practice_call_refuse (call, 400, "Request_BadRequest",
                                    "Invalid object identifier or value of 'appId'.");
      return NULL;
    }

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      if (g_ascii_strcasecmp (json_object_get_string_member (row, by_app ? "appId" : "id"), id) == 0)
        return row;
    }

  refuse_unknown_resource (call, id);

  return NULL;
}

static void
answer_service_principal (ConsentPracticeCall     *call,
                          ConsentPracticeRecords  *records,
                          char                   **keys)
{
  JsonObject *found = find_service_principal (call, records, keys[0]);

  if (found != NULL)
    consent_practice_call_reply_object (call, 200, found);
}

static void
answer_grants (ConsentPracticeCall     *call,
               ConsentPracticeRecords  *records,
               char                   **keys)
{
  consent_practice_call_reply_list (call, consent_practice_records_get_grants (records),
                                    "clientId consentType");
}

static void
answer_own_grants (ConsentPracticeCall     *call,
                   ConsentPracticeRecords  *records,
                   char                   **keys)
{
  JsonObject *found = find_service_principal (call, records, keys[0]);
  g_autoptr (JsonArray) rows = NULL;
  g_autofree char *filter = NULL;

  if (found == NULL)
    return;

  filter = g_strdup_printf ("clientId eq '%s'", json_object_get_string_member (found, "id"));
  rows = consent_practice_odata_filter (consent_practice_records_get_grants (records),
                                        filter, "clientId");
  consent_practice_call_reply_list (call, rows, NULL);
}

/* Nothing here works without someone signed in (reference, 5.5). */
static void
answer_app_roles (ConsentPracticeCall     *call,
                  ConsentPracticeRecords  *records,
                  char                   **keys)
{
  g_autoptr (JsonArray) none = json_array_new ();

  if (find_service_principal (call, records, keys[0]) != NULL)
    consent_practice_call_reply_list (call, none, NULL);
}

/* Only Microsoft Graph's permissions can be classified here. */
static gboolean
check_classified_api (ConsentPracticeCall    *call,
                      ConsentPracticeRecords *records,
                      const char             *key)
{
  JsonObject *api = find_service_principal (call, records, key);

  if (api == NULL)
    return FALSE;

  if (g_str_equal (json_object_get_string_member (api, "appId"),
                   CONSENT_API_GRAPH))
    return TRUE;

  refuse_unknown_resource (call, key);

  return FALSE;
}

static void
answer_classifications (ConsentPracticeCall     *call,
                        ConsentPracticeRecords  *records,
                        char                   **keys)
{
  g_autoptr (JsonArray) rows = NULL;

  rows = consent_practice_classifications_to_json (call->state->classifications);
  if (check_classified_api (call, records, keys[0]))
    consent_practice_call_reply_list (call, rows, NULL);
}

static const char *
get_body_member (ConsentPracticeCall *call,
                 const char          *name)
{
  JsonNode *node = NULL;

  if (call->body != NULL && JSON_NODE_HOLDS_OBJECT (call->body))
    node = json_object_get_member (json_node_get_object (call->body), name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static void
answer_classify (ConsentPracticeCall     *call,
                 ConsentPracticeRecords  *records,
                 char                   **keys)
{
  ConsentPracticeClassifications *classifications = call->state->classifications;
  const char *code = NULL;
  guint status;
  g_autoptr (JsonArray) rows = NULL;
  JsonObject *added = NULL;

  if (!check_classified_api (call, records, keys[0]))
    return;

  status = consent_practice_classifications_add (classifications,
                                                 get_body_member (call, "permissionId"),
                                                 get_body_member (call, "classification"),
                                                 &code);
  if (status != 201)
    {
      consent_practice_call_refuse (call, status, code,
                                    "The permission cannot be classified like that.");
      return;
    }

  rows = consent_practice_classifications_to_json (classifications);
  added = json_array_get_object_element (rows, json_array_get_length (rows) - 1);
  consent_practice_call_reply_object (call, 201, added);
}

static void
answer_declassify (ConsentPracticeCall     *call,
                   ConsentPracticeRecords  *records,
                   char                   **keys)
{
  if (!check_classified_api (call, records, keys[0]))
    return;

  if (consent_practice_classifications_remove (call->state->classifications, keys[1]))
    call->status = 204;
  else
    refuse_unknown_resource (call, keys[1]);
}

static void
answer_authorization (ConsentPracticeCall     *call,
                      ConsentPracticeRecords  *records,
                      char                   **keys)
{
  JsonObject *policy = consent_practice_records_get_authorization (records);

  consent_practice_call_reply_object (call, 200, policy);
}

static void
answer_workflow (ConsentPracticeCall     *call,
                 ConsentPracticeRecords  *records,
                 char                   **keys)
{
  JsonObject *policy = consent_practice_records_get_workflow (records);

  consent_practice_call_reply_object (call, 200, policy);
}

static void
answer_requests (ConsentPracticeCall     *call,
                 ConsentPracticeRecords  *records,
                 char                   **keys)
{
  consent_practice_call_reply_list (call, consent_practice_records_get_requests (records), "appId");
}

#define SCOPES_APPLICATION \
  "Application.Read.All Directory.Read.All Application.ReadWrite.All Directory.ReadWrite.All"
#define SCOPES_GRANTS \
  "Directory.Read.All DelegatedPermissionGrant.ReadWrite.All Directory.ReadWrite.All"
#define SCOPES_SELF \
  "User.Read Organization.Read.All Directory.Read.All Directory.ReadWrite.All"

#define TYPE_SERVICE_PRINCIPAL \
  "microsoft.graph.servicePrincipal", \
  "id deletedDateTime accountEnabled addIns alternativeNames appDescription appDisplayName appId " \
  "applicationTemplateId appOwnerOrganizationId appRoleAssignmentRequired appRoles description " \
  "disabledByMicrosoftStatus displayName homepage info isDisabled keyCredentials loginUrl " \
  "logoutUrl notes notificationEmailAddresses oauth2PermissionScopes passwordCredentials " \
  "preferredSingleSignOnMode replyUrls servicePrincipalNames servicePrincipalType " \
  "signInAudience tags tokenEncryptionKeyId verifiedPublisher"
#define TYPE_GRANT \
  "microsoft.graph.oAuth2PermissionGrant", \
  "id clientId consentType principalId resourceId scope"
#define TYPE_APP_ROLE \
  "microsoft.graph.appRoleAssignment", \
  "id deletedDateTime appRoleId createdDateTime principalDisplayName principalId principalType " \
  "resourceDisplayName resourceId"
#define TYPE_CLASSIFICATION \
  "microsoft.graph.delegatedPermissionClassification", \
  "id classification permissionId permissionName"
#define TYPE_DIRECTORY_OBJECT \
  "microsoft.graph.directoryObject", \
  "id deletedDateTime description displayName roleTemplateId"

static const Resource resources[] = {
  { "GET", "organization", SCOPES_SELF, FALSE,
    "microsoft.graph.organization",
    "id deletedDateTime assignedPlans businessPhones city country countryLetterCode "
    "createdDateTime defaultUsageLocation displayName onPremisesLastSyncDateTime "
    "onPremisesSyncEnabled partnerTenantType postalCode preferredLanguage provisionedPlans state "
    "street technicalNotificationMails tenantType verifiedDomains",
    answer_organization },
  { "GET", "me", SCOPES_SELF, FALSE,
    "microsoft.graph.user",
    "id deletedDateTime accountEnabled businessPhones city companyName country createdDateTime "
    "creationType department displayName externalUserState givenName jobTitle mail mailNickname "
    "mobilePhone officeLocation otherMails preferredLanguage proxyAddresses surname "
    "usageLocation userPrincipalName userType",
    answer_me },
  { "GET", "me/memberOf", SCOPES_SELF, FALSE, TYPE_DIRECTORY_OBJECT, answer_member_of },
  { "GET", "me/transitiveMemberOf", SCOPES_SELF, FALSE, TYPE_DIRECTORY_OBJECT, answer_member_of },
  { "GET", "me/memberOf/microsoft.graph.directoryRole", SCOPES_SELF, FALSE,
    TYPE_DIRECTORY_OBJECT, answer_roles },
  { "GET", "me/transitiveMemberOf/microsoft.graph.directoryRole", SCOPES_SELF, FALSE,
    TYPE_DIRECTORY_OBJECT, answer_roles },
  { "GET", "servicePrincipals", SCOPES_APPLICATION, FALSE,
    TYPE_SERVICE_PRINCIPAL, answer_service_principals },
  { "GET", "servicePrincipals/*", SCOPES_APPLICATION, FALSE,
    TYPE_SERVICE_PRINCIPAL, answer_service_principal },
  { "GET", "servicePrincipals/*/oauth2PermissionGrants", SCOPES_GRANTS, TRUE,
    TYPE_GRANT, answer_own_grants },
  { "GET", "servicePrincipals/*/appRoleAssignments", SCOPES_APPLICATION, TRUE,
    TYPE_APP_ROLE, answer_app_roles },
  { "GET", "servicePrincipals/*/delegatedPermissionClassifications", SCOPES_APPLICATION, FALSE,
    TYPE_CLASSIFICATION, answer_classifications },
  { "POST", "servicePrincipals/*/delegatedPermissionClassifications",
    "Policy.ReadWrite.PermissionGrant", TRUE, TYPE_CLASSIFICATION, answer_classify },
  { "DELETE", "servicePrincipals/*/delegatedPermissionClassifications/*",
    "Policy.ReadWrite.PermissionGrant", TRUE, TYPE_CLASSIFICATION, answer_declassify },
  { "GET", "oauth2PermissionGrants", SCOPES_GRANTS, TRUE, TYPE_GRANT, answer_grants },
  { "GET", "policies/authorizationPolicy",
    "Policy.Read.All Policy.ReadWrite.Authorization", TRUE,
    "microsoft.graph.authorizationPolicy",
    "id deletedDateTime description displayName allowedToSignUpEmailBasedSubscriptions "
    "allowedToUseSSPR allowEmailVerifiedUsersToJoinOrganization allowInvitesFrom "
    "allowUserConsentForRiskyApps blockMsolPowerShell defaultUserRolePermissions guestUserRoleId",
    answer_authorization },
  { "GET", "policies/adminConsentRequestPolicy",
    "Policy.Read.All Policy.ReadWrite.ConsentRequest Directory.Read.All", TRUE,
    "microsoft.graph.adminConsentRequestPolicy",
    "isEnabled notifyReviewers remindersEnabled requestDurationInDays reviewers version",
    answer_workflow },
  { "GET", "identityGovernance/appConsent/appConsentRequests",
    "ConsentRequest.Read.All ConsentRequest.ReadWrite.All", TRUE,
    "microsoft.graph.appConsentRequest",
    "id appDisplayName appId consentType pendingScopes",
    answer_requests },
};

/* Reads the form "name(appId='...')" as the segment "name" and the key "appId=...". */
static GStrv
split_path (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      const char *open = strstr (parts[i], "(appId='");
      g_autofree char *name = NULL;
      g_autofree char *key = NULL;

      if (open == NULL || !g_str_has_suffix (parts[i], "')") ||
          strlen (open) < strlen ("(appId='')"))
        {
          g_strv_builder_add (builder, parts[i]);
          continue;
        }

      name = g_strndup (parts[i], open - parts[i]);
      open += strlen ("(appId='");
      key = g_strdup_printf ("appId=%.*s", (int) (strlen (open) - strlen ("')")), open);
      g_strv_builder_add (builder, name);
      g_strv_builder_add (builder, key);
    }

  return g_strv_builder_end (builder);
}

static gboolean
path_matches (const char  *pattern,
              GStrv        segments,
              char       **keys)
{
  g_auto (GStrv) wanted = g_strsplit (pattern, "/", -1);
  gsize n_keys = 0;

  if (g_strv_length (wanted) != g_strv_length (segments))
    return FALSE;

  for (gsize i = 0; i < MAX_KEYS; i++)
    g_clear_pointer (&keys[i], g_free);

  for (gsize i = 0; wanted[i] != NULL; i++)
    if (g_str_equal (wanted[i], "*"))
      keys[n_keys++] = g_strdup (segments[i]);
    else if (!g_str_equal (wanted[i], segments[i]))
      return FALSE;

  return TRUE;
}

/* @keys: (out caller-allocates): MAX_KEYS strings, which the caller frees */
static const Resource *
find_resource (ConsentPracticeCall  *call,
               char                **keys)
{
  g_auto (GStrv) segments = split_path (call->path);

  for (gsize i = 0; i < G_N_ELEMENTS (resources); i++)
    if (g_str_equal (resources[i].method, call->method) &&
        path_matches (resources[i].path, segments, keys))
      return &resources[i];

  return NULL;
}

/* Reference, 5.2: a scope of the token and a role of the person, and both or nothing. */
static gboolean
is_allowed (ConsentPracticeCall *call,
            const Resource      *resource)
{
  g_auto (GStrv) scopes = g_strsplit (resource->scopes, " ", -1);

  if (resource->needs_role && !call->session->account->is_admin)
    return FALSE;

  for (gsize i = 0; scopes[i] != NULL; i++)
    if (consent_practice_session_has_scope (call->session, scopes[i]))
      return TRUE;

  return FALSE;
}

void
consent_practice_paths_answer (ConsentPracticeCall *self)
{
  g_auto (GStrv) keys = g_new0 (char *, MAX_KEYS + 1);
  const Resource *resource = find_resource (self, keys);
  g_autofree char *address = g_strdup_printf ("%s %s", self->method, self->path);
  g_autoptr (ConsentPracticeRecords) records = NULL;

  if (resource == NULL)
    {
      g_autofree char *message = g_strdup_printf ("Resource not found for the segment '%s'.",
                                                  self->path);

      consent_practice_call_refuse (self, 404, "ResourceNotFound", message);
      return;
    }

  self->retry_after = consent_practice_state_must_wait (self->state, address);
  if (self->retry_after > 0)
    {
      consent_practice_call_refuse (self, STATUS_TOO_MANY_REQUESTS, "TooManyRequests",
                                    "Too many requests. Wait before you try again.");
      return;
    }

  if (!consent_practice_call_check_options (self, resource->type, resource->properties))
    return;

  if (!is_allowed (self, resource))
    {
      consent_practice_call_refuse (self, 403, "Authorization_RequestDenied",
                                    "Insufficient privileges to complete the operation.");
      return;
    }

  records = consent_practice_records_new (self->state);
  resource->answer (self, records, keys);
}

