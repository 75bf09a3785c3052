/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-message-card.h"

#include "consent-compat.h"
#include "consent-error.h"
#include "consent-status-icon.h"

#include <glib/gi18n.h>

struct _ConsentMessageCard
{
  AdwBin parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *explanation;
  GtkLabel *remedy;
  GtkExpander *details_expander;
  GtkLabel *details;
};

G_DEFINE_FINAL_TYPE (ConsentMessageCard, consent_message_card, ADW_TYPE_BIN)

static void
set_text (GtkLabel   *label,
          const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
set_kind (ConsentMessageCard *self,
          ConsentMessageKind  kind)
{
  static const struct
  {
    ConsentStatus status;
    const char *label;
  } kinds[] = {
    [CONSENT_MESSAGE_KIND_INFO] = { CONSENT_STATUS_INFO, N_("Information") },
    [CONSENT_MESSAGE_KIND_WARNING] = { CONSENT_STATUS_WARN, N_("Warning") },
    [CONSENT_MESSAGE_KIND_ERROR] = { CONSENT_STATUS_FAIL, N_("Error") },
  };

  consent_status_icon_set (self->icon, kinds[kind].status);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _(kinds[kind].label),
                                  -1);
}

static void
on_copy_clicked (ConsentMessageCard *self)
{
  const char *details = gtk_label_get_label (self->details);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.copy", "s", details);
}

static void
consent_message_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CONSENT_TYPE_MESSAGE_CARD);

  G_OBJECT_CLASS (consent_message_card_parent_class)->dispose (object);
}

static void
consent_message_card_class_init (ConsentMessageCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = consent_message_card_dispose;

  /* Screen readers read an alert out when it appears, without the focus moving there. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/widgets/consent-message-card.ui");
  gtk_widget_class_bind_template_child (widget_class, ConsentMessageCard, icon);
  gtk_widget_class_bind_template_child (widget_class, ConsentMessageCard, title);
  gtk_widget_class_bind_template_child (widget_class, ConsentMessageCard, explanation);
  gtk_widget_class_bind_template_child (widget_class, ConsentMessageCard, remedy);
  gtk_widget_class_bind_template_child (widget_class, ConsentMessageCard, details_expander);
  gtk_widget_class_bind_template_child (widget_class, ConsentMessageCard, details);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked);
}

static void
consent_message_card_init (ConsentMessageCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  consent_compat_hide_closed_child (self->details_expander);
}

void
consent_message_card_set_message (ConsentMessageCard   *self,
                                  ConsentMessageKind    kind,
                                  const ConsentMessage *message)
{
  g_return_if_fail (CONSENT_IS_MESSAGE_CARD (self));

  if (message != NULL)
    {
      set_kind (self, kind);
      set_text (self->title, message->title);
      set_text (self->explanation, message->explanation);
      set_text (self->remedy, message->remedy);
      set_text (self->details, message->details);
      gtk_expander_set_expanded (self->details_expander, FALSE);
      gtk_widget_set_visible (GTK_WIDGET (self->details_expander), message->details != NULL);
    }

  gtk_widget_set_visible (GTK_WIDGET (self), message != NULL);
}

ConsentMessageKind
consent_message_kind_for_error (const GError *error)
{
  g_return_val_if_fail (error != NULL, CONSENT_MESSAGE_KIND_ERROR);

  return g_error_matches (error, CONSENT_ERROR, CONSENT_ERROR_SIGN_IN_DECLINED) ? CONSENT_MESSAGE_KIND_INFO
                                                                               : CONSENT_MESSAGE_KIND_ERROR;
}

void
consent_message_card_set_error (ConsentMessageCard *self,
                                ConsentMessageKind  kind,
                                const GError       *error,
                                ConsentService     *service)
{
  g_autoptr (ConsentMessage) message = NULL;

  g_return_if_fail (CONSENT_IS_MESSAGE_CARD (self));

  if (error != NULL)
    message = consent_message_new_for_error (error, service);

  consent_message_card_set_message (self, kind, message);
}
