/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-verification.h"
#include "test-async.h"
#include "test-authority.h"
#include "test-graph.h"
#include "test-memory.h"
#include "test-token.h"

/* What is kept for good is kept after a few; then nothing more may be. */
#define WARM_UP 10
#define ROUNDS 50

/* In bytes a round. The servers of this test note down what they are asked, and libsoup 3.2 loses a
 * GSocket for each connection that a server of its own takes (as ConsentLoopback does not let it): that
 * is about 3 kB. A report alone has more. */
#define MAX_GROWTH (6 * 1024)

static void
on_open_uri (ConsentVerification  *verification,
             const char           *uri,
             char                **copy)
{
  *copy = g_strdup (uri);
}

/* All of it, as "consentctl verify" and the page do it: sign in, read, judge, say, forget. */
static void
verify (ConsentHttp      *http,
        ConsentEndpoints *endpoints,
        gboolean          cancelled)
{
  g_autoptr (ConsentVerification) verification = NULL;
  g_autoptr (ConsentReport) report = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) signed_in = NULL;
  g_autoptr (GAsyncResult) read = NULL;
  g_autoptr (JsonNode) json = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *page = NULL;
  GAsyncResult *slot = NULL;

  verification = consent_verification_new (http, endpoints, consent_service_get_default (),
                                           TEST_GRAPH_TENANT, "uk", TEST_CLIENT);
  g_signal_connect (verification, "open-uri", G_CALLBACK (on_open_uri), &uri);
  consent_verification_sign_in_async (verification, FALSE, NULL, NULL, test_store_result, &slot);
  page = test_authority_browse (uri);
  signed_in = test_wait_for_result (&slot);
  consent_verification_sign_in_finish (verification, signed_in, &error);
  g_assert_no_error (error);

  consent_verification_read_async (verification, FALSE, cancellable, test_store_result, &slot);
  if (cancelled)
    g_cancellable_cancel (cancellable);
  read = test_wait_for_result (&slot);
  report = consent_verification_read_finish (verification, read, &error);
  g_assert_true ((report == NULL) == cancelled);
  if (report != NULL)
    {
      json = consent_report_to_json (report);
      text = consent_report_to_text (report);
      g_assert_cmpint (report->verdict, ==, CONSENT_VERDICT_READY);
    }

  consent_verification_forget (verification);
}

static gsize
measure (void)
{
  test_settle ();

  return test_memory_get_used ();
}

static void
test_memory (gconstpointer data)
{
  gboolean cancelled = GPOINTER_TO_INT (data);
  g_autoptr (TestAuthority) authority = test_authority_new (TEST_CLIENT);
  g_autoptr (TestGraph) graph = test_graph_new (TEST_AUTHORITY_ACCESS_TOKEN);
  g_autoptr (ConsentHttp) http = consent_http_new ();
  g_autoptr (ConsentEndpoints) endpoints = NULL;
  gsize before = 0;
  gsize after;

  test_graph_load (graph, "approved");
  endpoints = consent_endpoints_new (authority->address, test_graph_get_address (graph), NULL);

  for (guint i = 0; i < WARM_UP + ROUNDS; i++)
    {
      if (i == WARM_UP)
        before = measure ();
      verify (http, endpoints, cancelled);
    }

  after = measure ();
  g_test_message ("%" G_GSIZE_FORMAT " bytes, then %" G_GSIZE_FORMAT, before, after);
  g_assert_cmpuint (after, <, before + ROUNDS * MAX_GROWTH);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/repeated/memory", GINT_TO_POINTER (FALSE), test_memory);
  g_test_add_data_func ("/repeated/memory/cancelled", GINT_TO_POINTER (TRUE), test_memory);

  return g_test_run ();
}
