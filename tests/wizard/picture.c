/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "picture.h"

#include <math.h>
#include <string.h>

Picture *
picture_new (GtkWindow             *window,
             const graphene_rect_t *area,
             int                    scale)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  graphene_rect_t viewport;
  Picture *self = g_new0 (Picture, 1);

  gdk_paintable_snapshot (paintable, snapshot,
                          (double) gtk_widget_get_width (GTK_WIDGET (window)) * scale,
                          (double) gtk_widget_get_height (GTK_WIDGET (window)) * scale);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  g_assert_nonnull (node);

  graphene_rect_init (&viewport, area->origin.x * scale, area->origin.y * scale,
                      area->size.width * scale, area->size.height * scale);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, &viewport);
  self->width = gdk_texture_get_width (texture);
  self->height = gdk_texture_get_height (texture);
  self->pixels = g_new (guint32, (gsize) self->width * self->height);
  gdk_texture_download (texture, (guchar *) self->pixels, (gsize) self->width * sizeof (guint32));

  return self;
}

void
picture_free (Picture *self)
{
  g_free (self->pixels);
  g_free (self);
}

gboolean
picture_equal (const Picture *self,
               const Picture *other)
{
  return self->width == other->width && self->height == other->height &&
         memcmp (self->pixels, other->pixels, (gsize) self->width * self->height * sizeof (guint32)) == 0;
}

static guint32
find_most_frequent (const Picture *self)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  guint32 found = 0;
  guint most = 0;

  for (gsize i = 0; i < (gsize) self->width * self->height; i++)
    {
      gpointer key = GUINT_TO_POINTER (self->pixels[i]);
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1;

      g_hash_table_insert (counts, key, GUINT_TO_POINTER (count));
      if (count > most)
        {
          most = count;
          found = self->pixels[i];
        }
    }

  return found;
}

static double
get_linear (guint32 pixel,
            int     shift)
{
  double value = (pixel >> shift & 0xff) / 255.0;

  return value <= 0.03928 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

/* WCAG 2.1, “relative luminance” */
static double
get_luminance (guint32 pixel)
{
  return 0.2126 * get_linear (pixel, 16) + 0.7152 * get_linear (pixel, 8) + 0.0722 * get_linear (pixel, 0);
}

double
picture_measure_contrast (const Picture *self)
{
  guint32 background_pixel = find_most_frequent (self);
  double background = get_luminance (background_pixel);
  guint32 previous = background_pixel;
  double best = 1;

  for (gsize i = 0; i < (gsize) self->width * self->height; i++)
    {
      double other, contrast;

      if (self->pixels[i] == previous)
        continue;

      previous = self->pixels[i];
      other = get_luminance (previous);
      contrast = (MAX (other, background) + 0.05) / (MIN (other, background) + 0.05);
      best = MAX (best, contrast);
    }

  return best;
}
