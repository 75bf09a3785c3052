/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-error.h"
#include "consent-http.h"
#include "test-async.h"
#include "test-server.h"

#include <string.h>

#define MAX_BYTES (64 * 1024)
#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

typedef struct
{
  TestServer *server;
  ConsentHttp *http;
  GArray *waits;
  GCancellable *cancel_on_wait;
} Fixture;

static void
on_waiting (ConsentHttp *http,
            guint        seconds,
            Fixture     *fixture)
{
  g_array_append_val (fixture->waits, seconds);
  if (fixture->cancel_on_wait != NULL)
    g_cancellable_cancel (fixture->cancel_on_wait);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->server = test_server_new ();
  fixture->http = g_object_new (CONSENT_TYPE_HTTP, "retry-delay", 1, NULL);
  fixture->waits = g_array_new (FALSE, FALSE, sizeof (guint));
  g_signal_connect (fixture->http, "waiting", G_CALLBACK (on_waiting), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_array_unref (fixture->waits);
  g_assert_finalize_object (fixture->http);
  test_server_free (fixture->server);
}

static ConsentHttpAnswer *
finish (Fixture       *fixture,
        GAsyncResult **slot,
        GError       **error)
{
  g_autoptr (GAsyncResult) result = test_wait_for_result (slot);

  return consent_http_send_finish (fixture->http, result, error);
}

static ConsentHttpAnswer *
send_to (Fixture     *fixture,
         const char  *method,
         const char  *address,
         GError     **error)
{
  g_autoptr (SoupMessage) message = soup_message_new (method, address);
  GAsyncResult *result = NULL;

  consent_http_send_async (fixture->http, message, MAX_BYTES, NULL, test_store_result, &result);

  return finish (fixture, &result, error);
}

static ConsentHttpAnswer *
get (Fixture  *fixture,
     GError  **error)
{
  return send_to (fixture, "GET", test_server_get_address (fixture->server), error);
}

static void
assert_fails (Fixture      *fixture,
              ConsentError  code,
              guint         n_requests)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (get (fixture, &error));
  g_assert_error (error, CONSENT_ERROR, (int) code);
  g_assert_cmpuint (test_server_get_n_requests (fixture->server), ==, n_requests);
}

static void
test_answer (Fixture       *fixture,
             gconstpointer  data)
{
  const TestRequest *request;
  g_autoptr (ConsentHttpAnswer) answer = NULL;
  g_autoptr (ConsentHttpAnswer) second = NULL;
  g_autoptr (ConsentHttpAnswer) third = NULL;
  g_autoptr (GError) error = NULL;

  test_server_push (fixture->server, 200, "request-id: one\r\nx-ms-request-id: two\r\n", "{\"a\": 1}");
  test_server_push (fixture->server, 404, "x-ms-request-id: two\r\n", "[]");
  test_server_push (fixture->server, 204, NULL, NULL);

  answer = get (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (answer->request_id, ==, "one");
  g_assert_true (JSON_NODE_HOLDS_OBJECT (answer->json));

  request = test_server_get_request (fixture->server, 0);
  g_assert_cmpstr (soup_message_headers_get_one (request->headers, "Accept"), ==, "application/json");
  g_assert_null (soup_message_headers_get_one (request->headers, "Cookie"));
  g_assert_null (soup_message_headers_get_one (request->headers, "Origin"));

  second = get (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (second->status, ==, 404);
  g_assert_cmpstr (second->request_id, ==, "two");
  g_assert_true (JSON_NODE_HOLDS_ARRAY (second->json));

  third = get (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (third->status, ==, 204);
  g_assert_null (third->request_id);
  g_assert_null (third->json);
}

typedef struct
{
  const char *name;
  guint status;
  const char *headers;
  const char *body;
  int code; /* -1: an answer */
} AnswerCase;

static const AnswerCase answer_cases[] = {
  { "json-as-text", 200, "Content-Type: text/plain\r\n", "{}", -1 },
  { "json-with-bom", 200, NULL, "\xef\xbb\xbf{}", -1 },
  { "bom-as-text", 200, "Content-Type: text/plain\r\n", "\xef\xbb\xbf{}", -1 },
  { "problem-json", 400, "Content-Type: application/problem+json\r\n", "{}", -1 },
  { "empty-error", 401, NULL, NULL, -1 },
  { "gone", 410, NULL, "{}", -1 },
  { "not-implemented", 501, NULL, "{}", -1 },
  { "empty", 200, NULL, NULL, CONSENT_ERROR_BAD_RESPONSE },
  { "white-space", 200, NULL, " \r\n", CONSENT_ERROR_BAD_RESPONSE },
  { "scalar", 200, NULL, "7", CONSENT_ERROR_BAD_RESPONSE },
  { "broken-json", 200, NULL, "{\"a\": ", CONSENT_ERROR_BAD_RESPONSE },
  { "invalid-utf8", 200, NULL, "{\"a\": \"\xff\"}", CONSENT_ERROR_BAD_RESPONSE },
  { "html", 200, "Content-Type: text/html; charset=utf-8\r\n", "<!DOCTYPE html>", CONSENT_ERROR_NOT_MICROSOFT },
  { "html-with-json", 200, "Content-Type: text/html\r\n", "{}", CONSENT_ERROR_NOT_MICROSOFT },
  { "html-as-json", 200, NULL, "\n <html>", CONSENT_ERROR_NOT_MICROSOFT },
  { "html-error", 404, "Content-Type: text/html\r\n", "<h1>Not found</h1>", CONSENT_ERROR_NOT_MICROSOFT },
  { "xhtml", 200, "Content-Type: application/xhtml+xml\r\n", "<html/>", CONSENT_ERROR_NOT_MICROSOFT },
  { "text", 403, "Content-Type: text/plain\r\n", "Blocked by policy", CONSENT_ERROR_NOT_MICROSOFT },
  { "redirect", 302, "Location: /login\r\n", "{}", CONSENT_ERROR_NOT_MICROSOFT },
  { "redirect-elsewhere", 307, "Location: http://evil.example/\r\n", NULL, CONSENT_ERROR_NOT_MICROSOFT },
  { "permanent-redirect", 308, "Location: //evil.example/\r\n", NULL, CONSENT_ERROR_NOT_MICROSOFT },
  { "not-modified", 304, NULL, NULL, CONSENT_ERROR_NOT_MICROSOFT },
  { "proxy", 407, "Proxy-Authenticate: Basic realm=\"x\"\r\n", "{}", CONSENT_ERROR_NOT_MICROSOFT },
  { "not-really-gzip", 200, "Content-Encoding: gzip\r\n", "{\"a\": 1}", -1 },
};

static void
test_one_answer (Fixture       *fixture,
                 gconstpointer  data)
{
  const AnswerCase *c = data;
  g_autoptr (ConsentHttpAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  test_server_push (fixture->server, c->status, c->headers, c->body);
  answer = get (fixture, &error);
  if (c->code < 0)
    {
      g_assert_no_error (error);
      g_assert_cmpuint (answer->status, ==, c->status);
    }
  else
    {
      g_assert_error (error, CONSENT_ERROR, c->code);
    }
  g_assert_cmpuint (test_server_get_n_requests (fixture->server), ==, 1);
}

static void
test_nul (Fixture       *fixture,
          gconstpointer  data)
{
  static const char text[] = HEAD "Content-Length: 11\r\n\r\n{\"a\": \"\0\"} ";

  test_server_push_raw (fixture->server, text, sizeof text - 1, TEST_THEN_KEEP);
  assert_fails (fixture, CONSENT_ERROR_BAD_RESPONSE, 1);
}

static void
test_garbage (Fixture       *fixture,
              gconstpointer  data)
{
  test_server_push_raw (fixture->server, "SSH-2.0-OpenSSH_9.2\r\n\r\n", -1, TEST_THEN_CLOSE);
  assert_fails (fixture, CONSENT_ERROR_NOT_MICROSOFT, 4);
}

/* 5 MB where 64 KiB are the limit: with a length, without, and without end. */
static void
test_large (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *body = g_strnfill (5 * 1024 * 1024, ' ');

  test_server_push (fixture->server, 200, NULL, body);
  test_server_push_raw (fixture->server, HEAD "\r\n[", -1, TEST_THEN_REPEAT);
  assert_fails (fixture, CONSENT_ERROR_TOO_LARGE, 1);
  assert_fails (fixture, CONSENT_ERROR_TOO_LARGE, 2);
}

/* The limit itself may be used up. */
static void
test_limit (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *body = g_strnfill (MAX_BYTES, ' ');
  g_autofree char *larger = g_strconcat (body, " ", NULL);
  g_autoptr (ConsentHttpAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  body[0] = '{';
  body[MAX_BYTES - 1] = '}';
  test_server_push (fixture->server, 200, NULL, body);
  test_server_push (fixture->server, 200, NULL, larger);
  answer = get (fixture, &error);
  g_assert_no_error (error);
  assert_fails (fixture, CONSENT_ERROR_TOO_LARGE, 2);
}

/* A small body that swells to 5 MB is stopped as early as one that is sent whole. */
static void
test_bomb (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *plain = g_strnfill (5 * 1024 * 1024, '[');
  g_autofree char *packed = g_malloc (64 * 1024);
  g_autoptr (GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GString) answer = g_string_new (NULL);
  gsize read;
  gsize written;

  g_assert_cmpint (g_converter_convert (G_CONVERTER (gzip), plain, 5 * 1024 * 1024,
                                        packed, 64 * 1024, G_CONVERTER_INPUT_AT_END,
                                        &read, &written, NULL),
                   ==, G_CONVERTER_FINISHED);
  g_string_append_printf (answer, HEAD "Content-Encoding: gzip\r\nContent-Length: %" G_GSIZE_FORMAT
                          "\r\n\r\n", written);
  g_string_append_len (answer, packed, written);

  test_server_push_raw (fixture->server, answer->str, answer->len, TEST_THEN_KEEP);
  assert_fails (fixture, CONSENT_ERROR_TOO_LARGE, 1);
}

static void
test_deep (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *body = g_strnfill (MAX_BYTES, '[');

  test_server_push (fixture->server, 200, NULL, body);
  assert_fails (fixture, CONSENT_ERROR_TOO_DEEP, 1);
}

/* Each of these goes away after three tries. */
static void
test_retried (Fixture       *fixture,
              gconstpointer  data)
{
  const guint statuses[] = { 429, 500, 502, 503, 504 };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (ConsentHttpAnswer) answer = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (TestServer) server = test_server_new ();

      for (guint j = 0; j < 3; j++)
        test_server_push (server, statuses[i], "Content-Type: text/html\r\n", "<h1>Busy</h1>");
      test_server_push (server, 200, NULL, "{}");

      answer = send_to (fixture, "GET", test_server_get_address (server), &error);
      g_assert_no_error (error);
      g_assert_cmpuint (answer->status, ==, 200);
      g_assert_cmpuint (test_server_get_n_requests (server), ==, 4);
      n += fixture->waits->len;
    }

  /* Nobody asked for these waits. */
  g_assert_cmpuint (n, ==, 0);
}

static void
test_busy (Fixture       *fixture,
           gconstpointer  data)
{
  test_server_push (fixture->server, 503, NULL, "{\"error\": {\"code\": \"ServiceUnavailable\"}}");
  assert_fails (fixture, CONSENT_ERROR_BUSY, 4);
}

static const struct
{
  const char *name;
  const char *header;
  guint n_requests; /* 2: asked again and answered; 1: given up */
} retry_after_cases[] = {
  { "zero", "Retry-After: 0\r\n", 2 },
  { "past-date", "Retry-After: Sun, 06 Nov 1994 08:49:37 GMT\r\n", 2 },
  { "same-date", "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nRetry-After: Sun, 06 Nov 1994 08:49:37 GMT\r\n", 2 },
  { "negative", "Retry-After: -5\r\n", 2 },
  { "nonsense", "Retry-After: soon\r\n", 2 },
  { "empty", "Retry-After:\r\n", 2 },
  { "just-too-long", "Retry-After: 61\r\n", 1 },
  { "absurd", "Retry-After: 99999999999999999999\r\n", 1 },
  { "future-date", "Retry-After: Fri, 06 Nov 2093 08:49:37 GMT\r\n", 1 },
};

static void
test_retry_after (Fixture       *fixture,
                  gconstpointer  data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (ConsentHttpAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  test_server_push (fixture->server, 429, retry_after_cases[i].header, "{}");
  test_server_push (fixture->server, 200, NULL, "{}");
  answer = get (fixture, &error);
  g_assert_cmpuint (test_server_get_n_requests (fixture->server), ==, retry_after_cases[i].n_requests);
  if (retry_after_cases[i].n_requests == 2)
    g_assert_no_error (error);
  else
    g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_BUSY);
  g_assert_cmpuint (fixture->waits->len, ==, 0);
}

static void
test_wait (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (ConsentHttpAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  test_server_push (fixture->server, 429, "Retry-After: 1\r\n", "{}");
  test_server_push (fixture->server, 200, NULL, "{}");
  answer = get (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->waits->len, ==, 2);
  g_assert_cmpuint (g_array_index (fixture->waits, guint, 0), ==, 1);
  g_assert_cmpuint (g_array_index (fixture->waits, guint, 1), ==, 0);
}

static void
on_turned_away (ConsentHttp *http,
                guint        seconds,
                guint       *told)
{
  *told = seconds;
}

/* How long it would take is told to whoever reads the details. */
static void
test_too_long_a_wait (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  guint seconds = 0;

  g_signal_connect (fixture->http, "turned-away", G_CALLBACK (on_turned_away), &seconds);
  test_server_push (fixture->server, 503, "Retry-After: 3600\r\n", "{}");
  g_assert_null (get (fixture, &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, "3600 seconds"));
  g_assert_cmpuint (seconds, ==, 3600);
  g_assert_cmpuint (fixture->waits->len, ==, 0);
}

/* What one request is told holds for those that were not told. */
static void
test_wait_for_all (Fixture       *fixture,
                   gconstpointer  data)
{
  const char *address = test_server_get_address (fixture->server);
  g_autoptr (SoupMessage) told = soup_message_new ("GET", address);
  g_autoptr (SoupMessage) other = soup_message_new ("GET", address);
  g_autoptr (ConsentHttpAnswer) told_answer = NULL;
  g_autoptr (ConsentHttpAnswer) other_answer = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *told_result = NULL;
  GAsyncResult *other_result = NULL;

  test_server_push (fixture->server, 429, "Retry-After: 1\r\n", "{}");
  test_server_push (fixture->server, 200, NULL, "{}");
  consent_http_send_async (fixture->http, told, MAX_BYTES, NULL, test_store_result, &told_result);
  while (fixture->waits->len == 0)
    g_main_context_iteration (NULL, TRUE);

  consent_http_send_async (fixture->http, other, MAX_BYTES, NULL, test_store_result,
                           &other_result);
  while (fixture->waits->len == 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (test_server_get_n_requests (fixture->server), ==, 1);

  told_answer = finish (fixture, &told_result, &error);
  g_assert_no_error (error);
  other_answer = finish (fixture, &other_result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (test_server_get_n_requests (fixture->server), ==, 3);
}

static void
test_cut_off (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct
  {
    const char *text;
    int code;
  } cuts[] = {
    { "", CONSENT_ERROR_UNREACHABLE },
    { "HTTP/1.1 200 OK\r\nContent-", CONSENT_ERROR_NOT_MICROSOFT },
    { HEAD "Content-Length: 100\r\n\r\n{\"a\":", CONSENT_ERROR_UNREACHABLE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      g_autoptr (ConsentHttpAnswer) answer = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (TestServer) server = test_server_new ();
      g_autoptr (TestServer) hopeless = test_server_new ();

      g_test_message ("%s", cuts[i].text);
      test_server_push_raw (server, cuts[i].text, -1, TEST_THEN_CLOSE);
      test_server_push (server, 200, NULL, "{\"a\": 1}");
      answer = send_to (fixture, "GET", test_server_get_address (server), &error);
      g_assert_no_error (error);
      g_assert_cmpuint (test_server_get_n_requests (server), ==, 2);

      test_server_push_raw (hopeless, cuts[i].text, -1, TEST_THEN_CLOSE);
      g_assert_null (send_to (fixture, "GET", test_server_get_address (hopeless), &error));
      g_assert_error (error, CONSENT_ERROR, cuts[i].code);
      g_assert_cmpuint (test_server_get_n_requests (hopeless), ==, 4);
    }
}

/* Where the length was not known before, libsoup takes the end of the connection for the end of the body. */
static void
test_cut_off_unnoticed (Fixture       *fixture,
                        gconstpointer  data)
{
  test_server_push_raw (fixture->server, HEAD "\r\n{\"a\":", -1, TEST_THEN_CLOSE);
  assert_fails (fixture, CONSENT_ERROR_BAD_RESPONSE, 1);
}

static void
test_cut_off_chunks (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  test_server_push_raw (fixture->server, HEAD "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n",
                        -1, TEST_THEN_CLOSE);

  /* Newer versions of libsoup notice, and then it is tried again. */
  g_assert_null (get (fixture, &error));
  if (test_server_get_n_requests (fixture->server) == 1)
    {
      g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_BAD_RESPONSE);
    }
  else
    {
      g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_UNREACHABLE);
      g_assert_cmpuint (test_server_get_n_requests (fixture->server), ==, 4);
    }
}

static void
test_no_connection (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *dead = test_dead_address ();
  g_autoptr (GError) error = NULL;

  g_assert_null (send_to (fixture, "GET", dead, &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_UNREACHABLE);
}

static void
test_untrusted (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (TestServer) server = test_server_new_tls ();
  g_autoptr (GError) error = NULL;

  g_assert_null (send_to (fixture, "GET", test_server_get_address (server), &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_UNTRUSTED);
  g_assert_cmpuint (test_server_get_n_requests (server), ==, 0);
}

static void
test_deadline (Fixture       *fixture,
               gconstpointer  data)
{
  static const char *const starts[] = {
    "HTTP/1.1 200",
    HEAD "\r\n{",
    HEAD "Content-Length: 100\r\n\r\n{\"a\":",
  };

  g_assert_finalize_object (fixture->http);
  fixture->http = g_object_new (CONSENT_TYPE_HTTP, "timeout", 50, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      test_server_push_raw (fixture->server, starts[i], -1, TEST_THEN_KEEP);
      if (i > 0)
        test_server_push_raw (fixture->server, starts[i], -1, TEST_THEN_KEEP);
      assert_fails (fixture, CONSENT_ERROR_TIMED_OUT, i + 1);
    }
}

/* What changes something is not repeated by guess. */
static void
test_post (Fixture       *fixture,
           gconstpointer  data)
{
  const struct
  {
    guint status;
    const char *headers;
    guint n_requests;
    int code;
  } cases[] = {
    { 429, "Retry-After: 0\r\n", 2, -1 },
    { 503, "Retry-After: 0\r\n", 2, -1 },
    { 429, NULL, 1, CONSENT_ERROR_BUSY },
    { 503, NULL, 1, CONSENT_ERROR_BUSY },
    { 500, "Retry-After: 0\r\n", 1, CONSENT_ERROR_BUSY },
    { 504, NULL, 1, CONSENT_ERROR_BUSY },
    { 0, NULL, 1, CONSENT_ERROR_UNREACHABLE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TestServer) server = test_server_new ();
      g_autoptr (SoupMessage) message = soup_message_new ("POST", test_server_get_address (server));
      g_autoptr (GBytes) body = g_bytes_new_static ("hello=world", 11);
      g_autoptr (ConsentHttpAnswer) answer = NULL;
      g_autoptr (GError) error = NULL;
      GAsyncResult *result = NULL;

      if (cases[i].status > 0)
        test_server_push (server, cases[i].status, cases[i].headers, "{}");
      else
        test_server_push_raw (server, "", 0, TEST_THEN_CLOSE);
      test_server_push (server, 201, NULL, "{}");

      consent_http_set_body (message, "application/x-www-form-urlencoded", body);
      consent_http_send_async (fixture->http, message, MAX_BYTES, NULL, test_store_result, &result);
      answer = finish (fixture, &result, &error);
      if (cases[i].code < 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, CONSENT_ERROR, cases[i].code);

      g_assert_cmpuint (test_server_get_n_requests (server), ==, cases[i].n_requests);
      for (guint j = 0; j < cases[i].n_requests; j++)
        {
          const TestRequest *request = test_server_get_request (server, j);

          g_assert_cmpstr (request->method, ==, "POST");
          g_assert_cmpstr (request->body, ==, "hello=world");
          g_assert_cmpstr (soup_message_headers_get_one (request->headers, "Content-Type"),
                           ==, "application/x-www-form-urlencoded");
        }
    }
}

/* What reads although it is no GET, or can be said twice, is. */
static void
test_repeat (Fixture       *fixture,
             gconstpointer  data)
{
  const struct
  {
    ConsentHttpRepeat repeat;
    guint n_busy;
    guint n_lost;
  } cases[] = {
    { CONSENT_HTTP_REPEAT_IF_ASKED, 1, 1 },
    { CONSENT_HTTP_REPEAT_IF_BUSY, 2, 1 },
    { CONSENT_HTTP_REPEAT_ALWAYS, 2, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      for (guint lost = 0; lost < 2; lost++)
        {
          guint n = lost ? cases[i].n_lost : cases[i].n_busy;
          g_autoptr (TestServer) server = test_server_new ();
          g_autoptr (SoupMessage) message = soup_message_new ("POST", test_server_get_address (server));
          g_autoptr (ConsentHttpAnswer) answer = NULL;
          g_autoptr (GError) error = NULL;
          GAsyncResult *result = NULL;

          if (lost)
            test_server_push_raw (server, "", 0, TEST_THEN_CLOSE);
          else
            test_server_push (server, 502, NULL, "<html>");
          test_server_push (server, 200, NULL, "{}");
          consent_http_set_repeat (message, cases[i].repeat);
          consent_http_send_async (fixture->http, message, MAX_BYTES, NULL, test_store_result, &result);
          answer = finish (fixture, &result, &error);
          g_assert_true ((answer != NULL) == (n == 2));
          g_assert_cmpuint (test_server_get_n_requests (server), ==, n);
        }
    }
}

typedef enum {
  CANCEL_BEFORE,
  CANCEL_AT_ONCE,
  CANCEL_BEFORE_HEADERS,
  CANCEL_IN_BODY,
  CANCEL_IN_WAIT,
  CANCEL_IN_PAUSE,
} CancelWhen;

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  CancelWhen when = GPOINTER_TO_INT (data);
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  message = soup_message_new ("GET", test_server_get_address (fixture->server));
  if (when == CANCEL_BEFORE)
    g_cancellable_cancel (cancellable);
  else if (when == CANCEL_BEFORE_HEADERS)
    test_server_push_raw (fixture->server, "HTTP/1.1 ", -1, TEST_THEN_KEEP);
  else if (when == CANCEL_IN_BODY)
    test_server_push_raw (fixture->server, HEAD "\r\n{", -1, TEST_THEN_KEEP);
  else if (when == CANCEL_IN_WAIT)
    {
      test_server_push (fixture->server, 429, "Retry-After: 60\r\n", "{}");
      fixture->cancel_on_wait = cancellable;
    }
  else if (when == CANCEL_IN_PAUSE)
    {
      g_assert_finalize_object (fixture->http);
      fixture->http = g_object_new (CONSENT_TYPE_HTTP, "retry-delay", 60000, NULL);
      test_server_push (fixture->server, 500, NULL, "{}");
    }

  consent_http_send_async (fixture->http, message, MAX_BYTES, cancellable, test_store_result, &result);
  g_assert_null (result);

  if (when == CANCEL_BEFORE_HEADERS || when == CANCEL_IN_BODY || when == CANCEL_IN_PAUSE)
    {
      gint64 until = g_get_monotonic_time () + 50 * G_TIME_SPAN_MILLISECOND;

      test_server_wait_for_requests (fixture->server, 1);
      while (g_get_monotonic_time () < until)
        test_settle ();
      g_assert_null (result);
    }
  if (when != CANCEL_IN_WAIT)
    g_cancellable_cancel (cancellable);

  g_assert_null (finish (fixture, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (test_server_get_n_requests (fixture->server), ==, when > CANCEL_AT_ONCE ? 1 : 0);
}

/* Neither in logs nor in errors is there anything that could be a secret. */
static void
test_redaction (Fixture       *fixture,
                gconstpointer  data)
{
  const struct
  {
    guint status;
    const char *body;
  } answers[] = { { 200, "{\"token\": \"hush-body\"}" },
                  { 200, "{\"token\": hush-body}" },
                  { 200, "hush-body" },
                  { 503, "hush-body" },
                  { 302, "hush-body" } };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (SoupMessage) message = NULL;
      g_autoptr (GBytes) body = g_bytes_new_static ("hush-form", 9);
      g_autoptr (ConsentHttpAnswer) answer = NULL;
      g_autoptr (GError) error = NULL;
      GAsyncResult *result = NULL;
      g_autoptr (TestServer) server = test_server_new ();
      g_autofree char *to = g_strconcat (test_server_get_address (server), "/path?code=hush-query", NULL);

      message = soup_message_new ("POST", to);
      test_server_push (server, answers[i].status, "request-id: id-for-support\r\nLocation: /?hush-location\r\n",
                        answers[i].body);
      soup_message_headers_append (soup_message_get_request_headers (message),
                                   "Authorization", "Bearer hush-token");
      consent_http_set_body (message, "text/plain", body);
      consent_http_send_async (fixture->http, message, MAX_BYTES, NULL, test_store_result, &result);
      answer = finish (fixture, &result, &error);
      if (error != NULL)
        g_assert_null (strstr (error->message, "hush"));
    }

  g_assert_nonnull (strstr (test_get_logs (), "/path: status 200, request ID id-for-support"));
  g_assert_null (strstr (test_get_logs (), "hush"));
}

int
main (int    argc,
      char **argv)
{
  static const char *const cancels[] = { "before", "at-once", "before-headers",
                                         "in-body", "in-wait", "in-pause" };

  g_test_init (&argc, &argv, NULL);
  test_collect_logs ();

#define ADD(path, data, func) g_test_add (path, Fixture, data, set_up, func, tear_down)
  ADD ("/http/answer", NULL, test_answer);
  for (guint i = 0; i < G_N_ELEMENTS (answer_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/http/answer/", answer_cases[i].name, NULL);

      ADD (path, &answer_cases[i], test_one_answer);
    }
  ADD ("/http/nul", NULL, test_nul);
  ADD ("/http/garbage", NULL, test_garbage);
  ADD ("/http/large", NULL, test_large);
  ADD ("/http/limit", NULL, test_limit);
  ADD ("/http/bomb", NULL, test_bomb);
  ADD ("/http/deep", NULL, test_deep);
  ADD ("/http/retried", NULL, test_retried);
  ADD ("/http/busy", NULL, test_busy);
  for (guint i = 0; i < G_N_ELEMENTS (retry_after_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/http/retry-after/", retry_after_cases[i].name, NULL);

      ADD (path, GUINT_TO_POINTER (i), test_retry_after);
    }
  ADD ("/http/wait", NULL, test_wait);
  ADD ("/http/too-long-a-wait", NULL, test_too_long_a_wait);
  ADD ("/http/wait-for-all", NULL, test_wait_for_all);
  ADD ("/http/cut-off", NULL, test_cut_off);
  ADD ("/http/cut-off-unnoticed", NULL, test_cut_off_unnoticed);
  ADD ("/http/cut-off-chunks", NULL, test_cut_off_chunks);
  ADD ("/http/no-connection", NULL, test_no_connection);
  ADD ("/http/untrusted", NULL, test_untrusted);
  ADD ("/http/deadline", NULL, test_deadline);
  ADD ("/http/post", NULL, test_post);
  ADD ("/http/repeat", NULL, test_repeat);
  for (guint i = 0; i < G_N_ELEMENTS (cancels); i++)
    {
      g_autofree char *path = g_strconcat ("/http/cancel/", cancels[i], NULL);

      ADD (path, GINT_TO_POINTER (i), test_cancel);
    }
  ADD ("/http/redaction", NULL, test_redaction);

  return g_test_run ();
}
