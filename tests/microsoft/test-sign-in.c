/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-body.h"
#include "consent-device-code.h"
#include "consent-error.h"
#include "consent-sign-in.h"
#include "test-async.h"
#include "test-client.h"
#include "test-server.h"
#include "test-token.h"

#include <string.h>

#define CODE TEST_SECRET "code"
#define DEVICE_CODE TEST_SECRET "device"

typedef struct
{
  TestServer *server;
  ConsentHttp *http;
  ConsentEndpoints *endpoints;
  ConsentSignIn *sign_in;
  GCancellable *cancellable;
  GAsyncResult *result;

  /* What the front door was asked to show. */
  char *uri;
  GHashTable *query;
  char *user_code;
  char *verification_uri;
} Fixture;

static void
on_open_uri (ConsentSignIn *sign_in,
             const char    *uri,
             Fixture       *fixture)
{
  g_assert_null (fixture->uri);
  fixture->uri = g_strdup (uri);
  fixture->query = soup_form_decode (strchr (uri, '?') + 1);
}

static void
on_device_code (ConsentSignIn *sign_in,
                const char    *user_code,
                const char    *verification_uri,
                Fixture       *fixture)
{
  g_assert_null (fixture->user_code);
  fixture->user_code = g_strdup (user_code);
  fixture->verification_uri = g_strdup (verification_uri);
}

static void
make_sign_in (Fixture *fixture,
              guint    timeout)
{
  fixture->sign_in = g_object_new (CONSENT_TYPE_SIGN_IN,
                                   "http", fixture->http,
                                   "endpoints", fixture->endpoints,
                                   "client-id", TEST_CLIENT,
                                   "tenant-id", TEST_TENANT,
                                   "timeout", timeout,
                                   "second", 1,
                                   NULL);
  g_signal_connect (fixture->sign_in, "open-uri", G_CALLBACK (on_open_uri), fixture);
  g_signal_connect (fixture->sign_in, "device-code", G_CALLBACK (on_device_code), fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *authority = NULL;

  fixture->server = test_server_new ();
  authority = g_strconcat (test_server_get_address (fixture->server), "/login", NULL);
  fixture->http = g_object_new (CONSENT_TYPE_HTTP, "retry-delay", 1, NULL);
  fixture->endpoints = consent_endpoints_new (authority, NULL, NULL);
  fixture->cancellable = g_cancellable_new ();
  make_sign_in (fixture, 60 * 1000);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_null (fixture->result);
  g_assert_finalize_object (fixture->sign_in);
  g_assert_finalize_object (fixture->endpoints);
  g_assert_finalize_object (fixture->http);
  g_object_unref (fixture->cancellable);
  test_server_free (fixture->server);
  g_clear_pointer (&fixture->query, g_hash_table_unref);
  g_free (fixture->uri);
  g_free (fixture->user_code);
  g_free (fixture->verification_uri);

  /* Whatever happened, no secret was said. */
  g_assert_null (strstr (test_get_logs (), TEST_SECRET));
}

static ConsentToken *
finish_browser (Fixture  *fixture,
                GError  **error)
{
  g_autoptr (GAsyncResult) result = test_wait_for_result (&fixture->result);
  ConsentToken *token;

  token = consent_sign_in_browser_finish (fixture->sign_in, result, error);
  g_assert_true ((token != NULL) == (*error == NULL));
  if (*error != NULL)
    g_assert_null (strstr ((*error)->message, TEST_SECRET));

  return token;
}

static void
start_browser (Fixture    *fixture,
               const char *login_hint)
{
  consent_sign_in_browser_async (fixture->sign_in, CONSENT_SIGN_IN_SCOPES, login_hint,
                                 fixture->cancellable, test_store_result, &fixture->result);
}

static const char *
get_query (Fixture    *fixture,
           const char *name)
{
  return g_hash_table_lookup (fixture->query, name);
}

/* Does what the browser does after the person signed in. */
static void
come_back (Fixture    *fixture,
           const char *what)
{
  g_autofree char *uri = g_strdup_printf ("%s/?%s&state=%s", get_query (fixture, "redirect_uri"),
                                          what, get_query (fixture, "state"));
  g_autofree char *page = test_client_open (uri);

  g_assert_true (g_str_has_prefix (page, "HTTP/1.1 200 "));
}

/* The server answers with a token for the sign-in under way. */
static void
push_token (Fixture    *fixture,
            const char *nonce,
            const char *more)
{
  g_autofree char *issuer = g_strconcat (test_server_get_address (fixture->server), "/login", NULL);
  g_autofree char *claims = test_claims_new (issuer, nonce, more);
  g_autofree char *answer = test_token_answer_new (claims);

  test_server_push (fixture->server, 200, NULL, answer);
}

/* What the browser is sent to (reference, 4.2): all of that, and nothing more. */
static void
assert_authorization (Fixture *fixture)
{
  g_autofree char *before = NULL;

  before = g_strconcat (test_server_get_address (fixture->server),
                        "/login/" TEST_TENANT "/oauth2/v2.0/authorize?", NULL);
  g_assert_true (g_str_has_prefix (fixture->uri, before));
  g_assert_cmpstr (get_query (fixture, "client_id"), ==, TEST_CLIENT);
  g_assert_cmpstr (get_query (fixture, "response_type"), ==, "code");
  g_assert_cmpstr (get_query (fixture, "response_mode"), ==, "query");
  g_assert_cmpstr (get_query (fixture, "scope"), ==,
                   "openid profile https://graph.microsoft.com/User.Read "
                   "https://graph.microsoft.com/Directory.Read.All "
                   "https://graph.microsoft.com/Policy.Read.All");
  g_assert_cmpstr (get_query (fixture, "code_challenge_method"), ==, "S256");
  g_assert_cmpuint (strlen (get_query (fixture, "code_challenge")), ==, 43);
  g_assert_cmpuint (strlen (get_query (fixture, "state")), ==, 43);
  g_assert_cmpuint (strlen (get_query (fixture, "nonce")), ==, 43);
  g_assert_cmpstr (get_query (fixture, "prompt"), ==, "select_account");
  g_assert_null (get_query (fixture, "login_hint"));
  g_assert_null (get_query (fixture, "client_secret"));
  g_assert_null (get_query (fixture, "code_verifier"));
  g_assert_cmpuint (g_hash_table_size (fixture->query), ==, 10);
  g_assert_null (strchr (fixture->uri, '+'));
}

/* What the code is redeemed with (reference, 4.4). */
static void
assert_redemption (Fixture *fixture)
{
  g_autoptr (GHashTable) form = NULL;
  g_autofree char *challenge = NULL;
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const TestRequest *request;
  guchar digest[32];
  gsize length = sizeof digest;

  request = test_server_get_request (fixture->server, 0);
  g_assert_cmpstr (request->method, ==, "POST");
  g_assert_cmpstr (request->path, ==, "/login/" TEST_TENANT "/oauth2/v2.0/token");
  g_assert_null (soup_message_headers_get_one (request->headers, "Origin"));
  g_assert_null (soup_message_headers_get_one (request->headers, "Authorization"));
  g_assert_cmpstr (soup_message_headers_get_one (request->headers, "Content-Type"),
                   ==, "application/x-www-form-urlencoded");

  form = soup_form_decode (request->body);
  g_assert_cmpstr (g_hash_table_lookup (form, "client_id"), ==, TEST_CLIENT);
  g_assert_cmpstr (g_hash_table_lookup (form, "grant_type"), ==, "authorization_code");
  g_assert_cmpstr (g_hash_table_lookup (form, "code"), ==, CODE);
  g_assert_cmpstr (g_hash_table_lookup (form, "redirect_uri"), ==, get_query (fixture, "redirect_uri"));
  g_assert_cmpstr (g_hash_table_lookup (form, "scope"), ==, get_query (fixture, "scope"));
  g_assert_null (g_hash_table_lookup (form, "client_secret"));

  g_assert_null (strstr (test_get_logs (), g_hash_table_lookup (form, "code_verifier")));
  g_assert_null (strstr (test_get_logs (), get_query (fixture, "state")));

  /* The verifier is the one that the challenge was made of (RFC 7636, 4.6). */
  g_checksum_update (checksum, g_hash_table_lookup (form, "code_verifier"), -1);
  g_checksum_get_digest (checksum, digest, &length);
  challenge = g_base64_encode (digest, length);
  g_strdelimit (challenge, "+", '-');
  g_strdelimit (challenge, "/", '_');
  g_assert_true (g_str_has_prefix (challenge, get_query (fixture, "code_challenge")));
}

static void
test_browser (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (ConsentToken) token = NULL;
  g_autoptr (GError) error = NULL;

  start_browser (fixture, NULL);
  assert_authorization (fixture);

  push_token (fixture, get_query (fixture, "nonce"), NULL);
  come_back (fixture, "code=" CODE);
  token = finish_browser (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (consent_token_get_tenant_id (token), ==, TEST_TENANT);
  g_assert_cmpstr (consent_token_get_user_name (token), ==, "adele@contoso.com");

  g_assert_cmpuint (test_server_get_n_requests (fixture->server), ==, 1);
  assert_redemption (fixture);
}

static void
test_login_hint (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  start_browser (fixture, "adele+admin@contoso.com");
  g_assert_cmpstr (get_query (fixture, "login_hint"), ==, "adele+admin@contoso.com");
  g_assert_null (get_query (fixture, "prompt"));

  g_cancellable_cancel (fixture->cancellable);
  g_assert_null (finish_browser (fixture, &error));
}

/* Nothing of one sign-in is used for the next. */
static void
test_twice (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *first = NULL;
  g_autoptr (GHashTable) query = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ConsentToken) token = NULL;

  start_browser (fixture, NULL);
  come_back (fixture, "error=access_denied&error_subcode=cancel");
  g_assert_null (finish_browser (fixture, &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_SIGN_IN_DECLINED);
  g_clear_error (&error);
  first = g_steal_pointer (&fixture->uri);
  query = g_steal_pointer (&fixture->query);

  start_browser (fixture, NULL);
  g_assert_cmpstr (get_query (fixture, "state"), !=, g_hash_table_lookup (query, "state"));
  g_assert_cmpstr (get_query (fixture, "nonce"), !=, g_hash_table_lookup (query, "nonce"));
  g_assert_cmpstr (get_query (fixture, "code_challenge"), !=, g_hash_table_lookup (query, "code_challenge"));
  push_token (fixture, get_query (fixture, "nonce"), ", \"idp\": \"live.com\"");
  come_back (fixture, "code=" CODE);
  token = finish_browser (fixture, &error);
  g_assert_no_error (error);
  g_assert_true (consent_token_is_foreign (token));
}

static void
test_wrong_nonce (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  start_browser (fixture, NULL);
  push_token (fixture, "another-nonce", NULL);
  come_back (fixture, "code=" CODE);
  g_assert_null (finish_browser (fixture, &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_SIGN_IN_REPLY);
}

#define OAUTH_ERROR(error, number)                                                                 \
  "{\"error\": \"" error "\", \"error_description\": \"AADSTS" number ": Text. Trace ID: x\", "    \
  "\"error_codes\": [" number "], \"trace_id\": \"the-trace\", \"correlation_id\": \"the-correlation\"}"

static const struct
{
  const char *name;
  guint status;
  const char *headers;
  const char *body;
  int code;
  const char *text;
  guint n_requests;
} refusal_cases[] = {
  { "used-code", 400, NULL, OAUTH_ERROR ("invalid_grant", "54005"), CONSENT_ERROR_SIGN_IN_FAILED, "AADSTS54005", 1 },
  { "secret-wanted", 401, NULL, OAUTH_ERROR ("invalid_client", "7000218"), CONSENT_ERROR_SIGN_IN_FAILED, "AADSTS7000218", 1 },
  { "not-assigned", 400, NULL, OAUTH_ERROR ("invalid_grant", "50105"), CONSENT_ERROR_SIGN_IN_FAILED, "the-correlation", 1 },
  { "mfa", 400, NULL, OAUTH_ERROR ("interaction_required", "50076"), CONSENT_ERROR_SIGN_IN_FAILED, "the-trace", 1 },
  { "unavailable", 400, NULL, OAUTH_ERROR ("temporarily_unavailable", "90033"), CONSENT_ERROR_BUSY, "AADSTS90033", 1 },
  { "bad-number", 400, NULL, "{\"error\": \"x\", \"error_codes\": [\"a\"]}", CONSENT_ERROR_SIGN_IN_FAILED, "x", 1 },
  { "no-error", 400, NULL, "{\"error\": {}}", CONSENT_ERROR_BAD_RESPONSE, "400", 1 },
  { "empty-error", 400, NULL, NULL, CONSENT_ERROR_BAD_RESPONSE, "400", 1 },
  { "created", 201, NULL, "{}", CONSENT_ERROR_BAD_RESPONSE, "201", 1 },
  { "empty", 200, NULL, "{}", CONSENT_ERROR_SIGN_IN_REPLY, "access token", 1 },
  { "array", 200, NULL, "[]", CONSENT_ERROR_SIGN_IN_REPLY, "access token", 1 },
  { "html", 200, "Content-Type: text/html\r\n", "<html>", CONSENT_ERROR_NOT_MICROSOFT, "token", 1 },
  { "broken", 200, NULL, "{\"access_token\": hush-token}", CONSENT_ERROR_BAD_RESPONSE, "token", 1 },
  { "redirect", 302, "Location: https://evil.example/\r\n", NULL, CONSENT_ERROR_NOT_MICROSOFT, "302", 1 },
  { "busy", 503, NULL, "{}", CONSENT_ERROR_BUSY, "503", 4 },
  { "throttled", 429, "Retry-After: 0\r\n", "{}", CONSENT_ERROR_BUSY, "429", 4 },
  { "throttled-long", 429, "Retry-After: 600\r\n", "{}", CONSENT_ERROR_BUSY, "600 seconds", 1 },
};

static void
test_refusal (Fixture       *fixture,
              gconstpointer  data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;

  test_server_push (fixture->server, refusal_cases[i].status, refusal_cases[i].headers,
                    refusal_cases[i].body);
  start_browser (fixture, NULL);
  come_back (fixture, "code=" CODE);
  g_assert_null (finish_browser (fixture, &error));
  g_assert_error (error, CONSENT_ERROR, refusal_cases[i].code);
  g_assert_nonnull (strstr (error->message, refusal_cases[i].text));
  g_assert_cmpuint (test_server_get_n_requests (fixture->server), ==, refusal_cases[i].n_requests);
}

/* A code is good for one time, so a lost connection is not tried again. */
static void
test_lost (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  test_server_push_raw (fixture->server, "", 0, TEST_THEN_CLOSE);
  start_browser (fixture, NULL);
  come_back (fixture, "code=" CODE);
  g_assert_null (finish_browser (fixture, &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_UNREACHABLE);
  g_assert_cmpuint (test_server_get_n_requests (fixture->server), ==, 1);
}

static void
test_browser_timeout (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_finalize_object (fixture->sign_in);
  make_sign_in (fixture, 20);
  start_browser (fixture, NULL);
  g_assert_null (finish_browser (fixture, &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_SIGN_IN_TIMED_OUT);
}

static void
test_browser_cancel (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  /* Before. */
  g_cancellable_cancel (fixture->cancellable);
  start_browser (fixture, NULL);
  g_assert_null (fixture->uri);
  g_assert_null (finish_browser (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_cancellable_reset (fixture->cancellable);

  /* While the code is redeemed. */
  test_server_push_raw (fixture->server, "HTTP/1.1 ", -1, TEST_THEN_KEEP);
  start_browser (fixture, NULL);
  come_back (fixture, "code=" CODE);
  test_server_wait_for_requests (fixture->server, 1);
  g_cancellable_cancel (fixture->cancellable);
  g_assert_null (finish_browser (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define CODES(more)                                                                                \
  "{\"user_code\": \"ABCD12345\", \"device_code\": \"" DEVICE_CODE "\", "                          \
  "\"verification_uri\": \"https://microsoft.com/devicelogin\", \"message\": \"To sign in\"" more "}"

static void
start_device (Fixture *fixture)
{
  consent_sign_in_device_code_async (fixture->sign_in, CONSENT_SIGN_IN_SCOPES,
                                     fixture->cancellable, test_store_result, &fixture->result);
}

static ConsentToken *
finish_device (Fixture  *fixture,
               GError  **error)
{
  g_autoptr (GAsyncResult) result = test_wait_for_result (&fixture->result);
  ConsentToken *token;

  token = consent_sign_in_device_code_finish (fixture->sign_in, result, error);
  g_assert_true ((token != NULL) == (*error == NULL));
  if (*error != NULL)
    g_assert_null (strstr ((*error)->message, TEST_SECRET));

  return token;
}

static void
test_device (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (ConsentToken) token = NULL;
  g_autoptr (GHashTable) asked = NULL;
  g_autoptr (GHashTable) polled = NULL;
  g_autoptr (GError) error = NULL;
  const TestRequest *request;

  test_server_push (fixture->server, 200, NULL, CODES (", \"expires_in\": 900, \"interval\": 5"));
  test_server_push (fixture->server, 400, NULL, OAUTH_ERROR ("authorization_pending", "70016"));
  test_server_push (fixture->server, 400, NULL, "{\"error\": \"slow_down\"}");
  test_server_push (fixture->server, 400, NULL, OAUTH_ERROR ("authorization_pending", "70016"));
  push_token (fixture, NULL, NULL);
  start_device (fixture);
  token = finish_device (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (consent_token_get_user_name (token), ==, "adele@contoso.com");

  g_assert_cmpstr (fixture->user_code, ==, "ABCD12345");
  g_assert_cmpstr (fixture->verification_uri, ==, "https://microsoft.com/devicelogin");

  g_assert_cmpuint (test_server_get_n_requests (fixture->server), ==, 5);
  request = test_server_get_request (fixture->server, 0);
  g_assert_cmpstr (request->path, ==, "/login/" TEST_TENANT "/oauth2/v2.0/devicecode");
  asked = soup_form_decode (request->body);
  g_assert_cmpstr (g_hash_table_lookup (asked, "client_id"), ==, TEST_CLIENT);
  g_assert_cmpstr (g_hash_table_lookup (asked, "scope"), ==, CONSENT_SIGN_IN_SCOPES);

  request = test_server_get_request (fixture->server, 4);
  g_assert_cmpstr (request->path, ==, "/login/" TEST_TENANT "/oauth2/v2.0/token");
  polled = soup_form_decode (request->body);
  g_assert_cmpstr (g_hash_table_lookup (polled, "client_id"), ==, TEST_CLIENT);
  g_assert_cmpstr (g_hash_table_lookup (polled, "device_code"), ==, DEVICE_CODE);
  g_assert_cmpstr (g_hash_table_lookup (polled, "grant_type"), ==,
                   "urn:ietf:params:oauth:grant-type:device_code");
}

static const struct
{
  const char *name;
  guint status;
  const char *body;
  int code;
  const char *text;
} poll_cases[] = {
  { "declined", 400, OAUTH_ERROR ("authorization_declined", "70000"), CONSENT_ERROR_SIGN_IN_DECLINED, "authorization_declined" },
  { "denied", 400, "{\"error\": \"access_denied\"}", CONSENT_ERROR_SIGN_IN_DECLINED, "access_denied" },
  { "expired", 400, OAUTH_ERROR ("expired_token", "70019"), CONSENT_ERROR_SIGN_IN_TIMED_OUT, "AADSTS70019" },
  { "unknown", 400, OAUTH_ERROR ("bad_verification_code", "70018"), CONSENT_ERROR_SIGN_IN_FAILED, "AADSTS70018" },
  { "blocked", 400, OAUTH_ERROR ("invalid_grant", "53003"), CONSENT_ERROR_SIGN_IN_FAILED, "AADSTS53003" },
  { "empty", 200, "{}", CONSENT_ERROR_SIGN_IN_REPLY, "access token" },
  { "html", 200, "<html>", CONSENT_ERROR_NOT_MICROSOFT, "token" },
};

static void
test_poll (Fixture       *fixture,
           gconstpointer  data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;

  test_server_push (fixture->server, 200, NULL, CODES (""));
  test_server_push (fixture->server, 400, NULL, OAUTH_ERROR ("authorization_pending", "70016"));
  test_server_push (fixture->server, poll_cases[i].status, NULL, poll_cases[i].body);
  start_device (fixture);
  g_assert_null (finish_device (fixture, &error));
  g_assert_error (error, CONSENT_ERROR, poll_cases[i].code);
  g_assert_nonnull (strstr (error->message, poll_cases[i].text));
  g_assert_cmpuint (test_server_get_n_requests (fixture->server), ==, 3);
}

static const struct
{
  const char *name;
  guint status;
  const char *body;
  int code; /* -1: the codes can be used */
} codes_cases[] = {
  { "default", 200, CODES (""), -1 },
  { "odd-numbers", 200, CODES (", \"expires_in\": -5, \"interval\": 99999999999"), -1 },
  { "number-types", 200, CODES (", \"expires_in\": \"900\", \"interval\": null"), -1 },
  { "newer-page", 200, "{\"user_code\": \"A-1\", \"device_code\": \"hush-d\", \"verification_uri\": \"https://login.microsoft.com/device\"}", -1 },
  { "own-page", 200, "{\"user_code\": \"A1\", \"device_code\": \"hush-d\", \"verification_uri\": \"http://localhost:1234/device\"}", -1 },
  { "foreign-page", 200, "{\"user_code\": \"A1\", \"device_code\": \"hush-d\", \"verification_uri\": \"https://evil.example/device\"}", CONSENT_ERROR_BAD_RESPONSE },
  { "similar-page", 200, "{\"user_code\": \"A1\", \"device_code\": \"hush-d\", \"verification_uri\": \"https://notmicrosoft.com/device\"}", CONSENT_ERROR_BAD_RESPONSE },
  { "plain-page", 200, "{\"user_code\": \"A1\", \"device_code\": \"hush-d\", \"verification_uri\": \"http://microsoft.com/device\"}", CONSENT_ERROR_BAD_RESPONSE },
  { "script", 200, "{\"user_code\": \"A1\", \"device_code\": \"hush-d\", \"verification_uri\": \"javascript:alert(1)\"}", CONSENT_ERROR_BAD_RESPONSE },
  { "no-page", 200, "{\"user_code\": \"A1\", \"device_code\": \"hush-d\"}", CONSENT_ERROR_BAD_RESPONSE },
  { "no-user-code", 200, "{\"device_code\": \"hush-d\", \"verification_uri\": \"https://microsoft.com/devicelogin\"}", CONSENT_ERROR_BAD_RESPONSE },
  { "odd-user-code", 200, "{\"user_code\": \"A\\u001b[1m\", \"device_code\": \"hush-d\", \"verification_uri\": \"https://microsoft.com/devicelogin\"}", CONSENT_ERROR_BAD_RESPONSE },
  { "long-user-code", 200, "{\"user_code\": \"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\", \"device_code\": \"hush-d\", \"verification_uri\": \"https://microsoft.com/devicelogin\"}", CONSENT_ERROR_BAD_RESPONSE },
  { "no-device-code", 200, "{\"user_code\": \"A1\", \"device_code\": \"\", \"verification_uri\": \"https://microsoft.com/devicelogin\"}", CONSENT_ERROR_BAD_RESPONSE },
  { "array", 200, "[]", CONSENT_ERROR_BAD_RESPONSE },
  { "status", 500, "{}", CONSENT_ERROR_BUSY },
  { "not-public", 400, OAUTH_ERROR ("invalid_client", "7000218"), CONSENT_ERROR_SIGN_IN_FAILED },
  { "unknown-app", 400, OAUTH_ERROR ("unauthorized_client", "700016"), CONSENT_ERROR_SIGN_IN_FAILED },
};

static void
test_codes (Fixture       *fixture,
            gconstpointer  data)
{
  guint i = GPOINTER_TO_UINT (data);
  gboolean usable = codes_cases[i].code < 0;
  int code = usable ? (int) CONSENT_ERROR_SIGN_IN_TIMED_OUT : codes_cases[i].code;
  g_autoptr (GError) error = NULL;

  test_server_push (fixture->server, codes_cases[i].status, NULL, codes_cases[i].body);
  if (usable)
    test_server_push (fixture->server, 400, NULL, "{\"error\": \"expired_token\"}");
  start_device (fixture);
  g_assert_null (finish_device (fixture, &error));
  g_assert_error (error, CONSENT_ERROR, code);
  g_assert_true ((fixture->user_code != NULL) == usable);
}

/* The answer keeps nothing of what is only to be asked with. */
static void
test_codes_wiped (Fixture       *fixture,
                  gconstpointer  data)
{
  const char *text = CODES ("");
  ConsentHttpAnswer answer = { 200, consent_body_parse (text, strlen (text), NULL, NULL), NULL };
  g_autoptr (ConsentDeviceCode) codes = NULL;
  g_autofree char *left = NULL;
  g_autoptr (GError) error = NULL;

  codes = consent_device_code_new (&answer, fixture->endpoints, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (codes->device_code, ==, DEVICE_CODE);
  left = json_to_string (answer.json, FALSE);
  g_assert_null (strstr (left, TEST_SECRET));
  json_node_unref (answer.json);
}

/* While the person is at it, Microsoft may be away for a moment, but not for good. */
static void
test_bumpy_poll (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (ConsentToken) token = NULL;
  g_autoptr (GError) error = NULL;

  test_server_push (fixture->server, 200, NULL, CODES (", \"interval\": 1"));
  test_server_push_raw (fixture->server, "", 0, TEST_THEN_CLOSE);
  test_server_push (fixture->server, 500, NULL, "{}");
  test_server_push (fixture->server, 400, NULL, "{\"error\": \"temporarily_unavailable\"}");
  test_server_push (fixture->server, 400, NULL, "{\"error\": \"authorization_pending\"}");
  test_server_push_raw (fixture->server, "", 0, TEST_THEN_CLOSE);
  push_token (fixture, NULL, NULL);
  start_device (fixture);
  token = finish_device (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (test_server_get_n_requests (fixture->server), ==, 7);
}

static void
test_dead_poll (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  test_server_push (fixture->server, 200, NULL, CODES (", \"interval\": 1"));
  test_server_push_raw (fixture->server, "", 0, TEST_THEN_CLOSE);
  start_device (fixture);
  g_assert_null (finish_device (fixture, &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_UNREACHABLE);
  g_assert_cmpuint (test_server_get_n_requests (fixture->server), ==, 5);
}

static void
test_device_expiry (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  test_server_push (fixture->server, 200, NULL, CODES (", \"interval\": 1, \"expires_in\": 10"));
  test_server_push (fixture->server, 400, NULL, "{\"error\": \"authorization_pending\"}");
  start_device (fixture);
  g_assert_null (finish_device (fixture, &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_SIGN_IN_TIMED_OUT);
}

static void
on_code_cancel (ConsentSignIn *sign_in,
                const char    *user_code,
                const char    *verification_uri,
                GCancellable  *cancellable)
{
  g_cancellable_cancel (cancellable);
}

static void
test_device_cancel (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  test_server_push (fixture->server, 200, NULL, CODES (""));
  g_signal_connect (fixture->sign_in, "device-code", G_CALLBACK (on_code_cancel), fixture->cancellable);
  start_device (fixture);
  g_assert_null (finish_device (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (test_server_get_n_requests (fixture->server), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_collect_logs ();

#define ADD(path, data, func) g_test_add (path, Fixture, data, set_up, func, tear_down)
#define ADD_TABLE(prefix, table, func)                                                             \
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)                                                 \
    {                                                                                              \
      g_autofree char *path = g_strconcat (prefix, table[i].name, NULL);                           \
                                                                                                   \
      ADD (path, GUINT_TO_POINTER (i), func);                                                      \
    }
  ADD ("/sign-in/browser", NULL, test_browser);
  ADD ("/sign-in/login-hint", NULL, test_login_hint);
  ADD ("/sign-in/twice", NULL, test_twice);
  ADD ("/sign-in/wrong-nonce", NULL, test_wrong_nonce);
  ADD_TABLE ("/sign-in/refusal/", refusal_cases, test_refusal);
  ADD ("/sign-in/lost", NULL, test_lost);
  ADD ("/sign-in/browser-timeout", NULL, test_browser_timeout);
  ADD ("/sign-in/browser-cancel", NULL, test_browser_cancel);
  ADD ("/sign-in/device", NULL, test_device);
  ADD_TABLE ("/sign-in/poll/", poll_cases, test_poll);
  ADD_TABLE ("/sign-in/codes/", codes_cases, test_codes);
  ADD ("/sign-in/codes-wiped", NULL, test_codes_wiped);
  ADD ("/sign-in/bumpy-poll", NULL, test_bumpy_poll);
  ADD ("/sign-in/dead-poll", NULL, test_dead_poll);
  ADD ("/sign-in/device-expiry", NULL, test_device_expiry);
  ADD ("/sign-in/device-cancel", NULL, test_device_cancel);

  return g_test_run ();
}
