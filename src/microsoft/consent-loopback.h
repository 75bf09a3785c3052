/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-secret.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ConsentLoopback:
 *
 * Waits on this machine for the browser to come back from one sign-in (reference, 4.3; RFC 8252,
 * 7.3). Listens on 127.0.0.1 and, where there is IPv6, on ::1 with the same port. Only a GET of "/"
 * from a page's address bar that knows the state counts, and only the first; anything else is
 * refused and changes nothing. However many connections are made, the browser's finds room.
 */
#define CONSENT_TYPE_LOOPBACK (consent_loopback_get_type ())
G_DECLARE_FINAL_TYPE (ConsentLoopback, consent_loopback, CONSENT, LOOPBACK, GObject)

/**
 * consent_loopback_new:
 * @state: what the browser has to bring back
 * @error: return location: no port could be had
 *
 * Returns: (transfer full): a listener, which ends with the object; or %NULL
 */
ConsentLoopback *consent_loopback_new (const ConsentSecret  *state,
                                       GError              **error);

/* "http://localhost:PORT", without a path: the one form that fits what is registered. */
const char *consent_loopback_get_redirect_uri (ConsentLoopback *self);

/**
 * consent_loopback_wait_async:
 * @timeout: in milliseconds
 * @cancellable: (nullable): ends the wait
 * @callback: (scope async): called in the main context that started the call
 *
 * Waits for the browser; can be called once. Fails with %CONSENT_ERROR_SIGN_IN_TIMED_OUT, or with
 * what Microsoft had to say: _SIGN_IN_DECLINED, _SIGN_IN_FAILED or _BUSY.
 */
void           consent_loopback_wait_async  (ConsentLoopback      *self,
                                             guint                 timeout,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
/* Returns: (transfer full): the authorization code, or %NULL */
ConsentSecret *consent_loopback_wait_finish (ConsentLoopback      *self,
                                             GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS
