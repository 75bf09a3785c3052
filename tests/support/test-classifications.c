/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-classifications.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define PATH "/graph/v1.0/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')" \
             "/delegatedPermissionClassifications"

#define GRAPH_ERROR(code) \
  "{\"error\": {\"code\": \"" code "\", \"message\": \"Some text.\", \"innerError\": {}}}"

typedef struct
{
  TestFault fault;
  guint status;
  const char *headers;
  const char *body;
} Plan;

static char *
make_object (const char *permission_id,
             const char *level)
{
  /* The ID is opaque; one that has to be escaped shows whether it is. */
  return g_strdup_printf ("{\"id\": \"%s/%s\", \"classification\": \"%s\", "
                          "\"permissionId\": \"%s\", \"permissionName\": \"\"}",
                          permission_id, level, level, permission_id);
}

static void
answer_list (TestClassifications *self)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *body = NULL;
  GHashTableIter iter;
  gpointer id;
  gpointer level;

  g_hash_table_iter_init (&iter, self->levels);
  while (g_hash_table_iter_next (&iter, &id, &level))
    {
      g_autofree char *object = make_object (id, level);

      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", object);
    }

  body = g_strdup_printf ("{\"value\": [%s]}", list->str);
  test_server_push (self->server, 200, NULL, body);
}

static void
cut (TestClassifications *self)
{
  test_server_push_raw (self->server, "HTTP/1.1 2", -1, TEST_THEN_CLOSE);
}

static void
answer_post (TestClassifications *self,
             const TestRequest   *request,
             TestFault            fault)
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
  g_string_append_printf (self->log, "POST %s\n",
                          json_object_get_string_member (object, "permissionName"));

  if (fault == TEST_FAULT_CUT_BEFORE)
    {
      cut (self);
      return;
    }

  if (g_hash_table_contains (self->levels, id))
    {
      test_server_push (self->server, 409, NULL,
                        GRAPH_ERROR ("Request_MultipleObjectsWithSameKeyValue"));
      return;
    }

  g_hash_table_insert (self->levels, g_strdup (id), "low");
  if (fault == TEST_FAULT_CANCEL)
    g_cancellable_cancel (self->cancellable);

  if (fault == TEST_FAULT_CUT_AFTER)
    cut (self);
  else if (fault == TEST_FAULT_HANG)
    test_server_push_raw (self->server, "HTTP/1.1 ", -1, TEST_THEN_KEEP);
  else
    test_server_push (self->server, 201, NULL, fault == TEST_FAULT_NO_ID ? "{\"id\": null}" : made);
}

static void
answer_delete (TestClassifications *self,
               const TestRequest   *request,
               TestFault            fault)
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
  g_string_append_printf (self->log, "DELETE %s\n", id);

  if (fault == TEST_FAULT_CUT_BEFORE)
    {
      cut (self);
      return;
    }

  if (!g_hash_table_remove (self->levels, id))
    test_server_push (self->server, 404, NULL, GRAPH_ERROR ("Request_ResourceNotFound"));
  else if (fault == TEST_FAULT_CUT_AFTER)
    cut (self);
  else
    test_server_push_raw (self->server, "HTTP/1.1 204 No Content\r\n\r\n", -1, TEST_THEN_KEEP);
}

static void
on_request (TestServer        *server,
            const TestRequest *request,
            gpointer           user_data)
{
  TestClassifications *self = user_data;
  gboolean reads = g_str_equal (request->method, "GET");
  Plan *plan = g_queue_pop_head (reads ? &self->reads : &self->writes);
  TestFault fault = plan != NULL ? plan->fault : TEST_FAULT_NONE;

  g_assert_cmpstr (soup_message_headers_get_one (request->headers, "Authorization"), ==,
                   self->authorization);

  if (fault == TEST_FAULT_ANSWER)
    {
      if (!reads)
        g_string_append_printf (self->log, "%s %u\n", request->method, plan->status);
      test_server_push (server, plan->status, plan->headers, plan->body);
    }
  else if (reads && fault == TEST_FAULT_CUT_BEFORE)
    cut (self);
  else if (reads)
    answer_list (self);
  else if (g_str_equal (request->method, "POST"))
    answer_post (self, request, fault);
  else
    answer_delete (self, request, fault);

  g_free (plan);
}

static void
add_plan (GQueue     *queue,
          TestFault   fault,
          guint       status,
          const char *headers,
          const char *body)
{
  Plan *plan = g_new0 (Plan, 1);

  plan->fault = fault;
  plan->status = status;
  plan->headers = headers;
  plan->body = body;
  g_queue_push_tail (queue, plan);
}

TestClassifications *
test_classifications_new (const char *token)
{
  TestClassifications *self = g_new0 (TestClassifications, 1);

  self->server = test_server_new ();
  self->address = g_strconcat (test_server_get_address (self->server), "/graph", NULL);
  self->authorization = g_strconcat ("Bearer ", token, NULL);
  self->levels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->log = g_string_new (NULL);
  test_server_set_handler (self->server, on_request, self);

  return self;
}

void
test_classifications_free (TestClassifications *self)
{
  g_assert_true (g_queue_is_empty (&self->reads));
  g_assert_true (g_queue_is_empty (&self->writes));
  test_server_free (self->server);
  g_hash_table_unref (self->levels);
  g_string_free (self->log, TRUE);
  g_free (self->address);
  g_free (self->authorization);
  g_free (self);
}

void
test_classifications_set (TestClassifications *self,
                          const char          *permission_id,
                          const char          *level)
{
  g_hash_table_insert (self->levels, g_strdup (permission_id), (char *) level);
}

void
test_classifications_plan_read (TestClassifications *self,
                                TestFault            fault,
                                guint                status,
                                const char          *headers,
                                const char          *body)
{
  add_plan (&self->reads, fault, status, headers, body);
}

void
test_classifications_plan_write (TestClassifications *self,
                                 TestFault            fault,
                                 guint                status,
                                 const char          *headers,
                                 const char          *body)
{
  add_plan (&self->writes, fault, status, headers, body);
}

void
test_classifications_assert_log (TestClassifications *self,
                                 const char          *expected)
{
  g_assert_cmpstr (self->log->str, ==, expected);
  g_string_truncate (self->log, 0);
}
