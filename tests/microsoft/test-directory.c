/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-directory.h"
#include "consent-error.h"
#include "test-async.h"
#include "test-server.h"

#include <string.h>

#define GUID "11111111-2222-3333-4444-555555555555"
#define OTHER_GUID "aaaabbbb-0000-cccc-1111-dddd2222eeee"
#define TRACE_ID "0000aaaa-11bb-cccc-dd22-eeeeee333333"
#define CORRELATION_ID "aaaa0000-bb11-2222-33cc-444444dddddd"

typedef struct
{
  TestServer *server;
  ConsentHttp *http;
  ConsentEndpoints *endpoints;
  ConsentDirectory *directory;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *authority = NULL;

  fixture->server = test_server_new ();
  authority = g_strconcat (test_server_get_address (fixture->server), "/login", NULL);
  fixture->http = g_object_new (CONSENT_TYPE_HTTP, "retry-delay", 1, NULL);
  fixture->endpoints = consent_endpoints_new (authority, NULL, NULL);
  fixture->directory = consent_directory_new (fixture->http, fixture->endpoints);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->directory);
  g_assert_finalize_object (fixture->endpoints);
  g_assert_finalize_object (fixture->http);
  test_server_free (fixture->server);
}

static char *
load (const char *name)
{
  g_autofree char *base = g_strconcat (name, ".json", NULL);
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "data", "discovery", base, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (file, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static void
start (Fixture       *fixture,
       const char    *typed,
       GCancellable  *cancellable,
       GAsyncResult **slot)
{
  g_autofree char *copy = g_strdup (typed);
  ConsentTenantInput input = { copy, NULL, NULL };

  if (consent_guid_is_valid (typed))
    input.id = copy;
  else
    input.domain = copy;

  consent_directory_find_async (fixture->directory, &input, cancellable, test_store_result, slot);
}

static ConsentTenant *
finish (Fixture       *fixture,
        GAsyncResult **slot,
        GError       **error)
{
  g_autoptr (GAsyncResult) result = test_wait_for_result (slot);

  return consent_directory_find_finish (fixture->directory, result, error);
}

static ConsentTenant *
find (Fixture     *fixture,
      const char  *typed,
      GError     **error)
{
  GAsyncResult *result = NULL;

  start (fixture, typed, NULL, &result);

  return finish (fixture, &result, error);
}

static void
test_domain (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *body = load ("global");
  g_autoptr (ConsentTenant) tenant = NULL;
  g_autoptr (GError) error = NULL;
  const TestRequest *request;

  test_server_push (fixture->server, 200, "x-ms-request-id: r\r\n", body);
  tenant = find (fixture, "contoso.com", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tenant->id, ==, GUID);
  g_assert_cmpstr (tenant->input, ==, "contoso.com");
  g_assert_cmpstr (tenant->domain, ==, "contoso.com");
  g_assert_cmpstr (tenant->cloud, ==, "microsoftonline.com");
  g_assert_cmpstr (tenant->region, ==, "EU");
  g_assert_null (tenant->sub_region);
  g_assert_true (tenant->checked);

  request = test_server_get_request (fixture->server, 0);
  g_assert_cmpstr (request->method, ==, "GET");
  g_assert_cmpstr (request->path, ==, "/login/contoso.com/v2.0/.well-known/openid-configuration");
  g_assert_null (soup_message_headers_get_one (request->headers, "Authorization"));
}

static void
test_guid (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *body = load ("global");
  g_autoptr (ConsentTenant) tenant = NULL;
  g_autoptr (ConsentTenant) other = NULL;
  g_autoptr (GError) error = NULL;

  test_server_push (fixture->server, 200, NULL, body);
  tenant = find (fixture, GUID, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tenant->id, ==, GUID);
  g_assert_null (tenant->domain);
  g_assert_true (tenant->checked);

  /* Whoever asks about one tenant is not told about another. */
  other = find (fixture, OTHER_GUID, &error);
  g_assert_null (other);
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_TENANT_MISMATCH);
}

typedef struct
{
  const char *name;
  guint status;
  int code; /* -1: a tenant */
  const char *region;
  const char *sub_region;
  const char *aadsts;
} DocumentCase;

static const DocumentCase document_cases[] = {
  { "global", 200, -1, "EU", NULL, NULL },
  { "gcc", 200, -1, "USGov", "GCC", NULL },
  { "version-1", 200, -1, "WW", NULL, NULL },
  { "bare", 200, -1, NULL, NULL, NULL },
  { "gcc-high", 200, CONSENT_ERROR_NATIONAL_CLOUD },
  { "dod", 200, CONSENT_ERROR_NATIONAL_CLOUD },
  { "china", 200, CONSENT_ERROR_NATIONAL_CLOUD },
  { "national-issuer", 200, CONSENT_ERROR_NATIONAL_CLOUD },
  { "common", 200, CONSENT_ERROR_TENANT_ANY },
  { "consumers", 200, CONSENT_ERROR_TENANT_CONSUMER },
  { "disagree", 200, CONSENT_ERROR_BAD_RESPONSE },
  { "error-90002", 400, CONSENT_ERROR_TENANT_UNKNOWN, NULL, NULL, "AADSTS90002" },
  { "error-90002", 404, CONSENT_ERROR_TENANT_UNKNOWN, NULL, NULL, "AADSTS90002" },
  { "error-900023", 400, CONSENT_ERROR_TENANT_MALFORMED, NULL, NULL, "AADSTS900023" },
  { "error-900021", 400, CONSENT_ERROR_TENANT_ZERO, NULL, NULL, "AADSTS900021" },
  { "error-50029", 400, CONSENT_ERROR_TENANT_MALFORMED, NULL, NULL, "AADSTS50029" },
  { "error-90038", 400, CONSENT_ERROR_NATIONAL_CLOUD, NULL, NULL, "AADSTS90038" },
  { "error-90033", 400, CONSENT_ERROR_BUSY, NULL, NULL, "AADSTS90033" },
  { "error-50049", 400, CONSENT_ERROR_FAILED, NULL, NULL, "AADSTS50049" },
  /* A success that is none, and the other way round. */
  { "error-90002", 200, CONSENT_ERROR_BAD_RESPONSE },
  { "global", 400, CONSENT_ERROR_BAD_RESPONSE },
  { "global", 201, CONSENT_ERROR_BAD_RESPONSE },
};

static void
test_document (Fixture       *fixture,
               gconstpointer  data)
{
  const DocumentCase *c = data;
  g_autofree char *body = load (c->name);
  g_autoptr (ConsentTenant) tenant = NULL;
  g_autoptr (GError) error = NULL;

  test_server_push (fixture->server, c->status, "x-ms-request-id: request-7\r\n", body);
  tenant = find (fixture, "contoso.com", &error);
  if (c->code < 0)
    {
      g_assert_no_error (error);
      g_assert_cmpstr (tenant->id, ==, GUID);
      g_assert_cmpstr (tenant->region, ==, c->region);
      g_assert_cmpstr (tenant->sub_region, ==, c->sub_region);
      return;
    }

  g_assert_error (error, CONSENT_ERROR, c->code);
  g_assert_null (tenant);
  if (c->aadsts != NULL)
    {
      g_assert_nonnull (strstr (error->message, c->aadsts));
      g_assert_nonnull (strstr (error->message, TRACE_ID));
      g_assert_nonnull (strstr (error->message, CORRELATION_ID));
      g_assert_nonnull (strstr (error->message, "request-7"));
      g_assert_null (strstr (error->message, "Trace ID:"));
      g_assert_null (strpbrk (error->message, "\r\n"));
    }
}

#define ISSUER "\"issuer\": \"https://login.microsoftonline.com/" GUID "/v2.0\""

static const struct
{
  guint status;
  const char *body;
  int code;
} hostile_cases[] = {
  { 200, "{}", CONSENT_ERROR_BAD_RESPONSE },
  { 200, "[]", CONSENT_ERROR_BAD_RESPONSE },
  { 200, "[{" ISSUER "}]", CONSENT_ERROR_BAD_RESPONSE },
  { 200, "{\"issuer\": null}", CONSENT_ERROR_BAD_RESPONSE },
  { 200, "{\"issuer\": 7}", CONSENT_ERROR_BAD_RESPONSE },
  { 200, "{\"issuer\": {}}", CONSENT_ERROR_BAD_RESPONSE },
  { 200, "{\"issuer\": [\"https://login.microsoftonline.com/" GUID "/v2.0\"]}", CONSENT_ERROR_BAD_RESPONSE },
  { 200, "{\"issuer\": \"\"}", CONSENT_ERROR_BAD_RESPONSE },
  { 200, "{\"issuer\": \"" GUID "\"}", CONSENT_ERROR_BAD_RESPONSE },
  { 200, "{\"issuer\": \"https://evil.example/" GUID "/v2.0\"}", CONSENT_ERROR_BAD_RESPONSE },
  { 200, "{\"issuer\": \"http://login.microsoftonline.com/" GUID "/v2.0\"}", CONSENT_ERROR_BAD_RESPONSE },
  { 200, "{" ISSUER ", \"token_endpoint\": true}", CONSENT_ERROR_BAD_RESPONSE },
  { 200, "{" ISSUER ", \"token_endpoint\": \"https://login.microsoftonline.com/common/oauth2/v2.0/token\"}", CONSENT_ERROR_BAD_RESPONSE },
  { 200, "{" ISSUER ", \"token_endpoint\": \"https://evil.example/" GUID "/oauth2/v2.0/token\"}", CONSENT_ERROR_BAD_RESPONSE },
  { 200, "{" ISSUER ", \"cloud_instance_name\": 1}", CONSENT_ERROR_BAD_RESPONSE },
  { 200, "{" ISSUER ", \"tenant_region_scope\": {}}", CONSENT_ERROR_BAD_RESPONSE },
  { 200, "{" ISSUER ", \"tenant_region_sub_scope\": []}", CONSENT_ERROR_BAD_RESPONSE },
  { 200, "{" ISSUER ", \"cloud_instance_name\": \"microsoftonline.us\"}", CONSENT_ERROR_NATIONAL_CLOUD },
  { 200, "{" ISSUER ", \"tenant_region_sub_scope\": \"dodcon\"}", CONSENT_ERROR_NATIONAL_CLOUD },
  { 200, "{" ISSUER ", \"cloud_instance_name\": null, \"tenant_region_sub_scope\": null}", -1 },
  { 200, "{" ISSUER "}", -1 },
  { 200, "{" ISSUER ", \"something\": {\"new\": [1, 2]}}", -1 },
  { 400, "{}", CONSENT_ERROR_BAD_RESPONSE },
  { 400, "[]", CONSENT_ERROR_BAD_RESPONSE },
  { 400, NULL, CONSENT_ERROR_BAD_RESPONSE },
  { 400, "{\"error\": null}", CONSENT_ERROR_BAD_RESPONSE },
  { 400, "{\"error\": {\"code\": \"BadRequest\"}}", CONSENT_ERROR_BAD_RESPONSE },
  { 400, "{\"error\": \"\"}", CONSENT_ERROR_FAILED },
  { 400, "{\"error\": \"invalid_tenant\"}", CONSENT_ERROR_TENANT_UNKNOWN },
  { 400, "{\"error\": \"invalid_tenant\", \"error_description\": 7, \"error_codes\": {}, \"trace_id\": []}", CONSENT_ERROR_TENANT_UNKNOWN },
  { 400, "{\"error\": \"invalid_request\", \"error_codes\": []}", CONSENT_ERROR_FAILED },
  { 400, "{\"error\": \"invalid_request\", \"error_codes\": [\"900023\"]}", CONSENT_ERROR_FAILED },
  { 400, "{\"error\": \"invalid_request\", \"error_codes\": [900023, 1]}", CONSENT_ERROR_TENANT_MALFORMED },
  { 400, "{\"error\": \"invalid_request\", \"error_description\": \"AADSTS900023: x\"}", CONSENT_ERROR_TENANT_MALFORMED },
  { 400, "{\"error\": \"invalid_request\", \"error_description\": \"AADSTS: AADSTS99999999999999999999\"}", CONSENT_ERROR_FAILED },
  { 400, "{\"error\": \"temporarily_unavailable\"}", CONSENT_ERROR_BUSY },
  { 401, "{\"error\": \"invalid_client\"}", CONSENT_ERROR_FAILED },
};

static void
test_hostile (Fixture       *fixture,
              gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (hostile_cases); i++)
    {
      g_autofree char *typed = g_strdup_printf ("tenant-%u.example", i);
      g_autoptr (ConsentTenant) tenant = NULL;
      g_autoptr (GError) error = NULL;
      Fixture inner = { 0 };

      g_test_message ("%u %s", hostile_cases[i].status, hostile_cases[i].body);
      set_up (&inner, NULL);
      test_server_push (inner.server, hostile_cases[i].status, NULL, hostile_cases[i].body);
      tenant = find (&inner, typed, &error);
      if (hostile_cases[i].code < 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, CONSENT_ERROR, hostile_cases[i].code);
      tear_down (&inner, NULL);
    }
}

/* A description without end does not end up in a log as it is. */
static void
test_long_description (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *long_text = g_strnfill (100 * 1024, 'x');
  g_autofree char *body = NULL;
  g_autoptr (GError) error = NULL;

  body = g_strdup_printf ("{\"error\": \"invalid_request\", \"error_description\": \"%s\","
                          " \"trace_id\": \"a\\u0007b\\r\\nc\"}", long_text);
  test_server_push (fixture->server, 400, NULL, body);
  g_assert_null (find (fixture, "contoso.com", &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_FAILED);
  g_assert_cmpuint (strlen (error->message), <, 4096);
  g_assert_null (strpbrk (error->message, "\r\n\a"));
}

/* Successes are remembered, for each spelling; what was typed is the caller's own. */
static void
test_memory (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *good = load ("global");
  g_autofree char *bad = load ("error-90002");
  g_autoptr (ConsentTenant) first = NULL;
  g_autoptr (ConsentTenant) second = NULL;
  g_autoptr (ConsentTenant) third = NULL;
  g_autoptr (GError) error = NULL;
  ConsentTenantInput again = { (char *) "someone@contoso.com", NULL, (char *) "contoso.com" };
  GAsyncResult *result = NULL;

  test_server_push (fixture->server, 400, NULL, bad);
  test_server_push (fixture->server, 200, NULL, good);

  g_assert_null (find (fixture, "contoso.com", &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_TENANT_UNKNOWN);
  g_clear_error (&error);

  first = find (fixture, "contoso.com", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (test_server_get_n_requests (fixture->server), ==, 2);

  consent_directory_find_async (fixture->directory, &again, NULL, test_store_result, &result);
  second = finish (fixture, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (test_server_get_n_requests (fixture->server), ==, 2);
  g_assert_cmpstr (second->input, ==, "someone@contoso.com");
  g_assert_cmpstr (second->id, ==, first->id);
  g_assert_cmpstr (second->domain, ==, "contoso.com");

  third = find (fixture, GUID, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (test_server_get_n_requests (fixture->server), ==, 3);
  g_assert_null (third->domain);
}

/* A list of thousands does not stay in memory; what was asked last does. */
static void
test_forgetting (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *body = load ("global");
  guint n_domains = 1000;

  test_server_push (fixture->server, 200, NULL, body);
  for (guint i = 0; i <= n_domains; i++)
    {
      g_autofree char *domain = g_strdup_printf ("%u.example", i % n_domains);
      g_autoptr (GError) error = NULL;

      for (guint j = 0; j < 2; j++)
        {
          g_autoptr (ConsentTenant) tenant = find (fixture, domain, &error);

          g_assert_no_error (error);
          g_assert_nonnull (tenant);
          g_assert_cmpuint (test_server_get_n_requests (fixture->server), ==, i + 1);
        }
    }
}

/* Nothing that could change the address gets as far as a request. */
static void
test_unsafe (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const unsafe[] = {
    "", ".", "..", "../x", "a/b", "a?b", "a#b", "a%2fb", "a b", "a\r\nb", "a:b", "a@b", "m\xc3\xbcller.example", "{tenant-id}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (unsafe); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (find (fixture, unsafe[i], &error));
      g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_TENANT_MALFORMED);
    }
  g_assert_cmpuint (test_server_get_n_requests (fixture->server), ==, 0);
}

static void
test_transport (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *dead = test_dead_address ();
  g_autoptr (ConsentEndpoints) endpoints = consent_endpoints_new (dead, NULL, NULL);
  g_autofree char *large = g_strnfill (5 * 1024 * 1024, ' ');
  g_autofree char *deep = g_strnfill (200000, '[');
  g_autoptr (GError) error = NULL;

  test_server_push (fixture->server, 200, "Content-Type: text/html\r\n", "<html>Sign in to the network</html>");
  test_server_push (fixture->server, 200, NULL, large);
  test_server_push (fixture->server, 200, NULL, deep);

  g_assert_null (find (fixture, "contoso.com", &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_NOT_MICROSOFT);
  g_clear_error (&error);
  g_assert_null (find (fixture, "contoso.com", &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (find (fixture, "contoso.com", &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_TOO_DEEP);
  g_clear_error (&error);

  g_assert_finalize_object (fixture->directory);
  fixture->directory = consent_directory_new (fixture->http, endpoints);
  g_assert_null (find (fixture, "contoso.com", &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_UNREACHABLE);
}

/* One look-up is cancelled while another, of the same domain, goes on. */
static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *body = load ("global");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (ConsentTenant) tenant = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *cancelled = NULL;
  GAsyncResult *other = NULL;
  GAsyncResult *known = NULL;

  test_server_push (fixture->server, 200, NULL, body);
  start (fixture, "contoso.com", cancellable, &cancelled);
  start (fixture, "contoso.com", NULL, &other);
  g_cancellable_cancel (cancellable);

  g_assert_null (finish (fixture, &cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  tenant = finish (fixture, &other, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tenant->id, ==, GUID);

  /* What is known already is not given to those who no longer want it, either. */
  start (fixture, "contoso.com", cancellable, &known);
  g_assert_null (known);
  g_assert_null (finish (fixture, &known, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, func) g_test_add (path, Fixture, data, set_up, func, tear_down)
  ADD ("/directory/domain", NULL, test_domain);
  ADD ("/directory/guid", NULL, test_guid);
  for (guint i = 0; i < G_N_ELEMENTS (document_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/directory/document/%s/%u", document_cases[i].name,
                                               document_cases[i].status);

      ADD (path, &document_cases[i], test_document);
    }
  ADD ("/directory/hostile", NULL, test_hostile);
  ADD ("/directory/long-description", NULL, test_long_description);
  ADD ("/directory/memory", NULL, test_memory);
  ADD ("/directory/forgetting", NULL, test_forgetting);
  ADD ("/directory/unsafe", NULL, test_unsafe);
  ADD ("/directory/transport", NULL, test_transport);
  ADD ("/directory/cancel", NULL, test_cancel);

  return g_test_run ();
}
