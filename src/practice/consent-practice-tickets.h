/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ConsentPracticeTickets:
 *
 * Keeps what a form, code or token stands for, under a name that nobody can guess. What lies here
 * too long, or is one too many, is forgotten, so a browser can't fill the memory.
 */
typedef struct _ConsentPracticeTickets ConsentPracticeTickets;

/**
 * consent_practice_tickets_new:
 * @max: the most tickets that are kept; the oldest goes first
 * @seconds: how long a ticket is good
 */
ConsentPracticeTickets *consent_practice_tickets_new  (guint                   max,
                                                       guint                   seconds);
void                    consent_practice_tickets_free (ConsentPracticeTickets *self);

/**
 * consent_practice_tickets_issue:
 * @data: (transfer full): what the ticket stands for
 * @destroy: frees @data when it is forgotten
 *
 * Returns: (transfer full): the ticket, 22 characters that are safe in addresses
 */
char     *consent_practice_tickets_issue (ConsentPracticeTickets *self,
                                          gpointer                data,
                                          GDestroyNotify          destroy);

/* Returns: (transfer full) (nullable): what @ticket stood for; it is void from now on */
gpointer  consent_practice_tickets_take  (ConsentPracticeTickets *self,
                                          const char             *ticket);

/* Makes @ticket void and frees what it stood for. */
void      consent_practice_tickets_forget (ConsentPracticeTickets *self,
                                           const char             *ticket);

/* Returns: (transfer none) (nullable): what @ticket stands for */
gpointer  consent_practice_tickets_peek  (ConsentPracticeTickets *self,
                                          const char             *ticket);

/**
 * consent_practice_tickets_find:
 * @matches: called with what a ticket stands for, and @wanted
 *
 * Returns: (transfer none) (nullable): the oldest that matches
 */
gpointer  consent_practice_tickets_find  (ConsentPracticeTickets *self,
                                          GEqualFunc              matches,
                                          gconstpointer           wanted);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentPracticeTickets, consent_practice_tickets_free)

G_END_DECLS
