/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ConsentctlResume:
 *
 * A file of rows that a run writes and a later one goes on with, however the first one ended: what
 * is behind the last complete row is no row.
 */
typedef struct _ConsentctlResume ConsentctlResume;

/**
 * consentctl_resume_open:
 * @path: the file; an empty one is made if there is none
 * @input: a file descriptor, which must not lead to the same file
 *
 * Opens the file and keeps other runs from it. Nothing in it changes yet.
 */
ConsentctlResume *consentctl_resume_open (const char  *path,
                                          int          input,
                                          GError     **error);
void              consentctl_resume_free (ConsentctlResume *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentctlResume, consentctl_resume_free)

/**
 * consentctl_resume_take:
 * @cut: (out): whether only the start of the row was kept
 * @complete: (out): whether the row has its end; one without may lack more than that
 *
 * Reads the next row, with the main context running.
 *
 * Returns: (transfer full) (nullable): the row without its end, or %NULL when there is none
 */
GString *consentctl_resume_take (ConsentctlResume *self,
                                 gboolean         *cut,
                                 gboolean         *complete);

/**
 * consentctl_resume_begin:
 * @empty: (out): whether there is no row at all
 *
 * Removes what is behind the last complete row that was taken, and makes stdout lead there.
 */
gboolean consentctl_resume_begin (ConsentctlResume  *self,
                                  gboolean          *empty,
                                  GError           **error);

/* Fails because of row @number, which this command would not have written. */
void consentctl_resume_set_error (ConsentctlResume  *self,
                                  guint              number,
                                  GError           **error);

G_END_DECLS
