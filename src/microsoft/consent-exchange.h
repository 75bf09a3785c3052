/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * consent_exchange_run_async:
 * @session: the session
 * @message: what to send
 * @max_bytes: the largest body that could be real
 * @held: a g_rc_box_new() count of bytes in all bodies under way
 * @timeout: the longest that it may take from the first to the last byte, in milliseconds
 * @cancellable: (nullable): ends it at once
 *
 * Sends @message once, and reads what comes back to the last byte. For ConsentHttp alone, which
 * knows what may be sent again.
 *
 * Fails with %CONSENT_ERROR_TIMED_OUT or _TOO_LARGE, or with what libsoup or GIO have to say.
 */
void        consent_exchange_run_async  (SoupSession          *session,
                                         SoupMessage          *message,
                                         gsize                 max_bytes,
                                         gsize                *held,
                                         guint                 timeout,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
/* Returns: (transfer none): the body, which is wiped as soon as @result goes; %NULL with an error */
GByteArray *consent_exchange_run_finish (SoupSession          *session,
                                         GAsyncResult         *result,
                                         GError              **error);

G_END_DECLS
