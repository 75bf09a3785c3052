/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-region-page.h"

#include "widgets/consent-entry-state.h"
#include "widgets/consent-region-group.h"
#include "widgets/consent-status-icon.h"

#include <glib/gi18n.h>

/* An address that is not recognized yet is most often one that is still being typed. */
#define TYPING_PAUSE_MS 1200

struct _ConsentRegionPage
{
  ConsentPage parent_instance;

  GtkLabel *lead;
  ConsentRegionGroup *region_group;
  GtkLabel *entry_label;
  GtkEditable *entry;
  GtkWidget *remark_box;
  GtkImage *remark_icon;
  GtkLabel *remark;

  guint pause_id;
  gboolean started;
};

G_DEFINE_FINAL_TYPE (ConsentRegionPage, consent_region_page, CONSENT_TYPE_PAGE)

static ConsentSetup *
get_setup (ConsentRegionPage *self)
{
  return consent_page_get_setup (CONSENT_PAGE (self));
}

static ConsentService *
get_service (ConsentRegionPage *self)
{
  return consent_setup_get_service (get_setup (self));
}

static const ConsentRegion *
get_pasted (ConsentRegionPage *self)
{
  return consent_service_guess_region (get_service (self), gtk_editable_get_text (self->entry));
}

static void
set_remark (ConsentRegionPage *self,
            ConsentStatus      status,
            const char        *text)
{
  consent_status_icon_set (self->remark_icon, status);
  gtk_label_set_label (self->remark, text);
}

/* Says what the pasted address means, beside what is chosen above it. */
static void
update_remark (ConsentRegionPage *self,
               gboolean           typing)
{
  const ConsentRegion *chosen = consent_setup_get_region (get_setup (self));
  const ConsentRegion *pasted = get_pasted (self);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
  g_autofree char *remark = NULL;
  gboolean is_unknown = *text != '\0' && pasted == NULL && !typing;

  if (is_unknown)
    {
      /* Translators: The placeholder is whom to ask, such as “TrackerRMS support”. */
      remark = g_strdup_printf (_("This address belongs to none of the regions above, or to more "
                                  "than one. Choose one yourself, or ask %s."),
                                consent_service_get_support (get_service (self)));
      set_remark (self, CONSENT_STATUS_FAIL, remark);
    }
  else if (pasted != NULL && pasted != chosen)
    {
      /* Translators: The placeholder is the name of a region, such as “United Kingdom”. */
      remark = g_strdup_printf (_("The address belongs to another region: %s. Check your choice."),
                                pasted->name);
      set_remark (self, CONSENT_STATUS_WARN, remark);
    }
  else if (pasted != NULL)
    {
      /* Translators: The placeholder is the name of a region, such as “United Kingdom”. */
      remark = g_strdup_printf (_("The address belongs to the region “%s”."), pasted->name);
      set_remark (self, CONSENT_STATUS_PASS, remark);
    }

  gtk_widget_set_visible (self->remark_box, remark != NULL);
  consent_entry_set_state (GTK_WIDGET (self->entry),
                           is_unknown,
                           remark != NULL ? GTK_WIDGET (self->remark) : NULL);
}

static void
on_region_changed (ConsentRegionPage *self)
{
  ConsentContext *context = consent_page_get_context (CONSENT_PAGE (self));
  GSettings *settings = consent_context_get_settings (context);
  const ConsentRegion *region = consent_region_group_get_region (self->region_group);

  consent_setup_set_region_id (get_setup (self), region->id);
  g_settings_set_string (settings, "last-region", region->id);
  consent_page_set_complete (CONSENT_PAGE (self), TRUE);
  update_remark (self, self->pause_id != 0);
}

static gboolean
on_pause_over (gpointer user_data)
{
  ConsentRegionPage *self = CONSENT_REGION_PAGE (user_data);

  self->pause_id = 0;
  update_remark (self, FALSE);

  return G_SOURCE_REMOVE;
}

static void
on_entry_changed (ConsentRegionPage *self)
{
  const ConsentRegion *region = get_pasted (self);

  g_clear_handle_id (&self->pause_id, g_source_remove);
  self->pause_id = g_timeout_add (TYPING_PAUSE_MS, on_pause_over, self);

  if (region != NULL)
    consent_region_group_choose (self->region_group, region->id);
  update_remark (self, TRUE);
}

static void
on_entry_activate (ConsentRegionPage *self)
{
  const ConsentRegion *region = get_pasted (self);

  g_clear_handle_id (&self->pause_id, g_source_remove);
  update_remark (self, FALSE);

  /* Only with what was pasted, so that a remark about it is not overlooked. */
  if (region != NULL && region == consent_setup_get_region (get_setup (self)))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.next", NULL);
}

static void
consent_region_page_entered (ConsentPage *page)
{
  ConsentRegionPage *self = CONSENT_REGION_PAGE (page);
  GSettings *settings = consent_context_get_settings (consent_page_get_context (page));
  g_autofree char *id = g_settings_get_string (settings, "last-region");

  if (!self->started && consent_setup_get_region (get_setup (self)) == NULL)
    consent_region_group_choose (self->region_group, id);

  self->started = TRUE;
}

static void
consent_region_page_constructed (GObject *object)
{
  ConsentRegionPage *self = CONSENT_REGION_PAGE (object);
  g_autofree char *lead = NULL;
  g_autofree char *label = NULL;
  const char *name;

  G_OBJECT_CLASS (consent_region_page_parent_class)->constructed (object);

  name = consent_service_get_name (get_service (self));
  /* Translators: The placeholder is the name of the app, such as “TrackerRMS”. */
  lead = g_strdup_printf (_("In which region does your organization use %s? You can tell by "
                            "the web address that you open for it."), name);
  gtk_label_set_label (self->lead, lead);
  /* Translators: The placeholder is the name of the app, such as “TrackerRMS”. */
  label = g_strdup_printf (_("_Or paste the address you use for %s"), name);
  gtk_label_set_label (self->entry_label, label);

  consent_region_group_fill (self->region_group, get_service (self));
}

static void
consent_region_page_dispose (GObject *object)
{
  ConsentRegionPage *self = CONSENT_REGION_PAGE (object);

  g_clear_handle_id (&self->pause_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), CONSENT_TYPE_REGION_PAGE);

  G_OBJECT_CLASS (consent_region_page_parent_class)->dispose (object);
}

static void
consent_region_page_class_init (ConsentRegionPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ConsentPageClass *page_class = CONSENT_PAGE_CLASS (klass);

  object_class->constructed = consent_region_page_constructed;
  object_class->dispose = consent_region_page_dispose;
  page_class->entered = consent_region_page_entered;

  g_type_ensure (CONSENT_TYPE_REGION_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH
                                               "/pages/region/consent-region-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ConsentRegionPage, lead);
  gtk_widget_class_bind_template_child (widget_class, ConsentRegionPage, region_group);
  gtk_widget_class_bind_template_child (widget_class, ConsentRegionPage, entry_label);
  gtk_widget_class_bind_template_child (widget_class, ConsentRegionPage, entry);
  gtk_widget_class_bind_template_child (widget_class, ConsentRegionPage, remark_box);
  gtk_widget_class_bind_template_child (widget_class, ConsentRegionPage, remark_icon);
  gtk_widget_class_bind_template_child (widget_class, ConsentRegionPage, remark);
  gtk_widget_class_bind_template_callback (widget_class, on_region_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activate);
}

static void
consent_region_page_init (ConsentRegionPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
