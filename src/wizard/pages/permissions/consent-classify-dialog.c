/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-classify-dialog.h"

#include "consent-compat.h"
#include "consent-need.h"

#include <glib/gi18n.h>

static GtkWidget *
row_new (const ConsentNeed *need)
{
  GtkWidget *row = adw_action_row_new ();
  /* Text of Microsoft's goes into the row's subtitle, which is markup otherwise. */
  const char *label = *need->label != '\0' ? need->label : _("Microsoft’s page says what it is for");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), need->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);

  return row;
}

static GtkWidget *
list_new (GPtrArray *needs)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("What will be added"),
                                  -1);
  for (guint i = 0; i < needs->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), row_new (g_ptr_array_index (needs, i)));

  return list;
}

AdwMessageDialog *
consent_classify_dialog_new (GtkWindow  *parent,
                             const char *service_name,
                             GPtrArray  *needs)
{
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  AdwMessageDialog *dialog;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (needs != NULL && needs->len > 0, NULL);

  heading = g_strdup_printf (ngettext ("Classify %u Permission as Low?",
                                       "Classify %u Permissions as Low?", needs->len),
                             needs->len);
  /* Translators: The placeholder is the name of the app, such as “TrackerRMS”. */
  body = g_strdup_printf (_("From then on, your users can give these to every app whose publisher "
                            "Microsoft has verified, not only to %s, without asking an "
                            "administrator. You can undo it."), service_name);

  dialog = consent_compat_message_dialog_new (parent, heading, body);
  adw_message_dialog_set_extra_child (dialog, list_new (needs));
  adw_message_dialog_add_responses (dialog,
                                    "cancel", _("_Cancel"),
                                    "add", _("_Classify as Low"),
                                    NULL);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  consent_compat_name_buttons (GTK_WIDGET (dialog));

  return dialog;
}
