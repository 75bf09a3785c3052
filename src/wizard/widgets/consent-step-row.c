/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-step-row.h"

GtkWidget *
consent_step_row_new (guint       number,
                      const char *text)
{
  g_autofree char *number_text = g_strdup_printf ("%u", number);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *number_label = gtk_label_new (number_text);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (number_label, "heading");
  gtk_widget_set_valign (number_label, GTK_ALIGN_BASELINE);

  /* A row's own title would put hyphens into the addresses. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_margin_bottom (label, 6);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE);

  gtk_widget_add_css_class (box, "header");
  gtk_box_append (GTK_BOX (box), number_label);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, number_label, label, NULL,
                                  -1);

  return row;
}
