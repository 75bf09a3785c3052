/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice-oauth.h"

#define TENANT "c0ffee01-0000-4000-8000-000000000000"

/* The middle part of a token, base64url without padding. */
static JsonNode *
read_claims (const char *id_token)
{
  g_auto (GStrv) parts = g_strsplit (id_token, ".", -1);
  g_autoptr (GString) claims = NULL;
  g_autofree guchar *text = NULL;
  gsize length;
  JsonNode *node = NULL;

  g_assert_cmpuint (g_strv_length (parts), ==, 3);
  claims = g_string_new (parts[1]);
  g_string_replace (claims, "-", "+", 0);
  g_string_replace (claims, "_", "/", 0);
  while (claims->len % 4 != 0)
    g_string_append_c (claims, '=');
  text = g_base64_decode (claims->str, &length);
  node = json_from_string ((const char *) text, NULL);
  g_assert_nonnull (node);

  return node;
}

static void
test_browser (PracticeFixture *fixture,
              gconstpointer    data)
{
  g_autofree char *authority = consent_practice_server_get_authority (fixture->server, "fresh");
  g_autofree char *issuer = g_strconcat (authority, "/" TENANT "/v2.0", NULL);
  g_autoptr (PracticeAnswer) page = practice_authorize (fixture, "fresh", NULL);
  g_autoptr (PracticeAnswer) redirect = practice_press (fixture, page, "sign-in-admin");
  g_autoptr (GHashTable) fields = practice_read_redirect (redirect);
  g_autoptr (PracticeAnswer) answer = NULL;
  g_autoptr (JsonNode) claims = NULL;
  JsonObject *object = NULL;

  practice_assert_contains (page->body, "id=\"sign-in-admin\"");
  practice_assert_contains (page->body, "id=\"cancel\"");
  g_assert_cmpstr (g_hash_table_lookup (fields, "state"), ==, "state & <more>");

  answer = practice_redeem (fixture, "fresh", g_hash_table_lookup (fields, "code"), NULL);
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (practice_header (answer, "Cache-Control"), ==, "no-store");
  g_assert_cmpstr (practice_member (answer, "token_type"), ==, "Bearer");
  g_assert_cmpstr (practice_member (answer, "scope"), ==,
                   "openid profile https://graph.microsoft.com/User.Read "
                   "https://graph.microsoft.com/Directory.Read.All "
                   "https://graph.microsoft.com/Policy.Read.All");
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (answer->json), "expires_in"),
                   ==, 3599);
  g_assert_cmpuint (strlen (practice_member (answer, "access_token")), >, 20);
  g_assert_cmpuint (strlen (practice_member (answer, "refresh_token")), >, 20);

  /* Reference, 4.7. */
  claims = read_claims (practice_member (answer, "id_token"));
  object = json_node_get_object (claims);
  g_assert_cmpstr (json_object_get_string_member (object, "aud"), ==, CONSENT_PRACTICE_CLIENT_ID);
  g_assert_cmpstr (json_object_get_string_member (object, "iss"), ==, issuer);
  g_assert_cmpstr (json_object_get_string_member (object, "tid"), ==, TENANT);
  g_assert_cmpstr (json_object_get_string_member (object, "nonce"), ==, "nonce-1");
  g_assert_cmpstr (json_object_get_string_member (object, "ver"), ==, "2.0");
  g_assert_cmpstr (json_object_get_string_member (object, "preferred_username"), ==,
                   "avery.admin@fresh.example");
  g_assert_true (g_uuid_string_is_valid (json_object_get_string_member (object, "oid")));
  g_assert_cmpint (json_object_get_int_member (object, "exp"), >,
                   json_object_get_int_member (object, "iat"));
}

/* Reference, 4.4: what comes depends on what was asked for; short names mean Graph. */
static void
test_few_scopes (PracticeFixture *fixture,
                 gconstpointer    data)
{
  g_autoptr (PracticeAnswer) page = practice_authorize (fixture, "fresh", "scope", " user.read ",
                                                        "nonce", NULL, NULL);
  g_autoptr (PracticeAnswer) redirect = practice_press (fixture, page, "sign-in-user");
  g_autoptr (GHashTable) fields = practice_read_redirect (redirect);
  g_autoptr (PracticeAnswer) answer = NULL;
  JsonObject *object = NULL;

  answer = practice_redeem (fixture, "fresh", g_hash_table_lookup (fields, "code"), NULL);
  object = json_node_get_object (answer->json);
  g_assert_cmpstr (practice_member (answer, "scope"), ==, "https://graph.microsoft.com/User.Read");
  g_assert_false (json_object_has_member (object, "id_token"));
  g_assert_false (json_object_has_member (object, "refresh_token"));
}

static void
test_cancel (PracticeFixture *fixture,
             gconstpointer    data)
{
  g_autoptr (PracticeAnswer) page = practice_authorize (fixture, "fresh", NULL);
  g_autoptr (PracticeAnswer) redirect = practice_press (fixture, page, "cancel");
  g_autoptr (PracticeAnswer) again = practice_press (fixture, page, "sign-in-admin");
  g_autoptr (GHashTable) fields = practice_read_redirect (redirect);

  g_assert_cmpstr (g_hash_table_lookup (fields, "error"), ==, "access_denied");
  g_assert_cmpstr (g_hash_table_lookup (fields, "error_subcode"), ==, "cancel");
  g_assert_cmpstr (g_hash_table_lookup (fields, "state"), ==, "state & <more>");
  g_assert_null (g_hash_table_lookup (fields, "code"));
  g_assert_cmpuint (again->status, ==, 400);
}

/* Who has no role may use what is approved already, and nothing that is not (2.3, 4.8). */
static void
test_ordinary_user (PracticeFixture *fixture,
                    gconstpointer    data)
{
  g_autofree char *code = practice_get_code (fixture, "not-admin", "sign-in-user");
  g_autoptr (PracticeAnswer) page =
    practice_authorize (fixture, "not-admin", "client_id", PRACTICE_COMMAND_LINE_TOOLS, NULL);
  g_autoptr (PracticeAnswer) refused = practice_press (fixture, page, "sign-in-user");
  g_autoptr (PracticeAnswer) back = practice_press (fixture, refused, "back");
  g_autoptr (GHashTable) fields = practice_read_redirect (back);

  g_assert_nonnull (code);
  practice_assert_contains (refused->body, "<h1>Need admin approval</h1>");
  practice_assert_contains (refused->body, "AADSTS90094: ");
  g_assert_cmpstr (g_hash_table_lookup (fields, "error"), ==, "access_denied");
  g_assert_true (g_str_has_prefix (g_hash_table_lookup (fields, "error_description"),
                                   "AADSTS65004: "));
}

/* Nobody can be trusted with an answer: the error stays on the page (2.2, 4.3). */
static void
test_errors_on_page (PracticeFixture *fixture,
                     gconstpointer    data)
{
  const struct { const char *name, *value, *code; } cases[] = {
    { "client_id", NULL, "AADSTS900144: " },
    { "client_id", "11111111-2222-3333-4444-555555555555", "AADSTS700016: " },
    { "redirect_uri", NULL, "AADSTS900971: " },
    { "redirect_uri", "http://localhost:1/callback", "AADSTS50011: " },
    { "redirect_uri", "http://127.0.0.1:1/", "AADSTS50011: " },
    { "redirect_uri", "http://[::1]:1/", "AADSTS50011: " },
    { "redirect_uri", "https://localhost:1/", "AADSTS50011: " },
    { "redirect_uri", "http://localhost.evil.example:1/", "AADSTS50011: " },
    { "redirect_uri", "http://localhost:1/?a=b", "AADSTS50011: " },
    { "redirect_uri", "http://localhost:1/#a", "AADSTS50011: " },
    { "redirect_uri", "http:localhost", "AADSTS50011: " },
    { "redirect_uri", "http://evil.example@localhost:1/", "AADSTS50011: " },
    { "redirect_uri", "http://localhost:1/\r\nX: y", "AADSTS50011: " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PracticeAnswer) page =
        practice_authorize (fixture, "fresh", cases[i].name, cases[i].value, NULL);

      g_test_message ("%s=%s", cases[i].name, cases[i].value);
      g_assert_cmpuint (page->status, ==, 400);
      g_assert_null (practice_header (page, "Location"));
      practice_assert_contains (page->body, cases[i].code);
    }
}

static void
test_other_tenants (PracticeFixture *fixture,
                    gconstpointer    data)
{
  g_autofree char *query =
    soup_form_encode ("client_id", CONSENT_PRACTICE_CLIENT_ID, "response_type", "code",
                      "redirect_uri", PRACTICE_REDIRECT_URI, "scope", "openid", NULL);
  g_autofree char *unknown_path = g_strconcat ("/nosuch.example/oauth2/v2.0/authorize?", query, NULL);
  g_autofree char *other_path = g_strconcat ("/approved.example/oauth2/v2.0/authorize?", query, NULL);
  g_autoptr (PracticeAnswer) unknown = practice_get (fixture, "fresh", unknown_path);
  g_autoptr (PracticeAnswer) other = practice_get (fixture, "fresh", other_path);
  g_autoptr (PracticeAnswer) stranger = practice_press (fixture, other, "sign-in-admin");

  practice_assert_contains (unknown->body, "AADSTS90002: ");
  practice_assert_contains (stranger->body, "AADSTS50020: ");
}

/* Once the program is known, it is told itself. */
static void
test_errors_by_redirect (PracticeFixture *fixture,
                         gconstpointer    data)
{
  const struct { const char *name, *value, *word, *code; } cases[] = {
    { "response_type", NULL, "invalid_request", "AADSTS900144: " },
    { "response_type", "id_token", "unsupported_response_type", "AADSTS700054: " },
    { "scope", NULL, "invalid_request", "AADSTS900144: " },
    { "scope", "openid Mail.Sned", "invalid_client", "AADSTS650053: " },
    { "scope", "https://outlook.example/Mail.Send", "invalid_resource", "AADSTS500011: " },
    { "code_challenge_method", "plain", "invalid_request", "AADSTS50149: " },
    { "code_challenge_method", NULL, "invalid_request", "AADSTS50149: " },
    { "code_challenge", "short", "invalid_request", "AADSTS501491: " },
    { "prompt", "none", "login_required", "AADSTS50058: " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PracticeAnswer) redirect =
        practice_authorize (fixture, "fresh", cases[i].name, cases[i].value, NULL);
      g_autoptr (GHashTable) fields = practice_read_redirect (redirect);

      g_test_message ("%s=%s", cases[i].name, cases[i].value);
      g_assert_cmpstr (g_hash_table_lookup (fields, "error"), ==, cases[i].word);
      g_assert_cmpstr (g_hash_table_lookup (fields, "state"), ==, "state & <more>");
      g_assert_true (g_str_has_prefix (g_hash_table_lookup (fields, "error_description"),
                                       cases[i].code));
    }
}

/* Reference, 4.3 to 4.5. Each case gets a fresh code and spoils one field. */
static void
test_wrong_redemptions (PracticeFixture *fixture,
                        gconstpointer    data)
{
  const struct { const char *name, *value, *word; guint status; int code; } cases[] = {
    { "code_verifier", "aBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "invalid_grant", 400, 501481 },
    { "code_verifier", PRACTICE_CHALLENGE, "invalid_grant", 400, 501481 },
    { "code_verifier", NULL, "invalid_grant", 400, 50148 },
    { "redirect_uri", "http://localhost:54321/", "invalid_request", 400, 50011 },
    { "redirect_uri", "http://localhost:54322", "invalid_request", 400, 50011 },
    { "redirect_uri", NULL, "invalid_request", 400, 50011 },
    { "client_id", PRACTICE_COMMAND_LINE_TOOLS, "invalid_grant", 400, 70000 },
    { "client_id", "11111111-2222-3333-4444-555555555555", "unauthorized_client", 400, 700016 },
    { "client_id", NULL, "invalid_request", 400, 900144 },
    { "client_secret", "", "invalid_client", 401, 700025 },
    { "grant_type", "password", "unsupported_grant_type", 400, 70003 },
    { "grant_type", NULL, "invalid_request", 400, 900144 },
    { "code", "AAAAAAAAAAAAAAAAAAAAAA", "invalid_grant", 400, 70000 },
    { "code", NULL, "invalid_request", 400, 900144 },
    { "scope", "openid Policy.ReadWrite.PermissionGrant", "invalid_scope", 400, 70011 },
    { "scope", "User.Read https://outlook.example/Mail.Send", "invalid_scope", 400, 28002 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *code = practice_get_code (fixture, "fresh", "sign-in-admin");
      g_autoptr (PracticeAnswer) answer =
        practice_redeem (fixture, "fresh", code, cases[i].name, cases[i].value, NULL);

      g_test_message ("%s=%s", cases[i].name, cases[i].value);
      practice_assert_oauth_error (answer, cases[i].status, cases[i].word, cases[i].code);
    }
}

/* A code counts once, whatever came of it. */
static void
test_replay (PracticeFixture *fixture,
             gconstpointer    data)
{
  g_autofree char *code = practice_get_code (fixture, "fresh", "sign-in-admin");
  g_autoptr (PracticeAnswer) first = practice_redeem (fixture, "fresh", code, NULL);
  g_autoptr (PracticeAnswer) second = practice_redeem (fixture, "fresh", code, NULL);
  g_autofree char *other = practice_get_code (fixture, "fresh", "sign-in-admin");
  g_autoptr (PracticeAnswer) wrong = practice_redeem (fixture, "fresh", other,
                                                      "code_verifier", "wrong", NULL);
  g_autoptr (PracticeAnswer) right = practice_redeem (fixture, "fresh", other, NULL);

  g_assert_cmpuint (first->status, ==, 200);
  practice_assert_oauth_error (second, 400, "invalid_grant", 54005);
  practice_assert_oauth_error (wrong, 400, "invalid_grant", 501481);
  practice_assert_oauth_error (right, 400, "invalid_grant", 54005);
}

/* A code of one organization is nothing to another, nor one scenario's to the next. */
static void
test_code_elsewhere (PracticeFixture *fixture,
                     gconstpointer    data)
{
  g_autofree char *code = practice_get_code (fixture, "fresh", "sign-in-admin");
  g_autofree char *authority = consent_practice_server_get_authority (fixture->server, "fresh");
  g_autofree char *address = g_strconcat (authority, "/approved.example/oauth2/v2.0/token", NULL);
  g_autofree char *form =
    soup_form_encode ("grant_type", "authorization_code", "client_id", CONSENT_PRACTICE_CLIENT_ID,
                      "code", code, "redirect_uri", PRACTICE_REDIRECT_URI,
                      "code_verifier", PRACTICE_VERIFIER, NULL);
  g_autoptr (PracticeAnswer) tenant = practice_post (fixture, address, form);
  g_autoptr (PracticeAnswer) scenario = practice_redeem (fixture, "approved", code, NULL);

  practice_assert_oauth_error (tenant, 400, "invalid_grant", 700005);
  practice_assert_oauth_error (scenario, 400, "invalid_grant", 70000);
}

static void
test_refresh (PracticeFixture *fixture,
              gconstpointer    data)
{
  g_autofree char *code = practice_get_code (fixture, "fresh", "sign-in-admin");
  g_autoptr (PracticeAnswer) first = practice_redeem (fixture, "fresh", code, NULL);
  const char *token = practice_member (first, "refresh_token");
  g_autoptr (PracticeAnswer) second =
    practice_call (fixture, "fresh", "token", "grant_type", "refresh_token",
                   "client_id", CONSENT_PRACTICE_CLIENT_ID, "refresh_token", token, NULL);
  g_autoptr (PracticeAnswer) wrong =
    practice_call (fixture, "fresh", "token", "grant_type", "refresh_token",
                   "client_id", CONSENT_PRACTICE_CLIENT_ID, "refresh_token", "x", NULL);

  g_assert_cmpuint (second->status, ==, 200);
  g_assert_cmpstr (practice_member (second, "refresh_token"), !=, token);
  practice_assert_oauth_error (wrong, 400, "invalid_grant", 70000);
}

static PracticeAnswer *
poll (PracticeFixture *fixture,
      const char      *scenario,
      PracticeAnswer  *device)
{
  return practice_call (fixture, scenario, "token",
                        "grant_type", "urn:ietf:params:oauth:grant-type:device_code",
                        "client_id", CONSENT_PRACTICE_CLIENT_ID,
                        "device_code", practice_member (device, "device_code"), NULL);
}

static PracticeAnswer *
get_device_code (PracticeFixture *fixture,
                 const char      *scenario)
{
  return practice_call (fixture, scenario, "devicecode", "client_id", CONSENT_PRACTICE_CLIENT_ID,
                        "scope", PRACTICE_SCOPES, NULL);
}

/* Types the code on the page that the answer names. */
static PracticeAnswer *
type_code (PracticeFixture *fixture,
           PracticeAnswer  *device,
           const char      *code)
{
  const char *address = practice_member (device, "verification_uri");
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_GET, address);
  g_autoptr (PracticeAnswer) page = practice_send (fixture, message);
  g_autofree char *action = practice_cut (page->body, "method=\"post\" action=\"", "\"");
  g_autofree char *form = soup_form_encode ("code", code, "choice", "next", NULL);

  practice_assert_contains (page->body, "<label for=\"code\">");
  practice_assert_contains (page->body, "id=\"next\"");

  return practice_post (fixture, action, form);
}

/* Reference, 4.6. */
static void
test_device (PracticeFixture *fixture,
             gconstpointer    data)
{
  g_autoptr (PracticeAnswer) device = get_device_code (fixture, "fresh");
  const char *user_code = practice_member (device, "user_code");
  g_autofree char *typed = g_ascii_strdown (user_code, -1);
  JsonObject *object = json_node_get_object (device->json);
  g_autoptr (PracticeAnswer) early = poll (fixture, "fresh", device);
  g_autoptr (PracticeAnswer) wrong = type_code (fixture, device, "AAAAAAAA1");
  g_autoptr (PracticeAnswer) page = type_code (fixture, device, typed);
  g_autoptr (PracticeAnswer) done = practice_press (fixture, page, "sign-in-admin");
  g_autoptr (PracticeAnswer) again = type_code (fixture, device, user_code);
  g_autoptr (PracticeAnswer) tokens = poll (fixture, "fresh", device);
  g_autoptr (PracticeAnswer) late = poll (fixture, "fresh", device);

  g_assert_cmpuint (device->status, ==, 200);
  g_assert_cmpuint (strlen (user_code), ==, 9);
  g_assert_cmpint (json_object_get_int_member (object, "expires_in"), ==, 900);
  g_assert_cmpint (json_object_get_int_member (object, "interval"), >, 0);
  practice_assert_contains (practice_member (device, "message"), user_code);
  g_assert_false (json_object_has_member (object, "verification_uri_complete"));

  practice_assert_oauth_error (early, 400, "authorization_pending", 70016);
  practice_assert_contains (wrong->body, "AADSTS70018: ");
  practice_assert_contains (done->body, "You have signed in");
  practice_assert_contains (again->body, "AADSTS90120: ");
  g_assert_cmpuint (tokens->status, ==, 200);
  g_assert_cmpuint (strlen (practice_member (tokens, "id_token")), >, 20);
  practice_assert_oauth_error (late, 400, "bad_verification_code", 70018);
}

static void
test_device_ends (PracticeFixture *fixture,
                  gconstpointer    data)
{
  const struct { const char *choice, *word; int code; } cases[] = {
    { "cancel", "authorization_declined", 65004 },
    { "expire", "expired_token", 70019 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PracticeAnswer) device = get_device_code (fixture, "fresh");
      g_autoptr (PracticeAnswer) page = type_code (fixture, device,
                                                   practice_member (device, "user_code"));
      g_autoptr (PracticeAnswer) done = practice_press (fixture, page, cases[i].choice);
      g_autoptr (PracticeAnswer) used = practice_press (fixture, page, cases[i].choice);
      g_autoptr (PracticeAnswer) answer = poll (fixture, "fresh", device);

      g_assert_cmpuint (done->status, ==, 200);
      g_assert_cmpuint (used->status, ==, 400);
      practice_assert_oauth_error (answer, 400, cases[i].word, cases[i].code);
    }
}

static void
test_device_refusals (PracticeFixture *fixture,
                      gconstpointer    data)
{
  g_autoptr (PracticeAnswer) no_scope =
    practice_call (fixture, "fresh", "devicecode", "client_id", CONSENT_PRACTICE_CLIENT_ID, NULL);
  g_autoptr (PracticeAnswer) no_client =
    practice_call (fixture, "fresh", "devicecode", "scope", "openid", NULL);
  g_autoptr (PracticeAnswer) no_code =
    practice_call (fixture, "fresh", "token", "client_id", CONSENT_PRACTICE_CLIENT_ID,
                   "grant_type", "urn:ietf:params:oauth:grant-type:device_code", NULL);

  practice_assert_oauth_error (no_scope, 400, "invalid_request", 900144);
  practice_assert_oauth_error (no_client, 400, "invalid_request", 900144);
  practice_assert_oauth_error (no_code, 400, "invalid_request", 900144);
}

/* Told to wait once at each address, and once to poll more slowly. */
static void
test_throttled (PracticeFixture *fixture,
                gconstpointer    data)
{
  g_autoptr (PracticeAnswer) wait = get_device_code (fixture, "throttled");
  g_autoptr (PracticeAnswer) device = get_device_code (fixture, "throttled");
  g_autoptr (PracticeAnswer) wait_more = poll (fixture, "throttled", device);
  g_autoptr (PracticeAnswer) slow = poll (fixture, "throttled", device);
  g_autoptr (PracticeAnswer) pending = poll (fixture, "throttled", device);

  g_assert_cmpuint (wait->status, ==, 429);
  g_assert_nonnull (practice_header (wait, "Retry-After"));
  g_assert_cmpuint (device->status, ==, 200);
  g_assert_cmpuint (wait_more->status, ==, 429);
  g_assert_cmpstr (practice_member (slow, "error"), ==, "slow_down");
  practice_assert_oauth_error (pending, 400, "authorization_pending", 70016);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add ("/practice/sign-in/" path, PracticeFixture, NULL, practice_fixture_set_up, \
              function, practice_fixture_tear_down)

  ADD ("browser", test_browser);
  ADD ("few-scopes", test_few_scopes);
  ADD ("cancel", test_cancel);
  ADD ("ordinary-user", test_ordinary_user);
  ADD ("errors-on-page", test_errors_on_page);
  ADD ("other-tenants", test_other_tenants);
  ADD ("errors-by-redirect", test_errors_by_redirect);
  ADD ("wrong-redemptions", test_wrong_redemptions);
  ADD ("replay", test_replay);
  ADD ("code-elsewhere", test_code_elsewhere);
  ADD ("refresh", test_refresh);
  ADD ("device", test_device);
  ADD ("device-ends", test_device_ends);
  ADD ("device-refusals", test_device_refusals);
  ADD ("throttled", test_throttled);

  return g_test_run ();
}
