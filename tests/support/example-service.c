/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "example-service.h"

ConsentService *
example_service_new (const char *lines)
{
  g_autoptr (GKeyFile) key_file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *profile = NULL;
  ConsentService *service;

  /* Of two lines with the same key, the later one counts. */
  profile = g_strconcat ("[Service]\n"
                         "Name=Example\n"
                         "ClientId=aaaabbbb-0000-cccc-1111-dddd2222eeee\n"
                         "Support=us\n",
                         lines,
                         "[Region eu]\n"
                         "Name=Europe\n"
                         "RedirectUri=https://eu.example/Back\n"
                         "WebAddress=https://eu.example\n",
                         NULL);

  g_key_file_load_from_data (key_file, profile, -1, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  service = consent_service_new_from_key_file (key_file, &error);
  g_assert_no_error (error);

  return service;
}
