/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consentctl.h"

#include "consent-link.h"

#include <glib/gi18n.h>

static JsonNode *
make_json (const char          *link,
           const ConsentTenant *tenant,
           const ConsentRegion *region)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "link");
  json_builder_add_string_value (builder, link);
  json_builder_set_member_name (builder, "tenant");
  json_builder_add_value (builder, consent_tenant_to_json (tenant));
  json_builder_set_member_name (builder, "region");
  json_builder_add_string_value (builder, region->id);
  json_builder_end_object (builder);

  return json_builder_get_root (builder);
}

ConsentctlExit
consentctl_link (Consentctl  *self,
                 GStrv        args,
                 GError     **error)
{
  g_autofree char *region_id = NULL;
  gboolean offline = FALSE;
  gboolean open = FALSE;
  const GOptionEntry entries[] = {
    { "region", 'r', 0, G_OPTION_ARG_STRING, &region_id,
      N_ ("Where the service is used, such as uk or us"), N_ ("REGION") },
    { "offline", 0, 0, G_OPTION_ARG_NONE, &offline,
      N_ ("Ask nobody; needs a Tenant ID"), NULL },
    { "open", 0, 0, G_OPTION_ARG_NONE, &open,
      N_ ("Also open the link in the default browser"), NULL },
    { NULL },
  };
  g_auto (GStrv) rest = NULL;
  g_autoptr (ConsentTenant) tenant = NULL;
  const ConsentRegion *region;
  ConsentEndpoints *endpoints;
  g_autofree char *link = NULL;

  rest = consentctl_parse (self, args, entries, "TENANT",
                           _("TENANT is a Tenant ID, a domain or a work e-mail address.\n"
                             "Prints the link that an administrator of that organization opens to "
                             "approve."),
                           1, 1, error);
  if (rest == NULL)
    return CONSENTCTL_DONE;

  region = consentctl_find_region (self, region_id, error);
  if (region == NULL)
    return CONSENTCTL_USAGE;

  endpoints = consentctl_get_endpoints (self, error);
  if (endpoints == NULL)
    return CONSENTCTL_USAGE;

  tenant = consentctl_find_tenant (self, rest[0], offline, error);
  if (tenant == NULL)
    return CONSENTCTL_USAGE;

  link = consent_link_build (self->service, region, tenant->id,
                             consent_endpoints_get_authority (endpoints));
  if (self->json)
    {
      g_autoptr (JsonNode) json = make_json (link, tenant, region);

      if (!consentctl_print_json (json, error))
        return CONSENTCTL_UNAVAILABLE;
    }
  else
    {
      g_autofree char *line = g_strconcat (link, "\n", NULL);

      if (!consentctl_print (line, -1, error))
        return CONSENTCTL_UNAVAILABLE;
    }

  if (open && !consentctl_open (link, error))
    return CONSENTCTL_UNAVAILABLE;

  return CONSENTCTL_DONE;
}
