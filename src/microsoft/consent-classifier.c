/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-classifier.h"

#include "consent-classifier-run.h"
#include "consent-error.h"

struct _ConsentClassifier
{
  GObject parent_instance;

  ConsentGraph *graph;
  GPtrArray *items;
};

G_DEFINE_FINAL_TYPE (ConsentClassifier, consent_classifier, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
emit_changed (ConsentClassifier *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
run (ConsentClassifier   *self,
     gboolean             undo,
     gpointer             source_tag,
     GCancellable        *cancellable,
     GAsyncReadyCallback  callback,
     gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (CONSENT_IS_CLASSIFIER (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, source_tag);

  if (self->graph != NULL)
    consent_classifier_run (task, self->graph, self->items, undo);
  else
    g_task_return_new_error (task, CONSENT_ERROR, CONSENT_ERROR_UNAUTHORIZED,
                             "Nobody is signed in");
}

static void
consent_classifier_finalize (GObject *object)
{
  ConsentClassifier *self = CONSENT_CLASSIFIER (object);

  g_clear_object (&self->graph);
  g_clear_pointer (&self->items, g_ptr_array_unref);

  G_OBJECT_CLASS (consent_classifier_parent_class)->finalize (object);
}

static void
consent_classifier_class_init (ConsentClassifierClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = consent_classifier_finalize;

  signals[CHANGED] = g_signal_new ("changed", CONSENT_TYPE_CLASSIFIER, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
consent_classifier_init (ConsentClassifier *self)
{
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) consent_classifier_item_free);
}

ConsentClassifier *
consent_classifier_new (void)
{
  return g_object_new (CONSENT_TYPE_CLASSIFIER, NULL);
}

void
consent_classifier_set_graph (ConsentClassifier *self,
                              ConsentGraph      *graph)
{
  g_return_if_fail (CONSENT_IS_CLASSIFIER (self));
  g_return_if_fail (graph == NULL || CONSENT_IS_GRAPH (graph));

  g_set_object (&self->graph, graph);
}

void
consent_classifier_request (ConsentClassifier *self,
                            const char        *permission_id,
                            const char        *name)
{
  ConsentClassifierItem *item;

  g_return_if_fail (CONSENT_IS_CLASSIFIER (self));
  g_return_if_fail (permission_id != NULL && name != NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      item = g_ptr_array_index (self->items, i);
      if (g_ascii_strcasecmp (item->permission_id, permission_id) != 0)
        continue;

      if (item->added_id == NULL)
        consent_classifier_item_set_result (item, CONSENT_CLASSIFIER_WAITING, NULL);
      emit_changed (self);
      return;
    }

  g_ptr_array_add (self->items, consent_classifier_item_new (permission_id, name));
  emit_changed (self);
}

GPtrArray *
consent_classifier_get_items (ConsentClassifier *self)
{
  g_return_val_if_fail (CONSENT_IS_CLASSIFIER (self), NULL);

  return self->items;
}

guint
consent_classifier_count_added (ConsentClassifier *self)
{
  guint n_added = 0;

  g_return_val_if_fail (CONSENT_IS_CLASSIFIER (self), 0);

  for (guint i = 0; i < self->items->len; i++)
    n_added += consent_classifier_item_is_due (g_ptr_array_index (self->items, i), TRUE);

  return n_added;
}

void
consent_classifier_clear (ConsentClassifier *self)
{
  g_return_if_fail (CONSENT_IS_CLASSIFIER (self));

  /* One that is under way keeps its items. */
  g_ptr_array_unref (self->items);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) consent_classifier_item_free);
  emit_changed (self);
}

void
consent_classifier_add_async (ConsentClassifier   *self,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  run (self, FALSE, consent_classifier_add_async, cancellable, callback, user_data);
}

void
consent_classifier_undo_async (ConsentClassifier   *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  run (self, TRUE, consent_classifier_undo_async, cancellable, callback, user_data);
}

gboolean
consent_classifier_finish (ConsentClassifier  *self,
                           GAsyncResult       *result,
                           GError            **error)
{
  g_return_val_if_fail (CONSENT_IS_CLASSIFIER (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
