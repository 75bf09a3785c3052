/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-check-page.h"

#include "consent-error.h"
#include "widgets/consent-check-progress.h"
#include "widgets/consent-client-chooser.h"
#include "widgets/consent-message-card.h"
#include "widgets/consent-report-actions.h"
#include "widgets/consent-report-view.h"

#include <glib/gi18n.h>

/**
 * Phase:
 * @PHASE_IDLE: nothing was checked yet
 * @PHASE_RUNNING: signing in or reading
 * @PHASE_RESULT: the setup has a report
 * @PHASE_FAILED: the last attempt brought none; the setup may have an earlier one
 */
typedef enum
{
  PHASE_IDLE,
  PHASE_RUNNING,
  PHASE_RESULT,
  PHASE_FAILED,
} Phase;

struct _ConsentCheckPage
{
  ConsentPage parent_instance;

  GtkWidget *heading;
  GtkWidget *intro_box;
  GtkLabel *reads;
  GtkWidget *failed_box;
  ConsentMessageCard *message_card;
  GtkWidget *use_code_group;
  ConsentCheckProgress *progress;
  GtkWidget *cancel_button;
  ConsentClientChooser *chooser;
  GtkWidget *skip_button;
  ConsentReportView *report_view;
  GtkWidget *again_group;
  ConsentReportActions *report_actions;

  Phase phase;
  /* Holds the token; made anew for each sign-in. */
  ConsentVerification *verification;
  GCancellable *cancellable;
  gboolean device_code;
  /* Whether the token is from this run, so that one that is not accepted will not be next time either. */
  gboolean fresh;
};

G_DEFINE_FINAL_TYPE (ConsentCheckPage, consent_check_page, CONSENT_TYPE_PAGE)

static ConsentSetup *
get_setup (ConsentCheckPage *self)
{
  return consent_page_get_setup (CONSENT_PAGE (self));
}

static void
update_complete (ConsentCheckPage *self)
{
  gboolean can_sign_in = consent_client_chooser_get_client_id (self->chooser) != NULL &&
                         consent_setup_get_link (get_setup (self)) != NULL;

  consent_page_set_complete (CONSENT_PAGE (self), self->phase == PHASE_RESULT || can_sign_in);
}

/* Everything that a phase shows or allows is decided here. */
static void
set_phase (ConsentCheckPage *self,
           Phase             phase)
{
  gboolean has_report = consent_setup_get_report (get_setup (self)) != NULL;
  gboolean asks = phase == PHASE_IDLE || phase == PHASE_FAILED;
  gboolean shows_report = phase == PHASE_RESULT || (phase == PHASE_FAILED && has_report);

  self->phase = phase;

  /* The verdict is a heading of its own. */
  gtk_widget_set_visible (self->heading, phase != PHASE_RESULT);
  gtk_widget_set_visible (self->intro_box, phase == PHASE_IDLE);
  gtk_widget_set_visible (self->failed_box, phase == PHASE_FAILED);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), phase == PHASE_RUNNING);
  gtk_widget_set_visible (self->cancel_button, phase == PHASE_RUNNING);
  gtk_widget_set_visible (GTK_WIDGET (self->chooser), asks);
  gtk_widget_set_visible (self->skip_button, asks);
  gtk_widget_set_visible (GTK_WIDGET (self->report_view), shows_report);
  consent_report_view_set_earlier (self->report_view, phase == PHASE_FAILED);
  gtk_widget_set_visible (self->again_group, phase == PHASE_RESULT);
  gtk_widget_set_visible (GTK_WIDGET (self->report_actions), shows_report);

  if (phase == PHASE_RESULT)
    consent_page_set_action_label (CONSENT_PAGE (self), _("_Next"));
  else if (phase == PHASE_FAILED)
    consent_page_set_action_label (CONSENT_PAGE (self), _("_Try Again"));
  else
    consent_page_set_action_label (CONSENT_PAGE (self), _("_Sign In"));

  consent_page_set_busy (CONSENT_PAGE (self), phase == PHASE_RUNNING);
  update_complete (self);
}

static void
show_report (ConsentCheckPage *self)
{
  ConsentContext *context = consent_page_get_context (CONSENT_PAGE (self));
  ConsentReport *report = consent_setup_get_report (consent_context_get_setup (context));

  consent_report_view_set_report (self->report_view, report);
  if (report != NULL)
    consent_report_actions_set_report (self->report_actions, report,
                                       consent_context_get_scenario (context) != NULL);
}

static void
stop (ConsentCheckPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  consent_check_progress_follow (self->progress, NULL, TRUE);
}

/* Nothing of a sign-in outlives this. */
static void
forget (ConsentCheckPage *self)
{
  if (self->verification != NULL)
    consent_verification_forget (self->verification);
  g_clear_object (&self->verification);
}

/* Back to where the last result stands, if there is one. */
static void
rest (ConsentCheckPage *self)
{
  gboolean has_report = consent_setup_get_report (get_setup (self)) != NULL;

  stop (self);
  set_phase (self, has_report ? PHASE_RESULT : PHASE_IDLE);
}

/* Nobody hears of what is under way with a sign-in that is forgotten. */
static void
end_sign_in (ConsentCheckPage *self)
{
  if (self->phase == PHASE_RUNNING)
    rest (self);
  forget (self);
}

static void
show_failure (ConsentCheckPage *self,
              const GError     *error)
{
  ConsentService *service = consent_setup_get_service (get_setup (self));
  gboolean signed_in = consent_verification_is_signed_in (self->verification);

  stop (self);
  consent_message_card_set_error (self->message_card, consent_message_kind_for_error (error), error, service);
  gtk_widget_set_visible (self->use_code_group, !signed_in && !self->device_code);
  set_phase (self, PHASE_FAILED);
  consent_page_show_top (CONSENT_PAGE (self), self->failed_box);
}

static void start_sign_in (ConsentCheckPage *self,
                           gboolean          device_code,
                           const char       *login_hint);

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (ConsentCheckPage) self = CONSENT_CHECK_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (ConsentReport) report = NULL;

  report = consent_verification_read_finish (CONSENT_VERIFICATION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (report != NULL)
    {
      stop (self);
      consent_setup_set_report (get_setup (self), report);
      set_phase (self, PHASE_RESULT);
      consent_page_show_top (CONSENT_PAGE (self), GTK_WIDGET (self->report_view));
    }
  else if (!self->fresh && g_error_matches (error, CONSENT_ERROR, CONSENT_ERROR_UNAUTHORIZED))
    {
      /* The sign-in of an earlier check has run out since. */
      start_sign_in (self, self->device_code, consent_setup_find_login_hint (get_setup (self)));
    }
  else
    {
      show_failure (self, error);
    }
}

static void
start_reading (ConsentCheckPage *self)
{
  gboolean just_accepted = consent_setup_get_answer (get_setup (self)) == CONSENT_ANSWER_ACCEPTED;

  consent_verification_read_async (self->verification, just_accepted, self->cancellable,
                                   on_read, g_object_ref (self));
}

static void
on_signed_in (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (ConsentCheckPage) self = CONSENT_CHECK_PAGE (user_data);
  g_autoptr (GError) error = NULL;

  if (consent_verification_sign_in_finish (CONSENT_VERIFICATION (source), result, &error))
    start_reading (self);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_failure (self, error);
}

static void
run (ConsentCheckPage *self,
     gboolean          signs_in)
{
  stop (self);
  self->cancellable = g_cancellable_new ();
  self->fresh = signs_in;
  consent_check_progress_follow (self->progress, self->verification, signs_in);
  set_phase (self, PHASE_RUNNING);
  consent_page_show_top (CONSENT_PAGE (self), GTK_WIDGET (self->progress));
}

static void
start_sign_in (ConsentCheckPage *self,
               gboolean          device_code,
               const char       *login_hint)
{
  ConsentContext *context = consent_page_get_context (CONSENT_PAGE (self));
  const char *client_id = consent_client_chooser_get_client_id (self->chooser);

  /* Not before the earlier one has heard that it is cancelled. */
  stop (self);
  forget (self);
  self->device_code = device_code;
  self->verification = consent_context_new_verification (context, client_id);
  run (self, TRUE);
  consent_verification_sign_in_async (self->verification, device_code, login_hint, self->cancellable,
                                      on_signed_in, g_object_ref (self));
}

/* Uses the sign-in that there is, or asks for one. */
static void
check (ConsentCheckPage *self)
{
  if (self->verification != NULL && consent_verification_is_signed_in (self->verification))
    {
      run (self, FALSE);
      start_reading (self);
    }
  else
    {
      start_sign_in (self, self->device_code, consent_setup_find_login_hint (get_setup (self)));
    }
}

static void
on_use_code (ConsentCheckPage *self)
{
  start_sign_in (self, TRUE, NULL);
}

static void
on_check_again_activated (ConsentCheckPage *self)
{
  check (self);
}

static void
on_other_account_activated (ConsentCheckPage *self)
{
  start_sign_in (self, FALSE, NULL);
}

static void
on_client_id_changed (ConsentCheckPage *self)
{
  /* A token for the one says nothing about the other. */
  end_sign_in (self);
  self->device_code = FALSE;
  update_complete (self);
}

static void
on_report_changed (ConsentCheckPage *self)
{
  show_report (self);
  if (self->phase != PHASE_RUNNING)
    rest (self);
}

/* What was asked and answered so far was about another organization or region. */
static void
on_link_changed (ConsentCheckPage *self)
{
  rest (self);
  forget (self);
}

static gboolean
consent_check_page_activate (ConsentPage *page)
{
  ConsentCheckPage *self = CONSENT_CHECK_PAGE (page);

  if (self->phase == PHASE_RESULT)
    return FALSE;

  check (self);

  return TRUE;
}

static void
consent_check_page_cancel (ConsentPage *page)
{
  ConsentCheckPage *self = CONSENT_CHECK_PAGE (page);

  rest (self);
  /* The button that was pressed is gone. */
  consent_page_show_top (CONSENT_PAGE (self), GTK_WIDGET (self));
}

static void
consent_check_page_left (ConsentPage *page)
{
  ConsentCheckPage *self = CONSENT_CHECK_PAGE (page);

  end_sign_in (self);
}

static void
consent_check_page_constructed (GObject *object)
{
  ConsentCheckPage *self = CONSENT_CHECK_PAGE (object);
  g_autofree char *reads = NULL;
  ConsentSetup *setup;

  G_OBJECT_CLASS (consent_check_page_parent_class)->constructed (object);

  setup = get_setup (self);
  /* Translators: The placeholder is the name of the app, such as “TrackerRMS”. The words in brackets are
   * those of Microsoft's pages. */
  reads = g_strdup_printf (_("It reads who is signed in and with which roles, the entry of %s in your "
                             "organization, what was granted to it, what users may agree to themselves (user "
                             "consent settings), which permissions count as low impact (permission "
                             "classifications), and whether users can ask for approval (approval workflow)."),
                           consent_service_get_name (consent_setup_get_service (setup)));
  gtk_label_set_label (self->reads, reads);

  consent_client_chooser_set_context (self->chooser, consent_page_get_context (CONSENT_PAGE (self)));
  g_signal_connect_object (self->chooser, "notify::client-id",
                           G_CALLBACK (on_client_id_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (setup, "notify::report", G_CALLBACK (on_report_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (setup, "notify::link", G_CALLBACK (on_link_changed), self, G_CONNECT_SWAPPED);

  show_report (self);
  rest (self);
}

static void
consent_check_page_dispose (GObject *object)
{
  ConsentCheckPage *self = CONSENT_CHECK_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  forget (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), CONSENT_TYPE_CHECK_PAGE);

  G_OBJECT_CLASS (consent_check_page_parent_class)->dispose (object);
}

static void
consent_check_page_class_init (ConsentCheckPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ConsentPageClass *page_class = CONSENT_PAGE_CLASS (klass);

  object_class->constructed = consent_check_page_constructed;
  object_class->dispose = consent_check_page_dispose;
  page_class->left = consent_check_page_left;
  page_class->activate = consent_check_page_activate;
  page_class->cancel = consent_check_page_cancel;

  g_type_ensure (CONSENT_TYPE_CHECK_PROGRESS);
  g_type_ensure (CONSENT_TYPE_CLIENT_CHOOSER);
  g_type_ensure (CONSENT_TYPE_MESSAGE_CARD);
  g_type_ensure (CONSENT_TYPE_REPORT_ACTIONS);
  g_type_ensure (CONSENT_TYPE_REPORT_VIEW);

  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/pages/check/consent-check-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ConsentCheckPage, heading);
  gtk_widget_class_bind_template_child (widget_class, ConsentCheckPage, intro_box);
  gtk_widget_class_bind_template_child (widget_class, ConsentCheckPage, reads);
  gtk_widget_class_bind_template_child (widget_class, ConsentCheckPage, failed_box);
  gtk_widget_class_bind_template_child (widget_class, ConsentCheckPage, message_card);
  gtk_widget_class_bind_template_child (widget_class, ConsentCheckPage, use_code_group);
  gtk_widget_class_bind_template_child (widget_class, ConsentCheckPage, progress);
  gtk_widget_class_bind_template_child (widget_class, ConsentCheckPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, ConsentCheckPage, chooser);
  gtk_widget_class_bind_template_child (widget_class, ConsentCheckPage, skip_button);
  gtk_widget_class_bind_template_child (widget_class, ConsentCheckPage, report_view);
  gtk_widget_class_bind_template_child (widget_class, ConsentCheckPage, again_group);
  gtk_widget_class_bind_template_child (widget_class, ConsentCheckPage, report_actions);
  gtk_widget_class_bind_template_callback (widget_class, on_use_code);
  gtk_widget_class_bind_template_callback (widget_class, on_check_again_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_other_account_activated);
}

static void
consent_check_page_init (ConsentCheckPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
