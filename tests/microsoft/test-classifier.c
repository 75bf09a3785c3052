/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-classifier.h"
#include "consent-error.h"
#include "make-token.h"
#include "test-async.h"
#include "test-classifications.h"
#include "test-token.h"

#include <string.h>

#define WIDE \
  "openid Directory.Read.All https://graph.microsoft.com/Policy.ReadWrite.PermissionGrant"

/* Reference, 5.8. */
#define USER_READ "e1fe6dd8-ba31-4d61-89e7-88639da4683d"
#define MAIL_SEND "e383f46e-2787-4529-855e-0e479a3ffac0"
#define OPENID "37f7f235-527c-4136-accd-4a02d197296e"

#define plan_read(fixture, fault, ...) \
  test_classifications_plan_read ((fixture)->server, TEST_FAULT_##fault, __VA_ARGS__)
#define plan_write(fixture, fault, ...) \
  test_classifications_plan_write ((fixture)->server, TEST_FAULT_##fault, __VA_ARGS__)
#define assert_log(fixture, log) test_classifications_assert_log ((fixture)->server, log)

#define GRAPH_ERROR(code) \
  "{\"error\": {\"code\": \"" code "\", \"message\": \"Some text.\", \"innerError\": {}}}"

typedef struct
{
  TestClassifications *server;
  ConsentHttp *http;
  ConsentEndpoints *endpoints;
  ConsentClassifier *classifier;
  GCancellable *cancellable;
  GAsyncResult *result;
  guint n_changed;
} Fixture;

static void
on_changed (Fixture *fixture)
{
  fixture->n_changed++;
}

static void
sign_in (Fixture    *fixture,
         const char *scopes)
{
  g_autoptr (ConsentToken) token = make_token (TEST_TENANT, scopes);
  g_autoptr (ConsentGraph) graph = NULL;

  graph = consent_graph_new (fixture->http, fixture->endpoints, token);
  g_assert_cmpstr (consent_graph_get_scopes (graph), ==, scopes);
  consent_classifier_set_graph (fixture->classifier, graph);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->server = test_classifications_new (MAKE_TOKEN_SECRET);
  fixture->http = g_object_new (CONSENT_TYPE_HTTP, "retry-delay", 1, NULL);
  fixture->endpoints = consent_endpoints_new (NULL, fixture->server->address, NULL);
  fixture->cancellable = g_cancellable_new ();
  fixture->server->cancellable = fixture->cancellable;
  fixture->classifier = consent_classifier_new ();
  g_signal_connect_swapped (fixture->classifier, "changed", G_CALLBACK (on_changed), fixture);
  sign_in (fixture, WIDE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_null (fixture->result);
  g_assert_finalize_object (fixture->classifier);
  g_assert_finalize_object (fixture->endpoints);
  g_assert_finalize_object (fixture->http);
  g_object_unref (fixture->cancellable);
  test_classifications_free (fixture->server);
  g_assert_null (strstr (test_get_logs (), TEST_SECRET));
}

static gboolean
add (Fixture  *fixture,
     GError  **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  consent_classifier_add_async (fixture->classifier, fixture->cancellable, test_store_result,
                                &fixture->result);
  result = test_wait_for_result (&fixture->result);

  return consent_classifier_finish (fixture->classifier, result, error);
}

static gboolean
undo (Fixture  *fixture,
      GError  **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  consent_classifier_undo_async (fixture->classifier, fixture->cancellable, test_store_result,
                                 &fixture->result);
  result = test_wait_for_result (&fixture->result);

  return consent_classifier_finish (fixture->classifier, result, error);
}

static void
request_three (Fixture *fixture)
{
  consent_classifier_request (fixture->classifier, USER_READ, "User.Read");
  consent_classifier_request (fixture->classifier, "E383F46E-2787-4529-855E-0E479A3FFAC0",
                              "Mail.Send");
  consent_classifier_request (fixture->classifier, OPENID, "openid");
}

static void
assert_item (Fixture                 *fixture,
             guint                    index,
             ConsentClassifierResult  result,
             int                      code)
{
  GPtrArray *items = consent_classifier_get_items (fixture->classifier);
  const ConsentClassifierItem *item = g_ptr_array_index (items, index);

  g_test_message ("%s: %s", item->name, item->error != NULL ? item->error->message : "no error");
  g_assert_cmpint (item->result, ==, result);
  if (code < 0)
    g_assert_no_error (item->error);
  else
    g_assert_error (item->error, CONSENT_ERROR, code);
  if (item->error != NULL)
    g_assert_null (strstr (item->error->message, TEST_SECRET));
}

#define assert_results(fixture, first, second, third) \
  G_STMT_START { \
    assert_item (fixture, 0, CONSENT_CLASSIFIER_##first, -1); \
    assert_item (fixture, 1, CONSENT_CLASSIFIER_##second, -1); \
    assert_item (fixture, 2, CONSENT_CLASSIFIER_##third, -1); \
  } G_STMT_END

/* What is missing is added, what is there is left alone, and only the former is taken back. */
static void
test_add_and_undo (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  test_classifications_set (fixture->server, MAIL_SEND, "low");
  request_three (fixture);
  assert_results (fixture, WAITING, WAITING, WAITING);
  g_assert_cmpuint (consent_classifier_count_added (fixture->classifier), ==, 0);

  g_assert_true (add (fixture, &error));
  g_assert_no_error (error);
  assert_results (fixture, ADDED, ALREADY, ADDED);
  assert_log (fixture, "POST User.Read\nPOST openid\n");
  g_assert_cmpuint (consent_classifier_count_added (fixture->classifier), ==, 2);
  g_assert_cmpuint (g_hash_table_size (fixture->server->levels), ==, 3);
  g_assert_cmpuint (fixture->n_changed, >=, 6);

  /* Once more changes nothing, and forgets nothing. */
  request_three (fixture);
  g_assert_true (add (fixture, &error));
  g_assert_no_error (error);
  assert_results (fixture, ADDED, ALREADY, ADDED);
  assert_log (fixture, "");

  g_assert_true (undo (fixture, &error));
  g_assert_no_error (error);
  assert_results (fixture, REMOVED, ALREADY, REMOVED);
  assert_log (fixture, "DELETE " OPENID "\nDELETE " USER_READ "\n");
  g_assert_cmpuint (consent_classifier_count_added (fixture->classifier), ==, 0);
  g_assert_cmpuint (g_hash_table_size (fixture->server->levels), ==, 1);

  g_assert_true (undo (fixture, &error));
  g_assert_no_error (error);
  assert_log (fixture, "");

  /* And from the start. */
  request_three (fixture);
  g_assert_true (add (fixture, &error));
  assert_results (fixture, ADDED, ALREADY, ADDED);
  assert_log (fixture, "POST User.Read\nPOST openid\n");
}

/* Somebody else adds it between the reading and the writing. */
static void
test_conflict (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  request_three (fixture);
  plan_read (fixture, ANSWER, 200, NULL, "{\"value\": []}");
  test_classifications_set (fixture->server, USER_READ, "low");
  test_classifications_set (fixture->server, MAIL_SEND, "medium");
  g_assert_true (add (fixture, &error));
  g_assert_no_error (error);
  assert_item (fixture, 0, CONSENT_CLASSIFIER_ALREADY, -1);
  assert_item (fixture, 1, CONSENT_CLASSIFIER_REFUSED, CONSENT_ERROR_CONFLICT);
  assert_item (fixture, 2, CONSENT_CLASSIFIER_ADDED, -1);
  assert_log (fixture, "POST User.Read\nPOST openid\n");
  g_assert_cmpuint (consent_classifier_count_added (fixture->classifier), ==, 1);
  g_assert_cmpuint (test_server_get_n_requests (fixture->server->server), ==, 4);
}

/* A conflict that the list does not bear out is no success. */
static void
test_odd_conflict (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  consent_classifier_request (fixture->classifier, USER_READ, "User.Read");
  plan_write (fixture, ANSWER, 409, NULL, GRAPH_ERROR ("Conflict"));
  g_assert_true (add (fixture, &error));
  assert_item (fixture, 0, CONSENT_CLASSIFIER_FAILED, CONSENT_ERROR_CONFLICT);
  g_assert_cmpuint (consent_classifier_count_added (fixture->classifier), ==, 0);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct
  {
    const char *scopes;
    guint status;
    const char *body;
    int code;
  } cases[] = {
    { WIDE, 403, GRAPH_ERROR ("Authorization_RequestDenied"), CONSENT_ERROR_DENIED },
    { "openid Directory.Read.All", 403, GRAPH_ERROR ("Authorization_RequestDenied"),
      CONSENT_ERROR_SCOPE_MISSING },
    { WIDE, 403, NULL, CONSENT_ERROR_DENIED },
    { WIDE, 400, GRAPH_ERROR ("Request_BadRequest"), CONSENT_ERROR_FAILED },
    { WIDE, 400, "{\"error\": 7}", CONSENT_ERROR_FAILED },
    { WIDE, 404, GRAPH_ERROR ("Request_ResourceNotFound"), CONSENT_ERROR_NOT_FOUND },
    { WIDE, 418, "[]", CONSENT_ERROR_FAILED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("case %u", i);
      consent_classifier_clear (fixture->classifier);
      g_hash_table_remove_all (fixture->server->levels);
      sign_in (fixture, cases[i].scopes);
      request_three (fixture);
      plan_write (fixture, NONE, 0, NULL, NULL);
      plan_write (fixture, ANSWER, cases[i].status, NULL, cases[i].body);

      g_assert_true (add (fixture, &error));
      g_assert_no_error (error);
      assert_item (fixture, 0, CONSENT_CLASSIFIER_ADDED, -1);
      assert_item (fixture, 1, CONSENT_CLASSIFIER_REFUSED, cases[i].code);
      assert_item (fixture, 2, CONSENT_CLASSIFIER_ADDED, -1);
      g_assert_cmpuint (consent_classifier_count_added (fixture->classifier), ==, 2);
    }
}

/* Waits as long as it is told to, and says when it was told for too long. */
static void
test_throttled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  request_three (fixture);
  plan_write (fixture, ANSWER, 429, "Retry-After: 0\r\n",
              GRAPH_ERROR ("TooManyRequests"));
  plan_write (fixture, NONE, 0, NULL, NULL);
  plan_write (fixture, ANSWER, 429, "Retry-After: 3600\r\n",
              GRAPH_ERROR ("TooManyRequests"));
  plan_write (fixture, ANSWER, 503, NULL, GRAPH_ERROR ("ServiceUnavailable"));

  g_assert_true (add (fixture, &error));
  g_assert_no_error (error);
  assert_item (fixture, 0, CONSENT_CLASSIFIER_ADDED, -1);
  assert_item (fixture, 1, CONSENT_CLASSIFIER_FAILED, CONSENT_ERROR_BUSY);
  assert_item (fixture, 2, CONSENT_CLASSIFIER_FAILED, CONSENT_ERROR_BUSY);
  assert_log (fixture, "POST 429\nPOST User.Read\nPOST 429\nPOST 503\n");

  /* Trying again tries what failed. */
  request_three (fixture);
  g_assert_true (add (fixture, &error));
  assert_results (fixture, ADDED, ADDED, ADDED);
  assert_log (fixture, "POST Mail.Send\nPOST openid\n");
  g_assert_true (undo (fixture, &error));
  g_assert_cmpuint (g_hash_table_size (fixture->server->levels), ==, 0);
}

/* The answer to a write gets lost: before it was done, and after. */
static void
test_cut_off (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  request_three (fixture);
  plan_write (fixture, CUT_BEFORE, 0, NULL, NULL);
  plan_write (fixture, CUT_AFTER, 0, NULL, NULL);
  plan_write (fixture, NO_ID, 0, NULL, NULL);

  g_assert_true (add (fixture, &error));
  g_assert_no_error (error);
  assert_item (fixture, 0, CONSENT_CLASSIFIER_FAILED, CONSENT_ERROR_NOT_MICROSOFT);
  assert_item (fixture, 1, CONSENT_CLASSIFIER_ADDED, -1);
  assert_item (fixture, 2, CONSENT_CLASSIFIER_ADDED, -1);
  /* Never sent twice without looking. */
  assert_log (fixture, "POST User.Read\nPOST Mail.Send\nPOST openid\n");
  g_assert_cmpuint (consent_classifier_count_added (fixture->classifier), ==, 2);

  g_assert_true (undo (fixture, &error));
  assert_log (fixture, "DELETE " OPENID "\nDELETE " MAIL_SEND "\n");
  g_assert_cmpuint (g_hash_table_size (fixture->server->levels), ==, 0);
}

/* The network is gone after one of two writes, and comes back. */
static void
test_cut_off_between (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  request_three (fixture);
  plan_read (fixture, NONE, 0, NULL, NULL);
  plan_write (fixture, NONE, 0, NULL, NULL);
  plan_write (fixture, CUT_AFTER, 0, NULL, NULL);
  for (guint i = 0; i < 4; i++)
    plan_read (fixture, CUT_BEFORE, 0, NULL, NULL);

  g_assert_false (add (fixture, &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_NOT_MICROSOFT);
  assert_item (fixture, 0, CONSENT_CLASSIFIER_ADDED, -1);
  assert_item (fixture, 1, CONSENT_CLASSIFIER_FAILED, CONSENT_ERROR_NOT_MICROSOFT);
  assert_item (fixture, 2, CONSENT_CLASSIFIER_WAITING, -1);
  g_assert_cmpuint (consent_classifier_count_added (fixture->classifier), ==, 2);
  assert_log (fixture, "POST User.Read\nPOST Mail.Send\n");

  /* It did arrive, and it was this run that sent it. */
  g_clear_error (&error);
  request_three (fixture);
  g_assert_true (add (fixture, &error));
  g_assert_no_error (error);
  assert_results (fixture, ADDED, ADDED, ADDED);
  assert_log (fixture, "POST openid\n");
}

/* The same, and the person wants everything back instead. */
static void
test_undo_unsure (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  request_three (fixture);
  plan_read (fixture, NONE, 0, NULL, NULL);
  plan_write (fixture, CUT_AFTER, 0, NULL, NULL);
  for (guint i = 0; i < 4; i++)
    plan_read (fixture, CUT_BEFORE, 0, NULL, NULL);
  g_assert_false (add (fixture, &error));
  g_clear_error (&error);
  g_assert_cmpuint (consent_classifier_count_added (fixture->classifier), ==, 1);
  assert_log (fixture, "POST User.Read\n");

  g_assert_true (undo (fixture, &error));
  g_assert_no_error (error);
  assert_results (fixture, REMOVED, WAITING, WAITING);
  assert_log (fixture, "DELETE " USER_READ "\n");
  g_assert_cmpuint (g_hash_table_size (fixture->server->levels), ==, 0);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  request_three (fixture);
  plan_write (fixture, NONE, 0, NULL, NULL);
  plan_write (fixture, CANCEL, 0, NULL, NULL);
  g_assert_false (add (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_item (fixture, 0, CONSENT_CLASSIFIER_ADDED, -1);
  g_assert_cmpint (((ConsentClassifierItem *) g_ptr_array_index (
                     consent_classifier_get_items (fixture->classifier), 1))->result,
                   ==, CONSENT_CLASSIFIER_FAILED);
  assert_item (fixture, 2, CONSENT_CLASSIFIER_WAITING, -1);
  assert_log (fixture, "POST User.Read\nPOST Mail.Send\n");

  /* Cancelled before it began: nothing is sent, and nothing is unsure that was not. */
  g_clear_error (&error);
  g_assert_false (add (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_item (fixture, 2, CONSENT_CLASSIFIER_WAITING, -1);
  assert_log (fixture, "");
  g_assert_cmpuint (consent_classifier_count_added (fixture->classifier), ==, 2);

  g_clear_error (&error);
  g_cancellable_reset (fixture->cancellable);
  g_assert_true (undo (fixture, &error));
  g_assert_cmpuint (g_hash_table_size (fixture->server->levels), ==, 0);
}

static void
test_expired (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  request_three (fixture);
  plan_write (fixture, NONE, 0, NULL, NULL);
  plan_write (fixture, ANSWER, 401, NULL,
              GRAPH_ERROR ("InvalidAuthenticationToken"));
  g_assert_false (add (fixture, &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_UNAUTHORIZED);
  assert_results (fixture, ADDED, WAITING, WAITING);
  g_assert_cmpuint (consent_classifier_count_added (fixture->classifier), ==, 1);

  /* Without a sign-in, what was added is still known. */
  g_clear_error (&error);
  consent_classifier_set_graph (fixture->classifier, NULL);
  g_assert_false (undo (fixture, &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_UNAUTHORIZED);
  g_clear_error (&error);
  sign_in (fixture, WIDE);
  plan_write (fixture, ANSWER, 401, NULL,
              GRAPH_ERROR ("InvalidAuthenticationToken"));
  g_assert_false (undo (fixture, &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_UNAUTHORIZED);
  assert_item (fixture, 0, CONSENT_CLASSIFIER_ADDED, CONSENT_ERROR_UNAUTHORIZED);

  g_clear_error (&error);
  g_assert_true (undo (fixture, &error));
  assert_results (fixture, REMOVED, WAITING, WAITING);
}

/* Where the list cannot be read, nothing is written. */
static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  data)
{
  static const struct
  {
    guint status;
    const char *body;
    int code;
  } cases[] = {
    { 200, "{\"value\": 7}", CONSENT_ERROR_BAD_RESPONSE },
    { 200, "{\"value\": [{\"classification\": 1}]}", CONSENT_ERROR_BAD_RESPONSE },
    { 200, "{}", CONSENT_ERROR_BAD_RESPONSE },
    { 200, "{\"value\": [", CONSENT_ERROR_BAD_RESPONSE },
    { 403, GRAPH_ERROR ("Authorization_RequestDenied"), CONSENT_ERROR_DENIED },
    { 404, GRAPH_ERROR ("Request_ResourceNotFound"), CONSENT_ERROR_NOT_FOUND },
    { 401, GRAPH_ERROR ("InvalidAuthenticationToken"), CONSENT_ERROR_UNAUTHORIZED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("case %u", i);
      request_three (fixture);
      plan_read (fixture, ANSWER, cases[i].status, NULL, cases[i].body);
      g_assert_false (add (fixture, &error));
      g_assert_error (error, CONSENT_ERROR, cases[i].code);
      assert_results (fixture, WAITING, WAITING, WAITING);
      assert_log (fixture, "");
    }
}

/* What cannot be taken back stays known as added. */
static void
test_undo_fails (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  request_three (fixture);
  g_assert_true (add (fixture, &error));
  assert_log (fixture, "POST User.Read\nPOST Mail.Send\nPOST openid\n");

  /* Somebody else was faster with the first; the second is refused; the third gets lost. */
  g_hash_table_remove (fixture->server->levels, OPENID);
  plan_write (fixture, NONE, 0, NULL, NULL);
  plan_write (fixture, ANSWER, 403, NULL, GRAPH_ERROR ("Authorization_RequestDenied"));
  plan_write (fixture, CUT_BEFORE, 0, NULL, NULL);
  g_assert_true (undo (fixture, &error));
  g_assert_no_error (error);
  assert_item (fixture, 2, CONSENT_CLASSIFIER_REMOVED, -1);
  assert_item (fixture, 1, CONSENT_CLASSIFIER_ADDED, CONSENT_ERROR_DENIED);
  assert_item (fixture, 0, CONSENT_CLASSIFIER_ADDED, CONSENT_ERROR_NOT_MICROSOFT);
  g_assert_cmpuint (consent_classifier_count_added (fixture->classifier), ==, 2);
  assert_log (fixture, "DELETE " OPENID "\nDELETE 403\nDELETE " USER_READ "\n");

  /* The rest later; this time the answer gets lost after it was done. */
  plan_write (fixture, CUT_AFTER, 0, NULL, NULL);
  g_assert_true (undo (fixture, &error));
  assert_results (fixture, REMOVED, REMOVED, REMOVED);
  assert_log (fixture, "DELETE " MAIL_SEND "\nDELETE " USER_READ "\n");
  g_assert_cmpuint (g_hash_table_size (fixture->server->levels), ==, 0);
}

/* Clearing, and the end of the object, in the middle of it all. */
static void
test_cleared (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  request_three (fixture);
  consent_classifier_add_async (fixture->classifier, fixture->cancellable, test_store_result,
                                &fixture->result);
  test_server_wait_for_requests (fixture->server->server, 2);
  consent_classifier_clear (fixture->classifier);
  consent_classifier_set_graph (fixture->classifier, NULL);
  g_assert_cmpuint (consent_classifier_get_items (fixture->classifier)->len, ==, 0);

  result = test_wait_for_result (&fixture->result);
  g_assert_true (consent_classifier_finish (fixture->classifier, result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (consent_classifier_get_items (fixture->classifier)->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_collect_logs ();

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/classifier/add-and-undo", test_add_and_undo);
  ADD ("/classifier/conflict", test_conflict);
  ADD ("/classifier/odd-conflict", test_odd_conflict);
  ADD ("/classifier/refused", test_refused);
  ADD ("/classifier/throttled", test_throttled);
  ADD ("/classifier/cut-off", test_cut_off);
  ADD ("/classifier/cut-off-between", test_cut_off_between);
  ADD ("/classifier/undo-unsure", test_undo_unsure);
  ADD ("/classifier/cancelled", test_cancelled);
  ADD ("/classifier/expired", test_expired);
  ADD ("/classifier/unreadable", test_unreadable);
  ADD ("/classifier/undo-fails", test_undo_fails);
  ADD ("/classifier/cleared", test_cleared);

  return g_test_run ();
}
