/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "make-token.h"

#include "consent-body.h"
#include "test-token.h"

#include <string.h>

ConsentToken *
make_token (const char *tenant_id,
            const char *scopes)
{
  g_autoptr (ConsentEndpoints) endpoints = consent_endpoints_new (NULL, NULL, NULL);
  ConsentTokenRequest request = { endpoints, TEST_CLIENT, tenant_id, scopes, NULL };
  g_autofree char *claims = NULL;
  g_autofree char *id_token = NULL;
  g_autofree char *answer = NULL;
  g_autoptr (JsonNode) json = NULL;
  g_autoptr (GError) error = NULL;
  ConsentToken *token;

  claims = g_strdup_printf ("{\"aud\": \"" TEST_CLIENT "\", \"tid\": \"%s\", \"exp\": 99999999999,"
                            " \"iss\": \"https://login.microsoftonline.com/%s/v2.0\","
                            " \"preferred_username\": \"ann@contoso.com\"}",
                            tenant_id, tenant_id);
  id_token = test_id_token_new (claims);
  answer = g_strdup_printf ("{\"token_type\": \"Bearer\", \"access_token\": \"" MAKE_TOKEN_SECRET "\","
                            " \"scope\": \"%s\", \"id_token\": \"%s\"}",
                            scopes, id_token);
  json = consent_body_parse (answer, strlen (answer), NULL, &error);
  g_assert_no_error (error);
  token = consent_token_new (json, &request, &error);
  g_assert_no_error (error);

  return token;
}
