/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-server.h"

#include <string.h>
#include <sys/socket.h>

/* In milliseconds: a byte each so often. */
#define TRICKLE 5

typedef struct
{
  GBytes *bytes;
  TestThen then;
} Answer;

struct _TestServer
{
  GSocketService *service;
  GCancellable *cancellable;
  GTlsCertificate *certificate;
  char *address;
  GQueue answers;
  GPtrArray *requests;
  TestHandler handler;
  gpointer user_data;
  TestWelcome welcome;
  GPtrArray *silent; /* connections that nothing happens on */
  guint n_connections;
  /* Calls whose callback is still to come. */
  guint pending;
};

typedef struct
{
  TestServer *server;
  GSocket *socket;
  GIOStream *stream;
  GString *text;
  char buffer[4096];
  Answer *answer;
} Connection;

static void read_more (Connection *connection);

static void
answer_free (Answer *answer)
{
  g_bytes_unref (answer->bytes);
  g_free (answer);
}

static void
request_free (TestRequest *request)
{
  g_free (request->method);
  g_free (request->path);
  g_free (request->body);
  soup_message_headers_unref (request->headers);
  g_free (request);
}

static void
connection_free (Connection *connection)
{
  g_io_stream_close (connection->stream, NULL, NULL);
  g_object_unref (connection->stream);
  g_object_unref (connection->socket);
  g_string_free (connection->text, TRUE);
  g_clear_pointer (&connection->answer, answer_free);
  g_free (connection);
}

static Answer *
next_answer (TestServer        *self,
             const TestRequest *request)
{
  Answer *answer;

  if (self->handler != NULL)
    self->handler (self, request, self->user_data);

  answer = g_queue_pop_head (&self->answers);
  g_assert_nonnull (answer);

  if (g_queue_is_empty (&self->answers) && self->handler == NULL)
    test_server_push_bytes (self, answer->bytes, answer->then);

  return answer;
}

/* Closes @socket so that the other side gets a reset in place of an end. */
static void
reset (GSocket *socket)
{
  const struct linger at_once = { 1, 0 };

  setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  g_socket_close (socket, NULL);
}

static void on_trickled (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data);

static gboolean
trickle (gpointer user_data)
{
  Connection *connection = user_data;
  TestServer *self = connection->server;
  gsize size;
  const char *data = g_bytes_get_data (connection->answer->bytes, &size);

  g_output_stream_write_async (g_io_stream_get_output_stream (connection->stream), data + size - 1, 1,
                               G_PRIORITY_DEFAULT, self->cancellable, on_trickled, connection);

  return G_SOURCE_REMOVE;
}

static void
on_trickled (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Connection *connection = user_data;

  if (g_output_stream_write_finish (G_OUTPUT_STREAM (source), result, NULL) > 0)
    {
      g_timeout_add (TRICKLE, trickle, connection);
      return;
    }

  connection->server->pending--;
  connection_free (connection);
}

static void
on_repeated (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Connection *connection = user_data;
  TestServer *self = connection->server;
  gsize size;
  const char *data = g_bytes_get_data (connection->answer->bytes, &size);

  self->pending--;
  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL))
    {
      connection_free (connection);
      return;
    }

  memset (connection->buffer, data[size - 1], sizeof connection->buffer);
  self->pending++;
  g_output_stream_write_all_async (G_OUTPUT_STREAM (source), connection->buffer,
                                   sizeof connection->buffer, G_PRIORITY_DEFAULT,
                                   self->cancellable, on_repeated, connection);
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Connection *connection = user_data;
  TestThen then = connection->answer->then;

  connection->server->pending--;
  if (then == TEST_THEN_RESET)
    reset (connection->socket);
  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL) ||
      then == TEST_THEN_CLOSE || then == TEST_THEN_RESET)
    {
      connection_free (connection);
      return;
    }

  if (then == TEST_THEN_TRICKLE)
    {
      connection->server->pending++;
      trickle (connection);
      return;
    }

  g_clear_pointer (&connection->answer, answer_free);
  read_more (connection);
}

/* @request: (transfer full) (nullable) */
static void
answer_request (Connection  *connection,
                TestRequest *request)
{
  TestServer *self = connection->server;
  gsize size;
  const char *data;

  if (request != NULL)
    g_ptr_array_add (self->requests, request);
  connection->answer = next_answer (self, request);
  data = g_bytes_get_data (connection->answer->bytes, &size);

  self->pending++;
  g_output_stream_write_all_async (g_io_stream_get_output_stream (connection->stream), data, size,
                                   G_PRIORITY_DEFAULT, self->cancellable,
                                   connection->answer->then == TEST_THEN_REPEAT ? on_repeated
                                                                                : on_written,
                                   connection);
}

/* Takes a whole request off the text that has come, if there is one. */
static TestRequest *
take_request (GString *text)
{
  char *end = strstr (text->str, "\r\n\r\n");
  TestRequest *request;
  gsize head;
  gsize length;

  if (end == NULL)
    return NULL;

  head = end + 4 - text->str;
  request = g_new0 (TestRequest, 1);
  request->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  g_assert_cmpuint (soup_headers_parse_request (text->str, head - 2, request->headers,
                                                &request->method, &request->path, NULL),
                    ==, SOUP_STATUS_OK);

  length = soup_message_headers_get_content_length (request->headers);
  if (text->len < head + length)
    {
      request_free (request);
      return NULL;
    }

  request->body = g_strndup (text->str + head, length);
  g_string_erase (text, 0, head + length);

  return request;
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Connection *connection = user_data;
  TestRequest *request;
  gssize size;

  connection->server->pending--;
  size = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);
  if (size <= 0)
    {
      connection_free (connection);
      return;
    }

  g_string_append_len (connection->text, connection->buffer, size);
  request = take_request (connection->text);
  if (request != NULL)
    answer_request (connection, request);
  else
    read_more (connection);
}

static void
read_more (Connection *connection)
{
  connection->server->pending++;
  g_input_stream_read_async (g_io_stream_get_input_stream (connection->stream),
                             connection->buffer, sizeof connection->buffer, G_PRIORITY_DEFAULT,
                             connection->server->cancellable, on_read, connection);
}

static gboolean
on_incoming (GSocketService    *service,
             GSocketConnection *stream,
             GObject           *source,
             gpointer           user_data)
{
  TestServer *self = user_data;
  Connection *connection;

  self->n_connections++;
  if (self->welcome == TEST_WELCOME_RESET)
    reset (g_socket_connection_get_socket (stream));
  else if (self->welcome == TEST_WELCOME_CLOSE)
    g_io_stream_close (G_IO_STREAM (stream), NULL, NULL);
  else if (self->welcome == TEST_WELCOME_SILENT)
    g_ptr_array_add (self->silent, g_object_ref (stream));
  if (self->welcome != TEST_WELCOME_LISTEN && self->welcome != TEST_WELCOME_SPEAK)
    return TRUE;

  connection = g_new0 (Connection, 1);
  connection->server = self;
  connection->socket = g_object_ref (g_socket_connection_get_socket (stream));
  if (self->certificate != NULL)
    connection->stream = g_tls_server_connection_new (G_IO_STREAM (stream), self->certificate, NULL);
  else
    connection->stream = G_IO_STREAM (g_object_ref (stream));
  connection->text = g_string_new (NULL);
  if (self->welcome == TEST_WELCOME_SPEAK)
    answer_request (connection, NULL);
  else
    read_more (connection);

  return TRUE;
}

static guint16
listen_on_loopback (GSocketListener *listener)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) actual = NULL;

  g_socket_listener_add_address (listener, wanted, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                                 NULL, &actual, &error);
  g_assert_no_error (error);

  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (actual));
}

TestServer *
test_server_new (void)
{
  TestServer *self = g_new0 (TestServer, 1);

  self->service = g_socket_service_new ();
  self->cancellable = g_cancellable_new ();
  self->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) request_free);
  self->silent = g_ptr_array_new_with_free_func (g_object_unref);
  g_queue_init (&self->answers);
  self->address = g_strdup_printf ("http://127.0.0.1:%u",
                                   listen_on_loopback (G_SOCKET_LISTENER (self->service)));
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming), self);

  return self;
}

TestServer *
test_server_new_tls (void)
{
  TestServer *self = test_server_new ();
  g_autofree char *plain = g_steal_pointer (&self->address);
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "data", "tls", "self-signed.pem", NULL);
  g_autoptr (GError) error = NULL;

  self->address = g_strconcat ("https", plain + strlen ("http"), NULL);
  self->certificate = g_tls_certificate_new_from_file (file, &error);
  g_assert_no_error (error);

  return self;
}

void
test_server_free (TestServer *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->cancellable);
  while (self->pending > 0)
    g_main_context_iteration (NULL, TRUE);

  g_object_unref (self->service);
  g_object_unref (self->cancellable);
  g_clear_object (&self->certificate);
  g_ptr_array_unref (self->requests);
  g_ptr_array_unref (self->silent);
  g_queue_clear_full (&self->answers, (GDestroyNotify) answer_free);
  g_free (self->address);
  g_free (self);
}

const char *
test_server_get_address (TestServer *self)
{
  return self->address;
}

void
test_server_push (TestServer *self,
                  guint       status,
                  const char *headers,
                  const char *body)
{
  g_autofree char *text = NULL;
  const char *type = "Content-Type: application/json; charset=utf-8\r\n";

  if (headers == NULL)
    headers = "";
  if (body == NULL || strstr (headers, "Content-Type:") != NULL)
    type = "";

  text = g_strdup_printf ("HTTP/1.1 %u Whatever\r\nContent-Length: %" G_GSIZE_FORMAT
                          "\r\n%s%s\r\n%s",
                          status, body != NULL ? strlen (body) : 0, type, headers,
                          body != NULL ? body : "");
  test_server_push_raw (self, text, -1, TEST_THEN_KEEP);
}

void
test_server_push_raw (TestServer *self,
                      const char *data,
                      gssize      length,
                      TestThen    then)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length < 0 ? strlen (data) : (gsize) length);

  test_server_push_bytes (self, bytes, then);
}

void
test_server_push_bytes (TestServer *self,
                        GBytes     *bytes,
                        TestThen    then)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->bytes = g_bytes_ref (bytes);
  answer->then = then;
  g_queue_push_tail (&self->answers, answer);
}

void
test_server_set_handler (TestServer  *self,
                         TestHandler  handler,
                         gpointer     user_data)
{
  self->handler = handler;
  self->user_data = user_data;
}

void
test_server_set_welcome (TestServer  *self,
                         TestWelcome  welcome)
{
  self->welcome = welcome;
}

guint
test_server_get_n_connections (TestServer *self)
{
  return self->n_connections;
}

guint
test_server_get_n_requests (TestServer *self)
{
  return self->requests->len;
}

const TestRequest *
test_server_get_request (TestServer *self,
                         guint       index)
{
  g_assert_cmpuint (index, <, self->requests->len);

  return g_ptr_array_index (self->requests, index);
}

void
test_server_wait_for_requests (TestServer *self,
                               guint       n)
{
  while (self->requests->len < n)
    g_main_context_iteration (NULL, TRUE);
}

char *
test_dead_address (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = listen_on_loopback (listener);

  g_socket_listener_close (listener);

  return g_strdup_printf ("http://127.0.0.1:%u", port);
}
