/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "consent-outcome.h"

#include <string.h>

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = fuzz_dup_text (data, size);
  g_autoptr (ConsentOutcome) outcome = consent_outcome_parse (text);
  g_autoptr (ConsentMessage) message = NULL;

  g_assert_nonnull (consent_outcome_kind_get_id (outcome->kind));
  for (char **code = outcome->codes; *code != NULL; code++)
    g_assert_cmpuint (strspn (*code, "0123456789"), ==, strlen (*code));
  fuzz_assert_line (outcome->error);
  fuzz_assert_line (outcome->tenant);
  fuzz_assert_line (outcome->correlation_id);
  fuzz_assert_line (outcome->timestamp);
  fuzz_assert_line (outcome->description);

  message = consent_outcome_get_message (outcome, consent_service_get_default ());
  fuzz_assert_message (message);

  return 0;
}
