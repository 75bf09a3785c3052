/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-graph.h"

#include "judge-case.h"

#include <stdlib.h>
#include <string.h>

#define APP "5353a3d2-8ca9-42d2-b567-ea399ccb5e38"
#define APP_OBJECT "22222222-0000-0000-0000-000000000001"
#define MICROSOFT_GRAPH "00000003-0000-0000-c000-000000000000"

#define ERROR_BODY(code)                                                                           \
  "{\"error\": {\"code\": \"" code "\", \"message\": \"Some text.\", \"innerError\": "             \
  "{\"date\": \"2026-01-01T00:00:00\", \"request-id\": \"0000aaaa-0000-0000-0000-000000000001\"}}}"

/* What is asked for by which path, without its query (reference, 5.2). */
static const struct
{
  const char *path;
  const char *part;
} paths[] = {
  { "/me", "me" },
  { "/me/transitiveMemberOf", "roles" },
  { "/organization", "organization" },
  { "/servicePrincipals(appId='" APP "')", "app" },
  { "/servicePrincipals(appId='" APP "')/oauth2PermissionGrants", "grants-hint" },
  { "/servicePrincipals(appId='" APP "')/appRoleAssignments", "app-roles-hint" },
  { "/servicePrincipals/" APP_OBJECT "/appRoleAssignments", "app-roles" },
  { "/servicePrincipals(appId='" MICROSOFT_GRAPH "')/delegatedPermissionClassifications",
    "classifications" },
  { "/oauth2PermissionGrants", "grants" },
  { "/policies/authorizationPolicy", "user-consent" },
  { "/policies/adminConsentRequestPolicy", "workflow" },
  { "/identityGovernance/appConsent/appConsentRequests", "pending" },
};

/* How a list is to be filtered, or everybody's grants would be the answer. */
static const struct
{
  const char *part;
  const char *filter;
} filters[] = {
  { "grants", "clientId eq '" APP_OBJECT "'" },
  { "pending", "appId eq '" APP "'" },
};

struct _TestGraph
{
  SoupServer *server;
  char *address;
  char *token;
  GHashTable *answers; /* part -> JsonNode: one answer, or an array of them */
  GPtrArray *asked;    /* (element-type utf8): parts */
  char *refused;
  gboolean holding;
  GPtrArray *held;
  guint left; /* questions until the network dies */
  void (*watch) (gpointer user_data);
  gpointer watch_data;
};

static void
respond (SoupServerMessage *message,
         guint              status,
         char              *body)
{
  soup_server_message_set_status (message, status, NULL);
  soup_message_headers_append (soup_server_message_get_response_headers (message), "request-id",
                               "0000aaaa-11bb-cccc-dd22-eeeeee333333");
  if (body != NULL)
    soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE, body,
                                      strlen (body));
}

/* Which API a path names: by its object ID, or by its appId. */
static gboolean
is_resource (JsonNode   *answer,
             const char *path)
{
  JsonObject *object = json_node_get_object (answer);
  JsonObject *body;
  g_autofree char *by_id = NULL;
  g_autofree char *by_app_id = NULL;

  if (!json_object_has_member (object, "body"))
    return FALSE;

  body = json_object_get_object_member (object, "body");
  by_id = g_strdup_printf ("/servicePrincipals/%s",
                           json_object_get_string_member_with_default (body, "id", ""));
  by_app_id = g_strdup_printf ("/servicePrincipals(appId='%s')",
                               json_object_get_string_member_with_default (body, "appId", ""));

  return g_str_equal (path, by_id) || g_str_equal (path, by_app_id);
}

static const char *
find_part (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    if (g_str_equal (paths[i].path, path))
      return paths[i].part;

  g_assert_true (g_str_has_prefix (path, "/servicePrincipals"));
  return "resources";
}

/* The answers to a path, in pages; %NULL where there is no such thing. */
static JsonNode *
find_answers (TestGraph  *self,
              const char *part,
              const char *path)
{
  JsonNode *answers = g_hash_table_lookup (self->answers, part);

  if (answers == NULL && g_str_has_suffix (part, "-hint"))
    {
      g_autofree char *plain = g_strndup (part, strlen (part) - strlen ("-hint"));

      answers = g_hash_table_lookup (self->answers, plain);
    }

  if (answers == NULL || !g_str_equal (part, "resources") || !JSON_NODE_HOLDS_ARRAY (answers))
    return answers;

  for (guint i = 0; i < json_array_get_length (json_node_get_array (answers)); i++)
    {
      JsonNode *answer = json_array_get_element (json_node_get_array (answers), i);

      if (is_resource (answer, path))
        return answer;
    }

  return NULL;
}

static void
add_next_link (TestGraph  *self,
               JsonObject *body,
               const char *path,
               guint       page)
{
  g_autofree char *link = g_strdup_printf ("%s/v1.0%s?$skiptoken=hush-%u", self->address, path, page);

  json_object_set_string_member (body, "@odata.nextLink", link);
}

static void
answer (TestGraph         *self,
        SoupServerMessage *message,
        const char        *path,
        GHashTable        *query)
{
  const char *part = find_part (path);
  const char *select = query != NULL && g_hash_table_contains (query, "$select")
                         ? g_hash_table_lookup (query, "$select")
                         : "";
  const char *skip = query != NULL ? g_hash_table_lookup (query, "$skiptoken") : NULL;
  JsonNode *answers = find_answers (self, part, path);
  guint page = skip != NULL ? atoi (skip + strlen ("hush-")) : 0;
  guint n_pages = 1;
  g_autoptr (JsonNode) found = NULL;
  JsonNode *body;

  g_ptr_array_add (self->asked, g_strdup (part));
  if (self->refused != NULL && strstr (select, self->refused) != NULL)
    {
      respond (message, 400, g_strdup (ERROR_BODY ("Request_BadRequest")));
      return;
    }
  if (answers == NULL)
    {
      respond (message, 404, g_strdup (ERROR_BODY ("Request_ResourceNotFound")));
      return;
    }

  for (guint i = 0; skip == NULL && i < G_N_ELEMENTS (filters); i++)
    if (g_str_equal (filters[i].part, part))
      g_assert_cmpstr (g_hash_table_lookup (query, "$filter"), ==, filters[i].filter);

  if (JSON_NODE_HOLDS_ARRAY (answers))
    {
      n_pages = json_array_get_length (json_node_get_array (answers));
      g_assert_cmpuint (page, <, n_pages);
      found = json_node_copy (json_array_get_element (json_node_get_array (answers), page));
    }
  else
    {
      found = json_node_copy (answers);
    }

  body = json_object_get_member (json_node_get_object (found), "body");
  if (page + 1 < n_pages)
    add_next_link (self, json_node_get_object (body), path, page + 1);
  respond (message, json_object_get_int_member (json_node_get_object (found), "status"),
           body != NULL && !JSON_NODE_HOLDS_NULL (body) ? json_to_string (body, FALSE) : NULL);
}

static void
hang_up (gpointer user_data)
{
  g_autoptr (SoupServer) server = user_data;

  soup_server_disconnect (server);
}

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  TestGraph *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *authorization = soup_message_headers_get_one (headers, "Authorization");
  g_autofree char *expected = g_strconcat ("Bearer ", self->token, NULL);

  if (self->watch != NULL)
    self->watch (self->watch_data);

  if (self->left == 0)
    {
      g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

      g_io_stream_close (stream, NULL, NULL);
      g_idle_add_once (hang_up, g_object_ref (self->server));
      return;
    }
  self->left--;

  g_assert_cmpstr (soup_server_message_get_method (message), ==, "GET");
  g_assert_true (g_str_has_prefix (path, "/graph/v1.0/"));
  if (g_strcmp0 (authorization, expected) == 0)
    answer (self, message, path + strlen ("/graph/v1.0"), query);
  else
    respond (message, 401, g_strdup (ERROR_BODY ("InvalidAuthenticationToken")));

  if (self->holding)
    {
      soup_server_message_pause (message);
      g_ptr_array_add (self->held, g_object_ref (message));
    }
}

TestGraph *
test_graph_new (const char *token)
{
  TestGraph *self = g_new0 (TestGraph, 1);
  g_autoslist (GUri) uris = NULL;
  g_autoptr (GError) error = NULL;

  self->token = g_strdup (token);
  self->left = G_MAXUINT;
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) json_node_unref);
  self->asked = g_ptr_array_new_with_free_func (g_free);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);

  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->address = g_strdup_printf ("http://127.0.0.1:%d/graph", g_uri_get_port (uris->data));

  return self;
}

void
test_graph_free (TestGraph *self)
{
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_hash_table_unref (self->answers);
  g_ptr_array_unref (self->asked);
  g_ptr_array_unref (self->held);
  g_free (self->refused);
  g_free (self->token);
  g_free (self->address);
  g_free (self);
}

const char *
test_graph_get_address (TestGraph *self)
{
  return self->address;
}

/* A case's answers, over those of the one that it is based on. */
static void
take_answers (TestGraph  *self,
              const char *name)
{
  g_autoptr (JsonObject) object = judge_case_load (name);
  JsonObject *answers;
  g_autoptr (GList) parts = NULL;

  if (json_object_has_member (object, "base"))
    take_answers (self, json_object_get_string_member (object, "base"));
  if (!json_object_has_member (object, "answers"))
    return;

  answers = json_object_get_object_member (object, "answers");
  parts = json_object_get_members (answers);
  for (GList *part = parts; part != NULL; part = part->next)
    {
      JsonNode *node = json_object_get_member (answers, part->data);

      if (JSON_NODE_HOLDS_NULL (node))
        g_hash_table_remove (self->answers, part->data);
      else
        g_hash_table_insert (self->answers, g_strdup (part->data), json_node_copy (node));
    }
}

void
test_graph_load (TestGraph  *self,
                 const char *name)
{
  g_hash_table_remove_all (self->answers);
  take_answers (self, name);
}

void
test_graph_set (TestGraph  *self,
                const char *part,
                guint       status,
                const char *body)
{
  g_autofree char *text = g_strdup_printf ("{\"status\": %u, \"body\": %s}", status,
                                           body != NULL ? body : "null");
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  g_hash_table_insert (self->answers, g_strdup (part), node);
}

void
test_graph_refuse (TestGraph  *self,
                   const char *property)
{
  g_free (self->refused);
  self->refused = g_strdup (property);
}

guint
test_graph_get_n_asked (TestGraph  *self,
                        const char *part)
{
  guint n = 0;

  for (guint i = 0; i < self->asked->len; i++)
    if (part == NULL || g_str_equal (g_ptr_array_index (self->asked, i), part))
      n++;

  return n;
}

void
test_graph_hold (TestGraph *self)
{
  self->holding = TRUE;
}

void
test_graph_release (TestGraph *self)
{
  for (guint i = 0; i < self->held->len; i++)
    soup_server_message_unpause (g_ptr_array_index (self->held, i));
  g_ptr_array_set_size (self->held, 0);
}

guint
test_graph_get_n_held (TestGraph *self)
{
  return self->held->len;
}

void
test_graph_wait_for_held (TestGraph *self,
                          guint      n)
{
  while (self->held->len < n)
    g_main_context_iteration (NULL, TRUE);
}

void
test_graph_die_after (TestGraph *self,
                      guint      n)
{
  self->left = n;
}

void
test_graph_set_watch (TestGraph *self,
                      void     (*watch) (gpointer user_data),
                      gpointer   user_data)
{
  self->watch = watch;
  self->watch_data = user_data;
}
