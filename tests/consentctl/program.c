/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "program.h"

#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib-unix.h>
#include <signal.h>
#include <string.h>

static char *authority_variable;

typedef struct
{
  gboolean done;
  GBytes *out;
  GBytes *err;
} Output;

void
program_free (Program *self)
{
  g_free (self->out);
  g_free (self->err);
  g_free (self);
}

void
program_set_authority (const char *authority)
{
  g_free (authority_variable);
  authority_variable = g_strdup (authority);
}

const char *
program_get_path (void)
{
  const char *path = g_getenv ("CONSENTCTL");

  g_assert_nonnull (path);
  return path;
}

GSubprocessLauncher *
program_launcher_new (GSubprocessFlags flags)
{
  GSubprocessLauncher *launcher = g_subprocess_launcher_new (flags);
  static const char * const unset[] = {
    "CONSENT_AUTHORITY", "CONSENT_GRAPH", "DISPLAY", "WAYLAND_DISPLAY", "http_proxy", "HTTP_PROXY",
  };

  for (guint i = 0; i < G_N_ELEMENTS (unset); i++)
    g_subprocess_launcher_unsetenv (launcher, unset[i]);

  if (authority_variable != NULL)
    g_subprocess_launcher_setenv (launcher, "CONSENT_AUTHORITY", authority_variable, TRUE);

  return launcher;
}

static void
on_communicated (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Output *output = user_data;
  g_autoptr (GError) error = NULL;

  /* A program that ends without reading all of its input is no failure of the test. */
  if (!g_subprocess_communicate_finish (G_SUBPROCESS (source), result, &output->out, &output->err,
                                        &error))
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE);
  output->done = TRUE;
}

static char *
take_text (GBytes *bytes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (bytes != NULL)
    g_string_append_len (text, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_clear_pointer (&bytes, g_bytes_unref);
  g_assert_cmpuint (strlen (text->str), ==, text->len);

  return g_strdup (text->str);
}

Program *
program_wait (GSubprocess *subprocess,
              GBytes      *input)
{
  Program *self = g_new0 (Program, 1);
  Output output = { FALSE };

  g_subprocess_communicate_async (subprocess, input, NULL, on_communicated, &output);
  while (!output.done)
    g_main_context_iteration (NULL, TRUE);
  g_subprocess_wait (subprocess, NULL, NULL);

  self->out = take_text (output.out);
  self->err = take_text (output.err);
  self->status = -1;
  if (g_subprocess_get_if_exited (subprocess))
    self->status = g_subprocess_get_exit_status (subprocess);
  else
    self->signal = g_subprocess_get_term_sig (subprocess);

  return self;
}

Program *
program_run_input (const char *command,
                   const char *input,
                   gssize      length)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GSubprocess) subprocess = NULL;
  g_autoptr (GPtrArray) args = g_ptr_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GInputStream) source = NULL;
  g_autoptr (GOutputStream) pipe = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = NULL;
  g_autofree char *shown = g_strescape (command, NULL);
  int ends[2];

  g_test_message ("consentctl %s", shown);
  g_ptr_array_add (args, (char *) program_get_path ());
  if (*command != '\0')
    {
      g_shell_parse_argv (command, NULL, &words, &error);
      g_assert_no_error (error);
      for (guint i = 0; words[i] != NULL; i++)
        g_ptr_array_add (args, words[i]);
    }
  g_ptr_array_add (args, NULL);

  /* A program that ends before it has read everything ends neither the test (the program itself has the
   * signal as ever) nor what it printed, which is lost through the pipe of GSubprocess. */
  signal (SIGPIPE, SIG_IGN);
  g_assert_true (g_unix_open_pipe (ends, FD_CLOEXEC, NULL));
  launcher = program_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_subprocess_launcher_take_stdin_fd (launcher, ends[0]);
  subprocess = g_subprocess_launcher_spawnv (launcher, (const char * const *) args->pdata, &error);
  g_assert_no_error (error);
  g_subprocess_launcher_close (launcher);

  bytes = g_bytes_new (input, length < 0 ? strlen (input) : (gsize) length);
  source = g_memory_input_stream_new_from_bytes (bytes);
  pipe = g_unix_output_stream_new (ends[1], TRUE);
  g_output_stream_splice_async (pipe, source, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, G_PRIORITY_DEFAULT, NULL,
                                NULL, NULL);

  return program_wait (subprocess, NULL);
}

Program *
program_run (const char *command)
{
  return program_run_input (command, "", 0);
}

JsonNode *
program_parse_line (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node;

  g_assert_true (strchr (text, '\n') == text + strlen (text) - 1);
  node = json_from_string (text, &error);
  g_assert_no_error (error);

  return node;
}

void
program_assert_members (JsonObject *object,
                        const char *members)
{
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next)
    g_string_append_printf (found, "%s%s", l == names ? "" : ",", (const char *) l->data);

  g_assert_cmpstr (found->str, ==, members);
}
