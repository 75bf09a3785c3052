/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consentctl.h"

#include "consent-practice-server.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

static gboolean
print_scenarios (Consentctl  *self,
                 GError     **error)
{
  const char * const *names = consent_practice_server_list_scenarios ();
  g_autofree char *lines = NULL;
  g_autofree char *text = NULL;

  if (self->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
      g_autoptr (JsonNode) json = NULL;

      json_builder_begin_array (builder);
      for (guint i = 0; names[i] != NULL; i++)
        json_builder_add_string_value (builder, names[i]);
      json_builder_end_array (builder);
      json = json_builder_get_root (builder);

      return consentctl_print_json (json, error);
    }

  lines = g_strjoinv ("\n", (GStrv) names);
  text = g_strconcat (lines, "\n", NULL);
  return consentctl_print (text, -1, error);
}

static gboolean
check_scenario (const char  *scenario,
                GError     **error)
{
  const char * const *names = consent_practice_server_list_scenarios ();
  g_autofree char *list = NULL;

  if (g_strv_contains (names, scenario))
    return TRUE;

  list = g_strjoinv (", ", (GStrv) names);
  /* Translators: The second %s is a list of names. */
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("There is no scenario “%s”; there is: %s"), scenario, list);
  return FALSE;
}

static gboolean
print_addresses (Consentctl             *self,
                 ConsentPracticeServer  *server,
                 const char             *scenario,
                 GError                **error)
{
  g_autofree char *authority = consent_practice_server_get_authority (server, scenario);
  g_autofree char *graph = consent_practice_server_get_graph (server, scenario);
  g_autofree char *lines = NULL;

  if (self->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
      g_autoptr (JsonNode) json = NULL;

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "authority");
      json_builder_add_string_value (builder, authority);
      json_builder_set_member_name (builder, "graph");
      json_builder_add_string_value (builder, graph);
      json_builder_set_member_name (builder, "scenario");
      json_builder_add_string_value (builder, scenario);
      json_builder_set_member_name (builder, "domain");
      json_builder_add_string_value (builder, consent_practice_server_get_domain (scenario));
      json_builder_end_object (builder);
      json = json_builder_get_root (builder);

      return consentctl_print_json (json, error);
    }

  lines = g_strdup_printf ("CONSENT_AUTHORITY=%s\nCONSENT_GRAPH=%s\n", authority, graph);
  return consentctl_print (lines, -1, error);
}

static gboolean
on_signal (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_CONTINUE;
}

/* Serves until SIGINT or SIGTERM. They are caught before the addresses are out, so that whoever
 * reads these may end the server at once. */
static gboolean
serve (Consentctl             *self,
       ConsentPracticeServer  *server,
       const char             *scenario,
       GError                **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  guint interrupt = g_unix_signal_add (SIGINT, on_signal, loop);
  guint terminate = g_unix_signal_add (SIGTERM, on_signal, loop);
  gboolean printed = print_addresses (self, server, scenario, error);

  if (printed)
    {
      /* Translators: The first %s is the name of a scenario, the second a domain. */
      g_printerr (_("Practice organization “%s”: try %s. Press Ctrl+C to end it."),
                  scenario, consent_practice_server_get_domain (scenario));
      g_printerr ("\n");
      g_main_loop_run (loop);
    }

  g_source_remove (interrupt);
  g_source_remove (terminate);
  return printed;
}

ConsentctlExit
consentctl_practice (Consentctl  *self,
                     GStrv        args,
                     GError     **error)
{
  gboolean list = FALSE;
  int port = 0;
  const GOptionEntry entries[] = {
    { "port", 'p', 0, G_OPTION_ARG_INT, &port,
      N_ ("Listen on this port instead of any free one"), N_ ("PORT") },
    { "list", 0, 0, G_OPTION_ARG_NONE, &list, N_ ("List the scenarios"), NULL },
    { NULL },
  };
  g_auto (GStrv) rest = NULL;
  g_autoptr (ConsentPracticeServer) server = NULL;
  const char *scenario;

  rest = consentctl_parse (self, args, entries, "[SCENARIO]",
                           _("Behaves like Microsoft’s sign-in and Graph, for this computer only, "
                             "until it is interrupted.\n"
                             "Prints the two variables to set in another terminal."),
                           0, 1, error);
  if (rest == NULL)
    return CONSENTCTL_DONE;

  if (list)
    {
      print_scenarios (self, error);
      return CONSENTCTL_DONE;
    }

  scenario = rest[0] != NULL ? rest[0] : consent_practice_server_list_scenarios ()[0];
  if (!check_scenario (scenario, error))
    return CONSENTCTL_USAGE;

  if (port < 0 || port > G_MAXUINT16)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("%d is not a port; ports go from 1 to 65535"), port);
      return CONSENTCTL_USAGE;
    }

  server = consent_practice_server_new (self->service);
  if (!consent_practice_server_start (server, port, error) ||
      !serve (self, server, scenario, error))
    return CONSENTCTL_UNAVAILABLE;

  return CONSENTCTL_DONE;
}
