/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-drawing-plan.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ConsentDrawing:
 *
 * A drawing of one of Microsoft's pages, in the colors of the style and with words in the language of
 * the program. It grows with the text size as far as there is room. For those who don't see it, it is
 * one picture with a description. The picture is not loaded before it is shown.
 *
 * Property: "drawing" (the name in consent-drawing-plan.c).
 */
#define CONSENT_TYPE_DRAWING (consent_drawing_get_type ())
G_DECLARE_FINAL_TYPE (ConsentDrawing, consent_drawing, CONSENT, DRAWING, GtkWidget)

/* (nullable): the name of what is drawn */
const char *consent_drawing_get_drawing      (ConsentDrawing *self);
void        consent_drawing_set_drawing      (ConsentDrawing *self,
                                              const char     *drawing);
/* (nullable): shown where the page shows the name of the app */
const char *consent_drawing_get_service_name (ConsentDrawing *self);
void        consent_drawing_set_service_name (ConsentDrawing *self,
                                              const char     *service_name);

G_END_DECLS
