/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * Picture:
 * @width: in pixels
 * @height: in pixels
 * @pixels: (element-type guint32): one for each pixel, line by line, as GdkTexture downloads them
 *
 * A window as it is shown, or a part of it.
 */
typedef struct
{
  int width;
  int height;
  guint32 *pixels;
} Picture;

/* Draws @area of what @window shows, @scale times as large. (transfer full) */
Picture *picture_new (GtkWindow             *window,
                      const graphene_rect_t *area,
                      int                    scale);
void     picture_free (Picture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Picture, picture_free)

gboolean picture_equal (const Picture *self,
                        const Picture *other);

/* How well what is there can be told from what it is on: the highest contrast (WCAG 2.1) between the
 * color that most of it has and any other, from 1 to 21. */
double picture_measure_contrast (const Picture *self);

G_END_DECLS
