/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consentctl-lines.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

struct _ConsentctlLines
{
  GInputStream *stream;
  GCancellable *cancellable;
  GError *error;
  gboolean reading;
  gboolean ended;
  gboolean first;

  /* What was read and not yet looked at. */
  char block[64 * 1024];
  gsize start;
  gsize length;
  goffset read;
  goffset taken;
  /* The block ended in a CR, and the LF that belongs to it may come with the next one. */
  gboolean at_return;

  /* The line so far. */
  GString *line;
  gboolean any;
  gboolean cut;
};

ConsentctlLines *
consentctl_lines_new (GInputStream *stream)
{
  ConsentctlLines *self = g_new0 (ConsentctlLines, 1);

  self->stream = g_object_ref (stream);
  self->cancellable = g_cancellable_new ();
  self->line = g_string_new (NULL);
  self->first = TRUE;

  return self;
}

void
consentctl_lines_free (ConsentctlLines *self)
{
  g_cancellable_cancel (self->cancellable);
  while (self->reading)
    g_main_context_iteration (NULL, TRUE);

  g_object_unref (self->stream);
  g_object_unref (self->cancellable);
  g_clear_error (&self->error);
  g_string_free (self->line, TRUE);
  g_free (self);
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  ConsentctlLines *self = user_data;
  gssize length = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &self->error);

  self->reading = FALSE;
  self->start = 0;
  self->length = MAX (length, 0);
  self->read += self->length;
  self->ended = length <= 0;
}

static void
append_bytes (ConsentctlLines *self,
              const char      *bytes,
              gsize            length)
{
  gsize room = CONSENTCTL_LINE_MAX - self->line->len;

  self->any = TRUE;
  self->cut = self->cut || length > room;
  g_string_append_len (self->line, bytes, MIN (length, room));
}

static GString *
finish_line (ConsentctlLines *self,
             gboolean        *cut)
{
  GString *line = g_steal_pointer (&self->line);

  *cut = self->cut;
  self->line = g_string_new (NULL);
  self->any = FALSE;
  self->cut = FALSE;
  self->at_return = FALSE;

  if (self->first && g_str_has_prefix (line->str, BYTE_ORDER_MARK))
    g_string_erase (line, 0, strlen (BYTE_ORDER_MARK));
  self->first = FALSE;

  return line;
}

static gboolean
is_end (char c)
{
  return c == '\n' || c == '\r';
}

/* Goes past the LF of a CR LF, if that is where it stands. */
static GString *
finish_after_return (ConsentctlLines *self,
                     gboolean        *cut)
{
  if (self->block[self->start] == '\n')
    self->start++;
  self->taken = self->read - (self->length - self->start);

  return finish_line (self, cut);
}

/* A line ends in LF, in CR LF, or in CR alone. */
GString *
consentctl_lines_take (ConsentctlLines *self,
                       gboolean        *cut)
{
  gsize start = self->start;

  if (self->reading)
    return NULL;

  if (self->at_return && self->start < self->length)
    return finish_after_return (self, cut);

  while (self->start < self->length && !is_end (self->block[self->start]))
    self->start++;
  if (start < self->length)
    append_bytes (self, self->block + start, self->start - start);

  if (self->start < self->length)
    {
      self->at_return = self->block[self->start] == '\r';
      self->start += self->at_return;
      if (self->start < self->length)
        return finish_after_return (self, cut);
    }

  /* The last line may lack its end. */
  if (self->ended)
    return self->any ? finish_line (self, cut) : NULL;

  self->reading = TRUE;
  g_input_stream_read_async (self->stream, self->block, sizeof self->block, G_PRIORITY_DEFAULT,
                             self->cancellable, on_read, self);
  return NULL;
}

gboolean
consentctl_lines_at_end (ConsentctlLines *self)
{
  return self->ended && self->start == self->length && !self->any;
}

goffset
consentctl_lines_get_taken (ConsentctlLines *self)
{
  return self->taken;
}

const GError *
consentctl_lines_get_error (ConsentctlLines *self)
{
  return self->error;
}
