/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-link.h"

#include "consent-tenant-input.h"

#include <glib/gi18n-lib.h>

#define LAST_SEGMENT "adminconsent"

static void
consent_link_part_free (ConsentLinkPart *self)
{
  g_free (self->title);
  g_free (self->value);
  g_free (self->explanation);
  g_free (self);
}

static void
add_part (GPtrArray  *parts,
          const char *title,
          const char *value,
          char       *explanation)
{
  ConsentLinkPart *part = g_new0 (ConsentLinkPart, 1);

  part->title = g_strdup (title);
  part->value = g_strdup (value);
  part->explanation = explanation;
  g_ptr_array_add (parts, part);
}

static void
add_host (GPtrArray *parts,
          GUri      *uri)
{
  const char *host = g_uri_get_host (uri);
  g_autofree char *value = NULL;

  if (g_uri_get_port (uri) > 0)
    value = g_strdup_printf (strchr (host, ':') != NULL ? "[%s]:%d" : "%s:%d",
                             host, g_uri_get_port (uri));
  else
    value = g_strdup (host);

  if (g_str_equal (g_uri_get_scheme (uri), "https") && g_str_equal (value, CONSENT_LINK_HOST))
    add_part (parts, _("Who is asked"), value,
              g_strdup (_("Microsoft’s own sign-in page. You sign in there, not in this program.")));
  else
    add_part (parts, _("Who is asked"), value,
              g_strdup (_("Not Microsoft: this address stands in for Microsoft’s sign-in page.")));
}

static void
add_tenant (GPtrArray *parts,
            GUri      *uri)
{
  g_auto (GStrv) segments = g_strsplit (g_uri_get_path (uri), "/", -1);
  guint n = g_strv_length (segments);
  g_autofree char *tenant = NULL;

  /* The authority may bring segments of its own, so the tenant is looked for from the end. */
  if (n < 2 || !g_str_equal (segments[n - 1], LAST_SEGMENT))
    return;

  tenant = g_uri_unescape_string (segments[n - 2], NULL);
  if (tenant == NULL)
    return;

  add_part (parts, _("For which organization"), tenant,
            /* Translators: “tenant” is Microsoft's word for one organization's directory. */
            g_strdup (_("The Tenant ID. The approval counts for this organization and no other.")));
}

static void
add_app (GPtrArray      *parts,
         ConsentService *service,
         const char     *client_id)
{
  const char *name = consent_service_get_name (service);
  g_autofree char *value = NULL;

  if (client_id == NULL)
    return;

  if (g_ascii_strcasecmp (client_id, consent_service_get_client_id (service)) != 0)
    {
      add_part (parts, _("For which app"), client_id,
                /* Translators: %s is the name of a service, such as TrackerRMS. */
                g_strdup_printf (_("This is not the ID of %s. Do not use this link."), name));
      return;
    }

  value = g_strdup_printf ("%s (%s)", name, client_id);
  add_part (parts, _("For which app"), value,
            /* Translators: %s is the name of a service, such as TrackerRMS. “client ID” is
             * Microsoft's word for the number of an app. */
            g_strdup_printf (_("%s and the number that Microsoft knows it by (client ID). "
                               "Microsoft shows what the app asks for before you accept."),
                             name));
}

static const ConsentRegion *
find_region_by_redirect (ConsentService *service,
                         const char     *redirect_uri)
{
  GPtrArray *regions = consent_service_get_regions (service);

  for (guint i = 0; i < regions->len; i++)
    {
      const ConsentRegion *region = g_ptr_array_index (regions, i);

      if (g_str_equal (region->redirect_uri, redirect_uri))
        return region;
    }

  return NULL;
}

static void
add_return_address (GPtrArray      *parts,
                    ConsentService *service,
                    const char     *redirect_uri)
{
  const char *name = consent_service_get_name (service);
  const ConsentRegion *region;

  if (redirect_uri == NULL)
    return;

  region = find_region_by_redirect (service, redirect_uri);
  if (region != NULL)
    add_part (parts, _("Where the browser goes afterwards"), redirect_uri,
              /* Translators: the first %s is the name of a service, such as TrackerRMS, the
               * second one of its regions, such as United Kingdom. */
              g_strdup_printf (_("A page of %s for this region: %s. It is told whether you "
                                 "accepted. It never sees your password."),
                               name, region->name));
  else
    add_part (parts, _("Where the browser goes afterwards"), redirect_uri,
              /* Translators: %s is the name of a service, such as TrackerRMS. */
              g_strdup_printf (_("This is not a known page of %s. Do not use this link."), name));
}

static char *
build (ConsentService      *service,
       const ConsentRegion *region,
       const char          *tenant,
       const char          *authority)
{
  g_autofree char *redirect_uri = g_uri_escape_string (region->redirect_uri, NULL, FALSE);

  return g_strdup_printf ("%s/%s/" LAST_SEGMENT "?client_id=%s&redirect_uri=%s",
                          authority, tenant,
                          consent_service_get_client_id (service), redirect_uri);
}

char *
consent_link_build (ConsentService      *service,
                    const ConsentRegion *region,
                    const char          *tenant_id,
                    const char          *authority)
{
  g_return_val_if_fail (CONSENT_IS_SERVICE (service), NULL);
  g_return_val_if_fail (region != NULL, NULL);
  g_return_val_if_fail (consent_guid_is_valid (tenant_id), NULL);
  g_return_val_if_fail (authority != NULL, NULL);

  return build (service, region, tenant_id, authority);
}

char *
consent_link_build_template (ConsentService      *service,
                             const ConsentRegion *region,
                             const char          *authority)
{
  g_return_val_if_fail (CONSENT_IS_SERVICE (service), NULL);
  g_return_val_if_fail (region != NULL, NULL);
  g_return_val_if_fail (authority != NULL, NULL);

  return build (service, region, "{tenant-id}", authority);
}

GPtrArray *
consent_link_take_apart (ConsentService *service,
                         const char     *link)
{
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GHashTable) query = NULL;

  g_return_val_if_fail (CONSENT_IS_SERVICE (service), NULL);
  g_return_val_if_fail (link != NULL, NULL);

  parts = g_ptr_array_new_with_free_func ((GDestroyNotify) consent_link_part_free);

  uri = g_uri_parse (link, G_URI_FLAGS_ENCODED, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return g_steal_pointer (&parts);

  add_host (parts, uri);
  add_tenant (parts, uri);

  if (g_uri_get_query (uri) != NULL)
    query = g_uri_parse_params (g_uri_get_query (uri), -1, "&", G_URI_PARAMS_NONE, NULL);
  if (query != NULL)
    {
      add_app (parts, service, g_hash_table_lookup (query, "client_id"));
      add_return_address (parts, service, g_hash_table_lookup (query, "redirect_uri"));
    }

  return g_steal_pointer (&parts);
}
