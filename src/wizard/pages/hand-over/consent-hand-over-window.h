/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ConsentHandOverWindow:
 *
 * For someone who cannot approve: who can, and a message for them, by mail, to copy or on paper.
 * Asks for what the journey does not know yet, and works without it.
 *
 * The signal "handed-over" comes when the message has left: for the mail program, for the clipboard
 * or for a printer.
 */
#define CONSENT_TYPE_HAND_OVER_WINDOW (consent_hand_over_window_get_type ())
G_DECLARE_FINAL_TYPE (ConsentHandOverWindow, consent_hand_over_window, CONSENT, HAND_OVER_WINDOW,
                      AdwWindow)

/**
 * consent_hand_over_window_new:
 * @parent: the window whose "win.copy" copies the message
 * @context: the journey; what is known of it goes into the message
 *
 * Returns: (transfer none): the window, not yet shown; GTK owns it
 */
GtkWindow *consent_hand_over_window_new (GtkWindow      *parent,
                                         ConsentContext *context);

G_END_DECLS
