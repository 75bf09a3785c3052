/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "wizard-test.h"

#include "widgets/consent-drawing.h"

#include <string.h>

#define ICONS APPLICATION_PATH "/icons/scalable/actions"
/* Drawn by hand, of few shapes. */
#define MAX_FILE_SIZE 6000

static const ConsentDrawingPlan *
find_plan_of_icon (const char *icon_name)
{
  gsize n_plans;
  const ConsentDrawingPlan *plans = consent_drawing_plan_list (&n_plans);

  for (gsize i = 0; i < n_plans; i++)
    {
      if (g_str_equal (plans[i].icon_name, icon_name))
        return &plans[i];
    }

  return NULL;
}

static void
check_root (const char **names,
            const char **values)
{
  static const struct
  {
    const char *name;
    const char *value;
  } expected[] = {
    { "xmlns", "http://www.w3.org/2000/svg" },
    { "width", G_STRINGIFY (CONSENT_DRAWING_WIDTH) },
    { "height", G_STRINGIFY (CONSENT_DRAWING_HEIGHT) },
    { "viewBox", "0 0 320 200" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_assert_cmpstr (names[i], ==, expected[i].name);
      g_assert_cmpstr (values[i], ==, expected[i].value);
    }
  g_assert_null (names[G_N_ELEMENTS (expected)]);
}

/* Only what every version of GTK since 4.8 draws and recolors alike, and no text or reference. */
static void
on_start_element (GMarkupParseContext  *context,
                  const char           *element,
                  const char          **names,
                  const char          **values,
                  gpointer              user_data,
                  GError              **error)
{
  static const char * const elements[] = { "rect", "circle", "path", NULL };
  static const char * const attributes[] = {
    "class", "fill", "x", "y", "width", "height", "rx", "cx", "cy", "r", "d", NULL,
  };
  static const char * const classes[] = { "warning", "error", "success", NULL };
  guint *n_shapes = user_data;

  if (g_markup_parse_context_get_element_stack (context)->next == NULL)
    {
      g_assert_cmpstr (element, ==, "svg");
      check_root (names, values);
      return;
    }

  g_assert_true (g_strv_contains (elements, element));
  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_assert_true (g_strv_contains (attributes, names[i]));
      if (g_str_equal (names[i], "class"))
        g_assert_true (g_strv_contains (classes, values[i]));
    }
  *n_shapes += 1;
}

static void
on_text (GMarkupParseContext  *context,
         const char           *text,
         gsize                 length,
         gpointer              user_data,
         GError              **error)
{
  for (gsize i = 0; i < length; i++)
    g_assert_true (g_ascii_isspace (text[i]));
}

static void
check_file (const char *path,
            const char *name)
{
  const GMarkupParser parser = { .start_element = on_start_element, .text = on_text };
  guint n_shapes = 0;
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &n_shapes, NULL);
  g_autofree char *icon_name = g_strndup (name, strlen (name) - strlen (".svg"));
  g_autofree char *resource = g_strconcat (ICONS "/", name, NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_test_message ("%s", name);
  g_assert_true (g_str_has_prefix (name, "consent-"));
  g_assert_true (g_str_has_suffix (name, "-symbolic.svg"));

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (length, <, MAX_FILE_SIZE);
  g_markup_parse_context_parse (context, contents, length, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_shapes, >, 5);

  g_assert_true (g_resources_get_info (resource, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL));
  g_assert_nonnull (find_plan_of_icon (icon_name));
}

static void
test_files (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", "data", "drawings", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  g_auto (GStrv) resources = g_resources_enumerate_children (ICONS, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  guint n_files = 0;
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      check_file (path, name);
      n_files++;
    }

  g_assert_cmpuint (n_files, ==, g_strv_length (resources));
}

static void
test_load (void)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());
  gsize n_plans;
  const ConsentDrawingPlan *plans = consent_drawing_plan_list (&n_plans);

  for (gsize i = 0; i < n_plans; i++)
    {
      g_autoptr (GtkIconPaintable) icon = NULL;
      GtkSnapshot *snapshot = gtk_snapshot_new ();
      g_autoptr (GskRenderNode) node = NULL;

      g_test_message ("%s", plans[i].name);
      g_assert_true (gtk_icon_theme_has_icon (theme, plans[i].icon_name));
      icon = gtk_icon_theme_lookup_icon (theme, plans[i].icon_name, NULL, CONSENT_DRAWING_WIDTH,
                                         1, GTK_TEXT_DIR_LTR, 0);
      g_assert_true (gtk_icon_paintable_is_symbolic (icon));

      /* A picture that cannot be loaded warns here, which is fatal. */
      gdk_paintable_snapshot (GDK_PAINTABLE (icon), snapshot,
                              CONSENT_DRAWING_WIDTH, CONSENT_DRAWING_WIDTH);
      node = gtk_snapshot_free_to_node (snapshot);
      g_assert_nonnull (node);
    }
}

static void
test_alternatives (void)
{
  gsize n_plans;
  const ConsentDrawingPlan *plans = consent_drawing_plan_list (&n_plans);

  for (gsize i = 0; i < n_plans; i++)
    {
      const char *alternative = consent_drawing_plan_get_alternative (&plans[i]);
      g_autoptr (ConsentDrawing) drawing = NULL;

      drawing = g_object_new (CONSENT_TYPE_DRAWING, "drawing", plans[i].name, NULL);
      g_object_ref_sink (drawing);
      g_assert_true (consent_drawing_plan_find (plans[i].name) == &plans[i]);
      g_assert_cmpstr (consent_drawing_get_drawing (drawing), ==, plans[i].name);

      gtk_test_accessible_assert_role (drawing, GTK_ACCESSIBLE_ROLE_IMG);
      g_assert_cmpuint (strlen (alternative), >, 40);
      gtk_test_accessible_assert_property (drawing, GTK_ACCESSIBLE_PROPERTY_LABEL, alternative);

      /* Nothing is marked for the eye alone. */
      for (const ConsentDrawingWord *word = plans[i].words; word->text != NULL; word++)
        {
          if (word->style == CONSENT_DRAWING_STYLE_MARKED ||
              word->style == CONSENT_DRAWING_STYLE_SUGGESTED)
            g_assert_nonnull (strstr (alternative, consent_drawing_word_get_text (word)));
        }

      consent_drawing_set_drawing (drawing, NULL);
      g_assert_null (consent_drawing_get_drawing (drawing));
      g_assert_false (gtk_test_accessible_has_property (GTK_ACCESSIBLE (drawing),
                                                        GTK_ACCESSIBLE_PROPERTY_LABEL));
      g_assert_finalize_object (g_steal_pointer (&drawing));
    }

  g_assert_null (consent_drawing_plan_find ("nothing"));
}

static GtkWidget *
show (ConsentDrawing *drawing)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (drawing));
  gtk_window_present (GTK_WINDOW (window));
  consent_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (drawing)) &&
                           gtk_widget_get_width (GTK_WIDGET (drawing)) > 0);

  return window;
}

static void
test_words (void)
{
  gsize n_plans;
  const ConsentDrawingPlan *plans = consent_drawing_plan_list (&n_plans);
  ConsentDrawing *drawing = g_object_new (CONSENT_TYPE_DRAWING, NULL);
  GtkWidget *widget = GTK_WIDGET (drawing);
  GtkWidget *window = show (drawing);

  consent_drawing_set_service_name (drawing, "TrackerRMS");
  for (gsize i = 0; i < n_plans; i++)
    {
      guint n_words = 0;

      g_test_message ("%s", plans[i].name);
      consent_drawing_set_drawing (drawing, plans[i].name);
      consent_test_wait_until (gtk_widget_get_width (gtk_widget_get_last_child (widget)) > 0);

      for (GtkWidget *child = gtk_widget_get_first_child (widget);
           child != NULL;
           child = gtk_widget_get_next_sibling (child))
        {
          const ConsentDrawingWord *word = &plans[i].words[n_words];

          gtk_test_accessible_assert_role (child, GTK_ACCESSIBLE_ROLE_PRESENTATION);
          if (!GTK_IS_LABEL (child))
            continue;

          g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (child)), !=, "");
          g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (child))));
          g_assert_cmpfloat (word->x + word->width, <=, CONSENT_DRAWING_WIDTH);
          n_words++;
        }

      g_assert_cmpuint (n_words, >, 0);
    }

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_only_while_shown (void)
{
  ConsentDrawing *drawing = g_object_new (CONSENT_TYPE_DRAWING, "drawing", "approval", NULL);
  GtkWidget *widget = GTK_WIDGET (drawing);
  GtkWidget *window;

  g_assert_null (gtk_widget_get_first_child (widget));

  window = show (drawing);
  g_assert_nonnull (gtk_widget_get_first_child (widget));
  g_assert_null (consent_test_find (widget, GTK_TYPE_LABEL, "Contoso CRM"));
  consent_drawing_set_service_name (drawing, "Contoso CRM");
  g_assert_nonnull (consent_test_find (widget, GTK_TYPE_LABEL, "Contoso CRM"));
  g_assert_cmpstr (consent_drawing_get_service_name (drawing), ==, "Contoso CRM");

  gtk_widget_set_visible (widget, FALSE);
  g_assert_null (gtk_widget_get_first_child (widget));

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_size (void)
{
  g_autoptr (GtkWidget) widget = g_object_new (CONSENT_TYPE_DRAWING, "drawing", "approval", NULL);
  int minimum;
  int natural;
  int height;

  g_object_ref_sink (widget);
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, <, 300);
  g_assert_cmpint (natural, >, CONSENT_DRAWING_WIDTH);

  /* A page that scrolls gives the minimum height. */
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, CONSENT_DRAWING_WIDTH,
                      &height, NULL, NULL, NULL);
  g_assert_cmpint (height, ==, CONSENT_DRAWING_HEIGHT);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, 10 * natural,
                      &height, NULL, NULL, NULL);
  g_assert_cmpint (height, ==, natural * CONSENT_DRAWING_HEIGHT / CONSENT_DRAWING_WIDTH);
}

int
main (int    argc,
      char **argv)
{
  consent_test_init (&argc, &argv);

  g_test_add_func ("/drawing/files", test_files);
  g_test_add_func ("/drawing/load", test_load);
  g_test_add_func ("/drawing/alternatives", test_alternatives);
  g_test_add_func ("/drawing/words", test_words);
  g_test_add_func ("/drawing/only-while-shown", test_only_while_shown);
  g_test_add_func ("/drawing/size", test_size);

  return g_test_run ();
}
