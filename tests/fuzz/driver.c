/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#pragma weak LLVMFuzzerInitialize

/* Each file below the directories that are named is a test: seeds, and what was found with them. */
static void
test_file (gconstpointer data)
{
  const char *path = data;
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpint (LLVMFuzzerTestOneInput ((const uint8_t *) contents, length), ==, 0);

  /* What arrived in part: it must do no harm either. */
  for (gsize n = 0; n < length; n += 1 + length / 8)
    {
      g_autofree uint8_t *part = g_memdup2 (contents, n);

      g_assert_cmpint (LLVMFuzzerTestOneInput (part, n), ==, 0);
    }
}

static guint
add_directory (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;
  const char *name;
  guint n = 0;

  dir = g_dir_open (path, 0, &error);
  g_assert_no_error (error);

  for (; (name = g_dir_read_name (dir)) != NULL; n++)
    {
      g_autofree char *test = g_strconcat ("/fuzz/", name, NULL);

      g_test_add_data_func_full (test, g_build_filename (path, name, NULL), test_file, g_free);
    }

  return n;
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (LLVMFuzzerInitialize != NULL)
    LLVMFuzzerInitialize (&argc, &argv);

  g_assert_cmpint (argc, >, 1);
  for (int i = 1; i < argc; i++)
    g_assert_cmpuint (add_directory (argv[i]), >, 0);

  return g_test_run ();
}
