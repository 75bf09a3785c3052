/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-region-group.h"

#include "consent-choice.h"

#include <glib/gi18n.h>

struct _ConsentRegionGroup
{
  AdwPreferencesGroup parent_instance;

  ConsentService *service;
  /* (element-type GtkCheckButton): one for each of the service's regions, in their order, and
   * perhaps one for not knowing */
  GPtrArray *buttons;
};

G_DEFINE_FINAL_TYPE (ConsentRegionGroup, consent_region_group, ADW_TYPE_PREFERENCES_GROUP)

enum {
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
describe_address (const ConsentRegion *region)
{
  g_autoptr (GUri) uri = g_uri_parse (region->web_address, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : region->web_address;
  g_auto (GStrv) labels = g_strsplit (host, ".", 2);

  /* Translators: The placeholder is the first word of a web address, such as “ukevo”. */
  return g_strdup_printf (_("Your web address begins with %s"), labels[0]);
}

static void
on_button_toggled (GtkCheckButton     *button,
                   ConsentRegionGroup *self)
{
  /* Of the two that change, the one that is left says nothing. */
  if (gtk_check_button_get_active (button))
    g_signal_emit (self, signals[CHANGED], 0);
}

static GtkCheckButton *
add_row (ConsentRegionGroup *self,
         const char         *title,
         const char         *subtitle)
{
  GtkCheckButton *first = self->buttons->len > 0 ? g_ptr_array_index (self->buttons, 0) : NULL;
  GtkWidget *row = consent_choice_new (title, subtitle, first);
  GtkWidget *button = adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row));

  g_ptr_array_add (self->buttons, button);
  g_signal_connect (button, "toggled", G_CALLBACK (on_button_toggled), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);

  return GTK_CHECK_BUTTON (button);
}

static void
consent_region_group_finalize (GObject *object)
{
  ConsentRegionGroup *self = CONSENT_REGION_GROUP (object);

  g_clear_object (&self->service);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);

  G_OBJECT_CLASS (consent_region_group_parent_class)->finalize (object);
}

static void
consent_region_group_class_init (ConsentRegionGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = consent_region_group_finalize;

  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_RADIO_GROUP);

  signals[CHANGED] = g_signal_new ("changed", CONSENT_TYPE_REGION_GROUP, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
consent_region_group_init (ConsentRegionGroup *self)
{
  self->buttons = g_ptr_array_new ();

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Your Region"),
                                  -1);
}

void
consent_region_group_fill (ConsentRegionGroup *self,
                           ConsentService     *service)
{
  GPtrArray *regions;

  g_return_if_fail (CONSENT_IS_REGION_GROUP (self));
  g_return_if_fail (CONSENT_IS_SERVICE (service));
  g_return_if_fail (self->service == NULL);

  self->service = g_object_ref (service);
  regions = consent_service_get_regions (service);
  for (guint i = 0; i < regions->len; i++)
    {
      const ConsentRegion *region = g_ptr_array_index (regions, i);
      g_autofree char *subtitle = describe_address (region);

      add_row (self, region->name, subtitle);
    }
}

void
consent_region_group_add_unknown (ConsentRegionGroup *self,
                                  const char         *subtitle)
{
  g_return_if_fail (CONSENT_IS_REGION_GROUP (self));
  g_return_if_fail (self->service != NULL);

  /* Translators: one of several answers to the question in which region a service is used. */
  gtk_check_button_set_active (add_row (self, _("I don’t know"), subtitle), TRUE);
}

const ConsentRegion *
consent_region_group_get_region (ConsentRegionGroup *self)
{
  GPtrArray *regions;

  g_return_val_if_fail (CONSENT_IS_REGION_GROUP (self), NULL);
  g_return_val_if_fail (self->service != NULL, NULL);

  regions = consent_service_get_regions (self->service);
  for (guint i = 0; i < regions->len; i++)
    {
      if (gtk_check_button_get_active (g_ptr_array_index (self->buttons, i)))
        return g_ptr_array_index (regions, i);
    }

  return NULL;
}

void
consent_region_group_choose (ConsentRegionGroup *self,
                             const char         *id)
{
  GPtrArray *regions;

  g_return_if_fail (CONSENT_IS_REGION_GROUP (self));
  g_return_if_fail (self->service != NULL);
  g_return_if_fail (id != NULL);

  regions = consent_service_get_regions (self->service);
  for (guint i = 0; i < regions->len; i++)
    {
      const ConsentRegion *region = g_ptr_array_index (regions, i);

      if (g_str_equal (region->id, id))
        gtk_check_button_set_active (g_ptr_array_index (self->buttons, i), TRUE);
    }
}
