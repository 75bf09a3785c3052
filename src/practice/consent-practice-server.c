/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-practice-server.h"

#include "consent-practice-approval.h"
#include "consent-practice-device.h"
#include "consent-practice-directory.h"
#include "consent-practice-graph.h"
#include "consent-practice-request.h"
#include "consent-practice-sign-in.h"
#include "consent-practice-token.h"

#include <libsoup/soup.h>

#define STATUS_TOO_MANY_REQUESTS 429 /* RFC 6585; libsoup has no name for it */

/* Far more than any form of ours. */
#define MAX_REQUEST_BYTES (64 * 1024)

struct _ConsentPracticeServer
{
  GObject parent_instance;

  ConsentService *service;
  SoupServer *server;
  GHashTable *states;
  /* Bound but not listening, so that the scenario "offline" has a port which nobody else gets. */
  GSocket *closed_port;
};

G_DEFINE_FINAL_TYPE (ConsentPracticeServer, consent_practice_server, G_TYPE_OBJECT)

typedef struct
{
  const char *area;
  /* What follows the tenant; NULL for an area without tenants. */
  const char *path;
  /* The methods that are answered, as the header Allow lists them; HEAD goes with GET. */
  const char *methods;
  /* Whether it is asked by programs, which can be told to wait. */
  gboolean can_wait;
  void (*answer) (ConsentPracticeRequest *request);
} Route;

static const Route routes[] = {
  { "login", "v2.0/.well-known/openid-configuration", "GET", TRUE,
    consent_practice_directory_answer },
  { "login", "adminconsent", "GET, POST", FALSE, consent_practice_approval_answer },
  { "login", "oauth2/v2.0/authorize", "GET, POST", FALSE, consent_practice_sign_in_answer },
  { "login", "oauth2/v2.0/token", "POST", TRUE, consent_practice_token_answer },
  { "login", "oauth2/v2.0/devicecode", "POST", TRUE, consent_practice_device_answer },
  { "login", "oauth2/deviceauth", "GET, POST", FALSE, consent_practice_device_answer_page },
  { "graph", NULL, "DELETE, GET, POST", FALSE, consent_practice_graph_answer },
  { "return", NULL, "GET", FALSE, consent_practice_approval_answer_return },
};

static void
reply_style (SoupServerMessage *message)
{
  soup_server_message_set_response (message, "text/css; charset=utf-8", SOUP_MEMORY_STATIC,
                                    consent_practice_page_style,
                                    strlen (consent_practice_page_style));
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
}

static gboolean
takes_method (const Route *route,
              const char  *method)
{
  g_auto (GStrv) methods = g_strsplit (route->methods, ", ", -1);

  return g_strv_contains ((const char * const *) methods,
                          method == SOUP_METHOD_HEAD ? SOUP_METHOD_GET : method);
}

static void
run_route (const Route            *route,
           ConsentPracticeRequest *request)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);
  guint seconds = 0;

  if (!takes_method (route, soup_server_message_get_method (request->message)))
    {
      soup_message_headers_replace (headers, "Allow", route->methods);
      soup_server_message_set_status (request->message, SOUP_STATUS_METHOD_NOT_ALLOWED, NULL);
      return;
    }

  if (route->can_wait)
    seconds = consent_practice_state_must_wait (request->state, request->rest);

  if (seconds > 0)
    {
      g_autofree char *text = g_strdup_printf ("%u", seconds);

      soup_message_headers_replace (headers, "Retry-After", text);
      consent_practice_request_reply_error (request, STATUS_TOO_MANY_REQUESTS, 90055, NULL);
      return;
    }

  route->answer (request);
}

/* Paths are /s/SCENARIO/login/TENANT/..., and /s/SCENARIO/AREA/... for other areas. */
static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  ConsentPracticeServer *self = user_data;
  g_autofree char *valid_path = g_utf8_make_valid (path, -1);
  g_auto (GStrv) parts = g_strsplit (valid_path, "/", 5);
  ConsentPracticeState *state = NULL;

  if (g_strv_length (parts) == 5 && g_str_equal (parts[1], "s"))
    state = g_hash_table_lookup (self->states, parts[2]);

  for (gsize i = 0; state != NULL && i < G_N_ELEMENTS (routes); i++)
    {
      const Route *route = &routes[i];
      const char *slash = strchr (parts[4], '/');
      g_autoptr (ConsentPracticeRequest) request = NULL;

      if (!g_str_equal (parts[3], route->area) ||
          (route->path != NULL && (slash == NULL || !g_str_equal (slash + 1, route->path))))
        continue;

      request = consent_practice_request_new (state, message, query);
      if (route->path != NULL)
        request->tenant = g_strndup (parts[4], slash - parts[4]);
      request->rest = g_strdup (route->path != NULL ? route->path : parts[4]);
      run_route (route, request);
      return;
    }

  if (g_str_equal (path, CONSENT_PRACTICE_PAGE_STYLE_PATH))
    reply_style (message);
  else
    consent_practice_reply_not_found (message);
}

/* (nullable): the address of one of the listeners, an IPv4 one if there is any */
static GUri *
get_own_address (ConsentPracticeServer *self)
{
  GSList *uris = soup_server_get_uris (self->server);
  GUri *found = NULL;

  for (GSList *l = uris; l != NULL; l = l->next)
    if (found == NULL || g_str_equal (g_uri_get_host (l->data), "127.0.0.1"))
      found = l->data;

  if (found != NULL)
    g_uri_ref (found);

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return found;
}

/* Keeps out web sites that point a host name of their own at this machine (DNS rebinding). */
static gboolean
is_own_host (ConsentPracticeServer *self,
             const char            *host)
{
  static const char *names[] = { "127.0.0.1", "localhost", "[::1]" };
  g_autoptr (GUri) address = get_own_address (self);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *own = g_strdup_printf ("%s:%d", names[i], g_uri_get_port (address));

      if (g_strcmp0 (own, host) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
on_early_request (SoupServer        *server,
                  SoupServerMessage *message,
                  const char        *path,
                  GHashTable        *query,
                  gpointer           user_data)
{
  ConsentPracticeServer *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupEncoding encoding = soup_message_headers_get_encoding (headers);

  if (!is_own_host (self, soup_message_headers_get_one (headers, "Host")))
    soup_server_message_set_status (message, SOUP_STATUS_MISDIRECTED_REQUEST, NULL);
  else if (encoding == SOUP_ENCODING_CHUNKED)
    soup_server_message_set_status (message, SOUP_STATUS_LENGTH_REQUIRED, NULL);
  else if (soup_message_headers_get_content_length (headers) > MAX_REQUEST_BYTES)
    soup_server_message_set_status (message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, NULL);
}

static gboolean
reserve_closed_port (ConsentPracticeServer  *self,
                     GError                **error)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM,
                                             G_SOCKET_PROTOCOL_TCP, error);

  if (socket == NULL || !g_socket_bind (socket, address, FALSE, error))
    return FALSE;

  self->closed_port = g_steal_pointer (&socket);

  return TRUE;
}

static char *
get_address (ConsentPracticeServer *self,
             const char            *name,
             const char            *area)
{
  const ConsentPracticeScenario *scenario = consent_practice_scenario_find (name);
  guint port;

  if (scenario == NULL)
    return NULL;

  if ((scenario->traits & CONSENT_PRACTICE_OFFLINE) != 0)
    {
      g_autoptr (GSocketAddress) address = g_socket_get_local_address (self->closed_port, NULL);

      port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
    }
  else
    {
      g_autoptr (GUri) address = get_own_address (self);

      port = g_uri_get_port (address);
    }

  return g_strdup_printf ("http://127.0.0.1:%u/s/%s/%s", port, name, area);
}

static void
consent_practice_server_dispose (GObject *object)
{
  ConsentPracticeServer *self = CONSENT_PRACTICE_SERVER (object);

  if (self->server != NULL)
    soup_server_disconnect (self->server);

  g_clear_object (&self->server);
  g_clear_object (&self->closed_port);
  g_clear_pointer (&self->states, g_hash_table_unref);
  g_clear_object (&self->service);

  G_OBJECT_CLASS (consent_practice_server_parent_class)->dispose (object);
}

static void
consent_practice_server_class_init (ConsentPracticeServerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = consent_practice_server_dispose;
}

static void
consent_practice_server_init (ConsentPracticeServer *self)
{
  self->server = soup_server_new ("server-header", "Practice ", NULL);
  self->states = g_hash_table_new_full (g_str_hash, g_str_equal,
                                        NULL, (GDestroyNotify) consent_practice_state_free);

  soup_server_add_early_handler (self->server, NULL, on_early_request, self, NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
}

ConsentPracticeServer *
consent_practice_server_new (ConsentService *service)
{
  ConsentPracticeServer *self = g_object_new (CONSENT_TYPE_PRACTICE_SERVER, NULL);
  gsize n_scenarios;
  const ConsentPracticeScenario *scenarios = consent_practice_scenario_get_all (&n_scenarios);

  self->service = g_object_ref (service);
  for (gsize i = 0; i < n_scenarios; i++)
    g_hash_table_insert (self->states,
                         (char *) scenarios[i].name,
                         consent_practice_state_new (&scenarios[i], service));

  return self;
}

gboolean
consent_practice_server_start (ConsentPracticeServer  *self,
                               guint                   port,
                               GError                **error)
{
  g_return_val_if_fail (CONSENT_IS_PRACTICE_SERVER (self), FALSE);

  return reserve_closed_port (self, error) &&
         soup_server_listen_local (self->server, port, 0, error);
}

void
consent_practice_server_set_delay (ConsentPracticeServer *self,
                                   guint                  milliseconds)
{
  GHashTableIter iter;
  gpointer state;

  g_return_if_fail (CONSENT_IS_PRACTICE_SERVER (self));

  g_hash_table_iter_init (&iter, self->states);
  while (g_hash_table_iter_next (&iter, NULL, &state))
    ((ConsentPracticeState *) state)->delay = milliseconds;
}

const char * const *
consent_practice_server_list_scenarios (void)
{
  static char **names = NULL;

  if (g_once_init_enter (&names))
    {
      gsize n_scenarios;
      const ConsentPracticeScenario *scenarios = consent_practice_scenario_get_all (&n_scenarios);
      char **list = g_new0 (char *, n_scenarios + 1);

      for (gsize i = 0; i < n_scenarios; i++)
        list[i] = (char *) scenarios[i].name;

      g_once_init_leave (&names, list);
    }

  return (const char * const *) names;
}

char *
consent_practice_server_get_authority (ConsentPracticeServer *self,
                                       const char            *scenario)
{
  g_return_val_if_fail (CONSENT_IS_PRACTICE_SERVER (self), NULL);

  return get_address (self, scenario, "login");
}

char *
consent_practice_server_get_graph (ConsentPracticeServer *self,
                                   const char            *scenario)
{
  g_return_val_if_fail (CONSENT_IS_PRACTICE_SERVER (self), NULL);

  return get_address (self, scenario, "graph");
}

const char *
consent_practice_server_get_domain (const char *scenario)
{
  const ConsentPracticeScenario *found = consent_practice_scenario_find (scenario);

  return found != NULL ? found->organization.domains[0] : NULL;
}
