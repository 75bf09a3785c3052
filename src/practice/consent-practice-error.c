/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-practice-error.h"

typedef struct
{
  int code;
  const char *word;
  const char *text;
} Row;

/* Meaning and word: reference, 1.4, 3 and 4.5. "{}" stands for the detail. */
static const Row rows[] = {
  { 50011, "invalid_request",
    "The redirect URI '{}' specified in the request does not match the redirect URIs configured "
    "for the application." },
  { 50020, "invalid_grant",
    "User account '{}' from another organization does not exist in this tenant and cannot access "
    "the application. Sign out and sign in again with an account of this organization." },
  { 65004, "consent_required", "User declined to consent to access the app." },
  { 700016, "unauthorized_client",
    "Application with identifier '{}' was not found in the directory. Check that the application "
    "identifier is right and that the request was sent to the right tenant." },
  { 900021, "invalid_request", "Requested tenant identifier '{}' is not valid." },
  { 900023, "invalid_request",
    "Specified tenant identifier '{}' is neither a valid DNS name, nor a valid external domain." },
  { 90002, "invalid_tenant",
    "Tenant '{}' not found. Check to make sure you have the correct tenant ID and are signing "
    "into the correct cloud. Check with your subscription administrator, this may happen if there "
    "are no active subscriptions for the tenant." },
  { 90038, "invalid_tenant", "Tenant '{}' request is being redirected to a national cloud." },
  { 90055, "temporarily_unavailable", "The server is busy. Wait and try again." },
  { 90094, "access_denied",
    "Admin consent is required for the permissions requested by this application." },
  { 900144, "invalid_request",
    "The request body must contain the following parameter: '{}'." },
  { 900971, "invalid_request", "No reply address provided." },
  { 90102, "invalid_request", "'redirect_uri' value '{}' must be a valid absolute URI." },
  { 90112, "invalid_request", "Application identifier '{}' is expected to be a GUID." },
  { 90130, "invalid_request",
    "Application is not supported over the /common or /consumers endpoints. Use the /organizations "
    "or tenant-specific endpoint." },
};

static const Row *
find_row (int code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].code == code)
      return &rows[i];

  g_return_val_if_reached (&rows[0]);
}

ConsentPracticeError *
consent_practice_error_new (int         code,
                            const char *detail)
{
  const Row *row = find_row (code);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  GString *message = g_string_new (row->text);
  ConsentPracticeError *self = g_new0 (ConsentPracticeError, 1);

  g_string_replace (message, "{}", detail != NULL ? detail : "", 1);
  g_string_prepend (message, ": ");

  self->code = code;
  self->word = row->word;
  self->message = g_strdup_printf ("AADSTS%d%s", code, message->str);
  self->trace_id = g_uuid_string_random ();
  self->correlation_id = g_uuid_string_random ();
  self->timestamp = g_date_time_format (now, "%Y-%m-%d %H:%M:%SZ");
  g_string_free (message, TRUE);

  return self;
}

void
consent_practice_error_free (ConsentPracticeError *self)
{
  g_free (self->message);
  g_free (self->trace_id);
  g_free (self->correlation_id);
  g_free (self->timestamp);
  g_free (self);
}

char *
consent_practice_error_describe (ConsentPracticeError *self)
{
  return g_strdup_printf ("%s Trace ID: %s Correlation ID: %s Timestamp: %s",
                          self->message, self->trace_id, self->correlation_id, self->timestamp);
}

JsonNode *
consent_practice_error_to_json (ConsentPracticeError *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonArray) codes = json_array_new ();
  g_autofree char *description = consent_practice_error_describe (self);
  g_autofree char *uri = NULL;
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_array_add_int_element (codes, self->code);
  uri = g_strdup_printf ("https://login.microsoftonline.com/error?code=%d", self->code);

  json_object_set_string_member (object, "error", self->word);
  json_object_set_string_member (object, "error_description", description);
  json_object_set_array_member (object, "error_codes", g_steal_pointer (&codes));
  json_object_set_string_member (object, "timestamp", self->timestamp);
  json_object_set_string_member (object, "trace_id", self->trace_id);
  json_object_set_string_member (object, "correlation_id", self->correlation_id);
  json_object_set_string_member (object, "error_uri", uri);
  json_node_set_object (node, object);

  return node;
}
