/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice-oauth.h"

static void
change_fields (GHashTable *fields,
               va_list     args)
{
  const char *name;

  while ((name = va_arg (args, const char *)) != NULL)
    {
      const char *value = va_arg (args, const char *);

      if (value != NULL)
        g_hash_table_insert (fields, (char *) name, (char *) value);
      else
        g_hash_table_remove (fields, name);
    }
}

static PracticeAnswer *
authorize (PracticeFixture *fixture,
           const char      *scenario,
           GHashTable      *fields)
{
  g_autofree char *query = soup_form_encode_hash (fields);
  g_autofree char *path = g_strdup_printf ("/%s/oauth2/v2.0/authorize?%s",
                                           consent_practice_server_get_domain (scenario), query);

  return practice_get (fixture, scenario, path);
}

static GHashTable *
get_usual_fields (void)
{
  GHashTable *fields = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (fields, (char *) "client_id", (char *) CONSENT_PRACTICE_CLIENT_ID);
  g_hash_table_insert (fields, (char *) "response_type", (char *) "code");
  g_hash_table_insert (fields, (char *) "redirect_uri", (char *) PRACTICE_REDIRECT_URI);
  g_hash_table_insert (fields, (char *) "scope", (char *) PRACTICE_SCOPES);
  g_hash_table_insert (fields, (char *) "state", (char *) "state & <more>");
  g_hash_table_insert (fields, (char *) "nonce", (char *) "nonce-1");
  g_hash_table_insert (fields, (char *) "code_challenge", (char *) PRACTICE_CHALLENGE);
  g_hash_table_insert (fields, (char *) "code_challenge_method", (char *) "S256");
  g_hash_table_insert (fields, (char *) "prompt", (char *) "select_account");

  return fields;
}

PracticeAnswer *
practice_authorize (PracticeFixture *fixture,
                    const char      *scenario,
                    ...)
{
  g_autoptr (GHashTable) fields = get_usual_fields ();
  va_list args;

  va_start (args, scenario);
  change_fields (fields, args);
  va_end (args);

  return authorize (fixture, scenario, fields);
}

GHashTable *
practice_read_redirect (PracticeAnswer *redirect)
{
  g_autoptr (GUri) uri = NULL;

  g_assert_cmpuint (redirect->status, ==, 302);
  g_assert_true (g_str_has_prefix (practice_header (redirect, "Location"),
                                   PRACTICE_REDIRECT_URI "/?"));
  uri = g_uri_parse (practice_header (redirect, "Location"), SOUP_HTTP_URI_FLAGS, NULL);

  return soup_form_decode (g_uri_get_query (uri));
}

char *
practice_get_code (PracticeFixture *fixture,
                   const char      *scenario,
                   const char      *choice)
{
  g_autoptr (PracticeAnswer) page = practice_authorize (fixture, scenario, NULL);
  g_autoptr (PracticeAnswer) redirect = practice_press (fixture, page, choice);
  g_autoptr (GHashTable) fields = practice_read_redirect (redirect);

  return g_strdup (g_hash_table_lookup (fields, "code"));
}

static PracticeAnswer *
post (PracticeFixture *fixture,
      const char      *scenario,
      const char      *path,
      GHashTable      *fields)
{
  g_autofree char *authority = consent_practice_server_get_authority (fixture->server, scenario);
  g_autofree char *form = soup_form_encode_hash (fields);
  g_autofree char *address = g_strdup_printf ("%s/%s/oauth2/v2.0/%s", authority,
                                              consent_practice_server_get_domain (scenario), path);

  return practice_post (fixture, address, form);
}

PracticeAnswer *
practice_call (PracticeFixture *fixture,
               const char      *scenario,
               const char      *path,
               ...)
{
  g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);
  va_list args;

  va_start (args, path);
  change_fields (fields, args);
  va_end (args);

  return post (fixture, scenario, path, fields);
}

PracticeAnswer *
practice_redeem (PracticeFixture *fixture,
                 const char      *scenario,
                 const char      *code,
                 ...)
{
  g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);
  va_list args;

  g_hash_table_insert (fields, (char *) "grant_type", (char *) "authorization_code");
  g_hash_table_insert (fields, (char *) "client_id", (char *) CONSENT_PRACTICE_CLIENT_ID);
  g_hash_table_insert (fields, (char *) "code", (char *) code);
  g_hash_table_insert (fields, (char *) "redirect_uri", (char *) PRACTICE_REDIRECT_URI);
  g_hash_table_insert (fields, (char *) "code_verifier", (char *) PRACTICE_VERIFIER);

  va_start (args, code);
  change_fields (fields, args);
  va_end (args);

  return post (fixture, scenario, "token", fields);
}

char *
practice_get_token (PracticeFixture *fixture,
                    const char      *scenario,
                    const char      *choice,
                    const char      *scopes)
{
  g_autoptr (PracticeAnswer) page = practice_authorize (fixture, scenario, "scope", scopes, NULL);
  g_autoptr (PracticeAnswer) redirect = practice_press (fixture, page, choice);
  g_autoptr (GHashTable) fields = practice_read_redirect (redirect);
  g_autoptr (PracticeAnswer) answer = NULL;

  answer = practice_redeem (fixture, scenario, g_hash_table_lookup (fields, "code"), NULL);
  /* Where everything has to be asked for twice. */
  if (answer->status == 429)
    {
      g_clear_pointer (&answer, practice_answer_free);
      answer = practice_redeem (fixture, scenario, g_hash_table_lookup (fields, "code"), NULL);
    }
  g_assert_cmpuint (answer->status, ==, 200);

  return g_strdup (practice_member (answer, "access_token"));
}

void
practice_assert_oauth_error (PracticeAnswer *answer,
                             guint           status,
                             const char     *word,
                             int             code)
{
  g_autofree char *start = g_strdup_printf ("AADSTS%d: ", code);
  JsonArray *codes = NULL;

  g_assert_cmpuint (answer->status, ==, status);
  g_assert_cmpstr (practice_member (answer, "error"), ==, word);
  g_assert_true (g_str_has_prefix (practice_member (answer, "error_description"), start));
  codes = json_object_get_array_member (json_node_get_object (answer->json), "error_codes");
  g_assert_cmpint (json_array_get_int_element (codes, 0), ==, code);
  g_assert_true (g_uuid_string_is_valid (practice_member (answer, "trace_id")));
  g_assert_true (g_uuid_string_is_valid (practice_member (answer, "correlation_id")));
}
