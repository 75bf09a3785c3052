/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-print.h"
#include "wizard-test.h"

#include <glib/gstdio.h>

/* Prints into a PDF and gives what a reader of it sees. */
static char *
print (const char *text,
       int        *n_pages)
{
  g_autofree char *place = g_dir_make_tmp ("consent-print-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (place, "printed.pdf", NULL);
  g_autoptr (GtkPrintOperation) operation = consent_print_new ("A title", text);
  g_autoptr (GSubprocess) reader = NULL;
  g_autoptr (GError) error = NULL;
  GtkPrintOperationResult result;
  char *printed = NULL;

  gtk_print_operation_set_export_filename (operation, path);
  result = gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result, ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_object_get (operation, "n-pages", n_pages, NULL);

  reader = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                             "pdftotext", "-layout", "-enc", "UTF-8", path, "-", NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (reader, NULL, NULL, &printed, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (reader));

  g_assert_no_errno (g_unlink (path));
  g_assert_no_errno (g_rmdir (place));

  return printed;
}

static void
test_page (void)
{
  int n_pages;
  g_autofree char *printed = print ("Hello, Bücher & Söhne <b>100 %</b>\n\nWho may approve\n- one",
                                    &n_pages);

  g_assert_cmpint (n_pages, ==, 1);
  /* Nothing is markup, and nothing a format. */
  g_assert_nonnull (strstr (printed, "Hello, Bücher & Söhne <b>100 %</b>"));
  g_assert_nonnull (strstr (printed, "Who may approve"));
  g_assert_nonnull (strstr (printed, "- one"));
  g_assert_nonnull (strstr (printed, "Page 1 of 1"));
}

/* Each line comes once, whatever page it is on. */
static void
test_pages (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *printed = NULL;
  g_autofree char *last_page = NULL;
  int n_pages;

  for (guint i = 1; i <= 200; i++)
    g_string_append_printf (text, "Line %u.\n", i);

  printed = print (text->str, &n_pages);
  g_assert_cmpint (n_pages, >, 1);
  g_assert_cmpint (n_pages, <, 8);
  for (guint i = 1; i <= 200; i++)
    {
      g_autofree char *line = g_strdup_printf ("Line %u.", i);
      const char *found = strstr (printed, line);

      g_assert_nonnull (found);
      g_assert_null (strstr (found + 1, line));
    }

  last_page = g_strdup_printf ("Page %d of %d", n_pages, n_pages);
  g_assert_nonnull (strstr (printed, last_page));
}

/* Whatever is too long for a line, such as a link, goes on in the next one. */
static void
test_long_word (void)
{
  g_autofree char *word = g_strnfill (600, 'x');
  int n_pages;
  g_autofree char *printed = print (word, &n_pages);
  guint n = 0;

  for (const char *p = printed; *p != '\0'; p++)
    n += *p == 'x';
  g_assert_cmpuint (n, ==, 600);
}

static void
test_empty (void)
{
  int n_pages;
  g_autofree char *printed = print ("", &n_pages);

  g_assert_cmpint (n_pages, ==, 1);
  g_assert_nonnull (strstr (printed, "Page 1 of 1"));
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *reader = g_find_program_in_path ("pdftotext");

  consent_test_init (&argc, &argv);

  if (reader == NULL)
    {
      g_print ("1..0 # SKIP pdftotext is missing\n");
      return 0;
    }

  g_test_add_func ("/print/page", test_page);
  g_test_add_func ("/print/pages", test_pages);
  g_test_add_func ("/print/long-word", test_long_word);
  g_test_add_func ("/print/empty", test_empty);

  return g_test_run ();
}
