/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-done-page.h"

#include "consent-portal.h"
#include "widgets/consent-check-row.h"
#include "widgets/consent-copy-row.h"
#include "widgets/consent-report-actions.h"
#include "widgets/consent-status-icon.h"

#include <glib/gi18n.h>

struct _ConsentDonePage
{
  ConsentPage parent_instance;

  GtkLabel *heading;
  GtkLabel *lead;
  AdwPreferencesGroup *left_group;
  AdwPreferencesRow *left_row;
  AdwActionRow *approval_row;
  GtkImage *approval_icon;
  AdwActionRow *classifications_row;
  GtkImage *classifications_icon;
  ConsentCopyRow *organization_row;
  ConsentCopyRow *tenant_row;
  AdwActionRow *region_row;
  ConsentCopyRow *link_row;
  AdwActionRow *sign_in_row;
  AdwActionRow *support_row;
  ConsentReportActions *report_actions;
  AdwActionRow *app_row;

  /* What the check found and is still to be done. */
  GPtrArray *check_rows;
};

G_DEFINE_FINAL_TYPE (ConsentDonePage, consent_done_page, CONSENT_TYPE_PAGE)

typedef struct
{
  const char *heading;
  const char *lead;
  const char *approval;
  ConsentStatus status;
  const char *left;
} Text;

/* What to say for each #ConsentAnswer, as long as nothing was checked. */
static const Text texts[] = {
  [CONSENT_ANSWER_NONE] = {
    N_("Not Approved Yet"),
    N_("The approval itself is still missing. Everything else is ready, and nothing is lost if you do it later."),
    N_("Not given yet"),
    CONSENT_STATUS_INFO,
    N_("Go back, open the approval page and choose Accept"),
  },
  [CONSENT_ANSWER_ACCEPTED] = {
    N_("Done"),
    N_("You said that you accepted on Microsoft’s page. If so, the organization’s approval is in place for "
       "everyone; this program has not checked it."),
    N_("Not checked – you said that you accepted"),
    CONSENT_STATUS_INFO,
    NULL,
  },
  [CONSENT_ANSWER_ERROR] = {
    N_("Not Finished Yet"),
    N_("You saw an error on Microsoft’s page, so the approval is probably not in place."),
    N_("Probably not given – you saw an error"),
    CONSENT_STATUS_WARN,
    N_("Go back, see what the error means, and try again"),
  },
};

/* What to say for each #ConsentVerdict; the report itself says the rest. */
static const struct
{
  const char *heading;
  const char *left;
} verdicts[] = {
  [CONSENT_VERDICT_READY] = { N_("Done"), NULL },
  [CONSENT_VERDICT_READY_WITH_REMARKS] = { N_("Done, With Remarks"), NULL },
  [CONSENT_VERDICT_NOT_APPROVED] = { N_("Not Approved Yet"), N_("Go back, approve, and check again") },
  [CONSENT_VERDICT_BLOCKED] = { N_("Not Finished Yet"), NULL },
  [CONSENT_VERDICT_UNKNOWN] = { N_("Not Confirmed Yet"), N_("Go back and check again") },
};

static void
add_line (GString    *summary,
          const char *title,
          const char *value)
{
  if (value != NULL && *value != '\0')
    /* Translators: a line of the summary, such as "Region: United Kingdom". */
    g_string_append_printf (summary, _("%s: %s\n"), title, value);
}

static char *
make_summary (ConsentDonePage *self,
              const Text      *text)
{
  ConsentPage *page = CONSENT_PAGE (self);
  ConsentSetup *setup = consent_page_get_setup (page);
  const char *service = consent_service_get_name (consent_setup_get_service (setup));
  const ConsentTenant *tenant = consent_setup_get_tenant (setup);
  const ConsentRegion *region = consent_setup_get_region (setup);
  GString *summary = g_string_new (NULL);

  if (consent_context_get_scenario (consent_page_get_context (page)) != NULL)
    g_string_append_printf (summary, "%s\n", _("Practice run – nothing here is real"));
  add_line (summary, _("Service"), service);
  add_line (summary, _("Approval"), _(text->approval));
  add_line (summary, _("Organization"), tenant != NULL ? tenant->domain : NULL);
  add_line (summary, _("Tenant ID"), tenant != NULL ? tenant->id : NULL);
  add_line (summary, _("Region"), region != NULL ? region->name : NULL);
  add_line (summary, _("Approval link"), consent_setup_get_link (setup));
  if (text->left != NULL)
    add_line (summary, _("What is left"), _(text->left));
  /* Translators: %s is the service, such as TrackerRMS. */
  g_string_append_printf (summary, _("After the approval, everyone connects Office 365 again in %s."), service);
  g_string_append_c (summary, '\n');

  return g_string_free (summary, FALSE);
}

static void
show_left (ConsentDonePage *self,
           const char      *left)
{
  gtk_widget_set_visible (GTK_WIDGET (self->left_row), left != NULL);
  if (left != NULL)
    adw_preferences_row_set_title (self->left_row, _(left));
  gtk_widget_set_visible (GTK_WIDGET (self->left_group), left != NULL || self->check_rows->len > 0);
}

/* The window and a screen reader say the same as the page: it is not done before it is. */
static void
set_heading (ConsentDonePage *self,
             const char      *heading)
{
  gtk_label_set_label (self->heading, _(heading));
  g_object_set (self, "title", _(heading), NULL);
}

static void
show_answer (ConsentDonePage *self)
{
  const Text *text = &texts[consent_setup_get_answer (consent_page_get_setup (CONSENT_PAGE (self)))];
  g_autofree char *summary = make_summary (self, text);

  set_heading (self, text->heading);
  gtk_label_set_label (self->lead, _(text->lead));
  adw_action_row_set_subtitle (self->approval_row, _(text->approval));
  consent_status_icon_set (self->approval_icon, text->status);
  show_left (self, text->left);
  consent_report_actions_set_text (self->report_actions, "consent-report", summary, NULL);
}

/* Whether a check names something to do, and not only something to know. */
static gboolean
is_left (const ConsentReport *report,
         const ConsentCheck  *check)
{
  if (check->status == CONSENT_STATUS_WARN && g_str_equal (check->id, "role"))
    /* That this person may not approve matters only while that is still to be done. */
    return report->verdict == CONSENT_VERDICT_NOT_APPROVED;

  return check->status == CONSENT_STATUS_FAIL || check->status == CONSENT_STATUS_WARN;
}

static void
show_report (ConsentDonePage     *self,
             const ConsentReport *report)
{
  ConsentContext *context = consent_page_get_context (CONSENT_PAGE (self));
  /* Translators: The placeholder is what a check found, such as “Everyone can connect”. */
  g_autofree char *approval = g_strdup_printf (_("Checked: %s"), report->summary->title);

  for (guint i = 0; i < report->checks->len; i++)
    {
      const ConsentCheck *check = g_ptr_array_index (report->checks, i);
      GtkWidget *row;

      if (!is_left (report, check))
        continue;

      row = consent_check_row_new (check);
      adw_preferences_group_add (self->left_group, row);
      g_ptr_array_add (self->check_rows, row);
    }

  set_heading (self, verdicts[report->verdict].heading);
  gtk_label_set_label (self->lead, report->summary->explanation);
  adw_action_row_set_subtitle (self->approval_row, approval);
  consent_status_icon_set_verdict (self->approval_icon, report->verdict);
  show_left (self, verdicts[report->verdict].left);
  consent_report_actions_set_report (self->report_actions, report, consent_context_get_scenario (context) != NULL);
}

/* The other way than the approval: in place as far as is known, or else among what is left. */
static void
show_classifications (ConsentDonePage     *self,
                      const ConsentReport *report)
{
  const ConsentCheck *check = NULL;

  if (report != NULL && report->approved == CONSENT_NO)
    check = consent_report_find_check (report, "classifications");
  if (check != NULL && check->status != CONSENT_STATUS_PASS && check->status != CONSENT_STATUS_INFO)
    check = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->classifications_row), check != NULL);
  if (check == NULL)
    return;

  adw_action_row_set_subtitle (self->classifications_row, check->finding);
  consent_status_icon_set (self->classifications_icon, check->status);
}

/* Where an approval is withdrawn: straight at the app's page, if the check has found which one that is. */
static void
show_withdrawal (ConsentDonePage     *self,
                 const ConsentReport *report)
{
  ConsentService *service = consent_setup_get_service (consent_page_get_setup (CONSENT_PAGE (self)));
  const ConsentApp *app = report != NULL ? report->snapshot->app : NULL;
  const ConsentPlace *place = consent_portal_find_place (app != NULL ? "app-permissions" : "enterprise-apps");
  g_autofree char *link = NULL;

  if (app != NULL)
    link = consent_portal_new_app_link (app->id, consent_service_get_client_id (service));
  else
    link = g_strdup (consent_place_get_link (place));

  adw_action_row_set_subtitle (self->app_row, consent_place_get_path (place));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->app_row), "s", link);
}

static void
consent_done_page_entered (ConsentPage *page)
{
  ConsentDonePage *self = CONSENT_DONE_PAGE (page);
  ConsentSetup *setup = consent_page_get_setup (page);
  const ConsentTenant *tenant = consent_setup_get_tenant (setup);
  const ConsentRegion *region = consent_setup_get_region (setup);
  const ConsentReport *report = consent_setup_get_report (setup);

  for (guint i = 0; i < self->check_rows->len; i++)
    adw_preferences_group_remove (self->left_group, g_ptr_array_index (self->check_rows, i));
  g_ptr_array_set_size (self->check_rows, 0);

  if (report != NULL)
    show_report (self, report);
  else
    show_answer (self);
  show_classifications (self, report);
  show_withdrawal (self, report);

  consent_copy_row_set_value (self->organization_row, tenant != NULL ? tenant->domain : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->organization_row), tenant != NULL && tenant->domain != NULL);
  consent_copy_row_set_value (self->tenant_row, tenant != NULL ? tenant->id : NULL);
  adw_action_row_set_subtitle (self->region_row, region != NULL ? region->name : "");
  consent_copy_row_set_value (self->link_row, consent_setup_get_link (setup));
  adw_action_row_set_subtitle (self->sign_in_row, region != NULL ? region->web_address : "");
}

static gboolean
consent_done_page_activate (ConsentPage *page)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "window.close", NULL);

  return TRUE;
}

static void
consent_done_page_constructed (GObject *object)
{
  ConsentDonePage *self = CONSENT_DONE_PAGE (object);
  ConsentService *service = consent_setup_get_service (consent_page_get_setup (CONSENT_PAGE (self)));
  g_autofree char *sign_in = NULL;
  g_autofree char *support = NULL;

  G_OBJECT_CLASS (consent_done_page_parent_class)->constructed (object);

  /* Translators: %s is the service, such as TrackerRMS. */
  sign_in = g_strdup_printf (_("Sign in to %s"), consent_service_get_name (service));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->sign_in_row), sign_in);

  /* Translators: %s is whom to ask for help, such as "TrackerRMS support". */
  support = g_strdup_printf (_("Wait a few minutes and try again; if that does not help, ask %s"),
                             consent_service_get_support (service));
  adw_action_row_set_subtitle (self->support_row, support);
}

static void
consent_done_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CONSENT_TYPE_DONE_PAGE);

  G_OBJECT_CLASS (consent_done_page_parent_class)->dispose (object);
}

static void
consent_done_page_finalize (GObject *object)
{
  ConsentDonePage *self = CONSENT_DONE_PAGE (object);

  g_clear_pointer (&self->check_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (consent_done_page_parent_class)->finalize (object);
}

static void
consent_done_page_class_init (ConsentDonePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ConsentPageClass *page_class = CONSENT_PAGE_CLASS (klass);

  object_class->constructed = consent_done_page_constructed;
  object_class->dispose = consent_done_page_dispose;
  object_class->finalize = consent_done_page_finalize;
  page_class->entered = consent_done_page_entered;
  page_class->activate = consent_done_page_activate;

  g_type_ensure (CONSENT_TYPE_COPY_ROW);
  g_type_ensure (CONSENT_TYPE_REPORT_ACTIONS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/pages/done/consent-done-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ConsentDonePage, heading);
  gtk_widget_class_bind_template_child (widget_class, ConsentDonePage, lead);
  gtk_widget_class_bind_template_child (widget_class, ConsentDonePage, left_group);
  gtk_widget_class_bind_template_child (widget_class, ConsentDonePage, left_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentDonePage, approval_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentDonePage, approval_icon);
  gtk_widget_class_bind_template_child (widget_class, ConsentDonePage, classifications_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentDonePage, classifications_icon);
  gtk_widget_class_bind_template_child (widget_class, ConsentDonePage, organization_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentDonePage, tenant_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentDonePage, region_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentDonePage, link_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentDonePage, sign_in_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentDonePage, support_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentDonePage, report_actions);
  gtk_widget_class_bind_template_child (widget_class, ConsentDonePage, app_row);
}

static void
consent_done_page_init (ConsentDonePage *self)
{
  self->check_rows = g_ptr_array_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
}
