/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-check-row.h"

#include "consent-announcement.h"
#include "consent-status-icon.h"

struct _ConsentCheckRow
{
  AdwPreferencesRow parent_instance;

  GtkImage *icon;
  GtkLabel *status;
  GtkLabel *finding;
  GtkLabel *remedy;
};

G_DEFINE_FINAL_TYPE (ConsentCheckRow, consent_check_row, ADW_TYPE_PREFERENCES_ROW)

static void
consent_check_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CONSENT_TYPE_CHECK_ROW);

  G_OBJECT_CLASS (consent_check_row_parent_class)->dispose (object);
}

static void
consent_check_row_class_init (ConsentCheckRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = consent_check_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/widgets/consent-check-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ConsentCheckRow, icon);
  gtk_widget_class_bind_template_child (widget_class, ConsentCheckRow, status);
  gtk_widget_class_bind_template_child (widget_class, ConsentCheckRow, finding);
  gtk_widget_class_bind_template_child (widget_class, ConsentCheckRow, remedy);
}

static void
consent_check_row_init (ConsentCheckRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
consent_check_row_new (const ConsentCheck *check)
{
  ConsentCheckRow *self;
  g_autofree char *name = NULL;

  g_return_val_if_fail (check != NULL, NULL);

  self = g_object_new (CONSENT_TYPE_CHECK_ROW, NULL);
  consent_status_icon_set (self->icon, check->status);
  gtk_label_set_label (self->status, consent_status_get_word (check->status));
  gtk_label_set_label (self->finding, check->finding);
  gtk_label_set_label (self->remedy, check->remedy);
  gtk_widget_set_visible (GTK_WIDGET (self->remedy), *check->remedy != '\0');
  /* Where nothing has to be done, it steps back. */
  if (check->status == CONSENT_STATUS_INFO)
    gtk_widget_add_css_class (GTK_WIDGET (self->remedy), "subtitle");

  /* One line for a screen reader, as the eye takes it in. */
  name = g_strdup_printf ("%s: %s", consent_status_get_word (check->status), check->finding);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  consent_describe (GTK_WIDGET (self), check->remedy);

  return GTK_WIDGET (self);
}
