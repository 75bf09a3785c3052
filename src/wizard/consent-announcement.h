/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GTK 4.8 cannot have a screen reader say something, and no version reads out by itself what appears with
 * the role of an alert or of a status. Screen readers do read a description that changes under the focus:
 * that is how they are told here. */

/**
 * consent_describe:
 * @widget: what can have the focus
 * @text: (nullable): what to tell about it besides its name
 *
 * Describes a widget to screen readers. Unlike a description that was given to GTK, this one comes back
 * once an announcement, which takes its place, is over.
 */
void consent_describe (GtkWidget  *widget,
                       const char *text);

/**
 * consent_announce:
 * @widget: a widget in the window that it is about
 * @text: what to tell; an empty one takes back what was told
 *
 * Has screen readers read out a text, without moving the focus. Until the focus moves on, it can be
 * heard again there.
 */
void consent_announce (GtkWidget  *widget,
                       const char *text);

/**
 * consent_announce_changes:
 * @root: a page or a window
 *
 * From now on announces what appears or changes in the alerts and statuses below @root, which has
 * all of them already.
 */
void consent_announce_changes (GtkWidget *root);

G_END_DECLS
