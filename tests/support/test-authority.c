/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-authority.h"

#include "test-client.h"
#include "test-graph.h"
#include "test-token.h"

#include <string.h>

#define SCOPES                                                                                     \
  "openid profile https://graph.microsoft.com/User.Read "                                          \
  "https://graph.microsoft.com/Directory.Read.All https://graph.microsoft.com/Policy.Read.All"

static void
respond (SoupServerMessage *message,
         guint              status,
         char              *body)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json; charset=utf-8", SOUP_MEMORY_TAKE,
                                    body, strlen (body));
}

/* Reference, 1.4 and 4.5. */
static void
respond_with_error (SoupServerMessage *message,
                    const char        *error,
                    guint              code)
{
  respond (message, 400,
           g_strdup_printf ("{\"error\": \"%s\", \"error_description\": \"AADSTS%u: Some text.\\r\\n"
                            "Trace ID: 0000aaaa-11bb-cccc-dd22-eeeeee333333\", \"error_codes\": [%u],"
                            " \"timestamp\": \"2026-01-01 00:00:00Z\","
                            " \"correlation_id\": \"aaaa0000-bb11-2222-33cc-444444dddddd\"}",
                            error, code, code));
}

static void
assert_field (GHashTable *fields,
              const char *name,
              const char *value)
{
  g_assert_cmpstr (g_hash_table_lookup (fields, name), ==, value);
}

static void
discover (TestAuthority     *self,
          SoupServerMessage *message,
          const char        *tenant)
{
  if (!g_str_equal (tenant, self->tenant) && !g_str_equal (tenant, "contoso.com"))
    {
      respond_with_error (message, "invalid_tenant", 90002);
      return;
    }

  respond (message, 200,
           g_strdup_printf ("{\"issuer\": \"%s/%s/v2.0\","
                            " \"authorization_endpoint\": \"%s/%s/oauth2/v2.0/authorize\","
                            " \"token_endpoint\": \"%s/%s/oauth2/v2.0/token\","
                            " \"tenant_region_scope\": \"EU\","
                            " \"cloud_instance_name\": \"microsoftonline.com\","
                            " \"msgraph_host\": \"graph.microsoft.com\"}",
                            self->address, self->tenant, self->address, self->tenant,
                            self->address, self->tenant));
}

/* Reference, 4.2 and 4.3. */
static void
authorize (TestAuthority     *self,
           SoupServerMessage *message,
           GHashTable        *query)
{
  g_autofree char *answer = NULL;
  g_autofree char *location = NULL;

  assert_field (query, "client_id", self->client_id);
  assert_field (query, "response_type", "code");
  assert_field (query, "response_mode", "query");
  assert_field (query, "code_challenge_method", "S256");
  assert_field (query, "scope", self->asked_scope);
  g_assert_true (g_str_has_prefix (g_hash_table_lookup (query, "redirect_uri"), "http://localhost:"));

  g_free (self->redirect_uri);
  self->redirect_uri = g_strdup (g_hash_table_lookup (query, "redirect_uri"));
  g_free (self->challenge);
  self->challenge = g_strdup (g_hash_table_lookup (query, "code_challenge"));
  g_free (self->nonce);
  self->nonce = g_strdup (g_hash_table_lookup (query, "nonce"));

  answer = self->refusal != NULL ? g_strdup (self->refusal)
                                 : g_strdup ("code=" TEST_AUTHORITY_CODE "&session_state=x");
  location = g_strdup_printf ("%s/?%s&state=%s", self->redirect_uri, answer,
                              (char *) g_hash_table_lookup (query, "state"));
  soup_server_message_set_redirect (message, 302, location);
}

static char *
hash (const char *verifier)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;
  char *text;

  g_checksum_update (checksum, (const guchar *) verifier, -1);
  g_checksum_get_digest (checksum, digest, &length);
  text = g_base64_encode (digest, length);
  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';

  return text;
}

/* Reference, 4.4 and 4.7. */
static void
respond_with_tokens (TestAuthority     *self,
                     SoupServerMessage *message)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *nonce = NULL;
  g_autofree char *claims = NULL;

  if (self->nonce != NULL)
    nonce = g_strdup_printf (", \"nonce\": \"%s\"", self->nonce);
  claims = g_strdup_printf (
    "{\"aud\": \"%s\", \"iss\": \"%s/%s/v2.0\", \"tid\": \"%s\", \"exp\": %" G_GINT64_FORMAT ","
    " \"iat\": %" G_GINT64_FORMAT ", \"name\": \"Ann Admin\", \"sub\": \"x\", \"ver\": \"2.0\","
    " \"oid\": \"55555555-0000-0000-0000-000000000001\","
    " \"preferred_username\": \"ann@contoso.com\"%s%s}",
    self->client_id, self->address, self->signs_in_to, self->signs_in_to, now + 3600, now,
    nonce != NULL ? nonce : "", self->claims != NULL ? self->claims : "");

  g_free (self->id_token);
  self->id_token = test_id_token_new (claims);
  respond (message, 200,
           g_strdup_printf ("{\"token_type\": \"Bearer\", \"scope\": \"%s\", \"expires_in\": 3599,"
                            " \"ext_expires_in\": 3599, \"access_token\": \"%s\","
                            " \"refresh_token\": \"" TEST_SECRET "refresh\", \"id_token\": \"%s\"}",
                            self->scope, TEST_AUTHORITY_ACCESS_TOKEN, self->id_token));
}

/* Reference, 4.4. */
static void
redeem_code (TestAuthority     *self,
             SoupServerMessage *message,
             GHashTable        *form)
{
  g_autofree char *challenge = NULL;

  assert_field (form, "code", TEST_AUTHORITY_CODE);
  assert_field (form, "redirect_uri", self->redirect_uri);
  g_free (self->verifier);
  self->verifier = g_strdup (g_hash_table_lookup (form, "code_verifier"));
  g_assert_nonnull (self->verifier);
  challenge = hash (self->verifier);
  g_assert_cmpstr (challenge, ==, self->challenge);

  respond_with_tokens (self, message);
}

/* Reference, 4.6. */
static void
poll (TestAuthority     *self,
      SoupServerMessage *message,
      GHashTable        *form)
{
  assert_field (form, "device_code", TEST_AUTHORITY_DEVICE_CODE);
  g_clear_pointer (&self->nonce, g_free);

  if (self->polls != NULL && *self->polls != NULL)
    respond_with_error (message, *self->polls++, 70016);
  else
    respond_with_tokens (self, message);
}

static void
take_token_request (TestAuthority     *self,
                    SoupServerMessage *message,
                    GHashTable        *form)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *type = g_hash_table_lookup (form, "grant_type");

  assert_field (form, "client_id", self->client_id);
  assert_field (form, "client_secret", NULL);
  g_assert_null (soup_message_headers_get_one (headers, "Origin"));

  if (self->token_error != NULL)
    respond_with_error (message, self->token_error, 53003);
  else if (g_strcmp0 (type, "authorization_code") == 0)
    redeem_code (self, message, form);
  else if (g_strcmp0 (type, "urn:ietf:params:oauth:grant-type:device_code") == 0)
    poll (self, message, form);
  else
    g_assert_not_reached ();
}

static void
give_device_code (TestAuthority     *self,
                  SoupServerMessage *message,
                  GHashTable        *form)
{
  assert_field (form, "client_id", self->client_id);
  assert_field (form, "scope", self->asked_scope);
  respond (message, 200,
           g_strdup_printf ("{\"user_code\": \"ABCD12345\", \"device_code\": \"%s\","
                            " \"verification_uri\": \"%s/device\", \"expires_in\": 900,"
                            " \"interval\": 1, \"message\": \"Some text.\"}",
                            TEST_AUTHORITY_DEVICE_CODE, self->address));
}

static void
hang_up (gpointer user_data)
{
  g_autoptr (SoupServer) server = user_data;

  soup_server_disconnect (server);
}

/* Writes down that @endpoint was asked. Returns whether it is still there. */
static gboolean
enter (TestAuthority     *self,
       SoupServerMessage *message,
       const char        *endpoint)
{
  g_ptr_array_add (self->asked, g_strdup (endpoint));
  if (self->watch != NULL)
    self->watch (self->watch_data);

  if (g_strcmp0 (self->dies_at, endpoint) == 0)
    {
      g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

      g_io_stream_close (stream, NULL, NULL);
      g_idle_add_once (hang_up, g_object_ref (self->server));
      return FALSE;
    }

  return TRUE;
}

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  TestAuthority *self = user_data;
  gboolean posted = g_str_equal (soup_server_message_get_method (message), "POST");
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_auto (GStrv) segments = g_strsplit (path, "/", -1);
  g_autoptr (GHashTable) form = posted ? soup_form_decode (body->data) : NULL;
  const char *endpoint;

  /* "", "login", tenant, and "v2.0/.well-known/…" or "oauth2/v2.0/…" */
  g_assert_cmpuint (g_strv_length (segments), ==, 6);
  g_assert_cmpstr (segments[1], ==, "login");
  endpoint = g_str_equal (segments[3], "v2.0") ? "discovery" : segments[5];
  if (!enter (self, message, endpoint))
    return;

  if (g_str_equal (endpoint, "discovery"))
    {
      discover (self, message, segments[2]);
      return;
    }

  g_assert_cmpstr (segments[2], ==, self->tenant);
  g_assert_cmpint (posted, ==, !g_str_equal (endpoint, "authorize"));
  if (g_str_equal (endpoint, "authorize"))
    authorize (self, message, query);
  else if (g_str_equal (endpoint, "token"))
    take_token_request (self, message, form);
  else if (g_str_equal (endpoint, "devicecode"))
    give_device_code (self, message, form);
  else
    g_assert_not_reached ();
}

TestAuthority *
test_authority_new (const char *client_id)
{
  TestAuthority *self = g_new0 (TestAuthority, 1);
  g_autoslist (GUri) uris = NULL;
  g_autoptr (GError) error = NULL;

  self->tenant = TEST_GRAPH_TENANT;
  self->signs_in_to = TEST_GRAPH_TENANT;
  self->asked_scope = SCOPES;
  self->scope = SCOPES;
  self->client_id = g_strdup (client_id);
  self->asked = g_ptr_array_new_with_free_func (g_free);

  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->address = g_strdup_printf ("http://127.0.0.1:%d/login", g_uri_get_port (uris->data));

  return self;
}

void
test_authority_free (TestAuthority *self)
{
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_ptr_array_unref (self->asked);
  g_free (self->address);
  g_free (self->verifier);
  g_free (self->id_token);
  g_free (self->client_id);
  g_free (self->redirect_uri);
  g_free (self->challenge);
  g_free (self->nonce);
  g_free (self);
}

guint
test_authority_get_n_asked (TestAuthority *self,
                            const char    *endpoint)
{
  guint n = 0;

  for (guint i = 0; i < self->asked->len; i++)
    if (g_str_equal (g_ptr_array_index (self->asked, i), endpoint))
      n++;

  return n;
}

char *
test_authority_browse (const char *uri)
{
  g_autofree char *redirection = test_client_open (uri);
  g_autofree char *location = NULL;
  const char *start = redirection != NULL ? strstr (redirection, "\r\nLocation: ") : NULL;

  if (start == NULL)
    return NULL;

  start += strlen ("\r\nLocation: ");
  location = g_strndup (start, strcspn (start, "\r"));

  return test_client_open (location);
}
