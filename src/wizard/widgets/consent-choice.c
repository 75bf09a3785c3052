/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-choice.h"

#include "consent-announcement.h"
#include "consent-compat.h"

static void
update_state (GtkWidget      *row,
              GParamSpec     *pspec,
              GtkCheckButton *button)
{
  GtkAccessibleTristate checked = gtk_check_button_get_active (button) ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                                                       : GTK_ACCESSIBLE_TRISTATE_FALSE;

  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_CHECKED, checked, -1);
}

static void
update_description (AdwActionRow *row)
{
  consent_describe (GTK_WIDGET (row), adw_action_row_get_subtitle (row));
}

static void
tie (AdwActionRow *row)
{
  GtkWidget *button = adw_action_row_get_activatable_widget (row);

  /* A radio button takes the focus from Tab even where it is not focusable. */
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_can_focus (button, FALSE);
  consent_compat_drop_role (GTK_CHECK_BUTTON (button));
  g_signal_connect_object (button, "notify::active", G_CALLBACK (update_state), row, G_CONNECT_SWAPPED);
  update_state (GTK_WIDGET (row), NULL, GTK_CHECK_BUTTON (button));
  g_signal_connect (row, "notify::subtitle", G_CALLBACK (update_description), NULL);
  update_description (row);
}

void
consent_choice_tie (GtkWidget *root)
{
  g_return_if_fail (GTK_IS_WIDGET (root));

  if (ADW_IS_ACTION_ROW (root) &&
      gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (root)) == GTK_ACCESSIBLE_ROLE_RADIO &&
      gtk_widget_get_can_focus (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (root))))
    tie (ADW_ACTION_ROW (root));

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    consent_choice_tie (child);
}

GtkWidget *
consent_choice_new (const char     *title,
                    const char     *subtitle,
                    GtkCheckButton *group)
{
  GtkWidget *button = g_object_new (GTK_TYPE_CHECK_BUTTON,
                                    "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                    "group", group,
                                    "valign", GTK_ALIGN_CENTER,
                                    NULL);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO,
                                 "activatable-widget", button,
                                 "subtitle", subtitle,
                                 "title", title,
                                 "use-markup", FALSE,
                                 NULL);

  if (group != NULL)
    consent_compat_drop_role (group);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
  tie (ADW_ACTION_ROW (row));

  return row;
}
