/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-user-consent-page.h"

#include "consent-announcement.h"
#include "consent-route.h"
#include "widgets/consent-check-row.h"
#include "widgets/consent-choice.h"
#include "widgets/consent-drawing.h"
#include "widgets/consent-guide.h"
#include "widgets/consent-message-card.h"

#include <glib/gi18n.h>

/* What Microsoft's page offers, in its order, and what else is said there (reference, 5.6 and 6.3).
 * The last one is found in organizations that have not been moved over. */
static const struct
{
  ConsentUserConsent setting;
  const char *remark;
  const char *drawing;
} options[] = {
  { CONSENT_USER_CONSENT_MANAGED, N_("The first choice on the page today"), "setting-managed" },
  { CONSENT_USER_CONSENT_LOW, N_("Marked “(Recommended)” until 2025"), "setting-low" },
  { CONSENT_USER_CONSENT_NONE, N_("An administrator is needed for every app"), "setting-none" },
  { CONSENT_USER_CONSENT_OPEN, N_("An older choice that many pages no longer show"), "setting-open" },
};

struct _ConsentUserConsentPage
{
  ConsentPage parent_instance;

  GtkLabel *lead;
  GtkWidget *question_box;
  AdwPreferencesGroup *options_group;
  GtkWidget *mail_apps_group;
  AdwPreferencesRow *mail_apps_row;
  GtkCheckButton *mail_apps_button;
  GtkLabel *mail_apps_note;
  ConsentDrawing *setting_drawing;
  ConsentMessageCard *verdict_card;
  AdwPreferencesGroup *classifications_group;
  GtkWidget *next_note;

  GtkCheckButton *buttons[G_N_ELEMENTS (options)];
  GtkWidget *classifications_row;
};

G_DEFINE_FINAL_TYPE (ConsentUserConsentPage, consent_user_consent_page, CONSENT_TYPE_PAGE)

static ConsentSetup *
get_setup (ConsentUserConsentPage *self)
{
  return consent_page_get_setup (CONSENT_PAGE (self));
}

static const char *
get_service_name (ConsentUserConsentPage *self)
{
  return consent_service_get_name (consent_setup_get_service (get_setup (self)));
}

/* What to read first: whether there is anything to do at all. */
static void
show_lead (ConsentUserConsentPage *self)
{
  ConsentSetup *setup = get_setup (self);
  const char *name = get_service_name (self);
  gboolean checked = consent_setup_get_report (setup) != NULL;
  gboolean claimed = consent_setup_get_answer (setup) == CONSENT_ANSWER_ACCEPTED;
  g_autofree char *text = NULL;

  if (!checked && claimed)
    /* Translators: %s is the name of the app, such as “TrackerRMS”. */
    text = g_strdup_printf (_("You said that you approved %s for everyone. If that went through, there is "
                              "nothing to do here: go on. Should people still be stopped, this setting may "
                              "be why."), name);
  else
    /* Translators: %s is the name of the app, such as “TrackerRMS”. */
    text = g_strdup_printf (_("Until %s is approved for everyone, a setting of your organization decides "
                              "whether people can connect to it on their own."), name);

  gtk_label_set_label (self->lead, text);
}

/* The question is for where the check could not answer it. */
static void
show_question (ConsentUserConsentPage *self)
{
  const ConsentReport *report = consent_setup_get_report (get_setup (self));
  ConsentUserConsent seen = consent_setup_get_user_consent (get_setup (self));
  gboolean read = report != NULL && report->user_consent != CONSENT_USER_CONSENT_UNKNOWN;
  const char *drawing = NULL;

  gtk_widget_set_visible (self->question_box, !read);
  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    {
      gboolean chosen = options[i].setting == seen;

      gtk_check_button_set_active (self->buttons[i], chosen);
      if (chosen)
        drawing = options[i].drawing;
    }

  gtk_widget_set_visible (self->mail_apps_group, seen == CONSENT_USER_CONSENT_MANAGED);
  gtk_widget_set_visible (GTK_WIDGET (self->mail_apps_note),
                          seen == CONSENT_USER_CONSENT_MANAGED &&
                            gtk_check_button_get_active (self->mail_apps_button));
  gtk_widget_set_visible (GTK_WIDGET (self->setting_drawing), drawing != NULL);
  if (drawing != NULL)
    consent_drawing_set_drawing (self->setting_drawing, drawing);
}

static void
show_verdict (ConsentUserConsentPage *self)
{
  ConsentSetup *setup = get_setup (self);
  const ConsentReport *report = consent_setup_get_report (setup);
  ConsentUserConsent setting = consent_route_find_user_consent (setup);
  g_autoptr (ConsentMessage) message = NULL;
  gboolean stops_people;

  if (setting == CONSENT_USER_CONSENT_UNKNOWN && report == NULL)
    {
      consent_message_card_set_message (self->verdict_card, CONSENT_MESSAGE_KIND_INFO, NULL);
      return;
    }

  message = consent_route_describe_user_consent (setup);
  stops_people = report != NULL && report->approved == CONSENT_NO &&
                 setting != CONSENT_USER_CONSENT_OPEN;
  consent_message_card_set_message (self->verdict_card,
                                    stops_people ? CONSENT_MESSAGE_KIND_WARNING
                                                 : CONSENT_MESSAGE_KIND_INFO,
                                    message);
}

/* Which permissions are low is part of the answer where that is what counts. */
static void
show_classifications (ConsentUserConsentPage *self)
{
  const ConsentReport *report = consent_setup_get_report (get_setup (self));
  const ConsentCheck *check = NULL;

  if (self->classifications_row != NULL)
    adw_preferences_group_remove (self->classifications_group, self->classifications_row);
  self->classifications_row = NULL;

  if (report != NULL)
    check = consent_report_find_check (report, "classifications");
  gtk_widget_set_visible (GTK_WIDGET (self->classifications_group), check != NULL);
  if (check == NULL)
    return;

  self->classifications_row = consent_check_row_new (check);
  adw_preferences_group_add (self->classifications_group, self->classifications_row);
}

static void
update (ConsentUserConsentPage *self)
{
  show_lead (self);
  show_question (self);
  show_verdict (self);
  show_classifications (self);
  gtk_widget_set_visible (self->next_note, consent_route_may_classify (get_setup (self)));
}

static void
on_option_toggled (GtkCheckButton         *button,
                   ConsentUserConsentPage *self)
{
  if (!gtk_check_button_get_active (button))
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    if (self->buttons[i] == button && consent_setup_get_user_consent (get_setup (self)) != options[i].setting)
      {
        consent_setup_set_user_consent (get_setup (self), options[i].setting);
        consent_page_reveal (CONSENT_PAGE (self), GTK_WIDGET (self->verdict_card));
      }
}

static void
add_option (ConsentUserConsentPage *self,
            gsize                   index)
{
  GtkWidget *row = consent_choice_new (consent_user_consent_get_option (options[index].setting),
                                       _(options[index].remark), self->buttons[0]);
  GtkWidget *button = adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row));

  self->buttons[index] = GTK_CHECK_BUTTON (button);
  g_signal_connect (button, "toggled", G_CALLBACK (on_option_toggled), self);
  adw_preferences_group_add (self->options_group, row);
}

static void
consent_user_consent_page_entered (ConsentPage *page)
{
  update (CONSENT_USER_CONSENT_PAGE (page));
}

static void
consent_user_consent_page_constructed (GObject *object)
{
  static const char * const followed[] = {
    "notify::report", "notify::answer", "notify::user-consent"
  };
  ConsentUserConsentPage *self = CONSENT_USER_CONSENT_PAGE (object);
  g_autofree char *note = NULL;

  G_OBJECT_CLASS (consent_user_consent_page_parent_class)->constructed (object);

  /* Translators: The placeholder is the name of the app, such as “TrackerRMS”. */
  note = g_strdup_printf (_("%s is not one of these mail programs, so the box changes nothing for "
                            "it."), get_service_name (self));
  gtk_label_set_label (self->mail_apps_note, note);
  for (gsize i = 0; i < G_N_ELEMENTS (followed); i++)
    g_signal_connect_object (get_setup (self), followed[i], G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED);
  update (self);
}

static void
consent_user_consent_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CONSENT_TYPE_USER_CONSENT_PAGE);

  G_OBJECT_CLASS (consent_user_consent_page_parent_class)->dispose (object);
}

static void
consent_user_consent_page_class_init (ConsentUserConsentPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ConsentPageClass *page_class = CONSENT_PAGE_CLASS (klass);

  object_class->constructed = consent_user_consent_page_constructed;
  object_class->dispose = consent_user_consent_page_dispose;
  page_class->is_on_route = consent_route_asks_user_consent;
  page_class->entered = consent_user_consent_page_entered;

  g_type_ensure (CONSENT_TYPE_DRAWING);
  g_type_ensure (CONSENT_TYPE_GUIDE);
  g_type_ensure (CONSENT_TYPE_MESSAGE_CARD);

  gtk_widget_class_set_template_from_resource (
    widget_class, APPLICATION_PATH "/pages/user-consent/consent-user-consent-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ConsentUserConsentPage, lead);
  gtk_widget_class_bind_template_child (widget_class, ConsentUserConsentPage, question_box);
  gtk_widget_class_bind_template_child (widget_class, ConsentUserConsentPage, options_group);
  gtk_widget_class_bind_template_child (widget_class, ConsentUserConsentPage, mail_apps_group);
  gtk_widget_class_bind_template_child (widget_class, ConsentUserConsentPage, mail_apps_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentUserConsentPage, mail_apps_button);
  gtk_widget_class_bind_template_child (widget_class, ConsentUserConsentPage, mail_apps_note);
  gtk_widget_class_bind_template_child (widget_class, ConsentUserConsentPage, setting_drawing);
  gtk_widget_class_bind_template_child (widget_class, ConsentUserConsentPage, verdict_card);
  gtk_widget_class_bind_template_child (widget_class, ConsentUserConsentPage, classifications_group);
  gtk_widget_class_bind_template_child (widget_class, ConsentUserConsentPage, next_note);
  gtk_widget_class_bind_template_callback (widget_class, update);
}

static void
consent_user_consent_page_init (ConsentUserConsentPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_preferences_row_set_title (self->mail_apps_row,
                                 consent_user_consent_get_option (CONSENT_USER_CONSENT_MAIL_APPS));
  consent_describe (GTK_WIDGET (self->mail_apps_button),
                    adw_action_row_get_subtitle (ADW_ACTION_ROW (self->mail_apps_row)));
  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    add_option (self, i);
}
