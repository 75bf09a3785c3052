/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-practice-paths.h"

#include "consent-practice-answers.h"

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
  ConsentPracticeAnswer *answer;
} Resource;

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
    consent_practice_answer_organization },
  { "GET", "me", SCOPES_SELF, FALSE,
    "microsoft.graph.user",
    "id deletedDateTime accountEnabled businessPhones city companyName country createdDateTime "
    "creationType department displayName externalUserState givenName jobTitle mail mailNickname "
    "mobilePhone officeLocation otherMails preferredLanguage proxyAddresses surname "
    "usageLocation userPrincipalName userType",
    consent_practice_answer_me },
  { "GET", "me/memberOf", SCOPES_SELF, FALSE,
    TYPE_DIRECTORY_OBJECT, consent_practice_answer_member_of },
  { "GET", "me/transitiveMemberOf", SCOPES_SELF, FALSE,
    TYPE_DIRECTORY_OBJECT, consent_practice_answer_member_of },
  { "GET", "me/memberOf/microsoft.graph.directoryRole", SCOPES_SELF, FALSE,
    TYPE_DIRECTORY_OBJECT, consent_practice_answer_roles },
  { "GET", "me/transitiveMemberOf/microsoft.graph.directoryRole", SCOPES_SELF, FALSE,
    TYPE_DIRECTORY_OBJECT, consent_practice_answer_roles },
  { "GET", "servicePrincipals", SCOPES_APPLICATION, FALSE,
    TYPE_SERVICE_PRINCIPAL, consent_practice_answer_service_principals },
  { "GET", "servicePrincipals/*", SCOPES_APPLICATION, FALSE,
    TYPE_SERVICE_PRINCIPAL, consent_practice_answer_service_principal },
  { "GET", "servicePrincipals/*/oauth2PermissionGrants", SCOPES_GRANTS, TRUE,
    TYPE_GRANT, consent_practice_answer_own_grants },
  { "GET", "servicePrincipals/*/appRoleAssignments", SCOPES_APPLICATION, TRUE,
    TYPE_APP_ROLE, consent_practice_answer_app_roles },
  { "GET", "servicePrincipals/*/delegatedPermissionClassifications", SCOPES_APPLICATION, FALSE,
    TYPE_CLASSIFICATION, consent_practice_answer_classifications },
  { "POST", "servicePrincipals/*/delegatedPermissionClassifications",
    "Policy.ReadWrite.PermissionGrant", TRUE,
    TYPE_CLASSIFICATION, consent_practice_answer_classify },
  { "DELETE", "servicePrincipals/*/delegatedPermissionClassifications/*",
    "Policy.ReadWrite.PermissionGrant", TRUE,
    TYPE_CLASSIFICATION, consent_practice_answer_declassify },
  { "GET", "oauth2PermissionGrants", SCOPES_GRANTS, TRUE,
    TYPE_GRANT, consent_practice_answer_grants },
  { "GET", "policies/authorizationPolicy",
    "Policy.Read.All Policy.ReadWrite.Authorization", TRUE,
    "microsoft.graph.authorizationPolicy",
    "id deletedDateTime description displayName allowedToSignUpEmailBasedSubscriptions "
    "allowedToUseSSPR allowEmailVerifiedUsersToJoinOrganization allowInvitesFrom "
    "allowUserConsentForRiskyApps blockMsolPowerShell defaultUserRolePermissions guestUserRoleId",
    consent_practice_answer_authorization },
  { "GET", "policies/adminConsentRequestPolicy",
    "Policy.Read.All Policy.ReadWrite.ConsentRequest Directory.Read.All", TRUE,
    "microsoft.graph.adminConsentRequestPolicy",
    "isEnabled notifyReviewers remindersEnabled requestDurationInDays reviewers version",
    consent_practice_answer_workflow },
  { "GET", "identityGovernance/appConsent/appConsentRequests",
    "ConsentRequest.Read.All ConsentRequest.ReadWrite.All", TRUE,
    "microsoft.graph.appConsentRequest",
    "id appDisplayName appId consentType pendingScopes",
    consent_practice_answer_requests },
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

