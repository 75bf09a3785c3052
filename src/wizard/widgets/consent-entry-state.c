/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-entry-state.h"

void
consent_entry_set_state (GtkWidget *entry,
                         gboolean   invalid,
                         GtkWidget *description)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (entry);

  g_return_if_fail (GTK_IS_WIDGET (entry));

  if (invalid)
    {
      gtk_widget_add_css_class (entry, "error");
      gtk_accessible_update_state (accessible,
                                   GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE,
                                   -1);
    }
  else
    {
      gtk_widget_remove_css_class (entry, "error");
      gtk_accessible_reset_state (accessible, GTK_ACCESSIBLE_STATE_INVALID);
    }

  if (description != NULL)
    gtk_accessible_update_relation (accessible,
                                    GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, description, NULL,
                                    -1);
  else
    gtk_accessible_reset_relation (accessible, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
}
