/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-hand-over-window.h"

#include "consent-compat.h"
#include "consent-handover.h"

struct _ConsentHandOverWindow
{
  AdwWindow parent_instance;

  GtkLabel *message;
  GtkWidget *copy_button;
};

G_DEFINE_FINAL_TYPE (ConsentHandOverWindow, consent_hand_over_window, ADW_TYPE_WINDOW)

static char *
make_message (ConsentContext *context)
{
  ConsentSetup *setup = consent_context_get_setup (context);
  ConsentService *service = consent_setup_get_service (setup);

  /* A practice organization and its link lead nowhere on anyone else's computer. */
  if (consent_context_get_scenario (context) != NULL)
    return consent_handover_new_text (service, NULL, NULL);

  return consent_handover_new_text (service, consent_setup_get_tenant (setup), consent_setup_get_link (setup));
}

static void
on_copy (ConsentHandOverWindow *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  gtk_widget_activate_action (GTK_WIDGET (parent), "win.copy", "s", gtk_label_get_label (self->message));
  gtk_window_close (GTK_WINDOW (self));
}

static void
consent_hand_over_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CONSENT_TYPE_HAND_OVER_WINDOW);

  G_OBJECT_CLASS (consent_hand_over_window_parent_class)->dispose (object);
}

static void
consent_hand_over_window_class_init (ConsentHandOverWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = consent_hand_over_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH
                                               "/pages/hand-over/consent-hand-over-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ConsentHandOverWindow, message);
  gtk_widget_class_bind_template_child (widget_class, ConsentHandOverWindow, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
consent_hand_over_window_init (ConsentHandOverWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  consent_compat_name_buttons (GTK_WIDGET (self));
  /* Else the message would be the first to get the focus, and all of it would be selected. */
  gtk_widget_grab_focus (self->copy_button);
}

GtkWindow *
consent_hand_over_window_new (GtkWindow      *parent,
                              ConsentContext *context)
{
  ConsentHandOverWindow *self = g_object_new (CONSENT_TYPE_HAND_OVER_WINDOW, "transient-for", parent, NULL);
  g_autofree char *message = make_message (context);

  gtk_label_set_label (self->message, message);

  return GTK_WINDOW (self);
}
