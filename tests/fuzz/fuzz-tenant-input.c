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

  /* A GUID means itself. A domain need not: hosts of Microsoft's pages and "www." are somebody's in an
   * e-mail address or in the place of a tenant, and not where they stand alone. */
  if (input->id != NULL)
    {
      again = consent_tenant_input_parse (input->id, consent_service_get_default (), &error);
      g_assert_no_error (error);
      g_assert_cmpstr (again->id, ==, input->id);
    }

  return 0;
}
