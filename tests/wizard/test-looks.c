/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "accessible-tree.h"
#include "picture.h"
#include "walk.h"

/* WCAG 2.1, 1.4.3 and 1.4.11 */
#define TEXT_CONTRAST 4.5
#define GRAPHICS_CONTRAST 3.0

/* So large that the lines of a letter have pixels of their full color. */
#define SCALE 4

/* A ring of the focus is this far outside of what has it. */
#define RING 6

static const struct
{
  const char *name;
  AdwColorScheme scheme;
  const char *high_contrast;
} looks[] = {
  { "light", ADW_COLOR_SCHEME_FORCE_LIGHT, "0" },
  { "dark", ADW_COLOR_SCHEME_FORCE_DARK, "0" },
  { "high-contrast-light", ADW_COLOR_SCHEME_FORCE_LIGHT, "1" },
  { "high-contrast-dark", ADW_COLOR_SCHEME_FORCE_DARK, "1" },
};

/* What has been looked at: one page shows much again in its next state. */
static GHashTable *seen;

/* Says whether @widget has not been seen like this before, in this place or another. */
static gboolean
is_new (GtkWidget  *widget,
        const char *text)
{
  GString *key = g_string_new (text);

  for (GtkWidget *at = widget; at != NULL; at = gtk_widget_get_parent (at))
    {
      g_auto (GStrv) classes = gtk_widget_get_css_classes (at);
      g_autofree char *joined = g_strjoinv (".", classes);

      g_string_append_printf (key, " < %s.%s:%d", gtk_widget_get_css_name (at), joined,
                              gtk_widget_get_state_flags (at));
    }

  return g_hash_table_add (seen, g_string_free (key, FALSE));
}

static void
check_contrast (GtkWidget  *widget,
                const char *state,
                const char *what,
                double      wanted)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  g_autoptr (Picture) picture = NULL;
  graphene_rect_t area;
  double contrast;

  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (window), &area));
  if (area.size.width < 1 || area.size.height < 1)
    return;

  picture = picture_new (window, &area, SCALE);
  contrast = picture_measure_contrast (picture);
  if (contrast < wanted)
    {
      g_printerr ("%s: the contrast of %s “%s” is only %.2f\n", state, G_OBJECT_TYPE_NAME (widget),
                      what, contrast);
      g_test_fail ();
    }
}

static void
look_at_colors (GtkWidget  *widget,
                const char *state)
{
  /* What cannot be used may be paler. */
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget) ||
      !gtk_widget_is_sensitive (widget))
    return;

  if (GTK_IS_LABEL (widget))
    {
      const char *text = gtk_label_get_text (GTK_LABEL (widget));

      if (*text != '\0' && is_new (widget, ""))
        check_contrast (widget, state, text, TEXT_CONTRAST);
    }
  else if (GTK_IS_IMAGE (widget) && gtk_image_get_storage_type (GTK_IMAGE (widget)) != GTK_IMAGE_EMPTY)
    {
      const char *name = gtk_image_get_icon_name (GTK_IMAGE (widget));

      if (is_new (widget, name))
        check_contrast (widget, state, name, GRAPHICS_CONTRAST);
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    look_at_colors (child, state);
}

static void
visit_colors (GtkWindow  *window,
              const char *state)
{
  /* These two look as the toolkit wants them to. */
  if (!GTK_IS_SHORTCUTS_WINDOW (window) && !ADW_IS_ABOUT_WINDOW (window))
    look_at_colors (GTK_WIDGET (window), state);
}

static Picture *
take_focus_picture (GtkWindow *window,
                    GtkWidget *widget,
                    gboolean   focus_visible)
{
  graphene_rect_t area;

  gtk_window_set_focus_visible (window, focus_visible);
  walk_wait_for_frame (window);
  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (window), &area));
  graphene_rect_inset (&area, -RING, -RING);

  return picture_new (window, &area, 1);
}

static void
check_focus (GtkWindow  *window,
             const char *state)
{
  GtkWidget *focus = gtk_window_get_focus (window);
  g_autofree char *description = accessible_tree_describe (focus);
  g_autoptr (Picture) without = NULL;
  g_autoptr (Picture) with = NULL;

  /* A page has the focus so that it is read, and not to be worked with. */
  if (!accessible_tree_is_control (focus) || !is_new (focus, description))
    return;

  without = take_focus_picture (window, focus, FALSE);
  with = take_focus_picture (window, focus, TRUE);
  if (picture_equal (without, with))
    {
      g_printerr ("%s: nobody sees that %s has the focus\n", state, description);
      g_test_fail ();
    }
}

static void
visit_focus (GtkWindow  *window,
             const char *state)
{
  g_autoptr (GPtrArray) reached = g_ptr_array_new ();
  GtkWidget *focus = gtk_window_get_focus (window);

  do
    {
      g_ptr_array_add (reached, focus);
      gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
      focus = gtk_window_get_focus (window);
      check_focus (window, state);
    }
  while (!g_ptr_array_find (reached, focus, NULL));
}

static void
walk_everywhere (WalkVisit visit)
{
  static const char * const scenarios[] = { "user-consent-low", "app-disabled" };

  seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (scenarios); i++)
    walk_scenario (scenarios[i], visit);
  walk_dialogs (visit);
  g_clear_pointer (&seen, g_hash_table_unref);
}

/* libadwaita is told of high contrast before it starts, and reads it only once. */
static void
test_contrast (gconstpointer data)
{
  gsize look = GPOINTER_TO_SIZE (data);

  if (!g_test_subprocess ())
    {
      g_setenv ("ADW_DEBUG_HIGH_CONTRAST", looks[look].high_contrast, TRUE);
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR | G_TEST_SUBPROCESS_INHERIT_STDOUT);
      g_test_trap_assert_passed ();
      return;
    }

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), looks[look].scheme);
  walk_everywhere (visit_colors);
}

static void
test_focus (void)
{
  walk_everywhere (visit_focus);
}

int
main (int    argc,
      char **argv)
{
  walk_init ();
  consent_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *path = g_strdup_printf ("/looks/contrast/%s", looks[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_contrast);
    }
  g_test_add_func ("/looks/focus", test_focus);

  return g_test_run ();
}
