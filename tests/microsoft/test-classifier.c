/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-classifier.h"
#include "consent-error.h"
#include "make-token.h"
#include "test-async.h"
#include "test-server.h"
#include "test-token.h"

#include <string.h>

#define PATH "/graph/v1.0/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')" \
             "/delegatedPermissionClassifications"
#define WIDE "openid Directory.Read.All https://graph.microsoft.com/Policy.ReadWrite.PermissionGrant"

/* Reference, 5.8. */
#define USER_READ "e1fe6dd8-ba31-4d61-89e7-88639da4683d"
#define MAIL_SEND "e383f46e-2787-4529-855e-0e479a3ffac0"
#define OPENID "37f7f235-527c-4136-accd-4a02d197296e"

#define GRAPH_ERROR(code) \
  "{\"error\": {\"code\": \"" code "\", \"message\": \"Some text.\", \"innerError\": {}}}"

/**
 * Fault:
 * @FAULT_NONE: all is well
 * @FAULT_ANSWER: does nothing, and answers what the test wrote down
 * @FAULT_CUT_BEFORE: does nothing, and the connection breaks
 * @FAULT_CUT_AFTER: does it, and the connection breaks
 * @FAULT_NO_ID: does it, and answers without saying what it made
 * @FAULT_CANCEL: does it, and the person cancels before the answer comes
 *
 * What happens to one request.
 */
typedef enum {
  FAULT_NONE,
  FAULT_ANSWER,
  FAULT_CUT_BEFORE,
  FAULT_CUT_AFTER,
  FAULT_NO_ID,
  FAULT_CANCEL,
} Fault;

typedef struct
{
  Fault fault;
  guint status;
  const char *headers;
  const char *body;
} Plan;

typedef struct
{
  TestServer *server;
  ConsentHttp *http;
  ConsentEndpoints *endpoints;
  ConsentClassifier *classifier;
  GCancellable *cancellable;
  GAsyncResult *result;
  guint n_changed;

  /* What the organization has: permission ID -> level. */
  GHashTable *levels;
  /* What happens to the next requests to read, and to the next to change something. */
  GQueue reads;
  GQueue writes;
  /* Each request that changes something, such as "POST User.Read". */
  GString *log;
} Fixture;

static char *
make_object (const char *permission_id,
             const char *level)
{
  /* The ID is opaque; one that has to be escaped shows whether it is. */
  return g_strdup_printf ("{\"id\": \"%s/%s\", \"classification\": \"%s\", \"permissionId\": \"%s\", "
                          "\"permissionName\": \"\"}",
                          permission_id, level, level, permission_id);
}

static void
answer_list (Fixture *fixture)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *body = NULL;
  GHashTableIter iter;
  gpointer id;
  gpointer level;

  g_hash_table_iter_init (&iter, fixture->levels);
  while (g_hash_table_iter_next (&iter, &id, &level))
    {
      g_autofree char *object = make_object (id, level);

      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", object);
    }

  body = g_strdup_printf ("{\"value\": [%s]}", list->str);
  test_server_push (fixture->server, 200, NULL, body);
}

static void
cut (Fixture *fixture)
{
  test_server_push_raw (fixture->server, "HTTP/1.1 2", -1, TEST_THEN_CLOSE);
}

static void
answer_post (Fixture           *fixture,
             const TestRequest *request,
             Fault              fault)
{
  g_autoptr (JsonNode) node = json_from_string (request->body, NULL);
  JsonObject *object = json_node_get_object (node);
  const char *id = json_object_get_string_member (object, "permissionId");
  g_autofree char *made = make_object (id, "low");

  g_assert_cmpstr (request->path, ==, PATH);
  g_assert_cmpstr (soup_message_headers_get_content_type (request->headers, NULL), ==,
                   "application/json");
  g_assert_cmpuint (json_object_get_size (object), ==, 3);
  g_assert_cmpstr (json_object_get_string_member (object, "classification"), ==, "low");
  g_string_append_printf (fixture->log, "POST %s\n",
                          json_object_get_string_member (object, "permissionName"));

  if (fault == FAULT_CUT_BEFORE)
    {
      cut (fixture);
      return;
    }

  if (g_hash_table_contains (fixture->levels, id))
    {
      test_server_push (fixture->server, 409, NULL,
                        GRAPH_ERROR ("Request_MultipleObjectsWithSameKeyValue"));
      return;
    }

  g_hash_table_insert (fixture->levels, g_strdup (id), "low");
  if (fault == FAULT_CANCEL)
    g_cancellable_cancel (fixture->cancellable);

  if (fault == FAULT_CUT_AFTER)
    cut (fixture);
  else
    test_server_push (fixture->server, 201, NULL, fault == FAULT_NO_ID ? "{\"id\": null}" : made);
}

static void
answer_delete (Fixture           *fixture,
               const TestRequest *request,
               Fault              fault)
{
  const char *escaped = request->path + strlen (PATH "/");
  g_autofree char *id = NULL;
  char *slash;

  g_assert_true (g_str_has_prefix (request->path, PATH "/"));
  g_assert_null (strchr (escaped, '/'));
  id = g_uri_unescape_string (escaped, NULL);
  slash = strchr (id, '/');
  g_assert_cmpstr (slash, ==, "/low");
  *slash = '\0';
  g_string_append_printf (fixture->log, "DELETE %s\n", id);

  if (fault == FAULT_CUT_BEFORE)
    {
      cut (fixture);
      return;
    }

  if (!g_hash_table_remove (fixture->levels, id))
    test_server_push (fixture->server, 404, NULL, GRAPH_ERROR ("Request_ResourceNotFound"));
  else if (fault == FAULT_CUT_AFTER)
    cut (fixture);
  else
    test_server_push_raw (fixture->server, "HTTP/1.1 204 No Content\r\n\r\n", -1, TEST_THEN_KEEP);
}

static void
on_request (TestServer        *server,
            const TestRequest *request,
            gpointer           user_data)
{
  Fixture *fixture = user_data;
  gboolean reads = g_str_equal (request->method, "GET");
  Plan *plan = g_queue_pop_head (reads ? &fixture->reads : &fixture->writes);
  Fault fault = plan != NULL ? plan->fault : FAULT_NONE;

  g_assert_cmpstr (soup_message_headers_get_one (request->headers, "Authorization"), ==,
                   "Bearer " MAKE_TOKEN_SECRET);

  if (fault == FAULT_ANSWER)
    {
      if (!reads)
        g_string_append_printf (fixture->log, "%s %u\n", request->method, plan->status);
      test_server_push (server, plan->status, plan->headers, plan->body);
    }
  else if (reads && fault == FAULT_CUT_BEFORE)
    cut (fixture);
  else if (reads)
    answer_list (fixture);
  else if (g_str_equal (request->method, "POST"))
    answer_post (fixture, request, fault);
  else
    answer_delete (fixture, request, fault);

  g_free (plan);
}

static void
plan (GQueue     *queue,
      Fault       fault,
      guint       status,
      const char *headers,
      const char *body)
{
  Plan *next = g_new0 (Plan, 1);

  next->fault = fault;
  next->status = status;
  next->headers = headers;
  next->body = body;
  g_queue_push_tail (queue, next);
}

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
  g_autofree char *address = NULL;

  fixture->server = test_server_new ();
  test_server_set_handler (fixture->server, on_request, fixture);
  address = g_strconcat (test_server_get_address (fixture->server), "/graph", NULL);
  fixture->http = g_object_new (CONSENT_TYPE_HTTP, "retry-delay", 1, NULL);
  fixture->endpoints = consent_endpoints_new (NULL, address, NULL);
  fixture->cancellable = g_cancellable_new ();
  fixture->levels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  fixture->log = g_string_new (NULL);
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
  test_server_free (fixture->server);
  g_hash_table_unref (fixture->levels);
  g_assert_true (g_queue_is_empty (&fixture->reads));
  g_assert_true (g_queue_is_empty (&fixture->writes));
  g_string_free (fixture->log, TRUE);
  g_assert_null (strstr (test_get_logs (), TEST_SECRET));
}

static void
classify (Fixture    *fixture,
          const char *permission_id,
          const char *level)
{
  g_hash_table_insert (fixture->levels, g_strdup (permission_id), (char *) level);
}

static gboolean
add (Fixture  *fixture,
     GError  **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  consent_classifier_add_async (fixture->classifier, fixture->cancellable, test_store_result,
                                &fixture->result);
  result = test_wait_for_result (&fixture->result);

  return consent_classifier_add_finish (fixture->classifier, result, error);
}

static gboolean
undo (Fixture  *fixture,
      GError  **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  consent_classifier_undo_async (fixture->classifier, fixture->cancellable, test_store_result,
                                 &fixture->result);
  result = test_wait_for_result (&fixture->result);

  return consent_classifier_undo_finish (fixture->classifier, result, error);
}

static void
request_three (Fixture *fixture)
{
  consent_classifier_request (fixture->classifier, USER_READ, "User.Read");
  consent_classifier_request (fixture->classifier, "E383F46E-2787-4529-855E-0E479A3FFAC0", "Mail.Send");
  consent_classifier_request (fixture->classifier, OPENID, "openid");
}

static void
assert_log (Fixture    *fixture,
            const char *expected)
{
  g_assert_cmpstr (fixture->log->str, ==, expected);
  g_string_truncate (fixture->log, 0);
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

  classify (fixture, MAIL_SEND, "low");
  request_three (fixture);
  assert_results (fixture, WAITING, WAITING, WAITING);
  g_assert_cmpuint (consent_classifier_count_added (fixture->classifier), ==, 0);

  g_assert_true (add (fixture, &error));
  g_assert_no_error (error);
  assert_results (fixture, ADDED, ALREADY, ADDED);
  assert_log (fixture, "POST User.Read\nPOST openid\n");
  g_assert_cmpuint (consent_classifier_count_added (fixture->classifier), ==, 2);
  g_assert_cmpuint (g_hash_table_size (fixture->levels), ==, 3);
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
  g_assert_cmpuint (g_hash_table_size (fixture->levels), ==, 1);

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
  plan (&fixture->reads, FAULT_ANSWER, 200, NULL, "{\"value\": []}");
  classify (fixture, USER_READ, "low");
  classify (fixture, MAIL_SEND, "medium");
  g_assert_true (add (fixture, &error));
  g_assert_no_error (error);
  assert_item (fixture, 0, CONSENT_CLASSIFIER_ALREADY, -1);
  assert_item (fixture, 1, CONSENT_CLASSIFIER_REFUSED, CONSENT_ERROR_CONFLICT);
  assert_item (fixture, 2, CONSENT_CLASSIFIER_ADDED, -1);
  assert_log (fixture, "POST User.Read\nPOST openid\n");
  g_assert_cmpuint (consent_classifier_count_added (fixture->classifier), ==, 1);
  g_assert_cmpuint (test_server_get_n_requests (fixture->server), ==, 4);
}

/* A conflict that the list does not bear out is no success. */
static void
test_odd_conflict (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  consent_classifier_request (fixture->classifier, USER_READ, "User.Read");
  plan (&fixture->writes, FAULT_ANSWER, 409, NULL, GRAPH_ERROR ("Conflict"));
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
      g_hash_table_remove_all (fixture->levels);
      sign_in (fixture, cases[i].scopes);
      request_three (fixture);
      plan (&fixture->writes, FAULT_NONE, 0, NULL, NULL);
      plan (&fixture->writes, FAULT_ANSWER, cases[i].status, NULL, cases[i].body);

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
  plan (&fixture->writes, FAULT_ANSWER, 429, "Retry-After: 0\r\n", GRAPH_ERROR ("TooManyRequests"));
  plan (&fixture->writes, FAULT_NONE, 0, NULL, NULL);
  plan (&fixture->writes, FAULT_ANSWER, 429, "Retry-After: 3600\r\n", GRAPH_ERROR ("TooManyRequests"));
  plan (&fixture->writes, FAULT_ANSWER, 503, NULL, GRAPH_ERROR ("ServiceUnavailable"));

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
  g_assert_cmpuint (g_hash_table_size (fixture->levels), ==, 0);
}

/* The answer to a write gets lost: before it was done, and after. */
static void
test_cut_off (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  request_three (fixture);
  plan (&fixture->writes, FAULT_CUT_BEFORE, 0, NULL, NULL);
  plan (&fixture->writes, FAULT_CUT_AFTER, 0, NULL, NULL);
  plan (&fixture->writes, FAULT_NO_ID, 0, NULL, NULL);

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
  g_assert_cmpuint (g_hash_table_size (fixture->levels), ==, 0);
}

/* The network is gone after one of two writes, and comes back. */
static void
test_cut_off_between (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  request_three (fixture);
  plan (&fixture->reads, FAULT_NONE, 0, NULL, NULL);
  plan (&fixture->writes, FAULT_NONE, 0, NULL, NULL);
  plan (&fixture->writes, FAULT_CUT_AFTER, 0, NULL, NULL);
  for (guint i = 0; i < 4; i++)
    plan (&fixture->reads, FAULT_CUT_BEFORE, 0, NULL, NULL);

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
  plan (&fixture->reads, FAULT_NONE, 0, NULL, NULL);
  plan (&fixture->writes, FAULT_CUT_AFTER, 0, NULL, NULL);
  for (guint i = 0; i < 4; i++)
    plan (&fixture->reads, FAULT_CUT_BEFORE, 0, NULL, NULL);
  g_assert_false (add (fixture, &error));
  g_clear_error (&error);
  g_assert_cmpuint (consent_classifier_count_added (fixture->classifier), ==, 1);
  assert_log (fixture, "POST User.Read\n");

  g_assert_true (undo (fixture, &error));
  g_assert_no_error (error);
  assert_results (fixture, REMOVED, WAITING, WAITING);
  assert_log (fixture, "DELETE " USER_READ "\n");
  g_assert_cmpuint (g_hash_table_size (fixture->levels), ==, 0);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  request_three (fixture);
  plan (&fixture->writes, FAULT_NONE, 0, NULL, NULL);
  plan (&fixture->writes, FAULT_CANCEL, 0, NULL, NULL);
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
  g_assert_cmpuint (g_hash_table_size (fixture->levels), ==, 0);
}

static void
test_expired (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  request_three (fixture);
  plan (&fixture->writes, FAULT_NONE, 0, NULL, NULL);
  plan (&fixture->writes, FAULT_ANSWER, 401, NULL, GRAPH_ERROR ("InvalidAuthenticationToken"));
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
  plan (&fixture->writes, FAULT_ANSWER, 401, NULL, GRAPH_ERROR ("InvalidAuthenticationToken"));
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
      plan (&fixture->reads, FAULT_ANSWER, cases[i].status, NULL, cases[i].body);
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

  /* Somebody else was faster with the first; the second is refused; the third gets lost on the way. */
  g_hash_table_remove (fixture->levels, OPENID);
  plan (&fixture->writes, FAULT_NONE, 0, NULL, NULL);
  plan (&fixture->writes, FAULT_ANSWER, 403, NULL, GRAPH_ERROR ("Authorization_RequestDenied"));
  plan (&fixture->writes, FAULT_CUT_BEFORE, 0, NULL, NULL);
  g_assert_true (undo (fixture, &error));
  g_assert_no_error (error);
  assert_item (fixture, 2, CONSENT_CLASSIFIER_REMOVED, -1);
  assert_item (fixture, 1, CONSENT_CLASSIFIER_ADDED, CONSENT_ERROR_DENIED);
  assert_item (fixture, 0, CONSENT_CLASSIFIER_ADDED, CONSENT_ERROR_NOT_MICROSOFT);
  g_assert_cmpuint (consent_classifier_count_added (fixture->classifier), ==, 2);
  assert_log (fixture, "DELETE " OPENID "\nDELETE 403\nDELETE " USER_READ "\n");

  /* The rest later; this time the answer gets lost after it was done. */
  plan (&fixture->writes, FAULT_CUT_AFTER, 0, NULL, NULL);
  g_assert_true (undo (fixture, &error));
  assert_results (fixture, REMOVED, REMOVED, REMOVED);
  assert_log (fixture, "DELETE " MAIL_SEND "\nDELETE " USER_READ "\n");
  g_assert_cmpuint (g_hash_table_size (fixture->levels), ==, 0);
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
  test_server_wait_for_requests (fixture->server, 2);
  consent_classifier_clear (fixture->classifier);
  consent_classifier_set_graph (fixture->classifier, NULL);
  g_assert_cmpuint (consent_classifier_get_items (fixture->classifier)->len, ==, 0);

  result = test_wait_for_result (&fixture->result);
  g_assert_true (consent_classifier_add_finish (fixture->classifier, result, &error));
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
