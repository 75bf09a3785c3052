/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-device-code.h"

#include "consent-body.h"
#include "consent-error.h"
#include "consent-oauth-error.h"

/* In seconds; usual are 5 and 900. */
#define DEFAULT_INTERVAL 5
#define MAX_INTERVAL 60
#define DEFAULT_EXPIRY 900
#define MAX_EXPIRY 3600

/* How often in a row there may be no answer. */
#define MAX_FAILURES 3

static gboolean
user_code_is_usable (const char *code)
{
  if (code == NULL || *code == '\0' || strlen (code) > 40)
    return FALSE;

  for (const char *p = code; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && *p != '-')
        return FALSE;
    }

  return TRUE;
}

static guint
read_seconds (JsonNode   *json,
              const char *name,
              guint       fallback,
              guint       most)
{
  gint64 seconds = consent_body_get_int (json, name, 0);

  return seconds < 1 ? fallback : (guint) MIN (seconds, most);
}

ConsentDeviceCode *
consent_device_code_new (const ConsentHttpAnswer  *answer,
                         ConsentEndpoints         *endpoints,
                         guint                     second,
                         GError                  **error)
{
  g_autoptr (ConsentDeviceCode) self = NULL;
  g_autoptr (ConsentOauthError) oauth = NULL;
  JsonNode *json = answer->json;
  const char *device_code = consent_body_get_string (json, "device_code");
  const char *user_code = consent_body_get_string (json, "user_code");
  const char *uri = consent_body_get_string (json, "verification_uri");

  oauth = consent_oauth_error_new (answer);
  if (oauth != NULL)
    {
      g_set_error_literal (error, CONSENT_ERROR, consent_oauth_error_get_sign_in_code (oauth),
                           oauth->message);
      return NULL;
    }

  if (answer->status != SOUP_STATUS_OK || device_code == NULL || *device_code == '\0' ||
      !user_code_is_usable (user_code) || uri == NULL ||
      !consent_endpoints_is_sign_in_page (endpoints, uri))
    {
      g_set_error (error, CONSENT_ERROR, CONSENT_ERROR_BAD_RESPONSE,
                   "The answer with the device code cannot be used (status %u)", answer->status);
      return NULL;
    }

  self = g_new0 (ConsentDeviceCode, 1);
  self->device_code = g_strdup (device_code);
  self->user_code = g_strdup (user_code);
  self->verification_uri = g_strdup (uri);
  self->interval = read_seconds (json, "interval", DEFAULT_INTERVAL, MAX_INTERVAL);
  self->second = second;
  self->expires = g_get_monotonic_time () +
                  (gint64) read_seconds (json, "expires_in", DEFAULT_EXPIRY, MAX_EXPIRY) *
                    second * G_TIME_SPAN_MILLISECOND;

  /* The string belongs to the answer, which nobody needs any more. */
  consent_secret_wipe ((ConsentSecret *) device_code);

  return g_steal_pointer (&self);
}

void
consent_device_code_free (ConsentDeviceCode *self)
{
  g_clear_pointer (&self->device_code, consent_secret_free);
  g_clear_pointer (&self->user_code, g_free);
  g_clear_pointer (&self->verification_uri, g_free);
  g_free (self);
}

/* Without an answer one asks less often, but not for ever (RFC 8628, 3.5). */
static gboolean
bear_failure (ConsentDeviceCode *self)
{
  self->n_failures++;
  self->interval = MIN (self->interval * 2, MAX_INTERVAL);

  return self->n_failures <= MAX_FAILURES;
}

gboolean
consent_device_code_must_wait (ConsentDeviceCode       *self,
                               const ConsentHttpAnswer *answer,
                               const GError            *error)
{
  g_autoptr (ConsentOauthError) oauth = NULL;

  if (answer == NULL)
    return (g_error_matches (error, CONSENT_ERROR, CONSENT_ERROR_BUSY) ||
            g_error_matches (error, CONSENT_ERROR, CONSENT_ERROR_TIMED_OUT) ||
            g_error_matches (error, CONSENT_ERROR, CONSENT_ERROR_UNREACHABLE)) &&
           bear_failure (self);

  oauth = consent_oauth_error_new (answer);
  if (oauth == NULL)
    return FALSE;

  if (consent_oauth_error_get_sign_in_code (oauth) == CONSENT_ERROR_BUSY)
    return bear_failure (self);

  self->n_failures = 0;
  if (g_str_equal (oauth->error, "slow_down"))
    self->interval += 5;
  else if (!g_str_equal (oauth->error, "authorization_pending"))
    return FALSE;

  return TRUE;
}

guint64
consent_device_code_get_pause (ConsentDeviceCode *self)
{
  return (guint64) self->interval * self->second;
}

gboolean
consent_device_code_has_expired (ConsentDeviceCode *self)
{
  return g_get_monotonic_time () >= self->expires;
}
