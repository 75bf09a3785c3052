/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-endpoints.h"
#include "consent-http.h"
#include "consent-secret.h"

G_BEGIN_DECLS

/**
 * ConsentDeviceCode:
 * @device_code: what is asked about
 * @user_code: what the person enters
 * @verification_uri: where
 *
 * A pair of codes, and when to ask about them next (reference, 4.6; RFC 8628).
 */
typedef struct
{
  ConsentSecret *device_code;
  char *user_code;
  char *verification_uri;

  /*< private >*/
  guint interval;
  guint second;
  guint n_failures;
  gint64 expires;
} ConsentDeviceCode;

/**
 * consent_device_code_new:
 * @answer: answer of the device code endpoint; the code in it is wiped from memory
 * @second: milliseconds in a second
 * @error: return location for a %CONSENT_ERROR_BAD_RESPONSE, or what Microsoft had to say
 *
 * Returns: (transfer full): the codes, or %NULL
 */
ConsentDeviceCode *consent_device_code_new (const ConsentHttpAnswer  *answer,
                                            ConsentEndpoints         *endpoints,
                                            guint                     second,
                                            GError                  **error);
void               consent_device_code_free (ConsentDeviceCode *self);

/**
 * consent_device_code_must_wait:
 * @answer: (nullable): what the token endpoint answered
 * @error: (nullable): why it did not
 *
 * Returns: whether nothing is decided yet, so that the question has to be repeated after a pause
 */
gboolean consent_device_code_must_wait (ConsentDeviceCode       *self,
                                        const ConsentHttpAnswer *answer,
                                        const GError            *error);

/* Milliseconds until the next question. */
guint64  consent_device_code_get_pause   (ConsentDeviceCode *self);
gboolean consent_device_code_has_expired (ConsentDeviceCode *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentDeviceCode, consent_device_code_free)

G_END_DECLS
