/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-error.h"
#include "consent-judge.h"
#include "consent-survey.h"
#include "judge-case.h"
#include "make-token.h"
#include "test-async.h"
#include "test-graph.h"
#include "test-server.h"
#include "test-token.h"

#include <string.h>

#define SCOPES "openid profile User.Read Directory.Read.All Policy.Read.All"

/* How many questions each round has while the app is there. */
#define FIRST_ROUND TEST_GRAPH_FIRST_ROUND
#define SECOND_ROUND 5 /* and the APIs */

typedef struct
{
  TestGraph *server;
  ConsentHttp *http;
  ConsentEndpoints *endpoints;
  ConsentGraph *graph;
  ConsentSnapshot *snapshot;
  GCancellable *cancellable;
  GAsyncResult *result;
} Fixture;

static void
set_up_at (Fixture    *fixture,
           const char *address,
           const char *scopes)
{
  g_autoptr (ConsentToken) token = make_token (TEST_GRAPH_TENANT, scopes);
  ConsentService *service = consent_service_get_default ();

  fixture->http = g_object_new (CONSENT_TYPE_HTTP, "retry-delay", 1, NULL);
  fixture->endpoints = consent_endpoints_new (NULL, address, NULL);
  fixture->graph = consent_graph_new (fixture->http, fixture->endpoints, token);
  fixture->snapshot = consent_snapshot_new (consent_service_get_client_id (service));
  consent_snapshot_set_account (fixture->snapshot, consent_token_get_tenant_id (token),
                                consent_token_get_user_name (token), FALSE, scopes);
  fixture->cancellable = g_cancellable_new ();
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->server = test_graph_new (MAKE_TOKEN_SECRET);
  test_graph_load (fixture->server, "approved");
  set_up_at (fixture, test_graph_get_address (fixture->server), SCOPES);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_null (fixture->result);
  g_assert_finalize_object (fixture->graph);
  g_assert_finalize_object (fixture->endpoints);
  g_assert_finalize_object (fixture->http);
  consent_snapshot_unref (fixture->snapshot);
  g_object_unref (fixture->cancellable);
  g_clear_pointer (&fixture->server, test_graph_free);
  g_assert_null (strstr (test_get_logs (), TEST_SECRET));
}

static void
start (Fixture *fixture)
{
  consent_survey_run_async (fixture->graph, consent_service_get_default (), fixture->snapshot,
                            fixture->cancellable, test_store_result, &fixture->result);
}

static gboolean
finish (Fixture  *fixture,
        GError  **error)
{
  g_autoptr (GAsyncResult) result = test_wait_for_result (&fixture->result);
  gboolean done = consent_survey_run_finish (fixture->graph, result, error);

  g_assert_true (done == (*error == NULL));
  if (*error != NULL)
    g_assert_null (strstr ((*error)->message, TEST_SECRET));

  return done;
}

static void
run (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  start (fixture);
  finish (fixture, &error);
  g_assert_no_error (error);
}

static ConsentPartState
get_state (Fixture     *fixture,
           ConsentPart  part)
{
  return fixture->snapshot->parts[part].state;
}

static ConsentReport *
judge (Fixture    *fixture,
       JsonObject *object)
{
  ConsentService *service = consent_service_get_default ();
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 23, 12, 0, 0);
  ConsentQuestion question = {
    .tenant_id = TEST_GRAPH_TENANT,
    .region = consent_service_find_region (service, "uk"),
    .time = now,
  };

  if (object != NULL)
    {
      question.just_accepted =
        json_object_get_boolean_member_with_default (object, "just_accepted", FALSE);
      question.region = consent_service_find_region (
        service, json_object_get_string_member_with_default (object, "region", "uk"));
    }

  return consent_judge (service, fixture->snapshot, &question);
}

/* Everything is read by name and by object ID, and comes to the same as if it had been given. */
static void
test_all (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (ConsentReport) report = NULL;

  run (fixture);
  for (ConsentPart part = 0; part < CONSENT_N_PARTS; part++)
    {
      g_test_message ("%s", consent_part_get_name (part));
      g_assert_cmpint (get_state (fixture, part), ==,
                       part == CONSENT_PART_PENDING ? CONSENT_PART_NOT_ASKED : CONSENT_PART_READ);
    }

  report = judge (fixture, NULL);
  g_assert_cmpint (report->verdict, ==, CONSENT_VERDICT_READY);
  g_assert_cmpstr (((ConsentGranted *) g_ptr_array_index (report->granted, 0))->api, ==,
                   "Microsoft Graph");
  g_assert_cmpuint (fixture->snapshot->requests->len, ==, FIRST_ROUND + SECOND_ROUND + 1);
}

/* A round ends before the next begins, and there are two. */
static void
test_rounds (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  test_graph_hold (fixture->server);
  start (fixture);
  test_graph_wait_for_held (fixture->server, FIRST_ROUND);
  test_graph_release (fixture->server);
  test_graph_wait_for_held (fixture->server, SECOND_ROUND + 1);
  test_graph_release (fixture->server);
  finish (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (test_graph_get_n_asked (fixture->server, NULL), ==,
                    FIRST_ROUND + SECOND_ROUND + 1);
}

/* Without the hint the two likely APIs are asked for. */
static void
test_rounds_without_hint (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  test_graph_set (fixture->server, "grants-hint", 404, "{}");
  test_graph_set (fixture->server, "app-roles-hint", 400, "{}");
  test_graph_hold (fixture->server);
  start (fixture);
  test_graph_wait_for_held (fixture->server, FIRST_ROUND);
  test_graph_release (fixture->server);
  test_graph_wait_for_held (fixture->server, SECOND_ROUND + 2);
  test_graph_release (fixture->server);
  finish (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->snapshot->resources->len, ==, 2);
  g_assert_cmpuint (test_graph_get_n_asked (fixture->server, NULL), ==,
                    FIRST_ROUND + SECOND_ROUND + 2);
}

/* A fresh organization has no second object to ask about. */
static void
test_rounds_fresh (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  test_graph_load (fixture->server, "fresh");
  test_graph_hold (fixture->server);
  start (fixture);
  test_graph_wait_for_held (fixture->server, FIRST_ROUND);
  test_graph_release (fixture->server);
  test_graph_wait_for_held (fixture->server, 3);
  test_graph_release (fixture->server);
  finish (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_state (fixture, CONSENT_PART_APP), ==, CONSENT_PART_ABSENT);
  g_assert_cmpint (get_state (fixture, CONSENT_PART_GRANTS), ==, CONSENT_PART_NOT_ASKED);
}

/* Where permissions can be classified as low, Microsoft Graph is asked what it offers. */
static void
test_rounds_low (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  test_graph_load (fixture->server, "setting-low");
  test_graph_set (fixture->server, "resources", 200,
                  "{\"id\": \"x\", \"appId\": \"00000003-0000-0000-c000-000000000000\","
                  " \"oauth2PermissionScopes\": [{\"id\": \"y\", \"value\": \"Mail.Send\","
                  " \"type\": \"User\", \"isEnabled\": true}]}");
  test_graph_hold (fixture->server);
  start (fixture);
  test_graph_wait_for_held (fixture->server, FIRST_ROUND);
  test_graph_release (fixture->server);
  test_graph_wait_for_held (fixture->server, 4);
  test_graph_release (fixture->server);
  finish (fixture, &error);
  g_assert_no_error (error);
  g_assert_nonnull (consent_snapshot_find_scope (fixture->snapshot,
                                                 "00000003-0000-0000-c000-000000000000",
                                                 "mail.send"));
}

#define GRANT(resource, scope)                                                                     \
  "{\"id\": \"x\", \"clientId\": \"22222222-0000-0000-0000-000000000001\", \"consentType\": "     \
  "\"AllPrincipals\", \"principalId\": null, \"resourceId\": \"" resource "\", \"scope\": \"" scope "\"}"
#define MICROSOFT_GRAPH "44444444-0000-0000-0000-000000000001"
#define THIRD "44444444-0000-0000-0000-000000000003"
#define THIRD_ENTRY                                                                                \
  "{\"id\": \"" THIRD "\", \"appId\": \"99999999-0000-0000-0000-000000000001\","                 \
  " \"displayName\": \"A third API\", \"appRoles\": [], \"oauth2PermissionScopes\":"              \
  " [{\"id\": \"99999999-0000-0000-0000-000000000002\", \"value\": \"Third.Read\","               \
  " \"adminConsentDisplayName\": \"Read the third\"}]}"

/* An API that nobody could expect costs another round only if the hint did not name it. */
static void
test_third_api (Fixture       *fixture,
                gconstpointer  data)
{
  gboolean hinted = GPOINTER_TO_INT (data);
  g_autoptr (ConsentReport) report = NULL;
  g_autoptr (GError) error = NULL;

  test_graph_set (fixture->server, "grants", 200,
                  "{\"value\": [" GRANT (MICROSOFT_GRAPH, "Mail.Send") ", "
                  GRANT (THIRD, "Third.Read") ", " GRANT (THIRD, "Third.Write") "]}");
  test_graph_set (fixture->server, "resources", 200, THIRD_ENTRY);
  if (!hinted)
    {
      test_graph_set (fixture->server, "grants-hint", 404, "{}");
      test_graph_set (fixture->server, "app-roles-hint", 404, "{}");
    }

  test_graph_hold (fixture->server);
  start (fixture);
  test_graph_wait_for_held (fixture->server, FIRST_ROUND);
  test_graph_release (fixture->server);
  test_graph_wait_for_held (fixture->server, SECOND_ROUND + 2);
  test_graph_release (fixture->server);
  if (!hinted)
    {
      /* Microsoft Graph is asked for by its object ID as well here: the answer was another API. */
      test_graph_wait_for_held (fixture->server, 1);
      test_graph_release (fixture->server);
    }
  finish (fixture, &error);
  g_assert_no_error (error);

  report = judge (fixture, NULL);
  g_assert_true (consent_granted_find (report->granted, TRUE, NULL, "Third.Read"));
  g_assert_cmpint (report->verdict, ==, CONSENT_VERDICT_READY);
}

/* Graph's own names are in the answer however often the API is refused, and it is asked for once. */
static void
test_api_refused (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (ConsentReport) report = NULL;

  test_graph_set (fixture->server, "resources", 403,
                  "{\"error\": {\"code\": \"Authorization_RequestDenied\", \"message\": \"x\"}}");
  run (fixture);
  g_assert_cmpuint (test_graph_get_n_asked (fixture->server, "resources"), ==, 1);
  g_assert_cmpint (get_state (fixture, CONSENT_PART_RESOURCES), ==, CONSENT_PART_REFUSED);

  report = judge (fixture, NULL);
  g_assert_cmpint (report->verdict, ==, CONSENT_VERDICT_READY);
}

/* No app has that many APIs, so that not all of them are worth a question. */
static void
test_many_apis (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GString) body = g_string_new ("{\"value\": [");

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (body, "%s{\"clientId\": \"22222222-0000-0000-0000-000000000001\","
                            " \"consentType\": \"AllPrincipals\", \"scope\": \"a\","
                            " \"resourceId\": \"44444444-0000-0000-0000-%012u\"}",
                            i > 0 ? ", " : "", i);
  g_string_append (body, "]}");
  test_graph_set (fixture->server, "grants", 200, body->str);
  run (fixture);
  g_assert_cmpuint (test_graph_get_n_asked (fixture->server, "resources"), <=, 30);
  g_assert_cmpint (get_state (fixture, CONSENT_PART_GRANTS), ==, CONSENT_PART_READ);
}

#define GRAPH_ERROR(code, inner)                                                                   \
  "{\"error\": {\"code\": \"" code "\", \"message\": \"x\", "                                       \
  "\"" inner "\": {\"request-id\": \"from-body\"}}}"

static const struct
{
  const char *name;
  guint status;
  const char *body;
  ConsentPartState state;
} failures[] = {
  { "refused", 403, GRAPH_ERROR ("Authorization_RequestDenied", "innerError"), CONSENT_PART_REFUSED },
  { "absent", 404, GRAPH_ERROR ("Request_ResourceNotFound", "innererror"), CONSENT_PART_ABSENT },
  { "not-found-by-whom", 404, NULL, CONSENT_PART_FAILED },
  { "bad-request", 400, GRAPH_ERROR ("Request_BadRequest", "innerError"), CONSENT_PART_FAILED },
  { "conflict", 409, GRAPH_ERROR ("Conflict", "innerError"), CONSENT_PART_FAILED },
  { "busy", 503, GRAPH_ERROR ("ServiceUnavailable", "innerError"), CONSENT_PART_FAILED },
  { "not-json", 200, "\"x\"", CONSENT_PART_FAILED },
  { "empty", 200, NULL, CONSENT_PART_FAILED },
  { "other-shape", 200, "{\"value\": {\"id\": 7}, \"id\": []}", CONSENT_PART_FAILED },
  { "list-of-numbers", 200, "{\"value\": [1, 2], \"userType\": 3}", CONSENT_PART_FAILED },
};

/* What goes wrong with one part takes nothing from any other. */
static void
test_failures (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      for (ConsentPart part = 0; part < CONSENT_N_PARTS; part++)
        {
          const char *name = consent_part_get_name (part);
          gboolean needs_app;
          Fixture fixture = { 0 };

          if (part == CONSENT_PART_PENDING)
            continue;

          g_test_message ("%s: %s", failures[i].name, name);
          set_up (&fixture, NULL);
          test_graph_set (fixture.server, "grants-hint", 404, NULL);
          test_graph_set (fixture.server, name, failures[i].status, failures[i].body);
          run (&fixture);

          for (ConsentPart other = 0; other < CONSENT_N_PARTS; other++)
            {
              needs_app = other == CONSENT_PART_GRANTS || other == CONSENT_PART_APP_ROLES ||
                          other == CONSENT_PART_RESOURCES;
              if (other == part)
                g_assert_cmpint (get_state (&fixture, other), ==, failures[i].state);
              else if (other == CONSENT_PART_PENDING || (part == CONSENT_PART_APP && needs_app))
                g_assert_cmpint (get_state (&fixture, other), ==, CONSENT_PART_NOT_ASKED);
              else
                g_assert_cmpint (get_state (&fixture, other), ==, CONSENT_PART_READ);
            }
          tear_down (&fixture, NULL);
        }
    }
}

/* A property that this Graph does not know costs another question, not the whole entry. */
static void
test_unknown_property (Fixture       *fixture,
                       gconstpointer  data)
{
  test_graph_refuse (fixture->server, "isDisabled");
  run (fixture);
  g_assert_cmpuint (test_graph_get_n_asked (fixture->server, "app"), ==, 2);
  g_assert_cmpint (get_state (fixture, CONSENT_PART_APP), ==, CONSENT_PART_READ);
  g_assert_cmpint (get_state (fixture, CONSENT_PART_GRANTS), ==, CONSENT_PART_READ);
}

static void
test_pending (void)
{
  Fixture fixture = { 0 };

  fixture.server = test_graph_new (MAKE_TOKEN_SECRET);
  test_graph_load (fixture.server, "pending-more");
  set_up_at (&fixture, test_graph_get_address (fixture.server), SCOPES " ConsentRequest.Read.All");
  run (&fixture);
  g_assert_cmpint (get_state (&fixture, CONSENT_PART_PENDING), ==, CONSENT_PART_READ);
  g_assert_cmpuint (fixture.snapshot->n_pending, ==, 1);
  tear_down (&fixture, NULL);
}

/* What support asks for: each request with its ID, and without marks of paging. */
static void
test_requests (Fixture       *fixture,
               gconstpointer  data)
{
  guint from_header = 0;
  guint n_pages = 0;

  test_graph_load (fixture->server, "two-pages");
  run (fixture);
  for (guint i = 0; i < fixture->snapshot->requests->len; i++)
    {
      const ConsentRequest *request = g_ptr_array_index (fixture->snapshot->requests, i);

      g_assert_null (strstr (request->path, "skiptoken"));
      g_assert_cmpuint (request->status, ==, 200);
      if (g_str_equal (request->request_id, "0000aaaa-11bb-cccc-dd22-eeeeee333333"))
        from_header++;
      if (g_str_has_prefix (request->path, "/oauth2PermissionGrants"))
        n_pages++;
    }
  g_assert_cmpuint (from_header, ==, fixture->snapshot->requests->len);
  g_assert_cmpuint (n_pages, ==, 2);
}

/* Graph may name a request in the body alone. */
static void
test_request_id_in_body (void)
{
  static const char *const bodies[] = {
    GRAPH_ERROR ("Authorization_RequestDenied", "innerError"),
    GRAPH_ERROR ("Authorization_RequestDenied", "innererror"),
    "{\"error\": {\"innerError\": {\"request-id\": 7}, \"innererror\": []}}",
    "{\"error\": {\"innerError\": \"from-body\"}}",
    "{\"error\": \"from-body\"}",
    "[]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      Fixture fixture = { 0 };
      g_autoptr (TestServer) server = test_server_new ();

      g_test_message ("%s", bodies[i]);
      test_server_push (server, 403, NULL, bodies[i]);
      set_up_at (&fixture, test_server_get_address (server), SCOPES);
      run (&fixture);
      for (guint j = 0; j < fixture.snapshot->requests->len; j++)
        {
          const ConsentRequest *request = g_ptr_array_index (fixture.snapshot->requests, j);

          g_assert_cmpstr (request->request_id, ==, i < 2 ? "from-body" : "");
          g_assert_cmpuint (request->status, ==, 403);
        }
      tear_down (&fixture, NULL);
    }
}

/* A token that no longer counts is about the whole survey, whenever it is found out. */
static void
test_unauthorized (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  test_graph_set (fixture->server, data, 401,
                  GRAPH_ERROR ("InvalidAuthenticationToken", "innerError"));
  start (fixture);
  g_assert_false (finish (fixture, &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_UNAUTHORIZED);
}

/* Where nobody answers, nobody is asked further. */
static void
test_dead (void)
{
  g_autofree char *address = test_dead_address ();
  g_autoptr (GError) error = NULL;
  Fixture fixture = { 0 };

  set_up_at (&fixture, address, SCOPES);
  start (&fixture);
  g_assert_false (finish (&fixture, &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_UNREACHABLE);
  g_assert_cmpuint (fixture.snapshot->requests->len, ==, FIRST_ROUND);
  tear_down (&fixture, NULL);
}

static void
test_dies_between (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (ConsentReport) report = NULL;

  test_graph_die_after (fixture->server, FIRST_ROUND);
  run (fixture);
  g_assert_cmpint (get_state (fixture, CONSENT_PART_APP), ==, CONSENT_PART_READ);
  g_assert_cmpint (get_state (fixture, CONSENT_PART_GRANTS), ==, CONSENT_PART_FAILED);

  report = judge (fixture, NULL);
  g_assert_cmpint (report->verdict, ==, CONSENT_VERDICT_UNKNOWN);
}

static void
test_busy (void)
{
  g_autoptr (TestServer) server = test_server_new ();
  g_autoptr (GError) error = NULL;
  Fixture fixture = { 0 };

  test_server_push (server, 503, NULL, GRAPH_ERROR ("ServiceUnavailable", "innerError"));
  set_up_at (&fixture, test_server_get_address (server), SCOPES);
  start (&fixture);
  g_assert_false (finish (&fixture, &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_BUSY);
  tear_down (&fixture, NULL);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  guint round = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;

  if (round == 0)
    g_cancellable_cancel (fixture->cancellable);
  test_graph_hold (fixture->server);
  start (fixture);
  if (round > 0)
    test_graph_wait_for_held (fixture->server, FIRST_ROUND);
  if (round > 1)
    {
      test_graph_release (fixture->server);
      test_graph_wait_for_held (fixture->server, SECOND_ROUND + 1);
    }
  g_cancellable_cancel (fixture->cancellable);
  g_assert_false (finish (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  test_graph_release (fixture->server);
  test_settle ();
  g_assert_cmpuint (test_graph_get_n_asked (fixture->server, NULL), ==,
                    round == 0 ? 0 : round == 1 ? FIRST_ROUND : FIRST_ROUND + SECOND_ROUND + 1);
}

/* What was judged from answers that were handed over comes out the same when they are asked for. */
static void
test_case (gconstpointer data)
{
  const char *name = data;
  g_autoptr (JsonObject) object = judge_case_load (name);
  JsonObject *expect = json_object_get_object_member (object, "expect");
  g_autoptr (ConsentReport) report = NULL;
  g_autoptr (GList) ids = NULL;
  Fixture fixture = { 0 };

  fixture.server = test_graph_new (MAKE_TOKEN_SECRET);
  test_graph_load (fixture.server, name);
  set_up_at (&fixture, test_graph_get_address (fixture.server), SCOPES " ConsentRequest.Read.All");
  run (&fixture);
  report = judge (&fixture, object);
  g_assert_cmpstr (consent_verdict_get_id (report->verdict), ==,
                   json_object_get_string_member (expect, "verdict"));

  if (json_object_has_member (expect, "checks"))
    ids = json_object_get_members (json_object_get_object_member (expect, "checks"));
  for (GList *id = ids; id != NULL; id = id->next)
    {
      const ConsentCheck *check = consent_report_find_check (report, id->data);

      g_test_message ("%s: %s", check->id, check->finding);
      g_assert_cmpstr (consent_status_get_id (check->status), ==,
                       json_object_get_string_member (json_object_get_object_member (expect, "checks"),
                                                      id->data));
    }
  tear_down (&fixture, NULL);
}

/* Cases that are about something else than Graph's answers: who signed in, which region, what is
 * needed, or that something was not asked. */
static gboolean
case_is_about_answers (const char *name)
{
  static const char *const others[] = { "no-region", "nothing-asked", "nothing-read", NULL };
  g_autoptr (JsonObject) object = judge_case_load (name);

  return !g_strv_contains (others, name) &&
         !json_object_has_member (object, "needed") &&
         (!json_object_has_member (object, "account") || g_str_equal (name, "approved"));
}

static void
add_cases (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "judge", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (path, 0, &error);
  const char *file;

  g_assert_no_error (error);
  while ((file = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *name = g_strndup (file, strcspn (file, "."));
      g_autofree char *test = g_strdup_printf ("/survey/case/%s", name);

      if (case_is_about_answers (name))
        g_test_add_data_func_full (test, g_steal_pointer (&name), test_case, g_free);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_collect_logs ();

#define ADD(path, data, func) g_test_add (path, Fixture, data, set_up, func, tear_down)
  ADD ("/survey/all", NULL, test_all);
  ADD ("/survey/rounds", NULL, test_rounds);
  ADD ("/survey/rounds/without-hint", NULL, test_rounds_without_hint);
  ADD ("/survey/rounds/fresh", NULL, test_rounds_fresh);
  ADD ("/survey/rounds/low", NULL, test_rounds_low);
  ADD ("/survey/third-api", GINT_TO_POINTER (FALSE), test_third_api);
  ADD ("/survey/third-api/hinted", GINT_TO_POINTER (TRUE), test_third_api);
  ADD ("/survey/api-refused", NULL, test_api_refused);
  ADD ("/survey/many-apis", NULL, test_many_apis);
  g_test_add_func ("/survey/failures", test_failures);
  ADD ("/survey/unknown-property", NULL, test_unknown_property);
  g_test_add_func ("/survey/pending", test_pending);
  ADD ("/survey/requests", NULL, test_requests);
  g_test_add_func ("/survey/request-id-in-body", test_request_id_in_body);
  ADD ("/survey/unauthorized/first", "me", test_unauthorized);
  ADD ("/survey/unauthorized/second", "grants", test_unauthorized);
  g_test_add_func ("/survey/dead", test_dead);
  ADD ("/survey/dies-between", NULL, test_dies_between);
  g_test_add_func ("/survey/busy", test_busy);
  ADD ("/survey/cancelled/before", GUINT_TO_POINTER (0), test_cancelled);
  ADD ("/survey/cancelled/first", GUINT_TO_POINTER (1), test_cancelled);
  ADD ("/survey/cancelled/second", GUINT_TO_POINTER (2), test_cancelled);
  add_cases ();

  return g_test_run ();
}
