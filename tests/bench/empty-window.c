/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plain-page.h"

#include <stdlib.h>

/*
 * The least that a program of this kind can be: what the wizard is compared with. With a number, a
 * page with so many rows takes the place of the sentence.
 */

static guint n_rows;

static GtkWidget *
make_status_page (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-information-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), "Empty");
  adw_status_page_set_description (ADW_STATUS_PAGE (page), "One page with a sentence on it.");
  gtk_widget_set_vexpand (page, TRUE);

  return page;
}

static void
on_activate (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), n_rows > 0 ? plain_page_new (n_rows) : make_status_page ());

  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 720, 640);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (AdwApplication) application = NULL;

  if (argc > 1)
    n_rows = strtoul (argv[1], NULL, 10);
  application = adw_application_new ("org.example.Empty", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (on_activate), NULL);

  return g_application_run (G_APPLICATION (application), 1, argv);
}
