/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consentctl.h"

#include "consent-error.h"
#include "consent-message.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>

#include <signal.h>
#include <string.h>
#include <unistd.h>

char *
consentctl_make_one_line (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *line = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeType type = g_unichar_type (c);

      if (type == G_UNICODE_CONTROL || type == G_UNICODE_LINE_SEPARATOR ||
          type == G_UNICODE_PARAGRAPH_SEPARATOR)
        c = ' ';
      /* Marks that turn the direction of text round can make it read as something else. */
      else if (type == G_UNICODE_FORMAT)
        continue;

      if (c != ' ' || (line->len > 0 && line->str[line->len - 1] != ' '))
        g_string_append_unichar (line, c);
    }

  return g_strchomp (g_string_free (line, FALSE));
}

gboolean
consentctl_print (const char  *text,
                  gssize       length,
                  GError     **error)
{
  g_autoptr (GOutputStream) stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  g_autoptr (GError) local_error = NULL;

  if (g_output_stream_write_all (stream, text, length < 0 ? strlen (text) : (gsize) length, NULL,
                                 NULL, &local_error))
    return TRUE;

  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE))
    {
      /* GIO's sockets have SIGPIPE ignored for the whole process. */
      signal (SIGPIPE, SIG_DFL);
      raise (SIGPIPE);
    }

  g_set_error (error, G_IO_ERROR, local_error->code,
               _("The output could not be written: %s"), local_error->message);
  return FALSE;
}

gboolean
consentctl_print_json (JsonNode  *node,
                       GError   **error)
{
  g_autofree char *json = json_to_string (node, FALSE);
  g_autofree char *line = g_strconcat (json, "\n", NULL);

  return consentctl_print (line, -1, error);
}

ConsentctlExit
consentctl_exit_for_error (const GError *error)
{
  if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    return CONSENTCTL_UNAVAILABLE;
  if (error->domain == G_OPTION_ERROR || error->domain == G_FILE_ERROR)
    return CONSENTCTL_USAGE;

  if (error->domain != CONSENT_ERROR)
    return CONSENTCTL_UNAVAILABLE;

  switch (error->code)
    {
    case CONSENT_ERROR_SERVICE:
    case CONSENT_ERROR_ENDPOINT:
    case CONSENT_ERROR_REGION:
    case CONSENT_ERROR_TENANT_EMPTY:
    case CONSENT_ERROR_TENANT_PLACEHOLDER:
    case CONSENT_ERROR_TENANT_ZERO:
    case CONSENT_ERROR_TENANT_IS_CLIENT:
    case CONSENT_ERROR_TENANT_ANY:
    case CONSENT_ERROR_TENANT_CONSUMER:
    case CONSENT_ERROR_TENANT_PERSONAL_MAIL:
    case CONSENT_ERROR_TENANT_AMBIGUOUS:
    case CONSENT_ERROR_TENANT_MALFORMED:
    case CONSENT_ERROR_TENANT_UNKNOWN:
    case CONSENT_ERROR_NATIONAL_CLOUD:
      return CONSENTCTL_USAGE;

    case CONSENT_ERROR_SIGN_IN_DECLINED:
    case CONSENT_ERROR_SIGN_IN_TIMED_OUT:
    case CONSENT_ERROR_SIGN_IN_FAILED:
    case CONSENT_ERROR_SIGN_IN_REPLY:
    case CONSENT_ERROR_UNAUTHORIZED:
      return CONSENTCTL_SIGN_IN;

    /* Among them an answer about another tenant: what was asked was right. */
    default:
      return CONSENTCTL_UNAVAILABLE;
    }
}

char *
consentctl_describe_error (Consentctl   *self,
                           const GError *error)
{
  g_autoptr (ConsentMessage) message = NULL;

  if (error->domain != CONSENT_ERROR)
    return consentctl_make_one_line (error->message);

  message = consent_message_new_for_error (error, self->service);
  return consentctl_make_one_line (message->title);
}

static void
report_line (const char *prefix,
             const char *text)
{
  g_autofree char *line = consentctl_make_one_line (text);

  g_printerr ("%s%s\n", prefix, line);
}

void
consentctl_report_error (Consentctl   *self,
                         const GError *error)
{
  g_autoptr (ConsentMessage) message = NULL;
  g_autofree char *prefix = g_strdup_printf ("%s: ", g_get_prgname ());
  g_autofree char *details = NULL;

  if (error->domain != CONSENT_ERROR)
    {
      report_line (prefix, error->message);
      if (error->domain == G_OPTION_ERROR)
        {
          /* Translators: %s is a command such as “consentctl link”. */
          g_printerr (_("Use “%s --help” to learn more."), g_get_prgname ());
          g_printerr ("\n");
        }
      return;
    }

  /* A profile that cannot be used has no name to use in the texts. */
  if (self->service == NULL)
    self->service = g_object_ref (consent_service_get_default ());

  message = consent_message_new_for_error (error, self->service);
  report_line (prefix, message->title);
  report_line ("", message->explanation);
  report_line ("", message->remedy);
  if (message->details != NULL)
    {
      /* Translators: Stands before technical details of an error. */
      details = g_strdup_printf ("%s ", _("Details:"));
      report_line (details, message->details);
    }
}
