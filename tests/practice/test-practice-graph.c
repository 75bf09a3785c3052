/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice-oauth.h"

#define CLIENT_ID "5353a3d2-8ca9-42d2-b567-ea399ccb5e38"
#define GRAPH_APP "00000003-0000-0000-c000-000000000000"
#define APP "/servicePrincipals(appId='" CLIENT_ID "')"
#define TENANT "c0ffee01-0000-4000-8000-000000000000"
#define USER_READ "e1fe6dd8-ba31-4d61-89e7-88639da4683d"
#define REQUEST_ID "aaaabbbb-0000-cccc-1111-dddd2222eeee"

#define WIDE_SCOPES \
  PRACTICE_SCOPES " ConsentRequest.Read.All Policy.ReadWrite.PermissionGrant"

/* @body: (nullable): JSON to send */
static PracticeAnswer *
send (PracticeFixture *fixture,
      const char      *scenario,
      const char      *token,
      const char      *method,
      const char      *path,
      const char      *body)
{
  g_autofree char *graph = consent_practice_server_get_graph (fixture->server, scenario);
  g_autofree char *address = g_strconcat (g_str_has_prefix (path, "http") ? "" : graph,
                                          g_str_has_prefix (path, "http") ? "" : "/v1.0",
                                          path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, address);
  SoupMessageHeaders *headers = NULL;

  g_assert_nonnull (message);
  headers = soup_message_get_request_headers (message);
  soup_message_headers_replace (headers, "client-request-id", REQUEST_ID);
  if (strstr (path, "$count=true") != NULL)
    soup_message_headers_replace (headers, "ConsistencyLevel", "eventual");
  if (token != NULL)
    {
      g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);

      soup_message_headers_replace (headers, "Authorization", bearer);
    }
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }

  return practice_send (fixture, message);
}

static PracticeAnswer *
get (PracticeFixture *fixture,
     const char      *scenario,
     const char      *token,
     const char      *path)
{
  return send (fixture, scenario, token, "GET", path, NULL);
}

/* The value at a path of member names and list indexes, such as "value/0/id". */
static JsonNode *
dig (JsonNode   *node,
     const char *path)
{
  g_auto (GStrv) steps = g_strsplit (path, "/", -1);

  for (gsize i = 0; steps[i] != NULL; i++)
    {
      if (JSON_NODE_HOLDS_ARRAY (node))
        node = json_array_get_element (json_node_get_array (node),
                                       g_ascii_strtoull (steps[i], NULL, 10));
      else
        node = json_object_get_member (json_node_get_object (node), steps[i]);
      g_assert_nonnull (node);
    }

  return node;
}

static const char *
dig_string (PracticeAnswer *answer,
            const char     *path)
{
  return json_node_get_string (dig (answer->json, path));
}

static guint
count_rows (PracticeAnswer *answer)
{
  g_assert_cmpuint (answer->status, ==, 200);

  return json_array_get_length (json_node_get_array (dig (answer->json, "value")));
}

/* Reference, 5.1. */
static void
assert_refused (PracticeAnswer *answer,
                guint           status,
                const char     *code)
{
  g_assert_cmpuint (answer->status, ==, status);
  g_assert_cmpstr (dig_string (answer, "error/code"), ==, code);
  g_assert_cmpuint (strlen (dig_string (answer, "error/message")), >, 0);
  g_assert_cmpstr (dig_string (answer, "error/innerError/client-request-id"), ==, REQUEST_ID);
  g_assert_cmpstr (dig_string (answer, "error/innerError/request-id"), ==,
                   practice_header (answer, "request-id"));
  g_assert_cmpstr (practice_header (answer, "client-request-id"), ==, REQUEST_ID);
}

static char *
sign_in (PracticeFixture *fixture,
         const char      *scenario)
{
  return practice_get_token (fixture, scenario, "sign-in-admin", WIDE_SCOPES);
}

static void
test_tokens (PracticeFixture *fixture,
             gconstpointer    data)
{
  g_autofree char *token = sign_in (fixture, "fresh");
  g_autoptr (PracticeAnswer) none = get (fixture, "fresh", NULL, "/me");
  g_autoptr (PracticeAnswer) wrong = get (fixture, "fresh", "AAAAAAAAAAAAAAAAAAAAAA", "/me");
  g_autoptr (PracticeAnswer) elsewhere = get (fixture, "approved", token, "/me");
  g_autoptr (PracticeAnswer) right = get (fixture, "fresh", token, "/me");

  assert_refused (none, 401, "InvalidAuthenticationToken");
  g_assert_nonnull (practice_header (none, "WWW-Authenticate"));
  assert_refused (wrong, 401, "InvalidAuthenticationToken");
  assert_refused (elsewhere, 401, "InvalidAuthenticationToken");
  g_assert_cmpuint (right->status, ==, 200);
  g_assert_true (g_uuid_string_is_valid (practice_header (right, "request-id")));
}

/* Reference, 5.9. */
static void
test_who (PracticeFixture *fixture,
          gconstpointer    data)
{
  g_autofree char *token = sign_in (fixture, "fresh");
  g_autoptr (PracticeAnswer) organization =
    get (fixture, "fresh", token, "/organization?$select=id,displayName,verifiedDomains");
  g_autoptr (PracticeAnswer) me =
    get (fixture, "fresh", token, "/me?$select=id,displayName,userPrincipalName,mail,userType");
  g_autoptr (PracticeAnswer) groups =
    get (fixture, "fresh", token, "/me/transitiveMemberOf?$top=100");
  g_autoptr (PracticeAnswer) roles =
    get (fixture, "fresh", token,
         "/me/memberOf/microsoft.graph.directoryRole?$count=true&$select=id,roleTemplateId");
  g_autoptr (PracticeAnswer) not_eventual =
    get (fixture, "fresh", token, "/me/memberOf/microsoft.graph.directoryRole");

  g_assert_cmpuint (count_rows (organization), ==, 1);
  g_assert_cmpstr (dig_string (organization, "value/0/id"), ==, TENANT);
  g_assert_cmpstr (dig_string (organization, "value/0/verifiedDomains/0/name"), ==, "fresh.example");
  g_assert_false (json_object_has_member (json_node_get_object (dig (organization->json, "value/0")),
                                          "tenantType"));
  g_assert_cmpstr (dig_string (me, "userPrincipalName"), ==, "avery.admin@fresh.example");
  g_assert_cmpstr (dig_string (me, "userType"), ==, "Member");
  g_assert_cmpuint (count_rows (groups), ==, 2);
  g_assert_cmpstr (dig_string (groups, "value/1/@odata.type"), ==, "#microsoft.graph.directoryRole");
  g_assert_cmpstr (dig_string (groups, "value/1/roleTemplateId"), ==,
                   "62e90394-69f5-4237-9190-012177145e10");
  g_assert_cmpuint (count_rows (roles), ==, 1);
  g_assert_cmpint (json_node_get_int (dig (roles->json, "@odata.count")), ==, 1);
  assert_refused (not_eventual, 400, "Request_UnsupportedQuery");
}

/* Reference, 5.2: User.Read alone. */
static void
test_few_scopes (PracticeFixture *fixture,
                 gconstpointer    data)
{
  g_autofree char *token = practice_get_token (fixture, "approved", "sign-in-admin", "User.Read");
  g_autoptr (PracticeAnswer) organization = get (fixture, "approved", token, "/organization");
  g_autoptr (PracticeAnswer) groups = get (fixture, "approved", token, "/me/memberOf");
  g_autoptr (PracticeAnswer) app = get (fixture, "approved", token, APP);
  g_autoptr (PracticeAnswer) policy = get (fixture, "approved", token,
                                           "/policies/authorizationPolicy");

  g_assert_cmpstr (dig_string (organization, "value/0/displayName"), ==, "Approved Staffing");
  g_assert_true (JSON_NODE_HOLDS_NULL (dig (organization->json, "value/0/tenantType")));
  g_assert_true (JSON_NODE_HOLDS_NULL (dig (groups->json, "value/0/displayName")));
  assert_refused (app, 403, "Authorization_RequestDenied");
  assert_refused (policy, 403, "Authorization_RequestDenied");
}

/* Reference, 5.2: scopes are not all, the person's role counts as well. */
static void
test_ordinary_user (PracticeFixture *fixture,
                    gconstpointer    data)
{
  g_autofree char *token = practice_get_token (fixture, "approved", "sign-in-user", PRACTICE_SCOPES);
  g_autoptr (PracticeAnswer) app = get (fixture, "approved", token, APP);
  g_autoptr (PracticeAnswer) groups = get (fixture, "approved", token, "/me/transitiveMemberOf");
  g_autoptr (PracticeAnswer) grants = get (fixture, "approved", token, "/oauth2PermissionGrants");

  g_assert_cmpuint (app->status, ==, 200);
  g_assert_cmpuint (count_rows (groups), ==, 1);
  assert_refused (grants, 403, "Authorization_RequestDenied");
}

/* Reference, 5.3. */
static void
test_app_absent (PracticeFixture *fixture,
                 gconstpointer    data)
{
  g_autofree char *token = sign_in (fixture, "fresh");
  g_autoptr (PracticeAnswer) by_app = get (fixture, "fresh", token, APP);
  g_autoptr (PracticeAnswer) by_id =
    get (fixture, "fresh", token, "/servicePrincipals/22222222-0000-0000-0000-000000000001");
  g_autoptr (PracticeAnswer) list =
    get (fixture, "fresh", token, "/servicePrincipals?$filter=appId%20eq%20%27" CLIENT_ID "%27");
  g_autoptr (PracticeAnswer) grants =
    get (fixture, "fresh", token,
         "/oauth2PermissionGrants?$filter=clientId%20eq%20'22222222-0000-0000-0000-000000000001'");

  assert_refused (by_app, 404, "Request_ResourceNotFound");
  assert_refused (by_id, 404, "Request_ResourceNotFound");
  g_assert_true (g_str_has_prefix (dig_string (by_id, "error/message"),
                                   "Resource '22222222-0000-0000-0000-000000000001' does not exist"));
  g_assert_cmpuint (count_rows (list), ==, 0);
  g_assert_cmpuint (count_rows (grants), ==, 0);
}

/* Reference, 5.3 to 5.5. */
static void
test_app_present (PracticeFixture *fixture,
                  gconstpointer    data)
{
  g_autofree char *token = sign_in (fixture, "approved");
  g_autoptr (PracticeAnswer) app =
    get (fixture, "approved", token,
         APP "?$select=id,appId,displayName,accountEnabled,appRoleAssignmentRequired,"
         "disabledByMicrosoftStatus,verifiedPublisher,replyUrls,appOwnerOrganizationId,tags,"
         "servicePrincipalType,signInAudience,homepage,isDisabled");
  const char *id = dig_string (app, "id");
  g_autofree char *filter_path =
    g_strdup_printf ("/oauth2PermissionGrants?$filter=clientId%%20eq%%20'%s'"
                     "%%20and%%20consentType%%20eq%%20'AllPrincipals'", id);
  g_autofree char *own_path = g_strdup_printf ("/servicePrincipals/%s/oauth2PermissionGrants", id);
  g_autofree char *roles_path = g_strdup_printf ("/servicePrincipals/%s/appRoleAssignments", id);
  g_autoptr (PracticeAnswer) filtered = get (fixture, "approved", token, filter_path);
  g_autoptr (PracticeAnswer) own = get (fixture, "approved", token, own_path);
  g_autoptr (PracticeAnswer) roles = get (fixture, "approved", token, roles_path);
  g_autofree char *api_path = g_strconcat ("/servicePrincipals/",
                                           dig_string (filtered, "value/0/resourceId"), NULL);
  g_autoptr (PracticeAnswer) api = get (fixture, "approved", token, api_path);

  g_assert_cmpstr (dig_string (app, "appId"), ==, CLIENT_ID);
  g_assert_true (json_node_get_boolean (dig (app->json, "accountEnabled")));
  g_assert_false (json_node_get_boolean (dig (app->json, "appRoleAssignmentRequired")));
  g_assert_true (JSON_NODE_HOLDS_NULL (dig (app->json, "disabledByMicrosoftStatus")));
  g_assert_true (JSON_NODE_HOLDS_NULL (dig (app->json, "verifiedPublisher/verifiedPublisherId")));
  g_assert_cmpstr (dig_string (app, "replyUrls/0"), ==,
                   "https://ukevo.tracker-rms.com/Office365/CallBack");

  g_assert_cmpuint (count_rows (filtered), ==, 1);
  g_assert_cmpuint (count_rows (own), ==, 1);
  g_assert_cmpstr (dig_string (own, "value/0/id"), ==, dig_string (filtered, "value/0/id"));
  g_assert_cmpstr (dig_string (own, "value/0/consentType"), ==, "AllPrincipals");
  g_assert_cmpstr (dig_string (own, "value/0/clientId"), ==, id);
  g_assert_true (JSON_NODE_HOLDS_NULL (dig (own->json, "value/0/principalId")));
  practice_assert_contains (dig_string (own, "value/0/scope"), " Mail.Send");
  g_assert_cmpuint (count_rows (roles), ==, 0);

  g_assert_cmpstr (dig_string (api, "appId"), ==, GRAPH_APP);
  g_assert_cmpstr (dig_string (api, "oauth2PermissionScopes/0/value"), ==, "openid");
  g_assert_cmpstr (dig_string (api, "oauth2PermissionScopes/0/id"), ==,
                   "37f7f235-527c-4136-accd-4a02d197296e");
  g_assert_cmpstr (dig_string (api, "oauth2PermissionScopes/0/type"), ==, "User");
}

static void
test_scenarios (PracticeFixture *fixture,
                gconstpointer    data)
{
  const struct { const char *scenario, *path; gboolean value; } cases[] = {
    { "app-disabled", "accountEnabled", FALSE },
    { "app-disabled", "appRoleAssignmentRequired", FALSE },
    { "assignment-required", "accountEnabled", TRUE },
    { "assignment-required", "appRoleAssignmentRequired", TRUE },
    { "user-consent-managed", "accountEnabled", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *token = sign_in (fixture, cases[i].scenario);
      g_autoptr (PracticeAnswer) app = get (fixture, cases[i].scenario, token, APP);

      g_test_message ("%s", cases[i].scenario);
      g_assert_cmpuint (app->status, ==, 200);
      g_assert_cmpint (json_node_get_boolean (dig (app->json, cases[i].path)), ==, cases[i].value);
    }
}

/* Reference, 5.6 and 5.10. */
static void
test_policies (PracticeFixture *fixture,
               gconstpointer    data)
{
  const struct { const char *scenario, *entry; gboolean workflow; } cases[] = {
    { "fresh", "ManagePermissionGrantsForSelf.microsoft-user-default-recommended", FALSE },
    { "user-consent-low", "managePermissionGrantsForSelf.microsoft-user-default-low", FALSE },
    { "user-consent-managed", "ManagePermissionGrantsForSelf.microsoft-user-default-recommended",
      FALSE },
    { "user-consent-none", "ManagePermissionGrantsForOwnedResource."
                           "microsoft-dynamically-managed-permissions-for-team", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *token = sign_in (fixture, cases[i].scenario);
      g_autoptr (PracticeAnswer) authorization =
        get (fixture, cases[i].scenario, token,
             "/policies/authorizationPolicy?$select=id,defaultUserRolePermissions");
      g_autoptr (PracticeAnswer) workflow =
        get (fixture, cases[i].scenario, token, "/policies/adminConsentRequestPolicy");
      g_autoptr (PracticeAnswer) requests =
        get (fixture, cases[i].scenario, token,
             "/identityGovernance/appConsent/appConsentRequests?$filter=appId%20eq%20'"
             CLIENT_ID "'");

      g_test_message ("%s", cases[i].scenario);
      g_assert_cmpstr (dig_string (authorization,
                                   "defaultUserRolePermissions/permissionGrantPoliciesAssigned/0"),
                       ==, cases[i].entry);
      g_assert_cmpint (json_node_get_boolean (dig (workflow->json, "isEnabled")), ==,
                       cases[i].workflow);
      g_assert_cmpuint (count_rows (requests), ==, cases[i].workflow ? 1 : 0);
      if (cases[i].workflow)
        g_assert_cmpstr (dig_string (requests, "value/0/pendingScopes/0/displayName"), ==, "openid");
    }
}

/* Reference, 5.1: pages are followed as they stand, and together they are the whole list. */
static void
test_pages (PracticeFixture *fixture,
            gconstpointer    data)
{
  g_autofree char *token = sign_in (fixture, "user-consent-managed");
  g_autoptr (PracticeAnswer) app = get (fixture, "user-consent-managed", token, APP);
  g_autofree char *graph = consent_practice_server_get_graph (fixture->server,
                                                              "user-consent-managed");
  g_autofree char *path = g_strdup_printf ("/oauth2PermissionGrants?$filter=clientId%%20eq%%20'%s'",
                                           dig_string (app, "id"));
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint pages = 0;

  while (path != NULL)
    {
      g_autoptr (PracticeAnswer) answer = get (fixture, "user-consent-managed", token, path);
      JsonObject *object = json_node_get_object (answer->json);
      guint rows = count_rows (answer);

      for (guint i = 0; i < rows; i++)
        {
          g_autofree char *where = g_strdup_printf ("value/%u", i);
          JsonObject *row = json_node_get_object (dig (answer->json, where));

          g_assert_cmpstr (json_object_get_string_member (row, "consentType"), ==, "Principal");
          g_assert_nonnull (json_object_get_string_member (row, "principalId"));
          g_assert_true (g_hash_table_add (ids, g_strdup (json_object_get_string_member (row, "id"))));
        }

      pages++;
      g_clear_pointer (&path, g_free);
      if (json_object_has_member (object, "@odata.nextLink"))
        path = g_strdup (json_object_get_string_member (object, "@odata.nextLink"));
      if (path != NULL)
        g_assert_true (g_str_has_prefix (path, graph));
    }

  g_assert_cmpuint (pages, ==, 3);
  g_assert_cmpuint (g_hash_table_size (ids), ==, 12);
}

/* Where a page ends exactly with the list, none follows. */
static void
test_page_length (PracticeFixture *fixture,
                  gconstpointer    data)
{
  const struct { const char *path; guint rows; gboolean more; } cases[] = {
    { "/oauth2PermissionGrants?$top=11", 11, TRUE },
    { "/oauth2PermissionGrants?$top=12", 12, FALSE },
    { "/oauth2PermissionGrants?$top=6&$skiptoken=6", 6, FALSE },
    { "/oauth2PermissionGrants?$skiptoken=60000", 0, FALSE },
    /* A quote within a value is written twice. */
    { "/servicePrincipals?$filter=displayName%20eq%20'O''Neill'", 0, FALSE },
  };
  g_autofree char *token = sign_in (fixture, "user-consent-managed");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PracticeAnswer) answer = get (fixture, "user-consent-managed", token,
                                               cases[i].path);

      g_test_message ("%s", cases[i].path);
      g_assert_cmpuint (count_rows (answer), ==, cases[i].rows);
      g_assert_cmpint (json_object_has_member (json_node_get_object (answer->json),
                                               "@odata.nextLink"), ==, cases[i].more);
    }
}

static void
test_wrong_queries (PracticeFixture *fixture,
                    gconstpointer    data)
{
  const struct { const char *path; guint status; const char *code; } cases[] = {
    { APP "?$select=id,publisherName", 400, "BadRequest" },
    { "/me?$select=nosuch", 400, "BadRequest" },
    { "/me?$expand=manager", 400, "Request_UnsupportedQuery" },
    { "/oauth2PermissionGrants?$filter=scope%20eq%20'x'", 400, "Request_UnsupportedQuery" },
    { "/oauth2PermissionGrants?$filter=clientId%20ne%20'x'", 400, "Request_UnsupportedQuery" },
    { "/oauth2PermissionGrants?$filter=clientId%20eq%20'x", 400, "Request_UnsupportedQuery" },
    { "/oauth2PermissionGrants?$filter=clientId%20eq%20'x'%20or%20clientId%20eq%20'y'", 400,
      "Request_UnsupportedQuery" },
    { "/oauth2PermissionGrants?$filter=", 400, "Request_UnsupportedQuery" },
    { "/oauth2PermissionGrants?$top=0", 400, "Request_BadRequest" },
    { "/oauth2PermissionGrants?$top=1000", 400, "Request_BadRequest" },
    { "/oauth2PermissionGrants?$skiptoken=-1", 400, "Request_BadRequest" },
    { "/servicePrincipals(appId='x')", 400, "Request_BadRequest" },
    { "/servicePrincipals(appId='')", 400, "Request_BadRequest" },
    { "/servicePrincipals/x", 400, "Request_BadRequest" },
    { "/nosuch", 404, "ResourceNotFound" },
    { "/", 404, "ResourceNotFound" },
    { "/me/../organization/x", 404, "ResourceNotFound" },
    { "/servicePrincipals//oauth2PermissionGrants", 400, "Request_BadRequest" },
  };
  g_autofree char *token = sign_in (fixture, "approved");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PracticeAnswer) answer = get (fixture, "approved", token, cases[i].path);

      g_test_message ("%s", cases[i].path);
      assert_refused (answer, cases[i].status, cases[i].code);
    }
}

/* Reference, 5.7. */
static void
test_classifications (PracticeFixture *fixture,
                      gconstpointer    data)
{
  const char *list_path =
    "/servicePrincipals(appId='" GRAPH_APP "')/delegatedPermissionClassifications";
  const char *body = "{\"permissionId\":\"" USER_READ "\","
                     "\"permissionName\":\"User.Read\",\"classification\":\"low\"}";
  const char *admin_only = "{\"permissionId\":\"a154be20-db9c-4678-8ab7-66f6cc099a59\","
                           "\"classification\":\"low\"}";
  /* Published by Microsoft. */
  const char *id = "2G3-4TG6YU2J54hjnaRoPQE";
  g_autofree char *item_path = g_strconcat (list_path, "/", id, NULL);
  g_autofree char *token = sign_in (fixture, "user-consent-low");
  g_autofree char *narrow = practice_get_token (fixture, "user-consent-low", "sign-in-admin",
                                                PRACTICE_SCOPES);
  g_autoptr (PracticeAnswer) before = get (fixture, "user-consent-low", token, list_path);
  g_autoptr (PracticeAnswer) refused = send (fixture, "user-consent-low", narrow, "POST",
                                             list_path, body);
  g_autoptr (PracticeAnswer) added = send (fixture, "user-consent-low", token, "POST",
                                           list_path, body);
  g_autoptr (PracticeAnswer) conflict = send (fixture, "user-consent-low", token, "POST",
                                              list_path, body);
  g_autoptr (PracticeAnswer) wrong = send (fixture, "user-consent-low", token, "POST",
                                           list_path, admin_only);
  g_autoptr (PracticeAnswer) empty = send (fixture, "user-consent-low", token, "POST",
                                           list_path, "[]");
  g_autoptr (PracticeAnswer) after = get (fixture, "user-consent-low", token, list_path);
  g_autoptr (PracticeAnswer) removed = send (fixture, "user-consent-low", token, "DELETE",
                                             item_path, NULL);
  g_autoptr (PracticeAnswer) again = send (fixture, "user-consent-low", token, "DELETE",
                                           item_path, NULL);
  g_autoptr (PracticeAnswer) finally = get (fixture, "user-consent-low", token, list_path);

  g_assert_cmpuint (count_rows (before), ==, 4);
  assert_refused (refused, 403, "Authorization_RequestDenied");
  g_assert_cmpuint (added->status, ==, 201);
  g_assert_cmpstr (dig_string (added, "id"), ==, id);
  g_assert_cmpstr (dig_string (added, "permissionName"), ==, "User.Read");
  assert_refused (conflict, 409, "Request_MultipleObjectsWithSameKeyValue");
  assert_refused (wrong, 400, "Request_BadRequest");
  assert_refused (empty, 400, "Request_BadRequest");
  g_assert_cmpuint (count_rows (after), ==, 5);
  g_assert_cmpuint (removed->status, ==, 204);
  g_assert_cmpstr (removed->body, ==, "");
  assert_refused (again, 404, "Request_ResourceNotFound");
  g_assert_cmpuint (count_rows (finally), ==, 4);
}

/* What is no JSON, or nested deeper than any real body, is as good as none. */
static void
test_hostile_bodies (PracticeFixture *fixture,
                     gconstpointer    data)
{
  const char *path = "/servicePrincipals(appId='" GRAPH_APP "')/delegatedPermissionClassifications";
  g_autofree char *deep = g_strnfill (60000, '[');
  g_autofree char *open = g_strnfill (40, '[');
  g_autofree char *close = g_strnfill (40, ']');
  g_autofree char *deeper_than_any =
    g_strdup_printf ("{\"permissionId\":\"" USER_READ "\",\"classification\":\"low\",\"x\":%s%s}",
                     open, close);
  const char *bodies[] = {
    deep,
    deeper_than_any,
    "",
    "null",
    "[]",
    "{}",
    "{\"permissionId\":1,\"classification\":\"low\"}",
    "{\"permissionId\":{},\"classification\":[]}",
    "{\"permissionId\":\"" USER_READ "\"}",
    "{\"permissionId\":\"" USER_READ "\",\"classification\":\"low\"",
    "{\"permissionId\":\"\\\"[[\",\"classification\":\"low\"}",
  };
  g_autofree char *token = sign_in (fixture, "user-consent-low");

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (PracticeAnswer) answer = send (fixture, "user-consent-low", token, "POST", path,
                                                bodies[i]);

      g_test_message ("%.40s", bodies[i]);
      assert_refused (answer, 400, "Request_BadRequest");
    }
}

/* Each address waits on its own, and once. */
static void
test_throttled (PracticeFixture *fixture,
                gconstpointer    data)
{
  static const char * const paths[] = { "/me", "/organization" };
  g_autofree char *token = sign_in (fixture, "throttled");

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (PracticeAnswer) first = get (fixture, "throttled", token, paths[i]);
      g_autoptr (PracticeAnswer) second = get (fixture, "throttled", token, paths[i]);

      assert_refused (first, 429, "TooManyRequests");
      g_assert_cmpstr (practice_header (first, "Retry-After"), ==, "2");
      g_assert_cmpuint (second->status, ==, 200);
    }
}

static void
approve (PracticeFixture *fixture,
         const char      *scenario)
{
  g_autofree char *path =
    g_strdup_printf ("/%s/adminconsent?client_id=" CLIENT_ID,
                     consent_practice_server_get_domain (scenario));
  g_autoptr (PracticeAnswer) page = practice_get (fixture, scenario, path);
  g_autoptr (PracticeAnswer) consent = practice_press (fixture, page, "sign-in-admin");
  g_autoptr (PracticeAnswer) done = practice_press (fixture, consent, "accept");

  g_assert_cmpuint (done->status, ==, 302);
}

/* What is accepted in the browser shows up, but not at once (5.12). */
static void
test_approval_shows (PracticeFixture *fixture,
                     gconstpointer    data)
{
  g_autofree char *token = sign_in (fixture, "fresh");

  consent_practice_server_set_delay (fixture->server, G_MAXUINT);
  approve (fixture, "fresh");
  {
    g_autoptr (PracticeAnswer) early = get (fixture, "fresh", token, APP);

    assert_refused (early, 404, "Request_ResourceNotFound");
  }

  consent_practice_server_set_delay (fixture->server, 0);
  {
    g_autoptr (PracticeAnswer) late = get (fixture, "fresh", token, APP);
    g_autofree char *path = g_strdup_printf ("/servicePrincipals/%s/oauth2PermissionGrants",
                                             dig_string (late, "id"));
    g_autoptr (PracticeAnswer) grants = get (fixture, "fresh", token, path);

    g_assert_cmpuint (count_rows (grants), ==, 1);
  }
}

/* One scenario's approval is nobody else's, and a refusal is none. */
static void
test_approval_stays (PracticeFixture *fixture,
                     gconstpointer    data)
{
  g_autofree char *other = sign_in (fixture, "user-consent-low");
  g_autofree char *declined = sign_in (fixture, "declined");

  consent_practice_server_set_delay (fixture->server, 0);
  approve (fixture, "fresh");
  approve (fixture, "declined");
  {
    g_autoptr (PracticeAnswer) first = get (fixture, "user-consent-low", other, APP);
    g_autoptr (PracticeAnswer) second = get (fixture, "declined", declined, APP);

    assert_refused (first, 404, "Request_ResourceNotFound");
    assert_refused (second, 404, "Request_ResourceNotFound");
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add ("/practice/graph/" path, PracticeFixture, NULL, practice_fixture_set_up, \
              function, practice_fixture_tear_down)

  ADD ("tokens", test_tokens);
  ADD ("who", test_who);
  ADD ("few-scopes", test_few_scopes);
  ADD ("ordinary-user", test_ordinary_user);
  ADD ("app-absent", test_app_absent);
  ADD ("app-present", test_app_present);
  ADD ("scenarios", test_scenarios);
  ADD ("policies", test_policies);
  ADD ("pages", test_pages);
  ADD ("page-length", test_page_length);
  ADD ("wrong-queries", test_wrong_queries);
  ADD ("classifications", test_classifications);
  ADD ("hostile-bodies", test_hostile_bodies);
  ADD ("throttled", test_throttled);
  ADD ("approval-shows", test_approval_shows);
  ADD ("approval-stays", test_approval_stays);

  return g_test_run ();
}
