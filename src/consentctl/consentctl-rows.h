/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consentctl.h"

G_BEGIN_DECLS

/**
 * ConsentctlRow:
 * @input: what the line says
 * @tenant_id: (nullable): the tenant, with @link, if there is no @error
 * @link: (nullable): the approval link
 * @error: (nullable): why there is none, in one line
 * @exit_code: what the error counts as
 * @outage: whether the next line would get no further either: @error has nothing to do with this one
 *
 * What one line came to. The rest belongs to consentctl-rows.c.
 */
typedef struct _ConsentctlRow ConsentctlRow;
struct _ConsentctlRow
{
  char *input;
  char *tenant_id;
  char *link;
  char *error;
  ConsentctlExit exit_code;
  gboolean outage;

  /*< private >*/
  struct _ConsentctlRows *rows;
  char *wanted;
  ConsentctlRow *same_as;
  gboolean done;
};

void consentctl_row_free (ConsentctlRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentctlRow, consentctl_row_free)

/**
 * ConsentctlRows:
 *
 * Lines on their way to rows: looked up side by side, each organization once at a time, and handed
 * back in the order of the lines. Works while the main context runs.
 */
typedef struct _ConsentctlRows ConsentctlRows;

/**
 * consentctl_rows_new:
 * @program: a run of the program, whose options were read
 * @region: the region of all links
 * @authority: the host of all links
 * @directory: (nullable): whom to ask; %NULL to ask nobody
 */
ConsentctlRows *consentctl_rows_new  (Consentctl          *program,
                                      const ConsentRegion *region,
                                      const char          *authority,
                                      ConsentDirectory    *directory);
/* Ends the look-ups that are under way, and waits for them. */
void            consentctl_rows_free (ConsentctlRows      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentctlRows, consentctl_rows_free)

/**
 * consentctl_rows_has_room:
 *
 * Returns: whether another line may be added now. While Microsoft asks one look-up to wait, none
 *   may: it would be told the same.
 */
gboolean consentctl_rows_has_room (ConsentctlRows *self);

/**
 * consentctl_rows_add:
 * @input: (transfer full): what the line says
 * @fault: (nullable): why it cannot be used
 */
void consentctl_rows_add (ConsentctlRows *self,
                          char           *input,
                          const char     *fault);

/* Returns: (transfer full) (nullable): the next row, or %NULL while that one is not done */
ConsentctlRow *consentctl_rows_take (ConsentctlRows *self);

/* Whether nothing is being looked up. */
gboolean consentctl_rows_are_idle (ConsentctlRows *self);

/* Returns: (transfer full): the link that a row for the tenant @id has */
char *consentctl_rows_build_link (ConsentctlRows *self,
                                  const char     *id);

G_END_DECLS
