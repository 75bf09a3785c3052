/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consentctl.h"

#include "consent-outcome.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>

#include <unistd.h>

/* Far more than any page has; what stands behind it is not read. */
#define INPUT_MAX (128 * 1024)

/* NULs are left out: in UTF-16, as some systems save a message, every other byte is one. */
static char *
read_stdin (GError **error)
{
  g_autoptr (GInputStream) stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autofree char *text = g_malloc (INPUT_MAX + 1);
  gsize length = 0;
  gsize end = 0;

  if (!g_input_stream_read_all (stream, text, INPUT_MAX, &length, NULL, error))
    {
      g_prefix_error (error, "%s: ", _("Standard input could not be read"));
      return NULL;
    }

  for (gsize i = 0; i < length; i++)
    if (text[i] != '\0')
      text[end++] = text[i];

  text[end] = '\0';
  return g_steal_pointer (&text);
}

/* Addresses and messages are full of characters that shells take apart, so several arguments are
 * as good as one. */
static char *
get_text (GStrv    arguments,
          GError **error)
{
  g_autofree char *text = NULL;
  char *converted;

  if (g_str_equal (arguments[0], "-") && arguments[1] == NULL)
    text = read_stdin (error);
  else
    text = g_strjoinv (" ", arguments);

  if (text == NULL || g_utf8_validate (text, -1, NULL))
    return g_steal_pointer (&text);

  /* What cannot be read in the locale either is left to consent_outcome_parse(). */
  converted = g_locale_to_utf8 (text, -1, NULL, NULL, NULL);
  return converted != NULL ? converted : g_steal_pointer (&text);
}

static JsonNode *
make_json (const ConsentOutcome *outcome,
           const ConsentMessage *message)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "codes");
  json_builder_begin_array (builder);
  for (char **code = outcome->codes; *code != NULL; code++)
    json_builder_add_string_value (builder, *code);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "outcome");
  json_builder_add_string_value (builder, consent_outcome_kind_get_id (outcome->kind));
  json_builder_set_member_name (builder, "title");
  json_builder_add_string_value (builder, message->title);
  json_builder_set_member_name (builder, "explanation");
  json_builder_add_string_value (builder, message->explanation);
  json_builder_set_member_name (builder, "remedy");
  json_builder_add_string_value (builder, message->remedy);
  json_builder_end_object (builder);

  return json_builder_get_root (builder);
}

static gboolean
print_text (const ConsentOutcome  *outcome,
            const ConsentMessage  *message,
            GError               **error)
{
  g_autofree char *title = consentctl_make_one_line (message->title);
  g_autofree char *explanation = consentctl_make_one_line (message->explanation);
  g_autofree char *remedy = consentctl_make_one_line (message->remedy);
  g_autofree char *codes = g_strjoinv (", AADSTS", outcome->codes);
  g_autofree char *text = NULL;

  text = g_strdup_printf ("%s%s%s%s\n%s\n%s\n", *codes != '\0' ? "AADSTS" : "", codes,
                          *codes != '\0' ? ": " : "", title, explanation, remedy);
  return consentctl_print (text, -1, error);
}

ConsentctlExit
consentctl_explain (Consentctl  *self,
                    GStrv        args,
                    GError     **error)
{
  g_auto (GStrv) rest = NULL;
  g_autofree char *text = NULL;
  g_autoptr (ConsentOutcome) outcome = NULL;
  g_autoptr (ConsentMessage) message = NULL;

  rest = consentctl_parse (self, args, NULL, "TEXT",
                           _("TEXT is an error message of Microsoft’s, a code such as AADSTS65001,\n"
                             "or what stands in the address bar; “-” reads it from standard input.\n"
                             "Prints what happened, what it means and what to do. Asks nobody."),
                           1, G_MAXUINT, error);
  if (rest == NULL)
    return CONSENTCTL_DONE;

  text = get_text (rest, error);
  if (text == NULL)
    return CONSENTCTL_UNAVAILABLE;

  outcome = consent_outcome_parse (text);
  message = consent_outcome_get_message (outcome, self->service);

  if (self->json)
    {
      g_autoptr (JsonNode) json = make_json (outcome, message);

      consentctl_print_json (json, error);
    }
  else
    {
      print_text (outcome, message, error);
    }

  return CONSENTCTL_DONE;
}
