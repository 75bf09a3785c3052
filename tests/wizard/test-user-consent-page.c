/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "judge-case.h"
#include "page-fixture.h"

#include "consent-user-consent.h"
#include "pages/user-consent/consent-user-consent-page.h"
#include "widgets/consent-drawing.h"

static ConsentPage *
show (PageFixture   *fixture,
      const char    *name,
      ConsentAnswer  answer)
{
  ConsentSetup *setup = page_fixture_get_setup (fixture);
  g_autoptr (ConsentReport) report = name != NULL ? judge_case_new_report (name) : NULL;

  page_fixture_fill_setup (fixture);
  consent_setup_set_answer (setup, answer);
  consent_setup_set_report (setup, report);

  return page_fixture_show (fixture, consent_user_consent_page_get_type);
}

static GtkCheckButton *
get_option (ConsentPage        *page,
            ConsentUserConsent  setting)
{
  const char *option = consent_user_consent_get_option (setting);
  GtkWidget *row = consent_test_find (GTK_WIDGET (page), ADW_TYPE_ACTION_ROW, option);

  g_assert_nonnull (row);

  return GTK_CHECK_BUTTON (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row)));
}

/* Without a check the page asks, and goes on without an answer. */
static void
test_question (void)
{
  static const struct
  {
    ConsentUserConsent setting;
    const char *drawing;
    const char *words;
  } settings[] = {
    { CONSENT_USER_CONSENT_MANAGED, "setting-managed", "low impact changes nothing under this setting" },
    { CONSENT_USER_CONSENT_LOW, "setting-low", "every permission that it asks for is classified as low" },
    { CONSENT_USER_CONSENT_NONE, "setting-none", "cannot connect TrackerRMS until an administrator" },
    { CONSENT_USER_CONSENT_OPEN, "setting-open", "Each person can connect TrackerRMS" },
  };
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show (fixture, NULL, CONSENT_ANSWER_NONE);
  ConsentSetup *setup = page_fixture_get_setup (fixture);

  g_assert_true (consent_page_is_relevant (page));
  g_assert_true (consent_page_get_complete (page));
  g_assert_false (consent_page_activate (page));
  g_assert_true (page_fixture_shows (fixture, "question_box"));
  g_assert_false (page_fixture_shows (fixture, "verdict_card"));
  g_assert_false (page_fixture_shows (fixture, "setting_drawing"));
  g_assert_false (page_fixture_shows (fixture, "next_note"));
  g_assert_true (page_fixture_says (fixture, "lead", "Until TrackerRMS is approved"));
  page_fixture_assert_named (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      GtkCheckButton *button = get_option (page, settings[i].setting);

      g_assert_false (gtk_check_button_get_active (button));
      gtk_check_button_set_active (button, TRUE);
      g_assert_cmpint (consent_setup_get_user_consent (setup), ==, settings[i].setting);
      g_assert_true (gtk_check_button_get_active (button));
      g_assert_true (page_fixture_shows (fixture, "verdict_card"));
      g_assert_true (page_fixture_says (fixture, "verdict_card", settings[i].words));
      g_assert_true (page_fixture_shows (fixture, "setting_drawing"));
      g_assert_cmpstr (consent_drawing_get_drawing (page_fixture_get (fixture, "setting_drawing")), ==,
                       settings[i].drawing);
      g_assert_cmpint (page_fixture_shows (fixture, "next_note"), ==,
                       settings[i].setting == CONSENT_USER_CONSENT_LOW);
      g_assert_cmpint (page_fixture_shows (fixture, "mail_apps_row"), ==,
                       settings[i].setting == CONSENT_USER_CONSENT_MANAGED);
      g_assert_true (consent_page_get_complete (page));
      page_fixture_assert_named (fixture);
    }
}

/* What an answer means appears below the choices, where it would not be seen. */
static void
test_verdict_is_seen (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show (fixture, NULL, CONSENT_ANSWER_NONE);
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (page), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  consent_test_wait_until (gtk_adjustment_get_page_size (adjustment) > 0);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);
  gtk_check_button_set_active (get_option (page, CONSENT_USER_CONSENT_LOW), TRUE);
  consent_test_wait_until (gtk_adjustment_get_value (adjustment) > 0);
}

/* The box below the first choice changes nothing, and the page says so. */
static void
test_mail_apps (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show (fixture, NULL, CONSENT_ANSWER_NONE);

  gtk_check_button_set_active (get_option (page, CONSENT_USER_CONSENT_MANAGED), TRUE);
  g_assert_true (page_fixture_says (fixture, "mail_apps_row", "Enable user consent for popular Mail clients"));
  g_assert_false (page_fixture_shows (fixture, "mail_apps_note"));

  gtk_check_button_set_active (page_fixture_get (fixture, "mail_apps_button"), TRUE);
  g_assert_true (page_fixture_shows (fixture, "mail_apps_note"));
  g_assert_true (page_fixture_says (fixture, "mail_apps_note", "TrackerRMS is not one of these"));
  g_assert_cmpint (consent_setup_get_user_consent (page_fixture_get_setup (fixture)), ==,
                   CONSENT_USER_CONSENT_MANAGED);

  gtk_check_button_set_active (get_option (page, CONSENT_USER_CONSENT_NONE), TRUE);
  g_assert_false (page_fixture_shows (fixture, "mail_apps_note"));
}

/* Who says that they accepted reads first that there is nothing to do. */
static void
test_accepted (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show (fixture, NULL, CONSENT_ANSWER_ACCEPTED);

  g_assert_true (consent_page_is_relevant (page));
  g_assert_true (page_fixture_says (fixture, "lead", "there is nothing to do here"));
  gtk_check_button_set_active (get_option (page, CONSENT_USER_CONSENT_LOW), TRUE);
  g_assert_true (page_fixture_says (fixture, "verdict_card", "You said that you approved TrackerRMS"));
  g_assert_false (page_fixture_shows (fixture, "next_note"));
}

/* What the check read fills the page in, and where that does not matter, it is stepped over. */
static void
test_checked (void)
{
  static const struct
  {
    const char *name;
    gboolean relevant;
    gboolean asks;
    gboolean classifications;
    const char *words;
  } cases[] = {
    { "approved", FALSE },
    { "setting-low-approved", FALSE },
    { "app-disabled", FALSE },
    { "setting-refused", FALSE },
    { "fresh", TRUE, FALSE, FALSE, "low impact changes nothing" },
    { "setting-low", TRUE, FALSE, TRUE, "verified its publisher" },
    { "setting-none", TRUE, FALSE, FALSE, "until an administrator" },
    { "setting-custom", TRUE, FALSE, FALSE, "cannot be seen from here" },
    { "setting-mail-apps", TRUE, FALSE, FALSE, "not one of these programs" },
    { "single-users-unknown-setting", TRUE, TRUE, FALSE, "may or may not" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
      ConsentPage *page = show (fixture, cases[i].name, CONSENT_ANSWER_ACCEPTED);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (consent_page_is_relevant (page), ==, cases[i].relevant);
      if (!cases[i].relevant)
        continue;

      g_assert_true (consent_page_get_complete (page));
      g_assert_cmpint (page_fixture_shows (fixture, "question_box"), ==, cases[i].asks);
      g_assert_cmpint (page_fixture_shows (fixture, "classifications_group"), ==,
                       cases[i].classifications);
      g_assert_true (page_fixture_says (fixture, "verdict_card", cases[i].words));
      page_fixture_assert_named (fixture);
    }
}

/* What is found out while the page waits behind another is there when it is shown. */
static void
test_changes (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show (fixture, NULL, CONSENT_ANSWER_NONE);
  ConsentSetup *setup = page_fixture_get_setup (fixture);
  g_autoptr (ConsentTenant) other = consent_tenant_new_unchecked (FABRIKAM_ID, "fabrikam.com");
  g_autoptr (ConsentReport) low = judge_case_new_report ("setting-low");
  g_autoptr (ConsentReport) none = judge_case_new_report ("setting-none");

  gtk_check_button_set_active (get_option (page, CONSENT_USER_CONSENT_LOW), TRUE);
  consent_setup_set_report (setup, low);
  g_assert_false (page_fixture_shows (fixture, "question_box"));
  g_assert_true (page_fixture_says (fixture, "classifications_group", "email, offline_access"));
  consent_setup_set_report (setup, none);
  g_assert_false (page_fixture_shows (fixture, "classifications_group"));

  /* Another organization has another setting. */
  consent_setup_set_tenant (setup, other);
  g_assert_true (page_fixture_shows (fixture, "question_box"));
  g_assert_false (gtk_check_button_get_active (get_option (page, CONSENT_USER_CONSENT_LOW)));
  g_assert_false (page_fixture_shows (fixture, "verdict_card"));
}

int
main (int   argc,
      char *argv[])
{
  consent_test_init (&argc, &argv);

  g_test_add_func ("/user-consent-page/question", test_question);
  g_test_add_func ("/user-consent-page/verdict-is-seen", test_verdict_is_seen);
  g_test_add_func ("/user-consent-page/mail-apps", test_mail_apps);
  g_test_add_func ("/user-consent-page/accepted", test_accepted);
  g_test_add_func ("/user-consent-page/checked", test_checked);
  g_test_add_func ("/user-consent-page/changes", test_changes);

  return g_test_run ();
}
