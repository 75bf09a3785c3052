/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-copy-row.h"
#include "judge-case.h"
#include "wizard-test.h"

#include "pages/done/consent-done-page.h"

typedef struct
{
  ConsentContext *context;
  ConsentPage *page;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->context = consent_test_context_new ();
  fixture->page = g_object_ref_sink (g_object_new (CONSENT_TYPE_DONE_PAGE, "context", fixture->context, NULL));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->page);
  g_assert_finalize_object (fixture->context);
}

static gboolean
shows (Fixture    *fixture,
       const char *text)
{
  return consent_test_find (GTK_WIDGET (fixture->page), GTK_TYPE_LABEL, text) != NULL;
}

static const char *
get_value (Fixture    *fixture,
           const char *title)
{
  GtkWidget *row = consent_test_find (GTK_WIDGET (fixture->page), CONSENT_TYPE_COPY_ROW, title);

  return row != NULL ? consent_copy_row_get_value (CONSENT_COPY_ROW (row)) : NULL;
}

static const char *
get_target (Fixture    *fixture,
            const char *title,
            const char *action)
{
  GtkWidget *row = consent_test_find (GTK_WIDGET (fixture->page), ADW_TYPE_ACTION_ROW, title);

  g_assert_nonnull (row);
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (row)), ==, action);

  return g_variant_get_string (gtk_actionable_get_action_target_value (GTK_ACTIONABLE (row)), NULL);
}

static const char *
get_summary (Fixture *fixture)
{
  return get_target (fixture, "Copy Report", "win.copy");
}

static void
test_answers (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct
  {
    ConsentAnswer answer;
    const char *heading;
    const char *approval;
    gboolean left;
  } rows[] = {
    { CONSENT_ANSWER_NONE, "Not Approved Yet", "Not given yet", TRUE },
    { CONSENT_ANSWER_ACCEPTED, "Done", "Not checked – you said that you accepted", FALSE },
    { CONSENT_ANSWER_ERROR, "Not Finished Yet", "Probably not given – you saw an error", TRUE },
  };
  ConsentSetup *setup = consent_context_get_setup (fixture->context);
  const char *link;

  consent_test_fill_setup (setup);
  link = consent_setup_get_link (setup);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *summary;

      consent_setup_set_answer (setup, rows[i].answer);
      consent_page_enter (fixture->page);

      g_assert_true (shows (fixture, rows[i].heading));
      g_assert_cmpstr (consent_page_get_title (fixture->page), ==, rows[i].heading);
      g_assert_true (shows (fixture, rows[i].approval));
      g_assert_cmpint (shows (fixture, "What Is Left"), ==, rows[i].left);
      g_assert_true (shows (fixture, "United Kingdom"));
      g_assert_cmpstr (get_value (fixture, "Organization"), ==, "contoso.com");
      g_assert_cmpstr (get_value (fixture, "Tenant ID"), ==, consent_setup_get_tenant (setup)->id);
      g_assert_cmpstr (get_value (fixture, "Approval link"), ==, link);

      summary = get_summary (fixture);
      g_assert_nonnull (strstr (summary, rows[i].approval));
      g_assert_nonnull (strstr (summary, link));
      g_assert_null (strstr (summary, "Practice"));
    }
}

/* What a check found comes before what the person said. */
static void
test_reports (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct
  {
    const char *name;
    const char *heading;
    const char *verdict;
    /* What is left to do, or %NULL */
    const char *left;
    /* What is in place instead of an approval, or %NULL */
    const char *classified;
  } rows[] = {
    { "assignment-required", "Done, With Remarks", "People can connect, but look at the remarks",
      "Only people who are assigned to TrackerRMS get in; everyone else sees error AADSTS50105." },
    { "approved", "Done", "Everyone can connect", NULL },
    { "fresh", "Not Approved Yet", "Not approved for everyone yet", "Go back, approve, and check again" },
    { "app-disabled", "Not Finished Yet", "The app is switched off", "Problem" },
    { "nothing-read", "Not Confirmed Yet", "It is not known whether people can connect", "Go back and check again" },
    { "role-none", "Done", "Everyone can connect", NULL },
    { "setting-low-approved", "Done", "Everyone can connect", NULL },
    { "setting-low", "Not Approved Yet", "Not approved for everyone yet",
      "Not classified as low: email, offline_access." },
    { "setting-low-standard", "Not Approved Yet", "Not approved for everyone yet", "Go back, approve, and check again",
      "The standard sign-in permissions are classified as low. What else TrackerRMS needs is not known." },
  };
  ConsentSetup *setup = consent_context_get_setup (fixture->context);

  consent_test_fill_setup (setup);
  consent_setup_set_answer (setup, CONSENT_ANSWER_ACCEPTED);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (ConsentReport) report = judge_case_new_report (rows[i].name);
      g_autofree char *verdict = g_strdup_printf ("Checked: %s", rows[i].verdict);
      g_autofree char *text = consent_report_to_text (report);

      consent_setup_set_report (setup, report);
      consent_page_enter (fixture->page);

      g_assert_true (shows (fixture, rows[i].heading));
      g_assert_cmpstr (consent_page_get_title (fixture->page), ==, rows[i].heading);
      g_assert_true (shows (fixture, verdict));
      g_assert_cmpint (shows (fixture, "What Is Left"), ==, rows[i].left != NULL);
      if (rows[i].left != NULL)
        g_assert_true (shows (fixture, rows[i].left));
      g_assert_cmpint (shows (fixture, "Low-impact permissions"), ==, rows[i].classified != NULL);
      if (rows[i].classified != NULL)
        g_assert_true (shows (fixture, rows[i].classified));
      g_assert_true (shows (fixture, "Save for Programs…"));
      g_assert_cmpstr (get_summary (fixture), ==, text);
    }

  consent_setup_set_report (setup, NULL);
  consent_page_enter (fixture->page);
  g_assert_true (shows (fixture, "Not checked – you said that you accepted"));
  g_assert_false (shows (fixture, "What Is Left"));
  g_assert_false (shows (fixture, "Save for Programs…"));
}

/* Straight to the app's own page, once its number is known. */
static void
test_withdrawal (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (ConsentReport) report = judge_case_new_report ("approved");
  GtkWidget *withdrawal = consent_test_find (GTK_WIDGET (fixture->page), ADW_TYPE_EXPANDER_ROW,
                                             "How to Withdraw the Approval Later");

  consent_page_enter (fixture->page);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (withdrawal), TRUE);
  g_assert_true (g_str_has_suffix (get_target (fixture, "Open the App’s Page", "win.open-uri"), "AppAppsPreview"));

  consent_setup_set_report (consent_context_get_setup (fixture->context), report);
  consent_page_enter (fixture->page);
  g_assert_true (g_str_has_suffix (get_target (fixture, "Open the App’s Page", "win.open-uri"),
                                   "/objectId/22222222-0000-0000-0000-000000000001"
                                   "/appId/5353a3d2-8ca9-42d2-b567-ea399ccb5e38"));
}

/* The page does not rely on earlier pages: whatever is missing is left out. */
static void
test_nothing_known (Fixture       *fixture,
                    gconstpointer  data)
{
  consent_page_enter (fixture->page);

  g_assert_true (shows (fixture, "Not Approved Yet"));
  g_assert_cmpstr (get_value (fixture, "Organization"), ==, NULL);
  g_assert_cmpstr (get_value (fixture, "Approval link"), ==, "");
  g_assert_null (strstr (get_summary (fixture), "Approval link"));
}

static void
test_close (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  /* As in the assistant: the page may be higher than the screen. */
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (fixture->page));
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  gtk_window_present (GTK_WINDOW (window));
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);

  g_assert_true (consent_page_get_complete (fixture->page));
  g_assert_true (consent_page_activate (fixture->page));
  g_assert_null (window);
}

/* A copy row says to a screen reader what it holds and what its button copies. */
static void
test_copy_row (void)
{
  GtkWidget *row = g_object_ref_sink (g_object_new (CONSENT_TYPE_COPY_ROW, "title", "Tenant ID", NULL));
  GtkWidget *button = gtk_widget_get_last_child (gtk_widget_get_first_child (row));
  GtkWidget *label;

  consent_copy_row_set_value (CONSENT_COPY_ROW (row), "a<b>&c");
  label = consent_test_find (row, GTK_TYPE_LABEL, "a<b>&c");
  g_assert_nonnull (label);
  gtk_test_accessible_assert_relation (row, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, label, NULL);
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Copy Tenant ID");
  g_assert_cmpstr (g_variant_get_string (gtk_actionable_get_action_target_value (GTK_ACTIONABLE (button)), NULL),
                   ==, "a<b>&c");

  consent_copy_row_set_value (CONSENT_COPY_ROW (row), NULL);
  g_assert_cmpstr (consent_copy_row_get_value (CONSENT_COPY_ROW (row)), ==, "");
  g_assert_false (gtk_widget_get_visible (button));

  g_assert_finalize_object (row);
}

int
main (int    argc,
      char **argv)
{
  consent_test_init (&argc, &argv);

  g_test_add ("/done-page/answers", Fixture, NULL, set_up, test_answers, tear_down);
  g_test_add ("/done-page/reports", Fixture, NULL, set_up, test_reports, tear_down);
  g_test_add ("/done-page/withdrawal", Fixture, NULL, set_up, test_withdrawal, tear_down);
  g_test_add ("/done-page/nothing-known", Fixture, NULL, set_up, test_nothing_known, tear_down);
  g_test_add ("/done-page/close", Fixture, NULL, set_up, test_close, tear_down);
  g_test_add_func ("/done-page/copy-row", test_copy_row);

  return g_test_run ();
}
