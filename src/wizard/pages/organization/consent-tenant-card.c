/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-tenant-card.h"

#include "widgets/consent-copy-row.h"
#include "widgets/consent-status-icon.h"

#include <glib/gi18n.h>

struct _ConsentTenantCard
{
  AdwBin parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *lead;
  ConsentCopyRow *id_row;
  AdwActionRow *domain_row;
  AdwActionRow *cloud_row;
  AdwActionRow *data_region_row;
};

G_DEFINE_FINAL_TYPE (ConsentTenantCard, consent_tenant_card, ADW_TYPE_BIN)

static void
set_row (AdwActionRow *row,
         const char   *value)
{
  adw_action_row_set_subtitle (row, value != NULL ? value : "");
  gtk_widget_set_visible (GTK_WIDGET (row), value != NULL);
}

/* The names are Microsoft's (reference, 1.2); one that is not in the table is not shown. */
static const char *
describe_data_region (const ConsentTenant *tenant)
{
  static const struct
  {
    const char *scope;
    const char *name;
  } regions[] = {
    { "AS", N_("Asia and Pacific") },
    { "EU", N_("Europe") },
    { "NA", N_("North America") },
    { "OC", N_("Oceania") },
    { "WW", N_("Worldwide") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (regions); i++)
    {
      if (g_strcmp0 (tenant->region, regions[i].scope) == 0)
        return _(regions[i].name);
    }

  return NULL;
}

static const char *
describe_cloud (const ConsentTenant *tenant)
{
  if (tenant->cloud == NULL)
    return NULL;
  if (g_strcmp0 (tenant->sub_region, "GCC") == 0)
    /* Translators: GCC is Microsoft's short name for “Government Community Cloud”. */
    return _("Microsoft’s worldwide cloud, for the US government (GCC)");

  return _("Microsoft’s worldwide cloud");
}

static void
show_tenant (ConsentTenantCard   *self,
             const ConsentTenant *tenant)
{
  g_autofree char *domain = NULL;
  const char *title = _("Organization found");
  const char *lead = _("Microsoft knows this organization. Check that it is yours.");

  if (!tenant->checked)
    {
      title = _("Not checked");
      lead = _("You can go on with this Tenant ID. Compare it letter by letter first.");
    }

  consent_status_icon_set (self->icon, tenant->checked ? CONSENT_STATUS_PASS : CONSENT_STATUS_WARN);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->lead, lead);

  if (tenant->domain != NULL)
    domain = consent_tenant_describe_domain (tenant->domain);
  consent_copy_row_set_value (self->id_row, tenant->id);
  set_row (self->domain_row, domain);
  set_row (self->cloud_row, describe_cloud (tenant));
  set_row (self->data_region_row, describe_data_region (tenant));
}

static void
consent_tenant_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CONSENT_TYPE_TENANT_CARD);

  G_OBJECT_CLASS (consent_tenant_card_parent_class)->dispose (object);
}

static void
consent_tenant_card_class_init (ConsentTenantCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = consent_tenant_card_dispose;

  g_type_ensure (CONSENT_TYPE_COPY_ROW);

  /* Screen readers read an alert out when it appears, without the focus moving there. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH
                                               "/pages/organization/consent-tenant-card.ui");
  gtk_widget_class_bind_template_child (widget_class, ConsentTenantCard, icon);
  gtk_widget_class_bind_template_child (widget_class, ConsentTenantCard, title);
  gtk_widget_class_bind_template_child (widget_class, ConsentTenantCard, lead);
  gtk_widget_class_bind_template_child (widget_class, ConsentTenantCard, id_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentTenantCard, domain_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentTenantCard, cloud_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentTenantCard, data_region_row);
}

static void
consent_tenant_card_init (ConsentTenantCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
consent_tenant_card_set_tenant (ConsentTenantCard   *self,
                                const ConsentTenant *tenant)
{
  g_return_if_fail (CONSENT_IS_TENANT_CARD (self));

  if (tenant != NULL)
    show_tenant (self, tenant);

  gtk_widget_set_visible (GTK_WIDGET (self), tenant != NULL);
}
