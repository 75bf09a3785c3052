/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plain-page.h"

#define ROWS_PER_GROUP 4

static GtkWidget *
make_label (const char *text,
            const char *style_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style_class);

  return label;
}

static GtkWidget *
make_row (guint number)
{
  /* Half of them have to be broken into two lines. */
  static const char * const subtitles[] = {
    "A sentence that fits into a line of a page",
    "A sentence that is as long as those which explain something, and takes two lines or a bit more",
  };
  g_autofree char *title = g_strdup_printf ("Row number %u", number + 1);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitles[number % G_N_ELEMENTS (subtitles)]);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("avatar-default-symbolic"));

  return row;
}

GtkWidget *
plain_page_new (guint n_rows)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *group = NULL;

  gtk_box_append (GTK_BOX (box), make_label ("A Plain Page", "title-1"));
  gtk_box_append (GTK_BOX (box),
                  make_label ("A paragraph as it stands at the top of a page, and says in a few words what "
                              "the page is for and what is to be done there, if anything.", "body"));
  for (guint i = 0; i < n_rows; i++)
    {
      if (i % ROWS_PER_GROUP == 0)
        {
          group = adw_preferences_group_new ();
          adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), "A Group of Rows");
          gtk_box_append (GTK_BOX (box), group);
        }
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (i));
    }

  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 560);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);

  return scroller;
}
