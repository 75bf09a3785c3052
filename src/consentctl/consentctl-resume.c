/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consentctl-resume.h"

#include "consentctl-lines.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct _ConsentctlResume
{
  char *path;
  int fd;
  ConsentctlLines *lines;
  goffset end;
};

static gboolean
fail_with_errno (ConsentctlResume  *self,
                 int                number,
                 GError           **error)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number),
               _("“%s” cannot be written: %s"), self->path, g_strerror (number));

  return FALSE;
}

static gboolean
check_file (ConsentctlResume  *self,
            int                input,
            GError           **error)
{
  struct stat file;
  struct stat other;

  if (fstat (self->fd, &file) != 0)
    return fail_with_errno (self, errno, error);

  if (!S_ISREG (file.st_mode))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("--resume needs a file, and “%s” is none"), self->path);
      return FALSE;
    }

  /* It would read what it has just written, and never end. */
  if (fstat (input, &other) == 0 && other.st_dev == file.st_dev && other.st_ino == file.st_ino)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("“%s” cannot be read and written at the same time"), self->path);
      return FALSE;
    }

  /* Where locks are not to be had, as on some shares, runs are not kept apart. */
  if (flock (self->fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_AGAIN,
                   _("Another run is still writing “%s”"), self->path);
      return FALSE;
    }

  return TRUE;
}

ConsentctlResume *
consentctl_resume_open (const char  *path,
                        int          input,
                        GError     **error)
{
  g_autoptr (ConsentctlResume) self = g_new0 (ConsentctlResume, 1);
  g_autoptr (GInputStream) stream = NULL;

  self->path = g_strdup (path);
  /* A pipe that nobody reads is not waited for. */
  self->fd = open (path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK, 0666);
  if (self->fd < 0)
    {
      fail_with_errno (self, errno, error);
      return NULL;
    }

  if (!check_file (self, input, error))
    return NULL;

  stream = g_unix_input_stream_new (self->fd, FALSE);
  self->lines = consentctl_lines_new (stream);

  return g_steal_pointer (&self);
}

void
consentctl_resume_free (ConsentctlResume *self)
{
  g_clear_pointer (&self->lines, consentctl_lines_free);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  g_free (self);
}

GString *
consentctl_resume_take (ConsentctlResume *self,
                        gboolean         *cut,
                        gboolean         *complete)
{
  GString *row;

  while ((row = consentctl_lines_take (self->lines, cut)) == NULL &&
         !consentctl_lines_at_end (self->lines))
    g_main_context_iteration (NULL, TRUE);

  *complete = consentctl_lines_get_taken (self->lines) > self->end;
  self->end = consentctl_lines_get_taken (self->lines);

  return row;
}

gboolean
consentctl_resume_begin (ConsentctlResume  *self,
                         gboolean          *empty,
                         GError           **error)
{
  const GError *read_error = consentctl_lines_get_error (self->lines);

  if (read_error != NULL)
    {
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_IO, read_error->message);
      return FALSE;
    }

  if (ftruncate (self->fd, self->end) != 0 || dup2 (self->fd, STDOUT_FILENO) < 0)
    return fail_with_errno (self, errno, error);

  *empty = self->end == 0;

  return TRUE;
}

void
consentctl_resume_set_error (ConsentctlResume  *self,
                             guint              number,
                             GError           **error)
{
  /* Translators: The number is that of a line in the file. */
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("Line %u of “%s” is not what this command would have written there; the file stays "
                 "as it is"),
               number, self->path);
}
