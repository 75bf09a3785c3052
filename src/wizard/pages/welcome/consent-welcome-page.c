/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-welcome-page.h"

#include "widgets/consent-drawing.h"

#include <glib/gi18n.h>

struct _ConsentWelcomePage
{
  ConsentPage parent_instance;

  GtkLabel *heading;
  GtkLabel *lead;
  ConsentDrawing *drawing;
  GtkLabel *quotation;
  GtkWidget *practice_row;
};

G_DEFINE_FINAL_TYPE (ConsentWelcomePage, consent_welcome_page, CONSENT_TYPE_PAGE)

G_GNUC_PRINTF (2, 3)
static void
set_label (GtkLabel   *label,
           const char *format,
           ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  gtk_label_set_label (label, text);
}

static void
consent_welcome_page_constructed (GObject *object)
{
  ConsentWelcomePage *self = CONSENT_WELCOME_PAGE (object);
  ConsentPage *page = CONSENT_PAGE (object);
  const char *service = consent_service_get_name (consent_setup_get_service (consent_page_get_setup (page)));

  G_OBJECT_CLASS (consent_welcome_page_parent_class)->constructed (object);

  /* Translators: %s is the service, such as TrackerRMS. */
  set_label (self->heading, _("Approve %s for Your Organization"), service);
  /* Translators: %s is the service, such as TrackerRMS; both are the same. */
  set_label (self->lead, _("You or a colleague saw the message below while connecting Office 365 to %s. "
                           "It means that an administrator has to approve %s once, for the whole "
                           "organization. This program leads you there, one step at a time."),
             service, service);
  /* Translators: Microsoft's message; use the words that Microsoft uses in your language. %s is the
   * service, such as TrackerRMS. */
  set_label (self->quotation, _("“%s needs permission to access resources in your organization that only "
                                "an admin can grant. Please ask an admin to grant permission to this app "
                                "before you can use it.”"), service);

  consent_drawing_set_service_name (self->drawing, service);

  gtk_widget_set_visible (self->practice_row,
                          consent_context_get_scenario (consent_page_get_context (page)) == NULL);
}

static void
consent_welcome_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CONSENT_TYPE_WELCOME_PAGE);

  G_OBJECT_CLASS (consent_welcome_page_parent_class)->dispose (object);
}

static void
consent_welcome_page_class_init (ConsentWelcomePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = consent_welcome_page_constructed;
  object_class->dispose = consent_welcome_page_dispose;

  g_type_ensure (CONSENT_TYPE_DRAWING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/pages/welcome/consent-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ConsentWelcomePage, heading);
  gtk_widget_class_bind_template_child (widget_class, ConsentWelcomePage, lead);
  gtk_widget_class_bind_template_child (widget_class, ConsentWelcomePage, drawing);
  gtk_widget_class_bind_template_child (widget_class, ConsentWelcomePage, quotation);
  gtk_widget_class_bind_template_child (widget_class, ConsentWelcomePage, practice_row);
}

static void
consent_welcome_page_init (ConsentWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
