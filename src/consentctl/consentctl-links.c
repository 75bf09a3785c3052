/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consentctl.h"

#include "consentctl-csv.h"
#include "consentctl-resume.h"
#include "consentctl-rows.h"

#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <glib/gi18n.h>

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* The first row, by which a spreadsheet and a later run know the others. */
#define HEADING "input,tenant_id,link,error"

#define PROGRESS_INTERVAL (G_USEC_PER_SEC / 10)

typedef struct
{
  Consentctl *program;
  ConsentctlRows *rows;

  ConsentctlResume *resume;
  ConsentctlLines *lines;
  gboolean heading_possible;

  guint n_written;
  guint n_bad;
  guint n_unavailable;

  gboolean progress;
  gboolean progress_shown;
  gint64 progress_time;
  gboolean interrupted;
  /* Why a run that can go on later has stopped by itself. */
  char *stopped_by;
} Links;

/* Makes a row of the next line. Returns whether there was a line. */
static gboolean
take_line (Links *self)
{
  const char *fault;
  char *input = consentctl_csv_take (self->lines, &self->heading_possible, &fault);

  if (input == NULL)
    return FALSE;

  consentctl_rows_add (self->rows, input, fault);

  return TRUE;
}

static void
add_member (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
append_json (GString             *text,
             const ConsentctlRow *row,
             gboolean             first)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *json = NULL;

  json_builder_begin_object (builder);
  add_member (builder, "input", row->input);
  add_member (builder, "tenant_id", row->tenant_id);
  add_member (builder, "link", row->link);
  add_member (builder, "error", row->error);
  json_builder_end_object (builder);

  node = json_builder_get_root (builder);
  json = json_to_string (node, FALSE);
  /* The comma goes before a row, so that a line is complete as soon as it is there. */
  if (!first)
    g_string_append_c (text, ',');
  g_string_append (text, json);
  g_string_append_c (text, '\n');
}

static void
append_csv (GString             *text,
            const ConsentctlRow *row)
{
  const char *cells[] = { row->input, row->tenant_id, row->link, row->error };

  consentctl_csv_append_row (text, cells, G_N_ELEMENTS (cells));
}

static void
clear_progress (Links *self)
{
  if (self->progress_shown)
    g_printerr ("\r\033[K");
  self->progress_shown = FALSE;
}

static void
show_progress (Links *self)
{
  gint64 now = g_get_monotonic_time ();

  if (!self->progress || now - self->progress_time < PROGRESS_INTERVAL)
    return;

  g_printerr ("\r");
  g_printerr (ngettext ("%u line done", "%u lines done", self->n_written), self->n_written);
  g_printerr ("\033[K");
  self->progress_shown = TRUE;
  self->progress_time = now;
}

/* Writes the rows that are done and have no unfinished one before them. */
static gboolean
write_rows (Links   *self,
            GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  while (self->stopped_by == NULL)
    {
      g_autoptr (ConsentctlRow) row = consentctl_rows_take (self->rows);

      if (row == NULL)
        break;

      if (row->outage && self->resume != NULL)
        {
          self->stopped_by = g_steal_pointer (&row->error);
          break;
        }

      if (self->program->json)
        append_json (text, row, self->n_written == 0);
      else
        append_csv (text, row);

      self->n_written++;
      self->n_bad += row->exit_code == CONSENTCTL_USAGE;
      self->n_unavailable += row->exit_code == CONSENTCTL_UNAVAILABLE;
    }

  if (text->len == 0)
    return TRUE;

  /* Rows on the same terminal must not run into it. */
  if (isatty (STDOUT_FILENO))
    clear_progress (self);
  if (!consentctl_print (text->str, text->len, error))
    return FALSE;
  show_progress (self);

  return TRUE;
}

/* Callbacks only note what happened; all that follows from it happens here. */
static gboolean
work (Links   *self,
      GError **error)
{
  while (!self->interrupted && self->stopped_by == NULL)
    {
      gboolean more = TRUE;

      while (more && consentctl_rows_has_room (self->rows))
        more = take_line (self);
      if (!write_rows (self, error))
        return FALSE;

      /* Rows that were done at once have made room again. */
      if (more && consentctl_rows_has_room (self->rows))
        continue;
      if (consentctl_rows_are_idle (self->rows) && consentctl_lines_at_end (self->lines))
        break;
      g_main_context_iteration (NULL, TRUE);
    }

  return TRUE;
}

static void
report (Links *self)
{
  guint n_failed = self->n_bad + self->n_unavailable;

  if (self->interrupted)
    g_printerr (ngettext ("Interrupted after %u line.", "Interrupted after %u lines.",
                          self->n_written),
                self->n_written);
  else if (self->stopped_by != NULL)
    /* Translators: %s is a sentence without a full stop that says why. */
    g_printerr (ngettext ("Stopped after %u line: %s.", "Stopped after %u lines: %s.",
                          self->n_written),
                self->n_written, self->stopped_by);
  else if (n_failed > 0)
    /* Translators: For example “Lines without a link: 3 of 1000.” */
    g_printerr (_("Lines without a link: %u of %u. Their “error” column says why."), n_failed,
                self->n_written);
  else
    return;

  g_printerr ("\n");
  if (self->resume != NULL && (self->interrupted || self->stopped_by != NULL))
    g_printerr ("%s\n", _("The same command goes on from there."));
}

static gboolean
on_interrupt (gpointer user_data)
{
  Links *self = user_data;

  self->interrupted = TRUE;

  return G_SOURCE_CONTINUE;
}

/* Waits for the next line. */
static char *
wait_for_line (Links       *self,
               const char **fault)
{
  char *input;

  while ((input = consentctl_csv_take (self->lines, &self->heading_possible, fault)) == NULL &&
         !self->interrupted && !consentctl_lines_at_end (self->lines))
    g_main_context_iteration (NULL, TRUE);

  return input;
}

/* Whether @line is the row that comes of @input: with the link for this region and service, or with
 * an error. Of a row that was cut only the start can be told; no link is as long. */
static gboolean
is_row_for (Links         *self,
            const GString *line,
            gboolean       cut,
            const char    *input)
{
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autofree char *id = NULL;
  g_autofree char *link = NULL;
  const char *rest;

  consentctl_csv_append_row (expected, (const char *[]) { input, NULL }, 2);
  g_string_truncate (expected, expected->len - 1);
  if (strncmp (line->str, expected->str, MIN (line->len, expected->len)) != 0)
    return FALSE;
  if (cut)
    return TRUE;
  if (line->len <= expected->len)
    return FALSE;

  rest = line->str + expected->len;
  if (g_str_has_prefix (rest, ",,"))
    {
      self->n_bad++;
      return rest[2] != '\0';
    }

  id = g_strndup (rest, strcspn (rest, ","));
  if (!consent_guid_is_valid (id))
    return FALSE;

  link = consentctl_rows_build_link (self->rows, id);
  g_string_truncate (expected, 0);
  append_csv (expected, &(ConsentctlRow) { .input = (char *) input, .tenant_id = id, .link = link });
  g_string_truncate (expected, expected->len - 1);

  return g_string_equal (expected, line);
}

/* Goes past the rows of an earlier run and the lines they came of. */
static gboolean
skip_done (Links   *self,
           GError **error)
{
  gboolean cut;
  gboolean complete;
  gboolean empty;
  g_autoptr (GString) heading = consentctl_resume_take (self->resume, &cut, &complete);

  if (heading != NULL && (complete ? !g_str_equal (heading->str, HEADING)
                                   : !g_str_has_prefix (HEADING, heading->str)))
    {
      consentctl_resume_set_error (self->resume, 1, error);
      return FALSE;
    }

  while (complete && !self->interrupted)
    {
      g_autoptr (GString) line = consentctl_resume_take (self->resume, &cut, &complete);
      g_autofree char *input = NULL;
      const char *fault;

      if (!complete)
        break;

      input = wait_for_line (self, &fault);
      if (self->interrupted)
        break;
      if (input == NULL || !is_row_for (self, line, cut, input))
        {
          consentctl_resume_set_error (self->resume, self->n_written + 2, error);
          return FALSE;
        }
      self->n_written++;
    }

  return self->interrupted ||
         (consentctl_resume_begin (self->resume, &empty, error) &&
          (!empty || consentctl_print (HEADING "\n", -1, error)));
}

static gboolean
begin (Links   *self,
       GError **error)
{
  if (self->resume != NULL)
    return skip_done (self, error);

  return consentctl_print (self->program->json ? "[\n" : HEADING "\n", -1, error);
}

static ConsentctlExit
run (Links         *self,
     GInputStream  *stream,
     GError       **error)
{
  g_autoptr (ConsentctlLines) lines = consentctl_lines_new (stream);
  gboolean json = self->program->json;
  const GError *read_error;
  guint interrupt;
  gboolean stopped;
  gboolean written;

  self->lines = lines;
  self->heading_possible = TRUE;
  self->progress = isatty (STDERR_FILENO) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
  interrupt = g_unix_signal_add (SIGINT, on_interrupt, self);

  written = begin (self, error) && work (self, error);
  stopped = self->stopped_by != NULL;
  g_clear_pointer (&self->rows, consentctl_rows_free);
  clear_progress (self);
  g_source_remove (interrupt);

  if (written && json)
    written = consentctl_print ("]\n", -1, error);
  read_error = consentctl_lines_get_error (lines);
  if (written && read_error != NULL)
    g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_IO, read_error->message);
  if (written)
    report (self);
  g_clear_pointer (&self->stopped_by, g_free);

  if (self->interrupted)
    {
      /* A shell that runs this in a loop learns from the signal that it is to stop as well. */
      signal (SIGINT, SIG_DFL);
      raise (SIGINT);
    }

  if (self->n_unavailable > 0 || stopped)
    return CONSENTCTL_UNAVAILABLE;
  return self->n_bad > 0 ? CONSENTCTL_USAGE : CONSENTCTL_DONE;
}

/* A file descriptor and not a GFile: a read from a pipe can then be cancelled. */
static int
open_input (const char  *path,
            GError     **error)
{
  int saved_errno = EISDIR;
  int fd = -1;

  if (g_str_equal (path, "-"))
    return STDIN_FILENO;

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      fd = open (path, O_RDONLY | O_CLOEXEC);
      saved_errno = errno;
    }
  if (fd >= 0)
    return fd;

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved_errno),
               _("“%s” cannot be read: %s"), path, g_strerror (saved_errno));
  return -1;
}

static ConsentctlResume *
open_output (Consentctl  *program,
             const char  *path,
             int          input,
             GError     **error)
{
  if (program->json)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                   _("%s and %s do not go together"), "--resume", "--json");
      return NULL;
    }

  return consentctl_resume_open (path, input, error);
}

ConsentctlExit
consentctl_links (Consentctl  *self,
                  GStrv        args,
                  GError     **error)
{
  Links links = { .program = self };
  gboolean offline = FALSE;
  g_autofree char *region_id = NULL;
  g_autofree char *resume_path = NULL;
  const GOptionEntry entries[] = {
    { "region", 'r', 0, G_OPTION_ARG_STRING, &region_id,
      N_ ("Where the service is used, such as uk or us"), N_ ("REGION") },
    { "offline", 0, 0, G_OPTION_ARG_NONE, &offline,
      N_ ("Ask nobody; needs Tenant IDs"), NULL },
    { "resume", 0, 0, G_OPTION_ARG_FILENAME, &resume_path,
      N_ ("Write to OUTPUT, after the lines that are done there"), N_ ("OUTPUT") },
    { NULL },
  };
  g_auto (GStrv) rest = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (ConsentctlResume) resume = NULL;
  const ConsentRegion *region;
  ConsentEndpoints *endpoints;
  int fd;

  rest = consentctl_parse (self, args, entries, "FILE",
                           _("FILE has one organization a line; of a CSV file, the first column "
                             "counts. - reads standard input.\n"
                             "Prints CSV with the columns input, tenant_id, link and error, in the "
                             "order of the lines.\n"
                             "With --resume, the same command goes on where an earlier one ended."),
                           1, 1, error);
  if (rest == NULL)
    return CONSENTCTL_DONE;

  region = consentctl_find_region (self, region_id, error);
  if (region == NULL)
    return CONSENTCTL_USAGE;

  endpoints = consentctl_get_endpoints (self, error);
  if (endpoints == NULL)
    return CONSENTCTL_USAGE;

  fd = open_input (rest[0], error);
  if (fd < 0)
    return CONSENTCTL_USAGE;
  stream = g_unix_input_stream_new (fd, fd != STDIN_FILENO);

  if (resume_path != NULL)
    {
      resume = open_output (self, resume_path, fd, error);
      if (resume == NULL)
        return CONSENTCTL_USAGE;
      links.resume = resume;
    }

  links.rows = consentctl_rows_new (self, region, consent_endpoints_get_authority (endpoints),
                                    offline ? NULL : consentctl_get_directory (self, error));

  return run (&links, stream, error);
}
