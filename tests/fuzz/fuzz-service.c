/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "consent-link.h"
#include "consent-tenant-input.h"

#define AUTHORITY "https://login.microsoftonline.com"
#define TENANT "aaaabbbb-0000-cccc-1111-dddd2222eeee"

static void
check_region (ConsentService      *service,
              const ConsentRegion *region)
{
  g_autofree char *link = consent_link_build (service, region, TENANT, AUTHORITY);
  g_autoptr (GPtrArray) parts = consent_link_take_apart (service, link);

  g_assert_true (g_str_has_prefix (link, AUTHORITY "/" TENANT "/adminconsent?client_id="));
  g_assert_true (g_uri_is_valid (link, G_URI_FLAGS_NONE, NULL));
  g_assert_cmpint (g_ascii_strncasecmp (region->redirect_uri, "https://", 8), ==, 0);
  g_assert_true (consent_service_find_region (service, region->id) == region);
  fuzz_assert_line (region->name);
  g_assert_cmpuint (parts->len, >, 0);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GKeyFile) key_file = g_key_file_new ();
  g_autoptr (ConsentService) service = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *regions;

  if (!g_key_file_load_from_data (key_file, (const char *) data, size, G_KEY_FILE_KEEP_TRANSLATIONS,
                                  NULL))
    return 0;

  service = consent_service_new_from_key_file (key_file, &error);
  if (service == NULL)
    {
      fuzz_assert_explained (error);
      return 0;
    }

  g_assert_true (consent_guid_is_valid (consent_service_get_client_id (service)));
  fuzz_assert_line (consent_service_get_name (service));
  fuzz_assert_line (consent_service_get_support (service));
  regions = consent_service_get_regions (service);
  g_assert_cmpuint (regions->len, >, 0);
  for (guint i = 0; i < regions->len; i++)
    check_region (service, g_ptr_array_index (regions, i));

  return 0;
}
