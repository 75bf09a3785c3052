/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-need-row.h"

#include "consent-announcement.h"
#include "consent-error.h"
#include "consent-message.h"
#include "widgets/consent-status-icon.h"

#include <glib/gi18n.h>

struct _ConsentNeedRow
{
  AdwPreferencesRow parent_instance;

  GtkCheckButton *tick;
  GtkImage *icon;
  GtkWidget *spinner;
  GtkLabel *name;
  GtkLabel *label;
  GtkLabel *origin;
  GtkLabel *state;
  GtkWidget *retry_button;

  ConsentService *service;
  ConsentNeed *need;
};

G_DEFINE_FINAL_TYPE (ConsentNeedRow, consent_need_row, ADW_TYPE_PREFERENCES_ROW)

enum {
  RETRY,
  TOGGLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/**
 * Face:
 * @FACE_TICK: it can be ticked
 * @FACE_ICON: it cannot
 * @FACE_SPINNER: it is being added
 *
 * What stands in front of a permission.
 */
typedef enum {
  FACE_TICK,
  FACE_ICON,
  FACE_SPINNER,
} Face;

static const char *
get_origin (ConsentNeedOrigin origin)
{
  switch (origin)
    {
    case CONSENT_NEED_STANDARD:
      return _("Every sign-in asks for it");
    case CONSENT_NEED_APPROVED:
      return _("Granted for everyone");
    case CONSENT_NEED_USERS:
      return _("Some users have agreed to it");
    case CONSENT_NEED_REQUESTED:
      return _("A waiting request asks for it");
    case CONSENT_NEED_PUBLISHED:
      return _("Named by the maker of the app");
    case CONSENT_NEED_PASTED:
    default:
      return _("From what you pasted");
    }
}

static const char *
get_state (ConsentNeedState  state,
           ConsentStatus    *status)
{
  *status = CONSENT_STATUS_INFO;

  switch (state)
    {
    case CONSENT_NEED_LOW:
      *status = CONSENT_STATUS_PASS;
      return _("Low already");
    case CONSENT_NEED_MISSING:
      return _("Not low yet");
    case CONSENT_NEED_NOT_READ:
      return _("Whether it is low is not known yet");
    case CONSENT_NEED_OTHER_LEVEL:
      return _("Classified as medium or high, and left as it is");
    case CONSENT_NEED_ADMIN:
      return _("Only an administrator may agree to it: it cannot be low");
    case CONSENT_NEED_ELSEWHERE:
      return _("Not one of Microsoft Graph: it cannot be added here");
    case CONSENT_NEED_UNKNOWN:
    default:
      *status = CONSENT_STATUS_UNKNOWN;
      return _("Not known as a permission of Microsoft Graph");
    }
}

/* Why Microsoft would not, or what went wrong, in as few words as there can be. */
static char *
explain (ConsentNeedRow              *self,
         const ConsentClassifierItem *item)
{
  g_autoptr (ConsentMessage) message = NULL;

  if (g_error_matches (item->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_strdup (_("Stopped before an answer came, so it may have been added anyway"));
  if (item->result == CONSENT_CLASSIFIER_REFUSED &&
      g_error_matches (item->error, CONSENT_ERROR, CONSENT_ERROR_CONFLICT))
    return g_strdup (_("Classified as medium or high, and left as it is"));
  if (item->result == CONSENT_CLASSIFIER_REFUSED &&
      g_error_matches (item->error, CONSENT_ERROR, CONSENT_ERROR_FAILED))
    return g_strdup (_("Refused: Microsoft does not let this permission be classified"));

  message = consent_message_new_for_error (item->error, self->service);
  /* Translators: The placeholder is why not, such as “This account may not see or do this”. */
  return g_strdup_printf (item->result == CONSENT_CLASSIFIER_ADDED   ? _("Added, and not taken back: %s")
                          : item->result == CONSENT_CLASSIFIER_REFUSED ? _("Refused: %s")
                                                                       : _("Not added: %s"),
                          message->title);
}

static void
set_face (ConsentNeedRow *self,
          Face            face,
          ConsentStatus   status)
{
  gtk_widget_set_visible (GTK_WIDGET (self->tick), face == FACE_TICK);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), face == FACE_ICON);
  gtk_widget_set_visible (self->spinner, face == FACE_SPINNER);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), face == FACE_TICK);
  /* Tab comes to the row or to its tick. */
  gtk_widget_set_focusable (GTK_WIDGET (self), face != FACE_TICK);
  /* What was being added, and was not, is still wanted. */
  if (face == FACE_ICON)
    gtk_check_button_set_active (self->tick, FALSE);
  consent_status_icon_set (self->icon, status);
}

static void
show_state (ConsentNeedRow *self,
            const char     *state)
{
  /* What has not changed is not announced again. */
  if (g_strcmp0 (gtk_label_get_label (self->state), state) != 0)
    gtk_label_set_label (self->state, state);
}

static void
show_need (ConsentNeedRow *self)
{
  ConsentStatus status;
  const char *state = get_state (self->need->state, &status);

  set_face (self, consent_need_can_be_added (self->need) ? FACE_TICK : FACE_ICON, status);
  show_state (self, state);
}

static void
show_item (ConsentNeedRow              *self,
           const ConsentClassifierItem *item)
{
  g_autofree char *reason = item->error != NULL ? explain (self, item) : NULL;

  switch (item->result)
    {
    case CONSENT_CLASSIFIER_WORKING:
      set_face (self, FACE_SPINNER, CONSENT_STATUS_INFO);
      show_state (self, _("Asking Microsoft…"));
      break;

    case CONSENT_CLASSIFIER_ADDED:
      set_face (self, FACE_ICON, reason != NULL ? CONSENT_STATUS_WARN : CONSENT_STATUS_PASS);
      show_state (self, reason != NULL ? reason : _("Added just now"));
      break;

    case CONSENT_CLASSIFIER_ALREADY:
      set_face (self, FACE_ICON, CONSENT_STATUS_PASS);
      show_state (self, _("Low already"));
      break;

    case CONSENT_CLASSIFIER_REFUSED:
      set_face (self, FACE_ICON, CONSENT_STATUS_FAIL);
      show_state (self, reason);
      break;

    case CONSENT_CLASSIFIER_FAILED:
      set_face (self, FACE_ICON, CONSENT_STATUS_WARN);
      show_state (self, reason);
      break;

    case CONSENT_CLASSIFIER_REMOVED:
      set_face (self, FACE_TICK, CONSENT_STATUS_INFO);
      show_state (self, _("Taken back: not low any more"));
      break;

    case CONSENT_CLASSIFIER_WAITING:
    default:
      show_need (self);
      break;
    }
}

static void
set_accessible_names (ConsentNeedRow *self)
{
  /* Translators: The placeholder is the name of a permission, such as “Mail.Send”. */
  g_autofree char *retry = g_strdup_printf (_("Try %s Again"), self->need->name);
  const char *state = gtk_label_get_label (self->state);
  g_autofree char *description = g_strdup_printf ("%s\n%s", self->need->label, state);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->need->name, -1);
  consent_describe (GTK_WIDGET (self), state);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tick), GTK_ACCESSIBLE_PROPERTY_LABEL, self->need->name, -1);
  consent_describe (GTK_WIDGET (self->tick), g_strstrip (description));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->retry_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, retry,
                                  -1);
}

static void
on_tick_toggled (ConsentNeedRow *self)
{
  g_signal_emit (self, signals[TOGGLED], 0);
}

static void
on_retry_clicked (ConsentNeedRow *self)
{
  g_signal_emit (self, signals[RETRY], 0);
}

static void
on_activate (ConsentNeedRow *self)
{
  gtk_widget_activate (GTK_WIDGET (self->tick));
}

static void
consent_need_row_dispose (GObject *object)
{
  ConsentNeedRow *self = CONSENT_NEED_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CONSENT_TYPE_NEED_ROW);
  g_clear_object (&self->service);
  g_clear_pointer (&self->need, consent_need_free);

  G_OBJECT_CLASS (consent_need_row_parent_class)->dispose (object);
}

static void
consent_need_row_class_init (ConsentNeedRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = consent_need_row_dispose;

  signals[RETRY] = g_signal_new ("retry", CONSENT_TYPE_NEED_ROW, G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TOGGLED] = g_signal_new ("toggled", CONSENT_TYPE_NEED_ROW, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/pages/permissions/consent-need-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ConsentNeedRow, tick);
  gtk_widget_class_bind_template_child (widget_class, ConsentNeedRow, icon);
  gtk_widget_class_bind_template_child (widget_class, ConsentNeedRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, ConsentNeedRow, name);
  gtk_widget_class_bind_template_child (widget_class, ConsentNeedRow, label);
  gtk_widget_class_bind_template_child (widget_class, ConsentNeedRow, origin);
  gtk_widget_class_bind_template_child (widget_class, ConsentNeedRow, state);
  gtk_widget_class_bind_template_child (widget_class, ConsentNeedRow, retry_button);
  gtk_widget_class_bind_template_callback (widget_class, on_tick_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_clicked);
}

static void
consent_need_row_init (ConsentNeedRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  g_signal_connect (self, "activate", G_CALLBACK (on_activate), NULL);
}

GtkWidget *
consent_need_row_new (ConsentService *service)
{
  ConsentNeedRow *self;

  g_return_val_if_fail (CONSENT_IS_SERVICE (service), NULL);

  self = g_object_new (CONSENT_TYPE_NEED_ROW, NULL);
  self->service = g_object_ref (service);

  return GTK_WIDGET (self);
}

void
consent_need_row_set_need (ConsentNeedRow              *self,
                           const ConsentNeed           *need,
                           const ConsentClassifierItem *item)
{
  g_return_if_fail (CONSENT_IS_NEED_ROW (self));
  g_return_if_fail (need != NULL);

  g_clear_pointer (&self->need, consent_need_free);
  self->need = consent_need_copy (need);

  gtk_label_set_label (self->name, need->name);
  gtk_label_set_label (self->label, need->label);
  gtk_widget_set_visible (GTK_WIDGET (self->label), *need->label != '\0');
  gtk_label_set_label (self->origin, get_origin (need->origin));

  if (item != NULL)
    show_item (self, item);
  else
    show_need (self);
  gtk_widget_set_visible (self->retry_button,
                          item != NULL && (item->result == CONSENT_CLASSIFIER_FAILED ||
                                           item->result == CONSENT_CLASSIFIER_REFUSED));
  set_accessible_names (self);
}

const ConsentNeed *
consent_need_row_get_need (ConsentNeedRow *self)
{
  g_return_val_if_fail (CONSENT_IS_NEED_ROW (self), NULL);

  return self->need;
}

gboolean
consent_need_row_get_ticked (ConsentNeedRow *self)
{
  g_return_val_if_fail (CONSENT_IS_NEED_ROW (self), FALSE);

  return gtk_check_button_get_active (self->tick);
}

void
consent_need_row_set_ticked (ConsentNeedRow *self,
                             gboolean        ticked)
{
  g_return_if_fail (CONSENT_IS_NEED_ROW (self));

  gtk_check_button_set_active (self->tick, ticked && gtk_widget_get_visible (GTK_WIDGET (self->tick)));
}
