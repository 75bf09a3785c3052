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

enum {
  PROP_0,
  PROP_VALUE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

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
consent_copy_row_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_VALUE:
      g_value_set_string (value, consent_copy_row_get_value (CONSENT_COPY_ROW (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
consent_copy_row_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_VALUE:
      consent_copy_row_set_value (CONSENT_COPY_ROW (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
consent_copy_row_class_init (ConsentCopyRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = consent_copy_row_get_property;
  object_class->set_property = consent_copy_row_set_property;

  properties[PROP_VALUE] =
    g_param_spec_string ("value", NULL, NULL, "",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

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

GtkWidget *
consent_copy_row_new (const char *title,
                      const char *value)
{
  return g_object_new (CONSENT_TYPE_COPY_ROW, "title", title, "value", value, NULL);
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
  if (g_str_equal (value, consent_copy_row_get_value (self)))
    return;

  gtk_label_set_label (self->value_label, value);
  gtk_widget_set_visible (GTK_WIDGET (self->value_label), *value != '\0');
  gtk_widget_set_visible (self->copy_button, *value != '\0');
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->copy_button), "s", value);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->copy_button), "win.copy");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}
