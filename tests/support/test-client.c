/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-client.h"

#include "test-async.h"

#include <string.h>

char *
test_client_ask (const char *host,
                 const char *request)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GOutputStream) answer = g_memory_output_stream_new_resizable ();
  g_autoptr (GAsyncResult) connected = NULL;
  g_autoptr (GAsyncResult) spliced = NULL;
  GAsyncResult *slot = NULL;

  g_socket_client_connect_to_host_async (client, host, 80, NULL, test_store_result, &slot);
  connected = test_wait_for_result (&slot);
  connection = g_socket_client_connect_to_host_finish (client, connected, NULL);
  if (connection == NULL)
    return NULL;

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                             request, strlen (request), NULL, NULL, NULL);
  g_output_stream_splice_async (answer, g_io_stream_get_input_stream (G_IO_STREAM (connection)),
                                G_OUTPUT_STREAM_SPLICE_NONE, G_PRIORITY_DEFAULT, NULL,
                                test_store_result, &slot);
  spliced = test_wait_for_result (&slot);
  g_output_stream_splice_finish (answer, spliced, NULL);
  g_output_stream_write (answer, "", 1, NULL, NULL);
  g_output_stream_close (answer, NULL, NULL);

  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (answer));
}

char *
test_client_open (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_ENCODED, NULL);
  g_autofree char *host = NULL;
  g_autofree char *request = NULL;
  const char *path = g_uri_get_path (uri);
  gboolean is_ipv6 = strchr (g_uri_get_host (uri), ':') != NULL;

  host = g_strdup_printf ("%s%s%s:%d", is_ipv6 ? "[" : "", g_uri_get_host (uri), is_ipv6 ? "]" : "",
                          g_uri_get_port (uri));
  request = g_strdup_printf ("GET %s%s%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n",
                             *path != '\0' ? path : "/",
                             g_uri_get_query (uri) != NULL ? "?" : "",
                             g_uri_get_query (uri) != NULL ? g_uri_get_query (uri) : "", host);

  return test_client_ask (host, request);
}
