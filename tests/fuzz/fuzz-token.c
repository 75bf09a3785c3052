/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "consent-body.h"
#include "consent-device-code.h"
#include "consent-oauth-error.h"
#include "fuzz-sign-in.h"

#include <string.h>

/* What the token endpoint answers: a token, an error, or something else; and the answer about a device
 * code, which looks much the same. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  ConsentHttpAnswer answer = { .status = 200 };
  g_autoptr (ConsentEndpoints) endpoints = consent_endpoints_new (NULL, NULL, NULL);
  g_autoptr (ConsentOauthError) oauth = NULL;
  g_autoptr (ConsentDeviceCode) code = NULL;
  g_autoptr (JsonNode) json = NULL;
  g_autoptr (GError) error = NULL;

  json = answer.json = consent_body_parse ((const char *) data, size, NULL, NULL);
  if (json == NULL)
    return 0;

  oauth = consent_oauth_error_new (&answer);
  if (oauth != NULL)
    {
      fuzz_assert_line (oauth->error);
      fuzz_assert_line (oauth->message);
    }

  code = consent_device_code_new (&answer, endpoints, 1000, &error);
  if (code != NULL)
    {
      fuzz_assert_line (code->user_code);
      fuzz_assert_line (code->verification_uri);
      g_assert_cmpint (g_ascii_strncasecmp (code->verification_uri, "https://", 8), ==, 0);
      g_assert_null (strchr (code->verification_uri, ' '));
      consent_device_code_must_wait (code, &answer, NULL);
      g_assert_cmpuint (consent_device_code_get_pause (code), >, 0);
    }
  else
    fuzz_assert_explained (error);

  fuzz_read_token (json);

  return 0;
}
