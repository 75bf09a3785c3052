/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-done-page.h"

#include "widgets/consent-copy-row.h"

#include <glib/gi18n.h>

struct _ConsentDonePage
{
  ConsentPage parent_instance;

  GtkLabel *heading;
  GtkLabel *lead;
  GtkWidget *left_group;
  AdwPreferencesRow *left_row;
  AdwActionRow *approval_row;
  GtkImage *approval_icon;
  ConsentCopyRow *organization_row;
  ConsentCopyRow *tenant_row;
  AdwActionRow *region_row;
  ConsentCopyRow *link_row;
  AdwActionRow *sign_in_row;
  AdwActionRow *support_row;
  GtkActionable *summary_button;
};

G_DEFINE_FINAL_TYPE (ConsentDonePage, consent_done_page, CONSENT_TYPE_PAGE)

typedef struct
{
  const char *heading;
  const char *lead;
  const char *approval;
  const char *icon_name;
  const char *style;
  const char *left;
} Text;

/* What to say for each #ConsentAnswer. */
static const Text texts[] = {
  [CONSENT_ANSWER_NONE] = {
    N_("Almost There"),
    N_("The approval itself is still missing. Everything else is ready, and nothing is lost if you do it later."),
    N_("Not given yet"),
    "dialog-information-symbolic",
    "accent",
    N_("Go back, open the approval page and choose Accept"),
  },
  [CONSENT_ANSWER_ACCEPTED] = {
    N_("Done"),
    N_("You said that you accepted on Microsoft’s page. If so, the organization’s approval is in place for "
       "everyone; this program has not checked it."),
    N_("Given – you said that you accepted"),
    "emblem-ok-symbolic",
    "success",
    NULL,
  },
  [CONSENT_ANSWER_ERROR] = {
    N_("Not Finished Yet"),
    N_("You saw an error on Microsoft’s page, so the approval is probably not in place."),
    N_("Probably not given – you saw an error"),
    "dialog-warning-symbolic",
    "warning",
    N_("Go back, see what the error means, and try again"),
  },
};

/* Unlike the rows' own setters, leaves no room for markup in what comes from outside. */
static void
set_subtitle (AdwActionRow *row,
              const char   *text)
{
  g_autofree char *markup = text != NULL ? g_markup_escape_text (text, -1) : NULL;

  adw_action_row_set_subtitle (row, markup != NULL ? markup : "");
}

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
consent_done_page_entered (ConsentPage *page)
{
  ConsentDonePage *self = CONSENT_DONE_PAGE (page);
  ConsentSetup *setup = consent_page_get_setup (page);
  const ConsentTenant *tenant = consent_setup_get_tenant (setup);
  const ConsentRegion *region = consent_setup_get_region (setup);
  const Text *text = &texts[consent_setup_get_answer (setup)];
  g_autofree char *summary = make_summary (self, text);

  gtk_label_set_label (self->heading, _(text->heading));
  gtk_label_set_label (self->lead, _(text->lead));

  gtk_widget_set_visible (self->left_group, text->left != NULL);
  if (text->left != NULL)
    adw_preferences_row_set_title (self->left_row, _(text->left));

  set_subtitle (self->approval_row, _(text->approval));
  gtk_image_set_from_icon_name (self->approval_icon, text->icon_name);
  gtk_widget_set_css_classes (GTK_WIDGET (self->approval_icon), (const char *[]) { text->style, NULL });

  consent_copy_row_set_value (self->organization_row, tenant != NULL ? tenant->domain : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->organization_row), tenant != NULL && tenant->domain != NULL);
  consent_copy_row_set_value (self->tenant_row, tenant != NULL ? tenant->id : NULL);
  set_subtitle (self->region_row, region != NULL ? region->name : NULL);
  consent_copy_row_set_value (self->link_row, consent_setup_get_link (setup));
  set_subtitle (self->sign_in_row, region != NULL ? region->web_address : NULL);

  gtk_actionable_set_action_target (self->summary_button, "s", summary);
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
  g_autofree char *markup = NULL;

  G_OBJECT_CLASS (consent_done_page_parent_class)->constructed (object);

  /* Translators: %s is the service, such as TrackerRMS. */
  sign_in = g_strdup_printf (_("Sign in to %s"), consent_service_get_name (service));
  markup = g_markup_escape_text (sign_in, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->sign_in_row), markup);

  /* Translators: %s is whom to ask for help, such as "TrackerRMS support". */
  support = g_strdup_printf (_("Wait a few minutes and try again; if that does not help, ask %s"),
                             consent_service_get_support (service));
  set_subtitle (self->support_row, support);
}

static void
consent_done_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CONSENT_TYPE_DONE_PAGE);

  G_OBJECT_CLASS (consent_done_page_parent_class)->dispose (object);
}

static void
consent_done_page_class_init (ConsentDonePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ConsentPageClass *page_class = CONSENT_PAGE_CLASS (klass);

  object_class->constructed = consent_done_page_constructed;
  object_class->dispose = consent_done_page_dispose;
  page_class->entered = consent_done_page_entered;
  page_class->activate = consent_done_page_activate;

  g_type_ensure (CONSENT_TYPE_COPY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/pages/done/consent-done-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ConsentDonePage, heading);
  gtk_widget_class_bind_template_child (widget_class, ConsentDonePage, lead);
  gtk_widget_class_bind_template_child (widget_class, ConsentDonePage, left_group);
  gtk_widget_class_bind_template_child (widget_class, ConsentDonePage, left_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentDonePage, approval_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentDonePage, approval_icon);
  gtk_widget_class_bind_template_child (widget_class, ConsentDonePage, organization_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentDonePage, tenant_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentDonePage, region_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentDonePage, link_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentDonePage, sign_in_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentDonePage, support_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentDonePage, summary_button);
}

static void
consent_done_page_init (ConsentDonePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
