/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-exchange.h"

#include "consent-http-answer.h"

#include <string.h>

#define CHUNK_SIZE (16 * 1024)

/* All answers under way together: several times what real ones ever come to. */
#define MAX_HELD (8 * 1024 * 1024)

/* Data of the task. */
typedef struct
{
  SoupMessage *message;
  gsize max_bytes;
  gsize *held;

  /* One for both, the caller's and the deadline. */
  GCancellable *cancellable;
  GCancellable *caller;
  gulong caller_id;
  GSource *deadline;
  gboolean deadline_passed;

  GInputStream *stream;
  GByteArray *body;
  GError *error;
} Exchange;

static void
exchange_free (Exchange *self)
{
  if (self->caller_id != 0)
    g_cancellable_disconnect (self->caller, self->caller_id);
  g_clear_object (&self->caller);
  g_source_destroy (self->deadline);
  g_source_unref (self->deadline);
  g_clear_object (&self->cancellable);

  *self->held -= self->body->len;
  if (self->body->len > 0)
    explicit_bzero (self->body->data, self->body->len);
  g_byte_array_unref (self->body);
  g_rc_box_release (self->held);

  g_clear_object (&self->stream);
  g_clear_error (&self->error);
  g_clear_object (&self->message);
  g_free (self);
}

static void
conclude (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);

  if (self->deadline_passed)
    {
      g_clear_error (&self->error);
      consent_http_set_error (&self->error, self->message, CONSENT_ERROR_TIMED_OUT,
                              "no complete answer in time");
    }

  if (self->error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else
    g_task_return_pointer (task, self->body, NULL);
}

static void
on_closed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;

  g_input_stream_close_finish (G_INPUT_STREAM (source), result, NULL);
  conclude (task);
}

/* A message can be sent again only once its stream was closed. */
static void
close_stream (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);

  g_input_stream_close_async (self->stream, G_PRIORITY_DEFAULT, self->cancellable,
                              on_closed, g_object_ref (task));
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *self = g_task_get_task_data (task);
  g_autoptr (GBytes) bytes = NULL;
  gsize size;

  bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &self->error);
  size = bytes != NULL ? g_bytes_get_size (bytes) : 0;
  if (size == 0)
    {
      close_stream (task);
      return;
    }

  if (size > self->max_bytes - self->body->len || size > MAX_HELD - *self->held)
    {
      consent_http_set_error (&self->error, self->message, CONSENT_ERROR_TOO_LARGE,
                              "the answer is larger than %" G_GSIZE_FORMAT " bytes, or too large "
                              "together with others", self->max_bytes);
      g_cancellable_cancel (self->cancellable);
      close_stream (task);
      return;
    }

  g_byte_array_append (self->body, g_bytes_get_data (bytes, NULL), size);
  *self->held += size;
  g_input_stream_read_bytes_async (self->stream, CHUNK_SIZE, G_PRIORITY_DEFAULT,
                                   self->cancellable, on_read, g_object_ref (task));
}

static void
on_sent (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *self = g_task_get_task_data (task);

  self->stream = soup_session_send_finish (SOUP_SESSION (source), result, &self->error);
  if (self->stream == NULL)
    {
      conclude (task);
      return;
    }

  g_input_stream_read_bytes_async (self->stream, CHUNK_SIZE, G_PRIORITY_DEFAULT,
                                   self->cancellable, on_read, g_object_ref (task));
}

static gboolean
on_deadline (gpointer user_data)
{
  Exchange *self = user_data;

  self->deadline_passed = TRUE;
  g_cancellable_cancel (self->cancellable);

  return G_SOURCE_REMOVE;
}

static void
on_caller_cancelled (GCancellable *caller,
                     GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

void
consent_exchange_run_async (SoupSession         *session,
                            SoupMessage         *message,
                            gsize                max_bytes,
                            gsize               *held,
                            guint                timeout,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  Exchange *self = g_new0 (Exchange, 1);

  g_task_set_source_tag (task, consent_exchange_run_async);

  self->message = g_object_ref (message);
  self->max_bytes = max_bytes;
  self->held = g_rc_box_acquire (held);
  self->body = g_byte_array_new ();
  self->cancellable = g_cancellable_new ();
  g_task_set_task_data (task, self, (GDestroyNotify) exchange_free);

  if (cancellable != NULL)
    {
      self->caller = g_object_ref (cancellable);
      self->caller_id = g_cancellable_connect (cancellable, G_CALLBACK (on_caller_cancelled),
                                               g_object_ref (self->cancellable), g_object_unref);
    }

  self->deadline = g_timeout_source_new (timeout);
  g_source_set_callback (self->deadline, on_deadline, self, NULL);
  g_source_attach (self->deadline, g_task_get_context (task));

  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, self->cancellable, on_sent,
                           g_object_ref (task));
}

GByteArray *
consent_exchange_run_finish (SoupSession   *session,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
