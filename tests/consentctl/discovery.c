/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "discovery.h"

#include <libsoup/soup.h>
#include <stdlib.h>
#include <string.h>

struct _Discovery
{
  SoupServer *server;
  char *authority;
  guint requests;
  guint now;
  guint at_once;
  guint requests_at_wait;
  guint impatient;
};

typedef struct
{
  Discovery *discovery;
  SoupServerMessage *message;
} Pause;

/* Bodies written by hand from the reference, 1.2 and 1.4. */
static const struct
{
  const char *name;
  guint status;
  const char *type;
  const char *body;
} answers[] = {
  { "contoso.com", 200, "application/json",
    "{\"issuer\":\"https://login.microsoftonline.com/" DISCOVERY_TENANT "/v2.0\","
    "\"token_endpoint\":\"https://login.microsoftonline.com/" DISCOVERY_TENANT
    "/oauth2/v2.0/token\",\"tenant_region_scope\":\"EU\","
    "\"cloud_instance_name\":\"microsoftonline.com\"}" },
  { "xn--mnchen-3ya.example", 200, "application/json",
    "{\"issuer\":\"https://login.microsoftonline.com/" DISCOVERY_TENANT "/v2.0\","
    "\"token_endpoint\":\"https://login.microsoftonline.com/" DISCOVERY_TENANT
    "/oauth2/v2.0/token\",\"tenant_region_scope\":null,"
    "\"cloud_instance_name\":\"microsoftonline.com\"}" },
  { "national.example", 200, "application/json",
    "{\"issuer\":\"https://login.microsoftonline.us/" DISCOVERY_TENANT "/v2.0\","
    "\"token_endpoint\":\"https://login.microsoftonline.us/" DISCOVERY_TENANT
    "/oauth2/v2.0/token\",\"tenant_region_scope\":\"USGov\","
    "\"tenant_region_sub_scope\":\"DODCON\",\"cloud_instance_name\":\"microsoftonline.us\"}" },
  { "elsewhere.example", 200, "application/json",
    "{\"issuer\":\"https://login.evil.example/" DISCOVERY_TENANT "/v2.0\"}" },
  { "html.example", 200, "text/html", "<!DOCTYPE html><title>Sign in to the guest network</title>" },
  { "moved.example", 302, "text/html", "" },
  { "broken.example", 200, "application/json", "{\"issuer\":" },
  { "escape.example", 400, "application/json",
    "{\"error\":\"invalid_request\",\"error_description\":"
    "\"AADSTS1: \\u001b[31mred\\u202etxet\\r\\nTrace ID: 1\",\"error_codes\":[1]}" },
};

#define UNKNOWN                                                                     \
  "{\"error\":\"invalid_tenant\",\"error_description\":\"AADSTS90002: Tenant not "  \
  "found.\\r\\nTrace ID: 0000aaaa-11bb-cccc-dd22-eeeeee333333\",\"error_codes\":[90002]}"

#define FIVE_MEGABYTES (5 * 1024 * 1024)
#define MANY_BRACKETS 200000

char *
discovery_get_line_tenant (guint number)
{
  return g_strdup_printf ("%08x-0000-4000-8000-%012x", number, number);
}

static void
respond (SoupServerMessage *message,
         guint              status,
         const char        *type,
         char              *body)
{
  if (status == SOUP_STATUS_FOUND)
    soup_server_message_set_redirect (message, status, "/elsewhere");
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_TAKE, body, strlen (body));
}

static void
respond_with_line_tenant (SoupServerMessage *message,
                          guint              number)
{
  g_autofree char *id = discovery_get_line_tenant (number);

  respond (message, SOUP_STATUS_OK, "application/json",
           g_strdup_printf ("{\"issuer\":\"https://login.microsoftonline.com/%s/v2.0\","
                            "\"cloud_instance_name\":\"microsoftonline.com\"}", id));
}

static gboolean
on_pause_over (gpointer user_data)
{
  Pause *pause = user_data;

  pause->discovery->now--;
  soup_server_message_unpause (pause->message);
  g_object_unref (pause->message);
  g_free (pause);

  return G_SOURCE_REMOVE;
}

static void
pause_message (Discovery         *self,
               SoupServerMessage *message,
               guint              milliseconds)
{
  Pause *pause = g_new0 (Pause, 1);

  self->now++;
  self->at_once = MAX (self->at_once, self->now);
  pause->discovery = self;
  pause->message = g_object_ref (message);
  soup_server_message_pause (message);
  g_timeout_add (milliseconds, on_pause_over, pause);
}

static void
answer_wait (Discovery         *self,
             SoupServerMessage *message)
{
  if (self->requests_at_wait != 0)
    {
      self->impatient = self->requests - self->requests_at_wait - 1;
      respond_with_line_tenant (message, 0);
      return;
    }

  self->requests_at_wait = self->requests;
  soup_message_headers_append (soup_server_message_get_response_headers (message), "Retry-After",
                               "1");
  respond (message, 429, "application/json", g_strdup ("{}"));
}

static void
answer (SoupServer        *server,
        SoupServerMessage *message,
        const char        *path,
        GHashTable        *query,
        gpointer           user_data)
{
  Discovery *self = user_data;
  g_auto (GStrv) parts = g_strsplit (path, "/", 3);
  const char *name = parts[1];

  self->requests++;
  if (g_strcmp0 (parts[2], "v2.0/.well-known/openid-configuration") != 0)
    {
      respond (message, SOUP_STATUS_NOT_FOUND, "text/plain", g_strdup ("no such path"));
      return;
    }

  if (g_str_equal (name, DISCOVERY_TENANT) || g_str_equal (name, DISCOVERY_MIXED_UP))
    name = "contoso.com";

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      if (g_str_equal (name, answers[i].name))
        {
          respond (message, answers[i].status, answers[i].type, g_strdup (answers[i].body));
          return;
        }
    }

  if (g_str_has_suffix (name, ".line.example"))
    {
      guint number = strtoul (name, NULL, 10);

      respond_with_line_tenant (message, number);
      pause_message (self, message, number * 7 % 5);
    }
  else if (g_str_equal (name, "wait.example"))
    answer_wait (self, message);
  else if (g_str_equal (name, "shut.example"))
    {
      soup_message_headers_append (soup_server_message_get_response_headers (message),
                                   "Retry-After", "3600");
      respond (message, 429, "application/json", g_strdup ("{}"));
    }
  else if (g_str_equal (name, "large.example"))
    respond (message, SOUP_STATUS_OK, "application/json",
             g_strdup_printf ("{\"issuer\":\"%*s\"}", FIVE_MEGABYTES, "x"));
  else if (g_str_equal (name, "deep.example"))
    respond (message, SOUP_STATUS_OK, "application/json", g_strnfill (MANY_BRACKETS, '['));
  else
    respond (message, SOUP_STATUS_BAD_REQUEST, "application/json", g_strdup (UNKNOWN));
}

Discovery *
discovery_new (void)
{
  Discovery *self = g_new0 (Discovery, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, answer, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);

  uris = soup_server_get_uris (self->server);
  self->authority = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return self;
}

void
discovery_free (Discovery *self)
{
  soup_server_disconnect (self->server);
  g_assert_finalize_object (self->server);
  g_free (self->authority);
  g_free (self);
}

const char *
discovery_get_authority (Discovery *self)
{
  return self->authority;
}

guint
discovery_get_requests (Discovery *self)
{
  return self->requests;
}

guint
discovery_get_at_once (Discovery *self)
{
  return self->at_once;
}

guint
discovery_get_impatient (Discovery *self)
{
  return self->impatient;
}
