/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consentctl-csv.h"

#include <glib/gi18n.h>

#include <string.h>

static gboolean
is_separator (char c)
{
  return c == ',' || c == ';';
}

static void
strip (GString *text)
{
  gsize start = 0;

  while (text->len > 0 && g_ascii_isspace (text->str[text->len - 1]))
    g_string_truncate (text, text->len - 1);
  while (start < text->len && g_ascii_isspace (text->str[start]))
    start++;
  g_string_erase (text, 0, start);
}

/* The first cell of a line: RFC 4180, with the semicolon as a second separator since spreadsheets of
 * half the world write it. A quoted cell does not go over the line's end: a stray quote spoils one
 * line and not the rest of the file. @complete tells whether the cell's end was found. */
static GString *
take_first_cell (const GString *line,
                 gboolean       cut,
                 gboolean      *complete)
{
  GString *cell = g_string_new (NULL);
  gsize at = 0;

  while (at < line->len && g_ascii_isspace (line->str[at]))
    at++;

  if (at < line->len && line->str[at] == '"')
    {
      *complete = FALSE;
      for (at++; at < line->len && !*complete; at++)
        {
          if (line->str[at] != '"')
            g_string_append_c (cell, line->str[at]);
          else if (at + 1 < line->len && line->str[at + 1] == '"')
            g_string_append_c (cell, line->str[++at]);
          else
            *complete = TRUE;
        }
    }
  else
    {
      for (; at < line->len && !is_separator (line->str[at]); at++)
        g_string_append_c (cell, line->str[at]);
      *complete = !cut || at < line->len;
    }

  strip (cell);
  return cell;
}

static gboolean
is_heading (const char *cell)
{
  static const char * const names[] = { "input",  "tenant", "tenant_id", "tenant id", "tenantid",
                                        "domain", "e-mail", "email" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_ascii_strcasecmp (cell, names[i]) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_blank (const GString *line)
{
  for (gsize i = 0; i < line->len; i++)
    {
      if (!g_ascii_isspace (line->str[i]))
        return FALSE;
    }

  return TRUE;
}

static void
append_cell (GString    *row,
             const char *text)
{
  gboolean formula;
  gboolean quote;

  if (text == NULL || *text == '\0')
    return;

  formula = strchr ("=+-@\t\r", *text) != NULL;
  quote = strpbrk (text, ",;\"\r\n") != NULL;

  if (quote)
    g_string_append_c (row, '"');
  if (formula)
    g_string_append_c (row, '\'');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (row, '"');
      g_string_append_c (row, *text);
    }
  if (quote)
    g_string_append_c (row, '"');
}

char *
consentctl_csv_take (ConsentctlLines  *lines,
                     gboolean         *heading_possible,
                     const char      **fault)
{
  for (;;)
    {
      gboolean cut;
      g_autoptr (GString) line = consentctl_lines_take (lines, &cut);
      g_autoptr (GString) cell = NULL;
      gboolean may_be_heading = *heading_possible;
      gboolean complete;

      if (line == NULL)
        return NULL;
      if (!cut && is_blank (line))
        continue;

      *heading_possible = FALSE;
      cell = take_first_cell (line, cut, &complete);
      if (may_be_heading && complete && is_heading (cell->str))
        continue;

      *fault = NULL;
      if (!complete)
        *fault = cut ? _("The line is too long") : _("The quotation mark is not closed");
      else if (!g_utf8_validate_len (cell->str, cell->len, NULL))
        *fault = _("This is not text in UTF-8");

      return g_utf8_make_valid (cell->str, cell->len);
    }
}

void
consentctl_csv_append_row (GString            *text,
                           const char * const *cells,
                           guint               n_cells)
{
  for (guint i = 0; i < n_cells; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      append_cell (text, cells[i]);
    }
  g_string_append_c (text, '\n');
}
