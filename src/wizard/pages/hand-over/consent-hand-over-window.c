/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-hand-over-window.h"

#include "consent-announcement.h"
#include "consent-compat.h"
#include "consent-hand-over.h"
#include "consent-look-up.h"
#include "consent-print.h"
#include "widgets/consent-entry-state.h"
#include "widgets/consent-message-card.h"
#include "widgets/consent-region-group.h"

#include <glib/gi18n.h>

struct _ConsentHandOverWindow
{
  AdwWindow parent_instance;

  GtkWidget *practice_banner;
  GtkScrolledWindow *scroller;
  GtkWidget *outcome_box;
  ConsentMessageCard *outcome_card;
  GtkWidget *organization_box;
  GtkEditable *entry;
  GtkWidget *asking_box;
  GtkWidget *found_box;
  ConsentMessageCard *look_up_card;
  GtkLabel *look_up_note;
  GtkWidget *retry_button;
  ConsentRegionGroup *region_group;
  GtkLabel *message;
  GtkWidget *mail_button;

  ConsentContext *context;
  ConsentLookUp *look_up;
  /* Set while a mail program is being started, with all or less of the message. */
  GCancellable *cancellable;
  gboolean shortened;
};

G_DEFINE_FINAL_TYPE (ConsentHandOverWindow, consent_hand_over_window, ADW_TYPE_WINDOW)

enum {
  HANDED_OVER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static ConsentSetup *
get_setup (ConsentHandOverWindow *self)
{
  return consent_context_get_setup (self->context);
}

/* What the journey knows, and in its place what was said here. */
static ConsentHandOver
make_hand_over (ConsentHandOverWindow *self)
{
  ConsentSetup *setup = get_setup (self);
  const ConsentTenant *tenant = consent_setup_get_tenant (setup);
  const ConsentTenantInput *input = consent_look_up_get_input (self->look_up);
  ConsentHandOver hand_over = {
    .service = consent_setup_get_service (setup),
    .authority = consent_setup_get_authority (setup),
    .region = consent_setup_get_region (setup),
    .practice = consent_context_get_scenario (self->context) != NULL,
  };

  /* What is asked for here counts, even if the journey comes to know it meanwhile. */
  if (gtk_widget_get_visible (self->organization_box))
    tenant = consent_look_up_get_tenant (self->look_up);
  if (gtk_widget_get_visible (GTK_WIDGET (self->region_group)))
    hand_over.region = consent_region_group_get_region (self->region_group);

  if (tenant != NULL)
    {
      hand_over.tenant_id = tenant->id;
      hand_over.domain = tenant->domain;
    }
  else if (input != NULL && consent_look_up_get_phase (self->look_up) != CONSENT_LOOK_UP_REFUSED)
    {
      hand_over.domain = input->domain;
    }

  return hand_over;
}

static void
update_message (ConsentHandOverWindow *self)
{
  ConsentHandOver hand_over = make_hand_over (self);
  g_autofree char *text = consent_hand_over_new_text (&hand_over);

  if (g_str_equal (text, gtk_label_get_label (self->message)))
    return;

  gtk_label_set_label (self->message, text);
  /* The outcome was that of another message. */
  consent_message_card_set_message (self->outcome_card, CONSENT_MESSAGE_KIND_INFO, NULL);
}

/* What was looked up last, and in practice the one organization that can be found. */
static char *
guess_organization (ConsentHandOverWindow *self)
{
  const char *scenario = consent_context_get_scenario (self->context);
  GSettings *settings = consent_context_get_settings (self->context);
  g_autofree char *last = g_settings_get_string (settings, "last-tenant");

  if (*last == '\0' && scenario != NULL)
    return g_strdup (consent_practice_server_get_domain (scenario));

  return g_steal_pointer (&last);
}

/* Asks for what is not known yet. */
static void
prepare (ConsentHandOverWindow *self)
{
  ConsentSetup *setup = get_setup (self);
  GSettings *settings = consent_context_get_settings (self->context);
  gboolean is_practice = consent_context_get_scenario (self->context) != NULL;
  gboolean knows_tenant = consent_setup_get_tenant (setup) != NULL;
  gboolean knows_region = consent_setup_get_region (setup) != NULL;
  g_autofree char *organization = guess_organization (self);
  g_autofree char *region = g_settings_get_string (settings, "last-region");

  gtk_widget_set_visible (self->practice_banner, is_practice);
  gtk_widget_set_visible (self->organization_box, !knows_tenant);
  gtk_widget_set_visible (GTK_WIDGET (self->region_group), !knows_region);

  consent_region_group_fill (self->region_group, consent_setup_get_service (setup));
  consent_region_group_add_unknown (self->region_group,
                                    _("The message then has a link for each region"));
  consent_region_group_choose (self->region_group, region);
  if (!knows_tenant)
    gtk_editable_set_text (self->entry, organization);
  update_message (self);

  /* Else the message would be the first to get the focus, and all of it would be selected. */
  gtk_widget_grab_focus (knows_tenant ? self->mail_button : GTK_WIDGET (self->entry));
}

static void
show_outcome (ConsentHandOverWindow *self,
              ConsentMessageKind     kind,
              const char            *title,
              const char            *explanation,
              const char            *remedy,
              const char            *details)
{
  ConsentMessage message = {
    .title = (char *) title,
    .explanation = (char *) explanation,
    .remedy = (char *) remedy,
    .details = (char *) details,
  };

  consent_message_card_set_message (self->outcome_card, kind, &message);
  /* At the top, and maybe out of sight. */
  gtk_widget_grab_focus (self->outcome_box);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
show_no_mail (ConsentHandOverWindow *self,
              const char            *details)
{
  show_outcome (self, CONSENT_MESSAGE_KIND_WARNING,
                _("No mail program could be opened"),
                _("Nothing was sent."),
                _("Copy the message and paste it into a mail, on this computer or on another one. "
                  "You can also print it."),
                details);
}

static void
on_look_up_changed (ConsentHandOverWindow *self)
{
  const GError *error = consent_look_up_get_error (self->look_up);
  ConsentLookUpPhase phase = consent_look_up_get_phase (self->look_up);
  gboolean is_asking = phase == CONSENT_LOOK_UP_ASKING;
  gboolean is_refused = phase == CONSENT_LOOK_UP_REFUSED;
  gboolean has_failed = phase == CONSENT_LOOK_UP_FAILED;
  gboolean is_unchecked = phase == CONSENT_LOOK_UP_NOT_CHECKED;

  gtk_widget_set_visible (self->asking_box, is_asking);
  gtk_widget_set_visible (self->found_box, phase == CONSENT_LOOK_UP_FOUND);
  consent_message_card_set_error (self->look_up_card,
                                  is_unchecked ? CONSENT_MESSAGE_KIND_WARNING : CONSENT_MESSAGE_KIND_ERROR,
                                  error, consent_setup_get_service (get_setup (self)));
  gtk_widget_set_visible (GTK_WIDGET (self->look_up_note), is_refused || has_failed);
  gtk_widget_set_visible (self->retry_button, has_failed || is_unchecked);
  consent_entry_set_state (GTK_WIDGET (self->entry), is_refused,
                           error != NULL ? GTK_WIDGET (self->look_up_card) : NULL);
  update_message (self);
}

static void
on_entry_changed (ConsentHandOverWindow *self)
{
  consent_look_up_set_text (self->look_up, gtk_editable_get_text (self->entry));
}

static void
on_entry_activate (ConsentHandOverWindow *self)
{
  consent_look_up_start (self->look_up);
}

static void
on_retry_clicked (ConsentHandOverWindow *self)
{
  /* The button is about to hide. */
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  consent_look_up_start (self->look_up);
}

static void
on_region_changed (ConsentHandOverWindow *self)
{
  const ConsentRegion *region = consent_region_group_get_region (self->region_group);
  GSettings *settings = consent_context_get_settings (self->context);

  if (region != NULL)
    g_settings_set_string (settings, "last-region", region->id);
  update_message (self);
}

static void
on_launched (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (ConsentHandOverWindow) self = CONSENT_HAND_OVER_WINDOW (user_data);
  g_autoptr (GCancellable) cancellable = NULL;
  g_autoptr (GError) error = NULL;
  gboolean launched = g_app_info_launch_default_for_uri_finish (result, &error);

  cancellable = g_steal_pointer (&self->cancellable);
  if (cancellable == NULL)
    return;

  /* In a sandbox the person may close the question for a mail program: that is no error. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (!launched)
    {
      show_no_mail (self, error->message);
      return;
    }

  show_outcome (self, CONSENT_MESSAGE_KIND_INFO,
                _("Your mail program opens with the message"),
                self->shortened
                  ? _("It is a shorter one, since a mail that is begun like this has no room for "
                      "all of it. Nothing is sent before you press Send there.")
                  : _("Nothing is sent before you press Send there."),
                _("If it does not come up, copy the message and paste it into a mail."),
                NULL);
  g_signal_emit (self, signals[HANDED_OVER], 0);
}

static void
on_mail_clicked (ConsentHandOverWindow *self)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));
  g_autoptr (GdkAppLaunchContext) launch_context = gdk_display_get_app_launch_context (display);
  ConsentHandOver hand_over = make_hand_over (self);
  g_autofree char *uri = NULL;

  if (self->cancellable != NULL)
    return;

  uri = consent_hand_over_new_mail_uri (&hand_over, &self->shortened);
  if (uri == NULL)
    {
      show_no_mail (self, "The message is too long for a mailto: address");
      return;
    }

  self->cancellable = g_cancellable_new ();
  g_app_info_launch_default_for_uri_async (uri, G_APP_LAUNCH_CONTEXT (launch_context),
                                           self->cancellable, on_launched, g_object_ref (self));
}

static void
on_copy_clicked (ConsentHandOverWindow *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  const char *text = gtk_label_get_label (self->message);

  gtk_widget_activate_action (GTK_WIDGET (parent), "win.copy", "s", text);
  g_signal_emit (self, signals[HANDED_OVER], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_print_done (ConsentHandOverWindow   *self,
               GtkPrintOperationResult  result,
               GtkPrintOperation       *operation)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    g_signal_emit (self, signals[HANDED_OVER], 0);
  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;

  gtk_print_operation_get_error (operation, &error);
  show_outcome (self, CONSENT_MESSAGE_KIND_WARNING,
                _("The message could not be printed"),
                _("Nothing came out of the printer, or not all of it."),
                _("Check the printer and try again, or copy the message into another program and "
                  "print it there."),
                error != NULL ? error->message : NULL);
}

static void
on_print_clicked (ConsentHandOverWindow *self)
{
  ConsentHandOver hand_over = make_hand_over (self);
  g_autofree char *subject = consent_hand_over_new_subject (&hand_over);
  const char *text = gtk_label_get_label (self->message);
  g_autoptr (GtkPrintOperation) operation = consent_print_new (subject, text);

  g_signal_connect_object (operation, "done", G_CALLBACK (on_print_done), self, G_CONNECT_SWAPPED);
  consent_print_run (operation, GTK_WINDOW (self));
}

static void
consent_hand_over_window_dispose (GObject *object)
{
  ConsentHandOverWindow *self = CONSENT_HAND_OVER_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->look_up);
  gtk_widget_dispose_template (GTK_WIDGET (self), CONSENT_TYPE_HAND_OVER_WINDOW);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (consent_hand_over_window_parent_class)->dispose (object);
}

static void
consent_hand_over_window_class_init (ConsentHandOverWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = consent_hand_over_window_dispose;

  signals[HANDED_OVER] = g_signal_new ("handed-over", CONSENT_TYPE_HAND_OVER_WINDOW,
                                       G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (CONSENT_TYPE_MESSAGE_CARD);
  g_type_ensure (CONSENT_TYPE_REGION_GROUP);
  gtk_widget_class_set_accessible_role (widget_class, consent_compat_get_dialog_role ());
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH
                                               "/pages/hand-over/consent-hand-over-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ConsentHandOverWindow, practice_banner);
  gtk_widget_class_bind_template_child (widget_class, ConsentHandOverWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, ConsentHandOverWindow, outcome_box);
  gtk_widget_class_bind_template_child (widget_class, ConsentHandOverWindow, outcome_card);
  gtk_widget_class_bind_template_child (widget_class, ConsentHandOverWindow, organization_box);
  gtk_widget_class_bind_template_child (widget_class, ConsentHandOverWindow, entry);
  gtk_widget_class_bind_template_child (widget_class, ConsentHandOverWindow, asking_box);
  gtk_widget_class_bind_template_child (widget_class, ConsentHandOverWindow, found_box);
  gtk_widget_class_bind_template_child (widget_class, ConsentHandOverWindow, look_up_card);
  gtk_widget_class_bind_template_child (widget_class, ConsentHandOverWindow, look_up_note);
  gtk_widget_class_bind_template_child (widget_class, ConsentHandOverWindow, retry_button);
  gtk_widget_class_bind_template_child (widget_class, ConsentHandOverWindow, region_group);
  gtk_widget_class_bind_template_child (widget_class, ConsentHandOverWindow, message);
  gtk_widget_class_bind_template_child (widget_class, ConsentHandOverWindow, mail_button);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_region_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_mail_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_print_clicked);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
consent_hand_over_window_init (ConsentHandOverWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  consent_compat_name_buttons (GTK_WIDGET (self));
  consent_announce_changes (GTK_WIDGET (self));
}

GtkWindow *
consent_hand_over_window_new (GtkWindow      *parent,
                              ConsentContext *context)
{
  ConsentHandOverWindow *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (CONSENT_IS_CONTEXT (context), NULL);

  self = g_object_new (CONSENT_TYPE_HAND_OVER_WINDOW, "transient-for", parent, NULL);
  self->context = g_object_ref (context);
  self->look_up = consent_look_up_new (context);
  g_signal_connect_swapped (self->look_up, "changed", G_CALLBACK (on_look_up_changed), self);
  prepare (self);

  return GTK_WINDOW (self);
}
