/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-approve-page.h"

#include "consent-link.h"
#include "consent-outcome.h"
#include "pages/hand-over/consent-hand-over-window.h"
#include "widgets/consent-copy-row.h"
#include "widgets/consent-drawing.h"
#include "widgets/consent-message-card.h"

#include <glib/gi18n.h>

/* The advice waits for the end of what is being typed. */
#define TYPING_PAUSE_MS 400

struct _ConsentApprovePage
{
  ConsentPage parent_instance;

  GtkLabel *lead;
  ConsentDrawing *drawing;
  GtkWidget *no_browser_box;
  ConsentMessageCard *no_browser_card;
  ConsentCopyRow *link_row;
  GtkWidget *after_box;
  AdwActionRow *list_row;
  AdwActionRow *accept_row;
  AdwActionRow *accepted_row;
  GtkCheckButton *accepted_button;
  GtkCheckButton *error_button;
  GtkCheckButton *not_yet_button;
  GtkWidget *error_box;
  GtkTextBuffer *error_buffer;
  ConsentMessageCard *advice_card;
  AdwExpanderRow *parts_row;

  /* The link that everything on the page is about. */
  char *link;
  GPtrArray *part_rows;
  GCancellable *cancellable;
  guint pause_id;
  /* Whether the link has left for a browser or for someone else. */
  gboolean opened;
};

G_DEFINE_FINAL_TYPE (ConsentApprovePage, consent_approve_page, CONSENT_TYPE_PAGE)

static ConsentSetup *
get_setup (ConsentApprovePage *self)
{
  return consent_page_get_setup (CONSENT_PAGE (self));
}

static ConsentService *
get_service (ConsentApprovePage *self)
{
  return consent_setup_get_service (get_setup (self));
}

static void
name_service (ConsentApprovePage *self)
{
  const char *name = consent_service_get_name (get_service (self));
  g_autofree char *lead = NULL;
  g_autofree char *list = NULL;
  g_autofree char *accept = NULL;
  g_autofree char *accepted = NULL;

  /* Translators: The placeholder is the name of the app, such as “TrackerRMS”. */
  lead = g_strdup_printf (_("Microsoft’s own page opens in your web browser and shows what %s may do. "
                            "Nothing changes until you press Accept there."), name);
  gtk_label_set_label (self->lead, lead);
  consent_drawing_set_service_name (self->drawing, name);
  /* Translators: The placeholder is the name of the app, such as “TrackerRMS”. “Permissions
   * requested” is the title of a page of Microsoft's. */
  list = g_strdup_printf (_("The page “Permissions requested” shows what %s may do."), name);
  adw_action_row_set_subtitle (self->list_row, list);
  /* Translators: The placeholder is the name of the app, such as “TrackerRMS”. */
  accept = g_strdup_printf (_("The browser then goes on to the %s web site. Come back here when you "
                              "see it."), name);
  adw_action_row_set_subtitle (self->accept_row, accept);
  /* Translators: The placeholder is the name of the app, such as “TrackerRMS”. */
  accepted = g_strdup_printf (_("And the browser went on to the %s web site"), name);
  adw_action_row_set_subtitle (self->accepted_row, accepted);
}

/* What the suggested button does follows from here. */
static void
update (ConsentApprovePage *self)
{
  gboolean saw_error = gtk_check_button_get_active (self->error_button);
  gboolean accepted = gtk_check_button_get_active (self->accepted_button);
  /* Who cannot or will not approve may still look at what there is, and at the other way. */
  gboolean not_yet = gtk_check_button_get_active (self->not_yet_button);
  gboolean can_act = !self->opened || saw_error || accepted || not_yet;
  const char *label = _("_Next");

  gtk_widget_set_visible (self->after_box, self->opened);
  gtk_widget_set_visible (self->error_box, saw_error);

  if (!self->opened)
    label = _("_Open Approval Page");
  else if (saw_error)
    label = _("_Try Again");

  consent_page_set_action_label (CONSENT_PAGE (self), label);
  consent_page_set_complete (CONSENT_PAGE (self), self->link != NULL && can_act);
}

static void
set_opened (ConsentApprovePage *self)
{
  if (self->opened)
    return;

  self->opened = TRUE;
  update (self);
}

static void
fill_parts (ConsentApprovePage *self)
{
  g_autoptr (GPtrArray) parts = consent_link_take_apart (get_service (self), self->link);

  for (guint i = 0; i < self->part_rows->len; i++)
    adw_expander_row_remove (self->parts_row, g_ptr_array_index (self->part_rows, i));
  g_ptr_array_set_size (self->part_rows, 0);

  for (guint i = 0; i < parts->len; i++)
    {
      const ConsentLinkPart *part = g_ptr_array_index (parts, i);
      g_autofree char *subtitle = g_strdup_printf ("%s\n%s", part->value, part->explanation);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), part->title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
      adw_expander_row_add_row (self->parts_row, row);
      g_ptr_array_add (self->part_rows, row);
    }
}

/* Another link is another journey to the browser: back to before it was opened. */
static void
start_over (ConsentApprovePage *self,
            const char         *link)
{
  /* A browser may still be on its way with the old link. */
  g_cancellable_cancel (self->cancellable);
  if (self->cancellable != NULL)
    consent_page_set_busy (CONSENT_PAGE (self), FALSE);
  g_clear_object (&self->cancellable);

  g_free (self->link);
  self->link = g_strdup (link);
  self->opened = FALSE;

  gtk_check_button_set_active (self->accepted_button, FALSE);
  gtk_check_button_set_active (self->error_button, FALSE);
  gtk_check_button_set_active (self->not_yet_button, FALSE);
  gtk_text_buffer_set_text (self->error_buffer, "", -1);
  gtk_widget_set_visible (self->no_browser_box, FALSE);
  consent_copy_row_set_value (self->link_row, link);
  fill_parts (self);
  update (self);
}

static void
show_advice (ConsentApprovePage *self,
             const char         *text)
{
  g_autoptr (ConsentOutcome) outcome = consent_outcome_parse (text);
  g_autoptr (ConsentMessage) message = consent_outcome_get_message (outcome, get_service (self));

  consent_message_card_set_message (self->advice_card, CONSENT_MESSAGE_KIND_INFO, message);
  consent_page_reveal (CONSENT_PAGE (self), GTK_WIDGET (self->advice_card));
}

static void
show_no_browser (ConsentApprovePage *self,
                 const GError       *error)
{
  ConsentMessage message = {
    .title = (char *) _("No web browser could be opened"),
    .explanation = (char *) _("Nothing has changed."),
    .remedy = (char *) _("Copy the link below and open it in a web browser, on this computer or "
                         "on another one."),
    .details = error->message,
  };

  consent_message_card_set_message (self->no_browser_card, CONSENT_MESSAGE_KIND_WARNING, &message);
  gtk_widget_set_visible (self->no_browser_box, TRUE);
}

static void
on_launched (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (ConsentApprovePage) self = CONSENT_APPROVE_PAGE (user_data);
  g_autoptr (GCancellable) cancellable = NULL;
  g_autoptr (GError) error = NULL;
  gboolean launched = g_app_info_launch_default_for_uri_finish (result, &error);

  cancellable = g_steal_pointer (&self->cancellable);
  if (cancellable == NULL)
    return;

  consent_page_set_busy (CONSENT_PAGE (self), FALSE);
  gtk_widget_set_visible (self->no_browser_box, FALSE);

  /* In a sandbox the person may close the question for a browser: that is no error. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (!launched)
    show_no_browser (self, error);
  set_opened (self);
  /* The suggested button may have nothing to do for now. */
  gtk_widget_grab_focus (launched ? self->after_box : self->no_browser_box);
}

static void
open_link (ConsentApprovePage *self)
{
  g_autoptr (GdkAppLaunchContext) launch_context = NULL;

  if (self->link == NULL || self->cancellable != NULL)
    return;

  launch_context = gdk_display_get_app_launch_context (gtk_widget_get_display (GTK_WIDGET (self)));
  self->cancellable = g_cancellable_new ();
  consent_page_set_busy (CONSENT_PAGE (self), TRUE);
  g_app_info_launch_default_for_uri_async (self->link,
                                           G_APP_LAUNCH_CONTEXT (launch_context),
                                           self->cancellable,
                                           on_launched,
                                           g_object_ref (self));
}

static void
on_open_again_activated (ConsentApprovePage *self)
{
  open_link (self);
}

static void
on_copy_link_activated (ConsentApprovePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.copy", "s", self->link);
  set_opened (self);
}

static void
on_send_activated (ConsentApprovePage *self)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  ConsentContext *context = consent_page_get_context (CONSENT_PAGE (self));
  GtkWindow *window = consent_hand_over_window_new (parent, context);

  g_signal_connect_object (window, "handed-over",
                           G_CALLBACK (set_opened), self, G_CONNECT_SWAPPED);
  gtk_window_present (window);
}

static void
on_answer_toggled (ConsentApprovePage *self,
                   GtkCheckButton     *button)
{
  ConsentAnswer answer = CONSENT_ANSWER_NONE;

  if (!gtk_check_button_get_active (button))
    return;

  if (button == self->accepted_button)
    answer = CONSENT_ANSWER_ACCEPTED;
  else if (button == self->error_button)
    answer = CONSENT_ANSWER_ERROR;

  consent_setup_set_answer (get_setup (self), answer);
  update (self);

  if (answer == CONSENT_ANSWER_ERROR)
    consent_page_reveal (CONSENT_PAGE (self), self->error_box);
}

static void
on_link_changed (ConsentApprovePage *self)
{
  const char *link = consent_setup_get_link (get_setup (self));

  /* While an earlier page is being filled in there is none; it may well become the same again. */
  if (link != NULL && g_strcmp0 (link, self->link) != 0)
    start_over (self, link);
}

static void
on_setup_answer_changed (ConsentApprovePage *self)
{
  /* The setup takes an answer back that was about another link. */
  if (consent_setup_get_answer (get_setup (self)) != CONSENT_ANSWER_NONE)
    return;

  gtk_check_button_set_active (self->accepted_button, FALSE);
  gtk_check_button_set_active (self->error_button, FALSE);
  update (self);
}

static gboolean
on_pause_over (gpointer user_data)
{
  ConsentApprovePage *self = CONSENT_APPROVE_PAGE (user_data);
  g_autofree char *text = NULL;

  self->pause_id = 0;
  g_object_get (self->error_buffer, "text", &text, NULL);
  g_strstrip (text);

  if (*text != '\0')
    show_advice (self, text);
  else
    consent_message_card_set_message (self->advice_card, CONSENT_MESSAGE_KIND_INFO, NULL);

  return G_SOURCE_REMOVE;
}

static void
on_error_buffer_changed (ConsentApprovePage *self)
{
  g_clear_handle_id (&self->pause_id, g_source_remove);
  self->pause_id = g_timeout_add (TYPING_PAUSE_MS, on_pause_over, self);
}

static gboolean
consent_approve_page_activate (ConsentPage *page)
{
  ConsentApprovePage *self = CONSENT_APPROVE_PAGE (page);

  if (self->opened && !gtk_check_button_get_active (self->error_button))
    return FALSE;

  open_link (self);

  return TRUE;
}

static void
consent_approve_page_cancel (ConsentPage *page)
{
  g_cancellable_cancel (CONSENT_APPROVE_PAGE (page)->cancellable);
}

static void
consent_approve_page_constructed (GObject *object)
{
  ConsentApprovePage *self = CONSENT_APPROVE_PAGE (object);

  G_OBJECT_CLASS (consent_approve_page_parent_class)->constructed (object);

  g_signal_connect_object (get_setup (self), "notify::link",
                           G_CALLBACK (on_link_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_setup (self), "notify::answer",
                           G_CALLBACK (on_setup_answer_changed), self, G_CONNECT_SWAPPED);

  name_service (self);
  on_link_changed (self);
  update (self);
}

static void
consent_approve_page_dispose (GObject *object)
{
  ConsentApprovePage *self = CONSENT_APPROVE_PAGE (object);

  g_clear_handle_id (&self->pause_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->part_rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), CONSENT_TYPE_APPROVE_PAGE);

  G_OBJECT_CLASS (consent_approve_page_parent_class)->dispose (object);
}

static void
consent_approve_page_finalize (GObject *object)
{
  ConsentApprovePage *self = CONSENT_APPROVE_PAGE (object);

  g_clear_pointer (&self->link, g_free);

  G_OBJECT_CLASS (consent_approve_page_parent_class)->finalize (object);
}

static void
consent_approve_page_class_init (ConsentApprovePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ConsentPageClass *page_class = CONSENT_PAGE_CLASS (klass);

  object_class->constructed = consent_approve_page_constructed;
  object_class->dispose = consent_approve_page_dispose;
  object_class->finalize = consent_approve_page_finalize;
  page_class->activate = consent_approve_page_activate;
  page_class->cancel = consent_approve_page_cancel;

  g_type_ensure (CONSENT_TYPE_COPY_ROW);
  g_type_ensure (CONSENT_TYPE_DRAWING);
  g_type_ensure (CONSENT_TYPE_MESSAGE_CARD);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH
                                               "/pages/approve/consent-approve-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ConsentApprovePage, lead);
  gtk_widget_class_bind_template_child (widget_class, ConsentApprovePage, drawing);
  gtk_widget_class_bind_template_child (widget_class, ConsentApprovePage, no_browser_box);
  gtk_widget_class_bind_template_child (widget_class, ConsentApprovePage, no_browser_card);
  gtk_widget_class_bind_template_child (widget_class, ConsentApprovePage, link_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentApprovePage, after_box);
  gtk_widget_class_bind_template_child (widget_class, ConsentApprovePage, list_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentApprovePage, accept_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentApprovePage, accepted_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentApprovePage, accepted_button);
  gtk_widget_class_bind_template_child (widget_class, ConsentApprovePage, error_button);
  gtk_widget_class_bind_template_child (widget_class, ConsentApprovePage, not_yet_button);
  gtk_widget_class_bind_template_child (widget_class, ConsentApprovePage, error_box);
  gtk_widget_class_bind_template_child (widget_class, ConsentApprovePage, error_buffer);
  gtk_widget_class_bind_template_child (widget_class, ConsentApprovePage, advice_card);
  gtk_widget_class_bind_template_child (widget_class, ConsentApprovePage, parts_row);
  gtk_widget_class_bind_template_callback (widget_class, on_answer_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_link_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_error_buffer_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_open_again_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_send_activated);
}

static void
consent_approve_page_init (ConsentApprovePage *self)
{
  self->part_rows = g_ptr_array_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
}
