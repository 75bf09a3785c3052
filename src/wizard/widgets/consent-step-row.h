/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * consent_step_row_new:
 * @number: which step, from 1
 * @text: what to do, plain text
 *
 * Returns: (transfer floating): a row for one step of a way through somebody else's pages
 */
GtkWidget *consent_step_row_new (guint       number,
                                 const char *text);

G_END_DECLS
