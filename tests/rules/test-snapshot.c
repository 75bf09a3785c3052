/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-error.h"
#include "consent-snapshot.h"

#include <gio/gio.h>

#define CLIENT "5353a3d2-8ca9-42d2-b567-ea399ccb5e38"

static ConsentSnapshot *
new_snapshot (void)
{
  return consent_snapshot_new (CLIENT);
}

static void
take (ConsentSnapshot *snapshot,
      ConsentPart      part,
      unsigned         status,
      const char      *body)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  if (body != NULL)
    {
      node = json_from_string (body, &error);
      g_assert_no_error (error);
    }

  consent_snapshot_take_answer (snapshot, part, status, node);
}

/* One answer each, and the state that it puts its part into. */
static const struct
{
  ConsentPart part;
  unsigned status;
  const char *body;
  ConsentPartState state;
} answers[] = {
  /* What cannot be an answer to anything. */
  { CONSENT_PART_ME, 200, NULL, CONSENT_PART_FAILED },
  { CONSENT_PART_ME, 200, "null", CONSENT_PART_FAILED },
  { CONSENT_PART_ME, 200, "[]", CONSENT_PART_FAILED },
  { CONSENT_PART_ME, 200, "\"text\"", CONSENT_PART_FAILED },
  { CONSENT_PART_ME, 204, NULL, CONSENT_PART_FAILED },
  { CONSENT_PART_ME, 302, NULL, CONSENT_PART_FAILED },
  { CONSENT_PART_ME, 0, NULL, CONSENT_PART_FAILED },

  /* Errors. Only Graph's own code makes a 403 or 404 Graph's. */
  { CONSENT_PART_GRANTS, 403, "{\"error\":{\"code\":\"Authorization_RequestDenied\"}}",
    CONSENT_PART_REFUSED },
  { CONSENT_PART_GRANTS, 403, "{\"error\":{\"code\":\"\"}}", CONSENT_PART_FAILED },
  { CONSENT_PART_GRANTS, 403, "{\"error\":{\"code\":17}}", CONSENT_PART_FAILED },
  { CONSENT_PART_GRANTS, 403, "{\"error\":\"denied\"}", CONSENT_PART_FAILED },
  { CONSENT_PART_GRANTS, 403, "{\"error\":null}", CONSENT_PART_FAILED },
  { CONSENT_PART_GRANTS, 403, NULL, CONSENT_PART_FAILED },
  { CONSENT_PART_APP, 404, "{\"error\":{\"code\":\"Request_ResourceNotFound\"}}",
    CONSENT_PART_ABSENT },
  { CONSENT_PART_APP, 404, "{\"error\":{\"code\":\"BadGateway\"}}", CONSENT_PART_FAILED },
  { CONSENT_PART_APP, 404, NULL, CONSENT_PART_FAILED },
  { CONSENT_PART_APP, 401, "{\"error\":{\"code\":\"InvalidAuthenticationToken\"}}",
    CONSENT_PART_FAILED },
  { CONSENT_PART_APP, 429, "{\"error\":{\"code\":\"TooManyRequests\"}}", CONSENT_PART_FAILED },
  { CONSENT_PART_APP, 503, "{\"error\":{\"code\":\"ServiceUnavailable\"}}", CONSENT_PART_FAILED },

  /* Each part in its shape, with noise, with too little, and with wrong types. */
  { CONSENT_PART_ME, 200, "{\"userType\":\"Member\",\"@odata.context\":1}", CONSENT_PART_READ },
  { CONSENT_PART_ME, 200, "{}", CONSENT_PART_READ },
  { CONSENT_PART_ME, 200, "{\"userType\":null}", CONSENT_PART_READ },
  { CONSENT_PART_ME, 200, "{\"userType\":true}", CONSENT_PART_FAILED },

  { CONSENT_PART_ORGANIZATION, 200, "{\"value\":[{\"id\":\"A\"}]}", CONSENT_PART_READ },
  { CONSENT_PART_ORGANIZATION, 200, "{\"id\":\"A\"}", CONSENT_PART_READ },
  { CONSENT_PART_ORGANIZATION, 200, "{\"value\":[]}", CONSENT_PART_FAILED },
  { CONSENT_PART_ORGANIZATION, 200, "{\"value\":[{}]}", CONSENT_PART_FAILED },
  { CONSENT_PART_ORGANIZATION, 200, "{\"value\":[{\"id\":\"A\",\"verifiedDomains\":{}}]}",
    CONSENT_PART_FAILED },
  { CONSENT_PART_ORGANIZATION, 200, "{\"value\":[{\"id\":\"A\",\"verifiedDomains\":[\"x\"]}]}",
    CONSENT_PART_FAILED },

  { CONSENT_PART_APP, 200, "{\"id\":\"A\"}", CONSENT_PART_READ },
  { CONSENT_PART_APP, 200, "{\"id\":\"A\",\"appId\":\"" CLIENT "\"}", CONSENT_PART_READ },
  { CONSENT_PART_APP, 200, "{\"id\":\"A\",\"appId\":\"5353A3D2-8CA9-42D2-B567-EA399CCB5E38\"}",
    CONSENT_PART_READ },
  { CONSENT_PART_APP, 200, "{\"id\":\"A\",\"appId\":\"another\"}", CONSENT_PART_FAILED },
  { CONSENT_PART_APP, 200, "{\"value\":[]}", CONSENT_PART_ABSENT },
  { CONSENT_PART_APP, 200, "{\"value\":[{\"id\":\"A\",\"appId\":\"another\"}]}",
    CONSENT_PART_ABSENT },
  { CONSENT_PART_APP, 200, "{\"value\":[null]}", CONSENT_PART_FAILED },
  { CONSENT_PART_APP, 200, "{}", CONSENT_PART_FAILED },
  { CONSENT_PART_APP, 200, "{\"id\":7}", CONSENT_PART_FAILED },
  { CONSENT_PART_APP, 200, "{\"id\":\"A\",\"accountEnabled\":1}", CONSENT_PART_FAILED },
  { CONSENT_PART_APP, 200, "{\"id\":\"A\",\"isDisabled\":\"no\"}", CONSENT_PART_FAILED },
  { CONSENT_PART_APP, 200, "{\"id\":\"A\",\"replyUrls\":\"https://x\"}", CONSENT_PART_FAILED },
  { CONSENT_PART_APP, 200, "{\"id\":\"A\",\"replyUrls\":[[]]}", CONSENT_PART_FAILED },
  { CONSENT_PART_APP, 200, "{\"id\":\"A\",\"verifiedPublisher\":[]}", CONSENT_PART_FAILED },
  { CONSENT_PART_APP, 200, "{\"id\":\"A\",\"verifiedPublisher\":{\"verifiedPublisherId\":1}}",
    CONSENT_PART_FAILED },

  { CONSENT_PART_GRANTS, 200, "{\"value\":[]}", CONSENT_PART_READ },
  { CONSENT_PART_GRANTS, 200, "{}", CONSENT_PART_FAILED },
  { CONSENT_PART_GRANTS, 200, "{\"value\":null}", CONSENT_PART_FAILED },
  { CONSENT_PART_GRANTS, 200, "{\"value\":[{\"consentType\":\"AllPrincipals\"}]}",
    CONSENT_PART_READ },
  { CONSENT_PART_GRANTS, 200, "{\"value\":[{\"scope\":\"Mail.Send\"}]}", CONSENT_PART_FAILED },
  { CONSENT_PART_GRANTS, 200,
    "{\"value\":[{\"consentType\":\"AllPrincipals\",\"scope\":[\"Mail.Send\"]}]}",
    CONSENT_PART_FAILED },
  { CONSENT_PART_GRANTS, 200, "{\"value\":[[]]}", CONSENT_PART_FAILED },

  { CONSENT_PART_APP_ROLES, 200, "{\"value\":[]}", CONSENT_PART_READ },
  { CONSENT_PART_APP_ROLES, 200, "{\"value\":[{\"resourceId\":\"A\"}]}", CONSENT_PART_FAILED },
  { CONSENT_PART_APP_ROLES, 200, "{\"value\":[{\"appRoleId\":false}]}", CONSENT_PART_FAILED },

  { CONSENT_PART_RESOURCES, 200, "{\"id\":\"A\"}", CONSENT_PART_READ },
  { CONSENT_PART_RESOURCES, 200, "{\"value\":[{\"id\":\"A\"},{\"id\":\"B\"}]}", CONSENT_PART_READ },
  { CONSENT_PART_RESOURCES, 200, "{\"id\":\"A\",\"appRoles\":[1]}", CONSENT_PART_FAILED },
  { CONSENT_PART_RESOURCES, 200, "{\"id\":\"A\",\"oauth2PermissionScopes\":[{\"value\":{}}]}",
    CONSENT_PART_FAILED },
  { CONSENT_PART_RESOURCES, 200, "{\"id\":\"A\",\"oauth2PermissionScopes\":[{\"type\":1}]}",
    CONSENT_PART_FAILED },
  { CONSENT_PART_RESOURCES, 200, "{\"id\":\"A\",\"oauth2PermissionScopes\":[{\"isEnabled\":1}]}",
    CONSENT_PART_FAILED },

  { CONSENT_PART_USER_CONSENT, 200, "{}", CONSENT_PART_FAILED },
  { CONSENT_PART_USER_CONSENT, 200, "{\"defaultUserRolePermissions\":{}}", CONSENT_PART_FAILED },
  { CONSENT_PART_USER_CONSENT, 200,
    "{\"defaultUserRolePermissions\":{\"permissionGrantPoliciesAssigned\":null}}",
    CONSENT_PART_FAILED },
  { CONSENT_PART_USER_CONSENT, 200,
    "{\"defaultUserRolePermissions\":{\"permissionGrantPoliciesAssigned\":[1]}}",
    CONSENT_PART_FAILED },
  { CONSENT_PART_USER_CONSENT, 200,
    "{\"defaultUserRolePermissions\":{\"permissionGrantPoliciesAssigned\":[]}}",
    CONSENT_PART_READ },

  { CONSENT_PART_CLASSIFICATIONS, 200, "{\"value\":[{}]}", CONSENT_PART_READ },
  { CONSENT_PART_CLASSIFICATIONS, 200, "{\"value\":[{\"classification\":1}]}",
    CONSENT_PART_FAILED },

  { CONSENT_PART_WORKFLOW, 200, "{\"isEnabled\":false}", CONSENT_PART_READ },
  { CONSENT_PART_WORKFLOW, 200, "{}", CONSENT_PART_FAILED },
  { CONSENT_PART_WORKFLOW, 200, "{\"isEnabled\":0}", CONSENT_PART_FAILED },

  { CONSENT_PART_ROLES, 200, "{\"value\":[{}]}", CONSENT_PART_READ },
  { CONSENT_PART_ROLES, 200, "{\"value\":[{\"roleTemplateId\":[]}]}", CONSENT_PART_FAILED },

  { CONSENT_PART_PENDING, 200, "{\"value\":[{\"appId\":\"" CLIENT "\"}]}", CONSENT_PART_READ },
  { CONSENT_PART_PENDING, 200, "{\"value\":[{\"pendingScopes\":\"Mail.Send\"}]}",
    CONSENT_PART_FAILED },
};

static void
test_states (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (ConsentSnapshot) snapshot = new_snapshot ();

      g_test_message ("%s %u %s", consent_part_get_name (answers[i].part), answers[i].status,
                      answers[i].body);
      take (snapshot, answers[i].part, answers[i].status, answers[i].body);

      for (ConsentPart part = 0; part < CONSENT_N_PARTS; part++)
        g_assert_cmpint (snapshot->parts[part].state, ==,
                         part == answers[i].part ? answers[i].state : CONSENT_PART_NOT_ASKED);
      g_assert_cmpuint (snapshot->parts[answers[i].part].status, ==, answers[i].status);
    }
}

/* After a fault nothing of the part is left, also not what was read before it. */
static void
test_nothing_half (void)
{
  g_autoptr (ConsentSnapshot) snapshot = new_snapshot ();

  take (snapshot, CONSENT_PART_GRANTS, 200,
        "{\"value\":[{\"consentType\":\"AllPrincipals\",\"scope\":\"Mail.Send\"},7]}");
  g_assert_cmpuint (snapshot->grants->len, ==, 0);

  take (snapshot, CONSENT_PART_APP_ROLES, 200, "{\"value\":[{\"appRoleId\":\"A\"}]}");
  take (snapshot, CONSENT_PART_GRANTS, 200,
        "{\"value\":[{\"consentType\":\"AllPrincipals\",\"scope\":\"Mail.Send\"}]}");
  g_assert_cmpuint (snapshot->grants->len, ==, 2);
  g_assert_cmpint (snapshot->parts[CONSENT_PART_GRANTS].state, ==, CONSENT_PART_READ);

  take (snapshot, CONSENT_PART_GRANTS, 503, NULL);
  g_assert_cmpuint (snapshot->grants->len, ==, 1);

  take (snapshot, CONSENT_PART_APP, 200, "{\"id\":\"A\"}");
  take (snapshot, CONSENT_PART_APP, 200, "{\"id\":true}");
  g_assert_null (snapshot->app);

  take (snapshot, CONSENT_PART_PENDING, 200,
        "{\"value\":[{\"appId\":\"" CLIENT "\",\"pendingScopes\":[{\"displayName\":\"A\"}]},"
        "{\"appId\":\"" CLIENT "\",\"pendingScopes\":[1]}]}");
  g_assert_cmpuint (snapshot->pending->len, ==, 0);
  g_assert_cmpuint (snapshot->n_pending, ==, 0);
}

static void
test_pages (void)
{
  g_autoptr (ConsentSnapshot) snapshot = new_snapshot ();

  take (snapshot, CONSENT_PART_ROLES, 200, "{\"value\":[],\"@odata.nextLink\":\"https://x\"}");
  take (snapshot, CONSENT_PART_ROLES, 200, "{\"value\":[{\"roleTemplateId\":\"A\"}]}");
  take (snapshot, CONSENT_PART_ROLES, 200, "{\"value\":[{\"roleTemplateId\":\"B\"}]}");
  g_assert_cmpuint (snapshot->roles->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (snapshot->roles, 1), ==, "b");

  /* A shorter way that is refused with 400, then the longer one. */
  take (snapshot, CONSENT_PART_ROLES, 400, "{\"error\":{\"code\":\"Request_BadRequest\"}}");
  g_assert_cmpuint (snapshot->roles->len, ==, 0);
  g_assert_cmpstr (snapshot->parts[CONSENT_PART_ROLES].code, ==, "Request_BadRequest");
  take (snapshot, CONSENT_PART_ROLES, 200, "{\"value\":[{\"roleTemplateId\":\"A\"}]}");
  g_assert_cmpint (snapshot->parts[CONSENT_PART_ROLES].state, ==, CONSENT_PART_READ);
  g_assert_null (snapshot->parts[CONSENT_PART_ROLES].code);
}

static void
test_app (void)
{
  g_autoptr (ConsentSnapshot) snapshot = new_snapshot ();
  const ConsentApp *app;

  take (snapshot, CONSENT_PART_APP, 200,
        "{\"id\":\"ABC\",\"displayName\":\" Tracker \\n RMS \",\"accountEnabled\":true,"
        "\"appRoleAssignmentRequired\":false,\"isDisabled\":null,"
        "\"verifiedPublisher\":{\"verifiedPublisherId\":\"1\"},\"replyUrls\":[\"https://a/B\"]}");
  app = snapshot->app;
  g_assert_cmpstr (app->id, ==, "abc");
  g_assert_cmpstr (app->name, ==, "Tracker RMS");
  g_assert_cmpint (app->enabled, ==, CONSENT_YES);
  g_assert_cmpint (app->assignment_required, ==, CONSENT_NO);
  g_assert_cmpint (app->owner_disabled, ==, CONSENT_NOT_SAID);
  g_assert_cmpint (app->publisher_verified, ==, CONSENT_YES);
  g_assert_false (app->microsoft_disabled);
  g_assert_cmpstr (g_ptr_array_index (app->reply_urls, 0), ==, "https://a/B");

  /* Not verified is written in three ways, and not said in one. */
  take (snapshot, CONSENT_PART_APP, 200, "{\"id\":\"A\",\"verifiedPublisher\":{}}");
  g_assert_cmpint (snapshot->app->publisher_verified, ==, CONSENT_NO);
  take (snapshot, CONSENT_PART_APP, 200, "{\"id\":\"A\",\"verifiedPublisher\":null}");
  g_assert_cmpint (snapshot->app->publisher_verified, ==, CONSENT_NO);
  take (snapshot, CONSENT_PART_APP, 200, "{\"id\":\"A\"}");
  g_assert_cmpint (snapshot->app->publisher_verified, ==, CONSENT_NOT_SAID);
  g_assert_null (snapshot->app->reply_urls);
}

static void
test_scopes (void)
{
  g_autoptr (ConsentSnapshot) snapshot = new_snapshot ();

  /* Nothing is missing as long as it is not known what there is. */
  g_assert_true (consent_snapshot_has_scope (snapshot, "Policy.Read.All"));

  consent_snapshot_set_account (snapshot, "ABC", "ann@contoso.com\n", FALSE,
                                "openid  https://graph.microsoft.com/directory.read.all User.Read");
  g_assert_cmpstr (snapshot->tenant_id, ==, "abc");
  g_assert_cmpstr (snapshot->user_name, ==, "ann@contoso.com");
  g_assert_true (consent_snapshot_has_scope (snapshot, "Directory.Read.All"));
  g_assert_true (consent_snapshot_has_scope (snapshot, "user.read"));
  g_assert_false (consent_snapshot_has_scope (snapshot, "Policy.Read.All"));
  g_assert_false (consent_snapshot_has_scope (snapshot, ""));

  consent_snapshot_set_account (snapshot, NULL, NULL, FALSE, "");
  g_assert_null (snapshot->tenant_id);
  g_assert_false (consent_snapshot_has_scope (snapshot, "User.Read"));
}

static void
test_low (void)
{
  g_autoptr (ConsentSnapshot) snapshot = new_snapshot ();

  g_assert_false (consent_snapshot_is_low (snapshot, "Mail.Send"));
  take (snapshot, CONSENT_PART_CLASSIFICATIONS, 200,
        "{\"value\":[{\"id\":\"xY_-1\",\"classification\":\"low\","
        "\"permissionId\":\"E383F46E-2787-4529-855E-0E479A3FFAC0\"},"
        "{\"classification\":\"medium\",\"permissionName\":\"Mail.Read\"},"
        "{\"classification\":\"low\",\"permissionName\":\"Odd.One\"}]}");

  /* By ID where the name was left out, by name where the table has none, and only low. */
  g_assert_true (consent_snapshot_is_low (snapshot, "mail.send"));
  g_assert_true (consent_snapshot_is_low (snapshot, "odd.one"));
  g_assert_false (consent_snapshot_is_low (snapshot, "Mail.Read"));
  g_assert_cmpstr (((ConsentClassification *) g_ptr_array_index (snapshot->classifications,
                                                                 0))->id, ==, "xY_-1");
}

static void
test_error (void)
{
  g_autoptr (ConsentSnapshot) snapshot = new_snapshot ();
  g_autoptr (GError) error = g_error_new (CONSENT_ERROR, CONSENT_ERROR_TIMED_OUT, "No answer");
  const ConsentPartOutcome *outcome = &snapshot->parts[CONSENT_PART_WORKFLOW];

  take (snapshot, CONSENT_PART_WORKFLOW, 200, "{\"isEnabled\":true}");
  consent_snapshot_take_error (snapshot, CONSENT_PART_WORKFLOW, error);
  g_assert_cmpint (outcome->state, ==, CONSENT_PART_FAILED);
  g_assert_error (outcome->error, CONSENT_ERROR, CONSENT_ERROR_TIMED_OUT);
  g_assert_cmpuint (outcome->status, ==, 0);
  g_assert_cmpint (snapshot->workflow, ==, CONSENT_NOT_SAID);

  take (snapshot, CONSENT_PART_WORKFLOW, 200, "{\"isEnabled\":true}");
  g_assert_no_error (outcome->error);
  g_assert_cmpint (snapshot->workflow, ==, CONSENT_YES);
}

static void
test_requests (void)
{
  g_autoptr (ConsentSnapshot) snapshot = new_snapshot ();
  const ConsentRequest *request;

  consent_snapshot_add_request (snapshot, "/v1.0/organization?$select=id", 200, "0000aaaa");
  consent_snapshot_add_request (snapshot, "/v1.0/me/memberOf?$top=9&$skiptoken=SECRET", 0, NULL);
  g_assert_cmpuint (snapshot->requests->len, ==, 2);

  request = g_ptr_array_index (snapshot->requests, 0);
  g_assert_cmpstr (request->path, ==, "/v1.0/organization?$select=id");
  g_assert_cmpuint (request->status, ==, 200);
  g_assert_cmpstr (request->request_id, ==, "0000aaaa");

  request = g_ptr_array_index (snapshot->requests, 1);
  g_assert_cmpstr (request->path, ==, "/v1.0/me/memberOf?$top=9&");
  g_assert_cmpstr (request->request_id, ==, "");
}

/* More of everything than any organization has. */
static void
test_much (void)
{
  g_autoptr (ConsentSnapshot) snapshot = new_snapshot ();
  g_autoptr (GString) body = g_string_new ("{\"value\":[");
  g_autofree char *long_name = g_strnfill (100000, 'x');

  for (unsigned i = 0; i < 5000; i++)
    g_string_append_printf (body,
                            "%s{\"consentType\":\"Principal\",\"principalId\":\"%u\","
                            "\"scope\":\"A B C\"}",
                            i > 0 ? "," : "", i);
  g_string_append_printf (body, ",{\"consentType\":\"AllPrincipals\",\"scope\":\"%s\"}]}",
                          long_name);
  take (snapshot, CONSENT_PART_GRANTS, 200, body->str);
  g_assert_cmpuint (snapshot->grants->len, ==, 5001);

  for (unsigned i = 0; i < snapshot->grants->len; i++)
    {
      const ConsentGrant *grant = g_ptr_array_index (snapshot->grants, i);

      for (unsigned j = 0; j < grant->permissions->len; j++)
        g_assert_cmpuint (strlen (g_ptr_array_index (grant->permissions, j)), <, 300);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/snapshot/states", test_states);
  g_test_add_func ("/snapshot/nothing-half", test_nothing_half);
  g_test_add_func ("/snapshot/pages", test_pages);
  g_test_add_func ("/snapshot/app", test_app);
  g_test_add_func ("/snapshot/scopes", test_scopes);
  g_test_add_func ("/snapshot/low", test_low);
  g_test_add_func ("/snapshot/error", test_error);
  g_test_add_func ("/snapshot/requests", test_requests);
  g_test_add_func ("/snapshot/much", test_much);

  return g_test_run ();
}
