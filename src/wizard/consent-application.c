/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-application.h"

#include "consent-compat.h"
#include "consent-error.h"
#include "consent-message.h"
#include "consent-window.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#define EXIT_USAGE 2

struct _ConsentApplication
{
  AdwApplication parent_instance;

  ConsentService *service;
  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (ConsentApplication, consent_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "practice", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, NULL,
    N_("Begin with a practice run; nothing in it is real"),
    /* Translators: stands for the name of a practice scenario, which may be left out. */
    N_("[SCENARIO]") },
  { "service", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, NULL,
    N_("Approve the service that FILE describes"),
    N_("FILE") },
  { "version", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL,
    N_("Print the version and exit"),
    NULL },
  { G_OPTION_REMAINING, 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING_ARRAY, NULL, NULL, NULL },
  { NULL },
};

static void
print_error (ConsentApplication *self,
             const char         *what,
             const GError       *error)
{
  g_autoptr (ConsentMessage) message = consent_message_new_for_error (error, self->service);

  g_printerr ("%s: %s: %s\n", g_get_prgname (), what, message->title);
  g_printerr ("%s\n", message->remedy);
  g_printerr ("(%s)\n", error->message);
}

static gboolean
load_service (ConsentApplication  *self,
              const char          *filename,
              GError             **error)
{
  g_autoptr (GKeyFile) key_file = g_key_file_new ();
  g_autoptr (ConsentService) service = NULL;
  g_autoptr (GError) local_error = NULL;

  /* Whatever it was, what to say is that the profile cannot be used. */
  if (!g_key_file_load_from_file (key_file, filename, G_KEY_FILE_NONE, &local_error))
    {
      g_set_error_literal (error, CONSENT_ERROR, CONSENT_ERROR_SERVICE, local_error->message);
      return FALSE;
    }

  service = consent_service_new_from_key_file (key_file, error);
  if (service == NULL)
    return FALSE;

  g_set_object (&self->service, service);

  return TRUE;
}

static gboolean
check_scenario (const char *scenario)
{
  const char * const *scenarios = consent_practice_server_list_scenarios ();
  g_autofree char *names = NULL;

  if (*scenario == '\0' || g_strv_contains (scenarios, scenario))
    return TRUE;

  names = g_strjoinv (", ", (char **) scenarios);
  g_printerr (_("%s: There is no practice scenario “%s”.\n"), g_get_prgname (), scenario);
  g_printerr (_("These can be practiced: %s\n"), names);

  return FALSE;
}

/* Where another service or another place than Microsoft is asked for, a window of a program that
 * runs already would be the wrong one. What the session bus has started has to take its name, since
 * the bus waits for that. */
static void
stand_alone (GApplication *application)
{
  GApplicationFlags flags = g_application_get_flags (application);

  if ((flags & G_APPLICATION_IS_SERVICE) == 0)
    g_application_set_flags (application, flags | G_APPLICATION_NON_UNIQUE);
}

/* Without a single font, what GTK measures of a text is by chance, and may keep it busy for ever. */
static gboolean
has_fonts (void)
{
  PangoFontMap *map = pango_cairo_font_map_get_default ();
  PangoContext *context = pango_font_map_create_context (map);
  g_autoptr (PangoFontDescription) description = pango_font_description_from_string ("Sans");
  g_autoptr (PangoFont) font = pango_context_load_font (context, description);

  g_object_unref (context);

  return font != NULL;
}

static void
open_window (ConsentApplication *self,
             const char         *scenario)
{
  g_autoptr (ConsentContext) context = NULL;
  g_autoptr (GError) error = NULL;
  ConsentWindow *window;

  context = consent_context_new (self->service, self->settings, &error);
  if (context == NULL)
    {
      print_error (self, "CONSENT_AUTHORITY, CONSENT_GRAPH", error);
      return;
    }

  window = consent_window_new (GTK_APPLICATION (self), context);
  if (scenario != NULL)
    consent_window_practice (window, *scenario != '\0' ? scenario : NULL);
  gtk_window_present (GTK_WINDOW (window));
}

static void
on_practice (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  open_window (CONSENT_APPLICATION (user_data), "");
}

static void
on_about (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (user_data));
  g_autofree char *comments = NULL;
  g_autofree char *notes = NULL;

  comments = g_strjoin ("\n\n",
                        _("Leads the administrator of an organization from “Need admin approval” to the "
                          "approval, one step at a time."),
                        _("This program is not affiliated with Microsoft or with Tracker. Product names "
                          "belong to their owners."),
                        NULL);
  notes = g_markup_printf_escaped ("<p>%s</p>",
                                   _("The first version: from “Need admin approval” to the approval page, and a "
                                     "practice run to try it all safely."));

  adw_show_about_window (parent,
                         "application-name", _("Consent Wizard"),
                         "application-icon", APPLICATION_ID,
                         "version", PACKAGE_VERSION,
                         "comments", comments,
                         "issue-url", BUG_REPORT_URL,
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "release-notes", notes,
                         /* Translators: put your names here, one a line. */
                         "translator-credits", _("translator-credits"),
                         NULL);
}

/* Made when it is asked for: a window that nobody has seen is one that GTK 4.8 hands to a screen
 * reader all the same, when that counts the windows while a dialog goes away. */
static void
on_shortcuts (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (user_data));
  g_autoptr (GtkBuilder) builder = NULL;
  GtkWindow *window;

  if (GTK_IS_SHORTCUTS_WINDOW (parent))
    return;

  builder = gtk_builder_new_from_resource (APPLICATION_PATH "/consent-shortcuts.ui");
  window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts_window"));
  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}

static void
on_quit (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  /* Closed one by one, so that each remembers its size and ends its work. */
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

/* GOption lets an argument be left out only where it calls back, and then it does not go into
 * the dictionary that the running program gets; an empty one does. */
static gboolean
consent_application_local_command_line (GApplication   *application,
                                        char         ***arguments,
                                        int            *exit_status)
{
  for (char **argument = *arguments + 1; *argument != NULL && !g_str_equal (*argument, "--"); argument++)
    if (g_str_equal (*argument, "--practice"))
      {
        g_free (*argument);
        *argument = g_strdup ("--practice=");
      }

  return G_APPLICATION_CLASS (consent_application_parent_class)->local_command_line (application,
                                                                                     arguments,
                                                                                     exit_status);
}

static int
consent_application_handle_local_options (GApplication *application,
                                          GVariantDict *dict)
{
  ConsentApplication *self = CONSENT_APPLICATION (application);
  g_autoptr (ConsentEndpoints) endpoints = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree const char **rest = NULL;
  const char *filename = NULL;
  const char *scenario = NULL;

  if (g_variant_dict_contains (dict, "version"))
    {
      g_print ("consent-wizard %s\n", PACKAGE_VERSION);
      return EXIT_SUCCESS;
    }

  if (g_variant_dict_lookup (dict, G_OPTION_REMAINING, "^a&s", &rest))
    {
      g_printerr (_("%s: “%s” is not understood; see --help.\n"), g_get_prgname (), rest[0]);
      return EXIT_USAGE;
    }

  if (g_variant_dict_lookup (dict, "practice", "&s", &scenario) && !check_scenario (scenario))
    return EXIT_USAGE;

  if (g_variant_dict_lookup (dict, "service", "^&ay", &filename))
    {
      if (!load_service (self, filename, &error))
        {
          print_error (self, filename, error);
          return EXIT_USAGE;
        }
      stand_alone (application);
    }

  endpoints = consent_endpoints_new_from_environment (&error);
  if (endpoints == NULL)
    {
      print_error (self, "CONSENT_AUTHORITY, CONSENT_GRAPH", error);
      return EXIT_USAGE;
    }
  if (consent_endpoints_is_replaced (endpoints))
    stand_alone (application);

  return -1;
}

static int
consent_application_command_line (GApplication            *application,
                                  GApplicationCommandLine *command_line)
{
  GVariantDict *dict = g_application_command_line_get_options_dict (command_line);
  const char *scenario = NULL;

  if (g_variant_dict_lookup (dict, "practice", "&s", &scenario))
    open_window (CONSENT_APPLICATION (application), scenario);
  else
    g_application_activate (application);

  return EXIT_SUCCESS;
}

static void
consent_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window != NULL)
    gtk_window_present (window);
  else
    open_window (CONSENT_APPLICATION (application), NULL);
}

static void
consent_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { "practice", on_practice },
    { "about", on_about },
    { "shortcuts", on_shortcuts },
    { "quit", on_quit },
  };
  ConsentApplication *self = CONSENT_APPLICATION (application);

  G_APPLICATION_CLASS (consent_application_parent_class)->startup (application);

  /* As GTK ends a program that has no display. */
  if (!has_fonts ())
    {
      g_printerr (_("%s: No fonts are installed, and no text can be shown without one. Install a font, such "
                    "as DejaVu Sans, and start again.\n"), g_get_prgname ());
      exit (EXIT_FAILURE);
    }

  self->settings = g_settings_new (APPLICATION_ID);
  gtk_window_set_default_icon_name (APPLICATION_ID);
  consent_compat_use_for_high_contrast (APPLICATION_PATH "/high-contrast.css");

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.quit",
                                         (const char *[]) { "<Control>q", NULL });
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.shortcuts",
                                         (const char *[]) { "<Control>question", NULL });
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "window.close",
                                         (const char *[]) { "<Control>w", NULL });
}

static void
consent_application_finalize (GObject *object)
{
  ConsentApplication *self = CONSENT_APPLICATION (object);

  g_clear_object (&self->service);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (consent_application_parent_class)->finalize (object);
}

static void
consent_application_class_init (ConsentApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->finalize = consent_application_finalize;
  application_class->local_command_line = consent_application_local_command_line;
  application_class->handle_local_options = consent_application_handle_local_options;
  application_class->command_line = consent_application_command_line;
  application_class->activate = consent_application_activate;
  application_class->startup = consent_application_startup;
}

static void
consent_application_init (ConsentApplication *self)
{
  self->service = g_object_ref (consent_service_get_default ());

  g_set_application_name (_("Consent Wizard"));
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_summary (G_APPLICATION (self),
                                            _("From “Need admin approval” to the approval, one step at a time."));
}

ConsentApplication *
consent_application_new (void)
{
  return g_object_new (CONSENT_TYPE_APPLICATION,
                       "application-id", APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE,
                       NULL);
}
