/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-http.h"

G_BEGIN_DECLS

/**
 * ConsentOauthError:
 * @error: the protocol's word for it, such as "invalid_grant"
 * @code: the number after "AADSTS", or 0
 * @message: all that support needs, in one line: description, number, IDs. No secrets
 *
 * What the sign-in host says when it refuses (reference, 1.4 and 4.5).
 */
typedef struct
{
  char *error;
  gint64 code;
  char *message;
} ConsentOauthError;

/**
 * consent_oauth_error_new:
 *
 * Returns: (transfer full) (nullable): the error in @answer, or %NULL if it holds none
 */
ConsentOauthError *consent_oauth_error_new (const ConsentHttpAnswer *answer);

/**
 * consent_oauth_error_new_for_words:
 * @error: such as "access_denied"
 * @description: (nullable): the description that came with it
 *
 * Returns: (transfer full): an error that came by another way than an answer's body
 */
ConsentOauthError *consent_oauth_error_new_for_words (const char *error,
                                                      const char *description);

/**
 * consent_oauth_error_get_sign_in_code:
 *
 * Returns: what @self means for a sign-in: a #ConsentError
 */
int consent_oauth_error_get_sign_in_code (const ConsentOauthError *self);

void consent_oauth_error_free (ConsentOauthError *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentOauthError, consent_oauth_error_free)

G_END_DECLS
