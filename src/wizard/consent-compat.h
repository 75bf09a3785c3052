/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

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

G_END_DECLS
