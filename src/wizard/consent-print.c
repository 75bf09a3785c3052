/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-print.h"

#include <glib/gi18n.h>

#define FONT "Sans 10"
/* Room to file the paper and to write on it, in millimeters. */
#define MARGIN 20

/* What a window has while it asks or prints. */
#define RUNNING "consent-print-running"

typedef struct
{
  char *text;
  PangoLayout *layout;
  /* (element-type int): for each page the number of its first line */
  GArray *first_lines;
  /* What the page number takes at the bottom, with a line left free above it. */
  double footer_height;
} Document;

static void
document_free (gpointer data)
{
  Document *self = data;

  g_clear_object (&self->layout);
  g_clear_pointer (&self->first_lines, g_array_unref);
  g_free (self->text);
  g_free (self);
}

static PangoLayout *
make_layout (GtkPrintContext *context,
             const char      *text)
{
  PangoLayout *layout = gtk_print_context_create_pango_layout (context);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (FONT);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_layout_set_font_description (layout, font);

  /* A hyphen must not become part of an ID or an address. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  pango_layout_set_attributes (layout, attributes);

  pango_layout_set_width (layout, (int) (gtk_print_context_get_width (context) * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);

  return layout;
}

static void
on_begin_print (GtkPrintOperation *operation,
                GtkPrintContext   *context,
                gpointer           user_data)
{
  Document *self = user_data;
  g_autoptr (PangoLayout) number = make_layout (context, "1");
  g_autoptr (PangoLayoutIter) iter = NULL;
  PangoRectangle line;
  double page_height;
  int page_top = 0;
  int n = 0;

  g_clear_object (&self->layout);
  self->layout = make_layout (context, self->text);
  g_array_set_size (self->first_lines, 0);
  g_array_append_val (self->first_lines, n);

  pango_layout_get_extents (number, NULL, &line);
  self->footer_height = 2.0 * line.height / PANGO_SCALE;
  page_height = (gtk_print_context_get_height (context) - self->footer_height) * PANGO_SCALE;

  iter = pango_layout_get_iter (self->layout);
  do
    {
      pango_layout_iter_get_line_extents (iter, NULL, &line);
      if (line.y > page_top && line.y + line.height - page_top > page_height)
        {
          g_array_append_val (self->first_lines, n);
          page_top = line.y;
        }
      n++;
    }
  while (pango_layout_iter_next_line (iter));

  gtk_print_operation_set_n_pages (operation, (int) self->first_lines->len);
}

static void
draw_number (Document        *self,
             GtkPrintContext *context,
             int              page)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  /* Translators: on paper, such as "Page 1 of 2". */
  g_autofree char *text = g_strdup_printf (_("Page %d of %u"), page + 1, self->first_lines->len);
  g_autoptr (PangoLayout) layout = make_layout (context, text);

  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  cairo_move_to (cr, 0, gtk_print_context_get_height (context) - self->footer_height / 2);
  pango_cairo_show_layout (cr, layout);
}

static void
on_draw_page (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              int                page,
              gpointer           user_data)
{
  Document *self = user_data;
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  int first = g_array_index (self->first_lines, int, page);
  int end = pango_layout_get_line_count (self->layout);
  g_autoptr (PangoLayoutIter) iter = pango_layout_get_iter (self->layout);
  int page_top = 0;

  if (page + 1 < (int) self->first_lines->len)
    end = g_array_index (self->first_lines, int, page + 1);

  for (int n = 0; n < end; n++)
    {
      PangoRectangle line;

      pango_layout_iter_get_line_extents (iter, NULL, &line);
      if (n == first)
        page_top = line.y;
      if (n >= first)
        {
          double baseline = pango_layout_iter_get_baseline (iter) - page_top;

          cairo_move_to (cr, (double) line.x / PANGO_SCALE, baseline / PANGO_SCALE);
          pango_cairo_show_layout_line (cr, pango_layout_iter_get_line_readonly (iter));
        }
      pango_layout_iter_next_line (iter);
    }

  draw_number (self, context, page);
}

static void
on_done (GtkWindow *parent)
{
  g_object_set_data (G_OBJECT (parent), RUNNING, NULL);
}

GtkPrintOperation *
consent_print_new (const char *title,
                   const char *text)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  Document *self = g_new0 (Document, 1);

  self->text = g_strdup (text);
  self->first_lines = g_array_new (FALSE, FALSE, sizeof (int));
  g_object_set_data_full (G_OBJECT (operation), "consent-document", self, document_free);

  gtk_page_setup_set_top_margin (setup, MARGIN, GTK_UNIT_MM);
  gtk_page_setup_set_bottom_margin (setup, MARGIN, GTK_UNIT_MM);
  gtk_page_setup_set_left_margin (setup, MARGIN, GTK_UNIT_MM);
  gtk_page_setup_set_right_margin (setup, MARGIN, GTK_UNIT_MM);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_job_name (operation, title);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (on_begin_print), self);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw_page), self);

  return operation;
}

void
consent_print_run (GtkPrintOperation *operation,
                   GtkWindow         *parent)
{
  g_return_if_fail (GTK_IS_PRINT_OPERATION (operation));
  g_return_if_fail (GTK_IS_WINDOW (parent));

  if (g_object_get_data (G_OBJECT (parent), RUNNING) != NULL)
    return;

  g_object_set_data (G_OBJECT (parent), RUNNING, operation);
  g_signal_connect_object (operation, "done", G_CALLBACK (on_done), parent, G_CONNECT_SWAPPED);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
}
