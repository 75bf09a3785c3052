/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a widget tells screen readers, as far as a test gets to know it. */

/* Whether people work with it; the buttons of the window's frame are the desktop's. */
gboolean accessible_tree_is_control (GtkWidget *widget);

/* A kind, and what a screen reader calls it, for reports. (transfer full) */
char *accessible_tree_describe (GtkWidget *widget);

/* Fails on a control without a name, two of a kind with the same, a picture that is not described, news
 * of which there is nothing to be read, and a focus that was lost. */
void accessible_tree_check (GtkWindow  *window,
                            const char *state);

/* Presses Tab until it comes around, and fails on a control that it leaves out. */
void accessible_tree_check_tab (GtkWindow  *window,
                                const char *state);

G_END_DECLS
