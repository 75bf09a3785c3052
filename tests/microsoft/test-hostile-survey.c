/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-judge.h"
#include "consent-survey.h"
#include "hostile.h"
#include "make-token.h"
#include "test-async.h"
#include "test-token.h"

#include <string.h>

#define APP "5353a3d2-8ca9-42d2-b567-ea399ccb5e38"

typedef struct
{
  ConsentEndpoints *endpoints;
  ConsentGraph *graph;
  ConsentSnapshot *snapshot;
} Step;

static void
start (Hostile *self)
{
  Step *step = g_new0 (Step, 1);
  g_autoptr (ConsentToken) token = make_token (TEST_TENANT, "User.Read Directory.Read.All");

  self->data = step;
  step->endpoints = consent_endpoints_new (NULL, self->address, NULL);
  step->graph = consent_graph_new (self->http, step->endpoints, token);
  step->snapshot = consent_snapshot_new (APP);
  consent_snapshot_set_account (step->snapshot, TEST_TENANT, "ann@contoso.com", FALSE,
                                consent_token_get_scopes (token));
  consent_survey_run_async (step->graph, consent_service_get_default (), step->snapshot,
                            self->cancellable, test_store_result, &self->result);
}

/* A survey that ended well has found out nothing that would do for a verdict. */
static gboolean
finish (Hostile       *self,
        GAsyncResult  *result,
        GError       **error)
{
  Step *step = self->data;
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 23, 12, 0, 0);
  g_autoptr (ConsentReport) report = NULL;
  ConsentQuestion question = { .tenant_id = TEST_TENANT, .time = now };

  if (!consent_survey_run_finish (step->graph, result, error))
    return FALSE;

  report = consent_judge (consent_service_get_default (), step->snapshot, &question);
  g_assert_cmpint (report->verdict, ==, CONSENT_VERDICT_UNKNOWN);

  return TRUE;
}

static void
clear (Hostile *self)
{
  Step *step = self->data;

  g_assert_finalize_object (step->graph);
  g_assert_finalize_object (step->endpoints);
  consent_snapshot_unref (step->snapshot);
  g_free (step);
}

/* The first round finds the app, and no permission to look at anything else. */
static gboolean
answer_first_round (Hostile           *self,
                    TestServer        *server,
                    const TestRequest *request)
{
  static const char *const refused[] = {
    "/v1.0/me", "/v1.0/policies/authorizationPolicy", "/v1.0/servicePrincipals(appId='" APP "')/",
  };

  if (g_str_has_prefix (request->path, "/v1.0/servicePrincipals(appId='" APP "')?"))
    {
      test_server_push (server, 200, NULL, "{\"id\": \"22222222-0000-0000-0000-000000000001\", "
                                           "\"appId\": \"" APP "\", \"accountEnabled\": true}");
      return TRUE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      if (g_str_has_prefix (request->path, refused[i]))
        {
          test_server_push (server, 403, NULL, "{\"error\": {\"code\": \"Authorization_RequestDenied\"}}");
          return TRUE;
        }
    }

  return FALSE;
}

int
main (int    argc,
      char **argv)
{
  static const HostileTest tests[] = {
    { HOSTILE_SURVEY, "survey", start, finish, clear },
    { HOSTILE_SURVEY_LATE, "survey-late", start, finish, clear, answer_first_round },
  };

  g_test_init (&argc, &argv, NULL);
  test_collect_logs ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    hostile_add_tests (&tests[i]);

  return g_test_run ();
}
