/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-body.h"
#include "consent-error.h"
#include "consent-token.h"
#include "test-token.h"

#include <string.h>

#define MICROSOFT "https://login.microsoftonline.com"
#define OTHER "11111111-2222-3333-4444-555555555555"
#define PERSONAL "9188040d-6c67-4c5b-b112-36a304b66dad"
#define SCOPES "openid asked-for"
#define NONCE "the-nonce"

static ConsentToken *
read_answer (const char  *body,
             GError     **error)
{
  g_autoptr (ConsentEndpoints) endpoints = consent_endpoints_new (NULL, NULL, NULL);
  ConsentTokenRequest request = { endpoints, TEST_CLIENT, TEST_TENANT, SCOPES, NONCE };
  g_autoptr (JsonNode) json = consent_body_parse (body, strlen (body), NULL, error);
  g_autofree char *left = NULL;
  ConsentToken *token;

  g_assert_no_error (*error);
  token = consent_token_new (json, &request, error);

  /* Nothing of it stays behind. */
  left = json_to_string (json, FALSE);
  g_assert_null (strstr (left, TEST_SECRET));
  if (*error != NULL)
    g_assert_null (strstr ((*error)->message, TEST_SECRET));

  return token;
}

static ConsentToken *
read_claims (const char  *claims,
             GError     **error)
{
  g_autofree char *body = test_token_answer_new (claims);

  return read_answer (body, error);
}

static void
test_good (void)
{
  g_autofree char *claims = test_claims_new (MICROSOFT, NONCE, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", "https://graph.microsoft.com/");
  g_autoptr (ConsentToken) token = NULL;
  g_autoptr (GError) error = NULL;

  token = read_claims (claims, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (consent_token_get_tenant_id (token), ==, TEST_TENANT);
  g_assert_true (consent_token_can_read (token));
  g_assert_cmpstr (consent_token_get_user_name (token), ==, "adele@contoso.com");
  g_assert_cmpstr (consent_token_get_scopes (token), ==,
                   "openid profile https://graph.microsoft.com/User.Read");
  g_assert_false (consent_token_is_foreign (token));

  consent_token_authorize (token, message);
  g_assert_cmpstr (soup_message_headers_get_one (soup_message_get_request_headers (message),
                                                 "Authorization"),
                   ==, "Bearer hush-access");
}

static const struct
{
  const char *aud;
  const char *iss;
  const char *tid;
  const char *nonce;
  gint64 exp;
  int code; /* -1: good */
} claim_cases[] = {
  { "\"" TEST_CLIENT "\"", "\"" MICROSOFT "/" TEST_TENANT "/v2.0\"", "\"" TEST_TENANT "\"", "\"" NONCE "\"", 60, -1 },
  { "\"00001111-AAAA-2222-BBBB-3333CCCC4444\"", "\"" MICROSOFT "/" TEST_TENANT "/v2.0\"", "\"AAAABBBB-0000-CCCC-1111-DDDD2222EEEE\"", "\"" NONCE "\"", 60, -1 },
  { "\"" TEST_CLIENT "\"", "\"https://sts.windows.net/" TEST_TENANT "/\"", "\"" TEST_TENANT "\"", "\"" NONCE "\"", 60, -1 },
  /* The clock may be a little wrong. */
  { "\"" TEST_CLIENT "\"", "\"" MICROSOFT "/" TEST_TENANT "/v2.0\"", "\"" TEST_TENANT "\"", "\"" NONCE "\"", -200, -1 },

  { "\"" OTHER "\"", "\"" MICROSOFT "/" TEST_TENANT "/v2.0\"", "\"" TEST_TENANT "\"", "\"" NONCE "\"", 60, CONSENT_ERROR_SIGN_IN_REPLY },
  { "[\"" TEST_CLIENT "\"]", "\"" MICROSOFT "/" TEST_TENANT "/v2.0\"", "\"" TEST_TENANT "\"", "\"" NONCE "\"", 60, CONSENT_ERROR_SIGN_IN_REPLY },
  { "null", "\"" MICROSOFT "/" TEST_TENANT "/v2.0\"", "\"" TEST_TENANT "\"", "\"" NONCE "\"", 60, CONSENT_ERROR_SIGN_IN_REPLY },
  { "\"" TEST_CLIENT "\"", "\"https://evil.example/" TEST_TENANT "/v2.0\"", "\"" TEST_TENANT "\"", "\"" NONCE "\"", 60, CONSENT_ERROR_SIGN_IN_REPLY },
  { "\"" TEST_CLIENT "\"", "\"" MICROSOFT "/" OTHER "/v2.0\"", "\"" TEST_TENANT "\"", "\"" NONCE "\"", 60, CONSENT_ERROR_SIGN_IN_REPLY },
  { "\"" TEST_CLIENT "\"", "\"" MICROSOFT "/{tenantid}/v2.0\"", "\"" TEST_TENANT "\"", "\"" NONCE "\"", 60, CONSENT_ERROR_SIGN_IN_REPLY },
  { "\"" TEST_CLIENT "\"", "7", "\"" TEST_TENANT "\"", "\"" NONCE "\"", 60, CONSENT_ERROR_SIGN_IN_REPLY },
  { "\"" TEST_CLIENT "\"", "\"" MICROSOFT "/" TEST_TENANT "/v2.0\"", "null", "\"" NONCE "\"", 60, CONSENT_ERROR_SIGN_IN_REPLY },
  { "\"" TEST_CLIENT "\"", "\"" MICROSOFT "/" TEST_TENANT "/v2.0\"", "\"" OTHER "\"", "\"" NONCE "\"", 60, CONSENT_ERROR_SIGN_IN_REPLY },
  { "\"" TEST_CLIENT "\"", "\"" MICROSOFT "/" TEST_TENANT "/v2.0\"", "\"" TEST_TENANT "\"", "\"other\"", 60, CONSENT_ERROR_SIGN_IN_REPLY },
  { "\"" TEST_CLIENT "\"", "\"" MICROSOFT "/" TEST_TENANT "/v2.0\"", "\"" TEST_TENANT "\"", "\"\"", 60, CONSENT_ERROR_SIGN_IN_REPLY },
  { "\"" TEST_CLIENT "\"", "\"" MICROSOFT "/" TEST_TENANT "/v2.0\"", "\"" TEST_TENANT "\"", "null", 60, CONSENT_ERROR_SIGN_IN_REPLY },
  { "\"" TEST_CLIENT "\"", "\"" MICROSOFT "/" TEST_TENANT "/v2.0\"", "\"" TEST_TENANT "\"", "\"" NONCE "\"", -3600, CONSENT_ERROR_SIGN_IN_REPLY },
};

static void
test_claims (void)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  for (guint i = 0; i < G_N_ELEMENTS (claim_cases); i++)
    {
      g_autofree char *claims = NULL;
      g_autoptr (ConsentToken) token = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      claims = g_strdup_printf ("{\"aud\": %s, \"iss\": %s, \"tid\": %s, \"nonce\": %s, \"exp\": %"
                                G_GINT64_FORMAT "}",
                                claim_cases[i].aud, claim_cases[i].iss, claim_cases[i].tid,
                                claim_cases[i].nonce, now + claim_cases[i].exp);
      token = read_claims (claims, &error);
      if (claim_cases[i].code < 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, CONSENT_ERROR, claim_cases[i].code);
      g_assert_true ((token != NULL) == (error == NULL));
    }
}

/* Nothing of another tenant's is kept but where the person signed in. */
static void
test_elsewhere (void)
{
  static const char *const tenants[] = { OTHER, PERSONAL };

  for (guint i = 0; i < G_N_ELEMENTS (tenants); i++)
    {
      g_autofree char *claims = NULL;
      g_autoptr (ConsentToken) token = NULL;
      g_autoptr (GError) error = NULL;

      claims = g_strdup_printf ("{\"aud\": \"" TEST_CLIENT "\", \"iss\": \"" MICROSOFT "/%s/v2.0\","
                                " \"tid\": \"%s\", \"nonce\": \"" NONCE "\", \"exp\": 99999999999}",
                                tenants[i], tenants[i]);
      token = read_claims (claims, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (consent_token_get_tenant_id (token), ==, tenants[i]);
      g_assert_false (consent_token_can_read (token));
    }
}

static void
test_people (void)
{
  g_autofree char *guest = test_claims_new (MICROSOFT, NONCE, ", \"idp\": \"https://sts.windows.net/" OTHER "/\"");
  g_autofree char *bare = NULL;
  g_autofree char *odd = NULL;
  g_autoptr (ConsentToken) token = NULL;
  g_autoptr (GError) error = NULL;

  token = read_claims (guest, &error);
  g_assert_no_error (error);
  g_assert_true (consent_token_is_foreign (token));
  g_clear_pointer (&token, consent_token_unref);

  bare = g_strdup_printf ("{\"aud\": \"" TEST_CLIENT "\", \"iss\": \"" MICROSOFT "/" TEST_TENANT "/v2.0\","
                          " \"tid\": \"" TEST_TENANT "\", \"nonce\": \"" NONCE "\", \"exp\": 99999999999}");
  token = read_claims (bare, &error);
  g_assert_no_error (error);
  g_assert_null (consent_token_get_user_name (token));
  g_clear_pointer (&token, consent_token_unref);

  odd = g_strdup_printf ("{\"aud\": \"" TEST_CLIENT "\", \"iss\": \"" MICROSOFT "/" TEST_TENANT "/v2.0\","
                         " \"tid\": \"" TEST_TENANT "\", \"nonce\": \"" NONCE "\", \"exp\": 99999999999,"
                         " \"name\": [], \"oid\": 7, \"preferred_username\": {}}");
  token = read_claims (odd, &error);
  g_assert_no_error (error);
  g_assert_null (consent_token_get_user_name (token));
}

static const char *const bad_answers[] = {
  "{}",
  "[]",
  "{\"token_type\": \"Bearer\"}",
  "{\"token_type\": \"Bearer\", \"access_token\": null, \"id_token\": \"%s\"}",
  "{\"token_type\": \"Bearer\", \"access_token\": \"\", \"id_token\": \"%s\"}",
  "{\"token_type\": \"Bearer\", \"access_token\": 7, \"id_token\": \"%s\"}",
  "{\"token_type\": \"Bearer\", \"access_token\": \"hush-a b\", \"id_token\": \"%s\"}",
  "{\"token_type\": \"Bearer\", \"access_token\": \"hush-a\\r\\nX-Evil: 1\", \"id_token\": \"%s\"}",
  "{\"token_type\": \"Bearer\", \"access_token\": \"hush-\\u00e9\", \"id_token\": \"%s\"}",
  "{\"token_type\": \"mac\", \"access_token\": \"hush-a\", \"id_token\": \"%s\"}",
  "{\"access_token\": \"hush-a\", \"id_token\": \"%s\"}",
  "{\"token_type\": \"Bearer\", \"access_token\": \"hush-a\"}",
  "{\"token_type\": \"Bearer\", \"access_token\": \"hush-a\", \"id_token\": null}",
  "{\"token_type\": \"Bearer\", \"access_token\": \"hush-a\", \"id_token\": \"\"}",
  "{\"token_type\": \"Bearer\", \"access_token\": \"hush-a\", \"id_token\": \"hush-x\"}",
  "{\"token_type\": \"Bearer\", \"access_token\": \"hush-a\", \"id_token\": \"a.b\"}",
  "{\"token_type\": \"Bearer\", \"access_token\": \"hush-a\", \"id_token\": \"..\"}",
  "{\"token_type\": \"Bearer\", \"access_token\": \"hush-a\", \"id_token\": \"a.!!!!.c\"}",
  "{\"token_type\": \"Bearer\", \"access_token\": \"hush-a\", \"id_token\": \"a.Zm9v.c\"}",
  "{\"token_type\": \"Bearer\", \"access_token\": \"hush-a\", \"id_token\": \"a.W10.c\"}",
  "{\"token_type\": \"Bearer\", \"access_token\": \"hush-a\", \"id_token\": \"a.e30.c\"}",
  "{\"token_type\": \"Bearer\", \"access_token\": \"hush-a\", \"id_token\": \"%s.x\"}",
  "{\"token_type\": \"Bearer\", \"access_token\": \"hush-a\", \"id_token\": \"x.%s\"}",
};

static void
test_bad_answers (void)
{
  g_autofree char *claims = test_claims_new (MICROSOFT, NONCE, NULL);
  g_autofree char *id_token = test_id_token_new (claims);

  for (guint i = 0; i < G_N_ELEMENTS (bad_answers); i++)
    {
      g_auto (GStrv) parts = g_strsplit (bad_answers[i], "%s", -1);
      g_autofree char *body = g_strjoinv (id_token, parts);
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      g_assert_null (read_answer (body, &error));
      g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_SIGN_IN_REPLY);
    }
}

static void
test_huge (void)
{
  g_autofree char *filler = g_strnfill (100 * 1024, 'A');
  g_autofree char *deep = g_strnfill (30000, '[');
  g_autofree char *deep_token = test_id_token_new (deep);
  g_autofree char *claims = test_claims_new (MICROSOFT, NONCE, NULL);
  g_autofree char *id_token = test_id_token_new (claims);
  const char *pairs[][2] = { { filler, id_token }, { "hush-a", filler }, { "hush-a", deep_token } };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *body = NULL;
      g_autoptr (GError) error = NULL;

      body = g_strdup_printf ("{\"token_type\": \"Bearer\", \"access_token\": \"%s\", \"id_token\": \"%s\"}",
                              pairs[i][0], pairs[i][1]);
      g_assert_null (read_answer (body, &error));
      g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_SIGN_IN_REPLY);
    }
}

static void
test_scopes (void)
{
  g_autofree char *claims = test_claims_new (MICROSOFT, NONCE, NULL);
  g_autofree char *id_token = test_id_token_new (claims);
  g_autofree char *body = NULL;
  g_autoptr (ConsentToken) token = NULL;
  g_autoptr (GError) error = NULL;

  body = g_strdup_printf ("{\"token_type\": \"bearer\", \"access_token\": \"hush-a\", \"id_token\": \"%s\"}",
                          id_token);
  token = read_answer (body, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (consent_token_get_scopes (token), ==, SCOPES);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/token/good", test_good);
  g_test_add_func ("/token/claims", test_claims);
  g_test_add_func ("/token/elsewhere", test_elsewhere);
  g_test_add_func ("/token/people", test_people);
  g_test_add_func ("/token/bad-answers", test_bad_answers);
  g_test_add_func ("/token/huge", test_huge);
  g_test_add_func ("/token/scopes", test_scopes);

  return g_test_run ();
}
