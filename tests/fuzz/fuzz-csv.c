/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "consentctl-csv.h"

#include <string.h>

static char *
take_next (ConsentctlLines  *lines,
           gboolean         *heading_possible,
           const char      **fault)
{
  char *cell;

  while ((cell = consentctl_csv_take (lines, heading_possible, fault)) == NULL &&
         !consentctl_lines_at_end (lines))
    g_main_context_iteration (NULL, TRUE);

  return cell;
}

static ConsentctlLines *
open_lines (const void *data,
            gsize       size)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, size, NULL);

  return consentctl_lines_new (stream);
}

/* What was written as a cell is read as the same cell, but for the mark against formulas. */
static void
check_round_trip (const char *cell)
{
  const char *cells[] = { cell, "x" };
  g_autoptr (GString) row = g_string_new (NULL);
  g_autoptr (ConsentctlLines) lines = NULL;
  g_autofree char *again = NULL;
  const char *fault = NULL;
  gboolean heading_possible = FALSE;
  gboolean marked = strchr ("=+-@", *cell) != NULL;

  consentctl_csv_append_row (row, cells, G_N_ELEMENTS (cells));
  if (row->len > CONSENTCTL_LINE_MAX || g_str_has_prefix (cell, "\xef\xbb\xbf"))
    return;

  lines = open_lines (row->str, row->len);
  again = take_next (lines, &heading_possible, &fault);
  g_assert_null (fault);
  g_assert_cmpstr (again + (marked ? 1 : 0), ==, cell);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (ConsentctlLines) lines = open_lines (data, size);
  gboolean heading_possible = TRUE;
  const char *fault = NULL;
  char *next;

  while ((next = take_next (lines, &heading_possible, &fault)) != NULL)
    {
      g_autofree char *cell = next;

      g_assert_true (g_utf8_validate (cell, -1, NULL));
      if (fault == NULL && *cell != '\0')
        check_round_trip (cell);
    }

  return 0;
}
