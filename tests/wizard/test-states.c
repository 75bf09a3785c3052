/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "accessible-tree.h"
#include "walk.h"

static void
check_busy (ConsentWindow *window)
{
  ConsentPage *page = consent_assistant_get_page (consent_window_get_assistant (window));

  gtk_test_accessible_assert_state (page, GTK_ACCESSIBLE_STATE_BUSY, consent_page_get_busy (page));
}

/* In every state of every practice scenario, what a screen reader is told is complete, and Tab comes
 * to every control. */
static void
visit (GtkWindow  *window,
       const char *state)
{
  /* What is in these two is named by the toolkit. */
  if (!GTK_IS_SHORTCUTS_WINDOW (window) && !ADW_IS_ABOUT_WINDOW (window))
    accessible_tree_check (window, state);
  if (CONSENT_IS_WINDOW (window))
    check_busy (CONSENT_WINDOW (window));
  accessible_tree_check_tab (window, state);
}

static void
test_scenario (gconstpointer data)
{
  walk_scenario (data, visit);
}

static void
test_dialogs (void)
{
  walk_dialogs (visit);
}

int
main (int    argc,
      char **argv)
{
  const char * const *scenarios = consent_practice_server_list_scenarios ();

  walk_init ();
  consent_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  for (gsize i = 0; scenarios[i] != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf ("/states/%s", scenarios[i]);

      g_test_add_data_func (path, scenarios[i], test_scenario);
    }
  g_test_add_func ("/states/dialogs", test_dialogs);

  return g_test_run ();
}
