/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CONSENTCTL_LINE_MAX:
 *
 * How much of a line is kept. What names a tenant is far shorter, so a line without an end costs no
 * more memory than any other.
 */
#define CONSENTCTL_LINE_MAX 4096

/**
 * ConsentctlLines:
 *
 * Reads a stream line by line, in the main context, holding one block and one line at a time.
 */
typedef struct _ConsentctlLines ConsentctlLines;

ConsentctlLines *consentctl_lines_new  (GInputStream *stream);
/* Waits for a read that is under way. */
void             consentctl_lines_free (ConsentctlLines *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentctlLines, consentctl_lines_free)

/**
 * consentctl_lines_take:
 * @cut: (out): whether only the start of the line was kept
 *
 * Takes the next line, without its end and without a byte order mark. When none is complete it
 * starts reading, and the main context has something to do.
 *
 * Returns: (transfer full) (nullable): the line as bytes, which may be anything; %NULL when it
 *   is not there yet or the stream has ended
 */
GString *consentctl_lines_take (ConsentctlLines *self,
                                gboolean        *cut);

/* Whether there is nothing more to take. */
gboolean      consentctl_lines_at_end    (ConsentctlLines *self);
/* How many bytes the lines taken so far have with their ends; a last line without one does not count. */
goffset       consentctl_lines_get_taken (ConsentctlLines *self);
/* (nullable): why the stream ended early */
const GError *consentctl_lines_get_error (ConsentctlLines *self);

G_END_DECLS
