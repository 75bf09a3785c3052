/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-copy-row.h"

#include <glib/gi18n.h>

struct _ConsentCopyRow
{
  AdwPreferencesRow parent_instance;

  GtkLabel *value_label;
  GtkWidget *copy_button;
};

G_DEFINE_FINAL_TYPE (ConsentCopyRow, consent_copy_row, ADW_TYPE_PREFERENCES_ROW)

static void
name_copy_button (ConsentCopyRow *self)
{
  /* Translators: what the button does for a screen reader; %s is what is copied, such as "Tenant ID". */
  g_autofree char *name = g_strdup_printf (_("Copy %s"),
                                           adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->copy_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

static void
consent_copy_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CONSENT_TYPE_COPY_ROW);

  G_OBJECT_CLASS (consent_copy_row_parent_class)->dispose (object);
}

static void
consent_copy_row_class_init (ConsentCopyRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = consent_copy_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/widgets/consent-copy-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ConsentCopyRow, value_label);
  gtk_widget_class_bind_template_child (widget_class, ConsentCopyRow, copy_button);
}

static void
consent_copy_row_init (ConsentCopyRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect (self, "notify::title", G_CALLBACK (name_copy_button), NULL);
  name_copy_button (self);
}

const char *
consent_copy_row_get_value (ConsentCopyRow *self)
{
  g_return_val_if_fail (CONSENT_IS_COPY_ROW (self), NULL);

  return gtk_label_get_label (self->value_label);
}

void
consent_copy_row_set_value (ConsentCopyRow *self,
                            const char     *value)
{
  g_return_if_fail (CONSENT_IS_COPY_ROW (self));

  if (value == NULL)
    value = "";

  gtk_label_set_label (self->value_label, value);
  gtk_widget_set_visible (GTK_WIDGET (self->value_label), *value != '\0');
  gtk_widget_set_visible (self->copy_button, *value != '\0');
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->copy_button), "s", value);
}
