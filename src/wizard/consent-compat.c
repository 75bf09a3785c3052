/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-compat.h"

static void
drop_raw_name (GtkButton *button)
{
  if (gtk_button_get_label (button) != NULL)
    gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

void
consent_compat_name_buttons (GtkWidget *root)
{
  g_return_if_fail (GTK_IS_WIDGET (root));

  if (GTK_IS_BUTTON (root) && gtk_button_get_use_underline (GTK_BUTTON (root)))
    {
      g_signal_connect (root, "notify::label", G_CALLBACK (drop_raw_name), NULL);
      drop_raw_name (GTK_BUTTON (root));
    }

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    consent_compat_name_buttons (child);
}
