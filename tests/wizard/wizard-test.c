/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "wizard-test.h"

#include <glib/gstdio.h>

#define TENANT_ID "aaaabbbb-0000-cccc-1111-dddd2222eeee"

#ifndef __has_feature
#define __has_feature(feature) 0
#endif

#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
#include <sanitizer/lsan_interface.h>

/*
 * What libraries allocate before main() is theirs for the life of the process. GLib leaves its first
 * table of quarks behind once there are more than 2048, as the whole wizard with GTK comes to have, and
 * no suppression can name that without debug symbols. Only what stands here runs before their constructors.
 */
__attribute__ ((section (".preinit_array"), used)) static void (*ignore_libraries) (void) = __lsan_disable;

__attribute__ ((constructor)) static void
watch_from_here (void)
{
  __lsan_enable ();
}
#endif

void
consent_test_init (int    *argc,
                   char ***argv)
{
  g_test_init (argc, argv, NULL);
  adw_init ();

  /* As GtkApplication does, which not every test has. */
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    APPLICATION_PATH "/icons");
}

GSettings *
consent_test_settings_new (void)
{
  GSettings *settings = g_settings_new (APPLICATION_ID);
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) keys = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (char **key = keys; *key != NULL; key++)
    g_settings_reset (settings, *key);

  return settings;
}

ConsentContext *
consent_test_context_new (void)
{
  g_autoptr (GSettings) settings = consent_test_settings_new ();
  g_autoptr (GError) error = NULL;
  ConsentContext *context = consent_context_new (consent_service_get_default (), settings, &error);

  g_assert_no_error (error);

  return context;
}

ConsentContext *
consent_test_context_new_practice (void)
{
  g_autoptr (GSettings) settings = consent_test_settings_new ();
  g_autoptr (GError) error = NULL;
  ConsentContext *context = consent_context_new_practice (consent_service_get_default (), settings, NULL, &error);

  g_assert_no_error (error);

  return context;
}

void
consent_test_fill_setup (ConsentSetup *setup)
{
  g_autoptr (ConsentTenant) tenant = consent_tenant_new_unchecked (TENANT_ID, "someone@contoso.com");

  tenant->domain = g_strdup ("contoso.com");
  consent_setup_set_tenant (setup, tenant);
  consent_setup_set_region_id (setup, "uk");
}

GtkWidget *
consent_test_find (GtkWidget  *root,
                   GType       type,
                   const char *text)
{
  if (!gtk_widget_get_visible (root))
    return NULL;

  if (GTK_IS_LABEL (root) && g_str_equal (gtk_label_get_text (GTK_LABEL (root)), text))
    return g_type_is_a (type, GTK_TYPE_LABEL) ? root : gtk_widget_get_ancestor (root, type);

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = consent_test_find (child, type, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

GtkWidget *
consent_test_find_by_id (GtkWidget  *root,
                         const char *id)
{
  if (g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (root)), id) == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = consent_test_find_by_id (child, id);

      if (found != NULL)
        return found;
    }

  return NULL;
}

GtkWindow *
consent_test_find_dialog (GtkWindow *parent)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (gtk_window_get_transient_for (l->data) == parent)
      return l->data;

  return NULL;
}

void
consent_test_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
consent_test_remove (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      consent_test_remove (child);
    }

  g_assert_no_errno (g_remove (path));
}

static void
on_text_read (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);
  g_assert_no_error (error);
}

char *
consent_test_read_clipboard (GtkWidget *widget)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, on_text_read, &text);
  consent_test_wait_until (text != NULL);

  return text;
}
