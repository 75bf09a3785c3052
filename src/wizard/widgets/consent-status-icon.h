/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-report.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * consent_status_icon_set:
 * @image: shows the status
 * @status: how a check went
 *
 * Gives @image the shape and the color of @status. It says nothing to a screen reader: the word beside it does.
 */
void consent_status_icon_set (GtkImage      *image,
                              ConsentStatus  status);

/**
 * consent_status_icon_set_verdict:
 *
 * The same for the verdict of all checks together.
 */
void consent_status_icon_set_verdict (GtkImage       *image,
                                      ConsentVerdict  verdict);

G_END_DECLS
