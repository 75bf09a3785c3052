/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "consentctl.h"

#include <fcntl.h>
#include <unistd.h>

#define MAX_ARGUMENTS 16

static const ConsentctlCommand commands[] = {
  { "tenant", "t", consentctl_tenant },
  { "link", "l", consentctl_link },
  { "links", "l", consentctl_links },
  { "verify", "v", consentctl_verify },
  { "practice", "p", consentctl_practice },
  { "explain", "e", consentctl_explain },
  { NULL },
};

static void
drop (const char *text)
{
}

/* Whatever is asked for: nobody answers, nothing is shown, no browser opens. */
int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  g_setenv ("CONSENT_AUTHORITY", "http://127.0.0.1:1", TRUE);
  g_setenv ("CONSENT_GRAPH", "http://127.0.0.1:1", TRUE);
  g_setenv ("BROWSER", "/nonexistent/browser", TRUE);
  g_set_printerr_handler (drop);

  return 0;
}

/* For the length of a run, since a test's own results go to standard output too. */
static int
redirect (int         number,
          const char *path,
          int         flags)
{
  int saved = dup (number);
  int other = open (path, flags);

  g_assert_cmpint (dup2 (other, number), ==, number);
  close (other);

  return saved;
}

static void
restore (int number,
         int saved)
{
  g_assert_cmpint (dup2 (saved, number), ==, number);
  close (saved);
}

static ConsentctlExit
run (GStrv *args)
{
  g_auto (Consentctl) self = { 0 };
  g_autoptr (GError) error = NULL;
  ConsentctlExit exit_code = CONSENTCTL_DONE;

  if (consentctl_parse_leading (&self, args, commands, &error) && (*args)[1] != NULL)
    {
      for (const ConsentctlCommand *command = commands; command->name != NULL; command++)
        {
          if (g_str_equal (command->name, (*args)[1]))
            exit_code = command->run (&self, *args + 1, &error);
        }
    }

  if (error == NULL)
    return exit_code;

  consentctl_report_error (&self, error);
  return consentctl_exit_for_error (error);
}

/* One argument a line. The practice organization would be served until a signal comes, so it is only
 * listed. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = fuzz_dup_text (data, size);
  g_auto (GStrv) words = g_strsplit (text, "\n", MAX_ARGUMENTS);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) args = NULL;
  ConsentctlExit exit_code;
  int input;
  int output;

  g_strv_builder_add (builder, "consentctl");
  g_strv_builder_addv (builder, (const char **) words);
  if (g_strv_contains ((const char * const *) words, "practice"))
    g_strv_builder_add (builder, "--list");
  args = g_strv_builder_end (builder);

  input = redirect (STDIN_FILENO, "/dev/null", O_RDONLY);
  output = redirect (STDOUT_FILENO, "/dev/null", O_WRONLY);
  exit_code = run (&args);
  restore (STDIN_FILENO, input);
  restore (STDOUT_FILENO, output);

  g_assert_cmpuint (exit_code, <=, CONSENTCTL_SIGN_IN);

  return 0;
}
