/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-error.h"
#include "example-service.h"
#include "fake-verification.h"
#include "judge-case.h"
#include "make-token.h"
#include "page-fixture.h"
#include "test-classifications.h"

#include "pages/permissions/consent-need-row.h"
#include "pages/permissions/consent-needs-view.h"
#include "pages/permissions/consent-permissions-page.h"

#define SCOPES "openid Directory.Read.All Policy.ReadWrite.PermissionGrant"
#define CLIENT "5353a3d2-8ca9-42d2-b567-ea399ccb5e38"

#define GRAPH_ERROR(code) "{\"error\": {\"code\": \"" code "\", \"message\": \"x\"}}"

#define plan_write(fixture, fault, ...) \
  test_classifications_plan_write ((fixture)->server, TEST_FAULT_##fault, __VA_ARGS__)
#define assert_log(fixture, log) test_classifications_assert_log ((fixture)->server, log)

typedef struct
{
  PageFixture *page_fixture;
  ConsentPage *page;
  TestClassifications *server;
  ConsentHttp *http;
  ConsentEndpoints *endpoints;
  ConsentGraph *graph;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const char *name = data;
  g_autoptr (ConsentToken) token = make_token (CONTOSO_ID, SCOPES);
  g_autoptr (ConsentTenant) tenant = consent_tenant_new_unchecked (CONTOSO_ID, "ann@contoso.com");
  g_autoptr (ConsentReport) report = name != NULL ? judge_case_new_report (name) : NULL;
  ConsentSetup *setup;

  fixture->server = test_classifications_new (MAKE_TOKEN_SECRET);
  fixture->http = g_object_new (CONSENT_TYPE_HTTP, "retry-delay", 1, NULL);
  fixture->endpoints = consent_endpoints_new (NULL, fixture->server->address, NULL);
  fixture->graph = consent_graph_new (fixture->http, fixture->endpoints, token);
  fake_verification_set_graph (fixture->graph);

  fixture->page_fixture = page_fixture_new (FALSE);
  setup = page_fixture_get_setup (fixture->page_fixture);
  consent_setup_set_tenant (setup, tenant);
  consent_setup_set_region_id (setup, "uk");
  consent_setup_set_report (setup, report);
  if (report == NULL)
    consent_setup_set_user_consent (setup, CONSENT_USER_CONSENT_LOW);
  fixture->page = page_fixture_show (fixture->page_fixture, consent_permissions_page_get_type);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  page_fixture_free (fixture->page_fixture);
  g_assert_cmpuint (fake_verification_count_alive (), ==, 0);
  fake_verification_set_graph (NULL);
  g_assert_finalize_object (fixture->graph);
  g_assert_finalize_object (fixture->endpoints);
  g_assert_finalize_object (fixture->http);
  test_classifications_free (fixture->server);
}

static gpointer
get (Fixture    *fixture,
     const char *id)
{
  return page_fixture_get (fixture->page_fixture, id);
}

static gboolean
shows (Fixture    *fixture,
       const char *id)
{
  return page_fixture_shows (fixture->page_fixture, id);
}

static gboolean
says (Fixture    *fixture,
      const char *id,
      const char *words)
{
  return page_fixture_says (fixture->page_fixture, id, words);
}

static ConsentNeedRow *
find_row (Fixture    *fixture,
          const char *name)
{
  return CONSENT_NEED_ROW (consent_test_find (get (fixture, "needs_group"), CONSENT_TYPE_NEED_ROW, name));
}

/* What stands with the permission, line by line. */
static void
assert_row (Fixture    *fixture,
            const char *name,
            const char *words,
            gboolean    ticked)
{
  ConsentNeedRow *row = find_row (fixture, name);

  g_test_message ("%s: %s", name, words);
  g_assert_nonnull (row);
  g_assert_nonnull (consent_test_find (GTK_WIDGET (row), GTK_TYPE_LABEL, words));
  g_assert_cmpint (consent_need_row_get_ticked (row), ==, ticked);
}

static void
paste (Fixture    *fixture,
       const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (get (fixture, "paste_view"));

  gtk_widget_set_visible (get (fixture, "paste_remark"), FALSE);
  gtk_text_buffer_set_text (buffer, text, -1);
  consent_test_wait_until (shows (fixture, "paste_remark"));
}

static void
choose_client (Fixture *fixture)
{
  page_fixture_choose (fixture->page_fixture, "microsoft_button");
}

static void
press (Fixture    *fixture,
       const char *id)
{
  page_fixture_press (fixture->page_fixture, id);
}

/* Signs in and reads; what the check finds is the case called @name. */
static void
sign_in (Fixture    *fixture,
         const char *name)
{
  ConsentVerification *verification = fake_verification_get ();
  g_autoptr (ConsentReport) report = judge_case_new_report (name);

  g_assert_true (consent_page_get_busy (fixture->page));
  g_assert_true (shows (fixture, "progress"));
  g_assert_nonnull (strstr (fake_verification_get_scopes (verification), "Policy.ReadWrite.PermissionGrant"));
  g_assert_nonnull (strstr (fake_verification_get_scopes (verification), "Directory.Read.All"));
  fake_verification_succeed_sign_in (verification);
  consent_test_wait_until (fake_verification_get_asked (verification) == FAKE_ASKED_READ);
  fake_verification_succeed_read (verification, report);
  consent_test_wait_until (!consent_page_get_busy (fixture->page) ||
                           fake_verification_get_asked (verification) == FAKE_ASKED_NOTHING);
  consent_test_settle ();
}

/* After a change, the page reads again; what it finds is the case called @name. */
static void
reread (Fixture    *fixture,
        const char *name)
{
  g_autoptr (ConsentReport) report = judge_case_new_report (name);

  consent_test_wait_until (fake_verification_get_asked (fake_verification_get ()) == FAKE_ASKED_READ);
  fake_verification_succeed_read (fake_verification_get (), report);
  consent_test_wait_until (!consent_page_get_busy (fixture->page));
  g_assert_true (consent_setup_get_report (page_fixture_get_setup (fixture->page_fixture)) == report);
}

static AdwMessageDialog *
get_dialog (Fixture *fixture)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (fixture->page)));

  return ADW_MESSAGE_DIALOG (consent_test_find_dialog (window));
}

static void
respond (Fixture    *fixture,
         const char *response)
{
  adw_message_dialog_response (get_dialog (fixture), response);
  consent_test_settle ();
}

/* Up to the two standard permissions that are missing, and Mail.Send. */
static void
add_three (Fixture *fixture)
{
  paste (fixture, "Mail.Send");
  consent_need_row_set_ticked (find_row (fixture, "Mail.Send"), TRUE);
  choose_client (fixture);
  press (fixture, "add_button");
  sign_in (fixture, "setting-low");
  respond (fixture, "add");
}

static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_true (consent_page_is_relevant (fixture->page));
  g_assert_true (consent_page_get_complete (fixture->page));
  g_assert_false (consent_page_activate (fixture->page));
  g_assert_true (says (fixture, "caution_card", "every app whose publisher"));
  g_assert_true (says (fixture, "needs_group", "There is no published list of it"));

  assert_row (fixture, "openid", "Low already", FALSE);
  assert_row (fixture, "profile", "Low already", FALSE);
  assert_row (fixture, "email", "Not low yet", TRUE);
  assert_row (fixture, "offline_access", "Not low yet", TRUE);
  assert_row (fixture, "User.Read", "Every sign-in asks for it", TRUE);
  g_assert_null (find_row (fixture, "Mail.Send"));

  g_assert_false (shows (fixture, "result_box"));
  g_assert_false (shows (fixture, "undo_group"));
  g_assert_false (shows (fixture, "progress"));
  g_assert_false (gtk_widget_is_sensitive (get (fixture, "add_button")));
  g_assert_true (says (fixture, "add_hint", "how to sign in"));
  choose_client (fixture);
  g_assert_true (gtk_widget_is_sensitive (get (fixture, "add_button")));
  page_fixture_assert_named (fixture->page_fixture);

  consent_need_row_set_ticked (find_row (fixture, "email"), FALSE);
  consent_need_row_set_ticked (find_row (fixture, "offline_access"), FALSE);
  consent_need_row_set_ticked (find_row (fixture, "User.Read"), FALSE);
  g_assert_false (gtk_widget_is_sensitive (get (fixture, "add_button")));
  g_assert_true (says (fixture, "add_hint", "Tick at least one"));
}

/* Nothing that was found out is ever ticked by itself. */
static void
test_paste (Fixture       *fixture,
            gconstpointer  data)
{
  paste (fixture, "https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=" CLIENT
                  "&scope=openid%20Mail.Send%20Calendars.ReadWrite%20User.Read.All%20Made.Up&state=hush");
  g_assert_true (says (fixture, "paste_remark", "5 permissions were found"));
  assert_row (fixture, "Mail.Send", "Send mail as a user", FALSE);
  assert_row (fixture, "Mail.Send", "From what you pasted", FALSE);
  assert_row (fixture, "Calendars.ReadWrite", "Not low yet", FALSE);
  assert_row (fixture, "User.Read.All", "Only an administrator may agree to it: it cannot be low", FALSE);
  assert_row (fixture, "Made.Up", "Not known as a permission of Microsoft Graph", FALSE);
  g_assert_true (says (fixture, "not_enough", "not enough for TrackerRMS"));
  page_fixture_assert_named (fixture->page_fixture);

  /* What was ticked and unticked stays so while more is pasted. */
  consent_need_row_set_ticked (find_row (fixture, "Mail.Send"), TRUE);
  consent_need_row_set_ticked (find_row (fixture, "email"), FALSE);
  paste (fixture, "Mail.Read\nMail.Send");
  assert_row (fixture, "Mail.Send", "Not low yet", TRUE);
  assert_row (fixture, "Mail.Read", "Not low yet", FALSE);
  assert_row (fixture, "email", "Not low yet", FALSE);
  g_assert_null (find_row (fixture, "Calendars.ReadWrite"));
  g_assert_false (shows (fixture, "not_enough"));

  paste (fixture, "https://x.example/?client_id=11111111-0000-0000-0000-000000000001&scope=Mail.Send");
  g_assert_true (says (fixture, "paste_remark", "11111111-0000-0000-0000-000000000001"));
  g_assert_null (find_row (fixture, "Mail.Send"));

  paste (fixture, "https://x.example/?client_id=" CLIENT "&scope=.default");
  g_assert_true (says (fixture, "paste_remark", ".default"));
  paste (fixture, "please help");
  g_assert_true (says (fixture, "paste_remark", "No permission was recognized"));
}

static void
test_add_and_undo (Fixture       *fixture,
                   gconstpointer  data)
{
  ConsentVerification *verification;

  paste (fixture, "Mail.Send");
  consent_need_row_set_ticked (find_row (fixture, "Mail.Send"), TRUE);
  choose_client (fixture);
  press (fixture, "add_button");
  verification = fake_verification_get ();
  g_assert_cmpstr (fake_verification_get_tenant_id (verification), ==, CONTOSO_ID);
  g_assert_cmpstr (fake_verification_get_login_hint (verification), ==, "ann@contoso.com");
  g_assert_false (gtk_widget_is_sensitive (get (fixture, "needs_group")));
  sign_in (fixture, "setting-low");
  g_assert_cmpstr (fake_verification_get_needed (verification)[0], ==, "Mail.Send");

  /* The dialog names what it is about, and Enter alone does nothing. */
  g_assert_cmpstr (adw_message_dialog_get_heading (get_dialog (fixture)), ==,
                   "Classify 4 Permissions as Low?");
  g_assert_nonnull (strstr (adw_message_dialog_get_body (get_dialog (fixture)), "not only to TrackerRMS"));
  g_assert_nonnull (consent_test_find (GTK_WIDGET (get_dialog (fixture)), GTK_TYPE_LABEL, "Send mail as a user"));
  g_assert_cmpstr (adw_message_dialog_get_default_response (get_dialog (fixture)), ==, "cancel");
  respond (fixture, "cancel");
  assert_log (fixture, "");
  g_assert_false (consent_page_get_busy (fixture->page));

  /* The sign-in is still there. */
  press (fixture, "add_button");
  g_assert_true (fake_verification_get () == verification);
  respond (fixture, "add");
  g_assert_true (consent_page_get_busy (fixture->page));
  reread (fixture, "setting-low-standard");
  assert_log (fixture, "POST email\nPOST offline_access\nPOST User.Read\nPOST Mail.Send\n");
  assert_row (fixture, "Mail.Send", "Added just now", FALSE);
  assert_row (fixture, "email", "Added just now", FALSE);
  assert_row (fixture, "openid", "Low already", FALSE);
  g_assert_true (says (fixture, "result_card", "The permissions are classified as low now"));
  g_assert_true (says (fixture, "undo_row", "email, offline_access, User.Read, Mail.Send"));
  page_fixture_assert_named (fixture->page_fixture);

  press (fixture, "undo_row");
  reread (fixture, "setting-low");
  g_assert_cmpuint (g_hash_table_size (fixture->server->levels), ==, 0);
  g_assert_true (says (fixture, "result_card", "Everything was taken back"));
  g_assert_false (shows (fixture, "undo_group"));
  assert_row (fixture, "Mail.Send", "Taken back: not low any more", FALSE);
  g_string_truncate (fixture->server->log, 0);
}

/* Each has a result of its own, and what did not work can be tried again. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *retry;

  plan_write (fixture, NONE, 0, NULL, NULL);
  plan_write (fixture, ANSWER, 403, NULL, GRAPH_ERROR ("Authorization_RequestDenied"));
  plan_write (fixture, ANSWER, 503, NULL, GRAPH_ERROR ("ServiceUnavailable"));
  plan_write (fixture, ANSWER, 400, NULL, GRAPH_ERROR ("Request_BadRequest"));
  add_three (fixture);
  reread (fixture, "setting-low");

  assert_row (fixture, "email", "Added just now", FALSE);
  assert_row (fixture, "offline_access", "Refused: This account may not see or do this", FALSE);
  assert_row (fixture, "User.Read", "Not added: Microsoft is too busy just now", FALSE);
  assert_row (fixture, "Mail.Send", "Refused: Microsoft does not let this permission be classified", FALSE);
  g_assert_true (says (fixture, "result_card", "Not everything could be added"));
  g_assert_true (says (fixture, "undo_row", "here: email"));
  page_fixture_assert_named (fixture->page_fixture);
  assert_log (fixture, "POST email\nPOST 403\nPOST 503\nPOST 400\n");

  retry = consent_test_find (GTK_WIDGET (find_row (fixture, "User.Read")), GTK_TYPE_BUTTON, "Try Again");
  g_signal_emit_by_name (retry, "clicked");
  reread (fixture, "setting-low");
  assert_log (fixture, "POST User.Read\n");
  assert_row (fixture, "User.Read", "Added just now", FALSE);
  assert_row (fixture, "offline_access", "Refused: This account may not see or do this", FALSE);
}

/* Without a check, signing in tells how things stand. */
static void
test_not_checked (Fixture       *fixture,
                  gconstpointer  data)
{
  assert_row (fixture, "openid", "Whether it is low is not known yet", TRUE);
  choose_client (fixture);
  press (fixture, "add_button");
  sign_in (fixture, "setting-low-standard");
  assert_row (fixture, "openid", "Low already", FALSE);
  g_assert_cmpstr (adw_message_dialog_get_heading (get_dialog (fixture)), ==,
                   "Classify 1 Permission as Low?");
  respond (fixture, "cancel");

  consent_need_row_set_ticked (find_row (fixture, "User.Read"), FALSE);
  g_assert_false (gtk_widget_is_sensitive (get (fixture, "add_button")));
}

/* What signing in finds out may be that there is nothing to do here. */
static void
test_useless (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct
  {
    const char *name;
    const char *words;
  } cases[] = {
    { "setting-low-approved", "approved for everyone" },
    { "setting-none", "Users may not agree to any app" },
    { "single-users-low-unverified", "has not verified the publisher" },
    { "organization-mismatch", "This is another organization" },
  };

  choose_client (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ConsentReport) low = judge_case_new_report ("setting-low");

      g_test_message ("%s", cases[i].name);
      consent_page_leave (fixture->page);
      consent_page_enter (fixture->page);
      consent_setup_set_report (page_fixture_get_setup (fixture->page_fixture), low);
      consent_need_row_set_ticked (find_row (fixture, "email"), TRUE);
      press (fixture, "add_button");
      sign_in (fixture, cases[i].name);
      g_assert_null (get_dialog (fixture));
      g_assert_true (says (fixture, "result_card", cases[i].words));
    }
  assert_log (fixture, "");
}

static void
test_sign_in_fails (Fixture       *fixture,
                    gconstpointer  data)
{
  choose_client (fixture);
  press (fixture, "add_button");
  fake_verification_fail (fake_verification_get (), CONSENT_ERROR_SIGN_IN_FAILED, "AADSTS65001: x");
  consent_test_wait_until (!consent_page_get_busy (fixture->page));
  g_assert_true (says (fixture, "result_card", "Microsoft refused the sign-in"));
  page_fixture_assert_named (fixture->page_fixture);

  press (fixture, "code_row");
  g_assert_true (fake_verification_get_device_code (fake_verification_get ()));
  consent_page_cancel (fixture->page);
  consent_test_settle ();
  g_assert_false (consent_page_get_busy (fixture->page));
  g_assert_false (shows (fixture, "progress"));
  g_assert_cmpuint (fake_verification_count_tokens (), ==, 0);
}

/* Stopped in the middle: nobody knows about the one under way until Microsoft is asked. */
static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  plan_write (fixture, NONE, 0, NULL, NULL);
  plan_write (fixture, HANG, 0, NULL, NULL);
  add_three (fixture);
  consent_test_wait_until (g_hash_table_size (fixture->server->levels) == 2);
  consent_page_cancel (fixture->page);
  consent_test_wait_until (!consent_page_get_busy (fixture->page));

  g_assert_true (says (fixture, "result_card", "Stopped"));
  assert_row (fixture, "email", "Added just now", FALSE);
  assert_row (fixture, "offline_access",
              "Stopped before an answer came, so it may have been added anyway", FALSE);
  assert_row (fixture, "User.Read", "Not low yet", TRUE);
  g_assert_true (says (fixture, "undo_row", "email, offline_access"));

  press (fixture, "undo_row");
  reread (fixture, "setting-low");
  g_assert_true (says (fixture, "result_card", "Everything was taken back"));
  g_assert_cmpuint (g_hash_table_size (fixture->server->levels), ==, 0);
  g_string_truncate (fixture->server->log, 0);
}

/* What is under way and what came of it are seen, although the button is far below. */
static void
test_scrolls_to_top (Fixture       *fixture,
                     gconstpointer  data)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (fixture->page), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  choose_client (fixture);
  for (guint i = 0; i < 2; i++)
    {
      consent_test_wait_until (gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment));
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
      g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), >, 0);
      press (fixture, "add_button");
      consent_test_settle ();
      g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);

      fake_verification_fail (fake_verification_get (), CONSENT_ERROR_SIGN_IN_FAILED, "AADSTS65001: x");
      consent_test_wait_until (!consent_page_get_busy (fixture->page));
      consent_test_settle ();
      g_assert_true (shows (fixture, "result_card"));
      g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);
    }
}

/* The token does not outlive the page, and what was added can still be taken back. */
static void
test_left (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (ConsentReport) approved = judge_case_new_report ("approved");

  add_three (fixture);
  reread (fixture, "setting-low-standard");
  g_assert_cmpuint (fake_verification_count_tokens (), ==, 1);
  consent_page_leave (fixture->page);
  g_assert_cmpuint (fake_verification_count_alive (), ==, 0);

  consent_setup_set_report (page_fixture_get_setup (fixture->page_fixture), approved);
  g_assert_true (consent_page_is_relevant (fixture->page));
  consent_page_enter (fixture->page);
  press (fixture, "undo_row");
  sign_in (fixture, "setting-low");
  reread (fixture, "setting-low");
  g_assert_cmpuint (g_hash_table_size (fixture->server->levels), ==, 0);
  g_string_truncate (fixture->server->log, 0);
}

/* The sign-in runs out in the middle. */
static void
test_expired (Fixture       *fixture,
              gconstpointer  data)
{
  plan_write (fixture, NONE, 0, NULL, NULL);
  plan_write (fixture, ANSWER, 401, NULL, GRAPH_ERROR ("InvalidAuthenticationToken"));
  add_three (fixture);
  consent_test_wait_until (!consent_page_get_busy (fixture->page));
  g_assert_true (says (fixture, "result_card", "The sign-in is no longer valid"));
  g_assert_cmpuint (fake_verification_count_tokens (), ==, 0);
  assert_row (fixture, "email", "Added just now", FALSE);
  assert_row (fixture, "offline_access", "Not low yet", TRUE);
  g_assert_true (says (fixture, "undo_row", "here: email"));
  assert_log (fixture, "POST email\nPOST 401\n");
}

/* Leaving while something is under way. */
static void
test_left_at_work (Fixture       *fixture,
                   gconstpointer  data)
{
  plan_write (fixture, HANG, 0, NULL, NULL);
  add_three (fixture);
  consent_test_wait_until (g_hash_table_size (fixture->server->levels) == 1);
  consent_page_leave (fixture->page);
  consent_test_settle ();
  g_assert_false (consent_page_get_busy (fixture->page));
  g_assert_cmpuint (fake_verification_count_alive (), ==, 0);
  g_assert_true (consent_page_is_relevant (fixture->page));
  assert_log (fixture, "POST email\n");
}

/* Another organization has nothing to do with any of it. */
static void
test_other_tenant (Fixture       *fixture,
                   gconstpointer  data)
{
  ConsentSetup *setup = page_fixture_get_setup (fixture->page_fixture);
  g_autoptr (ConsentTenant) other = consent_tenant_new_unchecked (FABRIKAM_ID, "fabrikam.com");

  add_three (fixture);
  reread (fixture, "setting-low-standard");
  assert_log (fixture, "POST email\nPOST offline_access\nPOST User.Read\nPOST Mail.Send\n");
  consent_setup_set_tenant (setup, other);
  consent_test_settle ();
  g_assert_false (shows (fixture, "undo_group"));
  g_assert_false (shows (fixture, "result_box"));
  g_assert_null (find_row (fixture, "Mail.Send"));
  assert_row (fixture, "openid", "Whether it is low is not known yet", TRUE);
  g_assert_false (consent_page_is_relevant (fixture->page));
  g_assert_cmpuint (fake_verification_count_alive (), ==, 0);
}

/* Where the vendor says what is needed, the list has it, and nobody is told that there is none. */
static void
test_published (void)
{
  g_autoptr (ConsentService) service =
    example_service_new ("ClientId=" CLIENT "\nPermissions=Mail.Send;\n");
  g_autoptr (ConsentSetup) setup = consent_setup_new (service, CONSENT_MICROSOFT_AUTHORITY);
  g_autoptr (ConsentClassifier) classifier = consent_classifier_new ();
  g_autoptr (GtkWidget) view = g_object_ref_sink (g_object_new (CONSENT_TYPE_NEEDS_VIEW, NULL));

  consent_needs_view_follow (CONSENT_NEEDS_VIEW (view), setup, classifier);
  g_assert_nonnull (consent_test_find (view, GTK_TYPE_LABEL, "Named by the maker of the app"));
  g_assert_nonnull (consent_test_find (view, GTK_TYPE_LABEL,
                                       "What every sign-in needs, and what Example is known to need."));
}

int
main (int   argc,
      char *argv[])
{
  consent_test_init (&argc, &argv);

#define ADD(path, data, func) g_test_add ("/permissions-page/" path, Fixture, data, set_up, func, tear_down)
  ADD ("list", "setting-low", test_list);
  ADD ("paste", "setting-low", test_paste);
  ADD ("add-and-undo", "setting-low", test_add_and_undo);
  ADD ("refused", "setting-low", test_refused);
  ADD ("not-checked", NULL, test_not_checked);
  ADD ("useless", "setting-low", test_useless);
  ADD ("sign-in-fails", "setting-low", test_sign_in_fails);
  ADD ("cancel", "setting-low", test_cancel);
  ADD ("scrolls-to-top", "setting-low", test_scrolls_to_top);
  ADD ("left", "setting-low", test_left);
  ADD ("expired", "setting-low", test_expired);
  ADD ("left-at-work", "setting-low", test_left_at_work);
  ADD ("other-tenant", "setting-low", test_other_tenant);
  g_test_add_func ("/permissions-page/published", test_published);

  return g_test_run ();
}
