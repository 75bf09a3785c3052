/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-organization-page.h"

#include "consent-look-up.h"
#include "consent-tenant-card.h"
#include "widgets/consent-entry-state.h"
#include "widgets/consent-guide.h"
#include "widgets/consent-message-card.h"

#include <glib/gi18n.h>

struct _ConsentOrganizationPage
{
  ConsentPage parent_instance;

  GtkEditable *entry;
  AdwPreferencesGroup *practice_group;
  AdwActionRow *practice_row;
  GtkWidget *asking_box;
  ConsentTenantCard *tenant_card;
  ConsentMessageCard *message_card;
  GtkLabel *failed_note;
  GtkWidget *retry_button;

  ConsentLookUp *look_up;
  gboolean started;
};

G_DEFINE_FINAL_TYPE (ConsentOrganizationPage, consent_organization_page, CONSENT_TYPE_PAGE)

static ConsentContext *
get_context (ConsentOrganizationPage *self)
{
  return consent_page_get_context (CONSENT_PAGE (self));
}

static ConsentSetup *
get_setup (ConsentOrganizationPage *self)
{
  return consent_page_get_setup (CONSENT_PAGE (self));
}

/* Everything that a phase shows or allows is decided here. */
static void
on_look_up_changed (ConsentOrganizationPage *self)
{
  const ConsentTenant *tenant = consent_look_up_get_tenant (self->look_up);
  const GError *error = consent_look_up_get_error (self->look_up);
  ConsentLookUpPhase phase = consent_look_up_get_phase (self->look_up);
  gboolean is_asking = phase == CONSENT_LOOK_UP_ASKING;
  gboolean has_failed = phase == CONSENT_LOOK_UP_FAILED;
  gboolean may_retry = has_failed ||
                       phase == CONSENT_LOOK_UP_STOPPED ||
                       phase == CONSENT_LOOK_UP_NOT_CHECKED;

  gtk_widget_set_visible (self->asking_box, is_asking);
  consent_tenant_card_set_tenant (self->tenant_card, tenant);
  consent_message_card_set_error (self->message_card,
                                  tenant != NULL ? CONSENT_MESSAGE_KIND_WARNING : CONSENT_MESSAGE_KIND_ERROR,
                                  error, consent_setup_get_service (get_setup (self)));
  gtk_widget_set_visible (GTK_WIDGET (self->failed_note), has_failed);
  gtk_widget_set_visible (self->retry_button, may_retry);
  consent_entry_set_state (GTK_WIDGET (self->entry),
                           phase == CONSENT_LOOK_UP_REFUSED,
                           error != NULL ? GTK_WIDGET (self->message_card) : NULL);

  /* Asking once more does not yet change what is known. */
  if (!is_asking)
    consent_setup_set_tenant (get_setup (self), tenant);
  consent_page_set_busy (CONSENT_PAGE (self), is_asking);
  consent_page_set_complete (CONSENT_PAGE (self), tenant != NULL);
}

static void
on_entry_changed (ConsentOrganizationPage *self)
{
  consent_look_up_set_text (self->look_up, gtk_editable_get_text (self->entry));
}

static void
on_entry_activate (ConsentOrganizationPage *self)
{
  if (consent_page_get_complete (CONSENT_PAGE (self)))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.next", NULL);
  else if (!consent_page_get_busy (CONSENT_PAGE (self)))
    consent_look_up_start (self->look_up);
}

static void
on_retry_clicked (ConsentOrganizationPage *self)
{
  /* The button is about to hide. */
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  consent_look_up_start (self->look_up);
}

static void
on_practice_row_activated (ConsentOrganizationPage *self)
{
  const char *scenario = consent_context_get_scenario (get_context (self));

  gtk_editable_set_text (self->entry, consent_practice_server_get_domain (scenario));
}

static void
consent_organization_page_entered (ConsentPage *page)
{
  ConsentOrganizationPage *self = CONSENT_ORGANIZATION_PAGE (page);
  GSettings *settings = consent_context_get_settings (get_context (self));

  /* Not before the page is seen: what is remembered is looked up at once. */
  if (!self->started)
    {
      g_autofree char *text = g_settings_get_string (settings, "last-tenant");

      if (*text != '\0')
        gtk_editable_set_text (self->entry, text);
    }

  self->started = TRUE;
}

static void
consent_organization_page_cancel (ConsentPage *page)
{
  consent_look_up_stop (CONSENT_ORGANIZATION_PAGE (page)->look_up);
}

static void
consent_organization_page_constructed (GObject *object)
{
  ConsentOrganizationPage *self = CONSENT_ORGANIZATION_PAGE (object);
  const char *scenario;

  G_OBJECT_CLASS (consent_organization_page_parent_class)->constructed (object);

  self->look_up = consent_look_up_new (get_context (self));
  g_signal_connect_swapped (self->look_up, "changed", G_CALLBACK (on_look_up_changed), self);

  scenario = consent_context_get_scenario (get_context (self));
  gtk_widget_set_visible (GTK_WIDGET (self->practice_group), scenario != NULL);
  if (scenario != NULL)
    {
      /* Translators: The placeholder is a made-up organization’s domain, such as “fresh.example”. */
      g_autofree char *title = g_strdup_printf (_("For practice, type %s"),
                                                consent_practice_server_get_domain (scenario));

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->practice_row), title);
    }
}

static void
consent_organization_page_dispose (GObject *object)
{
  ConsentOrganizationPage *self = CONSENT_ORGANIZATION_PAGE (object);

  g_clear_object (&self->look_up);
  gtk_widget_dispose_template (GTK_WIDGET (self), CONSENT_TYPE_ORGANIZATION_PAGE);

  G_OBJECT_CLASS (consent_organization_page_parent_class)->dispose (object);
}

static void
consent_organization_page_class_init (ConsentOrganizationPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ConsentPageClass *page_class = CONSENT_PAGE_CLASS (klass);

  object_class->constructed = consent_organization_page_constructed;
  object_class->dispose = consent_organization_page_dispose;
  page_class->entered = consent_organization_page_entered;
  page_class->cancel = consent_organization_page_cancel;

  g_type_ensure (CONSENT_TYPE_GUIDE);
  g_type_ensure (CONSENT_TYPE_MESSAGE_CARD);
  g_type_ensure (CONSENT_TYPE_TENANT_CARD);

  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH
                                               "/pages/organization/consent-organization-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ConsentOrganizationPage, entry);
  gtk_widget_class_bind_template_child (widget_class, ConsentOrganizationPage, practice_group);
  gtk_widget_class_bind_template_child (widget_class, ConsentOrganizationPage, practice_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentOrganizationPage, asking_box);
  gtk_widget_class_bind_template_child (widget_class, ConsentOrganizationPage, tenant_card);
  gtk_widget_class_bind_template_child (widget_class, ConsentOrganizationPage, message_card);
  gtk_widget_class_bind_template_child (widget_class, ConsentOrganizationPage, failed_note);
  gtk_widget_class_bind_template_child (widget_class, ConsentOrganizationPage, retry_button);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_practice_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_clicked);
}

static void
consent_organization_page_init (ConsentOrganizationPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
