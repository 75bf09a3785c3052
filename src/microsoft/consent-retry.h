/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Longer than this nobody is made to wait (reference, 5.12). */
#define CONSENT_RETRY_MAX_WAIT 60

/**
 * consent_retry_parse_after:
 * @value: (nullable): a Retry-After header: seconds or an HTTP date (RFC 9110, 10.2.3)
 * @date: (nullable): the Date header of the same answer; a date in @value is measured from it, so
 *   that it does not matter whether the clock of this machine is right
 * @seconds: (out): how long to wait; a fraction is rounded up
 *
 * Returns: %FALSE if @value says nothing of use, such as a negative number
 */
gboolean consent_retry_parse_after (const char *value,
                                    const char *date,
                                    guint      *seconds);

/**
 * consent_retry_pause_source_new:
 * @milliseconds: how long to wait
 * @cancellable: (nullable): ends the wait at once
 *
 * Returns: (transfer full): a source that is ready when the wait is over, in one way or the other
 */
GSource *consent_retry_pause_source_new (guint64       milliseconds,
                                         GCancellable *cancellable);

G_END_DECLS
