/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-hand-over-window.h"

#include <glib/gi18n.h>

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
  const char *service = consent_service_get_name (consent_setup_get_service (setup));
  /* A practice link leads nowhere on anyone else's computer. */
  const char *link = consent_context_get_scenario (context) == NULL ? consent_setup_get_link (setup) : NULL;
  GString *message = g_string_new (NULL);

  /* Translators: a message to an administrator; both %s are the service, such as TrackerRMS. */
  g_string_append_printf (message, _("Hello,\n\n"
                                     "when I connect Office 365 to %s, Microsoft says “Need admin approval”. "
                                     "An administrator of our organization has to approve %s once, for "
                                     "everyone. It takes about five minutes."),
                          service, service);
  g_string_append (message, "\n\n");

  if (link != NULL)
    /* Translators: %s is the approval link. */
    g_string_append_printf (message, _("Please open this link, sign in with your administrator account, check "
                                       "what is asked for, and choose Accept:\n\n%s"), link);
  else
    /* Translators: %s is the service, such as TrackerRMS. */
    g_string_append_printf (message, _("The program Consent Wizard leads you there: start it on a Linux "
                                       "computer, enter our domain or your work e-mail address, choose the "
                                       "region in which we use %s, and open the approval page. There you sign "
                                       "in with your administrator account, check what is asked for, and "
                                       "choose Accept. The program also has a practice run, to see it all "
                                       "beforehand."), service);
  g_string_append (message, "\n\n");
  g_string_append (message, _("Any of these roles can approve: Global Administrator, Privileged Role "
                              "Administrator, and in most cases Cloud Application Administrator, Application "
                              "Administrator or AI Administrator.\n\n"
                              "Thank you!"));

  return g_string_free (message, FALSE);
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
