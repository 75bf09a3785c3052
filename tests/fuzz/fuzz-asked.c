/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "consent-need.h"
#include "consent-tenant-input.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = fuzz_dup_text (data, size);
  g_autoptr (ConsentAsked) asked = consent_asked_parse (text);
  g_autoptr (GPtrArray) needs = consent_need_collect (consent_service_get_default (), NULL, asked);

  g_assert_true (asked->client_id == NULL || consent_guid_is_valid (asked->client_id));
  fuzz_assert_line (asked->redirect_uri);
  for (guint i = 0; i < needs->len; i++)
    {
      const ConsentNeed *need = g_ptr_array_index (needs, i);

      fuzz_assert_line (need->name);
      fuzz_assert_line (need->label);
    }

  return 0;
}
