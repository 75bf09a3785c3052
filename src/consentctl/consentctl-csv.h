/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consentctl-lines.h"

G_BEGIN_DECLS

/**
 * consentctl_csv_take:
 * @lines: lines of CSV, or of one cell
 * @heading_possible: (inout): start with %TRUE: whether the next line may be a heading
 * @fault: (out) (nullable): why the cell cannot be used, translated
 *
 * Takes the first cell of the next line that is neither blank nor a heading. As much as possible
 * of a cell with a fault is returned too, so that people recognize it.
 *
 * Returns: (transfer full) (nullable): the cell in valid UTF-8 without white space around it, or %NULL
 *   as consentctl_lines_take()
 */
char *consentctl_csv_take (ConsentctlLines  *lines,
                           gboolean         *heading_possible,
                           const char      **fault);

/**
 * consentctl_csv_append_row:
 * @cells: texts; %NULL is an empty cell
 *
 * Appends a row, with cells quoted where they have to be. What a spreadsheet would run as a formula
 * gets an apostrophe in front.
 */
void consentctl_csv_append_row (GString            *text,
                                const char * const *cells,
                                guint               n_cells);

G_END_DECLS
