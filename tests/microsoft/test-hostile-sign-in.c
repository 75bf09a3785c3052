/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-sign-in.h"
#include "hostile.h"
#include "test-async.h"
#include "test-token.h"

#include <string.h>

typedef struct
{
  ConsentEndpoints *endpoints;
  ConsentSignIn *sign_in;
  GSocketConnection *browser;
} Step;

/* The browser comes back at once, and does not care for the page that it gets. */
static void
on_open_uri (ConsentSignIn *sign_in,
             const char    *uri,
             Step          *step)
{
  g_autoptr (GHashTable) query = soup_form_decode (strchr (uri, '?') + 1);
  g_autoptr (GUri) redirect = g_uri_parse (g_hash_table_lookup (query, "redirect_uri"),
                                           G_URI_FLAGS_NONE, NULL);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autofree char *request = NULL;

  request = g_strdup_printf ("GET /?code=" TEST_SECRET "code&state=%s HTTP/1.1\r\nHost: localhost:%d\r\n\r\n",
                             (char *) g_hash_table_lookup (query, "state"),
                             g_uri_get_port (redirect));
  step->browser = g_socket_client_connect_to_host (client, "127.0.0.1", g_uri_get_port (redirect),
                                                   NULL, NULL);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (step->browser)), request,
                             strlen (request), NULL, NULL, NULL);
}

static Step *
step_new (Hostile *self)
{
  Step *step = g_new0 (Step, 1);

  self->data = step;
  step->endpoints = consent_endpoints_new (self->address, NULL, NULL);
  step->sign_in = g_object_new (CONSENT_TYPE_SIGN_IN,
                                "http", self->http,
                                "endpoints", step->endpoints,
                                "client-id", TEST_CLIENT,
                                "tenant-id", TEST_TENANT,
                                "second", 4,
                                NULL);

  return step;
}

static void
start_browser (Hostile *self)
{
  Step *step = step_new (self);

  g_signal_connect (step->sign_in, "open-uri", G_CALLBACK (on_open_uri), step);
  consent_sign_in_browser_async (step->sign_in, CONSENT_SIGN_IN_SCOPES, NULL, self->cancellable,
                                 test_store_result, &self->result);
}

static gboolean
finish_browser (Hostile       *self,
                GAsyncResult  *result,
                GError       **error)
{
  Step *step = self->data;
  g_autoptr (ConsentToken) token = NULL;

  token = consent_sign_in_browser_finish (step->sign_in, result, error);

  return token != NULL;
}

static void
start_device_code (Hostile *self)
{
  Step *step = step_new (self);

  consent_sign_in_device_code_async (step->sign_in, CONSENT_SIGN_IN_SCOPES, self->cancellable,
                                     test_store_result, &self->result);
}

static gboolean
finish_device_code (Hostile       *self,
                    GAsyncResult  *result,
                    GError       **error)
{
  Step *step = self->data;
  g_autoptr (ConsentToken) token = NULL;

  token = consent_sign_in_device_code_finish (step->sign_in, result, error);

  return token != NULL;
}

static void
clear (Hostile *self)
{
  Step *step = self->data;

  g_assert_finalize_object (step->sign_in);
  g_assert_finalize_object (step->endpoints);
  g_clear_object (&step->browser);
  g_free (step);
}

/* The device code is had; what is asked then is whether it was entered. */
static gboolean
give_device_code (Hostile           *self,
                  TestServer        *server,
                  const TestRequest *request)
{
  if (!g_str_has_suffix (request->path, "/devicecode"))
    return FALSE;

  test_server_push (server, 200, NULL,
                    "{\"device_code\": \"" TEST_SECRET "device\", \"user_code\": \"D4V7ZJCWE\", "
                    "\"verification_uri\": \"https://microsoft.com/devicelogin\", \"expires_in\": 3600, "
                    "\"interval\": 1, \"message\": \"To sign in, enter the code.\"}");

  return TRUE;
}

int
main (int    argc,
      char **argv)
{
  static const HostileTest tests[] = {
    { HOSTILE_TOKEN, "token", start_browser, finish_browser, clear },
    { HOSTILE_DEVICE_CODE, "device-code", start_device_code, finish_device_code, clear },
    { HOSTILE_POLL, "poll", start_device_code, finish_device_code, clear, give_device_code },
  };

  g_test_init (&argc, &argv, NULL);
  test_collect_logs ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    hostile_add_tests (&tests[i]);

  return g_test_run ();
}
