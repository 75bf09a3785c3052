/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-error.h"
#include "fake-verification.h"
#include "judge-case.h"
#include "page-fixture.h"

#include "pages/check/consent-check-page.h"

#define OWN_ID "99998888-7777-6666-5555-444433332222"
#define SIGN_IN_PAGE "https://login.microsoftonline.com/" CONTOSO_ID "/oauth2/v2.0/authorize?state=x&y=<&>"

static ConsentPage *
show (PageFixture *fixture)
{
  page_fixture_fill_setup (fixture);

  return page_fixture_show (fixture, consent_check_page_get_type);
}

static ConsentPage *
show_with_choice (PageFixture *fixture)
{
  ConsentPage *page = show (fixture);

  page_fixture_choose (fixture, "microsoft_button");

  return page;
}

static void
press_suggested (ConsentPage *page)
{
  g_assert_true (consent_page_get_complete (page));
  g_assert_false (consent_page_get_busy (page));
  g_assert_true (consent_page_activate (page));
}

/* Word by word, and not again where another check came to the same. */
static void
assert_says_once (PageFixture        *fixture,
                  const char         *id,
                  const ConsentCheck *check)
{
  g_autofree char *text = page_fixture_get_text (fixture, id);
  g_autofree char *block = g_strdup_printf ("%s\n%s\n%s%s", consent_status_get_word (check->status), check->finding,
                                            check->remedy, *check->remedy != '\0' ? "\n" : "");
  const char *first = strstr (text, block);

  g_assert_nonnull (first);
  g_assert_null (strstr (first + 1, block));
}

static void
assert_remembered (PageFixture *fixture,
                   const char  *key,
                   const char  *value)
{
  g_autofree char *remembered = g_settings_get_string (page_fixture_get_settings (fixture), key);

  g_assert_cmpstr (remembered, ==, value);
}

static GtkWidget *
get_focus (ConsentPage *page)
{
  return gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (page)));
}

static void
sign_in (ConsentPage *page)
{
  press_suggested (page);
  fake_verification_succeed_sign_in (fake_verification_get ());
  consent_test_wait_until (fake_verification_get_asked (fake_verification_get ()) == FAKE_ASKED_READ);
}

static void
answer (PageFixture *fixture,
        ConsentPage *page,
        const char  *name)
{
  g_autoptr (ConsentReport) report = judge_case_new_report (name);

  fake_verification_succeed_read (fake_verification_get (), report);
  consent_test_wait_until (!consent_page_get_busy (page));
  g_assert_true (consent_setup_get_report (page_fixture_get_setup (fixture)) == report);
}

static void
fail (ConsentPage *page,
      ConsentError code)
{
  fake_verification_fail (fake_verification_get (), code, "AADSTS65004: no <b> [x]");
  consent_test_wait_until (!consent_page_get_busy (page));
}

static void
assert_idle (PageFixture *fixture,
             ConsentPage *page)
{
  g_assert_false (consent_page_get_busy (page));
  g_assert_cmpstr (consent_page_get_action_label (page), ==, "_Sign In");
  g_assert_true (page_fixture_shows (fixture, "intro_box"));
  g_assert_true (page_fixture_shows (fixture, "chooser"));
  g_assert_true (page_fixture_shows (fixture, "skip_button"));
  g_assert_false (page_fixture_shows (fixture, "progress"));
  g_assert_false (page_fixture_shows (fixture, "cancel_button"));
  g_assert_false (page_fixture_shows (fixture, "report_view"));
  g_assert_false (page_fixture_shows (fixture, "failed_box"));
  page_fixture_assert_named (fixture);
}

static void
test_idle (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show (fixture);

  assert_idle (fixture, page);

  /* What will be read, and that nothing comes of it. */
  g_assert_true (page_fixture_says (fixture, "intro_box", "nothing is changed, and nothing is kept"));
  g_assert_true (page_fixture_says (fixture, "intro_box", "the entry of TrackerRMS"));
  g_assert_true (page_fixture_says (fixture, "intro_box", "permission classifications"));
  g_assert_true (page_fixture_says (fixture, "intro_box", "approval workflow"));
  g_assert_true (page_fixture_says (fixture, "microsoft_row", "“Microsoft Graph Command Line Tools”"));

  /* Nothing is chosen for anyone, and skipping is no harder than signing in. */
  g_assert_false (gtk_check_button_get_active (page_fixture_get (fixture, "microsoft_button")));
  g_assert_false (gtk_check_button_get_active (page_fixture_get (fixture, "own_button")));
  g_assert_false (consent_page_get_complete (page));
  page_fixture_press (fixture, "skip_button");
  g_assert_cmpuint (page_fixture_count_action (fixture, "skip"), ==, 1);
  g_assert_null (fake_verification_get ());
}

static void
test_choice_is_remembered (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show (fixture);
  g_autoptr (ConsentPage) second = NULL;

  page_fixture_choose (fixture, "microsoft_button");
  g_assert_true (consent_page_get_complete (page));
  g_assert_false (page_fixture_shows (fixture, "own_box"));
  assert_remembered (fixture, "client-choice", "microsoft");

  second = g_object_ref_sink (g_object_new (CONSENT_TYPE_CHECK_PAGE,
                                            "context", page_fixture_get_context (fixture), NULL));
  g_assert_true (consent_page_get_complete (second));

  page_fixture_choose (fixture, "own_button");
  g_assert_false (consent_page_get_complete (page));
  assert_remembered (fixture, "client-choice", "own");
}

static void
test_practice_remembers_nothing (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (TRUE);
  ConsentPage *page = show_with_choice (fixture);

  assert_remembered (fixture, "client-choice", "");

  /* The registration of a practice organization is there already. */
  page_fixture_choose (fixture, "own_button");
  g_assert_true (consent_page_get_complete (page));
  assert_remembered (fixture, "client-choice", "");
  assert_remembered (fixture, "client-id", "");
}

static void
test_own_client_id (void)
{
  static const struct
  {
    const char *text;
    /* What is wrong with it, or %NULL */
    const char *words;
  } rows[] = {
    { "", NULL },
    { "contoso.com", "no client ID" },
    { "99998888-7777-6666-5555-44443333222", "no client ID" },
    { "00000000-0000-0000-0000-000000000000", "no client ID" },
    { CONTOSO_ID, "This is the Tenant ID" },
    { "5353A3D2-8CA9-42D2-B567-EA399CCB5E38", "the client ID of TrackerRMS" },
    { OWN_ID "\xf0\x9f\x92\xa9", "no client ID" },
  };
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show (fixture);
  GtkWidget *entry;

  page_fixture_choose (fixture, "own_button");
  g_assert_true (page_fixture_shows (fixture, "own_box"));
  page_fixture_assert_named (fixture);
  entry = page_fixture_get (fixture, "entry");
  gtk_widget_grab_focus (entry);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (entry), rows[i].text);
      g_assert_false (page_fixture_shows (fixture, "remark_box"));
      g_assert_false (consent_page_get_complete (page));

      g_signal_emit_by_name (gtk_widget_get_first_child (entry), "activate");
      g_assert_cmpint (page_fixture_shows (fixture, "remark_box"), ==, rows[i].words != NULL);
      if (rows[i].words != NULL)
        {
          g_assert_true (page_fixture_says (fixture, "remark_box", rows[i].words));
          gtk_test_accessible_assert_state (entry, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
        }
      g_assert_false (consent_page_get_complete (page));
    }
  assert_remembered (fixture, "client-id", "");
  g_assert_cmpuint (page_fixture_count_action (fixture, "next"), ==, 0);

  /* Said of its own accord as well, once nothing more is typed. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "contoso.com");
  g_assert_false (page_fixture_shows (fixture, "remark_box"));
  consent_test_wait_until (page_fixture_shows (fixture, "remark_box"));

  gtk_editable_set_text (GTK_EDITABLE (entry), "  {99998888-7777-6666-5555-44443333222" "2}  ");
  g_assert_false (page_fixture_shows (fixture, "remark_box"));
  g_assert_true (consent_page_get_complete (page));
  assert_remembered (fixture, "client-id", OWN_ID);
  g_signal_emit_by_name (gtk_widget_get_first_child (entry), "activate");
  g_assert_cmpuint (page_fixture_count_action (fixture, "next"), ==, 1);

  press_suggested (page);
  g_assert_cmpstr (fake_verification_get_client_id (fake_verification_get ()), ==, OWN_ID);
}

static void
test_how_to_register (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);

  show (fixture);
  page_fixture_choose (fixture, "own_button");
  adw_expander_row_set_expanded (page_fixture_get (fixture, "guide_row"), TRUE);
  g_assert_true (page_fixture_says (fixture, "guide_row", "Directory.Read.All and Policy.Read.All"));
  g_assert_true (page_fixture_says (fixture, "guide_row", "http://localhost"));
  page_fixture_assert_named (fixture);

  consent_test_wait_until (page_fixture_shows (fixture, "registrations_row"));
  page_fixture_press (fixture, "registrations_row");
  g_assert_nonnull (strstr (page_fixture_get_target (fixture, "open-uri"), "https://entra.microsoft.com/"));
}

static void
test_browser (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show_with_choice (fixture);
  ConsentVerification *verification;

  press_suggested (page);
  verification = fake_verification_get ();
  g_assert_cmpint (fake_verification_get_asked (verification), ==, FAKE_ASKED_SIGN_IN);
  g_assert_cmpstr (fake_verification_get_tenant_id (verification), ==, CONTOSO_ID);
  g_assert_cmpstr (fake_verification_get_region_id (verification), ==, "uk");
  g_assert_cmpstr (fake_verification_get_client_id (verification), ==, CONSENT_GRAPH_TOOLS_CLIENT_ID);
  g_assert_cmpstr (fake_verification_get_login_hint (verification), ==, NULL);
  g_assert_false (fake_verification_get_device_code (verification));

  g_assert_true (consent_page_get_busy (page));
  gtk_test_accessible_assert_state (page, GTK_ACCESSIBLE_STATE_BUSY, TRUE);
  g_assert_true (page_fixture_shows (fixture, "progress"));
  g_assert_true (page_fixture_shows (fixture, "cancel_button"));
  g_assert_false (page_fixture_shows (fixture, "chooser"));
  g_assert_false (page_fixture_shows (fixture, "skip_button"));
  g_assert_true (gtk_widget_is_ancestor (get_focus (page), page_fixture_get (fixture, "progress")));
  g_assert_true (page_fixture_says (fixture, "status", "Signing in"));
  g_assert_true (page_fixture_says (fixture, "stages_group", "Under way"));
  g_assert_true (page_fixture_says (fixture, "stages_group", "Still to come"));
  g_assert_false (page_fixture_says (fixture, "stages_group", "not visible yet"));

  g_signal_emit_by_name (verification, "open-uri", SIGN_IN_PAGE);
  g_assert_cmpstr (page_fixture_get_target (fixture, "open-uri"), ==, SIGN_IN_PAGE);
  page_fixture_press (fixture, "open_row");
  g_assert_cmpuint (page_fixture_count_action (fixture, "open-uri"), ==, 2);
  page_fixture_press (fixture, "copy_link_row");
  g_assert_cmpstr (page_fixture_get_target (fixture, "copy"), ==, SIGN_IN_PAGE);
  page_fixture_assert_named (fixture);

  fake_verification_succeed_sign_in (verification);
  consent_test_wait_until (fake_verification_get_asked (verification) == FAKE_ASKED_READ);
  g_assert_true (fake_verification_get () == verification);
  g_assert_true (page_fixture_says (fixture, "status", "Reading"));
  g_assert_true (page_fixture_says (fixture, "stages_group", "Done"));
  g_assert_false (page_fixture_shows (fixture, "browser_group"));
  g_assert_false (fake_verification_get_just_accepted (verification));

  answer (fixture, page, "approved");
  g_assert_false (page_fixture_shows (fixture, "progress"));
  g_assert_false (page_fixture_shows (fixture, "heading"));
  g_assert_true (page_fixture_shows (fixture, "report_view"));
  g_assert_false (page_fixture_shows (fixture, "earlier_label"));
  g_assert_true (page_fixture_shows (fixture, "again_group"));
  g_assert_true (page_fixture_shows (fixture, "report_actions"));
  g_assert_true (get_focus (page) == page_fixture_get (fixture, "verdict_box"));
  g_assert_cmpstr (consent_page_get_action_label (page), ==, "_Next");
  g_assert_true (consent_page_get_complete (page));
  g_assert_false (consent_page_activate (page));
  page_fixture_assert_named (fixture);
}

static void
test_just_accepted (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show_with_choice (fixture);
  ConsentVerification *verification;

  consent_setup_set_answer (page_fixture_get_setup (fixture), CONSENT_ANSWER_ACCEPTED);
  sign_in (page);
  verification = fake_verification_get ();
  g_assert_true (fake_verification_get_just_accepted (verification));

  fake_verification_set_stage (verification, CONSENT_STAGE_NOT_VISIBLE_YET);
  g_assert_true (page_fixture_says (fixture, "status", "not visible yet, asking again"));
  g_assert_true (page_fixture_says (fixture, "stages_group", "not visible yet, asking again"));
  /* Asking again is not going back. */
  fake_verification_set_stage (verification, CONSENT_STAGE_READING);
  g_assert_true (page_fixture_says (fixture, "status", "not visible yet, asking again"));

  answer (fixture, page, "just-accepted-absent");
  g_assert_true (page_fixture_says (fixture, "verdict_box", "not visible yet"));
  g_assert_true (page_fixture_shows (fixture, "check_again_row"));
}

static void
test_waiting (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show_with_choice (fixture);

  sign_in (page);
  g_assert_false (page_fixture_shows (fixture, "waiting"));
  g_signal_emit_by_name (fake_verification_get (), "waiting", 12);
  g_assert_true (page_fixture_says (fixture, "waiting", "Microsoft asks us to wait 12 seconds."));
  g_signal_emit_by_name (fake_verification_get (), "waiting", 1);
  g_assert_true (page_fixture_says (fixture, "waiting", "Microsoft asks us to wait 1 second."));
  g_signal_emit_by_name (fake_verification_get (), "waiting", 0);
  g_assert_false (page_fixture_shows (fixture, "waiting"));

  /* The next attempt does not begin with the wait of the last one. */
  g_signal_emit_by_name (fake_verification_get (), "waiting", 12);
  fail (page, CONSENT_ERROR_BUSY);
  press_suggested (page);
  g_assert_false (page_fixture_shows (fixture, "waiting"));
}

static void
test_code (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show_with_choice (fixture);
  ConsentVerification *verification;
  GtkLabel *code;

  press_suggested (page);
  g_signal_emit_by_name (fake_verification_get (), "open-uri", SIGN_IN_PAGE);
  page_fixture_press (fixture, "browser_code_row");
  verification = fake_verification_get ();
  g_assert_true (fake_verification_get_device_code (verification));
  g_assert_true (consent_page_get_busy (page));
  g_assert_false (page_fixture_shows (fixture, "browser_group"));
  g_assert_false (page_fixture_shows (fixture, "code_group"));

  g_signal_emit_by_name (verification, "device-code", "ABCD12345", "https://microsoft.com/devicelogin");
  g_assert_true (page_fixture_shows (fixture, "code_group"));
  code = page_fixture_get (fixture, "code");
  g_assert_cmpstr (gtk_label_get_text (code), ==, "ABCD12345");
  g_assert_true (gtk_label_get_selectable (code));
  g_assert_true (page_fixture_says (fixture, "open_code_row", "https://microsoft.com/devicelogin"));
  page_fixture_press (fixture, "copy_code_row");
  g_assert_cmpstr (page_fixture_get_target (fixture, "copy"), ==, "ABCD12345");
  page_fixture_press (fixture, "open_code_row");
  g_assert_cmpstr (page_fixture_get_target (fixture, "open-uri"), ==, "https://microsoft.com/devicelogin");
  page_fixture_assert_named (fixture);

  fake_verification_succeed_sign_in (verification);
  consent_test_wait_until (fake_verification_get_asked (verification) == FAKE_ASKED_READ);
  g_assert_false (page_fixture_shows (fixture, "code_group"));
  answer (fixture, page, "approved");
  g_assert_cmpuint (fake_verification_count_alive (), ==, 1);
}

static void
test_cancel (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show_with_choice (fixture);

  press_suggested (page);
  page_fixture_press (fixture, "cancel_button");
  g_assert_cmpuint (page_fixture_count_action (fixture, "cancel"), ==, 1);
  consent_page_cancel (page);
  assert_idle (fixture, page);
  g_assert_true (consent_page_get_complete (page));
  g_assert_true (get_focus (page) == GTK_WIDGET (page));
  consent_test_settle ();
  assert_idle (fixture, page);

  sign_in (page);
  consent_page_cancel (page);
  consent_test_settle ();
  assert_idle (fixture, page);

  /* The sign-in still holds. A result that there is already is not lost. */
  press_suggested (page);
  answer (fixture, page, "approved");
  page_fixture_press (fixture, "check_again_row");
  g_assert_false (page_fixture_shows (fixture, "report_view"));
  consent_page_cancel (page);
  consent_test_settle ();
  g_assert_true (page_fixture_shows (fixture, "report_view"));
  g_assert_cmpstr (consent_page_get_action_label (page), ==, "_Next");
}

/* What the page has in its hands is gone when it is left; what was found stays. */
static void
test_left (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show_with_choice (fixture);

  press_suggested (page);
  consent_page_leave (page);
  consent_test_settle ();
  g_assert_cmpuint (fake_verification_count_alive (), ==, 0);
  consent_page_enter (page);
  assert_idle (fixture, page);

  sign_in (page);
  answer (fixture, page, "approved");
  g_assert_cmpuint (fake_verification_count_tokens (), ==, 1);
  consent_page_leave (page);
  g_assert_cmpuint (fake_verification_count_alive (), ==, 0);

  consent_page_enter (page);
  g_assert_true (page_fixture_shows (fixture, "report_view"));
  page_fixture_press (fixture, "check_again_row");
  g_assert_cmpint (fake_verification_get_asked (fake_verification_get ()), ==, FAKE_ASKED_SIGN_IN);
  /* Who was there last is suggested. */
  g_assert_cmpstr (fake_verification_get_login_hint (fake_verification_get ()), ==, "ann@contoso.com");
}

static void
test_login_hint (void)
{
  static const struct
  {
    const char *input;
    const char *hint;
  } rows[] = {
    { "someone@contoso.com", "someone@contoso.com" },
    { "contoso.com", NULL },
    { "mail someone@contoso.com", NULL },
    { "https://login.example/?login_hint=a@contoso.com", NULL },
    { "<a@contoso.com>", NULL },
    { "@contoso.com", NULL },
  };
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show_with_choice (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (ConsentTenant) tenant = consent_tenant_new_unchecked (CONTOSO_ID, rows[i].input);

      consent_setup_set_tenant (page_fixture_get_setup (fixture), tenant);
      press_suggested (page);
      g_assert_cmpstr (fake_verification_get_login_hint (fake_verification_get ()), ==, rows[i].hint);
      consent_page_cancel (page);
    }
}

static void
test_failure (void)
{
  static const struct
  {
    ConsentError code;
    gboolean signs_in;
    const char *title;
  } rows[] = {
    { CONSENT_ERROR_SIGN_IN_DECLINED, TRUE, "The sign-in was canceled" },
    { CONSENT_ERROR_SIGN_IN_FAILED, TRUE, "Microsoft refused the sign-in" },
    { CONSENT_ERROR_SIGN_IN_REPLY, TRUE, "The answer to the sign-in does not fit" },
    { CONSENT_ERROR_SIGN_IN_TIMED_OUT, TRUE, "The sign-in took too long" },
    { CONSENT_ERROR_UNREACHABLE, TRUE, "Microsoft could not be reached" },
    { CONSENT_ERROR_UNREACHABLE, FALSE, "Microsoft could not be reached" },
    { CONSENT_ERROR_BUSY, FALSE, "Microsoft is too busy just now" },
    { CONSENT_ERROR_UNAUTHORIZED, FALSE, "The sign-in is no longer valid" },
  };
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show_with_choice (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (rows[i].signs_in)
        press_suggested (page);
      else
        sign_in (page);
      fail (page, rows[i].code);

      g_assert_true (page_fixture_shows (fixture, "failed_box"));
      g_assert_true (page_fixture_says (fixture, "message_card", rows[i].title));
      gtk_expander_set_expanded (page_fixture_get (fixture, "details_expander"), TRUE);
      g_assert_true (page_fixture_says (fixture, "message_card", "AADSTS65004: no <b> [x]"));
      g_assert_true (get_focus (page) == page_fixture_get (fixture, "failed_box"));
      g_assert_cmpstr (consent_page_get_action_label (page), ==, "_Try Again");
      g_assert_true (page_fixture_shows (fixture, "chooser"));
      g_assert_true (page_fixture_shows (fixture, "skip_button"));
      g_assert_cmpint (page_fixture_shows (fixture, "use_code_row"), ==,
                       rows[i].signs_in || rows[i].code == CONSENT_ERROR_UNAUTHORIZED);
      g_assert_false (page_fixture_shows (fixture, "report_view"));
      page_fixture_assert_named (fixture);

      /* A token that works is used again. */
      press_suggested (page);
      g_assert_cmpint (fake_verification_get_asked (fake_verification_get ()), ==,
                       rows[i].signs_in || rows[i].code == CONSENT_ERROR_UNAUTHORIZED ? FAKE_ASKED_SIGN_IN
                                                                                      : FAKE_ASKED_READ);
      consent_page_cancel (page);
      consent_page_leave (page);
      consent_page_enter (page);
    }
}

static void
test_code_after_failure (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show_with_choice (fixture);

  press_suggested (page);
  fail (page, CONSENT_ERROR_SIGN_IN_TIMED_OUT);
  page_fixture_press (fixture, "use_code_row");
  g_assert_true (fake_verification_get_device_code (fake_verification_get ()));
  fail (page, CONSENT_ERROR_SIGN_IN_FAILED);
  g_assert_false (page_fixture_shows (fixture, "use_code_row"));

  /* Trying again is trying the same; another app registration begins with the browser. */
  press_suggested (page);
  g_assert_true (fake_verification_get_device_code (fake_verification_get ()));
  fail (page, CONSENT_ERROR_SIGN_IN_FAILED);
  page_fixture_choose (fixture, "own_button");
  g_assert_false (consent_page_get_complete (page));
  gtk_editable_set_text (page_fixture_get (fixture, "entry"), OWN_ID);
  press_suggested (page);
  g_assert_false (fake_verification_get_device_code (fake_verification_get ()));
}

static void
test_failure_keeps_result (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show_with_choice (fixture);

  sign_in (page);
  answer (fixture, page, "approved");
  page_fixture_press (fixture, "check_again_row");
  fail (page, CONSENT_ERROR_UNREACHABLE);

  g_assert_nonnull (consent_setup_get_report (page_fixture_get_setup (fixture)));
  g_assert_true (page_fixture_shows (fixture, "failed_box"));
  g_assert_true (page_fixture_shows (fixture, "report_view"));
  g_assert_true (page_fixture_shows (fixture, "earlier_label"));
  g_assert_true (page_fixture_shows (fixture, "report_actions"));
  g_assert_true (page_fixture_shows (fixture, "skip_button"));

  press_suggested (page);
  answer (fixture, page, "fresh");
  g_assert_false (page_fixture_shows (fixture, "earlier_label"));
  g_assert_true (page_fixture_says (fixture, "verdict_title", "Not approved for everyone yet"));
}

static void
test_check_again (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show_with_choice (fixture);
  ConsentVerification *verification;

  sign_in (page);
  answer (fixture, page, "fresh");
  verification = fake_verification_get ();

  page_fixture_press (fixture, "check_again_row");
  g_assert_true (fake_verification_get () == verification);
  g_assert_cmpint (fake_verification_get_asked (verification), ==, FAKE_ASKED_READ);
  g_assert_false (page_fixture_says (fixture, "stages_group", "Signing in"));
  answer (fixture, page, "approved");
  g_assert_true (page_fixture_says (fixture, "verdict_title", "Everyone can connect"));

  /* The sign-in has run out since: a new one, for the same person. */
  page_fixture_press (fixture, "check_again_row");
  fake_verification_fail (verification, CONSENT_ERROR_UNAUTHORIZED, "expired");
  consent_test_wait_until (fake_verification_get_asked (fake_verification_get ()) == FAKE_ASKED_SIGN_IN);
  g_assert_true (consent_page_get_busy (page));
  g_assert_cmpstr (fake_verification_get_login_hint (fake_verification_get ()), ==, "ann@contoso.com");
  g_assert_true (page_fixture_says (fixture, "stages_group", "Signing in"));
  fake_verification_succeed_sign_in (fake_verification_get ());
  consent_test_wait_until (fake_verification_get_asked (fake_verification_get ()) == FAKE_ASKED_READ);

  /* But only once: it would go on for ever. */
  fail (page, CONSENT_ERROR_UNAUTHORIZED);
  g_assert_true (page_fixture_shows (fixture, "failed_box"));
}

static void
test_other_account (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show_with_choice (fixture);

  sign_in (page);
  answer (fixture, page, "approved");
  page_fixture_press (fixture, "other_account_row");
  g_assert_cmpuint (fake_verification_count_tokens (), ==, 0);
  g_assert_cmpstr (fake_verification_get_login_hint (fake_verification_get ()), ==, NULL);
  g_assert_false (fake_verification_get_device_code (fake_verification_get ()));
}

/* Somebody who is in another organization, or in none, is not the one to suggest. */
static void
test_other_organization (void)
{
  static const char * const names[] = { "organization-mismatch", "organization-other", "organization-personal" };
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  g_autoptr (ConsentTenant) tenant = consent_tenant_new_unchecked (CONTOSO_ID, "someone@contoso.com");
  ConsentPage *page = show_with_choice (fixture);

  consent_setup_set_tenant (page_fixture_get_setup (fixture), tenant);
  press_suggested (page);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      fake_verification_succeed_sign_in (fake_verification_get ());
      consent_test_wait_until (fake_verification_get_asked (fake_verification_get ()) == FAKE_ASKED_READ);
      answer (fixture, page, names[i]);
      consent_page_leave (page);
      page_fixture_press (fixture, "check_again_row");
      g_assert_cmpint (fake_verification_get_asked (fake_verification_get ()), ==, FAKE_ASKED_SIGN_IN);
      g_assert_cmpstr (fake_verification_get_login_hint (fake_verification_get ()), ==, NULL);
    }
}

static void
test_verdicts (void)
{
  static const struct
  {
    const char *name;
    const char *title;
    const char *icon_name;
    const char *words[3];
  } rows[] = {
    { "approved", "Everyone can connect", "object-select-symbolic", { "Fine", "Note" } },
    { "assignment-required", "People can connect, but look at the remarks", "dialog-warning-symbolic",
      { "Fine", "Attention" } },
    { "fresh", "Not approved for everyone yet", "dialog-error-symbolic", { "Problem", "Note" } },
    { "app-disabled", "The app is switched off", "dialog-error-symbolic", { "Problem" } },
    { "nothing-read", "It is not known whether people can connect", "dialog-question-symbolic", { "Not known" } },
  };
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show_with_choice (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ConsentReport *report;

      if (i == 0)
        sign_in (page);
      else
        page_fixture_press (fixture, "check_again_row");
      answer (fixture, page, rows[i].name);
      report = consent_setup_get_report (page_fixture_get_setup (fixture));

      g_assert_true (page_fixture_says (fixture, "verdict_title", rows[i].title));
      g_assert_cmpstr (gtk_image_get_icon_name (page_fixture_get (fixture, "verdict_icon")), ==, rows[i].icon_name);
      for (guint j = 0; j < G_N_ELEMENTS (rows[i].words) && rows[i].words[j] != NULL; j++)
        g_assert_true (page_fixture_says (fixture, "checks_group", rows[i].words[j]));

      for (guint j = 0; j < report->checks->len; j++)
        {
          const ConsentCheck *check = g_ptr_array_index (report->checks, j);

          assert_says_once (fixture, "checks_group", check);
        }
      page_fixture_assert_named (fixture);
    }
}

static void
test_granted (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show_with_choice (fixture);
  ConsentReport *report;

  sign_in (page);
  answer (fixture, page, "approved");
  report = consent_setup_get_report (page_fixture_get_setup (fixture));
  g_assert_cmpuint (report->granted->len, >, 0);
  g_assert_true (page_fixture_shows (fixture, "granted_row"));
  adw_expander_row_set_expanded (page_fixture_get (fixture, "granted_row"), TRUE);

  for (guint i = 0; i < report->granted->len; i++)
    {
      const ConsentGranted *granted = g_ptr_array_index (report->granted, i);

      g_assert_true (page_fixture_says (fixture, "granted_row", granted->api));
      g_assert_true (page_fixture_says (fixture, "granted_row", consent_granted_get_audience (granted)));
      for (guint j = 0; j < granted->permissions->len; j++)
        {
          const ConsentGrantedPermission *permission = g_ptr_array_index (granted->permissions, j);

          g_assert_true (page_fixture_says (fixture, "granted_row", permission->name));
          g_assert_true (page_fixture_says (fixture, "granted_row", permission->label));
        }
    }

  page_fixture_press (fixture, "check_again_row");
  answer (fixture, page, "fresh");
  g_assert_false (page_fixture_shows (fixture, "granted_row"));
}

/* Names from outside are shown as they are: never taken for markup, which would be a warning. */
static void
test_hostile_names (void)
{
  static const char * const names[] = { "hostile-names", "hostile-types", "odd-scope", "unknown-api" };
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show_with_choice (fixture);

  sign_in (page);
  answer (fixture, page, "approved");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      page_fixture_press (fixture, "check_again_row");
      answer (fixture, page, names[i]);
      page_fixture_assert_named (fixture);
    }
}

static void
test_change_starts_over (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show_with_choice (fixture);
  ConsentSetup *setup = page_fixture_get_setup (fixture);
  g_autoptr (ConsentTenant) fabrikam = consent_tenant_new_unchecked (FABRIKAM_ID, "fabrikam.com");

  sign_in (page);
  answer (fixture, page, "approved");
  consent_setup_set_region_id (setup, "us");
  assert_idle (fixture, page);
  g_assert_cmpuint (fake_verification_count_alive (), ==, 0);

  /* A failure was about the old organization, too. */
  press_suggested (page);
  fail (page, CONSENT_ERROR_SIGN_IN_FAILED);
  consent_setup_set_tenant (setup, fabrikam);
  assert_idle (fixture, page);

  press_suggested (page);
  g_assert_cmpstr (fake_verification_get_tenant_id (fake_verification_get ()), ==, FABRIKAM_ID);
  g_assert_cmpstr (fake_verification_get_region_id (fake_verification_get ()), ==, "us");
  consent_setup_set_tenant (setup, NULL);
  consent_test_settle ();
  assert_idle (fixture, page);
  g_assert_false (consent_page_get_complete (page));
}

/* What is under way with one registration is of no use for another. */
static void
test_other_client_while_running (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show_with_choice (fixture);

  sign_in (page);
  page_fixture_choose (fixture, "own_button");
  consent_test_settle ();
  assert_idle (fixture, page);
  g_assert_cmpuint (fake_verification_count_alive (), ==, 0);
}

/* A result begins with its verdict, however far down the page was before. */
static void
test_scrolls_to_top (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show_with_choice (fixture);
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (page), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  sign_in (page);
  answer (fixture, page, "approved");
  consent_test_wait_until (gtk_adjustment_get_upper (adjustment) > 2 * gtk_adjustment_get_page_size (adjustment));
  gtk_widget_grab_focus (page_fixture_get (fixture, "check_again_row"));
  consent_test_wait_until (gtk_adjustment_get_value (adjustment) > 0);

  page_fixture_press (fixture, "check_again_row");
  answer (fixture, page, "fresh");
  consent_test_settle ();
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);
}

/* The window goes while Microsoft is being asked. */
static void
test_closed_while_running (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show_with_choice (fixture);

  press_suggested (page);
  g_assert_cmpint (fake_verification_get_asked (fake_verification_get ()), ==, FAKE_ASKED_SIGN_IN);
}

int
main (int   argc,
      char *argv[])
{
  consent_test_init (&argc, &argv);

  g_test_add_func ("/check-page/idle", test_idle);
  g_test_add_func ("/check-page/choice-is-remembered", test_choice_is_remembered);
  g_test_add_func ("/check-page/practice-remembers-nothing", test_practice_remembers_nothing);
  g_test_add_func ("/check-page/own-client-id", test_own_client_id);
  g_test_add_func ("/check-page/how-to-register", test_how_to_register);
  g_test_add_func ("/check-page/browser", test_browser);
  g_test_add_func ("/check-page/just-accepted", test_just_accepted);
  g_test_add_func ("/check-page/waiting", test_waiting);
  g_test_add_func ("/check-page/code", test_code);
  g_test_add_func ("/check-page/cancel", test_cancel);
  g_test_add_func ("/check-page/left", test_left);
  g_test_add_func ("/check-page/login-hint", test_login_hint);
  g_test_add_func ("/check-page/other-organization", test_other_organization);
  g_test_add_func ("/check-page/other-client-while-running", test_other_client_while_running);
  g_test_add_func ("/check-page/failure", test_failure);
  g_test_add_func ("/check-page/code-after-failure", test_code_after_failure);
  g_test_add_func ("/check-page/failure-keeps-result", test_failure_keeps_result);
  g_test_add_func ("/check-page/check-again", test_check_again);
  g_test_add_func ("/check-page/other-account", test_other_account);
  g_test_add_func ("/check-page/verdicts", test_verdicts);
  g_test_add_func ("/check-page/granted", test_granted);
  g_test_add_func ("/check-page/hostile-names", test_hostile_names);
  g_test_add_func ("/check-page/change-starts-over", test_change_starts_over);
  g_test_add_func ("/check-page/scrolls-to-top", test_scrolls_to_top);
  g_test_add_func ("/check-page/closed-while-running", test_closed_while_running);

  return g_test_run ();
}
