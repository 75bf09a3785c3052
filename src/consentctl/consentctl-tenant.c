/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consentctl.h"

#include <glib/gi18n.h>

ConsentctlExit
consentctl_tenant (Consentctl  *self,
                   GStrv        args,
                   GError     **error)
{
  g_auto (GStrv) rest = NULL;
  g_autoptr (ConsentTenant) tenant = NULL;
  g_autoptr (JsonNode) json = NULL;
  g_autofree char *line = NULL;

  rest = consentctl_parse (self, args, NULL, "TENANT",
                           _("TENANT is a Tenant ID, a domain or a work e-mail address.\n"
                             "Prints the Tenant ID that Microsoft has for it."),
                           1, 1, error);
  if (rest == NULL)
    return CONSENTCTL_DONE;

  tenant = consentctl_find_tenant (self, rest[0], FALSE, error);
  if (tenant == NULL)
    return CONSENTCTL_USAGE;

  if (self->json)
    {
      json = consent_tenant_to_json (tenant);
      consentctl_print_json (json, error);
    }
  else
    {
      line = g_strconcat (tenant->id, "\n", NULL);
      consentctl_print (line, -1, error);
    }

  return CONSENTCTL_DONE;
}
