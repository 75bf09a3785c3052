/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-browser.h"

#include "consent-compat.h"

#include <glib/gi18n.h>

typedef struct
{
  /* Not owned: a window that waits for a browser can be closed, and its end cancels the wait. */
  GtkWindow *parent;
  char *uri;
} Launch;

static void
launch_free (Launch *launch)
{
  g_free (launch->uri);
  g_free (launch);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Launch, launch_free)

/* The address may be long, and nothing may be added where it is broken into lines. */
static GtkWidget *
address_new (const char *uri)
{
  GtkWidget *label = gtk_label_new (uri);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_CHAR);
  /* A dialog does not scroll by itself, and with large text it would grow beyond the screen. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 96);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), label);

  return scroller;
}

static void
on_response (GtkWindow  *parent,
             const char *response,
             GtkWidget  *dialog)
{
  if (g_str_equal (response, "copy"))
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.copy", "s",
                                g_object_get_data (G_OBJECT (dialog), "address"));
}

/* The last resort where no browser can be opened: the person carries the address there. */
static void
show_address (GtkWindow  *parent,
              const char *uri)
{
  AdwMessageDialog *dialog;

  dialog = consent_compat_message_dialog_new (parent, _("No Browser Could Be Opened"),
                                              _("Copy this address and paste it into a browser, "
                                                "on this computer or on another one."));
  adw_message_dialog_set_extra_child (dialog, address_new (uri));
  adw_message_dialog_add_responses (dialog,
                                    "close", _("_Close"),
                                    "copy", _("Co_py Address"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "copy", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "copy");
  adw_message_dialog_set_close_response (dialog, "close");
  g_object_set_data_full (G_OBJECT (dialog), "address", g_strdup (uri), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), parent, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_launched (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Launch) launch = user_data;
  g_autoptr (GError) error = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_message ("No browser: %s", error->message);
  show_address (launch->parent, launch->uri);
}

void
consent_browser_open (GtkWindow    *parent,
                      const char   *uri,
                      GCancellable *cancellable)
{
  g_autoptr (GdkAppLaunchContext) context = NULL;
  Launch *launch;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (uri != NULL);
  g_return_if_fail (G_IS_CANCELLABLE (cancellable));

  context = gdk_display_get_app_launch_context (gtk_widget_get_display (GTK_WIDGET (parent)));
  launch = g_new0 (Launch, 1);
  launch->parent = parent;
  launch->uri = g_strdup (uri);
  g_app_info_launch_default_for_uri_async (uri, G_APP_LAUNCH_CONTEXT (context), cancellable,
                                           on_launched, launch);
}
