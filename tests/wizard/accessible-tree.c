/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "accessible-tree.h"

/* More than any page has. */
#define MAX_TABS 300

static const GtkAccessibleRole control_roles[] = {
  GTK_ACCESSIBLE_ROLE_BUTTON,
  GTK_ACCESSIBLE_ROLE_CHECKBOX,
  GTK_ACCESSIBLE_ROLE_COMBO_BOX,
  GTK_ACCESSIBLE_ROLE_LINK,
  GTK_ACCESSIBLE_ROLE_LIST_ITEM,
  GTK_ACCESSIBLE_ROLE_RADIO,
  GTK_ACCESSIBLE_ROLE_SEARCH_BOX,
  GTK_ACCESSIBLE_ROLE_SPIN_BUTTON,
  GTK_ACCESSIBLE_ROLE_SWITCH,
  GTK_ACCESSIBLE_ROLE_TEXT_BOX,
};

static GtkAccessibleRole
get_role (GtkWidget *widget)
{
  return gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));
}

static gboolean
has_row (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_BOX_ROW (child) || has_row (child))
      return TRUE;

  return FALSE;
}

gboolean
accessible_tree_is_control (GtkWidget *widget)
{
  GtkAccessibleRole role = get_role (widget);

  if (gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL)
    return FALSE;
  /* An expander's row has one that is pressed, and named. */
  if (role == GTK_ACCESSIBLE_ROLE_LIST_ITEM && has_row (widget))
    return FALSE;
  /* The button in it takes the focus for it. */
  if (GTK_IS_MENU_BUTTON (widget))
    return TRUE;
  if (GTK_IS_MENU_BUTTON (gtk_widget_get_parent (widget)))
    return FALSE;
  /* As an entry's text does. */
  if (!gtk_widget_get_focusable (widget) && !GTK_IS_ENTRY (widget))
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (control_roles); i++)
    if (role == control_roles[i])
      return TRUE;

  return FALSE;
}

static void
append_text (GtkWidget *widget,
             GString   *text)
{
  if (!gtk_widget_get_visible (widget))
    return;

  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", gtk_label_get_text (GTK_LABEL (widget)));

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    append_text (child, text);
}

/* GTK tells what labels a widget only to whom has a guess. */
static GtkWidget *
find_labelling (GtkWidget *root,
                GtkWidget *widget)
{
  g_autofree char *other = NULL;

  if (GTK_IS_LABEL (root))
    {
      other = gtk_test_accessible_check_relation (GTK_ACCESSIBLE (widget),
                                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, root, NULL);
      return other == NULL ? root : NULL;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_labelling (child, widget);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* What a screen reader calls it: its label, what labels it, or the text in it; empty where there is
 * nothing. */
static char *
get_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  GString *text = g_string_new (NULL);

  if (gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL))
    {
      /* The other value is told where it is not the expected one. */
      g_autofree char *label = gtk_test_accessible_check_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, "\n");

      g_string_append (text, label);
    }
  else if (gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    {
      GtkWidget *label = find_labelling (GTK_WIDGET (gtk_widget_get_root (widget)), widget);

      /* More labels than one are those in it. */
      append_text (label != NULL ? label : widget, text);
    }
  else
    {
      append_text (widget, text);
    }

  return g_strstrip (g_string_free (text, FALSE));
}

char *
accessible_tree_describe (GtkWidget *widget)
{
  g_autoptr (GEnumClass) roles = g_type_class_ref (GTK_TYPE_ACCESSIBLE_ROLE);
  g_autofree char *name = get_name (widget);

  return g_strdup_printf ("%s “%s”", g_enum_get_value (roles, get_role (widget))->value_nick, name);
}

static void
check_control (GtkWidget  *widget,
               const char *state,
               GHashTable *seen)
{
  g_autofree char *description = accessible_tree_describe (widget);

  if (g_str_has_suffix (description, "“”"))
    g_error ("%s: %s in %s has no name", state, G_OBJECT_TYPE_NAME (widget),
             G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
  if (g_hash_table_contains (seen, description))
    g_error ("%s: there are two of %s", state, description);

  g_hash_table_add (seen, g_steal_pointer (&description));
}

static void
check_picture (GtkWidget  *widget,
               const char *state)
{
  g_autofree char *name = get_name (widget);

  /* The arrow of an expander's row is libadwaita's own. */
  if (*name == '\0' && !gtk_widget_has_css_class (widget, "expander-row-arrow"))
    g_error ("%s: %s in %s is not described", state, G_OBJECT_TYPE_NAME (widget),
             G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
}

/* What a screen reader reads out by itself, when it appears or changes. */
static void
check_live (GtkWidget  *widget,
            const char *state)
{
  g_autofree char *name = get_name (widget);

  if (*name == '\0')
    g_error ("%s: %s has nothing to be read out", state, G_OBJECT_TYPE_NAME (widget));
}

static void
check_widget (GtkWidget  *widget,
              const char *state,
              GHashTable *seen)
{
  /* What a folded row or a popover holds is not there yet. */
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget))
    return;

  if (accessible_tree_is_control (widget))
    check_control (widget, state, seen);
  else if (get_role (widget) == GTK_ACCESSIBLE_ROLE_IMG)
    check_picture (widget, state);
  else if (get_role (widget) == GTK_ACCESSIBLE_ROLE_ALERT || get_role (widget) == GTK_ACCESSIBLE_ROLE_STATUS)
    check_live (widget, state);

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_widget (child, state, seen);
}

/* Where something goes away, the focus has to be put elsewhere, or the screen reader falls silent. */
static void
check_focus (GtkWindow  *window,
             const char *state)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  if (focus == NULL || !gtk_widget_get_mapped (focus))
    g_error ("%s: the focus was lost", state);
}

void
accessible_tree_check (GtkWindow  *window,
                       const char *state)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  check_widget (GTK_WIDGET (window), state, seen);
  check_focus (window, state);
  g_assert_cmpuint (g_hash_table_size (seen), >, 0);
}

static gboolean
is_reached (GtkWidget *widget,
            GPtrArray *reached)
{
  for (guint i = 0; i < reached->len; i++)
    {
      GtkWidget *focus = g_ptr_array_index (reached, i);

      if (focus == widget || gtk_widget_is_ancestor (focus, widget))
        return TRUE;
    }

  return FALSE;
}

static void
check_reached (GtkWidget  *widget,
               const char *state,
               GPtrArray  *reached)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget))
    return;

  if (accessible_tree_is_control (widget) &&
      gtk_widget_is_sensitive (widget) &&
      !is_reached (widget, reached))
    {
      g_autofree char *description = accessible_tree_describe (widget);

      g_error ("%s: Tab never came to %s", state, description);
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_reached (child, state, reached);
}

void
accessible_tree_check_tab (GtkWindow  *window,
                           const char *state)
{
  g_autoptr (GPtrArray) reached = g_ptr_array_new ();
  GtkWidget *focus = gtk_window_get_focus (window);

  while (focus == NULL || !g_ptr_array_find (reached, focus, NULL))
    {
      g_ptr_array_add (reached, focus);
      g_assert_cmpuint (reached->len, <, MAX_TABS);
      gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
      focus = gtk_window_get_focus (window);
      g_assert_nonnull (focus);
    }

  check_reached (GTK_WIDGET (window), state, reached);
}
