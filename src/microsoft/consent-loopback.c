/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-loopback.h"

#include "consent-error.h"
#include "consent-landing-page.h"
#include "consent-oauth-error.h"
#include "consent-retry.h"

#include <sys/socket.h>

/* A browser needs a few. Everyone on this machine can connect, and file descriptors are few, too. */
#define MAX_CONNECTIONS 64

/* How often to look for a port that is free for both kinds of addresses. */
#define MAX_TRIES 10

struct _ConsentLoopback
{
  GObject parent_instance;

  GSocketService *service;
  SoupServer *server;
  GQueue connections; /* GSocketConnection *, the oldest first; they may have ended */
  ConsentSecret *state;
  char *redirect_uri;
  guint port;

  /* What the browser brought: one of the two, once it came. */
  ConsentSecret *code;
  GError *error;

  GTask *task;
  GSource *end;
};

G_DEFINE_FINAL_TYPE (ConsentLoopback, consent_loopback, G_TYPE_OBJECT)

static void
stop_listening (ConsentLoopback *self)
{
  if (self->end != NULL)
    g_source_destroy (self->end);
  g_clear_pointer (&self->end, g_source_unref);

  if (self->service != NULL)
    {
      g_socket_service_stop (self->service);
      g_socket_listener_close (G_SOCKET_LISTENER (self->service));
    }
  g_clear_object (&self->service);

  if (self->server != NULL)
    {
      soup_server_remove_handler (self->server, NULL);
      soup_server_disconnect (self->server);
    }
  g_clear_object (&self->server);
  g_queue_clear_full (&self->connections, g_object_unref);
}

static gboolean
on_end (gpointer user_data)
{
  ConsentLoopback *self = user_data;
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  stop_listening (self);

  if (self->code != NULL)
    g_task_return_pointer (task, g_steal_pointer (&self->code), (GDestroyNotify) consent_secret_free);
  else if (self->error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else if (!g_task_return_error_if_cancelled (task))
    g_task_return_new_error (task, CONSENT_ERROR, CONSENT_ERROR_SIGN_IN_TIMED_OUT,
                             "The browser did not come back in time");

  return G_SOURCE_REMOVE;
}

/* Has on_end() called when @source is ready, and no longer by what was to call it before. */
static void
set_end (ConsentLoopback *self,
         GSource         *source)
{
  if (self->end != NULL)
    g_source_destroy (self->end);
  g_clear_pointer (&self->end, g_source_unref);

  self->end = source;
  g_source_set_callback (source, on_end, self, NULL);
  g_source_attach (source, g_task_get_context (self->task));
}

/* A page of another host that had its name resolve to this machine still sends that name. */
static gboolean
host_is_right (ConsentLoopback   *self,
               SoupServerMessage *message)
{
  static const char *const names[] = { "localhost", "127.0.0.1", "[::1]" };
  const char *host;

  host = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Host");

  for (guint i = 0; host != NULL && i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *right = g_strdup_printf ("%s:%u", names[i], self->port);

      if (g_ascii_strcasecmp (host, right) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_ours (ConsentLoopback   *self,
         SoupServerMessage *message,
         const char        *path,
         GHashTable        *query)
{
  const char *state = query != NULL ? g_hash_table_lookup (query, "state") : NULL;

  return self->task != NULL && self->code == NULL && self->error == NULL &&
         g_strcmp0 (path, "/") == 0 && host_is_right (self, message) &&
         g_strcmp0 (state, self->state) == 0;
}

/* Takes what came by the query. Returns whether that was anything at all. */
static gboolean
take_result (ConsentLoopback *self,
             GHashTable      *query)
{
  const char *code = g_hash_table_lookup (query, "code");
  const char *error = g_hash_table_lookup (query, "error");
  const char *subcode = g_hash_table_lookup (query, "error_subcode");

  if (error != NULL)
    {
      g_autoptr (ConsentOauthError) oauth = NULL;

      oauth = consent_oauth_error_new_for_words (error,
                                                 g_hash_table_lookup (query, "error_description"));
      /* "Cancel" was pressed, whatever else it is called (reference, 4.2). */
      self->error = g_error_new_literal (CONSENT_ERROR,
                                         g_strcmp0 (subcode, "cancel") == 0
                                           ? CONSENT_ERROR_SIGN_IN_DECLINED
                                           : consent_oauth_error_get_sign_in_code (oauth),
                                         oauth->message);
      return TRUE;
    }

  if (code == NULL || *code == '\0')
    return FALSE;

  self->code = g_strdup (code);
  return TRUE;
}

/* The wait is over once the page has gone out, or was no longer wanted. */
static void
on_page_sent (SoupServerMessage *message,
              ConsentLoopback   *self)
{
  if (self->task != NULL)
    set_end (self, g_idle_source_new ());
}

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  ConsentLoopback *self = user_data;

  if (g_strcmp0 (soup_server_message_get_method (message), SOUP_METHOD_GET) != 0)
    {
      soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                    "Allow", "GET");
      soup_server_message_set_status (message, SOUP_STATUS_METHOD_NOT_ALLOWED, NULL);
      return;
    }

  if (!is_ours (self, message, path, query) || !take_result (self, query))
    {
      soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
      return;
    }

  consent_landing_page_show (message, self->error != NULL ? self->error->message : NULL);
  g_signal_connect_object (message, "finished", G_CALLBACK (on_page_sent), self, 0);
  g_signal_connect_object (message, "disconnected", G_CALLBACK (on_page_sent), self, 0);
}

/* Nobody has reason to send a body, so none is kept. */
static void
on_request_started (SoupServer        *server,
                    SoupServerMessage *message,
                    gpointer           user_data)
{
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
}

/* However many connections somebody makes, there is room for the browser: the oldest goes. */
static gboolean
on_incoming (GSocketService    *service,
             GSocketConnection *connection,
             GObject           *source,
             ConsentLoopback   *self)
{
  g_autoptr (GSocketAddress) local = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);

  if (g_queue_get_length (&self->connections) == MAX_CONNECTIONS)
    {
      g_autoptr (GSocketConnection) oldest = g_queue_pop_head (&self->connections);

      g_socket_shutdown (g_socket_connection_get_socket (oldest), TRUE, TRUE, NULL);
    }

  g_queue_push_tail (&self->connections, g_object_ref (connection));
  soup_server_accept_iostream (self->server, G_IO_STREAM (connection), local, remote, NULL);

  return TRUE;
}

/* @port: (inout): 0 for any */
static gboolean
listen_at (ConsentLoopback  *self,
           GSocketFamily     family,
           guint            *port,
           GError          **error)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (family);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, *port);
  g_autoptr (GSocketAddress) actual = NULL;

  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), wanted,
                                      G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL,
                                      &actual, error))
    return FALSE;

  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (actual));
  return TRUE;
}

/* Browsers may take "localhost" for either address, so the port has to be ours on both. Not every
 * machine has IPv6, and on some it is there but switched off. */
static gboolean
start_listening (ConsentLoopback  *self,
                 GError          **error)
{
  g_autoptr (GError) reason = NULL;

  for (guint tries = 0; tries < MAX_TRIES; tries++)
    {
      g_clear_error (&reason);
      g_clear_object (&self->service);
      /* One that is active would drop what comes before the second address is there. */
      self->service = g_object_new (G_TYPE_SOCKET_SERVICE, "active", FALSE, NULL);
      /* A browser that finds no room in the queue tries again only after a second. */
      g_socket_listener_set_backlog (G_SOCKET_LISTENER (self->service), SOMAXCONN);
      g_signal_connect_object (self->service, "incoming", G_CALLBACK (on_incoming), self, 0);

      self->port = 0;
      if (!listen_at (self, G_SOCKET_FAMILY_IPV4, &self->port, error))
        return FALSE;

      if (listen_at (self, G_SOCKET_FAMILY_IPV6, &self->port, &reason) ||
          !g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
        break;

      g_socket_listener_close (G_SOCKET_LISTENER (self->service));
    }

  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }

  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  g_signal_connect (self->server, "request-started", G_CALLBACK (on_request_started), NULL);
  g_socket_service_start (self->service);
  self->redirect_uri = g_strdup_printf ("http://localhost:%u", self->port);

  return TRUE;
}

static void
consent_loopback_dispose (GObject *object)
{
  ConsentLoopback *self = CONSENT_LOOPBACK (object);

  stop_listening (self);

  G_OBJECT_CLASS (consent_loopback_parent_class)->dispose (object);
}

static void
consent_loopback_finalize (GObject *object)
{
  ConsentLoopback *self = CONSENT_LOOPBACK (object);

  g_clear_pointer (&self->state, consent_secret_free);
  g_clear_pointer (&self->code, consent_secret_free);
  g_clear_pointer (&self->redirect_uri, g_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (consent_loopback_parent_class)->finalize (object);
}

static void
consent_loopback_class_init (ConsentLoopbackClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = consent_loopback_dispose;
  object_class->finalize = consent_loopback_finalize;
}

static void
consent_loopback_init (ConsentLoopback *self)
{
}

ConsentLoopback *
consent_loopback_new (const ConsentSecret  *state,
                      GError              **error)
{
  g_autoptr (ConsentLoopback) self = NULL;

  g_return_val_if_fail (state != NULL, NULL);

  self = g_object_new (CONSENT_TYPE_LOOPBACK, NULL);
  self->state = g_strdup (state);

  return start_listening (self, error) ? g_steal_pointer (&self) : NULL;
}

const char *
consent_loopback_get_redirect_uri (ConsentLoopback *self)
{
  g_return_val_if_fail (CONSENT_IS_LOOPBACK (self), NULL);

  return self->redirect_uri;
}

void
consent_loopback_wait_async (ConsentLoopback     *self,
                             guint                timeout,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (CONSENT_IS_LOOPBACK (self));
  g_return_if_fail (self->server != NULL && self->task == NULL);

  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, consent_loopback_wait_async);
  set_end (self, consent_retry_pause_source_new (timeout, cancellable));
}

ConsentSecret *
consent_loopback_wait_finish (ConsentLoopback  *self,
                              GAsyncResult     *result,
                              GError          **error)
{
  g_return_val_if_fail (CONSENT_IS_LOOPBACK (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
