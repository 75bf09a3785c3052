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
  { 28002, "invalid_scope",
    "Provided value for the input parameter scope '{}' is not valid: it names more than one API." },
  { 50011, "invalid_request",
    "The redirect URI '{}' specified in the request does not match the redirect URIs configured "
    "for the application." },
  { 500011, "invalid_resource",
    "The resource principal named '{}' was not found in the tenant." },
  { 50020, "invalid_grant",
    "User account '{}' from another organization does not exist in this tenant and cannot access "
    "the application. Sign out and sign in again with an account of this organization." },
  { 50058, "login_required", "A silent sign-in request was sent but no user is signed in." },
  { 501481, "invalid_grant",
    "The Code_Verifier does not match the code_challenge supplied in the authorization request." },
  { 50148, "invalid_grant",
    "The code_verifier is missing, although a code_challenge was supplied in the authorization "
    "request for PKCE." },
  { 50149, "invalid_request", "Invalid code_challenge_method parameter '{}'." },
  { 501491, "invalid_request", "Invalid size of Code_Challenge parameter." },
  { 54005, "invalid_grant",
    "OAuth2 Authorization code was already redeemed, please retry with a new valid code." },
  { 65004, "consent_required", "User declined to consent to access the app." },
  { 650053, "invalid_client",
    "The application asked for scope '{}' that doesn't exist on the resource "
    "'00000003-0000-0000-c000-000000000000'." },
  { 70000, "invalid_grant",
    "The provided value for the input parameter '{}' is not valid or has expired." },
  { 700005, "invalid_grant",
    "The provided authorization code is intended to use against another tenant, thus rejected." },
  { 70003, "unsupported_grant_type", "The app requested an unsupported grant type '{}'." },
  { 700016, "unauthorized_client",
    "Application with identifier '{}' was not found in the directory. Check that the application "
    "identifier is right and that the request was sent to the right tenant." },
  { 70011, "invalid_scope",
    "The provided value for the input parameter 'scope' is not valid. It holds scopes that were "
    "not granted: '{}'." },
  { 70016, "authorization_pending",
    "OAuth 2.0 device flow error. Authorization is pending. Continue polling." },
  { 70018, "bad_verification_code", "Bad verification code received." },
  { 70019, "expired_token", "Verification code expired. Have the user retry the sign-in." },
  { 700025, "invalid_client",
    "Client is public so neither 'client_assertion' nor 'client_secret' should be presented." },
  { 700054, "unsupported_response_type",
    "response_type '{}' is not enabled for the application." },
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
  { 90120, "invalid_request", "The request was already authorized or declined." },
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
  return consent_practice_error_new_with_word (code, find_row (code)->word, detail);
}

ConsentPracticeError *
consent_practice_error_new_with_word (int         code,
                                      const char *word,
                                      const char *detail)
{
  const Row *row = find_row (code);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  GString *message = g_string_new (row->text);
  ConsentPracticeError *self = g_new0 (ConsentPracticeError, 1);

  g_string_replace (message, "{}", detail != NULL ? detail : "", 1);
  g_string_prepend (message, ": ");

  self->code = code;
  self->word = g_intern_string (word);
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
