/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * consent_entry_set_state:
 * @entry: an entry
 * @invalid: whether what stands in it cannot be used
 * @description: (nullable): what is said about it, elsewhere on the page
 *
 * Marks an entry for people who see it and for those who have it read to them.
 */
void consent_entry_set_state (GtkWidget *entry,
                              gboolean   invalid,
                              GtkWidget *description);

G_END_DECLS
