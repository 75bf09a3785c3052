/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-assistant.h"

G_BEGIN_DECLS

/**
 * ConsentWindow:
 *
 * A window with one journey, real or practice. A practice run takes the place of the real journey,
 * which is kept as it was and comes back when the practice run is left.
 *
 * Carries out the actions that pages use (see #ConsentPage), and "win.leave-practice".
 */
#define CONSENT_TYPE_WINDOW (consent_window_get_type ())
G_DECLARE_FINAL_TYPE (ConsentWindow, consent_window, CONSENT, WINDOW, AdwApplicationWindow)

/**
 * consent_window_new:
 * @application: (nullable): the application
 * @context: the real journey
 *
 * Returns: (transfer none): the window, at the start of the real journey; GTK owns it
 */
ConsentWindow *consent_window_new (GtkApplication *application,
                                   ConsentContext *context);

/**
 * consent_window_practice:
 * @scenario: (nullable): a practice scenario; %NULL is the first
 *
 * Starts a practice run from its beginning; says so to the person if that fails.
 */
void consent_window_practice (ConsentWindow *self,
                              const char    *scenario);

/* The journey that is shown. */
ConsentAssistant *consent_window_get_assistant (ConsentWindow *self);

G_END_DECLS
