/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>

/* How the program starts and, above all, how it refuses to: without a display. */
typedef struct
{
  const char *name;
  const char *arguments;
  const char *authority;
  int status;
  const char *output;
} Row;

static const Row rows[] = {
  { "version", "--version", NULL, 0, "consent-wizard " PACKAGE_VERSION },
  { "help", "--help", NULL, 0, "--practice=[SCENARIO]" },
  { "no-such-scenario", "--practice=no-such-scenario", NULL, 2, "not-admin" },
  { "scenario-apart", "--practice not-admin", NULL, 2, "“not-admin” is not understood" },
  { "file", "some-file", NULL, 2, "“some-file” is not understood" },
  { "no-such-file", "--service /does/not/exist", NULL, 2, "/does/not/exist" },
  { "file-of-nothing", "--service /dev/null", NULL, 2, "/dev/null" },
  { "directory", "--service /", NULL, 2, "/" },
  { "plain-http", "", "http://login.example", 2, "CONSENT_AUTHORITY" },
  { "no-address", "--practice", "nonsense", 2, "CONSENT_AUTHORITY" },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GSubprocess) subprocess = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *command = NULL;
  g_autofree char *output = NULL;
  g_auto (GStrv) argv = NULL;

  command = g_strjoin (" ", g_getenv ("CONSENT_WIZARD"), row->arguments, NULL);
  g_assert_true (g_shell_parse_argv (command, NULL, &argv, &error));
  g_assert_no_error (error);

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "WAYLAND_DISPLAY");
  if (row->authority != NULL)
    g_subprocess_launcher_setenv (launcher, "CONSENT_AUTHORITY", row->authority, TRUE);

  subprocess = g_subprocess_launcher_spawnv (launcher, (const char * const *) argv, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (subprocess, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);

  g_test_message ("%s", output);
  g_assert_true (g_subprocess_get_if_exited (subprocess));
  g_assert_cmpint (g_subprocess_get_exit_status (subprocess), ==, row->status);
  g_assert_nonnull (strstr (output, row->output));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/application/%s", rows[i].name);

      g_test_add_data_func (path, &rows[i], test_row);
    }

  return g_test_run ();
}
