/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-window.h"
#include "wizard-test.h"

#include "pages/welcome/consent-welcome-page.h"
#include "widgets/consent-drawing.h"

static ConsentPage *
make_page (ConsentContext *context)
{
  return g_object_ref_sink (g_object_new (CONSENT_TYPE_WELCOME_PAGE, "context", context, NULL));
}

static void
test_text (void)
{
  g_autoptr (ConsentContext) context = consent_test_context_new ();
  g_autoptr (ConsentPage) page = make_page (context);
  gpointer drawing;

  g_assert_true (consent_page_get_complete (page));
  g_assert_true (consent_page_is_relevant (page));
  g_assert_cmpstr (consent_page_get_action_label (page), ==, "_Get Started");
  drawing = gtk_widget_get_template_child (GTK_WIDGET (page), CONSENT_TYPE_WELCOME_PAGE, "drawing");
  g_assert_cmpstr (consent_drawing_get_drawing (drawing), ==, "need-admin-approval");
  g_assert_cmpstr (consent_drawing_get_service_name (drawing), ==, "TrackerRMS");
  g_assert_nonnull (consent_test_find (GTK_WIDGET (page), GTK_TYPE_LABEL,
                                       "Approve TrackerRMS for Your Organization"));
  g_assert_nonnull (consent_test_find (GTK_WIDGET (page), ADW_TYPE_ACTION_ROW, "Practice Run"));
  gtk_test_accessible_assert_property (page, GTK_ACCESSIBLE_PROPERTY_LABEL, "Welcome");

  g_assert_finalize_object (g_steal_pointer (&page));
  g_assert_finalize_object (g_steal_pointer (&context));
}

static void
test_practice (void)
{
  g_autoptr (ConsentContext) context = consent_test_context_new_practice ();
  g_autoptr (ConsentPage) page = make_page (context);

  g_assert_null (consent_test_find (GTK_WIDGET (page), ADW_TYPE_ACTION_ROW, "Practice Run"));

  g_assert_finalize_object (g_steal_pointer (&page));
  g_assert_finalize_object (g_steal_pointer (&context));
}

static void
activate_row (GtkWindow  *window,
              const char *title)
{
  GtkWidget *row = consent_test_find (GTK_WIDGET (window), ADW_TYPE_ACTION_ROW, title);

  g_assert_nonnull (row);
  g_assert_true (gtk_widget_activate (row));
  consent_test_settle ();
}

static void
test_rows (void)
{
  g_autoptr (ConsentContext) context = consent_test_context_new ();
  GtkWindow *window = GTK_WINDOW (consent_window_new (NULL, context));
  ConsentAssistant *real = consent_window_get_assistant (CONSENT_WINDOW (window));

  gtk_window_present (window);
  activate_row (window, "Practice Run");
  g_assert_true (consent_window_get_assistant (CONSENT_WINDOW (window)) != real);

  gtk_window_destroy (window);
}

static void
check_hand_over (gboolean with_link)
{
  g_autoptr (ConsentContext) context = consent_test_context_new ();
  GtkWindow *window = GTK_WINDOW (consent_window_new (NULL, context));
  GtkWindow *dialog;
  g_autofree char *message = NULL;
  const char *link;

  gtk_window_present (window);
  if (with_link)
    consent_test_fill_setup (consent_context_get_setup (context));

  activate_row (window, "I’m Not the Administrator");
  dialog = consent_test_find_dialog (window);
  g_assert_nonnull (dialog);
  g_assert_true (gtk_window_get_modal (dialog));

  g_signal_emit_by_name (consent_test_find (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, "Copy Message"),
                         "clicked");
  g_assert_null (consent_test_find_dialog (window));
  message = consent_test_read_clipboard (GTK_WIDGET (window));
  g_assert_nonnull (strstr (message, "TrackerRMS"));
  g_assert_nonnull (strstr (message, "Global Administrator"));
  link = consent_setup_get_link (consent_context_get_setup (context));
  g_assert_true (with_link == (link != NULL));
  if (with_link)
    g_assert_nonnull (strstr (message, link));
  else
    g_assert_nonnull (strstr (message, "Consent Wizard"));

  gtk_window_destroy (window);
}

static void
test_hand_over (void)
{
  check_hand_over (FALSE);
  check_hand_over (TRUE);
}

int
main (int    argc,
      char **argv)
{
  consent_test_init (&argc, &argv);

  g_test_add_func ("/welcome-page/text", test_text);
  g_test_add_func ("/welcome-page/practice", test_practice);
  g_test_add_func ("/welcome-page/rows", test_rows);
  g_test_add_func ("/welcome-page/hand-over", test_hand_over);

  return g_test_run ();
}
