/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consentctl.h"

#include <glib/gi18n.h>

#include <fcntl.h>
#include <unistd.h>

/* Where stdout and stderr led before they were silenced. */
typedef struct
{
  int out;
  int err;
} Streams;

typedef struct
{
  gboolean done;
  GError *error;
} Launch;

static void
on_launched (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Launch *launch = user_data;

  g_app_info_launch_default_for_uri_finish (result, &launch->error);
  launch->done = TRUE;
}

/* A program that is started now can neither mix with results, nor keep those waiting for its end who
 * read them from a pipe. */
static Streams
silence (void)
{
  Streams streams = {
    fcntl (STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1),
    fcntl (STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1),
  };
  int nothing = open ("/dev/null", O_WRONLY | O_CLOEXEC);

  /* What could not be put aside could not be brought back either. */
  if (streams.out >= 0)
    dup2 (nothing, STDOUT_FILENO);
  if (streams.err >= 0)
    dup2 (nothing, STDERR_FILENO);
  close (nothing);

  return streams;
}

static void
speak_again (Streams streams)
{
  dup2 (streams.out, STDOUT_FILENO);
  dup2 (streams.err, STDERR_FILENO);
  close (streams.out);
  close (streams.err);
}

/* The blocking call returns before a browser that is started over D-Bus was asked to start, and
 * the program would end before the request has left it. */
static void
launch_default (const char  *uri,
                GError     **error)
{
  Launch launch = { FALSE };
  Streams streams = silence ();

  g_app_info_launch_default_for_uri_async (uri, NULL, NULL, on_launched, &launch);
  while (!launch.done)
    g_main_context_iteration (NULL, TRUE);
  speak_again (streams);

  if (launch.error != NULL)
    g_propagate_error (error, launch.error);
}

/* As other programs on a terminal take it: a command, which gets the address as its last argument. */
static void
launch_command (const char  *command,
                const char  *uri,
                GError     **error)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;

  if (!g_shell_parse_argv (command, NULL, &words, error))
    return;

  g_strv_builder_addv (builder, (const char **) words);
  g_strv_builder_add (builder, uri);
  argv = g_strv_builder_end (builder);

  /* What it prints would mix with results. */
  g_spawn_async (NULL, argv, NULL,
                 G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                 NULL, NULL, NULL, error);
}

gboolean
consentctl_open (const char  *uri,
                 GError     **error)
{
  const char *command = g_getenv ("BROWSER");
  g_autoptr (GError) local_error = NULL;

  if (command != NULL && *command != '\0')
    launch_command (command, uri, &local_error);
  else
    launch_default (uri, &local_error);

  if (local_error == NULL)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               _("No browser could be opened: %s. Copy the link into a browser instead."),
               local_error->message);
  return FALSE;
}
