/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-judge.h"

#include <gio/gio.h>

#define TENANT "11111111-2222-3333-4444-555555555555"

static void
take (ConsentSnapshot *snapshot,
      ConsentPart      part,
      const char      *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (body, &error);

  g_assert_no_error (error);
  consent_snapshot_take_answer (snapshot, part, 200, node);
}

static ConsentSnapshot *
make_snapshot (void)
{
  ConsentSnapshot *snapshot;

  snapshot = consent_snapshot_new (consent_service_get_client_id (consent_service_get_default ()));
  consent_snapshot_set_account (snapshot, TENANT, "ann@contoso.com", FALSE, "openid User.Read");
  take (snapshot, CONSENT_PART_ORGANIZATION,
        "{\"value\":[{\"id\":\"" TENANT "\",\"displayName\":\"Contoso \\\"<b>\\\" Ltd\","
        "\"verifiedDomains\":[{\"name\":\"contoso.com\"},{\"name\":\"contoso.example\"}]}]}");
  take (snapshot, CONSENT_PART_APP,
        "{\"id\":\"sp\",\"accountEnabled\":true,\"appRoleAssignmentRequired\":false,"
        "\"replyUrls\":[\"https://ukevo.tracker-rms.com/Office365/CallBack\"]}");
  take (snapshot, CONSENT_PART_RESOURCES,
        "{\"id\":\"graph\",\"appId\":\"00000003-0000-0000-c000-000000000000\","
        "\"displayName\":\"Microsoft Graph\"}");
  take (snapshot, CONSENT_PART_GRANTS,
        "{\"value\":[{\"clientId\":\"sp\",\"consentType\":\"AllPrincipals\","
        "\"resourceId\":\"graph\",\"scope\":\"Mail.Send Odd.One\"}]}");
  take (snapshot, CONSENT_PART_APP_ROLES, "{\"value\":[]}");
  consent_snapshot_add_request (snapshot, "/v1.0/organization?$select=id", 200, "0000aaaa");
  consent_snapshot_add_request (snapshot, "/v1.0/me", 0, NULL);

  return snapshot;
}

static ConsentReport *
make_report (const char *region)
{
  g_autoptr (ConsentSnapshot) snapshot = make_snapshot ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (2 * 60 * 60);
  g_autoptr (GDateTime) time = g_date_time_new (zone, 2026, 11, 23, 14, 5, 6.7);
  ConsentService *service = consent_service_get_default ();
  ConsentQuestion question = {
    .tenant_id = TENANT,
    .region = consent_service_find_region (service, region),
    .time = time,
  };

  return consent_judge (service, snapshot, &question);
}

static void
assert_members (JsonObject *object,
                const char *expected)
{
  g_autoptr (GList) members = json_object_get_members (object);
  g_autoptr (GString) names = g_string_new (NULL);

  for (GList *member = members; member != NULL; member = member->next)
    g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", (char *) member->data);

  g_assert_cmpstr (names->str, ==, expected);
}

/* The whole format, with its members in their order. */
static void
test_json (void)
{
  g_autoptr (ConsentReport) report = make_report ("uk");
  g_autoptr (JsonNode) root = consent_report_to_json (report);
  JsonObject *object = json_node_get_object (root);
  JsonObject *tenant = json_object_get_object_member (object, "tenant");
  JsonObject *service = json_object_get_object_member (object, "service");
  JsonObject *granted;
  JsonObject *permission;
  JsonObject *request;

  assert_members (object, "format generator time service tenant region verdict checks granted "
                          "user_consent requests");
  assert_members (service, "name client_id");
  assert_members (tenant, "id name domains");
  assert_members (json_array_get_object_element (json_object_get_array_member (object, "checks"),
                                                 0),
                  "id status finding remedy");

  g_assert_cmpint (json_object_get_int_member (object, "format"), ==, 1);
  g_assert_true (g_str_has_prefix (json_object_get_string_member (object, "generator"),
                                   "consent-wizard "));
  g_assert_cmpstr (json_object_get_string_member (object, "time"), ==, "2026-11-23T12:05:06Z");
  g_assert_cmpstr (json_object_get_string_member (service, "name"), ==, "TrackerRMS");
  g_assert_cmpstr (json_object_get_string_member (service, "client_id"), ==,
                   "5353a3d2-8ca9-42d2-b567-ea399ccb5e38");
  g_assert_cmpstr (json_object_get_string_member (tenant, "id"), ==, TENANT);
  g_assert_cmpstr (json_object_get_string_member (tenant, "name"), ==, "Contoso \"<b>\" Ltd");
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (tenant, "domains"),
                                                  1), ==, "contoso.example");
  g_assert_cmpstr (json_object_get_string_member (object, "region"), ==, "uk");
  g_assert_cmpstr (json_object_get_string_member (object, "verdict"), ==, "ready");
  g_assert_cmpstr (json_object_get_string_member (object, "user_consent"), ==, "unknown");

  granted = json_array_get_object_element (json_object_get_array_member (object, "granted"), 0);
  assert_members (granted, "api api_id kind for permissions");
  permission = json_array_get_object_element (
    json_object_get_array_member (granted, "permissions"), 0);
  assert_members (permission, "name label");
  g_assert_cmpstr (json_object_get_string_member (permission, "label"), ==, "Send mail as a user");

  request = json_array_get_object_element (json_object_get_array_member (object, "requests"), 0);
  assert_members (request, "path status request_id");
  g_assert_cmpint (json_object_get_int_member (request, "status"), ==, 200);
}

static void
test_text (void)
{
  g_autoptr (ConsentReport) report = make_report ("uk");
  g_autofree char *text = consent_report_to_text (report);
  const char *const wanted[] = {
    "Everyone can connect\n",
    "TrackerRMS is approved for everyone in Contoso \"<b>\" Ltd.\n",
    "Service: TrackerRMS (5353a3d2-8ca9-42d2-b567-ea399ccb5e38)\n",
    "Tenant ID: " TENANT "\n",
    "Domains: contoso.com, contoso.example\n",
    "Region: United Kingdom\n",
    "Signed in as: ann@contoso.com\n",
    "Checked on: 2026-11-23 12:05:06 UTC\n",
    "- Fine: TrackerRMS is switched on.\n",
    "Microsoft Graph, for everyone\n- Send mail as a user (Mail.Send)\n- Odd.One\n",
    "- /v1.0/organization?$select=id: 200 0000aaaa\n",
  };

  for (size_t i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_test_message ("%s", wanted[i]);
      g_assert_nonnull (strstr (text, wanted[i]));
    }
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

/* People are told once, and programs of each check. */
static void
test_repeated (void)
{
  g_autoptr (ConsentSnapshot) snapshot = consent_snapshot_new ("client");
  g_autoptr (GDateTime) time = g_date_time_new_utc (2026, 1, 2, 3, 4, 5);
  g_autoptr (ConsentReport) report = consent_report_new (consent_service_get_default (), snapshot, time);
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  const char *found;

  consent_report_add_check (report, "one", CONSENT_STATUS_INFO, g_strdup ("Nothing."), g_strdup ("Wait."));
  consent_report_add_check (report, "two", CONSENT_STATUS_INFO, g_strdup ("Nothing."), g_strdup ("Wait."));
  consent_report_add_check (report, "three", CONSENT_STATUS_WARN, g_strdup ("Nothing."), g_strdup ("Wait."));
  g_assert_false (consent_report_is_repeated (report, 0));
  g_assert_true (consent_report_is_repeated (report, 1));
  g_assert_false (consent_report_is_repeated (report, 2));

  text = consent_report_to_text (report);
  found = strstr (text, "- Note: Nothing.\n");
  g_assert_nonnull (found);
  g_assert_null (strstr (found + 1, "- Note: Nothing.\n"));
  g_assert_nonnull (strstr (text, "- Attention: Nothing.\n"));

  root = consent_report_to_json (report);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (json_node_get_object (root), "checks")), ==, 3);
}

/* Without a region, and with nothing read at all. */
static void
test_little (void)
{
  g_autoptr (ConsentSnapshot) snapshot = consent_snapshot_new ("client");
  g_autoptr (GDateTime) time = g_date_time_new_utc (2026, 1, 2, 3, 4, 5);
  g_autoptr (ConsentReport) report = NULL;
  g_autoptr (ConsentReport) bare = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (JsonNode) bare_root = NULL;
  g_autofree char *text = NULL;
  g_autofree char *bare_text = NULL;
  ConsentQuestion question = { .tenant_id = TENANT, .time = time };
  JsonObject *object;

  report = consent_judge (consent_service_get_default (), snapshot, &question);
  root = consent_report_to_json (report);
  object = json_node_get_object (root);
  g_assert_cmpstr (json_object_get_string_member (object, "region"), ==, "");
  g_assert_cmpstr (json_object_get_string_member (object, "verdict"), ==, "unknown");
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (object, "tenant"),
                                                  "name"), ==, "");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "granted")), ==, 0);
  text = consent_report_to_text (report);
  g_assert_null (strstr (text, "Organization:"));
  g_assert_null (strstr (text, "Region:"));

  bare = consent_report_new (consent_service_get_default (), snapshot, time);
  bare_root = consent_report_to_json (bare);
  bare_text = consent_report_to_text (bare);
  g_assert_cmpstr (bare_text, !=, "");
}

static void
test_words (void)
{
  for (ConsentStatus status = 0; status <= CONSENT_STATUS_UNKNOWN; status++)
    {
      g_assert_nonnull (consent_status_get_id (status));
      g_assert_cmpstr (consent_status_get_word (status), !=, "");
    }

  g_assert_cmpstr (consent_status_get_id (CONSENT_STATUS_WARN), ==, "warn");
  g_assert_cmpstr (consent_verdict_get_id (CONSENT_VERDICT_READY_WITH_REMARKS), ==,
                   "ready-with-remarks");
  g_assert_cmpstr (consent_user_consent_get_id (CONSENT_USER_CONSENT_MAIL_APPS), ==, "mail-apps");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/report/json", test_json);
  g_test_add_func ("/report/text", test_text);
  g_test_add_func ("/report/repeated", test_repeated);
  g_test_add_func ("/report/little", test_little);
  g_test_add_func ("/report/words", test_words);

  return g_test_run ();
}
