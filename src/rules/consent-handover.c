/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-handover.h"

#include "consent-portal.h"

#include <glib/gi18n-lib.h>

static void
append_request (GString             *text,
                const char          *name,
                const ConsentTenant *tenant,
                const char          *link)
{
  const ConsentPlace *place = consent_portal_find_place ("tenant-id");

  if (link != NULL)
    {
      g_string_append (text, _("Please open this link in your web browser, sign in with your "
                               "administrator account, read the list and press Accept:"));
      g_string_append_printf (text, "\n\n%s\n\n", link);
      return;
    }

  /* Translators: The placeholder is the name of the app, such as “TrackerRMS”. */
  g_string_append_printf (text, _("The program Consent Wizard leads you to the page where you approve "
                                  "it. It asks for our domain or your work e-mail address, and for "
                                  "the region in which we use %s."), name);
  g_string_append (text, "\n\n");

  if (tenant != NULL)
    {
      /* Translators: The placeholder is an ID such as 11111111-2222-3333-4444-555555555555. */
      g_string_append_printf (text, _("Our Tenant ID is %s."), tenant->id);
      g_string_append (text, "\n\n");
      return;
    }

  g_string_append (text, _("Or send me our Tenant ID, and I send you a link to that page. You find "
                           "the ID in the Microsoft Entra admin center:"));
  g_string_append_printf (text, "\n\n%s\n%s\n\n",
                          consent_place_get_path (place), consent_place_get_link (place));
}

static void
append_effect (GString             *text,
               const char          *name,
               const ConsentTenant *tenant)
{
  const ConsentPlace *place = consent_portal_find_place ("app-permissions");

  g_string_append (text, _("What the approval does"));
  g_string_append (text, "\n- ");
  /* Translators: The placeholder is the name of the app, such as “TrackerRMS”. */
  g_string_append_printf (text, _("It approves %s for everyone in our organization."), name);
  if (tenant != NULL && tenant->domain != NULL)
    {
      g_string_append_c (text, ' ');
      /* Translators: The placeholders are a domain such as “contoso.com” and its Tenant ID. */
      g_string_append_printf (text, _("Our organization is %s (Tenant ID %s)."),
                              tenant->domain, tenant->id);
    }
  g_string_append (text, "\n- ");
  /* Translators: The placeholder is the name of the app, such as “TrackerRMS”. */
  g_string_append_printf (text, _("Microsoft’s page lists what %s may do. Nothing changes until you "
                                  "press Accept."), name);
  g_string_append (text, "\n- ");
  g_string_append (text, _("You can take it back later in the Microsoft Entra admin center:"));
  g_string_append_printf (text, " %s\n\n", consent_place_get_path (place));
}

char *
consent_handover_new_subject (ConsentService *service)
{
  g_return_val_if_fail (CONSENT_IS_SERVICE (service), NULL);

  /* Translators: Subject of an e-mail. The placeholder is the name of the app. */
  return g_strdup_printf (_("Please approve %s for Microsoft 365"),
                          consent_service_get_name (service));
}

char *
consent_handover_new_text (ConsentService      *service,
                           const ConsentTenant *tenant,
                           const char          *link)
{
  GString *text;
  const char *name;

  g_return_val_if_fail (CONSENT_IS_SERVICE (service), NULL);

  text = g_string_new (_("Hello,"));
  name = consent_service_get_name (service);

  g_string_append (text, "\n\n");
  /* Translators: The placeholder is the name of the app, such as “TrackerRMS”. “Need admin
   * approval” is the title of a page of Microsoft's. */
  g_string_append_printf (text, _("%s needs the approval of an administrator before we can connect "
                                  "Microsoft 365 (Office 365) to it. Until then, Microsoft shows us "
                                  "“Need admin approval”."), name);
  g_string_append (text, "\n\n");
  append_request (text, name, tenant, link);
  append_effect (text, name, tenant);

  g_string_append (text, _("Who may approve"));
  g_string_append_c (text, '\n');
  /* Translators: These are roles of administrators; use Microsoft's words in your language. */
  g_string_append (text, _("An account with one of these roles: Global Administrator, Privileged Role "
                           "Administrator, Cloud Application Administrator, Application "
                           "Administrator or AI Administrator. If the list has a line that ends in "
                           "“without a signed-in user”, only the first two may."));
  g_string_append_c (text, '\n');

  return g_string_free (text, FALSE);
}
