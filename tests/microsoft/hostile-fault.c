/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hostile-fault.h"

#include "consent-error.h"
#include "hostile-bodies.h"

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
#define HTML "Content-Type: text/html; charset=utf-8\r\n"

#define LOGIN_PAGE                                                                                 \
  "<!DOCTYPE html><html><head><title>Guest Wi-Fi</title></head><body><form action='/hush-login'>"  \
  "<input name='password'></form></body></html>"

/* The same for every step; a survey whose first round went well keeps what it has. */
#define ALL(code) { CONSENT_ERROR_##code, CONSENT_ERROR_##code, CONSENT_ERROR_##code,              \
                    CONSENT_ERROR_##code, CONSENT_ERROR_##code, HOSTILE_DONE }

/* Longer than anything but Graph may answer. */
#define LARGE(code) { CONSENT_ERROR_TOO_LARGE, CONSENT_ERROR_TOO_LARGE, CONSENT_ERROR_TOO_LARGE,   \
                      CONSENT_ERROR_TOO_LARGE, CONSENT_ERROR_##code, HOSTILE_DONE }

#define LARGE_NO_ANSWER { CONSENT_ERROR_TOO_LARGE, CONSENT_ERROR_TOO_LARGE, CONSENT_ERROR_TOO_LARGE, \
                          CONSENT_ERROR_TOO_LARGE, HOSTILE_DONE, HOSTILE_DONE }

/* An answer that is JSON and yet none. Graph's are judged part by part, so that a survey ends. */
#define NO_ANSWER { CONSENT_ERROR_BAD_RESPONSE, CONSENT_ERROR_SIGN_IN_REPLY,                       \
                    CONSENT_ERROR_BAD_RESPONSE, CONSENT_ERROR_SIGN_IN_REPLY, HOSTILE_DONE,         \
                    HOSTILE_DONE }

/* A failure that says no more than its status. */
#define NO_REASON { CONSENT_ERROR_BAD_RESPONSE, CONSENT_ERROR_BAD_RESPONSE,                        \
                    CONSENT_ERROR_BAD_RESPONSE, CONSENT_ERROR_BAD_RESPONSE, HOSTILE_DONE,          \
                    HOSTILE_DONE }

/* The end of a sign-in, for Graph; the sign-in host has no such thing. */
#define SIGNED_OUT { CONSENT_ERROR_BAD_RESPONSE, CONSENT_ERROR_BAD_RESPONSE,                       \
                     CONSENT_ERROR_BAD_RESPONSE, CONSENT_ERROR_BAD_RESPONSE,                       \
                     CONSENT_ERROR_UNAUTHORIZED, CONSENT_ERROR_UNAUTHORIZED }

/* A next page that must not be asked for. */
#define NO_PAGE { CONSENT_ERROR_BAD_RESPONSE, CONSENT_ERROR_SIGN_IN_REPLY,                         \
                  CONSENT_ERROR_BAD_RESPONSE, CONSENT_ERROR_SIGN_IN_REPLY,                         \
                  CONSENT_ERROR_BAD_RESPONSE, HOSTILE_DONE }

#define SAYS(status_, headers_, body_) .status = status_, .headers = headers_, .body = body_
#define SAYS_RAW(text, then_) .body = text, .then = then_

const HostileFault hostile_faults[] = {
  /* The connection. */
  { "refused", HOSTILE_DEAD, ALL (UNREACHABLE) },
  { "reset-at-once", HOSTILE_RESET, ALL (UNREACHABLE) },
  { "closed-at-once", HOSTILE_CLOSED, ALL (UNREACHABLE) },
  { "silent", HOSTILE_SILENT, ALL (TIMED_OUT), TRUE },
  { "reset-after-request", HOSTILE_ANSWER, ALL (UNREACHABLE), SAYS_RAW ("", TEST_THEN_RESET) },
  { "closed-after-request", HOSTILE_ANSWER, ALL (UNREACHABLE), SAYS_RAW ("", TEST_THEN_CLOSE) },
  { "closed-in-headers", HOSTILE_ANSWER, ALL (NOT_MICROSOFT), SAYS_RAW (HEAD "X-", TEST_THEN_CLOSE) },
  { "reset-in-body", HOSTILE_ANSWER, ALL (UNREACHABLE),
    SAYS_RAW (HEAD "Content-Length: 100\r\n\r\n{\"a\":", TEST_THEN_RESET) },
  { "closed-in-body", HOSTILE_ANSWER, ALL (UNREACHABLE),
    SAYS_RAW (HEAD "Content-Length: 100\r\n\r\n{\"a\":", TEST_THEN_CLOSE) },
  { "closed-in-chunk", HOSTILE_ANSWER, ALL (BAD_RESPONSE),
    SAYS_RAW (HEAD "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n", TEST_THEN_CLOSE),
    .newer = CONSENT_ERROR_UNREACHABLE },
  { "silent-after-request", HOSTILE_ANSWER, ALL (TIMED_OUT), TRUE, SAYS_RAW ("", TEST_THEN_KEEP) },
  { "silent-in-body", HOSTILE_ANSWER, ALL (TIMED_OUT), TRUE, SAYS_RAW (HEAD "\r\n{", TEST_THEN_KEEP) },
  { "slow-headers", HOSTILE_ANSWER, ALL (TIMED_OUT), TRUE, SAYS_RAW (HEAD "X: x", TEST_THEN_TRICKLE) },
  { "slow-body", HOSTILE_ANSWER, ALL (TIMED_OUT), TRUE, SAYS_RAW (HEAD "\r\n[ ", TEST_THEN_TRICKLE) },

  /* TLS. */
  { "tls-untrusted", HOSTILE_TLS, ALL (UNTRUSTED) },
  { "tls-plain", HOSTILE_TLS_PLAIN, ALL (UNTRUSTED), SAYS_RAW ("HTTP/1.1 400 Bad Request\r\n\r\n",
                                                               TEST_THEN_CLOSE) },
  { "tls-reset", HOSTILE_TLS_RESET, ALL (UNREACHABLE) },
  { "tls-silent", HOSTILE_TLS_SILENT, ALL (TIMED_OUT), TRUE },

  /* HTTP. */
  { "other-protocol", HOSTILE_ANSWER, ALL (NOT_MICROSOFT),
    SAYS_RAW ("SSH-2.0-OpenSSH_9.2p1\r\n\r\n", TEST_THEN_CLOSE) },
  { "no-headers", HOSTILE_ANSWER, ALL (NOT_MICROSOFT), SAYS_RAW ("{}", TEST_THEN_CLOSE) },
  { "headers-without-end", HOSTILE_ANSWER, ALL (UNREACHABLE),
    SAYS_RAW (HEAD "X: x", TEST_THEN_REPEAT) },
  { "continue-without-end", HOSTILE_ANSWER, ALL (TIMED_OUT), TRUE, .make = hostile_many_continues },
  { "no-such-status", HOSTILE_ANSWER, ALL (NOT_MICROSOFT),
    SAYS_RAW ("HTTP/1.1 9999 Over\r\nContent-Length: 2\r\n\r\n{}", TEST_THEN_CLOSE) },
  { "negative-length", HOSTILE_ANSWER, ALL (UNREACHABLE),
    SAYS_RAW (HEAD "Content-Length: -1\r\n\r\n{}", TEST_THEN_CLOSE),
    .newer = CONSENT_ERROR_NOT_MICROSOFT },
  { "absurd-length", HOSTILE_ANSWER, ALL (UNREACHABLE),
    SAYS_RAW (HEAD "Content-Length: 99999999999999999999\r\n\r\n{}", TEST_THEN_CLOSE),
    .newer = CONSENT_ERROR_NOT_MICROSOFT },
  { "absurd-chunk", HOSTILE_ANSWER, ALL (BAD_RESPONSE),
    SAYS_RAW (HEAD "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}", TEST_THEN_CLOSE),
    .newer = CONSENT_ERROR_UNREACHABLE },
  { "redirect-elsewhere", HOSTILE_ANSWER, ALL (NOT_MICROSOFT),
    SAYS (307, "Location: {thief}/\r\n", "{}") },
  { "redirect-in-circles", HOSTILE_ANSWER, ALL (NOT_MICROSOFT), SAYS (301, "Location: {self}\r\n", NULL) },
  { "refresh-elsewhere", HOSTILE_ANSWER, NO_ANSWER,
    SAYS (200, "Refresh: 0; url={thief}/\r\nLink: <{thief}/x>; rel=preload\r\n", "{}") },
  { "captive-portal", HOSTILE_ANSWER, ALL (NOT_MICROSOFT),
    SAYS (302, "Location: {thief}/login\r\n" HTML, LOGIN_PAGE) },
  { "login-page", HOSTILE_ANSWER, ALL (NOT_MICROSOFT), SAYS (200, HTML, LOGIN_PAGE) },
  { "login-page-as-json", HOSTILE_ANSWER, ALL (NOT_MICROSOFT), SAYS (200, NULL, LOGIN_PAGE) },
  { "network-sign-in", HOSTILE_ANSWER, ALL (NOT_MICROSOFT), SAYS (511, HTML, LOGIN_PAGE) },
  { "proxy-sign-in", HOSTILE_ANSWER, ALL (NOT_MICROSOFT),
    SAYS (407, "Proxy-Authenticate: Basic realm=\"office\"\r\n", "{}") },
  { "blocked-page", HOSTILE_ANSWER, ALL (NOT_MICROSOFT), SAYS (403, HTML, "<h1>Blocked</h1>") },
  { "picture", HOSTILE_ANSWER, ALL (NOT_MICROSOFT),
    SAYS (200, "Content-Type: image/png\r\n", "\x89PNG\r\n\x1a\n") },
  { "plain-text", HOSTILE_ANSWER, ALL (NOT_MICROSOFT),
    SAYS (200, "Content-Type: text/plain\r\n", "Service under maintenance") },
  { "cookies", HOSTILE_ANSWER, NO_ANSWER, SAYS (200, "Set-Cookie: hush-cookie=1; Path=/\r\n", "{}") },
  { "unauthorized", HOSTILE_ANSWER, SIGNED_OUT,
    SAYS (401, NULL, "{\"error\": {\"code\": \"InvalidAuthenticationToken\"}}") },
  { "unauthorized-basic", HOSTILE_ANSWER, SIGNED_OUT,
    SAYS (401, "WWW-Authenticate: Basic realm=\"x\"\r\n", NULL) },
  { "unauthorized-ntlm", HOSTILE_ANSWER, SIGNED_OUT,
    SAYS (401, "WWW-Authenticate: NTLM\r\nWWW-Authenticate: Negotiate\r\n", NULL) },
  { "empty", HOSTILE_ANSWER, ALL (BAD_RESPONSE), SAYS (200, NULL, NULL) },
  { "no-content", HOSTILE_ANSWER, { CONSENT_ERROR_BAD_RESPONSE, CONSENT_ERROR_BAD_RESPONSE,
                                    CONSENT_ERROR_BAD_RESPONSE, CONSENT_ERROR_BAD_RESPONSE,
                                    HOSTILE_DONE, HOSTILE_DONE }, SAYS (204, NULL, NULL) },
  { "not-found", HOSTILE_ANSWER, NO_REASON, SAYS (404, NULL, NULL) },
  { "teapot", HOSTILE_ANSWER, NO_REASON, SAYS (418, NULL, "{}") },

  /* Not now. */
  { "throttled", HOSTILE_ANSWER, ALL (BUSY), SAYS (429, NULL, "{}") },
  { "throttled-zero", HOSTILE_ANSWER, ALL (BUSY), SAYS (429, "Retry-After: 0\r\n", "{}") },
  { "throttled-negative", HOSTILE_ANSWER, ALL (BUSY), SAYS (429, "Retry-After: -1\r\n", "{}") },
  { "throttled-fraction", HOSTILE_ANSWER, ALL (BUSY), SAYS (429, "Retry-After: 0.25\r\n", "{}") },
  { "throttled-date", HOSTILE_ANSWER, ALL (BUSY),
    SAYS (429, "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
               "Retry-After: Sun, 06 Nov 1994 08:49:39 GMT\r\n", "{}") },
  { "throttled-absurd", HOSTILE_ANSWER, ALL (BUSY), SAYS (429, "Retry-After: 1e99\r\n", "{}") },
  { "throttled-for-ages", HOSTILE_ANSWER, ALL (BUSY),
    SAYS (503, "Retry-After: 99999999999999999999\r\n", "{}") },
  { "throttled-not-a-number", HOSTILE_ANSWER, ALL (BUSY), SAYS (429, "Retry-After: nan\r\n", "{}") },
  { "server-error", HOSTILE_ANSWER, ALL (BUSY), SAYS (500, HTML, "<h1>hush-stack-trace</h1>") },
  { "bad-gateway", HOSTILE_ANSWER, ALL (BUSY), SAYS (502, HTML, "<h1>502</h1>") },
  { "gateway-timeout", HOSTILE_ANSWER, ALL (BUSY), SAYS (504, NULL, NULL) },

  /* Too much. */
  { "hundred-megabytes", HOSTILE_ANSWER, ALL (TOO_LARGE),
    SAYS_RAW (HEAD "Content-Length: 104857600\r\n\r\n[ ", TEST_THEN_REPEAT) },
  { "body-without-end", HOSTILE_ANSWER, ALL (TOO_LARGE), SAYS_RAW (HEAD "\r\n[ ", TEST_THEN_REPEAT) },
  { "gzip-bomb", HOSTILE_ANSWER, ALL (TOO_LARGE), .make = hostile_gzip_bomb },
  { "gzip-broken", HOSTILE_ANSWER, ALL (BAD_RESPONSE),
    SAYS_RAW (HEAD "Content-Encoding: gzip\r\nContent-Length: 14\r\n\r\n\x1f\x8b\x08hush-broken", TEST_THEN_CLOSE) },
  { "million-brackets", HOSTILE_ANSWER, LARGE (TOO_DEEP), .make = hostile_million_brackets },
  { "brackets", HOSTILE_ANSWER, ALL (TOO_DEEP), .make = hostile_brackets },
  { "objects", HOSTILE_ANSWER, ALL (TOO_DEEP), .make = hostile_objects },
  { "many-values", HOSTILE_ANSWER, ALL (TOO_LARGE), .make = hostile_many_values },
  { "millions-of-values", HOSTILE_ANSWER, LARGE (TOO_LARGE), .make = hostile_millions_of_values },
  { "many-names", HOSTILE_ANSWER, LARGE_NO_ANSWER, .make = hostile_many_names },
  { "pages-without-end", HOSTILE_ANSWER,
    { CONSENT_ERROR_BAD_RESPONSE, CONSENT_ERROR_SIGN_IN_REPLY, CONSENT_ERROR_BAD_RESPONSE,
      CONSENT_ERROR_SIGN_IN_REPLY, CONSENT_ERROR_TOO_LARGE, HOSTILE_DONE },
    .make_page = hostile_next_page },
  { "long-string", HOSTILE_ANSWER, NO_ANSWER, .make = hostile_long_string },

  /* JSON. */
  { "truncated", HOSTILE_ANSWER, ALL (BAD_RESPONSE), SAYS (200, NULL, "{\"issuer\": \"https://") },
  { "scalar", HOSTILE_ANSWER, ALL (BAD_RESPONSE), SAYS (200, "Content-Type: application/json\r\n", "7") },
  { "two-answers", HOSTILE_ANSWER, ALL (BAD_RESPONSE), SAYS (200, NULL, "{}{}") },
  { "comments", HOSTILE_ANSWER, ALL (BAD_RESPONSE), SAYS (200, NULL, "{/* hush */}") },
  { "duplicate-keys", HOSTILE_ANSWER, NO_ANSWER,
    SAYS (200, NULL, "{\"issuer\": \"x\", \"issuer\": 7, \"access_token\": \"hush-1\", "
                     "\"access_token\": \"hush-2\", \"value\": [], \"value\": {}, \"id\": 1, \"id\": 2}") },
  { "nul", HOSTILE_ANSWER, ALL (BAD_RESPONSE),
    SAYS_RAW (HEAD "Content-Length: 10\r\n\r\n{\"a\": \"\0\"}", TEST_THEN_KEEP),
    .length = sizeof (HEAD "Content-Length: 10\r\n\r\n{\"a\": \"\0\"}") - 1 },
  { "escaped-nul", HOSTILE_ANSWER, ALL (BAD_RESPONSE), SAYS (200, NULL, "{\"id\": \"a\\u0000b\"}") },
  { "no-utf8", HOSTILE_ANSWER, ALL (BAD_RESPONSE), SAYS (200, NULL, "{\"id\": \"\xff\xc0\xaf\"}") },
  { "lone-surrogate", HOSTILE_ANSWER, ALL (BAD_RESPONSE), SAYS (200, NULL, "{\"id\": \"\\ud800\"}") },
  { "huge-numbers", HOSTILE_ANSWER, NO_ANSWER,
    SAYS (200, NULL, "{\"expires_in\": 1e999999, \"interval\": -99999999999999999999999999, "
                     "\"value\": [123456789012345678901234567890], \"error_codes\": [1e400]}") },
  { "wrong-types", HOSTILE_ANSWER, NO_ANSWER,
    SAYS (200, NULL, "{\"issuer\": {}, \"access_token\": [\"hush-token\"], \"token_type\": 7, \"value\": "
                     "[[], 1, null, \"x\", {}], \"user_code\": null, \"id\": [], \"error\": 7}") },
  { "array", HOSTILE_ANSWER, NO_ANSWER, SAYS (200, NULL, "[{\"issuer\": \"x\"}]") },
  { "escape-sequences", HOSTILE_ANSWER,
    { CONSENT_ERROR_FAILED, CONSENT_ERROR_SIGN_IN_FAILED, CONSENT_ERROR_SIGN_IN_FAILED,
      CONSENT_ERROR_SIGN_IN_FAILED, HOSTILE_DONE, HOSTILE_DONE },
    SAYS (400, "request-id: \x1b[2J\r\n",
          "{\"error\": \"\\u001b[31m\", \"error_description\": \"AADSTS1: \\u202e\\u0007<b>x</b>\"}") },
  { "next-page-elsewhere", HOSTILE_ANSWER, NO_PAGE,
    SAYS (200, NULL, "{\"value\": [], \"@odata.nextLink\": \"{thief}/v1.0/me\"}") },
  { "next-page-in-circles", HOSTILE_ANSWER, NO_PAGE,
    SAYS (200, NULL, "{\"value\": [], \"@odata.nextLink\": \"{self}/v1.0/me?$skiptoken=x\"}") },
};

const guint hostile_n_faults = G_N_ELEMENTS (hostile_faults);

/* What was made once for all cases, since it takes its time. */
static GHashTable *made; /* const HostileFault * -> GBytes * */
static gsize made_size;

static GBytes *
get_made (const HostileFault *fault)
{
  GBytes *bytes;

  if (made == NULL)
    made = g_hash_table_new (NULL, NULL);

  bytes = g_hash_table_lookup (made, fault);
  if (bytes == NULL)
    {
      bytes = fault->make ();
      made_size += g_bytes_get_size (bytes);
      g_hash_table_insert (made, (gpointer) fault, bytes);
    }

  return bytes;
}

static char *
fill_in (const char *text,
         TestServer *server,
         const char *thief)
{
  g_autoptr (GString) filled = g_string_new (text);

  g_string_replace (filled, "{self}", test_server_get_address (server), 0);
  g_string_replace (filled, "{thief}", thief, 0);

  return g_string_free (g_steal_pointer (&filled), FALSE);
}

void
hostile_fault_push (const HostileFault *fault,
                    TestServer         *server,
                    const char         *thief)
{
  if (fault->make != NULL)
    {
      test_server_push_bytes (server, get_made (fault), fault->then);
    }
  else if (fault->make_page != NULL)
    {
      g_autoptr (GBytes) page = fault->make_page (server);

      test_server_push_bytes (server, page, fault->then);
    }
  else if (fault->status > 0)
    {
      g_autofree char *headers = fault->headers != NULL ? fill_in (fault->headers, server, thief) : NULL;
      g_autofree char *body = fault->body != NULL ? fill_in (fault->body, server, thief) : NULL;

      test_server_push (server, fault->status, headers, body);
    }
  else
    {
      test_server_push_raw (server, fault->body, fault->length > 0 ? (gssize) fault->length : -1,
                            fault->then);
    }
}

gsize
hostile_get_made_size (void)
{
  return made_size;
}
