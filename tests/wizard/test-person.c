/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fake-verification.h"
#include "judge-case.h"
#include "window-fixture.h"
#include "wizard-test.h"

#include "pages/approve/consent-approve-page.h"
#include "pages/done/consent-done-page.h"
#include "pages/hand-over/consent-hand-over-window.h"
#include "pages/organization/consent-organization-page.h"
#include "pages/region/consent-region-page.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

/* What people do that nobody told them to, in the whole window. */

/* Everything at once, and again. */
static void
test_during_check (WindowFixture *fixture,
                   gconstpointer  data)
{
  ConsentPage *page = window_fixture_start_check (fixture);

  window_fixture_activate (fixture, "win.back", NULL);
  window_fixture_activate (fixture, "win.back", NULL);
  consent_test_settle ();
  g_assert_false (consent_page_get_busy (page));
  g_assert_cmpuint (fake_verification_count_alive (), ==, 0);

  window_fixture_start_check (fixture);
  window_fixture_activate (fixture, "win.next", NULL);
  g_assert_cmpuint (fake_verification_count_alive (), ==, 1);
  window_fixture_activate (fixture, "win.cancel", NULL);
  window_fixture_activate (fixture, "win.cancel", NULL);
  g_assert_cmpuint (fake_verification_count_tokens (), ==, 0);

  window_fixture_start_check (fixture);
  gtk_window_close (GTK_WINDOW (fixture->window));
  g_assert_null (fixture->window);
}

/* The answer comes when nobody waits for it any more, and is about another region. */
static void
test_changed_during_check (WindowFixture *fixture,
                           gconstpointer  data)
{
  ConsentSetup *setup = consent_context_get_setup (fixture->context);
  ConsentVerification *verification;
  g_autoptr (ConsentReport) report = NULL;
  g_autoptr (ConsentSnapshot) snapshot = consent_snapshot_new ("client");
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 23, 12, 0, 0);

  window_fixture_start_check (fixture);
  verification = fake_verification_get ();
  fake_verification_succeed_sign_in (verification);
  consent_test_wait_until (fake_verification_get_asked (verification) == FAKE_ASKED_READ);
  report = consent_report_new (consent_setup_get_service (setup), snapshot, now);
  fake_verification_succeed_read (verification, report);

  consent_setup_set_region_id (setup, "us");
  consent_test_settle ();
  g_assert_null (consent_setup_get_report (setup));
  g_assert_false (consent_page_get_busy (window_fixture_get_page (fixture)));
}

static void
add_text (GtkWidget *root,
          GString   *text)
{
  if (!gtk_widget_get_visible (root))
    return;

  if (GTK_IS_LABEL (root))
    g_string_append_printf (text, "%s\n", gtk_label_get_text (GTK_LABEL (root)));
  if (GTK_IS_ACTIONABLE (root) &&
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (root)), "win.copy") == 0)
    g_string_append_printf (
        text, "%s\n",
        g_variant_get_string (gtk_actionable_get_action_target_value (GTK_ACTIONABLE (root)),
                              NULL));

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_text (child, text);
}

/* How much of @report the page shows, or copies. */
static guint
count_findings (ConsentPage         *page,
                const ConsentReport *report)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  add_text (GTK_WIDGET (page), text);
  n += strstr (text->str, report->summary->title) != NULL;
  for (guint i = 0; i < report->checks->len; i++)
    {
      const ConsentCheck *check = g_ptr_array_index (report->checks, i);

      n += strstr (text->str, check->finding) != NULL;
    }

  return n;
}

static char *
get_message_to_hand_over (WindowFixture *fixture)
{
  GtkWindow *dialog;
  GtkLabel *label;
  char *message;

  window_fixture_activate (fixture, "win.hand-over", NULL);
  dialog = consent_test_find_dialog (GTK_WINDOW (fixture->window));
  label = GTK_LABEL (gtk_widget_get_template_child (GTK_WIDGET (dialog),
                                                    CONSENT_TYPE_HAND_OVER_WINDOW, "message"));
  message = g_strdup (gtk_label_get_text (label));
  gtk_window_destroy (dialog);

  return message;
}

static void
change_organization (WindowFixture *fixture)
{
  ConsentSetup *setup = consent_context_get_setup (fixture->context);
  g_autoptr (ConsentTenant) tenant = NULL;
  GtkEditable *entry;

  entry = GTK_EDITABLE (gtk_widget_get_template_child (
      GTK_WIDGET (window_fixture_get_page (fixture)), CONSENT_TYPE_ORGANIZATION_PAGE, "entry"));
  gtk_editable_set_text (entry, "other.example");
  g_assert_null (consent_setup_get_tenant (setup));
  /* As the look-up does, which asks Microsoft. */
  tenant = consent_tenant_new_unchecked ("11112222-0000-cccc-1111-dddd2222eeee", "other.example");
  consent_setup_set_tenant (setup, tenant);
}

static void
change_region (WindowFixture *fixture)
{
  GtkWidget *row = consent_test_find (GTK_WIDGET (window_fixture_get_page (fixture)),
                                      ADW_TYPE_ACTION_ROW, "United States");

  g_assert_nonnull (row);
  gtk_widget_activate (row);
}

/* As the rows do that are there once the browser was opened. */
static void
change_outcome (WindowFixture *fixture)
{
  consent_setup_set_answer (consent_context_get_setup (fixture->context), CONSENT_ANSWER_ACCEPTED);
}

static const struct
{
  const char *path;
  GType (*page) (void);
  void (*change) (WindowFixture *fixture);
  gboolean changes_link;
} changes[] = {
  { "/person/changed-after-check/organization", consent_organization_page_get_type,
    change_organization, TRUE },
  { "/person/changed-after-check/region", consent_region_page_get_type, change_region, TRUE },
  { "/person/changed-after-check/outcome", consent_approve_page_get_type, change_outcome, FALSE },
};

/* Nothing of what was found for the old answer is on any later page. */
static void
test_changed_after_check (WindowFixture *fixture,
                          gconstpointer  data)
{
  guint i = GPOINTER_TO_UINT (data);
  ConsentSetup *setup = consent_context_get_setup (fixture->context);
  g_autoptr (ConsentReport) report = judge_case_new_report ("setting-low");
  g_autofree char *link = NULL;
  g_autofree char *message = NULL;

  window_fixture_finish_check (fixture, report);
  link = g_strdup (consent_setup_get_link (setup));
  g_assert_cmpuint (count_findings (window_fixture_get_page (fixture), report), ==,
                    1 + report->checks->len);
  while (!CONSENT_IS_DONE_PAGE (window_fixture_get_page (fixture)))
    window_fixture_activate (fixture, "win.skip", NULL);
  g_assert_cmpuint (count_findings (window_fixture_get_page (fixture), report), ==,
                    1 + report->checks->len);

  while (G_OBJECT_TYPE (window_fixture_get_page (fixture)) != changes[i].page ())
    window_fixture_activate (fixture, "win.back", NULL);
  changes[i].change (fixture);
  while (!CONSENT_IS_DONE_PAGE (window_fixture_get_page (fixture)))
    {
      window_fixture_activate (fixture, "win.skip", NULL);
      g_test_message ("%s", consent_page_get_title (window_fixture_get_page (fixture)));
      g_assert_cmpuint (count_findings (window_fixture_get_page (fixture), report), ==, 0);
    }

  message = get_message_to_hand_over (fixture);
  g_assert_nonnull (strstr (message, consent_setup_get_link (setup)));
  g_assert_cmpint (strstr (message, link) == NULL, ==, changes[i].changes_link);
}

/* A practice run is begun while a real sign-in is under way, and the other way around. */
static void
test_practice_during_check (WindowFixture *fixture,
                            gconstpointer  data)
{
  ConsentPage *page = window_fixture_start_check (fixture);
  GSettings *settings = consent_context_get_settings (fixture->context);
  ConsentContext *practice = NULL;
  g_autofree char *choice = NULL;
  g_autofree char *tenant = NULL;

  window_fixture_activate (fixture, "win.practice", "fresh");
  consent_test_settle ();
  g_assert_cmpuint (fake_verification_count_alive (), ==, 0);
  g_assert_false (consent_page_get_busy (page));

  g_settings_reset (settings, "client-choice");
  window_fixture_start_check (fixture);
  g_set_weak_pointer (&practice,
                      consent_assistant_get_context (window_fixture_get_assistant (fixture)));
  window_fixture_activate (fixture, "win.leave-practice", NULL);
  consent_test_settle ();
  g_assert_cmpuint (fake_verification_count_alive (), ==, 0);

  /* Nothing is left of it, and the real journey goes on where it was. */
  g_assert_null (practice);
  g_assert_true (window_fixture_get_page (fixture) == page);
  g_assert_null (consent_setup_get_report (consent_context_get_setup (fixture->context)));
  choice = g_settings_get_string (settings, "client-choice");
  g_assert_cmpstr (choice, ==, "");
  tenant = g_settings_get_string (settings, "last-tenant");
  g_assert_cmpstr (tenant, ==, "");
  window_fixture_start_check (fixture);
}

/* Nothing can be written down: what was chosen holds for as long as the window is there. */
static void
test_nothing_kept (WindowFixture *fixture,
                   gconstpointer  data)
{
  g_autoptr (GSettingsBackend) backend = g_null_settings_backend_new ();
  g_autoptr (GSettings) settings = g_settings_new_with_backend (APPLICATION_ID, backend);
  g_autoptr (GError) error = NULL;
  WindowFixture other = { NULL };

  g_assert_false (g_settings_is_writable (settings, "last-region"));
  other.context = consent_context_new (consent_service_get_default (), settings, &error);
  g_assert_no_error (error);
  window_fixture_show (&other);

  window_fixture_start_check (&other);
  window_fixture_activate (&other, "win.back", NULL);
  window_fixture_start_check (&other);
  gtk_window_close (GTK_WINDOW (other.window));
  window_fixture_tear_down (&other, NULL);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (WindowFixture *fixture, gconstpointer data);
  } tests[] = {
    { "/person/during-check", test_during_check },
    { "/person/changed-during-check", test_changed_during_check },
    { "/person/practice-during-check", test_practice_during_check },
    { "/person/nothing-kept", test_nothing_kept },
  };

  consent_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    g_test_add (changes[i].path, WindowFixture, GUINT_TO_POINTER (i), window_fixture_set_up,
                test_changed_after_check, window_fixture_tear_down);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, WindowFixture, NULL, window_fixture_set_up, tests[i].test,
                window_fixture_tear_down);

  return g_test_run ();
}
