/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-report-view.h"

#include "consent-check-row.h"
#include "consent-status-icon.h"

#include <glib/gi18n.h>

struct _ConsentReportView
{
  AdwBin parent_instance;

  GtkWidget *verdict_box;
  GtkImage *verdict_icon;
  GtkLabel *verdict_title;
  GtkLabel *explanation;
  GtkLabel *remedy;
  GtkLabel *earlier_label;
  GtkLabel *origin;
  AdwPreferencesGroup *checks_group;
  GtkWidget *granted_group;
  AdwExpanderRow *granted_row;

  GPtrArray *check_rows;
  GPtrArray *granted_rows;
};

G_DEFINE_FINAL_TYPE (ConsentReportView, consent_report_view, ADW_TYPE_BIN)

static void
fill_verdict (ConsentReportView   *self,
              const ConsentReport *report)
{
  const ConsentMessage *summary = report->summary;

  consent_status_icon_set_verdict (self->verdict_icon, report->verdict);
  gtk_label_set_label (self->verdict_title, summary->title);
  gtk_label_set_label (self->explanation, summary->explanation);
  gtk_label_set_label (self->remedy, summary->remedy);
  gtk_widget_set_visible (GTK_WIDGET (self->remedy), *summary->remedy != '\0');
}

/* Who asked, and when: an answer of Microsoft's is one for that account, at that time. */
static void
fill_origin (ConsentReportView   *self,
             const ConsentReport *report)
{
  g_autoptr (GDateTime) time = g_date_time_to_local (report->time);
  g_autofree char *when = g_date_time_format (time, "%x, %H:%M");
  const char *who = report->snapshot->user_name;
  g_autofree char *text = NULL;

  if (who != NULL && *who != '\0')
    /* Translators: The first placeholder is an account such as admin@contoso.com, the second a date and a time. */
    text = g_strdup_printf (_("Signed in as %s, checked on %s"), who, when);
  else
    /* Translators: The placeholder is a date and a time. */
    text = g_strdup_printf (_("Checked on %s"), when);

  gtk_label_set_label (self->origin, text);
}

static void
fill_checks (ConsentReportView   *self,
             const ConsentReport *report)
{
  for (guint i = 0; i < report->checks->len; i++)
    {
      GtkWidget *row;

      if (consent_report_is_repeated (report, i))
        continue;

      row = consent_check_row_new (g_ptr_array_index (report->checks, i));
      adw_preferences_group_add (self->checks_group, row);
      g_ptr_array_add (self->check_rows, row);
    }
}

static AdwPreferencesRow *
add_granted_row (ConsentReportView *self,
                 const char        *title,
                 const char        *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_expander_row_add_row (self->granted_row, row);
  g_ptr_array_add (self->granted_rows, row);

  return ADW_PREFERENCES_ROW (row);
}

static void
fill_granted (ConsentReportView   *self,
              const ConsentReport *report)
{
  guint n_permissions = 0;
  g_autofree char *count = NULL;

  for (guint i = 0; i < report->granted->len; i++)
    {
      const ConsentGranted *group = g_ptr_array_index (report->granted, i);
      AdwPreferencesRow *head = add_granted_row (self, group->api, consent_granted_get_audience (group));

      gtk_widget_add_css_class (GTK_WIDGET (head), "consent-granted-api");
      for (guint j = 0; j < group->permissions->len; j++)
        {
          const ConsentGrantedPermission *permission = g_ptr_array_index (group->permissions, j);
          gboolean has_label = *permission->label != '\0';

          add_granted_row (self, has_label ? permission->label : permission->name,
                           has_label ? permission->name : "");
        }
      n_permissions += group->permissions->len;
    }

  /* Translators: how much Microsoft lets the app do. */
  count = g_strdup_printf (ngettext ("%u permission, in Microsoft’s words",
                                     "%u permissions, in Microsoft’s words", n_permissions),
                           n_permissions);
  adw_expander_row_set_subtitle (self->granted_row, count);
  adw_expander_row_set_expanded (self->granted_row, FALSE);
  gtk_widget_set_visible (self->granted_group, n_permissions > 0);
}

static void
clear_rows (ConsentReportView *self)
{
  for (guint i = 0; i < self->check_rows->len; i++)
    adw_preferences_group_remove (self->checks_group, g_ptr_array_index (self->check_rows, i));
  for (guint i = 0; i < self->granted_rows->len; i++)
    adw_expander_row_remove (self->granted_row, g_ptr_array_index (self->granted_rows, i));

  g_ptr_array_set_size (self->check_rows, 0);
  g_ptr_array_set_size (self->granted_rows, 0);
}

static gboolean
consent_report_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (CONSENT_REPORT_VIEW (widget)->verdict_box);
}

static void
consent_report_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CONSENT_TYPE_REPORT_VIEW);

  G_OBJECT_CLASS (consent_report_view_parent_class)->dispose (object);
}

static void
consent_report_view_finalize (GObject *object)
{
  ConsentReportView *self = CONSENT_REPORT_VIEW (object);

  g_clear_pointer (&self->check_rows, g_ptr_array_unref);
  g_clear_pointer (&self->granted_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (consent_report_view_parent_class)->finalize (object);
}

static void
consent_report_view_class_init (ConsentReportViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = consent_report_view_dispose;
  object_class->finalize = consent_report_view_finalize;
  widget_class->grab_focus = consent_report_view_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/widgets/consent-report-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ConsentReportView, verdict_box);
  gtk_widget_class_bind_template_child (widget_class, ConsentReportView, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, ConsentReportView, verdict_title);
  gtk_widget_class_bind_template_child (widget_class, ConsentReportView, explanation);
  gtk_widget_class_bind_template_child (widget_class, ConsentReportView, remedy);
  gtk_widget_class_bind_template_child (widget_class, ConsentReportView, earlier_label);
  gtk_widget_class_bind_template_child (widget_class, ConsentReportView, origin);
  gtk_widget_class_bind_template_child (widget_class, ConsentReportView, checks_group);
  gtk_widget_class_bind_template_child (widget_class, ConsentReportView, granted_group);
  gtk_widget_class_bind_template_child (widget_class, ConsentReportView, granted_row);
}

static void
consent_report_view_init (ConsentReportView *self)
{
  self->check_rows = g_ptr_array_new ();
  self->granted_rows = g_ptr_array_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
}

void
consent_report_view_set_report (ConsentReportView *self,
                                ConsentReport     *report)
{
  g_return_if_fail (CONSENT_IS_REPORT_VIEW (self));

  clear_rows (self);
  gtk_widget_set_visible (GTK_WIDGET (self), report != NULL);
  if (report == NULL)
    return;

  fill_verdict (self, report);
  fill_origin (self, report);
  fill_checks (self, report);
  fill_granted (self, report);
}

void
consent_report_view_set_earlier (ConsentReportView *self,
                                 gboolean           earlier)
{
  g_return_if_fail (CONSENT_IS_REPORT_VIEW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->earlier_label), earlier);
}
