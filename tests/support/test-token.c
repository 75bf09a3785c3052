/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-token.h"

#include <string.h>

static char *
encode (const char *text)
{
  char *encoded = g_base64_encode ((const guchar *) text, strlen (text));

  g_strdelimit (encoded, "+", '-');
  g_strdelimit (encoded, "/", '_');
  encoded[strcspn (encoded, "=")] = '\0';

  return encoded;
}

char *
test_id_token_new (const char *claims)
{
  g_autofree char *head = encode ("{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"x\"}");
  g_autofree char *body = encode (claims);
  g_autofree char *signature = encode (TEST_SECRET "signature");

  return g_strjoin (".", head, body, signature, NULL);
}

char *
test_claims_new (const char *issuer,
                 const char *nonce,
                 const char *more)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *nonce_member =
    nonce != NULL ? g_strdup_printf (", \"nonce\": \"%s\"", nonce) : g_strdup ("");

  return g_strdup_printf (
    "{\"aud\": \"" TEST_CLIENT "\", \"iss\": \"%s/" TEST_TENANT "/v2.0\", \"iat\": %" G_GINT64_FORMAT
    ", \"nbf\": %" G_GINT64_FORMAT ", \"exp\": %" G_GINT64_FORMAT ", \"name\": \"Adele Vance\""
    ", \"oid\": \"55555555-0000-0000-0000-000000000001\", \"preferred_username\": \"adele@contoso.com\""
    ", \"sub\": \"x\", \"tid\": \"" TEST_TENANT "\", \"ver\": \"2.0\"%s%s}",
    issuer, now, now, now + 3600, nonce_member, more != NULL ? more : "");
}

char *
test_token_answer_new (const char *claims)
{
  g_autofree char *id_token = test_id_token_new (claims);

  return g_strdup_printf (
    "{\"token_type\": \"Bearer\", \"expires_in\": 3599, \"ext_expires_in\": 3599,"
    " \"scope\": \"openid profile https://graph.microsoft.com/User.Read\","
    " \"access_token\": \"" TEST_SECRET "access\", \"refresh_token\": \"" TEST_SECRET "refresh\","
    " \"id_token\": \"%s\"}",
    id_token);
}
