/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "discovery.h"
#include "program.h"
#include "test-disk.h"
#include "test-server.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define HEADER "input,tenant_id,link,error\n"
#define OTHER_TENANT "11112222-0000-cccc-1111-dddd2222eeee"
#define QUERY                                                  \
  "/adminconsent?client_id=5353a3d2-8ca9-42d2-b567-ea399ccb5e38" \
  "&redirect_uri=https%3A%2F%2Fukevo.tracker-rms.com%2FOffice365%2FCallBack"
#define LINK "https://login.microsoftonline.com/" DISCOVERY_TENANT QUERY
#define DONE_ROW DISCOVERY_TENANT "," DISCOVERY_TENANT "," LINK ",\n"
#define MANY_LINES 1000

/* Input and the row that comes of it; a row that ends in "*" has some error there. Nobody is asked. */
static const struct
{
  const char *input;
  gssize length;
  const char *row;
} lines[] = {
  { DISCOVERY_TENANT "\n", -1, DONE_ROW },
  { DISCOVERY_TENANT, -1, DONE_ROW },
  { DISCOVERY_TENANT "\r\n", -1, DONE_ROW },
  { "\xef\xbb\xbf" DISCOVERY_TENANT "\n", -1, DONE_ROW },
  { "\n  \n\t\n" DISCOVERY_TENANT "\n\n", -1, DONE_ROW },
  { DISCOVERY_TENANT ",Contoso,\"a, b\"\n", -1, DONE_ROW },
  { DISCOVERY_TENANT ";Contoso\n", -1, DONE_ROW },
  { "  " DISCOVERY_TENANT "  ,x\n", -1, DONE_ROW },
  { "\"" DISCOVERY_TENANT "\",x\n", -1, DONE_ROW },
  { "\"" DISCOVERY_TENANT "\"\r\n", -1, DONE_ROW },
  { "\"Contoso, \"\"" DISCOVERY_TENANT "\"\"\"\n", -1,
    "\"Contoso, \"\"" DISCOVERY_TENANT "\"\"\"," DISCOVERY_TENANT "," LINK ",\n" },
  { "input\n" DISCOVERY_TENANT "\n", -1, DONE_ROW },
  { "Tenant_ID,Name\n" DISCOVERY_TENANT "\n", -1, DONE_ROW },
  { "\xef\xbb\xbf\"domain\"\r\n" DISCOVERY_TENANT "\r\n", -1, DONE_ROW },
  { "Tenant ID;Customer\r" DISCOVERY_TENANT ";x\r\r" DISCOVERY_TENANT "\r", -1, DONE_ROW DONE_ROW },
  { "E-mail\n" DISCOVERY_TENANT "\r", -1, DONE_ROW },
  { "\n", -1, "" },
  { "", -1, "" },
  { "tenant\n", -1, "" },
  { "nonsense\n", -1, "nonsense,,,*" },
  { ",," DISCOVERY_TENANT "\n", -1, ",,,*" },
  { "contoso.com\n", -1, "contoso.com,,,*" },
  { "{tenant-id}\n", -1, "{tenant-id},,,*" },
  { "\"" DISCOVERY_TENANT "\n", -1, DISCOVERY_TENANT ",,,*" },
  { "caf\xe9.example\n", -1, "caf\xef\xbf\xbd.example,,,*" },
  { "a\0b\n", 4, "a\xef\xbf\xbd" "b,,,*" },
  { "=1+1\n", -1, "'=1+1,,,*" },
  { "+1\n", -1, "'+1,,,*" },
  { "-1\n", -1, "'-1,,,*" },
  { "@SUM(1)\n", -1, "'@SUM(1),,,*" },
  { "\"\t=1\"\n", -1, "'=1,,,*" },
  { "\"=HYPERLINK(\"\"x\"\")\"\n", -1, "\"'=HYPERLINK(\"\"x\"\")\",,,*" },
};

static void
test_lines (void)
{
  program_set_authority (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (Program) program =
          program_run_input ("links - --region uk --offline", lines[i].input, lines[i].length);
      gboolean bad = g_str_has_suffix (lines[i].row, "*");
      gsize length = strlen (lines[i].row) - bad;
      const char *row = program->out + strlen (HEADER);

      g_test_message ("line %u", i);
      g_assert_true (g_str_has_prefix (program->out, HEADER));
      if (bad)
        {
          g_assert_true (strncmp (row, lines[i].row, length) == 0);
          g_assert_cmpuint (strcspn (row, "\n"), >, length);
          g_assert_cmpint (program->status, ==, 2);
          g_assert_nonnull (strstr (program->err, "1 of 1"));
        }
      else
        {
          program_assert_done (program);
          g_assert_cmpstr (row, ==, lines[i].row);
        }
    }
}

/* A line without an end, or nearly so, is one bad line. */
static void
test_long_line (void)
{
  g_autofree char *megabyte = g_strnfill (1024 * 1024, 'x');
  g_autofree char *input = g_strdup_printf (DISCOVERY_TENANT " %s\n" DISCOVERY_TENANT ",%s\n\"%s\n"
                                            DISCOVERY_TENANT, megabyte, megabyte, megabyte);
  g_autoptr (Program) program = NULL;
  g_auto (GStrv) rows = NULL;

  program_set_authority (NULL);
  program = program_run_input ("links - --region uk --offline", input, -1);
  g_assert_cmpint (program->status, ==, 2);
  g_assert_cmpuint (strlen (program->out), <, 20 * 1024);

  rows = g_strsplit (program->out, "\n", -1);
  g_assert_cmpuint (g_strv_length (rows), ==, 6);
  g_assert_true (g_str_has_prefix (rows[1], DISCOVERY_TENANT " xxxx"));
  g_assert_nonnull (strstr (rows[1], ",,,"));
  g_assert_true (g_str_has_prefix (DONE_ROW, rows[2]));
  g_assert_true (g_str_has_prefix (rows[3], "xxxx"));
  g_assert_true (g_str_has_prefix (DONE_ROW, rows[4]));
}

/* Line @number of a file with all kinds of lines; its row has a link unless it is bad. */
static char *
make_line (guint     number,
           gboolean *bad)
{
  *bad = number % 10 == 3;
  if (!*bad)
    return g_strdup_printf ("someone@%u.line.example", number);

  return number % 20 == 3 ? g_strdup_printf ("line %u", number)
                          : g_strdup_printf ("unknown-%u.example", number);
}

/* A file with @text; just a free name where that is NULL. */
static char *
make_path (const char *text)
{
  char *path = g_build_filename (g_get_tmp_dir (), "consentctl-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  int fd = g_mkstemp (path);

  g_assert_cmpint (fd, >=, 0);
  g_assert_true (g_close (fd, NULL));
  if (text != NULL)
    g_file_set_contents (path, text, -1, &error);
  else
    g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_no_error (error);

  return path;
}

static char *
make_file (void)
{
  g_autoptr (GString) file = g_string_new (NULL);

  for (guint i = 0; i < MANY_LINES; i++)
    {
      gboolean bad;
      g_autofree char *line = make_line (i, &bad);

      g_string_append_printf (file, "%s,Customer %u\n", line, i);
    }

  return make_path (file->str);
}

/* Wherever the input is cut into blocks, CR LF is one end and CR alone another. */
static void
test_ends (void)
{
  static const char * const ends[] = { "\n", "\r", "\r\n", "\n\r" };

  program_set_authority (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *blank = g_strnfill (64 * 1024 - strlen ("nonsense\r"), '\n');
      g_autofree char *input = g_strconcat (blank, "nonsense", ends[i], DISCOVERY_TENANT, NULL);
      g_autofree char *path = make_path (input);
      g_autofree char *command = g_strdup_printf ("links %s --region uk --offline", path);
      g_autoptr (Program) program = program_run (command);

      g_assert_cmpint (program->status, ==, 2);
      g_assert_true (g_str_has_suffix (program->out, "\n" DONE_ROW));
      g_assert_nonnull (strstr (program->err, "1 of 2"));
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
}

static void
check_row (const char *row,
           guint       number,
           const char *authority)
{
  gboolean bad;
  g_autofree char *line = make_line (number, &bad);
  g_autofree char *expected = NULL;

  if (bad)
    {
      expected = g_strconcat (line, ",,,", NULL);
      g_assert_true (g_str_has_prefix (row, expected));
      g_assert_cmpuint (strlen (row), >, strlen (expected));
    }
  else
    {
      g_autofree char *id = discovery_get_line_tenant (number);

      expected = g_strconcat (line, ",", id, ",", authority, "/", id, QUERY, ",", NULL);
      g_assert_cmpstr (row, ==, expected);
    }
}

static void
test_many (void)
{
  g_autoptr (Discovery) discovery = discovery_new ();
  g_autoptr (Program) program = NULL;
  g_autofree char *path = make_file ();
  g_autofree char *command = g_strdup_printf ("links --region uk '%s'", path);
  g_auto (GStrv) rows = NULL;

  program_set_authority (discovery_get_authority (discovery));
  program = program_run (command);
  g_assert_cmpint (program->status, ==, 2);
  g_assert_nonnull (strstr (program->err, "100 of 1000"));
  /* Progress is for people who watch. */
  g_assert_null (strchr (program->err, '\r'));

  rows = g_strsplit (program->out, "\n", -1);
  g_assert_cmpuint (g_strv_length (rows), ==, MANY_LINES + 2);
  for (guint i = 0; i < MANY_LINES; i++)
    check_row (rows[i + 1], i, discovery_get_authority (discovery));

  g_assert_cmpuint (discovery_get_at_once (discovery), >, 1);
  g_assert_cmpuint (discovery_get_at_once (discovery), <=, 8);
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
test_asked_once (void)
{
  g_autoptr (Discovery) discovery = discovery_new ();
  g_autoptr (GString) input = g_string_new (NULL);
  g_autoptr (Program) program = NULL;
  g_auto (GStrv) rows = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append_printf (input, "user%u@%u.line.example\n", i, 1 + i / 50);

  program_set_authority (discovery_get_authority (discovery));
  program = program_run_input ("links - --region uk", input->str, input->len);
  program_assert_done (program);

  rows = g_strsplit (program->out, "\n", -1);
  g_assert_cmpuint (g_strv_length (rows), ==, 102);
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *id = discovery_get_line_tenant (1 + i / 50);
      g_autofree char *expected = g_strdup_printf ("user%u@%u.line.example,%s,", i, 1 + i / 50, id);

      g_assert_true (g_str_has_prefix (rows[i + 1], expected));
    }
  g_assert_cmpuint (discovery_get_requests (discovery), ==, 2);
}

/* The second of two lines for one organization is done with the first, and then waits for a slow line
 * before it, while the first is written and forgotten. What is found for others meanwhile is not its. */
static void
test_repeated_behind_slow (void)
{
  g_autoptr (Discovery) discovery = discovery_new ();
  g_autoptr (GString) input = g_string_new (NULL);
  g_autoptr (GString) expected = g_string_new ("");
  g_autoptr (Program) program = NULL;
  g_auto (GStrv) rows = NULL;

  for (guint i = 0; i < 300; i++)
    {
      guint number = i / 3 * 5 + (i % 3 == 1 ? 2 : 0);
      g_autofree char *id = discovery_get_line_tenant (number);

      g_string_append_printf (input, "%u.line.example\n", number);
      g_string_append_printf (expected, "%u.line.example,%s\n", number, id);
    }

  program_set_authority (discovery_get_authority (discovery));
  program = program_run_input ("links - --region uk", input->str, input->len);
  program_assert_done (program);

  rows = g_strsplit (program->out, "\n", -1);
  g_string_truncate (input, 0);
  for (guint i = 1; i <= 300; i++)
    g_string_append_printf (input, "%.*s\n", (int) (strstr (rows[i], ",http") - rows[i]), rows[i]);
  g_assert_cmpstr (input->str, ==, expected->str);
}

/* What one look-up is told holds for the others. */
static void
test_asked_to_wait (void)
{
  g_autoptr (Discovery) discovery = discovery_new ();
  g_autoptr (GString) input = g_string_new ("wait.example\n");
  g_autoptr (Program) program = NULL;

  for (guint i = 1; i <= 100; i++)
    g_string_append_printf (input, "%u.line.example\n", i);

  program_set_authority (discovery_get_authority (discovery));
  program = program_run_input ("links - --region uk", input->str, input->len);
  program_assert_done (program);

  g_assert_cmpuint (discovery_get_requests (discovery), ==, 102);
  /* Those that were under way, and those that took their place before the answer was there. */
  g_assert_cmpuint (discovery_get_impatient (discovery), <, 50);
}

/* Whoever asks for an hour is not asked again. */
static void
test_turned_away (void)
{
  g_autoptr (Discovery) discovery = discovery_new ();
  g_autoptr (GString) input = g_string_new ("shut.example\n");
  g_autoptr (Program) program = NULL;
  g_auto (GStrv) rows = NULL;

  for (guint i = 1; i <= 500; i++)
    g_string_append_printf (input, "%u.line.example\n", i);

  program_set_authority (discovery_get_authority (discovery));
  program = program_run_input ("links - --region uk", input->str, input->len);
  g_assert_cmpint (program->status, ==, 3);
  g_assert_cmpuint (discovery_get_requests (discovery), <, 50);

  rows = g_strsplit (program->out, "\n", -1);
  g_assert_cmpuint (g_strv_length (rows), ==, 503);
  g_assert_true (g_str_has_prefix (rows[501], "500.line.example,,,Microsoft is too busy"));
}

static void
test_unavailable (void)
{
  g_autofree char *dead = test_dead_address ();
  g_autoptr (Program) program = NULL;
  g_auto (GStrv) rows = NULL;

  program_set_authority (dead);
  program = program_run_input ("links - --region uk", "contoso.com\nnonsense\n" DISCOVERY_TENANT,
                               -1);
  g_assert_cmpint (program->status, ==, 3);

  rows = g_strsplit (program->out, "\n", -1);
  g_assert_cmpuint (g_strv_length (rows), ==, 5);
  g_assert_true (g_str_has_prefix (rows[1], "contoso.com,,,"));
  g_assert_true (g_str_has_prefix (rows[2], "nonsense,,,"));
  g_assert_true (g_str_has_prefix (rows[3], DISCOVERY_TENANT ",,,"));
}

static void
test_json (void)
{
  g_autoptr (Program) program = NULL;
  g_autoptr (Program) empty = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) empty_node = NULL;
  g_autoptr (GError) error = NULL;
  JsonArray *rows;
  JsonObject *row;

  program_set_authority (NULL);
  program = program_run_input ("links - --region uk --offline --json",
                               DISCOVERY_TENANT "\n=\"\n" OTHER_TENANT "\n", -1);
  g_assert_cmpint (program->status, ==, 2);
  node = json_from_string (program->out, &error);
  g_assert_no_error (error);

  rows = json_node_get_array (node);
  g_assert_cmpuint (json_array_get_length (rows), ==, 3);
  for (guint i = 0; i < 3; i++)
    program_assert_members (json_array_get_object_element (rows, i),
                            "input,tenant_id,link,error");

  row = json_array_get_object_element (rows, 0);
  g_assert_cmpstr (json_object_get_string_member (row, "input"), ==, DISCOVERY_TENANT);
  g_assert_cmpstr (json_object_get_string_member (row, "tenant_id"), ==, DISCOVERY_TENANT);
  g_assert_cmpstr (json_object_get_string_member (row, "link"), ==, LINK);
  g_assert_true (json_object_get_null_member (row, "error"));

  /* No spreadsheet reads JSON: the text is as it was. */
  row = json_array_get_object_element (rows, 1);
  g_assert_cmpstr (json_object_get_string_member (row, "input"), ==, "=\"");
  g_assert_true (json_object_get_null_member (row, "tenant_id"));
  g_assert_true (json_object_get_null_member (row, "link"));
  g_assert_false (json_object_get_null_member (row, "error"));

  empty = program_run_input ("links - --region uk --offline --json", "", 0);
  program_assert_done (empty);
  empty_node = json_from_string (empty->out, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (empty_node)), ==, 0);
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  char **line = user_data;

  *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);
}

static char *
read_line (GDataInputStream *stream)
{
  char *line = NULL;

  g_data_input_stream_read_line_async (stream, G_PRIORITY_DEFAULT, NULL, on_read, &line);
  while (line == NULL)
    g_main_context_iteration (NULL, TRUE);

  return line;
}

/* Rows come as they are done, not at the end; an interrupt leaves whole rows behind. */
static void
test_interrupt (void)
{
  static const char input[] = DISCOVERY_TENANT "\n" OTHER_TENANT "\n";
  g_autoptr (GSubprocessLauncher) launcher =
      program_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                            G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) subprocess = NULL;
  g_autoptr (GDataInputStream) out = NULL;
  g_autoptr (Program) program = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  g_autofree char *line = NULL;

  program_set_authority (NULL);
  subprocess = g_subprocess_launcher_spawn (launcher, &error, program_get_path (), "links", "-",
                                            "--region", "uk", "--offline", "--json", NULL);
  g_assert_no_error (error);

  /* The pipe stays open: the program waits for more. */
  g_output_stream_write_all (g_subprocess_get_stdin_pipe (subprocess), input, strlen (input), NULL,
                             NULL, &error);
  g_assert_no_error (error);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (subprocess));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (out), FALSE);
  /* Byte by byte, so that what follows is left to program_wait(). */
  g_buffered_input_stream_set_buffer_size (G_BUFFERED_INPUT_STREAM (out), 1);

  line = read_line (out);
  g_assert_cmpstr (line, ==, "[");
  g_free (line);
  line = read_line (out);
  g_assert_nonnull (strstr (line, DISCOVERY_TENANT));
  g_free (line);
  line = read_line (out);
  g_assert_nonnull (strstr (line, OTHER_TENANT));

  /* Its input stays open until it has ended, or that could be what ended it. */
  g_subprocess_send_signal (subprocess, SIGINT);
  g_subprocess_wait (subprocess, NULL, &error);
  g_assert_no_error (error);
  program = program_wait (subprocess, nothing);
  g_assert_cmpint (program->signal, ==, SIGINT);
  g_assert_cmpstr (program->out, ==, "]\n");
  g_assert_nonnull (strstr (program->err, "2"));
}

static char *
take_output (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_unlink (path), ==, 0);

  return text;
}

#define RESUME_ROWS                                                                              \
  HEADER DONE_ROW "nonsense,,,No organization can be recognized in this\n"                       \
         "\"Customer, \"\"" DISCOVERY_TENANT "\"\"\"," DISCOVERY_TENANT "," LINK ",\n"            \
         "'=1,,,No organization can be recognized in this\n" DONE_ROW

static Program *
resume (const char *path,
        const char *options,
        const char *input)
{
  g_autofree char *command = g_strdup_printf ("links - --resume '%s' %s", path, options);

  return program_run_input (command, input, -1);
}

/* Wherever the file ends: the run after it makes it what one run would have. */
static void
test_resume (void)
{
  static const char input[] = DISCOVERY_TENANT "\nnonsense\n\"Customer, \"\"" DISCOVERY_TENANT
                              "\"\"\",1\n\n=1\n" DISCOVERY_TENANT;
  gssize length = strlen (RESUME_ROWS);
  gssize cut = -1;

  program_set_authority (NULL);
  while (cut < length)
    {
      g_autofree char *text = cut < 0 ? NULL : g_strndup (RESUME_ROWS, cut);
      g_autofree char *path = make_path (text);
      g_autoptr (Program) program = resume (path, "--region uk --offline", input);
      g_autofree char *output = take_output (path);

      g_assert_cmpstr (program->out, ==, "");
      g_assert_cmpstr (output, ==, RESUME_ROWS);
      g_assert_nonnull (strstr (program->err, "2 of 5"));
      g_assert_cmpint (program->status, ==, 2);
      cut = cut < 0 ? 0 : MIN (cut + 7, length);
    }
}

/* What no earlier run of this command can have written is left alone. */
static const struct
{
  const char *text;
  const char *options;
  const char *input;
  const char *line;
} foreign[] = {
  { "", "--region uk --offline --json", DISCOVERY_TENANT, "--json" },
  { "notes", "--region uk --offline", DISCOVERY_TENANT, "Line 1 " },
  { "notes\n", "--region uk --offline", DISCOVERY_TENANT, "Line 1 " },
  { "[\n", "--region uk --offline", DISCOVERY_TENANT, "Line 1 " },
  { HEADER DONE_ROW, "--region uk --offline", OTHER_TENANT, "Line 2 " },
  { HEADER DONE_ROW, "--region uk --offline", "x,y\n" DISCOVERY_TENANT, "Line 2 " },
  { HEADER DONE_ROW DONE_ROW, "--region uk --offline", DISCOVERY_TENANT, "Line 3 " },
  { HEADER DONE_ROW, "--region us --offline", DISCOVERY_TENANT, "Line 2 " },
  { HEADER DISCOVERY_TENANT "\n", "--region uk --offline", DISCOVERY_TENANT, "Line 2 " },
  { HEADER DISCOVERY_TENANT ",,,\n", "--region uk --offline", DISCOVERY_TENANT, "Line 2 " },
  { HEADER DISCOVERY_TENANT ",x,,\n", "--region uk --offline", DISCOVERY_TENANT, "Line 2 " },
  { HEADER DISCOVERY_TENANT ";" DISCOVERY_TENANT, "--region uk --offline", "", NULL },
};

static void
test_resume_foreign (void)
{
  program_set_authority (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (foreign); i++)
    {
      g_autofree char *path = make_path (foreign[i].text);
      g_autoptr (Program) program = resume (path, foreign[i].options, foreign[i].input);
      g_autofree char *output = take_output (path);

      g_test_message ("file %u: %s", i, program->err);
      if (foreign[i].line != NULL)
        {
          program_assert_failed (program, 2);
          g_assert_nonnull (strstr (program->err, foreign[i].line));
          g_assert_cmpstr (output, ==, foreign[i].text);
        }
      else
        {
          program_assert_done (program);
          g_assert_cmpstr (output, ==, HEADER);
        }
    }
}

static void
test_resume_no_file (void)
{
  g_autofree char *path = make_path (HEADER DONE_ROW "half");
  g_autofree char *same = g_strdup_printf ("links '%s' --resume '%s' --region uk --offline", path,
                                           path);
  g_autofree char *folder = g_strdup_printf ("links '%s' --resume '%s' --region uk --offline", path,
                                             g_get_tmp_dir ());
  const char *commands[] = {
    same, folder, "links - --resume /dev/null --region uk --offline",
    "links - --resume /nonexistent/x --region uk --offline",
  };
  g_autofree char *output = NULL;

  program_set_authority (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autoptr (Program) program = program_run (commands[i]);

      program_assert_failed (program, 2);
    }

  output = take_output (path);
  g_assert_cmpstr (output, ==, HEADER DONE_ROW "half");
}

/* Ends a run by @signal once some of its rows are there; returns what it said. */
static Program *
run_until (const char *path,
           const char *lines_path,
           int         signal)
{
  g_autoptr (GSubprocessLauncher) launcher =
      program_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) subprocess = NULL;
  g_autoptr (GError) error = NULL;

  subprocess = g_subprocess_launcher_spawn (launcher, &error, program_get_path (), "links",
                                            lines_path, "--region", "uk", "--resume", path, NULL);
  g_assert_no_error (error);
  for (;;)
    {
      g_autofree char *text = NULL;
      gsize length = 0;

      if (g_file_get_contents (path, &text, &length, NULL) && length > 10 * 1024)
        break;
      g_main_context_iteration (NULL, TRUE);
    }
  g_subprocess_send_signal (subprocess, signal);

  return program_wait (subprocess, NULL);
}

/* Interrupted, killed and cut in the middle of a row: in the end every line has its one row. */
static void
test_resume_interrupted (void)
{
  g_autoptr (Discovery) discovery = discovery_new ();
  g_autofree char *lines_path = make_file ();
  g_autofree char *path = make_path (NULL);
  g_autofree char *command = g_strdup_printf ("links --region uk '%s' --resume '%s'", lines_path,
                                              path);
  g_autoptr (Program) interrupted = NULL;
  g_autoptr (Program) killed = NULL;
  g_autoptr (Program) program = NULL;
  g_autofree char *output = NULL;
  g_auto (GStrv) rows = NULL;
  struct stat status;
  guint requests;

  program_set_authority (discovery_get_authority (discovery));
  interrupted = run_until (path, lines_path, SIGINT);
  g_assert_cmpint (interrupted->signal, ==, SIGINT);
  g_assert_cmpstr (interrupted->out, ==, "");
  g_assert_nonnull (strstr (interrupted->err, "The same command"));

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (truncate (path, status.st_size - 20), ==, 0);
  killed = run_until (path, lines_path, SIGKILL);
  g_assert_cmpint (killed->signal, ==, SIGKILL);

  requests = discovery_get_requests (discovery);
  program = program_run (command);
  g_assert_cmpint (program->status, ==, 2);
  g_assert_nonnull (strstr (program->err, "100 of 1000"));
  /* What was done was not asked again. */
  g_assert_cmpuint (discovery_get_requests (discovery) - requests, <, MANY_LINES - 50);

  output = take_output (path);
  rows = g_strsplit (output, "\n", -1);
  g_assert_cmpuint (g_strv_length (rows), ==, MANY_LINES + 2);
  for (guint i = 0; i < MANY_LINES; i++)
    check_row (rows[i + 1], i, discovery_get_authority (discovery));
  g_assert_cmpint (g_unlink (lines_path), ==, 0);
}

/* An outage is no finding about a line: the run ends, and the next one goes on. */
static void
test_resume_outage (void)
{
  g_autofree char *dead = test_dead_address ();
  g_autoptr (Discovery) discovery = discovery_new ();
  g_autofree char *path = make_path (NULL);
  static const char input[] = "nonsense\n1.line.example\n2.line.example\n";
  g_autoptr (Program) stopped = NULL;
  g_autoptr (Program) program = NULL;
  g_autofree char *before = NULL;
  g_autofree char *output = NULL;
  g_auto (GStrv) rows = NULL;

  program_set_authority (dead);
  stopped = resume (path, "--region uk", input);
  g_assert_cmpint (stopped->status, ==, 3);
  g_assert_nonnull (strstr (stopped->err, "after 1 line:"));
  g_assert_true (g_file_get_contents (path, &before, NULL, NULL));
  g_assert_true (g_str_has_prefix (before, HEADER "nonsense,,,"));
  g_assert_true (strchr (before + strlen (HEADER), '\n')[1] == '\0');

  program_set_authority (discovery_get_authority (discovery));
  program = resume (path, "--region uk", input);
  g_assert_cmpint (program->status, ==, 2);
  output = take_output (path);
  rows = g_strsplit (output, "\n", -1);
  g_assert_cmpuint (g_strv_length (rows), ==, 5);
  g_assert_true (g_str_has_prefix (output, before));
  g_assert_true (g_str_has_prefix (rows[3], "2.line.example,"));
}

/* Where there is no more room, what is there is kept, and the same command goes on elsewhere or later. */
static void
test_resume_full (void)
{
  char *disk = test_disk_new (64 * 1024);
  g_autofree char *path = NULL;
  g_autofree char *filling = NULL;
  g_autofree char *output = NULL;
  g_autoptr (GString) input = g_string_new (NULL);
  g_autoptr (GString) expected = g_string_new (HEADER);
  g_autoptr (Program) full = NULL;
  g_autoptr (Program) again = NULL;
  g_autoptr (Program) program = NULL;

  if (disk == NULL)
    return;

  for (guint i = 0; i < 100; i++)
    {
      g_string_append (input, DISCOVERY_TENANT "\n");
      g_string_append (expected, DONE_ROW);
    }
  path = g_build_filename (disk, "links.csv", NULL);
  filling = g_build_filename (disk, "filling-0", NULL);
  program_set_authority (NULL);

  /* One page of it has to do. */
  g_assert_true (g_file_set_contents (path, HEADER, -1, NULL));
  test_disk_fill (disk, 1);
  full = resume (path, "--region uk --offline", input->str);
  program_assert_failed (full, 3);
  g_assert_nonnull (strstr (full->err, "The output could not be written"));
  g_assert_true (g_file_get_contents (path, &output, NULL, NULL));
  g_assert_true (g_str_has_prefix (expected->str, output));
  g_clear_pointer (&output, g_free);

  again = resume (path, "--region uk --offline", input->str);
  program_assert_failed (again, 3);

  g_assert_no_errno (g_unlink (filling));
  program = resume (path, "--region uk --offline", input->str);
  program_assert_done (program);
  output = take_output (path);
  g_assert_cmpstr (output, ==, expected->str);
  test_disk_free (disk);
}

/* Not even a file can be made. */
static void
test_resume_no_room (void)
{
  char *disk = test_disk_new (64 * 1024);
  g_autofree char *path = NULL;
  g_autoptr (Program) program = NULL;

  if (disk == NULL)
    return;

  path = g_build_filename (disk, "links.csv", NULL);
  test_disk_fill (disk, G_MAXUINT);
  program_set_authority (NULL);
  program = resume (path, "--region uk --offline", DISCOVERY_TENANT);
  program_assert_failed (program, 3);
  test_disk_free (disk);
}

int
main (int    argc,
      char **argv)
{
  test_disk_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/consentctl/links/lines", test_lines);
  g_test_add_func ("/consentctl/links/long-line", test_long_line);
  g_test_add_func ("/consentctl/links/ends", test_ends);
  g_test_add_func ("/consentctl/links/many", test_many);
  g_test_add_func ("/consentctl/links/asked-once", test_asked_once);
  g_test_add_func ("/consentctl/links/repeated-behind-slow", test_repeated_behind_slow);
  g_test_add_func ("/consentctl/links/asked-to-wait", test_asked_to_wait);
  g_test_add_func ("/consentctl/links/turned-away", test_turned_away);
  g_test_add_func ("/consentctl/links/unavailable", test_unavailable);
  g_test_add_func ("/consentctl/links/json", test_json);
  g_test_add_func ("/consentctl/links/interrupt", test_interrupt);

  g_test_add_func ("/consentctl/links/resume/cut", test_resume);
  g_test_add_func ("/consentctl/links/resume/foreign", test_resume_foreign);
  g_test_add_func ("/consentctl/links/resume/no-file", test_resume_no_file);
  g_test_add_func ("/consentctl/links/resume/interrupted", test_resume_interrupted);
  g_test_add_func ("/consentctl/links/resume/outage", test_resume_outage);
  g_test_add_func ("/consentctl/links/resume/full", test_resume_full);
  g_test_add_func ("/consentctl/links/resume/no-room", test_resume_no_room);

  return g_test_run ();
}
