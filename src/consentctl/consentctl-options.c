/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consentctl.h"

#include "consent-error.h"

#include <glib/gi18n.h>

static void
add_common_entries (Consentctl      *self,
                    GOptionContext  *context,
                    gboolean        *help,
                    char           **service_path)
{
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->json, N_ ("Print results as JSON"), NULL },
    { "service", 0, 0, G_OPTION_ARG_FILENAME, service_path,
      N_ ("Use another service profile"), N_ ("FILE") },
    { "help", 'h', 0, G_OPTION_ARG_NONE, help, N_ ("Show this help"), NULL },
    { NULL },
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  /* The library's own --help leaves the program before it is known whether the help was written. */
  g_option_context_set_help_enabled (context, FALSE);
}

static gboolean
print_help (GOptionContext  *context,
            GError         **error)
{
  g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

  return consentctl_print (help, -1, error);
}

static void
take_service_path (Consentctl *self,
                   char       *service_path)
{
  if (service_path == NULL)
    return;

  g_free (self->service_path);
  self->service_path = service_path;
}

static gboolean
load_service (Consentctl  *self,
              GError     **error)
{
  g_autoptr (GKeyFile) key_file = g_key_file_new ();
  g_autoptr (GError) local_error = NULL;

  if (self->service_path == NULL)
    {
      g_set_object (&self->service, consent_service_get_default ());
      return TRUE;
    }

  if (!g_key_file_load_from_file (key_file, self->service_path, G_KEY_FILE_KEEP_TRANSLATIONS,
                                  &local_error))
    {
      g_set_error (error, CONSENT_ERROR, CONSENT_ERROR_SERVICE,
                   "%s: %s", self->service_path, local_error->message);
      return FALSE;
    }

  self->service = consent_service_new_from_key_file (key_file, error);
  if (self->service == NULL)
    {
      g_prefix_error (error, "%s: ", self->service_path);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_count (GStrv        rest,
             const char  *parameters,
             guint        min,
             guint        max,
             GError     **error)
{
  guint count = g_strv_length (rest);

  if (count < min)
    {
      /* Translators: %s is the name of an argument, such as TENANT. */
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _("Missing: %s"), parameters);
      return FALSE;
    }

  if (count > max)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                   _("“%s” is one argument too many; put quotes around an argument with spaces"),
                   rest[max]);
      return FALSE;
    }

  return TRUE;
}

gboolean
consentctl_parse_leading (Consentctl               *self,
                          GStrv                    *args,
                          const ConsentctlCommand  *commands,
                          GError                  **error)
{
  gboolean help = FALSE;
  gboolean version = FALSE;
  char *service_path = NULL;
  const GOptionEntry entries[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, N_ ("Show the version"), NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = NULL;
  g_autoptr (GString) summary = NULL;
  gboolean parsed;

  /* Translators: COMMAND stands for the name of a command. */
  context = g_option_context_new (_("COMMAND [ARGUMENT…]"));
  add_common_entries (self, context, &help, &service_path);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_strict_posix (context, TRUE);

  summary = g_string_new (_("Commands:"));
  for (; commands->name != NULL; commands++)
    g_string_append_printf (summary, "\n  %-10s %s", commands->name, _(commands->summary));
  g_option_context_set_summary (context, summary->str);
  /* Translators: “consentctl COMMAND --help” is typed like this, except for COMMAND. */
  g_option_context_set_description (
      context, _("Use “consentctl COMMAND --help” to learn more about a command."));

  parsed = g_option_context_parse_strv (context, args, error);
  take_service_path (self, service_path);
  if (!parsed)
    return FALSE;

  if (help)
    {
      print_help (context, error);
      return FALSE;
    }

  if (version)
    {
      consentctl_print ("consentctl " PACKAGE_VERSION "\n", -1, error);
      return FALSE;
    }

  return TRUE;
}

GStrv
consentctl_parse (Consentctl          *self,
                  GStrv                args,
                  const GOptionEntry  *entries,
                  const char          *parameters,
                  const char          *description,
                  guint                min,
                  guint                max,
                  GError             **error)
{
  gboolean help = FALSE;
  char *service_path = NULL;
  g_auto (GStrv) rest = NULL;
  g_auto (GStrv) copy = g_strdupv (args);
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  const GOptionEntry remaining[] = {
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rest, NULL, parameters },
    { NULL },
  };
  gboolean parsed;

  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  add_common_entries (self, context, &help, &service_path);
  g_option_context_add_main_entries (context, remaining, GETTEXT_PACKAGE);
  g_option_context_set_description (context, description);

  parsed = g_option_context_parse_strv (context, &copy, error);
  take_service_path (self, service_path);
  if (!parsed)
    return NULL;

  if (help)
    {
      print_help (context, error);
      return NULL;
    }

  if (rest == NULL)
    rest = g_new0 (char *, 1);

  if (!check_count (rest, parameters, min, max, error) || !load_service (self, error))
    return NULL;

  return g_steal_pointer (&rest);
}
