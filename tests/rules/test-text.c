/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-text.h"

#include <gio/gio.h>

static const struct
{
  const char *text;
  size_t max_chars;
  const char *line;
} lines[] = {
  { NULL, 10, "" },
  { "", 10, "" },
  { "x", 0, "" },
  { " \t\r\n", 10, "" },
  { "Contoso", 10, "Contoso" },
  { "  Con\r\n\ttoso  Ltd ", 20, "Con toso Ltd" },
  { "a\xc2\xa0"
    "b\xe2\x80\xa8"
    "c\x01"
    "d",
    10, "a b c d" },
  { "ab\xe2\x80\xae"
    "cd\xe2\x80\x8b\xef\xbb\xbf",
    10, "abcd" },
  { "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae", 10, "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae" },
  { "\xff\xfeok", 10, "\xef\xbf\xbd\xef\xbf\xbdok" },
  { "abcdef", 6, "abcdef" },
  { "abcdefg", 6, "abcdef…" },
  { "äöü äöü", 4, "äöü…" },
  { "abc def", 5, "abc d…" },
  { "abc ", 3, "abc" },
};

static void
test_clean (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *line = consent_text_clean (lines[i].text, lines[i].max_chars);

      g_assert_cmpstr (line, ==, lines[i].line);
    }
}

static void
test_clean_much (void)
{
  g_autofree char *spaces = g_strnfill (1000000, ' ');
  g_autofree char *letters = g_strnfill (1000000, 'x');
  g_autofree char *none = consent_text_clean (spaces, 100);
  g_autofree char *some = consent_text_clean (letters, 100);

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpint (g_utf8_strlen (some, -1), ==, 101);
}

static const struct
{
  const char *text;
  const char *filled;
} fillings[] = {
  { "", "" },
  { "Plain.", "Plain." },
  { "{a} and {b}", "1 and {a}%s" },
  { "{b}{a}{a}", "{a}%s11" },
  { "{c} {} { {a", "{c} {} { {a" },
  { "{a", "{a" },
  { "{aa}", "{aa}" },
};

static void
test_fill (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (fillings); i++)
    {
      g_autofree char *filled = consent_text_fill (fillings[i].text, "a", "1", "b", "{a}%s", NULL);

      g_assert_cmpstr (filled, ==, fillings[i].filled);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/clean", test_clean);
  g_test_add_func ("/text/clean-much", test_clean_much);
  g_test_add_func ("/text/fill", test_fill);

  return g_test_run ();
}
