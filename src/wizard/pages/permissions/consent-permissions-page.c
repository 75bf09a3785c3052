/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-permissions-page.h"

#include "consent-classify-dialog.h"
#include "consent-classify-run.h"
#include "consent-needs-view.h"
#include "consent-route.h"
#include "widgets/consent-check-progress.h"
#include "widgets/consent-client-chooser.h"
#include "widgets/consent-guide.h"
#include "widgets/consent-message-card.h"

#include <glib/gi18n.h>

struct _ConsentPermissionsPage
{
  ConsentPage parent_instance;

  GtkLabel *lead;
  ConsentMessageCard *caution_card;
  ConsentNeedsView *needs_view;
  GtkWidget *result_box;
  ConsentMessageCard *result_card;
  GtkWidget *code_group;
  GtkWidget *undo_group;
  AdwActionRow *undo_row;
  ConsentCheckProgress *progress;
  GtkLabel *working;
  GtkWidget *cancel_button;
  GtkWidget *ways_box;
  ConsentClientChooser *chooser;
  GtkWidget *add_button;
  GtkLabel *add_hint;

  ConsentClassifyRun *run;
  AdwMessageDialog *dialog;
};

G_DEFINE_FINAL_TYPE (ConsentPermissionsPage, consent_permissions_page, CONSENT_TYPE_PAGE)

static ConsentSetup *
get_setup (ConsentPermissionsPage *self)
{
  return consent_page_get_setup (CONSENT_PAGE (self));
}

static const char *
get_service_name (ConsentPermissionsPage *self)
{
  return consent_service_get_name (consent_setup_get_service (get_setup (self)));
}

static void
fill_texts (ConsentPermissionsPage *self)
{
  const char *name = get_service_name (self);
  g_autofree char *lead = NULL;
  g_autofree char *explanation = NULL;
  g_autofree char *remedy = NULL;
  g_autoptr (ConsentMessage) message = NULL;

  /* Translators: The placeholder is the name of the app, such as “TrackerRMS”. */
  lead = g_strdup_printf (_("Users of your organization may agree to permissions that are "
                            "classified as low impact. When all permissions that %s asks for "
                            "are low, and Microsoft has verified its publisher, people can "
                            "connect to it on their own."), name);
  gtk_label_set_label (self->lead, lead);

  /* Translators: The placeholder is the name of the app, such as “TrackerRMS”. */
  explanation = g_strdup_printf (_("Users can then give these permissions to every app whose "
                                   "publisher Microsoft has verified, not only to %s."), name);
  /* Translators: The placeholder is the name of the app, such as “TrackerRMS”. */
  remedy = g_strdup_printf (_("Approving %s for everyone affects this one app only. Go back "
                              "for it, or go on without adding anything."), name);
  message = g_new0 (ConsentMessage, 1);
  message->title = g_strdup (_("This affects more than one app"));
  message->explanation = g_steal_pointer (&explanation);
  message->remedy = g_steal_pointer (&remedy);
  consent_message_card_set_message (self->caution_card, CONSENT_MESSAGE_KIND_WARNING, message);
}

/* Some may have turned out to be low, or not to exist. */
static GPtrArray *
list_wanted (ConsentPermissionsPage *self)
{
  GPtrArray *needs = consent_needs_view_list_ticked (self->needs_view);

  for (guint i = needs->len; i > 0; i--)
    if (((ConsentNeed *) g_ptr_array_index (needs, i - 1))->id == NULL)
      g_ptr_array_remove_index (needs, i - 1);

  return needs;
}

/* What can be taken back stays on offer for as long as it is known. */
static void
show_undo (ConsentPermissionsPage *self,
           gboolean                idle,
           gboolean                can_sign_in)
{
  GPtrArray *items = consent_classifier_get_items (consent_classify_run_get_classifier (self->run));
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *subtitle = NULL;

  for (guint i = 0; i < items->len; i++)
    {
      const ConsentClassifierItem *item = g_ptr_array_index (items, i);

      if (item->added_id != NULL || item->unsure)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", item->name);
    }

  gtk_widget_set_visible (self->undo_group, names->len > 0 && idle);
  gtk_widget_set_sensitive (GTK_WIDGET (self->undo_row), can_sign_in);
  if (names->len == 0)
    return;

  /* Translators: The placeholder is a list of permissions, such as “Mail.Send, User.Read”. */
  subtitle = g_strdup_printf (_("Takes back what was added here: %s"), names->str);
  adw_action_row_set_subtitle (self->undo_row, subtitle);
}

/* Everything that follows from the phase, the ticks and the choice of how to sign in. */
static void
update (ConsentPermissionsPage *self)
{
  ConsentClassifyPhase phase = consent_classify_run_get_phase (self->run);
  const char *work = consent_classify_run_get_work (self->run);
  g_autoptr (GPtrArray) ticked = consent_needs_view_list_ticked (self->needs_view);
  gboolean can_sign_in = consent_client_chooser_get_client_id (self->chooser) != NULL;
  gboolean idle = phase == CONSENT_CLASSIFY_IDLE;
  gboolean busy = phase == CONSENT_CLASSIFY_SIGNING_IN || phase == CONSENT_CLASSIFY_CHANGING;
  const char *hint = NULL;

  if (ticked->len == 0)
    hint = _("Tick at least one permission first.");
  else if (!can_sign_in)
    hint = _("Choose first how to sign in.");

  consent_needs_view_set_locked (self->needs_view, !idle);
  gtk_widget_set_visible (self->ways_box, !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), phase == CONSENT_CLASSIFY_SIGNING_IN);
  gtk_widget_set_visible (GTK_WIDGET (self->working), work != NULL);
  gtk_label_set_label (self->working, work != NULL ? work : "");
  gtk_widget_set_visible (self->cancel_button, busy);
  gtk_widget_set_sensitive (self->add_button, idle && hint == NULL);
  gtk_label_set_label (self->add_hint, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->add_hint), hint != NULL);
  show_undo (self, idle, can_sign_in);

  consent_page_set_busy (CONSENT_PAGE (self), busy);
}

static void
close_dialog (ConsentPermissionsPage *self)
{
  AdwMessageDialog *dialog = self->dialog;

  g_clear_weak_pointer (&self->dialog);
  if (dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
show_result (ConsentPermissionsPage      *self,
             const ConsentClassifyResult *result,
             gboolean                     may_use_code)
{
  consent_message_card_set_message (self->result_card,
                                    result != NULL ? result->kind : CONSENT_MESSAGE_KIND_INFO,
                                    result != NULL ? result->message : NULL);
  gtk_widget_set_visible (self->code_group, may_use_code);
  gtk_widget_set_visible (self->result_box, result != NULL);
}

static void
on_run_changed (ConsentPermissionsPage *self)
{
  ConsentClassifyPhase phase = consent_classify_run_get_phase (self->run);
  gboolean was_changing = gtk_widget_get_visible (GTK_WIDGET (self->working));

  if (phase != CONSENT_CLASSIFY_IDLE)
    show_result (self, NULL, FALSE);
  if (phase != CONSENT_CLASSIFY_SIGNING_IN)
    consent_check_progress_follow (self->progress, NULL, TRUE);
  if (phase != CONSENT_CLASSIFY_ASKING)
    close_dialog (self);
  update (self);
  if (phase == CONSENT_CLASSIFY_CHANGING && !was_changing)
    consent_page_show_top (CONSENT_PAGE (self), self->cancel_button);
}

static void
on_run_signing_in (ConsentPermissionsPage *self,
                   ConsentVerification    *verification)
{
  consent_check_progress_follow (self->progress, verification, TRUE);
  consent_page_show_top (CONSENT_PAGE (self), GTK_WIDGET (self->progress));
}

static void
on_run_concluded (ConsentPermissionsPage      *self,
                  const ConsentClassifyResult *result,
                  gboolean                     may_use_code)
{
  show_result (self, result, may_use_code);
  consent_page_show_top (CONSENT_PAGE (self), self->result_box);
}

static void
on_response (ConsentPermissionsPage *self,
             const char             *response)
{
  g_autoptr (GPtrArray) needs = NULL;

  g_clear_weak_pointer (&self->dialog);
  if (g_str_equal (response, "add"))
    needs = list_wanted (self);

  consent_classify_run_agree (self->run, needs);
  if (needs == NULL)
    gtk_widget_grab_focus (self->add_button);
}

/* Nothing is changed before the person has seen a list of it, and agreed. */
static void
on_run_ask (ConsentPermissionsPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GPtrArray) needs = list_wanted (self);
  AdwMessageDialog *dialog;

  if (needs->len == 0)
    {
      consent_classify_run_agree (self->run, needs);
      return;
    }

  dialog = consent_classify_dialog_new (GTK_WINDOW (root), get_service_name (self), needs);
  g_set_weak_pointer (&self->dialog, dialog);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_add_clicked (ConsentPermissionsPage *self)
{
  g_auto (GStrv) needed = consent_needs_view_list_asked (self->needs_view);

  consent_classify_run_add (self->run, (const char * const *) needed);
}

static void
on_retry (ConsentPermissionsPage *self,
          const ConsentNeed      *need)
{
  consent_classify_run_retry (self->run, need);
}

static void
on_undo_activated (ConsentPermissionsPage *self)
{
  consent_classify_run_undo (self->run);
}

static void
on_use_code (ConsentPermissionsPage *self)
{
  consent_classify_run_use_code (self->run);
}

static void
on_client_id_changed (ConsentPermissionsPage *self)
{
  consent_classify_run_set_client_id (self->run, consent_client_chooser_get_client_id (self->chooser));
  update (self);
}

/* Everything here was about another organization. */
static void
on_tenant_changed (ConsentPermissionsPage *self)
{
  consent_classify_run_forget (self->run);
  consent_classifier_clear (consent_classify_run_get_classifier (self->run));
  consent_needs_view_clear (self->needs_view);
  show_result (self, NULL, FALSE);
  update (self);
}

/* What was added here can be taken back here, wherever the route leads by now. */
static gboolean
consent_permissions_page_is_relevant (ConsentPage *page)
{
  ConsentPermissionsPage *self = CONSENT_PERMISSIONS_PAGE (page);
  ConsentClassifier *classifier = consent_classify_run_get_classifier (self->run);

  return CONSENT_PAGE_CLASS (consent_permissions_page_parent_class)->is_relevant (page) ||
         consent_classifier_get_items (classifier)->len > 0;
}

static void
consent_permissions_page_entered (ConsentPage *page)
{
  ConsentPermissionsPage *self = CONSENT_PERMISSIONS_PAGE (page);

  /* Not before: what was chosen for the check holds here, too. */
  consent_client_chooser_set_context (self->chooser, consent_page_get_context (page));
  update (self);
}

static void
consent_permissions_page_left (ConsentPage *page)
{
  consent_classify_run_forget (CONSENT_PERMISSIONS_PAGE (page)->run);
}

static void
consent_permissions_page_cancel (ConsentPage *page)
{
  ConsentPermissionsPage *self = CONSENT_PERMISSIONS_PAGE (page);

  consent_classify_run_cancel (self->run);
  if (consent_classify_run_get_phase (self->run) == CONSENT_CLASSIFY_IDLE)
    gtk_widget_grab_focus (self->add_button);
}

static void
consent_permissions_page_constructed (GObject *object)
{
  ConsentPermissionsPage *self = CONSENT_PERMISSIONS_PAGE (object);

  G_OBJECT_CLASS (consent_permissions_page_parent_class)->constructed (object);

  self->run = consent_classify_run_new (consent_page_get_context (CONSENT_PAGE (self)));
  g_signal_connect_object (self->run, "changed", G_CALLBACK (on_run_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->run, "signing-in", G_CALLBACK (on_run_signing_in), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->run, "ask", G_CALLBACK (on_run_ask), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->run, "concluded", G_CALLBACK (on_run_concluded), self, G_CONNECT_SWAPPED);

  fill_texts (self);
  consent_needs_view_follow (self->needs_view, get_setup (self),
                             consent_classify_run_get_classifier (self->run));
  g_signal_connect_object (self->chooser, "notify::client-id",
                           G_CALLBACK (on_client_id_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_setup (self), "notify::link",
                           G_CALLBACK (on_tenant_changed), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
consent_permissions_page_dispose (GObject *object)
{
  ConsentPermissionsPage *self = CONSENT_PERMISSIONS_PAGE (object);

  close_dialog (self);
  /* Whoever waits for an answer holds the run for a while longer. */
  if (self->run != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->run, self);
      consent_classify_run_forget (self->run);
    }
  g_clear_object (&self->run);
  gtk_widget_dispose_template (GTK_WIDGET (self), CONSENT_TYPE_PERMISSIONS_PAGE);

  G_OBJECT_CLASS (consent_permissions_page_parent_class)->dispose (object);
}

static void
consent_permissions_page_class_init (ConsentPermissionsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ConsentPageClass *page_class = CONSENT_PAGE_CLASS (klass);

  object_class->constructed = consent_permissions_page_constructed;
  object_class->dispose = consent_permissions_page_dispose;
  page_class->is_on_route = consent_route_may_classify;
  page_class->is_relevant = consent_permissions_page_is_relevant;
  page_class->entered = consent_permissions_page_entered;
  page_class->left = consent_permissions_page_left;
  page_class->cancel = consent_permissions_page_cancel;

  g_type_ensure (CONSENT_TYPE_CHECK_PROGRESS);
  g_type_ensure (CONSENT_TYPE_CLIENT_CHOOSER);
  g_type_ensure (CONSENT_TYPE_GUIDE);
  g_type_ensure (CONSENT_TYPE_MESSAGE_CARD);
  g_type_ensure (CONSENT_TYPE_NEEDS_VIEW);

  gtk_widget_class_set_template_from_resource (
    widget_class, APPLICATION_PATH "/pages/permissions/consent-permissions-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ConsentPermissionsPage, lead);
  gtk_widget_class_bind_template_child (widget_class, ConsentPermissionsPage, caution_card);
  gtk_widget_class_bind_template_child (widget_class, ConsentPermissionsPage, needs_view);
  gtk_widget_class_bind_template_child (widget_class, ConsentPermissionsPage, result_box);
  gtk_widget_class_bind_template_child (widget_class, ConsentPermissionsPage, result_card);
  gtk_widget_class_bind_template_child (widget_class, ConsentPermissionsPage, code_group);
  gtk_widget_class_bind_template_child (widget_class, ConsentPermissionsPage, undo_group);
  gtk_widget_class_bind_template_child (widget_class, ConsentPermissionsPage, undo_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentPermissionsPage, progress);
  gtk_widget_class_bind_template_child (widget_class, ConsentPermissionsPage, working);
  gtk_widget_class_bind_template_child (widget_class, ConsentPermissionsPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, ConsentPermissionsPage, ways_box);
  gtk_widget_class_bind_template_child (widget_class, ConsentPermissionsPage, chooser);
  gtk_widget_class_bind_template_child (widget_class, ConsentPermissionsPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, ConsentPermissionsPage, add_hint);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, on_add_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_retry);
  gtk_widget_class_bind_template_callback (widget_class, on_undo_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_use_code);
}

static void
consent_permissions_page_init (ConsentPermissionsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
