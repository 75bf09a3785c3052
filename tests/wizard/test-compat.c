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

int
main (int    argc,
      char **argv)
{
  consent_test_init (&argc, &argv);

  g_test_add_func ("/compat/high-contrast", test_high_contrast);

  return g_test_run ();
}
