/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What differs between the versions of GTK and libadwaita has its only home here. */

/**
 * consent_compat_name_buttons:
 * @root: a widget
 *
 * GTK 4.8 gives a button with a mnemonic the accessible name "_Next Next": its raw label, and once
 * more the label inside. Leaves the buttons below @root, now and when they get another label, with
 * the one inside.
 */
void consent_compat_name_buttons (GtkWidget *root);

/**
 * consent_compat_drop_role:
 * @button: a button that something else stands for
 *
 * Gives @button the role “presentation”. GTK 4.18 and later make a radio button out of both whenever one
 * button joins the group of another, whatever role they were given before.
 */
void consent_compat_drop_role (GtkCheckButton *button);

/**
 * consent_compat_hide_closed_rows:
 * @root: a widget
 *
 * An #AdwExpanderRow lays out what it holds while it is closed, too, and long texts in it take longer
 * for that than all the rest of a page. Hides the contents of those below @root as long as nothing is
 * to be seen of them.
 */
void consent_compat_hide_closed_rows (GtkWidget *root);

/**
 * consent_compat_hide_closed_child:
 * @expander: an expander with a child
 *
 * GTK 4.18 and later look for the next focus in what a closed #GtkExpander has put aside, too, and
 * complain that it is in no window. Hides the child of @expander as long as that is closed.
 */
void consent_compat_hide_closed_child (GtkExpander *expander);

/**
 * consent_compat_message_dialog_new:
 * @parent: the window that it belongs to
 * @heading: its heading
 * @body: what it says
 *
 * An #AdwMessageDialog has its heading in two sizes and shows the larger one where it fits into a line.
 * libadwaita 1.7 asks both for their height at widths that are enough for one of them only, which
 * GTK 4.18 complains of. Here both could be broken into lines and are content with the same width.
 *
 * Returns: (transfer none): a new dialog
 */
AdwMessageDialog *consent_compat_message_dialog_new (GtkWindow  *parent,
                                                     const char *heading,
                                                     const char *body);

/**
 * consent_compat_get_dialog_role:
 *
 * GTK 4.8 tells screen readers of a dialog as of something that only fills a gap, without its title.
 *
 * Returns: the role of a window that waits for an answer
 */
GtkAccessibleRole consent_compat_get_dialog_role (void);

/**
 * consent_compat_use_for_high_contrast:
 * @resource: the path of a style sheet
 *
 * Uses the style sheet, on top of the others, for as long as the person asks for high contrast. In
 * libadwaita 1.2 a name of its own did that, which newer versions warn of, and the media queries
 * that they want in its place are unknown to GTK 4.8.
 */
void consent_compat_use_for_high_contrast (const char *resource);

/**
 * consent_compat_save_file_async:
 * @parent: the window that asks
 * @title: the dialog's title
 * @name: a file name to suggest
 * @cancellable: (nullable): closes the dialog
 *
 * Asks where to save a file; in a sandbox the portal asks, and gives access to that one file.
 */
void   consent_compat_save_file_async  (GtkWindow            *parent,
                                        const char           *title,
                                        const char           *name,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
/* Returns: (transfer full): the file; %NULL with %G_IO_ERROR_CANCELLED if there is to be none */
GFile *consent_compat_save_file_finish (GAsyncResult         *result,
                                        GError              **error);

G_END_DECLS
