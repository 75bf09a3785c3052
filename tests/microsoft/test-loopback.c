/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-error.h"
#include "consent-loopback.h"
#include "test-async.h"
#include "test-client.h"
#include "test-memory.h"

#include <stdlib.h>
#include <string.h>

#define STATE "the-state"
#define NO_END (5 * 60 * 1000)

typedef struct
{
  ConsentLoopback *loopback;
  GCancellable *cancellable;
  GAsyncResult *result;
  char *port;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->loopback = consent_loopback_new (STATE, &error);
  g_assert_no_error (error);
  fixture->cancellable = g_cancellable_new ();
  fixture->port = g_strdup (strrchr (consent_loopback_get_redirect_uri (fixture->loopback), ':') + 1);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_null (fixture->result);
  g_assert_finalize_object (fixture->loopback);
  g_object_unref (fixture->cancellable);
  g_free (fixture->port);
}

static void
wait_for_browser (Fixture *fixture,
                  guint    timeout)
{
  consent_loopback_wait_async (fixture->loopback, timeout, fixture->cancellable,
                               test_store_result, &fixture->result);
}

static ConsentSecret *
finish (Fixture  *fixture,
        GError  **error)
{
  g_autoptr (GAsyncResult) result = test_wait_for_result (&fixture->result);

  return consent_loopback_wait_finish (fixture->loopback, result, error);
}

/* @address: "127.0.0.1", "[::1]" or "localhost"; @target: what follows it */
static char *
open_at (Fixture    *fixture,
         const char *address,
         const char *target)
{
  g_autofree char *uri = g_strdup_printf ("http://%s:%s%s", address, fixture->port, target);

  return test_client_open (uri);
}

static void
test_redirect_uri (Fixture       *fixture,
                   gconstpointer  data)
{
  const char *uri = consent_loopback_get_redirect_uri (fixture->loopback);

  g_assert_true (g_regex_match_simple ("^http://localhost:[1-9][0-9]+$", uri, 0, 0));
}

static gboolean
has_ipv6 (void)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV6);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();

  return g_socket_listener_add_address (listener, address, G_SOCKET_TYPE_STREAM,
                                        G_SOCKET_PROTOCOL_TCP, NULL, NULL, NULL);
}

static void
test_code (Fixture       *fixture,
           gconstpointer  data)
{
  const char *address = data;
  g_autoptr (ConsentSecret) code = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *page = NULL;
  g_autofree char *again = NULL;

  if (*address == '[' && !has_ipv6 ())
    {
      g_test_skip ("This machine has no IPv6");
      return;
    }

  wait_for_browser (fixture, NO_END);
  page = open_at (fixture, address, "/?code=a%2Bb+c%25&state=" STATE "&session_state=x");
  g_assert_nonnull (page);
  g_assert_true (g_str_has_prefix (page, "HTTP/1.1 200 "));
  code = finish (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (code, ==, "a+b c%");

  /* Nobody listens any more. */
  again = open_at (fixture, address, "/?code=x&state=" STATE);
  g_assert_null (again);
}

static void
assert_header (const char *page,
               const char *header)
{
  const char *end = strstr (page, "\r\n\r\n");
  const char *found = strstr (page, header);

  g_test_message ("%s", header);
  g_assert_nonnull (found);
  g_assert_true (found < end);
}

static void
assert_page_is_plain (const char *page)
{
  assert_header (page, "Cache-Control: no-store\r\n");
  assert_header (page, "Content-Security-Policy: default-src 'none'; style-src 'sha256-");
  assert_header (page, "Referrer-Policy: no-referrer\r\n");
  assert_header (page, "X-Content-Type-Options: nosniff\r\n");
  assert_header (page, "Content-Type: text/html; charset=utf-8\r\n");
  g_assert_null (strstr (page, "<script"));
  g_assert_null (strstr (page, "src="));
  g_assert_null (strstr (page, "href="));
  g_assert_nonnull (strstr (page, "<html lang=\"en\">"));
  g_assert_nonnull (strstr (page, "You can close this page"));
}

/* The policy names the very style that is on the page. */
static void
assert_style_is_allowed (const char *page)
{
  const char *start = strstr (page, "<style>") + strlen ("<style>");
  const char *end = strstr (start, "</style>");
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *hash = NULL;
  guchar digest[32];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *) start, end - start);
  g_checksum_get_digest (checksum, digest, &length);
  hash = g_base64_encode (digest, length);
  g_assert_nonnull (strstr (page, hash));
}

static void
test_page (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (ConsentSecret) code = NULL;
  g_autofree char *page = NULL;

  wait_for_browser (fixture, NO_END);
  page = open_at (fixture, "127.0.0.1", "/?code=hush&state=" STATE);
  code = finish (fixture, NULL);
  assert_page_is_plain (page);
  assert_style_is_allowed (page);
  g_assert_nonnull (strstr (page, "You are signed in"));
  g_assert_null (strstr (page, "hush"));
}

static const struct
{
  const char *name;
  const char *query;
  int code;
  const char *text;
} error_cases[] = {
  { "cancelled", "error=access_denied&error_subcode=cancel", CONSENT_ERROR_SIGN_IN_DECLINED, "access_denied" },
  { "denied", "error=access_denied", CONSENT_ERROR_SIGN_IN_DECLINED, "access_denied" },
  { "declined", "error=access_denied&error_description=AADSTS65004%3A+User+declined+to+consent.%0d%0aTrace+ID%3a+x", CONSENT_ERROR_SIGN_IN_DECLINED, "AADSTS65004: User declined to consent." },
  { "declined-consent", "error=consent_required&error_description=AADSTS65004:+x", CONSENT_ERROR_SIGN_IN_DECLINED, "AADSTS65004" },
  { "cancelled-differently", "error=interaction_required&error_subcode=cancel", CONSENT_ERROR_SIGN_IN_DECLINED, "interaction_required" },
  { "blocked", "error=access_denied&error_description=AADSTS53003:+Blocked", CONSENT_ERROR_SIGN_IN_FAILED, "AADSTS53003" },
  { "not-assigned", "error=invalid_grant&error_description=AADSTS50105:+x", CONSENT_ERROR_SIGN_IN_FAILED, "AADSTS50105" },
  { "busy", "error=temporarily_unavailable", CONSENT_ERROR_BUSY, "temporarily_unavailable" },
  { "server", "error=server_error", CONSENT_ERROR_BUSY, "server_error" },
  { "with-code", "error=login_required&code=hush", CONSENT_ERROR_SIGN_IN_FAILED, "login_required" },
  { "markup", "error=x&error_description=%3Cscript%3Ealert(1)%3C/script%3E%26%22%27", CONSENT_ERROR_SIGN_IN_FAILED, "<script>" },
  { "empty", "error=", CONSENT_ERROR_SIGN_IN_FAILED, "" },
};

static void
test_error (Fixture       *fixture,
            gconstpointer  data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *target = g_strdup_printf ("/?%s&state=" STATE, error_cases[i].query);
  g_autofree char *page = NULL;
  g_autoptr (GError) error = NULL;

  wait_for_browser (fixture, NO_END);
  page = open_at (fixture, "127.0.0.1", target);
  g_assert_null (finish (fixture, &error));
  g_assert_error (error, CONSENT_ERROR, error_cases[i].code);
  g_assert_nonnull (strstr (error->message, error_cases[i].text));
  g_assert_null (strstr (error->message, "Trace ID"));
  g_assert_null (strpbrk (error->message, "\r\n"));
  assert_page_is_plain (page);
  g_assert_nonnull (strstr (page, "The sign-in did not work"));
}

static const struct
{
  const char *request;
  const char *status;
} ignored_cases[] = {
  { "GET /favicon.ico HTTP/1.1\r\nHost: localhost:%s\r\n", "404" },
  { "GET / HTTP/1.1\r\nHost: localhost:%s\r\n", "404" },
  { "GET /?code=x HTTP/1.1\r\nHost: localhost:%s\r\n", "404" },
  { "GET /?code=x&state= HTTP/1.1\r\nHost: localhost:%s\r\n", "404" },
  { "GET /?code=x&state=other HTTP/1.1\r\nHost: localhost:%s\r\n", "404" },
  { "GET /?code=x&state=THE-STATE HTTP/1.1\r\nHost: localhost:%s\r\n", "404" },
  { "GET /?code=x&state=" STATE "x HTTP/1.1\r\nHost: localhost:%s\r\n", "404" },
  { "GET /?error=access_denied HTTP/1.1\r\nHost: localhost:%s\r\n", "404" },
  { "GET /?error=access_denied&state=other HTTP/1.1\r\nHost: localhost:%s\r\n", "404" },
  { "GET /?state=" STATE " HTTP/1.1\r\nHost: localhost:%s\r\n", "404" },
  { "GET /?code=&state=" STATE " HTTP/1.1\r\nHost: localhost:%s\r\n", "404" },
  { "GET /x?code=x&state=" STATE " HTTP/1.1\r\nHost: localhost:%s\r\n", "404" },
  { "GET /x/../?code=x&state=" STATE " HTTP/1.1\r\nHost: evil.example:%s\r\n", "404" },
  { "GET /#?code=x&state=" STATE " HTTP/1.1\r\nHost: localhost:%s\r\n", "404" },
  /* A page elsewhere that made its own name resolve to this machine. */
  { "GET /?code=x&state=" STATE " HTTP/1.1\r\nHost: evil.example:%s\r\n", "404" },
  { "GET /?code=x&state=" STATE " HTTP/1.1\r\nHost: localhost.evil.example:%s\r\n", "404" },
  { "GET /?code=x&state=" STATE " HTTP/1.1\r\nHost: localhost\r\nX: %s\r\n", "404" },
  { "GET /?code=x&state=" STATE " HTTP/1.1\r\nHost: localhost:1\r\nX: %s\r\n", "404" },
  { "POST /?code=x&state=" STATE " HTTP/1.1\r\nHost: localhost:%s\r\nContent-Length: 0\r\n", "405" },
  { "HEAD /?code=x&state=" STATE " HTTP/1.1\r\nHost: localhost:%s\r\n", "405" },
  { "PUT /?code=x&state=" STATE " HTTP/1.1\r\nHost: localhost:%s\r\nContent-Length: 0\r\n", "405" },
  { "OPTIONS * HTTP/1.1\r\nHost: localhost:%s\r\n", "404" },
  { "BREW / HTTP/1.1\r\nHost: localhost:%s\r\n", "405" },
  { "nonsense %s\r\n", "400" },
};

/* None of these ends the wait, or keeps the right one from being heard. */
static void
test_ignored (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *host = g_strdup_printf ("127.0.0.1:%s", fixture->port);
  g_autofree char *page = NULL;
  g_autoptr (ConsentSecret) code = NULL;
  g_autoptr (GError) error = NULL;

  wait_for_browser (fixture, NO_END);
  for (guint i = 0; i < G_N_ELEMENTS (ignored_cases); i++)
    {
      g_auto (GStrv) parts = g_strsplit (ignored_cases[i].request, "%s", 2);
      g_autofree char *start = g_strjoinv (fixture->port, parts);
      g_autofree char *request = g_strconcat (start, "Connection: close\r\n\r\n", NULL);
      g_autofree char *answer = NULL;

      g_test_message ("%u", i);
      answer = test_client_ask (host, request);
      g_assert_nonnull (answer);
      g_assert_true (g_str_has_prefix (answer + strlen ("HTTP/1.1 "), ignored_cases[i].status));
      g_assert_null (fixture->result);
    }

  page = open_at (fixture, "localhost", "/?state=" STATE "&code=right");
  code = finish (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (code, ==, "right");
}

/* The right one is heard, and nothing else was. */
static void
assert_still_waiting (Fixture *fixture)
{
  g_autofree char *page = NULL;
  g_autoptr (ConsentSecret) code = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (fixture->result);
  page = open_at (fixture, "127.0.0.1", "/?state=" STATE "&code=right");
  g_assert_nonnull (page);
  code = finish (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (code, ==, "right");
}

/* What a page elsewhere may get a browser to send (Fetch standard), and what it may learn: nothing. */
static const char *const poking[] = {
  "GET /?code=x&state=guess HTTP/1.1\r\nOrigin: https://evil.example\r\nSec-Fetch-Site: cross-site\r\n"
  "Sec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty\r\n",
  "GET /?code=x&state=guess HTTP/1.1\r\nReferer: https://evil.example/\r\nSec-Fetch-Mode: no-cors\r\n"
  "Sec-Fetch-Dest: image\r\n",
  "GET /?error=access_denied&error_subcode=cancel HTTP/1.1\r\nSec-Fetch-Mode: navigate\r\n"
  "Sec-Fetch-Dest: iframe\r\n",
  "OPTIONS / HTTP/1.1\r\nOrigin: https://evil.example\r\nAccess-Control-Request-Method: GET\r\n"
  "Access-Control-Request-Private-Network: true\r\n",
  "GET / HTTP/1.1\r\nOrigin: null\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n",
  "POST / HTTP/1.1\r\nOrigin: https://evil.example\r\nContent-Type: text/plain\r\nContent-Length: 22\r\n",
};

static void
test_poked (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *host = g_strdup_printf ("127.0.0.1:%s", fixture->port);

  wait_for_browser (fixture, NO_END);
  for (guint i = 0; i < G_N_ELEMENTS (poking); i++)
    {
      g_autofree char *request = NULL;
      g_autofree char *answer = NULL;

      request = g_strdup_printf ("%sHost: localhost:%s\r\nConnection: close\r\n\r\nstate=" STATE "&code=x",
                                 poking[i], fixture->port);
      answer = test_client_ask (host, request);
      g_assert_nonnull (answer);
      g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 40"));
      g_assert_null (strstr (answer, "Access-Control-"));
      g_assert_null (strstr (answer, STATE));
      g_assert_null (fixture->result);
    }
  assert_still_waiting (fixture);
}

/* One connection, two requests: the first counts, and the second gets no page. */
static void
test_second (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *host = g_strdup_printf ("127.0.0.1:%s", fixture->port);
  g_autofree char *request = NULL;
  g_autofree char *answer = NULL;
  g_autoptr (ConsentSecret) code = NULL;

  request = g_strdup_printf ("GET /?code=first&state=" STATE " HTTP/1.1\r\nHost: localhost:%s\r\n\r\n"
                             "GET /?code=second&state=" STATE " HTTP/1.1\r\nHost: localhost:%s\r\n\r\n",
                             fixture->port, fixture->port);
  wait_for_browser (fixture, NO_END);
  answer = test_client_ask (host, request);
  code = finish (fixture, NULL);
  g_assert_cmpstr (code, ==, "first");
  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 200 "));
  g_assert_null (strstr (answer + 1, "HTTP/1.1"));
}

/* A client that begins a request in a way that takes memory or time, and never gets to its end. */
static GSocketConnection *
begin_request (Fixture    *fixture,
               const char *start)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autofree char *host = g_strdup_printf ("127.0.0.1:%s", fixture->port);
  GSocketConnection *connection;
  g_autoptr (GError) error = NULL;

  connection = g_socket_client_connect_to_host (client, host, 80, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                             start, strlen (start), NULL, NULL, NULL);
  test_settle ();

  return connection;
}

static void
test_slow (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GSocketConnection) silent = NULL;
  g_autoptr (GSocketConnection) slow = NULL;
  g_autoptr (GSocketConnection) half = NULL;

  wait_for_browser (fixture, NO_END);
  silent = begin_request (fixture, "");
  slow = begin_request (fixture, "G");
  half = begin_request (fixture, "GET /?code=x&state=" STATE " HTTP/1.1\r\nHost: loc");
  assert_still_waiting (fixture);
}

/* 40 MB of one header, and of a body: neither is kept. */
static void
test_oversize (Fixture       *fixture,
               gconstpointer  data)
{
  static const char *const starts[] = {
    "GET / HTTP/1.1\r\nHost: localhost\r\nX: ",
    "GET /",
    "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n2800000\r\n",
  };
  g_autofree char *piece = g_strnfill (64 * 1024, 'x');
  guint before;

  test_memory_forget_peak ();
  before = test_memory_get_peak ();
  wait_for_browser (fixture, NO_END);
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      g_autoptr (GSocketConnection) connection = begin_request (fixture, starts[i]);
      GSocket *socket = g_socket_connection_get_socket (connection);
      gsize sent = 0;
      gssize n = 0;

      g_socket_set_blocking (socket, FALSE);
      while (sent < 40 * 1024 * 1024 && n >= 0)
        {
          g_autoptr (GError) error = NULL;

          n = g_socket_send (socket, piece, 64 * 1024, NULL, &error);
          if (n > 0)
            sent += n;
          else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
            n = 0;
          g_main_context_iteration (NULL, FALSE);
        }
    }
  g_assert_cmpuint (test_memory_get_peak (), <=, before + 16 * 1024);
  assert_still_waiting (fixture);
}

/* Run in a process of its own: takes up all connections that it can have, again and again. */
static int
flood (const char *port)
{
  enum { N = 10000, KEPT = 500 };
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, atoi (port));
  GSocket *kept[KEPT] = { NULL };

  for (guint i = 0; i < N; i++)
    {
      GSocket **socket = &kept[i % KEPT];

      g_clear_object (socket);
      *socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
      if (*socket == NULL || !g_socket_connect (*socket, address, NULL, NULL))
        return 1;
    }
  for (guint i = 0; i < KEPT; i++)
    g_clear_object (&kept[i]);

  return 0;
}

static guint
count_files (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static const char *program;

/* Ten thousand connections leave room for the one of the browser, and for everything else that wants
 * a file descriptor. */
static void
test_flooded (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GSubprocess) flooder = NULL;
  g_autoptr (GAsyncResult) ended = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;
  guint most = 0;
  guint n_turns = 0;

  wait_for_browser (fixture, NO_END);
  flooder = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--flood", fixture->port, NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check_async (flooder, NULL, test_store_result, &slot);
  while (slot == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      if (n_turns++ % 100 == 0)
        most = MAX (most, count_files ());
    }
  ended = test_wait_for_result (&slot);
  g_subprocess_wait_check_finish (flooder, ended, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (most, <, 200);
  assert_still_waiting (fixture);
}

static void
test_timeout (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *page = NULL;

  wait_for_browser (fixture, 20);
  g_assert_null (finish (fixture, &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_SIGN_IN_TIMED_OUT);
  page = open_at (fixture, "127.0.0.1", "/?code=x&state=" STATE);
  g_assert_null (page);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *page = NULL;

  wait_for_browser (fixture, NO_END);
  test_settle ();
  g_assert_null (fixture->result);
  g_cancellable_cancel (fixture->cancellable);
  g_assert_null (finish (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  page = open_at (fixture, "127.0.0.1", "/?code=x&state=" STATE);
  g_assert_null (page);
}

static void
test_never_waited (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *page = open_at (fixture, "127.0.0.1", "/?code=x&state=" STATE);

  g_assert_true (g_str_has_prefix (page, "HTTP/1.1 404 "));
}

int
main (int    argc,
      char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--flood"))
    return flood (argv[2]);

  program = argv[0];
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, func) g_test_add (path, Fixture, data, set_up, func, tear_down)
  ADD ("/loopback/redirect-uri", NULL, test_redirect_uri);
  ADD ("/loopback/code/ipv4", "127.0.0.1", test_code);
  ADD ("/loopback/code/ipv6", "[::1]", test_code);
  ADD ("/loopback/code/localhost", "localhost", test_code);
  ADD ("/loopback/page", NULL, test_page);
  for (guint i = 0; i < G_N_ELEMENTS (error_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/loopback/error/", error_cases[i].name, NULL);

      ADD (path, GUINT_TO_POINTER (i), test_error);
    }
  ADD ("/loopback/ignored", NULL, test_ignored);
  ADD ("/loopback/poked", NULL, test_poked);
  ADD ("/loopback/second", NULL, test_second);
  ADD ("/loopback/slow", NULL, test_slow);
  ADD ("/loopback/oversize", NULL, test_oversize);
  ADD ("/loopback/flooded", NULL, test_flooded);
  ADD ("/loopback/timeout", NULL, test_timeout);
  ADD ("/loopback/cancel", NULL, test_cancel);
  ADD ("/loopback/never-waited", NULL, test_never_waited);

  return g_test_run ();
}
