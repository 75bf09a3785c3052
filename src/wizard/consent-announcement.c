/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-announcement.h"

/* What a widget keeps: its own description, and that it is to be announced. */
#define OWN "consent-description"
#define CHANGED "consent-changed"

/* What a root keeps: that all of it is on the screen, and what waits until everything has changed that
 * changes together. */
#define SHOWN "consent-shown"
#define PENDING "consent-announcement"

static void
set_description (GtkWidget  *widget,
                 const char *text)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  if (text != NULL)
    gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  else
    gtk_accessible_reset_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

static void
restore_description (GtkWidget *widget)
{
  set_description (widget, g_object_get_data (G_OBJECT (widget), OWN));
}

static void
on_focus_moved (GtkWidget  *widget,
                GParamSpec *pspec,
                GtkWindow  *window)
{
  g_signal_handlers_disconnect_by_func (window, on_focus_moved, widget);
  restore_description (widget);
}

static gboolean
is_live (GtkWidget *widget)
{
  GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));

  return role == GTK_ACCESSIBLE_ROLE_ALERT || role == GTK_ACCESSIBLE_ROLE_STATUS;
}

/* A title has no full stop, and would run into what follows it. */
static void
append_sentence (GString    *text,
                 const char *sentence)
{
  const char *end = text->str + text->len;

  if (*sentence == '\0')
    return;

  if (text->len > 0)
    g_string_append (text, g_unichar_ispunct (g_utf8_get_char (g_utf8_prev_char (end))) ? " " : ". ");
  g_string_append (text, sentence);
}

/* What can be worked with has a name of its own, and what is folded is not read. */
static void
append_text (GtkWidget *widget,
             GString   *text)
{
  if (!gtk_widget_get_mapped (widget) || GTK_IS_EXPANDER (widget) || GTK_IS_LIST_BOX (widget))
    return;

  if (GTK_IS_LABEL (widget))
    append_sentence (text, gtk_label_get_text (GTK_LABEL (widget)));

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    append_text (child, text);
}

static void
collect (GtkWidget *widget,
         GString   *text)
{
  if (g_object_steal_data (G_OBJECT (widget), CHANGED) != NULL)
    append_text (widget, text);

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, text);
}

static gboolean
announce_changed (gpointer user_data)
{
  GtkWidget *root = user_data;
  g_autoptr (GString) text = g_string_new (NULL);

  g_object_steal_data (G_OBJECT (root), PENDING);
  collect (root, text);
  consent_announce (root, text->str);

  return G_SOURCE_REMOVE;
}

static void
remove_source (gpointer data)
{
  g_source_remove (GPOINTER_TO_UINT (data));
}

static void
on_changed (GtkWidget *root,
            GtkWidget *widget)
{
  /* On a page that comes up the focus goes to its top, and reading begins there. */
  if (g_object_get_data (G_OBJECT (root), SHOWN) == NULL)
    return;

  while (!is_live (widget))
    widget = gtk_widget_get_parent (widget);
  g_object_set_data (G_OBJECT (widget), CHANGED, widget);

  /* The focus may be about to move to where this is. */
  if (g_object_get_data (G_OBJECT (root), PENDING) == NULL)
    g_object_set_data_full (G_OBJECT (root), PENDING,
                            GUINT_TO_POINTER (g_idle_add (announce_changed, root)), remove_source);
}

static void
on_label_changed (GtkWidget  *root,
                  GParamSpec *pspec,
                  GtkWidget  *label)
{
  on_changed (root, label);
}

static void
follow (GtkWidget *root,
        GtkWidget *widget,
        gboolean   live)
{
  if (is_live (widget))
    {
      live = TRUE;
      g_signal_connect_object (widget, "map", G_CALLBACK (on_changed), root, G_CONNECT_SWAPPED);
      g_signal_connect_object (widget, "unmap", G_CALLBACK (on_changed), root, G_CONNECT_SWAPPED);
    }
  if (live && GTK_IS_LABEL (widget))
    g_signal_connect_object (widget, "notify::label", G_CALLBACK (on_label_changed), root, G_CONNECT_SWAPPED);

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    follow (root, child, live);
}

/* Comes after that of all that is in @root, which is thus not announced. */
static void
on_map (GtkWidget *root)
{
  g_object_set_data (G_OBJECT (root), SHOWN, root);
}

/* Forgets what nobody was told yet. */
static void
on_unmap (GtkWidget *root)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_object_set_data (G_OBJECT (root), SHOWN, NULL);
  g_object_set_data (G_OBJECT (root), PENDING, NULL);
  collect (root, text);
}

void
consent_describe (GtkWidget  *widget,
                  const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  g_object_set_data_full (G_OBJECT (widget), OWN, g_strdup (text), g_free);
  set_description (widget, text);
}

void
consent_announce (GtkWidget  *widget,
                  const char *text)
{
  GtkRoot *window;
  GtkWidget *focus;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);

  window = gtk_widget_get_root (widget);
  focus = window != NULL ? gtk_root_get_focus (window) : NULL;
  /* Of an entry, its text has the focus, and is no part of what is told. */
  if (GTK_IS_TEXT (focus))
    focus = gtk_widget_get_parent (focus);
  if (focus == NULL)
    return;

  g_signal_handlers_disconnect_by_func (window, on_focus_moved, focus);
  restore_description (focus);
  if (*text == '\0')
    return;

  g_signal_connect_object (window, "notify::focus-widget", G_CALLBACK (on_focus_moved), focus, G_CONNECT_SWAPPED);
  set_description (focus, text);
}

void
consent_announce_changes (GtkWidget *root)
{
  g_return_if_fail (GTK_IS_WIDGET (root));

  g_signal_connect (root, "map", G_CALLBACK (on_map), NULL);
  g_signal_connect (root, "unmap", G_CALLBACK (on_unmap), NULL);
  follow (root, root, FALSE);
}
