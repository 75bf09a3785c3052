/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-window.h"
#include "wizard-test.h"

G_BEGIN_DECLS

/*
 * A walk through the whole wizard in practice, in its own window and without another program: what a
 * person would press is pressed, and a small browser of our own signs in.
 */

/**
 * WalkVisit:
 * @window: the window, or a dialog in front of it
 * @state: what it shows, for reports
 *
 * Looks at one state of the wizard.
 */
typedef void (*WalkVisit) (GtkWindow  *window,
                           const char *state);

/* To be called before consent_test_init(). */
void walk_init (void);

/* Goes from Welcome to Done in @scenario, into every state on the way. */
void walk_scenario (const char *scenario,
                    WalkVisit   visit);

/* What is beside the way: the windows for a colleague, for help and for the program itself. */
void walk_dialogs (WalkVisit visit);

/* Waits until what was changed last has been drawn. */
void walk_wait_for_frame (GtkWindow *window);

G_END_DECLS
