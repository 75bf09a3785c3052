/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "consent-tenant-input.h"

#include <string.h>

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = fuzz_dup_text (data, size);
  g_autoptr (ConsentTenantInput) input = NULL;
  g_autoptr (ConsentTenantInput) again = NULL;
  g_autoptr (GError) error = NULL;
  const char *found;

  input = consent_tenant_input_parse (text, consent_service_get_default (), &error);
  if (input == NULL)
    {
      fuzz_assert_explained (error);
      return 0;
    }

  g_assert_true ((input->id == NULL) != (input->domain == NULL));
  g_assert_cmpstr (input->text, ==, text);
  if (input->id != NULL)
    g_assert_true (consent_guid_is_valid (input->id));
  else
    g_assert_cmpuint (strspn (input->domain, "abcdefghijklmnopqrstuvwxyz0123456789.-"),
                      ==, strlen (input->domain));

  /* What was found means itself, but for a host of Microsoft's pages: that is somebody's domain in an
   * e-mail address only. */
  found = input->id != NULL ? input->id : input->domain;
  again = consent_tenant_input_parse (found, consent_service_get_default (), &error);
  g_assert_true (again != NULL || input->id == NULL);
  if (again != NULL)
    {
      g_assert_cmpstr (again->id, ==, input->id);
      g_assert_cmpstr (again->domain, ==, input->domain);
    }

  return 0;
}
