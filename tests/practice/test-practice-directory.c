/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice-fixture.h"

#define DISCOVERY "/v2.0/.well-known/openid-configuration"

static PracticeAnswer *
discover (PracticeFixture *fixture,
          const char      *scenario,
          const char      *tenant)
{
  g_autofree char *path = g_strconcat ("/", tenant, DISCOVERY, NULL);

  return practice_get (fixture, scenario, path);
}

/* The document names its own addresses, and the first GUID in them is the tenant (1.2). */
static void
test_document (PracticeFixture *fixture,
               gconstpointer    data)
{
  g_autofree char *authority = consent_practice_server_get_authority (fixture->server, "fresh");
  g_autoptr (PracticeAnswer) answer = discover (fixture, "fresh", "fresh.example");
  const char *issuer = practice_member (answer, "issuer");
  g_autofree char *id = NULL;
  g_autofree char *token_endpoint = NULL;

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (practice_header (answer, "Cache-Control"), ==, "max-age=86400, private");
  g_assert_cmpstr (practice_header (answer, "Access-Control-Allow-Origin"), ==, "*");
  g_assert_true (g_uuid_string_is_valid (practice_header (answer, "x-ms-request-id")));

  g_assert_true (g_str_has_prefix (issuer, authority));
  id = practice_cut (issuer + strlen (authority), "/", "/v2.0");
  g_assert_true (g_uuid_string_is_valid (id));
  token_endpoint = g_strdup_printf ("%s/%s/oauth2/v2.0/token", authority, id);
  g_assert_cmpstr (practice_member (answer, "token_endpoint"), ==, token_endpoint);
  g_assert_nonnull (practice_member (answer, "authorization_endpoint"));
  g_assert_nonnull (practice_member (answer, "device_authorization_endpoint"));
  g_assert_cmpstr (practice_member (answer, "tenant_region_scope"), ==, "EU");
  g_assert_cmpstr (practice_member (answer, "cloud_instance_name"), ==, "microsoftonline.com");
  g_assert_cmpstr (practice_member (answer, "msgraph_host"), ==, "graph.microsoft.com");
  g_assert_false (json_object_has_member (json_node_get_object (answer->json),
                                          "tenant_region_sub_scope"));
}

/* Whatever name of a tenant is asked for, in any case, the answer is the same tenant. */
static void
test_names (PracticeFixture *fixture,
            gconstpointer    data)
{
  g_autoptr (PracticeAnswer) first = discover (fixture, "fresh", "fresh.example");
  const char *names[] = { "FRESH.example", "fresh.onmicrosoft.example", "mail.fresh.example" };
  g_autofree char *authority = consent_practice_server_get_authority (fixture->server, "fresh");
  g_autofree char *id = practice_cut (practice_member (first, "issuer") + strlen (authority),
                                      "/", "/v2.0");
  g_autofree char *upper_id = g_ascii_strup (id, -1);
  g_autoptr (PracticeAnswer) by_id = discover (fixture, "fresh", upper_id);

  g_assert_cmpstr (practice_member (by_id, "issuer"), ==, practice_member (first, "issuer"));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (PracticeAnswer) answer = discover (fixture, "fresh", names[i]);

      g_assert_cmpstr (practice_member (answer, "issuer"), ==, practice_member (first, "issuer"));
    }
}

/* Every scenario has a tenant of its own, and each knows the others' too. */
static void
test_other_organizations (PracticeFixture *fixture,
                          gconstpointer    data)
{
  const char * const *scenarios = consent_practice_server_list_scenarios ();
  g_autoptr (GHashTable) issuers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; scenarios[i] != NULL; i++)
    {
      const char *domain = consent_practice_server_get_domain (scenarios[i]);
      g_autoptr (PracticeAnswer) answer = discover (fixture, "approved", domain);

      g_assert_cmpuint (answer->status, ==, 200);
      g_assert_true (g_hash_table_add (issuers, g_strdup (practice_member (answer, "issuer"))));
    }

  g_assert_cmpuint (g_hash_table_size (issuers), ==, 11);
}

/* A mirror answers with the address that it was called by. */
static void
test_called_by_name (PracticeFixture *fixture,
                     gconstpointer    data)
{
  g_autofree char *authority = consent_practice_server_get_authority (fixture->server, "fresh");
  g_autoptr (GUri) uri = g_uri_parse (authority, G_URI_FLAGS_NONE, NULL);
  g_autofree char *by_name = g_strdup_printf ("http://localhost:%d/s/fresh/login",
                                              g_uri_get_port (uri));
  g_autofree char *address = g_strconcat (by_name, "/fresh.example", DISCOVERY, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_GET, address);
  g_autoptr (PracticeAnswer) answer = practice_send (fixture, message);

  g_assert_true (g_str_has_prefix (practice_member (answer, "issuer"), by_name));
}

/* Reference, 1.3: these answer, but stand for no one tenant. */
static void
test_special_names (PracticeFixture *fixture,
                    gconstpointer    data)
{
  g_autoptr (PracticeAnswer) common = discover (fixture, "fresh", "common");
  g_autoptr (PracticeAnswer) organizations = discover (fixture, "fresh", "organizations");
  g_autoptr (PracticeAnswer) consumers = discover (fixture, "fresh", "consumers");

  g_assert_cmpuint (common->status, ==, 200);
  practice_assert_contains (practice_member (common, "issuer"), "/{tenantid}/v2.0");
  g_assert_true (json_object_get_null_member (json_node_get_object (common->json),
                                              "tenant_region_scope"));
  practice_assert_contains (practice_member (organizations, "issuer"), "/{tenantid}/v2.0");
  practice_assert_contains (practice_member (consumers, "issuer"),
                            "/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0");
}

/* Reference, 1.2 and 1.6: a tenant of a national cloud that the global host describes. */
static void
test_national_cloud (PracticeFixture *fixture,
                     gconstpointer    data)
{
  g_autoptr (PracticeAnswer) answer = discover (fixture, "fresh", "gov.example");

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (practice_member (answer, "cloud_instance_name"), ==, "microsoftonline.us");
  g_assert_cmpstr (practice_member (answer, "tenant_region_sub_scope"), ==, "DODCON");
}

/* Reference, 1.4. */
static void
test_refusals (PracticeFixture *fixture,
               gconstpointer    data)
{
  const struct { const char *tenant, *word; int code; const char *shown; } cases[] = {
    { "nosuch.example", "invalid_tenant", 90002, "nosuch.example" },
    { "12345678-1234-1234-1234-123456789012", "invalid_tenant", 90002, NULL },
    { "contoso", "invalid_request", 900023, NULL },
    { "a%20b", "invalid_request", 900023, "'a b'" },
    { "a..example", "invalid_request", 900023, NULL },
    { "%3Cb%3E%22%27%26.example", "invalid_request", 900023, "<b>\"'&.example" },
    { "%FF%FE.example", "invalid_request", 900023, NULL },
    { "00000000-0000-0000-0000-000000000000", "invalid_request", 900021, NULL },
    { "china.example", "invalid_tenant", 90038, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PracticeAnswer) answer = discover (fixture, "fresh", cases[i].tenant);
      JsonObject *body = json_node_get_object (answer->json);
      JsonArray *codes = json_object_get_array_member (body, "error_codes");
      g_autofree char *start = g_strdup_printf ("AADSTS%d: ", cases[i].code);
      g_autofree char *uri = g_strdup_printf ("https://login.microsoftonline.com/error?code=%d",
                                              cases[i].code);
      const char *description = practice_member (answer, "error_description");

      g_test_message ("%s", cases[i].tenant);
      g_assert_cmpuint (answer->status, ==, 400);
      g_assert_cmpstr (practice_member (answer, "error"), ==, cases[i].word);
      g_assert_cmpuint (json_array_get_length (codes), ==, 1);
      g_assert_cmpint (json_array_get_int_element (codes, 0), ==, cases[i].code);
      g_assert_cmpstr (practice_member (answer, "error_uri"), ==, uri);
      g_assert_true (g_str_has_prefix (description, start));
      practice_assert_contains (description, " Trace ID: ");
      practice_assert_contains (description, practice_member (answer, "trace_id"));
      practice_assert_contains (description, practice_member (answer, "correlation_id"));
      practice_assert_contains (description, practice_member (answer, "timestamp"));
      g_assert_true (g_str_has_suffix (practice_member (answer, "timestamp"), "Z"));
      if (cases[i].shown != NULL)
        practice_assert_contains (description, cases[i].shown);
    }
}

/* Reference, 5.12: told to wait once, with the seconds; the next time it is there. */
static void
test_throttled (PracticeFixture *fixture,
                gconstpointer    data)
{
  g_autoptr (PracticeAnswer) first = discover (fixture, "throttled", "throttled.example");
  g_autoptr (PracticeAnswer) second = discover (fixture, "throttled", "throttled.example");
  guint64 seconds = 0;

  g_assert_cmpuint (first->status, ==, 429);
  g_assert_true (g_ascii_string_to_unsigned (practice_header (first, "Retry-After"), 10, 1, 10,
                                             &seconds, NULL));
  g_assert_cmpstr (practice_member (first, "error"), ==, "temporarily_unavailable");
  g_assert_cmpuint (second->status, ==, 200);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add ("/practice/directory/" path, PracticeFixture, NULL, practice_fixture_set_up, \
              function, practice_fixture_tear_down)

  ADD ("document", test_document);
  ADD ("names", test_names);
  ADD ("other-organizations", test_other_organizations);
  ADD ("called-by-name", test_called_by_name);
  ADD ("special-names", test_special_names);
  ADD ("national-cloud", test_national_cloud);
  ADD ("refusals", test_refusals);
  ADD ("throttled", test_throttled);

  return g_test_run ();
}
