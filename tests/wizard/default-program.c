/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "default-program.h"

#include "wizard-test.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

static char *root;
static char *program_path;
static char *opened_path;

static void
write_file (const char *path,
            const char *contents)
{
  g_autofree char *directory = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (directory, 0700);
  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);
}

/* What GTK itself needs from the machine's data, but not its applications. */
static void
link_system_data (const char *data)
{
  static const char * const needed[] = { "icons", "mime" };

  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      g_autofree char *target = g_build_filename ("/usr/share", needed[i], NULL);
      g_autofree char *path = g_build_filename (data, needed[i], NULL);

      g_assert_no_errno (symlink (target, path));
    }
}

static void
remove_root (void)
{
  consent_test_remove (root);
}

void
default_program_init (void)
{
  static const char * const schemes[] = { "http", "https", "mailto" };
  g_autofree char *data = NULL;
  g_autofree char *config = NULL;
  g_autofree char *entry_path = NULL;
  g_autofree char *list_path = NULL;
  g_autoptr (GString) entry = g_string_new ("[Desktop Entry]\nType=Application\nName=Program\n");
  g_autoptr (GString) list = g_string_new ("[Default Applications]\n");

  root = g_dir_make_tmp ("consent-program-XXXXXX", NULL);
  atexit (remove_root);
  data = g_build_filename (root, "data", NULL);
  config = g_build_filename (root, "config", NULL);
  entry_path = g_build_filename (data, "applications", "program.desktop", NULL);
  list_path = g_build_filename (config, "mimeapps.list", NULL);
  program_path = g_build_filename (root, "program", NULL);
  opened_path = g_build_filename (root, "opened", NULL);

  g_string_append_printf (entry, "Exec=%s %%u\nMimeType=", program_path);
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      g_string_append_printf (entry, "x-scheme-handler/%s;", schemes[i]);
      g_string_append_printf (list, "x-scheme-handler/%s=program.desktop\n", schemes[i]);
    }
  g_string_append_c (entry, '\n');
  write_file (entry_path, entry->str);
  write_file (list_path, list->str);
  link_system_data (data);

  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_setenv ("XDG_DATA_DIRS", data, TRUE);
  g_setenv ("XDG_CONFIG_HOME", config, TRUE);
  g_setenv ("XDG_CONFIG_DIRS", config, TRUE);
}

void
default_program_install (void)
{
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\n"
                                             "printf %%s \"$1\" >'%s.new'\n"
                                             "mv '%s.new' '%s'\n",
                                             opened_path, opened_path, opened_path);

  g_unlink (opened_path);
  write_file (program_path, script);
  g_chmod (program_path, 0700);
}

void
default_program_remove (void)
{
  g_unlink (program_path);
}

static gboolean
on_timeout (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

char *
default_program_wait (void)
{
  char *opened = NULL;
  /* Another process writes it, about which the main loop hears nothing. */
  guint id = g_timeout_add (20, on_timeout, NULL);

  consent_test_wait_until (g_file_get_contents (opened_path, &opened, NULL, NULL));
  g_source_remove (id);

  return opened;
}
