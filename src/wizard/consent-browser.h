/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * consent_browser_open:
 * @parent: the window that asks, and whose "win.copy" copies the address
 * @uri: an address
 * @cancellable: ends the wait for a browser; has to be cancelled before @parent is gone
 *
 * Opens an address in the default browser. If there is none, a dialog shows the address.
 */
void consent_browser_open (GtkWindow    *parent,
                           const char   *uri,
                           GCancellable *cancellable);

G_END_DECLS
