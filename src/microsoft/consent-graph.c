/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-graph.h"

#include "consent-error.h"
#include "consent-json.h"

#include <string.h>

#define VERSION "/v1.0"

/* An API's entry with all its permissions is the largest answer there is: well over a megabyte
 * for Graph's own. */
#define MAX_BYTES (8 * 1024 * 1024)

/* More than the consents of some thousand users take, who each agreed for themselves; a server that
 * never ends a list is stopped by it. Pages have a hundred entries or so. */
#define MAX_PAGES 100
#define MAX_PAGE_BYTES (512 * 1024)

/* What pages take in memory, as ConsentHttpAnswer has it, that wait for the rest of their lists. */
#define MAX_HELD (16 * 1024 * 1024)

/* What stays as it is in an address that is one already. */
#define ADDRESS_CHARS                                                                              \
  G_URI_RESERVED_CHARS_GENERIC_DELIMITERS G_URI_RESERVED_CHARS_SUBCOMPONENT_DELIMITERS "%"

struct _ConsentGraph
{
  GObject parent_instance;

  ConsentHttp *http;
  ConsentEndpoints *endpoints;
  ConsentToken *token;
  /* Of all lists under way. */
  gsize held;
};

G_DEFINE_FINAL_TYPE (ConsentGraph, consent_graph, G_TYPE_OBJECT)

/* One list under way. */
typedef struct
{
  ConsentGraph *graph;
  char *path;
  GPtrArray *pages;
  gsize held;
} Reading;

static void read_page (GTask *task);

static void
page_free (ConsentGraphPage *page)
{
  g_free (page->path);
  consent_http_answer_free (page->answer);
  g_free (page);
}

static void
reading_free (Reading *reading)
{
  reading->graph->held -= reading->held;
  g_object_unref (reading->graph);
  g_free (reading->path);
  g_clear_pointer (&reading->pages, g_ptr_array_unref);
  g_free (reading);
}

/* Finds the path of the page after @answer. */
static gboolean
find_next (ConsentGraph       *self,
           ConsentHttpAnswer  *answer,
           char              **path,
           GError            **error)
{
  JsonObject *body = consent_json_as_object (answer->json);
  g_autofree char *base = g_strconcat (consent_endpoints_get_graph (self->endpoints), VERSION, "/", NULL);
  const char *link = NULL;

  *path = NULL;

  if (body == NULL || answer->status != SOUP_STATUS_OK)
    return TRUE;

  /* The token goes along, so the link must not lead anywhere else (reference, 5.1). */
  if (!consent_json_get_string (body, "@odata.nextLink", &link)
      || (link != NULL && !(g_str_has_prefix (link, base) && strstr (link, "/../") == NULL)))
    {
      g_set_error_literal (error, CONSENT_ERROR, CONSENT_ERROR_BAD_RESPONSE,
                           "The next page of a list does not lead to Graph");
      return FALSE;
    }

  /* As it stands, but nothing in it may end the request line. */
  if (link != NULL)
    *path = g_uri_escape_string (link + strlen (base) - 1, ADDRESS_CHARS, FALSE);

  return TRUE;
}

static gboolean
was_read (GPtrArray  *pages,
          const char *path)
{
  for (guint i = 0; i < pages->len; i++)
    if (g_str_equal (((ConsentGraphPage *) g_ptr_array_index (pages, i))->path, path))
      return TRUE;

  return FALSE;
}

/* (nullable): a request to Graph with the token, or NULL where @path makes no sense. */
static SoupMessage *
message_new (ConsentGraph *self,
             const char   *method,
             const char   *path)
{
  g_autofree char *request_id = g_uuid_string_random ();
  g_autofree char *address = NULL;
  SoupMessage *message;

  address = g_strconcat (consent_endpoints_get_graph (self->endpoints), VERSION, path, NULL);
  message = soup_message_new (method, address);
  if (message == NULL)
    return NULL;

  consent_token_authorize (self->token, message);
  soup_message_headers_replace (soup_message_get_request_headers (message),
                                "client-request-id", request_id);

  return message;
}

/* Ends @task if the token does not count any more. */
static gboolean
return_if_unauthorized (GTask                   *task,
                        const char              *path,
                        const ConsentHttpAnswer *answer)
{
  if (answer->status != SOUP_STATUS_UNAUTHORIZED)
    return FALSE;

  g_task_return_new_error (task, CONSENT_ERROR, CONSENT_ERROR_UNAUTHORIZED,
                           "%s: status 401, request ID %s", path,
                           answer->request_id != NULL ? answer->request_id : "none");
  return TRUE;
}

static void
take_page (GTask             *task,
           ConsentHttpAnswer *answer)
{
  ConsentGraph *self = g_task_get_source_object (task);
  Reading *reading = g_task_get_task_data (task);
  ConsentGraphPage *page = g_new0 (ConsentGraphPage, 1);
  GError *error = NULL;

  page->path = g_steal_pointer (&reading->path);
  page->answer = answer;
  g_ptr_array_add (reading->pages, page);

  if (return_if_unauthorized (task, page->path, answer))
    return;

  if (!find_next (self, answer, &reading->path, &error))
    g_task_return_error (task, error);
  else if (reading->path == NULL)
    g_task_return_pointer (task, g_steal_pointer (&reading->pages),
                           (GDestroyNotify) g_ptr_array_unref);
  else if (reading->pages->len == MAX_PAGES || was_read (reading->pages, reading->path))
    g_task_return_new_error (task, CONSENT_ERROR, CONSENT_ERROR_BAD_RESPONSE,
                             "A list has no end after %u pages", reading->pages->len);
  else if (answer->size > MAX_HELD - self->held)
    g_task_return_new_error (task, CONSENT_ERROR, CONSENT_ERROR_TOO_LARGE,
                             "A list is too large after %u pages", reading->pages->len);
  else
    {
      reading->held += answer->size;
      self->held += answer->size;
      read_page (task);
    }
}

static void
on_answer (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  ConsentHttpAnswer *answer;
  GError *error = NULL;

  answer = consent_http_send_finish (CONSENT_HTTP (source), result, &error);
  if (answer != NULL)
    take_page (task, answer);
  else
    g_task_return_error (task, error);
}

static void
read_page (GTask *task)
{
  ConsentGraph *self = g_task_get_source_object (task);
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (SoupMessage) message = message_new (self, SOUP_METHOD_GET, reading->path);

  if (message == NULL)
    {
      g_task_return_new_error (task, CONSENT_ERROR, CONSENT_ERROR_BAD_RESPONSE,
                               "The address of a page makes no sense");
      return;
    }

  consent_http_send_async (self->http, message,
                           reading->pages->len == 0 ? MAX_BYTES : MAX_PAGE_BYTES,
                           g_task_get_cancellable (task), on_answer, g_object_ref (task));
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (ConsentHttpAnswer) answer = NULL;
  GError *error = NULL;

  answer = consent_http_send_finish (CONSENT_HTTP (source), result, &error);
  if (answer == NULL)
    g_task_return_error (task, error);
  else if (!return_if_unauthorized (task, g_task_get_task_data (task), answer))
    g_task_return_pointer (task, g_steal_pointer (&answer),
                           (GDestroyNotify) consent_http_answer_free);
}

static void
consent_graph_finalize (GObject *object)
{
  ConsentGraph *self = CONSENT_GRAPH (object);

  g_clear_object (&self->http);
  g_clear_object (&self->endpoints);
  g_clear_pointer (&self->token, consent_token_unref);

  G_OBJECT_CLASS (consent_graph_parent_class)->finalize (object);
}

static void
consent_graph_class_init (ConsentGraphClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = consent_graph_finalize;
}

static void
consent_graph_init (ConsentGraph *self)
{
}

ConsentGraph *
consent_graph_new (ConsentHttp      *http,
                   ConsentEndpoints *endpoints,
                   ConsentToken     *token)
{
  ConsentGraph *self;

  g_return_val_if_fail (CONSENT_IS_HTTP (http), NULL);
  g_return_val_if_fail (CONSENT_IS_ENDPOINTS (endpoints), NULL);
  g_return_val_if_fail (token != NULL, NULL);

  self = g_object_new (CONSENT_TYPE_GRAPH, NULL);
  self->http = g_object_ref (http);
  self->endpoints = g_object_ref (endpoints);
  self->token = consent_token_ref (token);

  return self;
}

const char *
consent_graph_get_scopes (ConsentGraph *self)
{
  g_return_val_if_fail (CONSENT_IS_GRAPH (self), NULL);

  return consent_token_get_scopes (self->token);
}

void
consent_graph_read_async (ConsentGraph        *self,
                          const char          *path,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading;

  g_return_if_fail (CONSENT_IS_GRAPH (self));
  g_return_if_fail (path != NULL && path[0] == '/');
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, consent_graph_read_async);

  reading = g_new0 (Reading, 1);
  reading->graph = g_object_ref (self);
  reading->path = g_strdup (path);
  reading->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) page_free);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);

  read_page (task);
}

GPtrArray *
consent_graph_read_finish (ConsentGraph  *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (CONSENT_IS_GRAPH (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
consent_graph_write_async (ConsentGraph        *self,
                           const char          *method,
                           const char          *path,
                           JsonNode            *body,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (SoupMessage) message = NULL;

  g_return_if_fail (CONSENT_IS_GRAPH (self));
  g_return_if_fail (method != NULL);
  g_return_if_fail (path != NULL && path[0] == '/');
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, consent_graph_write_async);
  g_task_set_task_data (task, g_strdup (path), g_free);

  message = message_new (self, method, path);
  if (message == NULL)
    {
      g_task_return_new_error (task, CONSENT_ERROR, CONSENT_ERROR_FAILED,
                               "The address of what is to be changed makes no sense");
      return;
    }

  if (body != NULL)
    {
      g_autofree char *text = json_to_string (body, FALSE);
      gsize length = strlen (text);
      g_autoptr (GBytes) bytes = g_bytes_new_take (g_steal_pointer (&text), length);

      consent_http_set_body (message, "application/json", bytes);
    }

  consent_http_send_async (self->http, message, MAX_PAGE_BYTES, cancellable, on_written,
                           g_object_ref (task));
}

ConsentHttpAnswer *
consent_graph_write_finish (ConsentGraph  *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (CONSENT_IS_GRAPH (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
