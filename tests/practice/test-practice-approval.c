/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice-fixture.h"

#define CLIENT_ID "5353a3d2-8ca9-42d2-b567-ea399ccb5e38"
#define UK "https%3A%2F%2Fukevo.tracker-rms.com%2FOffice365%2FCallBack"
#define LINK(tenant) "/" tenant "/adminconsent?client_id=" CLIENT_ID "&redirect_uri=" UK

/* What every page has to be, whatever it says. */
static void
assert_plain_page (PracticeAnswer *page)
{
  const char *policy = practice_header (page, "Content-Security-Policy");

  practice_assert_contains (page->body, "<html lang=\"en\">");
  practice_assert_contains (page->body, "Practice – nothing here is real");
  practice_assert_contains (page->body, "<h1>");
  practice_assert_contains (page->body, "<main id=");
  practice_assert_lacks (page->body, "<script");
  g_assert_cmpstr (practice_header (page, "Cache-Control"), ==, "no-store");
  practice_assert_contains (policy, "default-src 'none'");
  practice_assert_lacks (policy, "script-src");
}

static PracticeAnswer *
follow (PracticeFixture *fixture,
        PracticeAnswer  *redirect)
{
  g_autoptr (SoupMessage) message = NULL;

  g_assert_cmpuint (redirect->status, ==, 302);
  message = soup_message_new (SOUP_METHOD_GET, practice_header (redirect, "Location"));
  g_assert_nonnull (message);

  return practice_send (fixture, message);
}

static GHashTable *
parse_return (PracticeAnswer *redirect)
{
  g_autoptr (GUri) uri = g_uri_parse (practice_header (redirect, "Location"),
                                      SOUP_HTTP_URI_FLAGS, NULL);

  g_assert_nonnull (uri);
  g_assert_cmpstr (g_uri_get_host (uri), ==, "127.0.0.1");
  practice_assert_contains (g_uri_get_path (uri), "/return/ukevo.tracker-rms.com/Office365/CallBack");

  return soup_form_decode (g_uri_get_query (uri));
}

static PracticeAnswer *
sign_in_and_press (PracticeFixture *fixture,
                   const char      *scenario,
                   const char      *link,
                   const char      *choice)
{
  g_autoptr (PracticeAnswer) sign_in = practice_get (fixture, scenario, link);
  g_autoptr (PracticeAnswer) consent = practice_press (fixture, sign_in, "sign-in-admin");

  return practice_press (fixture, consent, choice);
}

static void
test_accept (PracticeFixture *fixture,
             gconstpointer    data)
{
  g_autoptr (PracticeAnswer) sign_in = practice_get (fixture, "fresh", LINK ("fresh.example"));
  g_autoptr (PracticeAnswer) consent = practice_press (fixture, sign_in, "sign-in-admin");
  g_autoptr (PracticeAnswer) accepted = practice_press (fixture, consent, "accept");
  g_autoptr (PracticeAnswer) back = follow (fixture, accepted);
  g_autoptr (GHashTable) fields = parse_return (accepted);

  g_assert_cmpuint (sign_in->status, ==, 200);
  assert_plain_page (sign_in);
  practice_assert_contains (sign_in->body, "id=\"sign-in-admin\"");
  practice_assert_contains (sign_in->body, "id=\"sign-in-user\"");

  /* Reference, 2.4 for what the page shows, 5.8 for the labels. */
  g_assert_cmpuint (consent->status, ==, 200);
  assert_plain_page (consent);
  practice_assert_contains (consent->body, "<h1>Permissions requested</h1>");
  practice_assert_contains (consent->body, "Accept for your organization");
  practice_assert_contains (consent->body, "Unverified");
  practice_assert_contains (consent->body, "<li>Send mail as a user</li>");
  practice_assert_contains (consent->body, "<li>View users&apos; basic profile</li>");
  practice_assert_contains (consent->body, "id=\"accept\"");
  practice_assert_contains (consent->body, "id=\"cancel\"");

  /* Reference, 2.2: accepted, v1. */
  g_assert_cmpuint (g_hash_table_size (fields), ==, 2);
  g_assert_cmpstr (g_hash_table_lookup (fields, "admin_consent"), ==, "True");
  g_assert_true (g_uuid_string_is_valid (g_hash_table_lookup (fields, "tenant")));

  g_assert_cmpuint (back->status, ==, 200);
  assert_plain_page (back);
  practice_assert_contains (back->body, "You have approved the app");
  practice_assert_contains (back->body, "ukevo.tracker-rms.com");
  practice_assert_contains (back->body, "<dt>admin_consent</dt><dd>True</dd>");
}

static void
test_state_comes_back (PracticeFixture *fixture,
                       gconstpointer    data)
{
  g_autoptr (PracticeAnswer) accepted =
    sign_in_and_press (fixture, "fresh", LINK ("organizations") "&state=a%26b%20%3C", "accept");
  g_autoptr (GHashTable) fields = parse_return (accepted);

  g_assert_cmpstr (g_hash_table_lookup (fields, "state"), ==, "a&b <");
}

/* Reference, 2.2: what Cancel sends in practice. */
static void
test_cancel (PracticeFixture *fixture,
             gconstpointer    data)
{
  g_autoptr (PracticeAnswer) cancelled =
    sign_in_and_press (fixture, "fresh", LINK ("fresh.example"), "cancel");
  g_autoptr (GHashTable) fields = parse_return (cancelled);
  g_autoptr (PracticeAnswer) back = follow (fixture, cancelled);

  g_assert_cmpstr (g_hash_table_lookup (fields, "error"), ==, "access_denied");
  g_assert_cmpstr (g_hash_table_lookup (fields, "error_subcode"), ==, "cancel");
  g_assert_null (g_hash_table_lookup (fields, "admin_consent"));
  practice_assert_contains (back->body, "The app was not approved");
}

/* Reference, 2.2: the documented refusal, where admin_consent=True proves nothing. */
static void
test_declined (PracticeFixture *fixture,
               gconstpointer    data)
{
  g_autoptr (PracticeAnswer) declined =
    sign_in_and_press (fixture, "declined", LINK ("declined.example"), "accept");
  g_autoptr (GHashTable) fields = parse_return (declined);
  g_autoptr (PracticeAnswer) back = follow (fixture, declined);

  g_assert_cmpstr (g_hash_table_lookup (fields, "error"), ==, "consent_required");
  g_assert_cmpstr (g_hash_table_lookup (fields, "admin_consent"), ==, "True");
  g_assert_true (g_str_has_prefix (g_hash_table_lookup (fields, "error_description"),
                                   "AADSTS65004: "));
  practice_assert_contains (back->body, "The app was not approved");
}

static void
test_not_admin (PracticeFixture *fixture,
                gconstpointer    data)
{
  g_autoptr (PracticeAnswer) sign_in = practice_get (fixture, "not-admin",
                                                     LINK ("not-admin.example"));
  g_autoptr (PracticeAnswer) refused = practice_press (fixture, sign_in, "sign-in-user");
  g_autoptr (PracticeAnswer) again = practice_get (fixture, "not-admin",
                                                   LINK ("not-admin.example"));
  g_autoptr (PracticeAnswer) forged = practice_press (fixture, again, "sign-in-admin");

  practice_assert_lacks (sign_in->body, "sign-in-admin");
  assert_plain_page (refused);
  practice_assert_contains (refused->body, "<h1>Need admin approval</h1>");
  practice_assert_contains (refused->body, "AADSTS90094: ");
  g_assert_cmpuint (forged->status, ==, 400);
  practice_assert_lacks (forged->body, "accept");
}

/* Reference, 2.2 and 3: errors that stay on Microsoft's side. */
static void
test_wrong_links (PracticeFixture *fixture,
                  gconstpointer    data)
{
  const struct { const char *link, *code; } cases[] = {
    { LINK ("nosuch.example"), "AADSTS90002: " },
    { LINK ("{tenant-id}"), "AADSTS900023: " },
    { LINK ("00000000-0000-0000-0000-000000000000"), "AADSTS900021: " },
    { LINK ("common"), "AADSTS90130: " },
    { LINK ("consumers"), "AADSTS90130: " },
    { LINK ("gov.example"), "AADSTS90038: " },
    { LINK ("china.example"), "AADSTS90038: " },
    { "/fresh.example/adminconsent?redirect_uri=" UK, "AADSTS900144: " },
    { "/fresh.example/adminconsent?client_id=x&redirect_uri=" UK, "AADSTS90112: " },
    { "/fresh.example/adminconsent?client_id=11111111-2222-3333-4444-555555555555&redirect_uri=" UK,
      "AADSTS700016: " },
    { "/fresh.example/adminconsent?client_id=" CLIENT_ID "&redirect_uri=", "AADSTS900971: " },
    { "/fresh.example/adminconsent?client_id=" CLIENT_ID "&redirect_uri=ukevo", "AADSTS90102: " },
    /* The path is compared with case. */
    { "/fresh.example/adminconsent?client_id=" CLIENT_ID
      "&redirect_uri=https%3A%2F%2Fukevo.tracker-rms.com%2FOffice365%2Fcallback", "AADSTS50011: " },
    { "/fresh.example/adminconsent?client_id=" CLIENT_ID
      "&redirect_uri=https%3A%2F%2Fevil.example%2F%3Cscript%3E", "AADSTS50011: " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PracticeAnswer) page = practice_get (fixture, "fresh", cases[i].link);

      g_test_message ("%s", cases[i].link);
      g_assert_cmpuint (page->status, ==, 400);
      assert_plain_page (page);
      practice_assert_contains (page->body, cases[i].code);
      practice_assert_lacks (page->body, "<form");
    }
}

/* A client ID in capitals is the same; without a return address a registered one is taken (2.1). */
static void
test_odd_but_right_links (PracticeFixture *fixture,
                          gconstpointer    data)
{
  g_autoptr (PracticeAnswer) capitals =
    practice_get (fixture, "fresh",
                  "/FRESH.example/adminconsent?client_id=5353A3D2-8CA9-42D2-B567-EA399CCB5E38");
  g_autoptr (PracticeAnswer) us =
    practice_get (fixture, "fresh",
                  "/fresh.example/adminconsent?client_id=" CLIENT_ID
                  "&redirect_uri=https%3A%2F%2Fusevo.tracker-rms.com%2FOffice365%2FCallBack");

  g_assert_cmpuint (capitals->status, ==, 200);
  g_assert_cmpuint (us->status, ==, 200);
}

/* The accounts are the scenario's: in another organization they are strangers (3.3). */
static void
test_wrong_organization (PracticeFixture *fixture,
                         gconstpointer    data)
{
  g_autoptr (PracticeAnswer) sign_in = practice_get (fixture, "fresh", LINK ("approved.example"));
  g_autoptr (PracticeAnswer) refused = practice_press (fixture, sign_in, "sign-in-admin");

  g_assert_cmpuint (refused->status, ==, 400);
  practice_assert_contains (refused->body, "AADSTS50020: ");
}

/* Each form counts once, and only in the order of the pages. */
static void
test_replay (PracticeFixture *fixture,
             gconstpointer    data)
{
  g_autoptr (PracticeAnswer) sign_in = practice_get (fixture, "fresh", LINK ("fresh.example"));
  g_autoptr (PracticeAnswer) first = practice_press (fixture, sign_in, "sign-in-admin");
  g_autoptr (PracticeAnswer) second = practice_press (fixture, sign_in, "sign-in-admin");
  g_autoptr (PracticeAnswer) accepted = practice_press (fixture, first, "accept");
  g_autoptr (PracticeAnswer) again = practice_press (fixture, first, "accept");
  g_autoptr (PracticeAnswer) other = practice_get (fixture, "fresh", LINK ("fresh.example"));
  g_autoptr (PracticeAnswer) skipped = practice_press (fixture, other, "accept");
  g_autofree char *action = practice_cut (sign_in->body, "method=\"post\" action=\"", "\"");
  g_autoptr (PracticeAnswer) empty = practice_post (fixture, action, "");
  g_autoptr (PracticeAnswer) rubbish = practice_post (fixture, action, "ticket=%FF%00&choice&=&&");

  g_assert_cmpuint (accepted->status, ==, 302);
  g_assert_cmpuint (second->status, ==, 400);
  g_assert_cmpuint (again->status, ==, 400);
  g_assert_cmpuint (skipped->status, ==, 400);
  g_assert_cmpuint (empty->status, ==, 400);
  g_assert_cmpuint (rubbish->status, ==, 400);
}

/* The page stands in for the service's hosts alone, and shows what it is told as text. */
static void
test_return_page (PracticeFixture *fixture,
                  gconstpointer    data)
{
  g_autoptr (PracticeAnswer) other =
    practice_get (fixture, "fresh", "/../return/evil.example/Office365/CallBack");
  g_autoptr (PracticeAnswer) markup =
    practice_get (fixture, "fresh",
                  "/../return/usevo.tracker-rms.com/Office365/CallBack"
                  "?admin_consent=true&%3Cscript%3E=%22%3E%3Cscript%3Ealert(1)&error=x");

  g_assert_cmpuint (other->status, ==, 404);
  g_assert_cmpuint (markup->status, ==, 200);
  assert_plain_page (markup);
  practice_assert_contains (markup->body, "The app was not approved");
  practice_assert_contains (markup->body, "&lt;script&gt;");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add ("/practice/approval/" path, PracticeFixture, NULL, practice_fixture_set_up, \
              function, practice_fixture_tear_down)

  ADD ("accept", test_accept);
  ADD ("state-comes-back", test_state_comes_back);
  ADD ("cancel", test_cancel);
  ADD ("declined", test_declined);
  ADD ("not-admin", test_not_admin);
  ADD ("wrong-links", test_wrong_links);
  ADD ("odd-but-right-links", test_odd_but_right_links);
  ADD ("wrong-organization", test_wrong_organization);
  ADD ("replay", test_replay);
  ADD ("return-page", test_return_page);

  return g_test_run ();
}
