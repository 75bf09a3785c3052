/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * A page as any program has it that uses libadwaita: a heading, a paragraph, and @n_rows rows in
 * groups of four, with texts as long as the wizard's are. What it costs is not of our making.
 */
GtkWidget *plain_page_new (guint n_rows);

G_END_DECLS
