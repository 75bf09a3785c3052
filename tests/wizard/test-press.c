/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window-fixture.h"
#include "wizard-test.h"

#include "pages/done/consent-done-page.h"
#include "pages/organization/consent-organization-page.h"
#include "pages/user-consent/consent-user-consent-page.h"
#include "widgets/consent-guide.h"

#include <gdk/x11/gdkx.h>

#define TENANT_ID "aaaabbbb-0000-cccc-1111-dddd2222eeee"

/* Does something with the real pointer or keyboard of the display: the words of xdotool, after
 * which the window has the focus. */
static void
use (WindowFixture *fixture,
     const char    *what)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (fixture->window));
  g_autofree char *line = g_strdup_printf ("xdotool windowfocus --sync %lu %s",
                                           gdk_x11_surface_get_xid (surface), what);
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  g_autoptr (GSubprocess) person = NULL;
  g_autoptr (GError) error = NULL;

  person = g_subprocess_newv ((const char *const *) words, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (person, NULL, NULL));
  gdk_display_sync (gdk_display_get_default ());
  consent_test_settle ();
}

static void
click (WindowFixture *fixture,
       GtkWidget     *widget,
       guint          n_times)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  g_autofree char *what = NULL;
  graphene_rect_t bounds;
  double left;
  double top;

  g_assert_true (gtk_widget_compute_bounds (widget, window, &bounds));
  gtk_native_get_surface_transform (GTK_NATIVE (window), &left, &top);
  what = g_strdup_printf ("mousemove --window %lu %d %d click --repeat %u --delay 60 1",
                          gdk_x11_surface_get_xid (surface),
                          (int) (left + bounds.origin.x + bounds.size.width / 2),
                          (int) (top + bounds.origin.y + bounds.size.height / 2), n_times);
  use (fixture, what);
}

/* Says what a double click is; however slow the machine, or however fast. */
static void
set_double_click_time (WindowFixture *fixture,
                       int            milliseconds)
{
  g_object_set (gtk_widget_get_settings (GTK_WIDGET (fixture->window)), "gtk-double-click-time",
                milliseconds, NULL);
  /* What was pressed before is over. */
  use (fixture, "key Pause");
}

/* The suggested button is always at the same place, and the next page's may open the browser or
 * close the window: one press, however often it is clicked, is one step. */
static void
test_clicked_twice (WindowFixture *fixture,
                    gconstpointer  data)
{
  set_double_click_time (fixture, 60000);
  window_fixture_skip_to (fixture, CONSENT_TYPE_USER_CONSENT_PAGE);
  consent_test_settle ();
  click (fixture, gtk_window_get_default_widget (GTK_WINDOW (fixture->window)), 3);
  consent_test_wait_until (
      G_TYPE_CHECK_INSTANCE_TYPE (window_fixture_get_page (fixture), CONSENT_TYPE_DONE_PAGE));
  consent_test_settle ();
  g_assert_nonnull (fixture->window);

  /* And that is another press. */
  set_double_click_time (fixture, 0);
  click (fixture, gtk_window_get_default_widget (GTK_WINDOW (fixture->window)), 1);
  consent_test_wait_until (fixture->window == NULL);
}

static GtkWidget *
find_back_button (GtkWidget *root)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (root) &&
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (root)), "win.back") == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_back_button (child);

  return found;
}

/* The same goes for any other button. */
static void
test_back_twice (WindowFixture *fixture,
                 gconstpointer  data)
{
  set_double_click_time (fixture, 60000);
  window_fixture_skip_to (fixture, CONSENT_TYPE_DONE_PAGE);
  consent_test_settle ();
  if (data != NULL)
    use (fixture, data);
  else
    click (fixture, find_back_button (GTK_WIDGET (fixture->window)), 3);
  g_assert_true (G_TYPE_CHECK_INSTANCE_TYPE (window_fixture_get_page (fixture),
                                             CONSENT_TYPE_USER_CONSENT_PAGE));
}

static gboolean
on_timeout (gpointer done)
{
  *(gboolean *) done = TRUE;

  return G_SOURCE_REMOVE;
}

/* However the same key comes twice; @data has the words of xdotool. */
static void
test_key_twice (WindowFixture *fixture,
                gconstpointer  data)
{
  gboolean held = g_str_has_prefix (data, "keydown");
  gboolean over = FALSE;

  /* While a key is held, time does not count. */
  set_double_click_time (fixture, held ? 0 : 60000);
  window_fixture_skip_to (fixture, CONSENT_TYPE_USER_CONSENT_PAGE);
  consent_test_settle ();
  use (fixture, data);
  consent_test_wait_until (
      G_TYPE_CHECK_INSTANCE_TYPE (window_fixture_get_page (fixture), CONSENT_TYPE_DONE_PAGE));
  use (fixture, data);
  /* A button takes 250 ms to be pressed by a key. */
  g_timeout_add (500, on_timeout, &over);
  consent_test_wait_until (over);
  g_assert_nonnull (fixture->window);

  use (fixture, "keyup Return");
  set_double_click_time (fixture, 0);
  use (fixture, "key Return");
  consent_test_wait_until (fixture->window == NULL);
}

/* What is typed is typed, however fast; only Enter is no text there. */
static void
test_typed_twice (WindowFixture *fixture,
                  gconstpointer  data)
{
  GtkWidget *entry;
  ConsentPage *page;

  set_double_click_time (fixture, 60000);
  window_fixture_activate (fixture, "win.next", NULL);
  page = window_fixture_get_page (fixture);
  entry = GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (page), CONSENT_TYPE_ORGANIZATION_PAGE, "entry"));
  gtk_widget_grab_focus (entry);
  consent_test_settle ();
  use (fixture, "key o o space space o o");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "oo  oo");
  use (fixture, "key ctrl+a");
  use (fixture, "type --delay 5 " TENANT_ID);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, TENANT_ID);
}

/* Through a guide people step as fast as they read. */
static void
test_guide (WindowFixture *fixture,
            gconstpointer  data)
{
  ConsentPage *page = window_fixture_skip_to (fixture, CONSENT_TYPE_USER_CONSENT_PAGE);
  GtkWidget *row;
  ConsentGuide *guide;
  GtkWidget *button;

  row = consent_test_find (GTK_WIDGET (page), ADW_TYPE_EXPANDER_ROW, "Show Me This Setting");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  guide = CONSENT_GUIDE (consent_test_find (row, CONSENT_TYPE_GUIDE, "Open the Setting Directly"));
  button = GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (guide), CONSENT_TYPE_GUIDE, "next_button"));
  set_double_click_time (fixture, 60000);
  consent_test_wait_until (gtk_widget_get_mapped (button));
  g_assert_true (gtk_widget_grab_focus (button));
  use (fixture, "key space space Return Return");
  g_assert_cmpuint (consent_guide_get_step (guide), ==, 4);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (WindowFixture *fixture, gconstpointer data);
    const char *data;
  } tests[] = {
    { "/press/clicked-twice", test_clicked_twice },
    { "/press/clicked-twice/back", test_back_twice },
    { "/press/key-twice/enter", test_key_twice, "key Return" },
    { "/press/key-twice/held", test_key_twice, "keydown Return" },
    { "/press/key-twice/alt", test_back_twice, "key --delay 60 alt+Left alt+Left" },
    { "/press/typed-twice", test_typed_twice },
    { "/press/guide", test_guide },
  };

  consent_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, WindowFixture, tests[i].data, window_fixture_set_up, tests[i].test,
                window_fixture_tear_down);

  return g_test_run ();
}
