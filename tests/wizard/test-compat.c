/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-compat.h"
#include "wizard-test.h"

#define HIGH_CONTRAST "ADW_DEBUG_HIGH_CONTRAST"

/* The style sheet asks for a width that no label has by itself. */
static int
measure_label (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *label = gtk_label_new ("");
  int width;

  gtk_window_set_child (GTK_WINDOW (window), label);
  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_window_destroy (GTK_WINDOW (window));

  return width;
}

/* libadwaita reads what it is told only once. */
static void
test_high_contrast (void)
{
  if (!g_test_subprocess ())
    {
      g_setenv (HIGH_CONTRAST, "1", TRUE);
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      g_setenv (HIGH_CONTRAST, "0", TRUE);
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }

  consent_compat_use_for_high_contrast ("/compat/high-contrast.css");
  g_assert_true ((measure_label () >= 777) == g_str_equal (g_getenv (HIGH_CONTRAST), "1"));
}

/* What is in a closed row takes no part in its layout, and is there as long as it is to be seen. */
static void
test_closed_rows (void)
{
  g_autoptr (AdwPreferencesGroup) group = g_object_ref_sink (ADW_PREFERENCES_GROUP (adw_preferences_group_new ()));
  AdwExpanderRow *row = ADW_EXPANDER_ROW (adw_expander_row_new ());
  GtkWidget *inside = adw_action_row_new ();
  GtkWidget *contents;

  adw_preferences_group_add (group, GTK_WIDGET (row));
  adw_expander_row_add_row (row, inside);
  contents = gtk_widget_get_parent (inside);
  g_assert_true (gtk_widget_get_visible (contents));

  consent_compat_hide_closed_rows (GTK_WIDGET (group));
  g_assert_false (gtk_widget_get_visible (contents));
  adw_expander_row_set_expanded (row, TRUE);
  g_assert_true (gtk_widget_get_visible (contents));
  adw_expander_row_set_expanded (row, FALSE);
  g_assert_false (gtk_widget_get_visible (contents));
}

/* It stays until the row is closed, and not only told to. */
static void
test_closing_row (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *group = adw_preferences_group_new ();
  AdwExpanderRow *row = ADW_EXPANDER_ROW (adw_expander_row_new ());
  GtkWidget *inside = adw_action_row_new ();

  adw_expander_row_add_row (row, inside);
  consent_compat_hide_closed_rows (GTK_WIDGET (row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (row));
  gtk_window_set_child (GTK_WINDOW (window), group);
  gtk_window_present (GTK_WINDOW (window));

  adw_expander_row_set_expanded (row, TRUE);
  consent_test_wait_until (gtk_widget_get_mapped (inside));
  adw_expander_row_set_expanded (row, FALSE);
  g_assert_true (gtk_widget_get_mapped (inside));
  consent_test_wait_until (!gtk_widget_get_mapped (inside));
  g_assert_false (gtk_widget_get_visible (gtk_widget_get_parent (inside)));

  gtk_window_destroy (GTK_WINDOW (window));
}

/* Tab goes past what is closed, without a complaint of GTK's, and into what is open. */
static void
test_closed_expander (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *expander = gtk_expander_new ("Details");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = gtk_button_new_with_label ("Copy");

  gtk_box_append (GTK_BOX (box), gtk_button_new_with_label ("Read"));
  gtk_box_append (GTK_BOX (box), button);
  gtk_expander_set_child (GTK_EXPANDER (expander), box);
  consent_compat_hide_closed_child (GTK_EXPANDER (expander));
  gtk_window_set_child (GTK_WINDOW (window), expander);
  gtk_window_present (GTK_WINDOW (window));
  g_assert_false (gtk_widget_get_visible (box));
  g_assert_true (gtk_widget_grab_focus (expander));
  g_assert_false (gtk_widget_child_focus (expander, GTK_DIR_TAB_FORWARD));

  gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
  g_assert_true (gtk_widget_get_visible (box));
  g_assert_true (gtk_widget_grab_focus (button));
  gtk_expander_set_expanded (GTK_EXPANDER (expander), FALSE);
  g_assert_false (gtk_widget_get_visible (box));

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
measure_headings (GtkWidget  *root,
                  const char *heading,
                  guint      *n_headings)
{
  if (GTK_IS_LABEL (root) && g_str_equal (gtk_label_get_label (GTK_LABEL (root)), heading))
    {
      int narrowest;

      gtk_widget_measure (root, GTK_ORIENTATION_HORIZONTAL, -1, &narrowest, NULL, NULL, NULL);
      g_assert_cmpint (narrowest, ==, 200);
      ++*n_headings;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    measure_headings (child, heading, n_headings);
}

/* What is wide enough for one of the headings, of which libadwaita 1.2 has a single one, is so for the
 * other one, too. */
static void
test_dialog_heading (void)
{
  const char *heading = "No Browser Could Be Opened Anywhere";
  GtkWidget *window = gtk_window_new ();
  GtkWidget *dialog = GTK_WIDGET (consent_compat_message_dialog_new (GTK_WINDOW (window), heading, "Try again."));
  guint n_headings = 0;
  int width;
  int height;

  measure_headings (dialog, heading, &n_headings);
  g_assert_cmpuint (n_headings, >, 0);

  gtk_widget_measure (dialog, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (dialog, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, >, 0);

  gtk_window_destroy (GTK_WINDOW (dialog));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  consent_test_init (&argc, &argv);

  g_test_add_func ("/compat/closed-rows", test_closed_rows);
  g_test_add_func ("/compat/closing-row", test_closing_row);
  g_test_add_func ("/compat/closed-expander", test_closed_expander);
  g_test_add_func ("/compat/dialog-heading", test_dialog_heading);
  g_test_add_func ("/compat/high-contrast", test_high_contrast);

  return g_test_run ();
}
