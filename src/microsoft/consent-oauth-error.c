/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-oauth-error.h"

#include "consent-body.h"
#include "consent-error.h"
#include "consent-json.h"
#include "consent-text.h"

/* "The user declined to consent" (reference, 3.1). */
#define AADSTS_DECLINED 65004

/* Longer than any of Microsoft's descriptions. */
#define MAX_DESCRIPTION 1000

/* The description without the IDs at its end, in one line. Some answers put line ends before
 * "Trace ID:", some spaces (reference, 1.4). */
static char *
clean_description (const char *description)
{
  const char *end = strstr (description, "Trace ID:");
  g_autofree char *text =
    end != NULL ? g_strndup (description, end - description) : g_strdup (description);

  return consent_text_clean (text, MAX_DESCRIPTION);
}

/* The number in "AADSTS90002: …". */
static gint64
find_code (const char *description)
{
  const char *start = strstr (description, "AADSTS");

  return start != NULL ? g_ascii_strtoll (start + strlen ("AADSTS"), NULL, 10) : 0;
}

static gint64
read_first_code (JsonNode *json)
{
  JsonArray *codes = NULL;
  JsonNode *first;

  if (!consent_json_get_array (consent_json_as_object (json), "error_codes", &codes) ||
      codes == NULL || json_array_get_length (codes) == 0)
    return 0;

  first = json_array_get_element (codes, 0);

  return json_node_get_value_type (first) == G_TYPE_INT64 ? json_node_get_int (first) : 0;
}

static void
append (GString    *message,
        const char *name,
        const char *value)
{
  g_autofree char *clean = NULL;

  if (value == NULL || *value == '\0')
    return;

  clean = clean_description (value);
  g_string_append_printf (message, ", %s %s", name, clean);
}

ConsentOauthError *
consent_oauth_error_new_for_words (const char *error,
                                   const char *description)
{
  g_autoptr (ConsentOauthError) self = g_new0 (ConsentOauthError, 1);

  g_return_val_if_fail (error != NULL, NULL);

  self->error = clean_description (error);
  self->message = g_strdup (self->error);

  if (description != NULL && *description != '\0')
    {
      g_autofree char *clean = clean_description (description);

      self->code = find_code (description);
      g_free (self->message);
      self->message = g_strdup_printf ("%s (%s)", clean, self->error);
    }

  return g_steal_pointer (&self);
}

ConsentOauthError *
consent_oauth_error_new (const ConsentHttpAnswer *answer)
{
  g_autoptr (ConsentOauthError) self = NULL;
  g_autoptr (GString) message = NULL;
  const char *error;

  g_return_val_if_fail (answer != NULL, NULL);

  error = consent_body_get_string (answer->json, "error");
  if (error == NULL)
    return NULL;

  self = consent_oauth_error_new_for_words (
    error, consent_body_get_string (answer->json, "error_description"));
  if (self->code == 0)
    self->code = read_first_code (answer->json);

  message = g_string_new (self->message);
  if (self->code != 0 && strstr (self->message, "AADSTS") == NULL)
    g_string_append_printf (message, ", AADSTS%" G_GINT64_FORMAT, self->code);
  g_string_append_printf (message, ", status %u", answer->status);
  append (message, "trace ID", consent_body_get_string (answer->json, "trace_id"));
  append (message, "correlation ID", consent_body_get_string (answer->json, "correlation_id"));
  append (message, "request ID", answer->request_id);
  append (message, "at", consent_body_get_string (answer->json, "timestamp"));

  g_free (self->message);
  self->message = g_string_free (g_steal_pointer (&message), FALSE);

  return g_steal_pointer (&self);
}

int
consent_oauth_error_get_sign_in_code (const ConsentOauthError *self)
{
  g_return_val_if_fail (self != NULL, CONSENT_ERROR_FAILED);

  if (self->code == AADSTS_DECLINED || g_str_equal (self->error, "authorization_declined"))
    return CONSENT_ERROR_SIGN_IN_DECLINED;

  /* With a number of its own it was no person who refused, but a rule. */
  if (g_str_equal (self->error, "access_denied") && self->code == 0)
    return CONSENT_ERROR_SIGN_IN_DECLINED;

  if (g_str_equal (self->error, "expired_token"))
    return CONSENT_ERROR_SIGN_IN_TIMED_OUT;

  if (g_str_equal (self->error, "temporarily_unavailable") ||
      g_str_equal (self->error, "server_error"))
    return CONSENT_ERROR_BUSY;

  return CONSENT_ERROR_SIGN_IN_FAILED;
}

void
consent_oauth_error_free (ConsentOauthError *self)
{
  g_clear_pointer (&self->error, g_free);
  g_clear_pointer (&self->message, g_free);
  g_free (self);
}
