/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-error.h"
#include "consent-verification.h"
#include "test-async.h"
#include "test-authority.h"
#include "test-graph.h"
#include "test-token.h"

#include <string.h>

#define OTHER "99999999-2222-3333-4444-555555555555"
#define PERSONAL "9188040d-6c67-4c5b-b112-36a304b66dad"

typedef struct _Fixture Fixture;
struct _Fixture
{
  TestAuthority *authority;
  TestGraph *graph;
  ConsentHttp *http;
  ConsentEndpoints *endpoints;
  ConsentVerification *verification;
  GCancellable *cancellable;
  GAsyncResult *result;

  GString *stages;
  GString *waits;
  char *uri;
  char *user_code;
  char *verification_uri;
  /* What to do when the stage has changed. */
  void (*on_stage) (Fixture *fixture, ConsentStage stage);
};

static void
on_stage (ConsentVerification *verification,
          GParamSpec          *pspec,
          Fixture             *fixture)
{
  static const char *const names[] = { "idle ", "signing-in ", "reading ", "not-visible " };
  ConsentStage stage = consent_verification_get_stage (verification);

  g_string_append (fixture->stages, names[stage]);
  if (fixture->on_stage != NULL)
    fixture->on_stage (fixture, stage);
}

static void
on_open_uri (ConsentVerification *verification,
             const char          *uri,
             Fixture             *fixture)
{
  g_free (fixture->uri);
  fixture->uri = g_strdup (uri);
}

static void
on_device_code (ConsentVerification *verification,
                const char          *user_code,
                const char          *verification_uri,
                Fixture             *fixture)
{
  g_assert_null (fixture->user_code);
  fixture->user_code = g_strdup (user_code);
  fixture->verification_uri = g_strdup (verification_uri);
}

static void
on_waiting (ConsentVerification *verification,
            guint                seconds,
            Fixture             *fixture)
{
  g_string_append_printf (fixture->waits, "%u ", seconds);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->authority = test_authority_new (TEST_CLIENT);
  fixture->graph = test_graph_new (TEST_AUTHORITY_ACCESS_TOKEN);
  test_graph_load (fixture->graph, "approved");
  fixture->http = g_object_new (CONSENT_TYPE_HTTP, "retry-delay", 1, NULL);
  fixture->endpoints = consent_endpoints_new (fixture->authority->address,
                                              test_graph_get_address (fixture->graph), NULL);
  fixture->verification = consent_verification_new (fixture->http, fixture->endpoints,
                                                    consent_service_get_default (),
                                                    TEST_GRAPH_TENANT, "uk", TEST_CLIENT);
  g_object_set (fixture->verification, "second", 1, NULL);
  fixture->cancellable = g_cancellable_new ();
  fixture->stages = g_string_new (NULL);
  fixture->waits = g_string_new (NULL);
  g_signal_connect (fixture->verification, "notify::stage", G_CALLBACK (on_stage), fixture);
  g_signal_connect (fixture->verification, "open-uri", G_CALLBACK (on_open_uri), fixture);
  g_signal_connect (fixture->verification, "device-code", G_CALLBACK (on_device_code), fixture);
  g_signal_connect (fixture->verification, "waiting", G_CALLBACK (on_waiting), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_null (fixture->result);
  g_assert_cmpint (consent_verification_get_stage (fixture->verification), ==, CONSENT_STAGE_IDLE);
  g_assert_finalize_object (fixture->verification);
  g_assert_finalize_object (fixture->endpoints);
  g_assert_finalize_object (fixture->http);
  g_object_unref (fixture->cancellable);
  test_authority_free (fixture->authority);
  test_graph_free (fixture->graph);
  g_string_free (fixture->stages, TRUE);
  g_string_free (fixture->waits, TRUE);
  g_free (fixture->uri);
  g_free (fixture->user_code);
  g_free (fixture->verification_uri);
  g_assert_null (strstr (test_get_logs (), TEST_SECRET));
}

static void
start_sign_in (Fixture *fixture)
{
  consent_verification_sign_in_async (fixture->verification, FALSE, NULL, fixture->cancellable,
                                      test_store_result, &fixture->result);
}

static gboolean
finish_sign_in (Fixture  *fixture,
                GError  **error)
{
  g_autoptr (GAsyncResult) result = test_wait_for_result (&fixture->result);
  gboolean signed_in;

  signed_in = consent_verification_sign_in_finish (fixture->verification, result, error);
  g_assert_true (signed_in == (*error == NULL));
  if (*error != NULL)
    {
      g_assert_false (consent_verification_is_signed_in (fixture->verification));
      g_assert_null (strstr ((*error)->message, TEST_SECRET));
    }

  return signed_in;
}

static void
browse (Fixture *fixture)
{
  g_autofree char *page = test_authority_browse (fixture->uri);

  g_assert_nonnull (page);
  g_assert_true (g_str_has_prefix (page, "HTTP/1.1 200"));
}

static void
sign_in (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  start_sign_in (fixture);
  browse (fixture);
  finish_sign_in (fixture, &error);
  g_assert_no_error (error);
  g_string_truncate (fixture->stages, 0);
}

static void
start_reading (Fixture  *fixture,
               gboolean  just_accepted)
{
  consent_verification_read_async (fixture->verification, just_accepted, fixture->cancellable,
                                   test_store_result, &fixture->result);
}

static ConsentReport *
finish_reading (Fixture  *fixture,
                GError  **error)
{
  g_autoptr (GAsyncResult) result = test_wait_for_result (&fixture->result);
  ConsentReport *report;

  report = consent_verification_read_finish (fixture->verification, result, error);
  g_assert_true ((report != NULL) == (*error == NULL));

  return report;
}

/* Reads and looks at the verdict. */
static ConsentReport *
assert_verdict (Fixture        *fixture,
                gboolean        just_accepted,
                ConsentVerdict  verdict)
{
  g_autoptr (GError) error = NULL;
  ConsentReport *report;

  start_reading (fixture, just_accepted);
  report = finish_reading (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->verdict, ==, verdict);

  return report;
}

static void
test_browser (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (ConsentReport) report = NULL;
  g_autoptr (ConsentReport) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (consent_verification_is_signed_in (fixture->verification));
  start_sign_in (fixture);
  g_assert_nonnull (fixture->uri);
  browse (fixture);
  g_assert_true (finish_sign_in (fixture, &error));
  g_assert_true (consent_verification_is_signed_in (fixture->verification));
  g_assert_cmpstr (fixture->stages->str, ==, "signing-in idle ");
  g_assert_cmpuint (test_graph_get_n_asked (fixture->graph, NULL), ==, 0);

  report = assert_verdict (fixture, FALSE, CONSENT_VERDICT_READY);
  g_assert_cmpstr (report->tenant_name, ==, "Contoso");
  g_assert_cmpstr (report->region, ==, "uk");
  g_assert_cmpstr (fixture->stages->str, ==, "signing-in idle reading idle ");

  /* The sign-in does for a second reading. */
  again = assert_verdict (fixture, FALSE, CONSENT_VERDICT_READY);
  g_assert_cmpuint (test_authority_get_n_asked (fixture->authority, "token"), ==, 1);

  consent_verification_forget (fixture->verification);
  g_assert_false (consent_verification_is_signed_in (fixture->verification));
}

/* What changes something is done with Graph itself, and with a sign-in that covers it. */
static void
test_wider (Fixture       *fixture,
            gconstpointer  data)
{
  const char *usual = fixture->authority->asked_scope;
  g_autoptr (ConsentGraph) graph = NULL;

  g_assert_null (consent_verification_new_graph (fixture->verification));
  fixture->authority->asked_scope = "openid Some.Thing.More";
  fixture->authority->scope = "openid Some.Thing.More";
  consent_verification_set_scopes (fixture->verification, "openid Some.Thing.More");
  sign_in (fixture);
  graph = consent_verification_new_graph (fixture->verification);
  g_assert_cmpstr (consent_graph_get_scopes (graph), ==, fixture->authority->scope);
  g_clear_object (&graph);

  consent_verification_set_scopes (fixture->verification, NULL);
  fixture->authority->asked_scope = usual;
  sign_in (fixture);

  consent_verification_forget (fixture->verification);
  g_assert_null (consent_verification_new_graph (fixture->verification));
}

static void
test_needed (Fixture       *fixture,
             gconstpointer  data)
{
  const char *const needed[] = { "Mail.Send", NULL };
  g_autoptr (ConsentReport) without = NULL;
  g_autoptr (ConsentReport) with = NULL;

  test_graph_load (fixture->graph, "setting-low-needed");
  sign_in (fixture);
  without = assert_verdict (fixture, FALSE, CONSENT_VERDICT_NOT_APPROVED);
  g_assert_null (strstr (consent_report_find_check (without, "classifications")->finding, "Mail.Send"));

  consent_verification_set_needed (fixture->verification, needed);
  with = assert_verdict (fixture, FALSE, CONSENT_VERDICT_NOT_APPROVED);
  g_assert_nonnull (strstr (consent_report_find_check (with, "classifications")->finding, "Mail.Send"));
  consent_verification_set_needed (fixture->verification, NULL);
}

static void
test_device_code (Fixture       *fixture,
                  gconstpointer  data)
{
  static const char *const polls[] = { "authorization_pending", NULL };
  g_autoptr (ConsentReport) report = NULL;
  g_autoptr (GError) error = NULL;

  fixture->authority->polls = polls;
  consent_verification_sign_in_async (fixture->verification, TRUE, NULL, fixture->cancellable,
                                      test_store_result, &fixture->result);
  g_assert_true (finish_sign_in (fixture, &error));
  g_assert_cmpstr (fixture->user_code, ==, "ABCD12345");
  g_assert_true (g_str_has_prefix (fixture->verification_uri, fixture->authority->address));
  g_assert_cmpuint (test_authority_get_n_asked (fixture->authority, "token"), ==, 2);

  report = assert_verdict (fixture, FALSE, CONSENT_VERDICT_READY);
}

static void
test_declined (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->authority->refusal = "error=access_denied&error_subcode=cancel";
  start_sign_in (fixture);
  browse (fixture);
  g_assert_false (finish_sign_in (fixture, &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_SIGN_IN_DECLINED);
  g_assert_cmpstr (fixture->stages->str, ==, "signing-in idle ");
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->authority->token_error = "invalid_grant";
  start_sign_in (fixture);
  browse (fixture);
  g_assert_false (finish_sign_in (fixture, &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_SIGN_IN_FAILED);
  g_assert_nonnull (strstr (error->message, "AADSTS53003"));
}

static void
test_dead (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->authority->dies_at = "token";
  start_sign_in (fixture);
  browse (fixture);
  g_assert_false (finish_sign_in (fixture, &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_UNREACHABLE);
}

/* Nothing is read where somebody else's organization was signed in to, and the report says so. */
static void
test_elsewhere (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (ConsentReport) report = NULL;
  g_autoptr (ConsentReport) right = NULL;

  fixture->authority->signs_in_to = data;
  sign_in (fixture);
  g_assert_false (consent_verification_is_signed_in (fixture->verification));

  report = assert_verdict (fixture, TRUE, CONSENT_VERDICT_UNKNOWN);
  g_assert_cmpint (consent_report_find_check (report, "organization")->status, ==, CONSENT_STATUS_FAIL);
  g_assert_cmpuint (report->snapshot->requests->len, ==, 0);
  g_assert_cmpuint (test_graph_get_n_asked (fixture->graph, NULL), ==, 0);

  /* Another account may be the right one. */
  fixture->authority->signs_in_to = TEST_GRAPH_TENANT;
  sign_in (fixture);
  right = assert_verdict (fixture, FALSE, CONSENT_VERDICT_READY);
}

static void
test_guest (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (ConsentReport) report = NULL;

  fixture->authority->claims = ", \"idp\": \"https://sts.windows.net/" OTHER "/\"";
  test_graph_set (fixture->graph, "me", 200, "{\"id\": \"x\", \"userPrincipalName\": \"y\"}");
  sign_in (fixture);
  report = assert_verdict (fixture, FALSE, CONSENT_VERDICT_READY_WITH_REMARKS);
  g_assert_cmpint (consent_report_find_check (report, "organization")->status, ==, CONSENT_STATUS_WARN);
}

static void
test_nobody (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  start_reading (fixture, FALSE);
  g_assert_null (finish_reading (fixture, &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_UNAUTHORIZED);
  g_assert_cmpstr (fixture->stages->str, ==, "");
}

static void
test_expired (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  sign_in (fixture);
  test_graph_set (fixture->graph, "organization", 401, "{}");
  start_reading (fixture, TRUE);
  g_assert_null (finish_reading (fixture, &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_UNAUTHORIZED);
  g_assert_false (consent_verification_is_signed_in (fixture->verification));
  g_assert_cmpstr (fixture->stages->str, ==, "reading idle ");
}

static void
test_graph_dead (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  sign_in (fixture);
  test_graph_die_after (fixture->graph, 0);
  start_reading (fixture, FALSE);
  g_assert_null (finish_reading (fixture, &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_UNREACHABLE);

  /* The network's fault is not the sign-in's. */
  g_assert_true (consent_verification_is_signed_in (fixture->verification));
}

/* Without a word of having accepted, what is missing is missing. */
static void
test_not_approved (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (ConsentReport) report = NULL;

  test_graph_load (fixture->graph, "fresh");
  sign_in (fixture);
  report = assert_verdict (fixture, FALSE, CONSENT_VERDICT_NOT_APPROVED);
  g_assert_cmpuint (test_graph_get_n_asked (fixture->graph, "app"), ==, 1);
  g_assert_cmpstr (fixture->stages->str, ==, "reading idle ");
}

static void
approve_when_twice_not_visible (Fixture      *fixture,
                                ConsentStage  stage)
{
  if (g_str_has_suffix (fixture->stages->str, "not-visible reading not-visible "))
    test_graph_load (fixture->graph, "approved");
}

static void
test_visible_later (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (ConsentReport) report = NULL;

  test_graph_load (fixture->graph, data);
  fixture->on_stage = approve_when_twice_not_visible;
  sign_in (fixture);
  report = assert_verdict (fixture, TRUE, CONSENT_VERDICT_READY);
  g_assert_cmpstr (fixture->stages->str, ==,
                   "reading not-visible reading not-visible reading idle ");
  g_assert_cmpuint (test_graph_get_n_asked (fixture->graph, "app"), ==, 3);
}

/* The entry has got round before its permissions. */
static void
test_visible_in_part (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (ConsentReport) report = NULL;

  test_graph_set (fixture->graph, data, 404,
                  "{\"error\": {\"code\": \"Request_ResourceNotFound\", \"message\": \"x\"}}");
  if (g_str_equal (data, "app-roles"))
    test_graph_set (fixture->graph, "grants", 200, "{\"value\": []}");
  fixture->on_stage = approve_when_twice_not_visible;
  sign_in (fixture);
  report = assert_verdict (fixture, TRUE, CONSENT_VERDICT_READY);
  g_assert_cmpuint (test_graph_get_n_asked (fixture->graph, "app"), ==, 3);
}

static void
test_never_visible (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (ConsentReport) report = NULL;

  test_graph_load (fixture->graph, data);
  sign_in (fixture);
  report = assert_verdict (fixture, TRUE, CONSENT_VERDICT_UNKNOWN);
  g_assert_cmpuint (test_graph_get_n_asked (fixture->graph, "app"), ==, 6);
  g_assert_cmpint (consent_report_find_check (report, "tenant-wide-consent")->status, ==,
                   CONSENT_STATUS_UNKNOWN);
}

/* Waiting does not help where the app is switched off. */
static void
test_no_use_waiting (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (ConsentReport) report = NULL;

  test_graph_load (fixture->graph, data);
  sign_in (fixture);
  start_reading (fixture, TRUE);
  report = finish_reading (fixture, &(GError *) { NULL });
  g_assert_cmpuint (test_graph_get_n_asked (fixture->graph, "app"), ==, 1);
}

static void
assert_cancelled (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (finish_reading (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (consent_verification_get_stage (fixture->verification), ==, CONSENT_STAGE_IDLE);
}

static void
cancel_while_not_visible (Fixture      *fixture,
                          ConsentStage  stage)
{
  if (stage == CONSENT_STAGE_NOT_VISIBLE_YET)
    g_cancellable_cancel (fixture->cancellable);
}

static void
forget_while_not_visible (Fixture      *fixture,
                          ConsentStage  stage)
{
  if (stage == CONSENT_STAGE_NOT_VISIBLE_YET)
    consent_verification_forget (fixture->verification);
}

/* Seconds have their real length here: only a wait that ends at once lets the test end. */
static void
test_wait_cancelled (Fixture       *fixture,
                     gconstpointer  data)
{
  gboolean forget = GPOINTER_TO_INT (data);

  test_graph_load (fixture->graph, "fresh");
  g_object_set (fixture->verification, "second", 1000, NULL);
  fixture->on_stage = forget ? forget_while_not_visible : cancel_while_not_visible;
  sign_in (fixture);
  start_reading (fixture, TRUE);
  assert_cancelled (fixture);
  g_assert_cmpint (consent_verification_is_signed_in (fixture->verification), ==, !forget);
  g_assert_cmpstr (fixture->stages->str, ==, "reading not-visible idle ");
  g_assert_cmpuint (test_graph_get_n_asked (fixture->graph, "app"), ==, 1);
}

static void
test_reading_cancelled (Fixture       *fixture,
                        gconstpointer  data)
{
  gboolean forget = GPOINTER_TO_INT (data);

  sign_in (fixture);
  test_graph_hold (fixture->graph);
  start_reading (fixture, FALSE);
  test_graph_wait_for_held (fixture->graph, 1);
  if (forget)
    {
      consent_verification_forget (fixture->verification);
      g_assert_cmpint (consent_verification_get_stage (fixture->verification), ==, CONSENT_STAGE_IDLE);
    }
  else
    {
      g_cancellable_cancel (fixture->cancellable);
    }
  assert_cancelled (fixture);
  g_assert_cmpint (consent_verification_is_signed_in (fixture->verification), ==, !forget);
  test_graph_release (fixture->graph);
}

static void
test_sign_in_cancelled (Fixture       *fixture,
                        gconstpointer  data)
{
  gboolean forget = GPOINTER_TO_INT (data);
  g_autoptr (GError) error = NULL;
  g_autofree char *page = NULL;

  start_sign_in (fixture);
  if (forget)
    consent_verification_forget (fixture->verification);
  else
    g_cancellable_cancel (fixture->cancellable);
  g_assert_false (finish_sign_in (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  /* Nobody is at home for the browser any more. */
  page = test_authority_browse (fixture->uri);
  g_assert_null (page);
  g_assert_cmpuint (test_authority_get_n_asked (fixture->authority, "token"), ==, 0);
}

/* The sign-in has worked, but nobody wants it any more. */
static void
test_sign_in_cancelled_late (Fixture       *fixture,
                             gconstpointer  data)
{
  gboolean forget = GPOINTER_TO_INT (data);
  g_autoptr (GError) error = NULL;

  start_sign_in (fixture);
  browse (fixture);
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (test_authority_get_n_asked (fixture->authority, "token"), ==, 1);
  if (forget)
    consent_verification_forget (fixture->verification);
  else
    g_cancellable_cancel (fixture->cancellable);
  g_assert_false (finish_sign_in (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cancelled_before (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  sign_in (fixture);
  g_cancellable_cancel (fixture->cancellable);
  start_reading (fixture, FALSE);
  assert_cancelled (fixture);
  g_assert_cmpuint (test_graph_get_n_asked (fixture->graph, NULL), ==, 0);

  g_clear_pointer (&fixture->uri, g_free);
  start_sign_in (fixture);
  g_assert_false (finish_sign_in (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (fixture->uri);
}

/* The newer of two counts: its stage, its token. */
static void
test_replaced (Fixture       *fixture,
               gconstpointer  data)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) old = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) none = NULL;

  sign_in (fixture);
  test_graph_hold (fixture->graph);
  consent_verification_read_async (fixture->verification, FALSE, NULL, test_store_result, &slot);
  test_graph_wait_for_held (fixture->graph, 1);
  start_sign_in (fixture);
  g_assert_cmpint (consent_verification_get_stage (fixture->verification), ==, CONSENT_STAGE_SIGNING_IN);

  old = test_wait_for_result (&slot);
  g_assert_null (consent_verification_read_finish (fixture->verification, old, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (consent_verification_get_stage (fixture->verification), ==, CONSENT_STAGE_SIGNING_IN);

  browse (fixture);
  g_assert_true (finish_sign_in (fixture, &none));
  g_assert_cmpstr (fixture->stages->str, ==, "reading signing-in idle ");
  test_graph_release (fixture->graph);
}

/* Several requests may wait at a time. */
static void
test_waiting (Fixture       *fixture,
              gconstpointer  data)
{
  static const guint waits[] = { 0, 2, 12, 0, 0, 0, 5, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    g_signal_emit_by_name (fixture->http, "waiting", waits[i]);
  g_assert_cmpstr (fixture->waits->str, ==, "2 12 0 5 0 ");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_collect_logs ();

#define ADD(path, data, func)                                                                      \
  g_test_add ("/verification/" path, Fixture, data, set_up, func, tear_down)
  ADD ("browser", NULL, test_browser);
  ADD ("wider", NULL, test_wider);
  ADD ("needed", NULL, test_needed);
  ADD ("device-code", NULL, test_device_code);
  ADD ("declined", NULL, test_declined);
  ADD ("refused", NULL, test_refused);
  ADD ("dead", NULL, test_dead);
  ADD ("elsewhere", OTHER, test_elsewhere);
  ADD ("elsewhere/personal", PERSONAL, test_elsewhere);
  ADD ("guest", NULL, test_guest);
  ADD ("nobody", NULL, test_nobody);
  ADD ("expired", NULL, test_expired);
  ADD ("graph-dead", NULL, test_graph_dead);
  ADD ("not-approved", NULL, test_not_approved);
  ADD ("visible-later/app", "fresh", test_visible_later);
  ADD ("visible-later/grants", "no-grants", test_visible_later);
  ADD ("visible-later/single-users", "single-users-open", test_visible_later);
  ADD ("visible-in-part/grants", "grants", test_visible_in_part);
  ADD ("visible-in-part/app-roles", "app-roles", test_visible_in_part);
  ADD ("never-visible/app", "fresh", test_never_visible);
  ADD ("never-visible/grants", "no-grants", test_never_visible);
  ADD ("never-visible/single-users", "single-users-open", test_never_visible);
  ADD ("no-use-waiting/approved", "approved", test_no_use_waiting);
  ADD ("no-use-waiting/disabled", "app-disabled-fresh", test_no_use_waiting);
  ADD ("no-use-waiting/refused", "grants-refused", test_no_use_waiting);
  ADD ("wait-cancelled", GINT_TO_POINTER (FALSE), test_wait_cancelled);
  ADD ("wait-cancelled/forget", GINT_TO_POINTER (TRUE), test_wait_cancelled);
  ADD ("reading-cancelled", GINT_TO_POINTER (FALSE), test_reading_cancelled);
  ADD ("reading-cancelled/forget", GINT_TO_POINTER (TRUE), test_reading_cancelled);
  ADD ("sign-in-cancelled", GINT_TO_POINTER (FALSE), test_sign_in_cancelled);
  ADD ("sign-in-cancelled/forget", GINT_TO_POINTER (TRUE), test_sign_in_cancelled);
  ADD ("sign-in-cancelled-late", GINT_TO_POINTER (FALSE), test_sign_in_cancelled_late);
  ADD ("sign-in-cancelled-late/forget", GINT_TO_POINTER (TRUE), test_sign_in_cancelled_late);
  ADD ("cancelled-before", NULL, test_cancelled_before);
  ADD ("replaced", NULL, test_replaced);
  ADD ("waiting", NULL, test_waiting);

  return g_test_run ();
}
