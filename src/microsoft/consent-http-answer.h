/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one exchange came to, for ConsentHttp and consent-exchange.c: everyone else gets an answer or
 * an error. */
#pragma once

#include "consent-error.h"
#include "consent-http.h"

G_BEGIN_DECLS

/* Names a request in logs and errors: the query may hold a secret, so it is left out. */
char *consent_http_describe_request (SoupMessage *message);

/* Sets an error in ConsentError's domain that names the request. */
void consent_http_set_error (GError       **error,
                             SoupMessage   *message,
                             ConsentError   code,
                             const char    *format,
                             ...) G_GNUC_PRINTF (4, 5);

/* (nullable): the server's name for a request; Graph's header first, then that of the sign-in host. */
const char *consent_http_get_request_id (SoupMessage *message);

/* What a failure below HTTP means. */
ConsentError consent_http_classify_error (const GError *error);

/* Returns: (transfer full): what the server said; %NULL for what is not Microsoft's or not JSON */
ConsentHttpAnswer *consent_http_answer_read (SoupMessage  *message,
                                             GByteArray   *body,
                                             GError      **error);

G_END_DECLS
