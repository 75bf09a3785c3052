/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-compat.h"

#include <glib/gi18n.h>

/* Less than any dialog is wide, and more than a letter of a heading is. */
#define HEADING_WIDTH 200

static void
drop_raw_name (GtkButton *button)
{
  if (gtk_button_get_label (button) != NULL)
    gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

/* Still there while the row closes, of which a part is to be seen until the end. */
static void
update_contents (GtkRevealer *revealer)
{
  GtkWidget *contents = gtk_revealer_get_child (revealer);

  gtk_widget_set_visible (contents, gtk_revealer_get_reveal_child (revealer) ||
                                    gtk_revealer_get_child_revealed (revealer));
}

static void
hide_while_closed (GtkWidget *row)
{
  GtkWidget *child = gtk_widget_get_first_child (row);

  /* In the row there is a box, and in the box are the header and the revealer. */
  child = child != NULL ? gtk_widget_get_last_child (child) : NULL;
  if (!GTK_IS_REVEALER (child) || gtk_revealer_get_child (GTK_REVEALER (child)) == NULL)
    return;

  g_signal_connect (child, "notify::reveal-child", G_CALLBACK (update_contents), NULL);
  g_signal_connect (child, "notify::child-revealed", G_CALLBACK (update_contents), NULL);
  update_contents (GTK_REVEALER (child));
}

static void
even_out_headings (GtkWidget  *root,
                   const char *heading)
{
  if (GTK_IS_LABEL (root) && g_strcmp0 (gtk_label_get_label (GTK_LABEL (root)), heading) == 0)
    {
      gtk_label_set_wrap (GTK_LABEL (root), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (root), PANGO_WRAP_WORD_CHAR);
      gtk_widget_set_size_request (root, HEADING_WIDTH, -1);
    }

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    even_out_headings (child, heading);
}

static void
update_high_contrast (AdwStyleManager *manager,
                      GParamSpec      *pspec,
                      GtkCssProvider  *provider)
{
  GdkDisplay *display = gdk_display_get_default ();

  gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (provider));
  if (adw_style_manager_get_high_contrast (manager))
    gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                                GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
}

static void
on_save_response (GtkNativeDialog *dialog,
                  int              response,
                  GTask           *data)
{
  g_autoptr (GTask) task = g_object_ref (data);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  /* The dialog holds the task that holds the dialog: the answer parts them. */
  g_signal_handlers_disconnect_by_data (dialog, task);
  if (cancellable != NULL)
    g_signal_handlers_disconnect_by_data (cancellable, task);
  gtk_native_dialog_destroy (dialog);

  if (file != NULL)
    g_task_return_pointer (task, g_steal_pointer (&file), g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "No file was chosen");
}

static void
on_save_cancelled (GCancellable *cancellable,
                   GTask        *task)
{
  on_save_response (g_task_get_task_data (task), GTK_RESPONSE_CANCEL, task);
}

void
consent_compat_name_buttons (GtkWidget *root)
{
  g_return_if_fail (GTK_IS_WIDGET (root));

  if (GTK_IS_BUTTON (root) && gtk_button_get_use_underline (GTK_BUTTON (root)))
    {
      g_signal_connect (root, "notify::label", G_CALLBACK (drop_raw_name), NULL);
      drop_raw_name (GTK_BUTTON (root));
    }

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    consent_compat_name_buttons (child);
}

void
consent_compat_drop_role (GtkCheckButton *button)
{
  g_return_if_fail (GTK_IS_CHECK_BUTTON (button));

  g_object_set (button, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

void
consent_compat_hide_closed_rows (GtkWidget *root)
{
  g_return_if_fail (GTK_IS_WIDGET (root));

  if (ADW_IS_EXPANDER_ROW (root))
    hide_while_closed (root);

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    consent_compat_hide_closed_rows (child);
}

GtkAccessibleRole
consent_compat_get_dialog_role (void)
{
  return gtk_get_minor_version () < 10 ? GTK_ACCESSIBLE_ROLE_WINDOW : GTK_ACCESSIBLE_ROLE_DIALOG;
}

void
consent_compat_hide_closed_child (GtkExpander *expander)
{
  g_return_if_fail (GTK_IS_EXPANDER (expander));
  g_return_if_fail (gtk_expander_get_child (expander) != NULL);

  g_object_bind_property (expander, "expanded", gtk_expander_get_child (expander), "visible",
                          G_BINDING_SYNC_CREATE);
}

AdwMessageDialog *
consent_compat_message_dialog_new (GtkWindow  *parent,
                                   const char *heading,
                                   const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);

  even_out_headings (dialog, heading);

  return ADW_MESSAGE_DIALOG (dialog);
}

void
consent_compat_use_for_high_contrast (const char *resource)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkCssProvider *provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, resource);
  g_signal_connect_data (manager, "notify::high-contrast", G_CALLBACK (update_high_contrast),
                         provider, (GClosureNotify) (GCallback) g_object_unref, 0);
  update_high_contrast (manager, NULL, provider);
}

void
consent_compat_save_file_async (GtkWindow           *parent,
                                const char          *title,
                                const char          *name,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GtkFileChooserNative) dialog = NULL;
  GTask *task;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  dialog = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, consent_compat_save_file_async);
  g_task_set_task_data (task, g_object_ref (dialog), g_object_unref);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_save_response),
                         task, (GClosureNotify) (GCallback) g_object_unref, 0);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (on_save_cancelled), task, 0);

  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

GFile *
consent_compat_save_file_finish (GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
