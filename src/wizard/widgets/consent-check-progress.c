/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-check-progress.h"

#include "consent-announcement.h"

#include <glib/gi18n.h>

#define N_STAGES (CONSENT_STAGE_NOT_VISIBLE_YET + 1)

struct _ConsentCheckProgress
{
  AdwBin parent_instance;

  AdwPreferencesGroup *stages_group;
  GtkLabel *status;
  GtkLabel *waiting;
  GtkWidget *browser_group;
  GtkWidget *open_row;
  GtkWidget *copy_link_row;
  AdwPreferencesGroup *code_group;
  GtkLabel *code;
  GtkWidget *copy_code_row;
  AdwActionRow *open_code_row;

  /* For each stage but the idle one: its row, and what it shows in front. */
  AdwActionRow *rows[N_STAGES];
  GtkImage *icons[N_STAGES];
  GtkSpinner *spinners[N_STAGES];

  GSignalGroup *signals;
  /* As far as it has come: asking again is not going back. */
  ConsentStage furthest;
};

G_DEFINE_FINAL_TYPE (ConsentCheckProgress, consent_check_progress, ADW_TYPE_BIN)

enum {
  USE_CODE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char * const titles[N_STAGES] = {
  [CONSENT_STAGE_SIGNING_IN] = N_("Signing in on Microsoft’s page"),
  [CONSENT_STAGE_READING] = N_("Reading what Microsoft has on record"),
  [CONSENT_STAGE_NOT_VISIBLE_YET] = N_("The approval is not visible yet, asking again…"),
};

static void
add_stage (ConsentCheckProgress *self,
           ConsentStage          stage)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *spinner = g_object_new (GTK_TYPE_SPINNER, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(titles[stage]));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), spinner);
  adw_preferences_group_add (self->stages_group, row);

  self->rows[stage] = ADW_ACTION_ROW (row);
  self->icons[stage] = GTK_IMAGE (icon);
  self->spinners[stage] = GTK_SPINNER (spinner);
}

static void
show_stage (ConsentCheckProgress *self,
            ConsentStage          stage)
{
  gboolean running = stage == self->furthest;
  gboolean done = stage < self->furthest;

  gtk_widget_set_visible (GTK_WIDGET (self->spinners[stage]), running);
  gtk_spinner_set_spinning (self->spinners[stage], running);
  gtk_widget_set_visible (GTK_WIDGET (self->icons[stage]), !running);
  gtk_image_set_from_icon_name (self->icons[stage], done ? "object-select-symbolic" : "content-loading-symbolic");
  if (done)
    gtk_widget_add_css_class (GTK_WIDGET (self->icons[stage]), "success");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->icons[stage]), "success");

  /* Translators: how far a step of several has come. */
  adw_action_row_set_subtitle (self->rows[stage], running ? C_("step", "Under way")
                                                  : done ? C_("step", "Done") : C_("step", "Still to come"));
}

static void
update (ConsentCheckProgress *self)
{
  for (ConsentStage stage = CONSENT_STAGE_SIGNING_IN; stage < N_STAGES; stage++)
    show_stage (self, stage);

  /* Most often it is visible at once: no need to announce what may never come. */
  gtk_widget_set_visible (GTK_WIDGET (self->rows[CONSENT_STAGE_NOT_VISIBLE_YET]),
                          self->furthest == CONSENT_STAGE_NOT_VISIBLE_YET);
  gtk_label_set_label (self->status, _(titles[self->furthest]));

  if (self->furthest != CONSENT_STAGE_SIGNING_IN)
    {
      gtk_widget_set_visible (self->browser_group, FALSE);
      gtk_widget_set_visible (GTK_WIDGET (self->code_group), FALSE);
    }
}

static void
on_stage_changed (ConsentCheckProgress *self,
                  GParamSpec           *pspec,
                  ConsentVerification  *verification)
{
  ConsentStage stage = consent_verification_get_stage (verification);

  if (stage <= self->furthest)
    return;

  self->furthest = stage;
  update (self);
}

static void
on_open_uri (ConsentCheckProgress *self,
             const char           *uri)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open_row), "s", uri);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->copy_link_row), "s", uri);
  gtk_widget_set_visible (self->browser_group, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-uri", "s", uri);
}

static void
on_device_code (ConsentCheckProgress *self,
                const char           *user_code,
                const char           *verification_uri)
{
  const char *title = adw_preferences_group_get_title (self->code_group);
  g_autofree char *announcement = g_strdup_printf ("%s: %s", title, user_code);

  gtk_label_set_label (self->code, user_code);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->copy_code_row), "s", user_code);
  adw_action_row_set_subtitle (self->open_code_row, verification_uri);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open_code_row), "s", verification_uri);
  gtk_widget_set_visible (GTK_WIDGET (self->code_group), TRUE);
  consent_announce (GTK_WIDGET (self), announcement);
}

static void
on_waiting (ConsentCheckProgress *self,
            guint                 seconds)
{
  g_autofree char *text = g_strdup_printf (ngettext ("Microsoft asks us to wait %u second. Then it goes on by itself.",
                                                     "Microsoft asks us to wait %u seconds. Then it goes on by itself.",
                                                     seconds),
                                           seconds);

  gtk_label_set_label (self->waiting, text);
  gtk_widget_set_visible (GTK_WIDGET (self->waiting), seconds > 0);
}

static void
on_use_code_activated (ConsentCheckProgress *self)
{
  g_signal_emit (self, signals[USE_CODE], 0);
}

static gboolean
consent_check_progress_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (adw_bin_get_child (ADW_BIN (widget)));
}

static void
consent_check_progress_dispose (GObject *object)
{
  ConsentCheckProgress *self = CONSENT_CHECK_PROGRESS (object);

  g_clear_object (&self->signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), CONSENT_TYPE_CHECK_PROGRESS);

  G_OBJECT_CLASS (consent_check_progress_parent_class)->dispose (object);
}

static void
consent_check_progress_class_init (ConsentCheckProgressClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = consent_check_progress_dispose;
  widget_class->grab_focus = consent_check_progress_grab_focus;

  signals[USE_CODE] = g_signal_new ("use-code", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                    0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/widgets/consent-check-progress.ui");
  gtk_widget_class_bind_template_child (widget_class, ConsentCheckProgress, stages_group);
  gtk_widget_class_bind_template_child (widget_class, ConsentCheckProgress, status);
  gtk_widget_class_bind_template_child (widget_class, ConsentCheckProgress, waiting);
  gtk_widget_class_bind_template_child (widget_class, ConsentCheckProgress, browser_group);
  gtk_widget_class_bind_template_child (widget_class, ConsentCheckProgress, open_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentCheckProgress, copy_link_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentCheckProgress, code_group);
  gtk_widget_class_bind_template_child (widget_class, ConsentCheckProgress, code);
  gtk_widget_class_bind_template_child (widget_class, ConsentCheckProgress, copy_code_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentCheckProgress, open_code_row);
  gtk_widget_class_bind_template_callback (widget_class, on_use_code_activated);
}

static void
consent_check_progress_init (ConsentCheckProgress *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (ConsentStage stage = CONSENT_STAGE_SIGNING_IN; stage < N_STAGES; stage++)
    add_stage (self, stage);

  self->signals = g_signal_group_new (CONSENT_TYPE_VERIFICATION);
  g_signal_group_connect_swapped (self->signals, "notify::stage", G_CALLBACK (on_stage_changed), self);
  g_signal_group_connect_swapped (self->signals, "open-uri", G_CALLBACK (on_open_uri), self);
  g_signal_group_connect_swapped (self->signals, "device-code", G_CALLBACK (on_device_code), self);
  g_signal_group_connect_swapped (self->signals, "waiting", G_CALLBACK (on_waiting), self);
}

void
consent_check_progress_follow (ConsentCheckProgress *self,
                               ConsentVerification  *verification,
                               gboolean              signs_in)
{
  g_return_if_fail (CONSENT_IS_CHECK_PROGRESS (self));

  g_signal_group_set_target (self->signals, verification);

  self->furthest = signs_in ? CONSENT_STAGE_SIGNING_IN : CONSENT_STAGE_READING;
  gtk_widget_set_visible (GTK_WIDGET (self->rows[CONSENT_STAGE_SIGNING_IN]), signs_in);
  gtk_widget_set_visible (self->browser_group, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->code_group), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->waiting), FALSE);
  update (self);
}
