/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-error.h"
#include "consent-graph.h"
#include "make-token.h"
#include "test-async.h"
#include "test-server.h"
#include "test-token.h"

#include <string.h>

typedef struct
{
  TestServer *server;
  ConsentHttp *http;
  ConsentEndpoints *endpoints;
  ConsentGraph *graph;
  GCancellable *cancellable;
  GAsyncResult *result;
  guint waited;
  /* For answer_by_path(). */
  GHashTable *answers;
} Fixture;

static void
on_waiting (ConsentHttp *http,
            guint        seconds,
            Fixture     *fixture)
{
  fixture->waited++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *address = NULL;
  g_autoptr (ConsentToken) token = make_token (TEST_TENANT, "openid");

  fixture->server = test_server_new ();
  address = g_strconcat (test_server_get_address (fixture->server), "/graph", NULL);
  fixture->http = g_object_new (CONSENT_TYPE_HTTP, "retry-delay", 1, NULL);
  g_signal_connect (fixture->http, "waiting", G_CALLBACK (on_waiting), fixture);
  fixture->endpoints = consent_endpoints_new (NULL, address, NULL);
  fixture->graph = consent_graph_new (fixture->http, fixture->endpoints, token);
  fixture->cancellable = g_cancellable_new ();
  fixture->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_null (fixture->result);
  g_assert_finalize_object (fixture->graph);
  g_assert_finalize_object (fixture->endpoints);
  g_assert_finalize_object (fixture->http);
  g_object_unref (fixture->cancellable);
  test_server_free (fixture->server);
  g_hash_table_unref (fixture->answers);
  g_assert_null (strstr (test_get_logs (), TEST_SECRET));
}

static void
start (Fixture       *fixture,
       const char    *path,
       GAsyncResult **slot)
{
  consent_graph_read_async (fixture->graph, path, fixture->cancellable, test_store_result, slot);
}

static GPtrArray *
read_and_wait (Fixture     *fixture,
               const char  *path,
               GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GPtrArray *pages;

  start (fixture, path, &fixture->result);
  result = test_wait_for_result (&fixture->result);
  pages = consent_graph_read_finish (fixture->graph, result, error);
  g_assert_true ((pages != NULL) == (*error == NULL));
  if (*error != NULL)
    g_assert_null (strstr ((*error)->message, TEST_SECRET));

  return pages;
}

static const ConsentGraphPage *
get_page (GPtrArray *pages,
          guint      index)
{
  g_assert_cmpuint (index, <, pages->len);

  return g_ptr_array_index (pages, index);
}

static void
test_object (Fixture       *fixture,
             gconstpointer  data)
{
  const char *path = "/servicePrincipals(appId='5353a3d2-8ca9-42d2-b567-ea399ccb5e38')?$select=id,appId";
  g_autofree char *sent = g_strconcat ("/graph/v1.0", path, NULL);
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GError) error = NULL;
  const TestRequest *request;

  test_server_push (fixture->server, 200, "request-id: r-1\r\n", "{\"id\": \"x\"}");
  pages = read_and_wait (fixture, path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pages->len, ==, 1);
  g_assert_cmpstr (get_page (pages, 0)->path, ==, path);
  g_assert_cmpuint (get_page (pages, 0)->answer->status, ==, 200);
  g_assert_cmpstr (get_page (pages, 0)->answer->request_id, ==, "r-1");

  request = test_server_get_request (fixture->server, 0);
  g_assert_cmpstr (request->method, ==, "GET");
  g_assert_cmpstr (request->path, ==, sent);
  g_assert_cmpstr (soup_message_headers_get_one (request->headers, "Authorization"),
                   ==, "Bearer " TEST_SECRET "access");
  g_assert_cmpstr (soup_message_headers_get_one (request->headers, "Accept"), ==, "application/json");
  g_assert_true (g_uuid_string_is_valid (soup_message_headers_get_one (request->headers,
                                                                       "client-request-id")));
}

#define GRAPH_ERROR(code)                                                                          \
  "{\"error\": {\"code\": \"" code "\", \"message\": \"Some text.\", "                          \
  "\"innerError\": {\"date\": \"2026-01-01T00:00:00\", \"request-id\": \"from-body\"}}}"

/* An error is an answer like any other, but for a sign-in that no longer counts. */
static void
test_statuses (Fixture       *fixture,
               gconstpointer  data)
{
  static const struct
  {
    guint status;
    const char *body;
    int code; /* -1: an answer */
  } cases[] = {
    { 403, GRAPH_ERROR ("Authorization_RequestDenied"), -1 },
    { 404, GRAPH_ERROR ("Request_ResourceNotFound"), -1 },
    { 400, GRAPH_ERROR ("Request_BadRequest"), -1 },
    { 409, GRAPH_ERROR ("Conflict"), -1 },
    { 404, NULL, -1 },
    { 401, GRAPH_ERROR ("InvalidAuthenticationToken"), CONSENT_ERROR_UNAUTHORIZED },
    { 401, NULL, CONSENT_ERROR_UNAUTHORIZED },
    { 429, GRAPH_ERROR ("TooManyRequests"), CONSENT_ERROR_BUSY },
    { 500, GRAPH_ERROR ("InternalServerError"), CONSENT_ERROR_BUSY },
    { 502, NULL, CONSENT_ERROR_BUSY },
    { 503, GRAPH_ERROR ("ServiceUnavailable"), CONSENT_ERROR_BUSY },
    { 504, "<html>", CONSENT_ERROR_BUSY },
    { 200, "<html>", CONSENT_ERROR_NOT_MICROSOFT },
    { 200, "{", CONSENT_ERROR_BAD_RESPONSE },
    { 302, NULL, CONSENT_ERROR_NOT_MICROSOFT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture inner = { 0 };
      g_autoptr (GPtrArray) pages = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      set_up (&inner, NULL);
      test_server_push (inner.server, cases[i].status, NULL, cases[i].body);
      pages = read_and_wait (&inner, "/me", &error);
      if (cases[i].code < 0)
        {
          g_assert_no_error (error);
          g_assert_cmpuint (get_page (pages, 0)->answer->status, ==, cases[i].status);
        }
      else
        {
          g_assert_error (error, CONSENT_ERROR, cases[i].code);
        }
      tear_down (&inner, NULL);
    }
}

static void
test_throttled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GError) error = NULL;

  test_server_push (fixture->server, 429, "Retry-After: 1\r\n", GRAPH_ERROR ("TooManyRequests"));
  test_server_push (fixture->server, 200, NULL, "{}");
  pages = read_and_wait (fixture, "/me", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->waited, ==, 2);
}

/* Answers by what was asked for, since side by side means in any order. */
static void
answer_by_path (TestServer        *server,
                const TestRequest *request,
                gpointer           user_data)
{
  Fixture *fixture = user_data;
  const char *body = g_hash_table_lookup (fixture->answers, request->path);

  g_assert_cmpstr (soup_message_headers_get_one (request->headers, "Authorization"),
                   ==, "Bearer " TEST_SECRET "access");
  if (body != NULL)
    test_server_push (server, 200, NULL, body);
  else
    test_server_push (server, 404, NULL, GRAPH_ERROR ("Request_ResourceNotFound"));
}

/* @next: (nullable): address of the next page; begins with a slash where it is the server's own */
static void
add_page (Fixture    *fixture,
          const char *path,
          const char *value,
          const char *next)
{
  g_autofree char *link = NULL;

  if (next != NULL)
    link = g_strdup_printf (", \"@odata.nextLink\": \"%s%s\"",
                            *next == '/' ? test_server_get_address (fixture->server) : "", next);
  g_hash_table_insert (fixture->answers, g_strdup (path),
                       g_strdup_printf ("{\"value\": [%s]%s}", value, link != NULL ? link : ""));
}

static void
test_pages (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GError) error = NULL;

  test_server_set_handler (fixture->server, answer_by_path, fixture);
  add_page (fixture, "/graph/v1.0/a?$top=2", "1, 2", "/graph/v1.0/a?$top=2&$skiptoken=x%2By");
  add_page (fixture, "/graph/v1.0/a?$top=2&$skiptoken=x%2By", "", "/graph/v1.0/a?$skiptoken=z");
  add_page (fixture, "/graph/v1.0/a?$skiptoken=z", "3", NULL);

  pages = read_and_wait (fixture, "/a?$top=2", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pages->len, ==, 3);
  g_assert_cmpstr (get_page (pages, 1)->path, ==, "/a?$top=2&$skiptoken=x%2By");
}

/* An address that is none is mended rather than sent as it is: it must not end the request line. */
static void
test_page_escaped (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GError) error = NULL;

  test_server_set_handler (fixture->server, answer_by_path, fixture);
  add_page (fixture, "/graph/v1.0/a", "1", "/graph/v1.0/a?$filter=b eq 'c'\\r\\nX-Evil: 1");
  add_page (fixture, "/graph/v1.0/a?$filter=b%20eq%20'c'%0D%0AX-Evil:%201", "2", NULL);
  pages = read_and_wait (fixture, "/a", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pages->len, ==, 2);
}

/* A further page has no reason to be large. */
static void
test_page_large (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *filler = g_strnfill (600 * 1024, ' ');
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GError) error = NULL;

  test_server_set_handler (fixture->server, answer_by_path, fixture);
  add_page (fixture, "/graph/v1.0/one", filler, NULL);
  add_page (fixture, "/graph/v1.0/two", "1", "/graph/v1.0/one");
  pages = read_and_wait (fixture, "/one", &error);
  g_assert_no_error (error);
  g_assert_null (read_and_wait (fixture, "/two", &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_TOO_LARGE);
}

/* A list that breaks off says so by its last page. */
static void
test_page_missing (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GError) error = NULL;

  test_server_set_handler (fixture->server, answer_by_path, fixture);
  add_page (fixture, "/graph/v1.0/a", "1", "/graph/v1.0/nowhere");
  pages = read_and_wait (fixture, "/a", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pages->len, ==, 2);
  g_assert_cmpuint (get_page (pages, 1)->answer->status, ==, 404);
}

/* A token goes to Graph's own address and nowhere else. */
static void
test_foreign_page (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (TestServer) thief = test_server_new ();
  const char *own = test_server_get_address (fixture->server);
  const char *port = strrchr (own, ':') + 1;
  g_autofree char *other_name = g_strdup_printf ("http://localhost:%s/graph/v1.0/a?x", port);
  g_autofree char *user = g_strdup_printf ("http://127.0.0.1:%s@evil.example/graph/v1.0/a?x", port);
  g_autofree char *longer_port = g_strdup_printf ("%s0/graph/v1.0/a?x", own);
  g_autofree char *other_path = g_strdup_printf ("%s/elsewhere/v1.0/a?x", own);
  g_autofree char *up = g_strdup_printf ("%s/graph/v1.0/../../elsewhere", own);
  const char *links[] = { test_server_get_address (thief), other_name, user, longer_port, other_path, up,
                          "https://graph.microsoft.com/v1.0/a?x", "//graph/v1.0/a?x", "/graph/v1.0/a?x",
                          "file:///etc/passwd", "" };

  test_server_push (thief, 200, NULL, "{}");
  test_server_set_handler (fixture->server, answer_by_path, fixture);
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      g_hash_table_insert (fixture->answers, g_strdup ("/graph/v1.0/a"),
                           g_strdup_printf ("{\"value\": [], \"@odata.nextLink\": \"%s\"}", links[i]));
      g_assert_null (read_and_wait (fixture, "/a", &error));
      g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_BAD_RESPONSE);
      g_assert_cmpuint (test_server_get_n_requests (fixture->server), ==, i + 1);
    }
  g_assert_cmpuint (test_server_get_n_requests (thief), ==, 0);
}

static void
test_odd_pages (Fixture       *fixture,
                gconstpointer  data)
{
  static const struct
  {
    const char *path;
    gboolean good;
    guint n_requests; /* in all so far */
  } cases[] = { { "/circle", FALSE, 1 },
                { "/circle-of-two", FALSE, 3 },
                { "/number", FALSE, 4 },
                { "/null", TRUE, 5 },
                { "/array", TRUE, 6 } };

  test_server_set_handler (fixture->server, answer_by_path, fixture);
  add_page (fixture, "/graph/v1.0/circle", "", "/graph/v1.0/circle");
  add_page (fixture, "/graph/v1.0/circle-of-two", "", "/graph/v1.0/other");
  add_page (fixture, "/graph/v1.0/other", "", "/graph/v1.0/circle-of-two");
  g_hash_table_insert (fixture->answers, g_strdup ("/graph/v1.0/number"),
                       g_strdup ("{\"value\": [], \"@odata.nextLink\": 7}"));
  g_hash_table_insert (fixture->answers, g_strdup ("/graph/v1.0/null"),
                       g_strdup ("{\"value\": [], \"@odata.nextLink\": null}"));
  g_hash_table_insert (fixture->answers, g_strdup ("/graph/v1.0/array"), g_strdup ("[]"));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) pages = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].path);
      pages = read_and_wait (fixture, cases[i].path, &error);
      if (cases[i].good)
        g_assert_no_error (error);
      else
        g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_BAD_RESPONSE);
      g_assert_cmpuint (test_server_get_n_requests (fixture->server), ==, cases[i].n_requests);
    }
}

/* Each page leads to another one. */
static void
answer_without_end (TestServer        *server,
                    const TestRequest *request,
                    gpointer           user_data)
{
  g_autofree char *body = NULL;

  body = g_strdup_printf ("{\"value\": [], \"@odata.nextLink\": \"%s/graph/v1.0/a?%u\"}",
                          test_server_get_address (server), test_server_get_n_requests (server));
  test_server_push (server, 200, NULL, body);
}

static void
test_endless (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  test_server_set_handler (fixture->server, answer_without_end, NULL);
  g_assert_null (read_and_wait (fixture, "/a", &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_BAD_RESPONSE);
  g_assert_cmpuint (test_server_get_n_requests (fixture->server), <=, 1000);
}

/* Many questions are on their way before the first is answered, so that together they take no
 * longer than one; and all of them can be ended at once. */
static void
test_side_by_side (Fixture       *fixture,
                   gconstpointer  data)
{
  GAsyncResult *slots[20] = { NULL };

  test_server_push_raw (fixture->server, "HTTP/1.1 ", -1, TEST_THEN_KEEP);
  for (guint i = 0; i < G_N_ELEMENTS (slots); i++)
    start (fixture, "/a", &slots[i]);
  test_server_wait_for_requests (fixture->server, G_N_ELEMENTS (slots));

  g_cancellable_cancel (fixture->cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (slots); i++)
    {
      g_autoptr (GAsyncResult) result = test_wait_for_result (&slots[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (consent_graph_read_finish (fixture->graph, result, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

static void
test_cancelled_before (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (fixture->cancellable);
  g_assert_null (read_and_wait (fixture, "/a", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (test_server_get_n_requests (fixture->server), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_collect_logs ();

#define ADD(path, data, func) g_test_add (path, Fixture, data, set_up, func, tear_down)
  ADD ("/graph/object", NULL, test_object);
  ADD ("/graph/statuses", NULL, test_statuses);
  ADD ("/graph/throttled", NULL, test_throttled);
  ADD ("/graph/pages", NULL, test_pages);
  ADD ("/graph/page-escaped", NULL, test_page_escaped);
  ADD ("/graph/page-large", NULL, test_page_large);
  ADD ("/graph/page-missing", NULL, test_page_missing);
  ADD ("/graph/foreign-page", NULL, test_foreign_page);
  ADD ("/graph/odd-pages", NULL, test_odd_pages);
  ADD ("/graph/endless", NULL, test_endless);
  ADD ("/graph/side-by-side", NULL, test_side_by_side);
  ADD ("/graph/cancelled-before", NULL, test_cancelled_before);

  return g_test_run ();
}
