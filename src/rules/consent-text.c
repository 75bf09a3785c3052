/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-text.h"

#include <glib/gi18n.h>

#include <locale.h>
#include <string.h>

/* Scripts such as Persian need the two joiners inside words; the other invisible format
 * characters only serve to make a text look like another one. */
static gboolean
is_wanted (gunichar c)
{
  return c == 0x200c || c == 0x200d || g_unichar_type (c) != G_UNICODE_FORMAT;
}

static gboolean
is_gap (gunichar c)
{
  return g_unichar_iscntrl (c) || g_unichar_isspace (c);
}

void
consent_text_use_translations (void)
{
  const char *place = g_getenv ("TEXTDOMAINDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, place != NULL ? place : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

char *
consent_text_clean (const char *text,
                    size_t      max_chars)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *valid = NULL;
  size_t n_chars = 0;
  gboolean gap = FALSE;

  if (text == NULL || max_chars == 0)
    return g_strdup ("");

  /* A character has at most four bytes, and gaps collapse: what lies far behind the limit need
   * not be looked at, however much there is. */
  valid = g_utf8_make_valid (text, strnlen (text, max_chars * 16));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_gap (c))
        {
          gap = line->len > 0;
          continue;
        }

      if (!is_wanted (c))
        continue;

      if (n_chars + (gap ? 1 : 0) >= max_chars)
        {
          g_string_append (line, "…");
          break;
        }

      if (gap)
        g_string_append_c (line, ' ');
      g_string_append_unichar (line, c);
      n_chars += gap ? 2 : 1;
      gap = FALSE;
    }

  return g_string_free (g_steal_pointer (&line), FALSE);
}

/* The value for the marker that @text begins with, or NULL; @length is the marker's. */
static const char *
find_value (const char *text,
            const char *name,
            va_list     pairs,
            size_t     *length)
{
  for (; name != NULL; name = va_arg (pairs, const char *))
    {
      const char *value = va_arg (pairs, const char *);

      *length = strlen (name) + 2;
      if (strncmp (text + 1, name, *length - 2) == 0 && text[*length - 1] == '}')
        return value;
    }

  return NULL;
}

char *
consent_text_fill (const char *text,
                   const char *name,
                   ...)
{
  g_autoptr (GString) filled = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  filled = g_string_new (NULL);
  while (*text != '\0')
    {
      const char *value = NULL;
      size_t length = 0;

      if (*text == '{')
        {
          va_list pairs;

          va_start (pairs, name);
          value = find_value (text, name, pairs, &length);
          va_end (pairs);
        }

      if (value != NULL)
        {
          g_string_append (filled, value);
          text += length;
        }
      else
        {
          g_string_append_c (filled, *text++);
        }
    }

  return g_string_free (g_steal_pointer (&filled), FALSE);
}
