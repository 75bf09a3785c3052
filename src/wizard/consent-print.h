/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * consent_print_new:
 * @title: the name of the print job
 * @text: plain text in UTF-8, in paragraphs
 *
 * Prints @text with page numbers, on as many pages as it needs.
 *
 * Returns: (transfer full): an operation to run
 */
GtkPrintOperation *consent_print_new (const char *title,
                                      const char *text);

/**
 * consent_print_run:
 * @operation: what consent_print_new() returned
 * @parent: the window that asks
 *
 * Asks for a printer and prints. While @parent is still at it, however often that is pressed, nothing
 * else comes of it: where a portal asks, the window itself does not keep people from pressing again.
 */
void               consent_print_run (GtkPrintOperation *operation,
                                      GtkWindow         *parent);

G_END_DECLS
