/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * consent_choice_tie:
 * @root: a widget
 *
 * Makes one control of each row below @root that has the role of a radio button, and the button in it
 * that it is activated for: Tab comes to the row alone, and the row tells screen readers whether it is
 * the chosen one, and what its subtitle says. The button should have the role “presentation”.
 */
void consent_choice_tie (GtkWidget *root);

/**
 * consent_choice_new:
 * @title: the choice
 * @subtitle: what to say about it
 * @group: (nullable): the button of another choice, of which there can be only one
 *
 * Returns: (transfer floating) (type AdwActionRow): such a row, tied; its activatable widget is the button
 */
GtkWidget *consent_choice_new (const char     *title,
                               const char     *subtitle,
                               GtkCheckButton *group);

G_END_DECLS
