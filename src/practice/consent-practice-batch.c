/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-practice-batch.h"

#include "consent-practice-paths.h"

#include <libsoup/soup.h>

#define MAX_PARTS 20

#define STATUS_FAILED_DEPENDENCY 424 /* RFC 4918 */

/* (nullable): the member, or NULL if there is none or it is no string */
static const char *
get_string (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

/* (nullable): the member, or NULL if there is none or it is no list */
static JsonArray *
get_list (JsonObject *object,
          const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* (nullable): the parts, or NULL if anything about them is malformed */
static JsonArray *
read_parts (JsonNode *body)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonArray *parts = NULL;

  if (body != NULL && JSON_NODE_HOLDS_OBJECT (body))
    parts = get_list (json_node_get_object (body), "requests");

  if (parts == NULL || json_array_get_length (parts) == 0 ||
      json_array_get_length (parts) > MAX_PARTS)
    return NULL;

  for (guint i = 0; i < json_array_get_length (parts); i++)
    {
      JsonNode *part = json_array_get_element (parts, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (part) ? json_node_get_object (part) : NULL;
      const char *id = object != NULL ? get_string (object, "id") : NULL;
      const char *url = object != NULL ? get_string (object, "url") : NULL;

      /* IDs are compared without case, and addresses begin with a slash (reference, 5.11). */
      if (id == NULL || url == NULL || *url != '/' || get_string (object, "method") == NULL ||
          !g_hash_table_add (ids, g_ascii_strdown (id, -1)))
        return NULL;
    }

  return parts;
}

/* (nullable): the call that the part stands for, or NULL if its address is no address */
static ConsentPracticeCall *
make_call (ConsentPracticeCall *batch,
           JsonObject          *part)
{
  const char *url = get_string (part, "url") + 1;
  const char *mark = strchr (url, '?');
  g_autofree char *encoded = mark != NULL ? g_strndup (url, mark - url) : g_strdup (url);
  g_autofree char *path = g_uri_unescape_string (encoded, NULL);
  g_autoptr (GHashTable) query = mark != NULL ? soup_form_decode (mark + 1) : NULL;
  ConsentPracticeCall *call = NULL;

  if (path == NULL)
    return NULL;

  call = consent_practice_call_new (get_string (part, "method"), path, query);
  call->state = batch->state;
  call->session = consent_practice_session_ref (batch->session);
  call->base = batch->base;
  if (json_object_has_member (part, "body"))
    call->body = json_node_copy (json_object_get_member (part, "body"));
  if (json_object_has_member (part, "headers"))
    {
      JsonNode *headers = json_object_get_member (part, "headers");

      call->eventual = JSON_NODE_HOLDS_OBJECT (headers) &&
                       g_strcmp0 (get_string (json_node_get_object (headers), "ConsistencyLevel"),
                                  "eventual") == 0;
    }

  return call;
}

/* A part waits for those it depends on, and fails with them. */
static gboolean
can_run (JsonObject *part,
         GHashTable *succeeded)
{
  JsonArray *wanted = get_list (part, "dependsOn");

  for (guint i = 0; wanted != NULL && i < json_array_get_length (wanted); i++)
    {
      JsonNode *node = json_array_get_element (wanted, i);
      const char *id = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
      g_autofree char *folded = id != NULL ? g_ascii_strdown (id, -1) : NULL;

      if (folded == NULL || !g_hash_table_contains (succeeded, folded))
        return FALSE;
    }

  return TRUE;
}

static JsonObject *
describe (ConsentPracticeCall *call,
          const char          *id)
{
  JsonObject *answer = json_object_new ();
  JsonObject *headers = json_object_new ();

  if (call->retry_after > 0)
    {
      g_autofree char *seconds = g_strdup_printf ("%u", call->retry_after);

      json_object_set_string_member (headers, "Retry-After", seconds);
    }
  if (call->json != NULL)
    json_object_set_string_member (headers, "Content-Type", "application/json");

  json_object_set_string_member (answer, "id", id);
  json_object_set_int_member (answer, "status", call->status);
  json_object_set_object_member (answer, "headers", headers);
  if (call->json != NULL)
    json_object_set_member (answer, "body", json_node_copy (call->json));

  return answer;
}

static JsonObject *
run_part (ConsentPracticeCall *batch,
          JsonObject          *part,
          GHashTable          *succeeded)
{
  const char *id = get_string (part, "id");
  g_autoptr (ConsentPracticeCall) call = make_call (batch, part);

  if (call == NULL)
    {
      call = consent_practice_call_new ("GET", "", NULL);
      consent_practice_call_refuse (call, SOUP_STATUS_BAD_REQUEST, "BadRequest", "Invalid URL.");
    }
  else if (!can_run (part, succeeded))
    {
      consent_practice_call_refuse (call, STATUS_FAILED_DEPENDENCY, "FailedDependency",
                                    "A part that this one depends on has failed.");
    }
  else
    {
      consent_practice_paths_answer (call);
    }

  if (call->status < SOUP_STATUS_MULTIPLE_CHOICES)
    g_hash_table_add (succeeded, g_ascii_strdown (id, -1));

  return describe (call, id);
}

void
consent_practice_batch_answer (ConsentPracticeCall *call)
{
  JsonArray *parts = read_parts (call->body);
  g_autoptr (GHashTable) succeeded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) answers = g_ptr_array_new ();
  g_autoptr (JsonObject) answer = json_object_new ();
  JsonArray *responses = NULL;

  if (parts == NULL)
    {
      consent_practice_call_refuse (call, SOUP_STATUS_BAD_REQUEST, "BadRequest",
                                    "Invalid batch payload format.");
      return;
    }

  for (guint i = 0; i < json_array_get_length (parts); i++)
    g_ptr_array_add (answers, run_part (call, json_array_get_object_element (parts, i), succeeded));

  responses = json_array_new ();
  for (guint i = answers->len; i > 0; i--)
    json_array_add_object_element (responses, g_ptr_array_index (answers, i - 1));

  json_object_set_array_member (answer, "responses", responses);
  call->status = SOUP_STATUS_OK;
  call->json = json_node_init_object (json_node_alloc (), answer);
}
