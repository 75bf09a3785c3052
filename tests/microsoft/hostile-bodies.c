/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hostile-bodies.h"

#include <gio/gio.h>
#include <string.h>

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
#define MEGABYTE (1024 * 1024)

/* @body: (transfer full) */
static GBytes *
make_answer (const char *headers,
             GByteArray *body)
{
  g_autofree char *head = g_strdup_printf (HEAD "%sContent-Length: %u\r\n\r\n", headers, body->len);

  g_byte_array_prepend (body, (const guint8 *) head, strlen (head));

  return g_byte_array_free_to_bytes (body);
}

static GBytes *
repeat (const char *start,
        const char *piece,
        guint       n,
        const char *end)
{
  GByteArray *body = g_byte_array_sized_new (strlen (start) + n * strlen (piece) + strlen (end));

  g_byte_array_append (body, (const guint8 *) start, strlen (start));
  for (guint i = 0; i < n; i++)
    g_byte_array_append (body, (const guint8 *) piece, strlen (piece));
  g_byte_array_append (body, (const guint8 *) end, strlen (end));

  return make_answer ("", body);
}

GBytes *
hostile_gzip_bomb (void)
{
  g_autoptr (GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (gzip));
  g_autoptr (GBytes) packed = NULL;
  g_autofree char *plain = g_strnfill (MEGABYTE, ' ');
  GByteArray *body = g_byte_array_new ();

  g_output_stream_write_all (stream, "[", 1, NULL, NULL, NULL);
  for (guint i = 0; i < 100; i++)
    g_output_stream_write_all (stream, plain, MEGABYTE, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  packed = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
  g_byte_array_append (body, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));

  return make_answer ("Content-Encoding: gzip\r\n", body);
}

GBytes *
hostile_million_brackets (void)
{
  return repeat ("{\"value\": ", "[", 1000 * 1000, "");
}

GBytes *
hostile_brackets (void)
{
  return repeat ("", "[", 250 * 1000, "");
}

GBytes *
hostile_objects (void)
{
  return repeat ("", "{\"a\":", 50 * 1000, "");
}

GBytes *
hostile_many_values (void)
{
  return repeat ("{\"value\": [{}", ",{}", 85 * 1000, "]}");
}

GBytes *
hostile_millions_of_values (void)
{
  return repeat ("{\"value\": [{}", ",{}", 2700 * 1000, "]}");
}

GBytes *
hostile_many_names (void)
{
  return repeat ("{\"value\": [{\"clientId\": \"x\", \"consentType\": \"AllPrincipals\", \"scope\": \"",
                 "a ", 500 * 1000, "\"}]}");
}

GBytes *
hostile_next_page (TestServer *server)
{
  g_autofree char *start = NULL;

  start = g_strdup_printf ("{\"@odata.nextLink\": \"%s/v1.0/me?%u\", \"value\": [{}",
                           test_server_get_address (server), test_server_get_n_requests (server));

  return repeat (start, ",{}", 40 * 1000, "]}");
}

GBytes *
hostile_long_string (void)
{
  g_autofree char *text = g_strnfill (100 * 1000, 'x');
  g_autofree char *start = g_strdup_printf ("{\"displayName\": \"%s\", \"id_token\": \"%s", text, text);

  return repeat (start, "", 0, "\"}");
}

GBytes *
hostile_many_continues (void)
{
  GByteArray *body = g_byte_array_new ();

  for (guint i = 0; i < 1000; i++)
    g_byte_array_append (body, (const guint8 *) "HTTP/1.1 100 Continue\r\n\r\n", 25);

  return g_byte_array_free_to_bytes (body);
}
