/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-classifier-run.h"

#include "consent-classifier.h"
#include "consent-error.h"
#include "consent-json.h"
#include "consent-permission.h"
#include "consent-snapshot.h"

#include <string.h>

#define PATH "/servicePrincipals(appId='" CONSENT_API_GRAPH "')/delegatedPermissionClassifications"

/* Data of the task. */
typedef struct
{
  ConsentGraph *graph; /* of its own: letting go of the sign-in must not pull it away */
  GPtrArray *items;    /* owns them */
  GQueue due;          /* still to be done; the first one is under way */
  gboolean undo;
  ConsentSnapshot *listed; /* (nullable): how things stand, once read */
  GError *error;           /* (nullable): why the first one has to be looked up again */
} Run;

static void next_item (GTask *task);
static void read_list (GTask *task);

static void
run_free (Run *run)
{
  g_clear_object (&run->graph);
  g_queue_clear (&run->due);
  g_clear_pointer (&run->items, g_ptr_array_unref);
  g_clear_pointer (&run->listed, consent_snapshot_unref);
  g_clear_error (&run->error);
  g_free (run);
}

static void
emit_changed (GTask *task)
{
  g_signal_emit_by_name (g_task_get_source_object (task), "changed");
}

/* The first item has its result; goes on with the next. */
static void
go_on (GTask *task)
{
  Run *run = g_task_get_task_data (task);

  g_queue_pop_head (&run->due);
  emit_changed (task);
  next_item (task);
}

/* @error: (transfer full) (nullable) */
static void
conclude_item (GTask                   *task,
               ConsentClassifierResult  result,
               GError                  *error)
{
  Run *run = g_task_get_task_data (task);

  consent_classifier_item_set_result (g_queue_peek_head (&run->due), result, error);
  go_on (task);
}

static void
conclude_added (GTask      *task,
                const char *id)
{
  Run *run = g_task_get_task_data (task);

  consent_classifier_item_set_added (g_queue_peek_head (&run->due), id);
  go_on (task);
}

static void
conclude_removed (GTask *task)
{
  Run *run = g_task_get_task_data (task);

  consent_classifier_item_set_removed (g_queue_peek_head (&run->due));
  go_on (task);
}

/* Nothing further can be tried. What was not reached is as before. @error: (transfer full) */
static void
end_run (GTask  *task,
         GError *error)
{
  Run *run = g_task_get_task_data (task);
  ConsentClassifierItem *item = g_queue_peek_head (&run->due);

  if (item != NULL && item->result == CONSENT_CLASSIFIER_WORKING)
    {
      if (item->added_id != NULL)
        consent_classifier_item_set_result (item, CONSENT_CLASSIFIER_ADDED, g_error_copy (error));
      else if (item->unsure)
        consent_classifier_item_set_result (item, CONSENT_CLASSIFIER_FAILED, g_error_copy (error));
      else
        consent_classifier_item_set_result (item, CONSENT_CLASSIFIER_WAITING, NULL);
      emit_changed (task);
    }

  g_task_return_error (task, error);
}

/* Says in English what Graph answered. */
static GError *
error_new_for_answer (ConsentGraph            *graph,
                      const ConsentHttpAnswer *answer)
{
  JsonObject *body = consent_json_as_object (answer->json);
  JsonObject *error = NULL;
  g_autofree char *name = NULL;
  ConsentError code = CONSENT_ERROR_FAILED;

  if (body != NULL && consent_json_get_object (body, "error", &error) && error != NULL)
    consent_json_dup_line (error, "code", &name);

  if (answer->status == SOUP_STATUS_FORBIDDEN)
    code = consent_scopes_have (consent_graph_get_scopes (graph), CONSENT_CLASSIFIER_SCOPE)
             ? CONSENT_ERROR_DENIED
             : CONSENT_ERROR_SCOPE_MISSING;
  else if (answer->status == SOUP_STATUS_NOT_FOUND)
    code = CONSENT_ERROR_NOT_FOUND;
  else if (answer->status == SOUP_STATUS_CONFLICT)
    code = CONSENT_ERROR_CONFLICT;

  return g_error_new (CONSENT_ERROR, code, "%s: status %u, code %s, request ID %s", PATH,
                      answer->status, name != NULL ? name : "none",
                      answer->request_id != NULL ? answer->request_id : "none");
}

/* Whether nothing else can be tried after this one. */
static gboolean
ends_run (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
         g_error_matches (error, CONSENT_ERROR, CONSENT_ERROR_UNAUTHORIZED);
}

static gboolean
is_low (const ConsentClassification *classification)
{
  return strcmp (classification->level, "low") == 0;
}

/* A write brought no answer of use: reads how things stand before saying anything. @error: why;
 * (transfer full) */
static void
look_again (GTask  *task,
            GError *error)
{
  Run *run = g_task_get_task_data (task);

  g_clear_error (&run->error);
  run->error = error;
  g_clear_pointer (&run->listed, consent_snapshot_unref);
  read_list (task);
}

static void
on_posted (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  ConsentClassifierItem *item = g_queue_peek_head (&run->due);
  g_autoptr (ConsentHttpAnswer) answer = NULL;
  JsonObject *body;
  const char *id = NULL;
  GError *error = NULL;

  answer = consent_graph_write_finish (CONSENT_GRAPH (source), result, &error);
  if (answer == NULL)
    {
      if (!g_error_matches (error, CONSENT_ERROR, CONSENT_ERROR_UNAUTHORIZED))
        item->unsure = item->sent = TRUE;
      if (ends_run (error))
        end_run (task, error);
      else
        look_again (task, error);
      return;
    }

  if (answer->status == SOUP_STATUS_CREATED || answer->status == SOUP_STATUS_OK)
    {
      body = consent_json_as_object (answer->json);
      if (body != NULL && consent_json_get_string (body, "id", &id) && id != NULL && *id != '\0')
        {
          conclude_added (task, id);
          return;
        }

      /* It is there now, by a name that only the list can tell. */
      item->unsure = item->sent = TRUE;
      look_again (task, g_error_new (CONSENT_ERROR, CONSENT_ERROR_BAD_RESPONSE,
                                     "%s: status %u without an ID", PATH, answer->status));
      return;
    }

  /* It may have come to be there in the meantime, which is as good (reference, 5.7). */
  if (answer->status == SOUP_STATUS_CONFLICT)
    {
      look_again (task, error_new_for_answer (run->graph, answer));
      return;
    }

  item->sent = FALSE;
  conclude_item (task, CONSENT_CLASSIFIER_REFUSED, error_new_for_answer (run->graph, answer));
}

static void
post_item (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  ConsentClassifierItem *item = g_queue_peek_head (&run->due);
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) body = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "permissionId");
  json_builder_add_string_value (builder, item->permission_id);
  json_builder_set_member_name (builder, "permissionName");
  json_builder_add_string_value (builder, item->name);
  json_builder_set_member_name (builder, "classification");
  json_builder_add_string_value (builder, "low");
  json_builder_end_object (builder);
  body = json_builder_get_root (builder);

  consent_graph_write_async (run->graph, SOUP_METHOD_POST, PATH, body,
                             g_task_get_cancellable (task), on_posted, g_object_ref (task));
}

/* Decides about the first item by the list that was just read. */
static void
settle_addition (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  ConsentClassifierItem *item = g_queue_peek_head (&run->due);
  const ConsentClassification *found;
  g_autoptr (GError) error = g_steal_pointer (&run->error);

  found = consent_snapshot_find_classification (run->listed, item->permission_id, item->name);
  item->unsure = FALSE;

  if (found != NULL && is_low (found))
    {
      if (item->sent && *found->id != '\0')
        conclude_added (task, found->id);
      else
        conclude_item (task, CONSENT_CLASSIFIER_ALREADY, NULL);
    }
  else if (found != NULL)
    {
      conclude_item (task, CONSENT_CLASSIFIER_REFUSED,
                     g_error_new (CONSENT_ERROR, CONSENT_ERROR_CONFLICT,
                                  "%s is classified as %s", item->name, found->level));
    }
  else if (error != NULL)
    {
      conclude_item (task, CONSENT_CLASSIFIER_FAILED, g_steal_pointer (&error));
    }
  else
    {
      post_item (task);
    }
}

static void
on_deleted (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  g_autoptr (ConsentHttpAnswer) answer = NULL;
  GError *error = NULL;

  answer = consent_graph_write_finish (CONSENT_GRAPH (source), result, &error);
  if (answer == NULL)
    {
      if (ends_run (error))
        end_run (task, error);
      else
        look_again (task, error);
      return;
    }

  if (answer->status == SOUP_STATUS_NO_CONTENT || answer->status == SOUP_STATUS_OK)
    {
      conclude_removed (task);
      return;
    }

  /* Gone already, or so new that not all of Microsoft's servers know it: the list tells. */
  if (answer->status == SOUP_STATUS_NOT_FOUND)
    {
      look_again (task, error_new_for_answer (run->graph, answer));
      return;
    }

  conclude_item (task, CONSENT_CLASSIFIER_ADDED, error_new_for_answer (run->graph, answer));
}

static void
delete_item (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  ConsentClassifierItem *item = g_queue_peek_head (&run->due);
  g_autofree char *id = g_uri_escape_string (item->added_id, NULL, FALSE);
  g_autofree char *path = g_strconcat (PATH "/", id, NULL);

  consent_graph_write_async (run->graph, SOUP_METHOD_DELETE, path, NULL,
                             g_task_get_cancellable (task), on_deleted, g_object_ref (task));
}

static void
settle_removal (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  ConsentClassifierItem *item = g_queue_peek_head (&run->due);
  const ConsentClassification *found;
  g_autoptr (GError) error = g_steal_pointer (&run->error);

  found = consent_snapshot_find_classification (run->listed, item->permission_id, item->name);

  if (found == NULL || !is_low (found))
    {
      conclude_removed (task);
    }
  else if (error != NULL)
    {
      conclude_item (task, CONSENT_CLASSIFIER_ADDED, g_steal_pointer (&error));
    }
  else
    {
      /* One that was sent without an answer, and arrived. */
      consent_classifier_item_set_added (item, found->id);
      item->result = CONSENT_CLASSIFIER_WORKING;
      delete_item (task);
    }
}

static void
settle (GTask *task)
{
  Run *run = g_task_get_task_data (task);

  if (run->undo)
    settle_removal (task);
  else
    settle_addition (task);
}

/* The list could not be read, so nobody knows how things stand. @error: (transfer full) */
static void
conclude_unread (GTask  *task,
                 GError *error)
{
  Run *run = g_task_get_task_data (task);

  /* What went wrong first says more than what went wrong in looking again. */
  if (run->error != NULL && !ends_run (error))
    {
      g_error_free (error);
      error = g_steal_pointer (&run->error);
    }

  end_run (task, error);
}

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  g_autoptr (GPtrArray) pages = NULL;
  const ConsentGraphPage *last;
  GError *error = NULL;

  pages = consent_graph_read_finish (CONSENT_GRAPH (source), result, &error);
  if (pages == NULL)
    {
      conclude_unread (task, error);
      return;
    }

  run->listed = consent_snapshot_new ("");
  for (guint i = 0; i < pages->len; i++)
    {
      const ConsentGraphPage *page = g_ptr_array_index (pages, i);

      consent_snapshot_take_answer (run->listed, CONSENT_PART_CLASSIFICATIONS,
                                    page->answer->status, page->answer->json);
    }

  last = g_ptr_array_index (pages, pages->len - 1);
  if (run->listed->parts[CONSENT_PART_CLASSIFICATIONS].state == CONSENT_PART_READ)
    settle (task);
  else if (last->answer->status == SOUP_STATUS_OK)
    conclude_unread (task, g_error_new (CONSENT_ERROR, CONSENT_ERROR_BAD_RESPONSE,
                                        "%s: not a list of classifications", PATH));
  else
    conclude_unread (task, error_new_for_answer (run->graph, last->answer));
}

static void
read_list (GTask *task)
{
  Run *run = g_task_get_task_data (task);

  consent_graph_read_async (run->graph, PATH, g_task_get_cancellable (task), on_listed,
                            g_object_ref (task));
}

static void
next_item (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  ConsentClassifierItem *item = g_queue_peek_head (&run->due);
  GError *error = NULL;

  if (item == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    {
      end_run (task, error);
      return;
    }

  consent_classifier_item_set_result (item, CONSENT_CLASSIFIER_WORKING, NULL);
  emit_changed (task);

  /* What was added can be named without looking. Everything else goes by the list: once for all
   * of them, for as long as nothing unforeseen happens. */
  if (run->undo && item->added_id != NULL)
    delete_item (task);
  else if (run->listed == NULL)
    read_list (task);
  else
    settle (task);
}

void
consent_classifier_run (GTask        *task,
                        ConsentGraph *graph,
                        GPtrArray    *items,
                        gboolean      undo)
{
  Run *run = g_new0 (Run, 1);

  run->graph = g_object_ref (graph);
  run->items = g_ptr_array_ref (items);
  run->undo = undo;
  g_queue_init (&run->due);
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);

  for (guint i = 0; i < items->len; i++)
    {
      ConsentClassifierItem *item = g_ptr_array_index (items, i);

      if (!consent_classifier_item_is_due (item, undo))
        continue;

      if (undo)
        g_queue_push_head (&run->due, item);
      else
        g_queue_push_tail (&run->due, item);
    }

  next_item (task);
}
