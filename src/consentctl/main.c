/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consentctl.h"

#include "consent-text.h"

#include <glib/gi18n.h>

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* A command is a file and a row. */
static const ConsentctlCommand commands[] = {
  { "tenant", N_ ("Find an organization’s Tenant ID"), consentctl_tenant },
  { "link", N_ ("Print the approval link of an organization"), consentctl_link },
  { "links", N_ ("Print the approval links of many organizations"), consentctl_links },
  { "verify", N_ ("Check whether people can connect now, and if not, why"), consentctl_verify },
  { "practice", N_ ("Serve a practice organization on this computer"), consentctl_practice },
  { "explain", N_ ("Explain an error message, a code or an address"), consentctl_explain },
  { NULL },
};

/* A standard stream that is closed would hand its number to the next socket or file, which would
 * then be written to. It is opened the wrong way round, so that using it fails as it should. */
static void
keep_standard_streams (void)
{
  static const int flags[] = { O_WRONLY, O_RDONLY, O_RDONLY };

  for (int fd = 0; fd < (int) G_N_ELEMENTS (flags); fd++)
    {
      if (fcntl (fd, F_GETFD) == -1 && errno == EBADF && open ("/dev/null", flags[fd]) != fd)
        _exit (CONSENTCTL_UNAVAILABLE);
    }
}

static const ConsentctlCommand *
find_command (const char  *name,
              GError     **error)
{
  if (name == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _("A command is missing"));
      return NULL;
    }

  for (const ConsentctlCommand *command = commands; command->name != NULL; command++)
    {
      if (g_str_equal (command->name, name))
        return command;
    }

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _("There is no command “%s”"), name);
  return NULL;
}

/* A short usage: somebody who got it wrong is not helped by all of the manual. */
static void
print_usage (void)
{
  /* Translators: COMMAND stands for the name of a command. */
  g_printerr (_("Usage: %s COMMAND [OPTION…] [ARGUMENT…]"), "consentctl");
  g_printerr ("\n");
  for (const ConsentctlCommand *command = commands; command->name != NULL; command++)
    g_printerr ("  %-10s %s\n", command->name, _(command->summary));
}

static ConsentctlExit
run (Consentctl  *self,
     GStrv       *args,
     GError     **error)
{
  g_autoptr (GError) local_error = NULL;
  const ConsentctlCommand *command;
  g_autofree char *program = NULL;
  const char *name;
  guint at = 1;

  if (!consentctl_parse_leading (self, args, commands, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      return CONSENTCTL_DONE;
    }

  if (g_strcmp0 ((*args)[at], "--") == 0)
    at++;
  name = (*args)[at];
  command = find_command (name, error);
  if (command == NULL)
    {
      print_usage ();
      return CONSENTCTL_USAGE;
    }

  program = g_strdup_printf ("consentctl %s", name);
  g_set_prgname (program);
  return command->run (self, *args + at, error);
}

int
main (int    argc,
      char **argv)
{
  g_auto (Consentctl) self = { 0 };
  g_auto (GStrv) args = NULL;
  g_autoptr (GError) error = NULL;
  ConsentctlExit exit_code;

  keep_standard_streams ();
  /* Results alone go to standard output, whatever G_MESSAGES_DEBUG asks for. */
  g_log_writer_default_set_use_stderr (TRUE);
  consent_text_use_translations ();
  g_set_prgname ("consentctl");

  args = g_strdupv (argv);
  exit_code = run (&self, &args, &error);
  if (error != NULL)
    {
      consentctl_report_error (&self, error);
      exit_code = consentctl_exit_for_error (error);
    }

  return exit_code;
}
