/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "discovery.h"
#include "program.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#define GUID DISCOVERY_TENANT

/* Wrong in a way that must be told, with a word that the message has to hold. */
static const struct
{
  const char *command;
  const char *told;
} wrong[] = {
  { "", "COMMAND" },
  { "--json", "COMMAND" },
  { "--", "COMMAND" },
  { "'bad\033[31mname'", "name" },
  { "frobnicate", "frobnicate" },
  { "--frobnicate", "--frobnicate" },
  { "tenant --frobnicate x", "--frobnicate" },
  { "tenant", "TENANT" },
  { "tenant one two", "two" },
  { "link", "TENANT" },
  { "link " GUID, "uk (United Kingdom), us (United States)" },
  { "link " GUID " --region", "--region" },
  { "link " GUID " --region mars", "uk (United Kingdom), us (United States)" },
  { "link " GUID " --region ''", "uk (United Kingdom), us (United States)" },
  { "link contoso.com --region uk --offline", "contoso.com" },
  { "links --region uk", "FILE" },
  { "links -", "uk (United Kingdom), us (United States)" },
  { "links /nonexistent --region uk", "/nonexistent" },
  { "links / --region uk", "/" },
  { "practice atlantis", "fresh" },
  { "practice fresh fresh", "fresh" },
  { "practice --port 65536", "65535" },
  { "practice --port -1", "65535" },
  { "practice --port x", "x" },
  { "--service /nonexistent link " GUID " --region uk --offline", "/nonexistent" },
  { "--service /dev/null link " GUID " --region uk --offline", "/dev/null" },
};

static void
test_wrong (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (Program) program = program_run (wrong[i].command);

      program_assert_failed (program, 2);
      g_assert_nonnull (strstr (program->err, wrong[i].told));
      g_assert_true (g_str_has_prefix (program->err, "consentctl") ||
                     g_str_has_prefix (program->err, "Usage: consentctl"));
      /* Nothing that was typed may move a terminal's cursor. */
      g_assert_null (strchr (program->err, '\033'));
    }
}

static void
test_json_errors (void)
{
  g_autoptr (Program) program = program_run ("tenant --json {tenant-id}");

  program_assert_failed (program, 2);
}

static void
test_version (void)
{
  g_autoptr (Program) program = program_run ("--version");

  program_assert_done (program);
  g_assert_true (g_regex_match_simple ("^consentctl [0-9.]+\n$", program->out, 0, 0));
}

/* Each option that the help names has to be in the man page, and each command with a synopsis. */
static void
assert_in_man_page (const char *help,
                    const char *man_page)
{
  g_autoptr (GRegex) regex = g_regex_new ("--([a-z-]+)", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_assert_true (g_regex_match (regex, help, 0, &match));
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);
      g_autofree char *flag = g_strdup_printf ("Fl \\-%s", name);

      if (strstr (man_page, flag) == NULL)
        g_error ("--%s is not in the man page", name);
    }
}

static void
assert_command (const char *name,
                const char *man_page)
{
  g_autofree char *with_help = g_strconcat (name, " --help", NULL);
  g_autofree char *usage = g_strconcat ("consentctl ", name, " [", NULL);
  g_autofree char *synopsis = g_strconcat (".Nm\n.Cm ", name, "\n", NULL);
  g_autoptr (Program) program = program_run (with_help);

  program_assert_done (program);
  g_assert_nonnull (strstr (program->out, usage));
  assert_in_man_page (program->out, man_page);
  g_assert_nonnull (strstr (man_page, synopsis));
}

static void
test_help (void)
{
  g_autoptr (Program) program = program_run ("--help");
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *man_page = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  guint at = 0;

  g_file_get_contents (g_getenv ("CONSENTCTL_MAN_PAGE"), &man_page, NULL, &error);
  g_assert_no_error (error);

  program_assert_done (program);
  assert_in_man_page (program->out, man_page);

  /* The commands that there are, whichever these are. */
  lines = g_strsplit (program->out, "\n", -1);
  while (!g_str_equal (lines[at], "Commands:"))
    at++;
  for (at++; *lines[at] != '\0'; at++)
    {
      g_auto (GStrv) words = g_strsplit (g_strchug (lines[at]), " ", 2);

      assert_command (words[0], man_page);
      g_string_append_printf (names, " %s", words[0]);
    }
  g_assert_true (g_str_has_prefix (names->str, " tenant link links verify practice"));
}

/* Options go before or after the arguments and the command, up to "--". */
static void
test_option_places (void)
{
  static const char * const same[] = {
    "link " GUID " --region uk --offline --json",
    "link --region uk --offline --json " GUID,
    "link --region=uk --json " GUID " --offline",
    "--json link -r uk --offline " GUID,
    "link -r UK --offline --json -- " GUID,
    "-- link -r uk --offline --json " GUID,
  };
  g_autoptr (Program) first = program_run (same[0]);
  g_autoptr (Program) after = program_run ("tenant -- --json");

  program_assert_done (first);
  for (guint i = 1; i < G_N_ELEMENTS (same); i++)
    {
      g_autoptr (Program) program = program_run (same[i]);

      program_assert_done (program);
      g_assert_cmpstr (program->out, ==, first->out);
    }

  program_assert_failed (after, 2);
}

static void
test_service (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "consentctl-XXXXXX", NULL);
  g_autofree char *command = NULL;
  g_autofree char *wrong_region = NULL;
  g_autoptr (Program) program = NULL;
  g_autoptr (Program) refused = NULL;
  static const char text[] = "[Service]\nName=Example\n"
                             "ClientId=11111111-2222-3333-4444-555555555555\nSupport=us\n"
                             "[Region mars]\nName=Mars\nRedirectUri=https://mars.example/back\n"
                             "WebAddress=https://mars.example\n";
  int fd = g_mkstemp (path);

  g_assert_cmpint (fd, >=, 0);
  g_assert_true (g_close (fd, NULL));
  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  command = g_strdup_printf ("link --service '%s' %s --region mars --offline", path, GUID);
  program = program_run (command);
  program_assert_done (program);
  g_assert_cmpstr (program->out, ==,
                   "https://login.microsoftonline.com/" GUID
                   "/adminconsent?client_id=11111111-2222-3333-4444-555555555555"
                   "&redirect_uri=https%3A%2F%2Fmars.example%2Fback\n");

  wrong_region = g_strdup_printf ("--service '%s' link %s --region uk --offline", path, GUID);
  refused = program_run (wrong_region);
  program_assert_failed (refused, 2);
  g_assert_nonnull (strstr (refused->err, "mars (Mars)"));

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static Program *
run_in_shell (const char *script)
{
  g_autoptr (GSubprocessLauncher) launcher =
      program_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) subprocess = NULL;
  g_autoptr (GError) error = NULL;

  subprocess = g_subprocess_launcher_spawn (launcher, &error, "/bin/sh", "-c", script,
                                            program_get_path (), NULL);
  g_assert_no_error (error);

  return program_wait (subprocess, NULL);
}

static void
test_output_unwritable (void)
{
  static const char * const scripts[] = {
    "\"$0\" --help >/dev/full",
    "\"$0\" --version >/dev/full",
    "\"$0\" link " GUID " --region uk --offline >/dev/full",
    "\"$0\" link " GUID " --region uk --offline --json >/dev/full",
    "echo " GUID " | \"$0\" links - --region uk --offline >/dev/full",
    "echo " GUID " | \"$0\" links - --region uk --offline --json >/dev/full",
    "\"$0\" explain AADSTS65001 >/dev/full",
    "\"$0\" explain AADSTS65001 --json >/dev/full",
    "\"$0\" practice >/dev/full",
    "\"$0\" practice --list >/dev/full",
    "\"$0\" link " GUID " --region uk --offline >&-",
    "\"$0\" practice >&-",
    "echo " GUID " | \"$0\" links - --region uk --offline >&-",
  };

  if (!g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("no /dev/full");
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autoptr (Program) program = run_in_shell (scripts[i]);

      g_test_message ("%s", scripts[i]);
      program_assert_failed (program, 3);
    }
}

static void
test_output_closed (void)
{
  g_autoptr (Discovery) discovery = discovery_new ();
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GSubprocess) subprocess = NULL;
  g_autoptr (Program) program = NULL;
  g_autoptr (GError) error = NULL;
  int fds[2];

  program_set_authority (discovery_get_authority (discovery));
  launcher = program_launcher_new (G_SUBPROCESS_FLAGS_STDERR_PIPE);
  program_set_authority (NULL);
  g_assert_true (g_unix_open_pipe (fds, FD_CLOEXEC, &error));
  g_assert_true (g_close (fds[0], NULL));
  g_subprocess_launcher_take_stdout_fd (launcher, fds[1]);
  subprocess = g_subprocess_launcher_spawn (launcher, &error, program_get_path (), "tenant",
                                            "contoso.com", NULL);
  g_assert_no_error (error);

  /* As if one had written "| head -0": it ends like any other program, without a word. */
  program = program_wait (subprocess, NULL);
  g_assert_cmpint (program->signal, ==, SIGPIPE);
  g_assert_cmpstr (program->err, ==, "");
}

/* Scripts and cron run in the C locale. */
static void
test_c_locale (void)
{
  g_autoptr (Program) help = run_in_shell ("LC_ALL=C \"$0\" link --help");
  g_autoptr (Program) program =
      run_in_shell ("LC_ALL=C \"$0\" links - --region uk --offline <<EOF\nmünchen.example\nEOF\n");

  program_assert_done (help);
  g_assert_cmpint (program->status, ==, 2);
  g_assert_nonnull (strstr (program->out, "\nmünchen.example,,,"));
}

static void
test_no_toolkit (void)
{
  g_autofree char *ldd = g_find_program_in_path ("ldd");
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;
  char *argv[] = { ldd, (char *) program_get_path (), NULL };
  int status;

  if (ldd == NULL)
    {
      g_test_skip ("no ldd");
      return;
    }

  g_spawn_sync (NULL, argv, NULL, 0, NULL, NULL, &out, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (out, "libsoup-3"));
  g_assert_null (strstr (out, "libgtk"));
  g_assert_null (strstr (out, "libgdk"));
  g_assert_null (strstr (out, "libadwaita"));
  g_assert_null (strstr (out, "libX11"));
  g_assert_null (strstr (out, "libwayland"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/consentctl/usage/wrong", test_wrong);
  g_test_add_func ("/consentctl/usage/json-errors", test_json_errors);
  g_test_add_func ("/consentctl/usage/version", test_version);
  g_test_add_func ("/consentctl/usage/help", test_help);
  g_test_add_func ("/consentctl/usage/option-places", test_option_places);
  g_test_add_func ("/consentctl/usage/service", test_service);
  g_test_add_func ("/consentctl/usage/output-unwritable", test_output_unwritable);
  g_test_add_func ("/consentctl/usage/output-closed", test_output_closed);
  g_test_add_func ("/consentctl/usage/c-locale", test_c_locale);
  g_test_add_func ("/consentctl/usage/no-toolkit", test_no_toolkit);

  return g_test_run ();
}
