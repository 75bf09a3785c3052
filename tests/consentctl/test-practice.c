/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "program.h"

#include <signal.h>
#include <string.h>

/* A practice server of the real program, running until it is sent a signal. */
typedef struct
{
  GSubprocess *subprocess;
  GDataInputStream *out;
} Practice;

static Practice *
practice_start (const char *first,
                const char *second)
{
  g_autoptr (GSubprocessLauncher) launcher =
      program_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GError) error = NULL;
  Practice *self = g_new0 (Practice, 1);

  self->subprocess = g_subprocess_launcher_spawn (launcher, &error, program_get_path (), "practice",
                                                  first, second, NULL);
  g_assert_no_error (error);
  self->out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->subprocess));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (self->out), FALSE);

  return self;
}

static char *
practice_read_line (Practice *self)
{
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line (self->out, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);
  return line;
}

static char *
practice_read_value (Practice   *self,
                     const char *name)
{
  g_autofree char *line = practice_read_line (self);
  g_auto (GStrv) parts = g_strsplit (line, "=", 2);

  g_assert_cmpstr (parts[0], ==, name);
  g_assert_nonnull (parts[1]);
  /* To be used as it is in a shell. */
  g_assert_true (g_regex_match_simple ("^http://[A-Za-z0-9.:/-]+$", parts[1], 0, 0));

  return g_strdup (parts[1]);
}

/* Ends it and asserts that it printed nothing more and ended well. */
static void
practice_end (Practice *self,
              int       with_signal)
{
  g_autoptr (Program) program = NULL;

  g_subprocess_send_signal (self->subprocess, with_signal);
  program = program_wait (self->subprocess, NULL);
  g_assert_cmpint (program->status, ==, 0);
  g_assert_cmpstr (program->out, ==, "");
  g_assert_nonnull (strstr (program->err, "Ctrl+C"));

  g_object_unref (self->out);
  g_object_unref (self->subprocess);
  g_free (self);
}

static void
test_serve (void)
{
  static const int signals[] = { SIGINT, SIGTERM };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      Practice *practice = practice_start (NULL, NULL);
      g_autofree char *authority = practice_read_value (practice, "CONSENT_AUTHORITY");
      g_autofree char *graph = practice_read_value (practice, "CONSENT_GRAPH");

      g_assert_true (g_str_has_suffix (authority, "/s/fresh/login"));
      g_assert_true (g_str_has_suffix (graph, "/s/fresh/graph"));
      practice_end (practice, signals[i]);
    }
}

/* What is printed is of use to the other commands. */
static void
test_use (void)
{
  Practice *practice = practice_start ("approved", "--json");
  g_autofree char *line = practice_read_line (practice);
  g_autofree char *text = g_strconcat (line, "\n", NULL);
  g_autoptr (JsonNode) node = program_parse_line (text);
  JsonObject *object = json_node_get_object (node);
  g_autofree char *tenant_command = NULL;
  g_autofree char *link_command = NULL;
  g_autoptr (Program) tenant = NULL;
  g_autoptr (Program) link = NULL;

  program_assert_members (object, "authority,graph,scenario,domain");
  g_assert_cmpstr (json_object_get_string_member (object, "scenario"), ==, "approved");

  program_set_authority (json_object_get_string_member (object, "authority"));
  tenant_command = g_strconcat ("tenant someone@", json_object_get_string_member (object, "domain"),
                                NULL);
  tenant = program_run (tenant_command);
  program_assert_done (tenant);
  g_assert_true (g_regex_match_simple ("^[0-9a-f-]{36}\n$", tenant->out, 0, 0));

  link_command = g_strconcat ("link --region us ", json_object_get_string_member (object, "domain"),
                              NULL);
  link = program_run (link_command);
  program_assert_done (link);
  g_assert_true (g_str_has_prefix (link->out,
                                   json_object_get_string_member (object, "authority")));

  program_set_authority (NULL);
  practice_end (practice, SIGINT);
}

static void
test_port (void)
{
  Practice *practice = practice_start ("fresh", NULL);
  g_autofree char *authority = practice_read_value (practice, "CONSENT_AUTHORITY");
  g_autoptr (GUri) uri = g_uri_parse (authority, G_URI_FLAGS_NONE, NULL);
  g_autofree char *command = g_strdup_printf ("practice --port %d", g_uri_get_port (uri));
  g_autofree char *option = g_strdup_printf ("--port=%d", g_uri_get_port (uri));
  g_autofree char *again = NULL;
  g_autoptr (Program) taken = NULL;

  g_free (practice_read_value (practice, "CONSENT_GRAPH"));
  taken = program_run (command);
  program_assert_failed (taken, 3);
  practice_end (practice, SIGINT);

  practice = practice_start (option, NULL);
  again = practice_read_value (practice, "CONSENT_AUTHORITY");
  g_assert_cmpstr (again, ==, authority);
  g_free (practice_read_value (practice, "CONSENT_GRAPH"));
  practice_end (practice, SIGINT);
}

static void
test_list (void)
{
  g_autoptr (Program) plain = program_run ("practice --list");
  g_autoptr (Program) json = program_run ("practice --list --json");
  g_autoptr (JsonNode) node = NULL;
  g_auto (GStrv) names = NULL;
  JsonArray *array;

  program_assert_done (plain);
  program_assert_done (json);
  g_assert_true (g_str_has_prefix (plain->out, "fresh\n"));

  names = g_strsplit (g_strchomp (plain->out), "\n", -1);
  node = program_parse_line (json->out);
  array = json_node_get_array (node);
  g_assert_cmpuint (json_array_get_length (array), ==, g_strv_length (names));
  for (guint i = 0; names[i] != NULL; i++)
    g_assert_cmpstr (json_array_get_string_element (array, i), ==, names[i]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/consentctl/practice/serve", test_serve);
  g_test_add_func ("/consentctl/practice/use", test_use);
  g_test_add_func ("/consentctl/practice/port", test_port);
  g_test_add_func ("/consentctl/practice/list", test_list);

  return g_test_run ();
}
