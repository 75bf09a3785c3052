/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-sign-in.h"

#include "consent-body.h"
#include "consent-tenant-input.h"
#include "fuzz.h"

#include <string.h>

/* Those of the seeds. */
#define CLIENT "00001111-aaaa-2222-bbbb-3333cccc4444"
#define TENANT "aaaabbbb-0000-cccc-1111-dddd2222eeee"
#define NONCE "n"

static void
check_token (ConsentToken *token)
{
  gboolean is_ours = g_str_equal (consent_token_get_tenant_id (token), TENANT);

  g_assert_true (consent_guid_is_valid (consent_token_get_tenant_id (token)));
  g_assert_true (consent_token_can_read (token) == is_ours);
  g_assert_nonnull (consent_token_get_scopes (token));

  if (is_ours)
    {
      g_autoptr (SoupMessage) message = soup_message_new ("GET", CONSENT_MICROSOFT_GRAPH);
      const char *value;

      consent_token_authorize (token, message);
      value = soup_message_headers_get_one (soup_message_get_request_headers (message),
                                            "Authorization");
      g_assert_true (g_str_has_prefix (value, "Bearer "));
      g_assert_null (strpbrk (value + strlen ("Bearer "), " \t\r\n"));
    }
}

void
fuzz_read_token (JsonNode *json)
{
  g_autoptr (ConsentEndpoints) endpoints = consent_endpoints_new (NULL, NULL, NULL);
  g_autoptr (ConsentToken) token = NULL;
  g_autoptr (GError) error = NULL;
  ConsentTokenRequest request = {
    .endpoints = endpoints,
    .client_id = CLIENT,
    .tenant_id = TENANT,
    .scopes = "openid",
    .nonce = NONCE,
  };

  token = consent_token_new (json, &request, &error);
  if (token != NULL)
    check_token (token);
  else
    fuzz_assert_explained (error);

  /* Whatever it was, nothing of it is left. */
  g_assert_cmpuint (strlen (consent_body_get_string (json, "access_token") ?: ""), ==, 0);
  g_assert_cmpuint (strlen (consent_body_get_string (json, "refresh_token") ?: ""), ==, 0);
  g_assert_cmpuint (strlen (consent_body_get_string (json, "id_token") ?: ""), ==, 0);
}
