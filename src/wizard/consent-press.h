/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * consent_press_init:
 *
 * Takes two quick presses for one, in all windows of this program from now on. Some people click
 * everything twice, and Enter repeats while it is held: what they would press the second time is
 * what the first press has brought there, unread. It might open the browser, or close the window.
 *
 * Quick is what the desktop calls a double click. Text is left out, and so are the steps of a guide,
 * which people take at their own speed; and GTK's own dialogs, where a double click may mean something.
 */
void consent_press_init (void);

G_END_DECLS
