/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * consent_classify_dialog_new:
 * @parent: the window that asks
 * @service_name: the name of the service
 * @needs: (element-type ConsentNeed): what is to be classified as low
 *
 * Asks whether to do so, naming each permission and what it opens, and to whom. Nothing but the
 * response "add" is a yes, and Enter alone is a no.
 *
 * Returns: (transfer none): the dialog
 */
AdwMessageDialog *consent_classify_dialog_new (GtkWindow  *parent,
                                               const char *service_name,
                                               GPtrArray  *needs);

G_END_DECLS
