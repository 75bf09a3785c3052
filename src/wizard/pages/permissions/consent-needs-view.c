/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-needs-view.h"

#include "consent-asked-view.h"
#include "consent-need-row.h"
#include "consent-need.h"

#include <glib/gi18n.h>

struct _ConsentNeedsView
{
  AdwBin parent_instance;

  AdwPreferencesGroup *needs_group;
  GtkLabel *not_enough;
  ConsentAskedView *asked_view;

  ConsentSetup *setup;
  ConsentClassifier *classifier;
  GPtrArray *rows;
  /* Names that were on offer before, so that what was unticked stays so. */
  GHashTable *known;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (ConsentNeedsView, consent_needs_view, ADW_TYPE_BIN)

enum {
  CHANGED,
  RETRY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *
get_service_name (ConsentNeedsView *self)
{
  return consent_service_get_name (consent_setup_get_service (self->setup));
}

/* Where nobody has published what is needed, nobody is to think that this is all. */
static char *
make_description (ConsentNeedsView *self)
{
  ConsentService *service = consent_setup_get_service (self->setup);

  if (*consent_service_get_permissions (service) != NULL)
    /* Translators: The placeholder is the name of the app, such as “TrackerRMS”. */
    return g_strdup_printf (_("What every sign-in needs, and what %s is known to need."),
                            get_service_name (self));

  /* Translators: The placeholders are the name of the app, such as “TrackerRMS”, and whom to ask, such
   * as “TrackerRMS support”. */
  return g_strdup_printf (_("What every sign-in needs, and what %s is known to need. There is "
                            "no published list of it: if you need more, ask %s."),
                          get_service_name (self), consent_service_get_support (service));
}

static const ConsentClassifierItem *
find_item (ConsentNeedsView  *self,
           const ConsentNeed *need)
{
  GPtrArray *items = consent_classifier_get_items (self->classifier);

  for (guint i = 0; i < items->len; i++)
    {
      const ConsentClassifierItem *item = g_ptr_array_index (items, i);

      if (need->id != NULL && g_ascii_strcasecmp (item->permission_id, need->id) == 0)
        return item;
    }

  return NULL;
}

static void
on_toggled (ConsentNeedsView *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_retry (ConsentNeedRow   *row,
          ConsentNeedsView *self)
{
  g_signal_emit (self, signals[RETRY], 0, consent_need_row_get_need (row));
}

static ConsentNeedRow *
add_row (ConsentNeedsView *self)
{
  GtkWidget *row = consent_need_row_new (consent_setup_get_service (self->setup));

  g_signal_connect_swapped (row, "toggled", G_CALLBACK (on_toggled), self);
  g_signal_connect (row, "retry", G_CALLBACK (on_retry), self);
  adw_preferences_group_add (self->needs_group, row);
  g_ptr_array_add (self->rows, row);

  return CONSENT_NEED_ROW (row);
}

static void
show_not_enough (ConsentNeedsView *self,
                 GPtrArray        *needs)
{
  gboolean not_enough = FALSE;
  g_autofree char *text = NULL;

  for (guint i = 0; i < needs->len; i++)
    {
      const ConsentNeed *need = g_ptr_array_index (needs, i);

      not_enough |= need->state == CONSENT_NEED_ADMIN || need->state == CONSENT_NEED_ELSEWHERE;
    }

  /* Translators: The placeholder is the name of the app, such as “TrackerRMS”. */
  text = g_strdup_printf (_("Some of these cannot be classified here, so classifying is not "
                            "enough for %s: approve it for everyone."), get_service_name (self));
  gtk_label_set_label (self->not_enough, text);
  gtk_widget_set_visible (GTK_WIDGET (self->not_enough), not_enough);
}

/* Fills the rows anew, and leaves alone which are ticked. The rows stay as long as there are as many
 * permissions, so that the focus does. */
static void
update (ConsentNeedsView *self)
{
  g_autoptr (GPtrArray) needs = NULL;
  g_autoptr (GHashTable) ticked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) before = consent_needs_view_list_ticked (self);

  needs = consent_need_collect (consent_setup_get_service (self->setup),
                                consent_setup_get_report (self->setup),
                                consent_asked_view_get_asked (self->asked_view));
  for (guint i = 0; i < before->len; i++)
    g_hash_table_add (ticked, g_strdup (((ConsentNeed *) g_ptr_array_index (before, i))->name));

  self->filling = TRUE;
  while (self->rows->len > needs->len)
    {
      adw_preferences_group_remove (self->needs_group,
                                    g_ptr_array_index (self->rows, self->rows->len - 1));
      g_ptr_array_remove_index (self->rows, self->rows->len - 1);
    }

  for (guint i = 0; i < needs->len; i++)
    {
      const ConsentNeed *need = g_ptr_array_index (needs, i);
      ConsentNeedRow *row = i < self->rows->len ? g_ptr_array_index (self->rows, i)
                                                : add_row (self);
      gboolean is_new = g_hash_table_add (self->known, g_strdup (need->name));

      consent_need_row_set_need (row, need, find_item (self, need));
      consent_need_row_set_ticked (row, g_hash_table_contains (ticked, need->name) ||
                                          (is_new && need->origin == CONSENT_NEED_STANDARD));
    }
  self->filling = FALSE;

  show_not_enough (self, needs);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Only that one needs new words where a permission is worked on. */
static void
on_classifier_changed (ConsentNeedsView *self)
{
  self->filling = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      ConsentNeedRow *row = g_ptr_array_index (self->rows, i);
      g_autoptr (ConsentNeed) need = consent_need_copy (consent_need_row_get_need (row));

      consent_need_row_set_need (row, need, find_item (self, need));
    }
  self->filling = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
consent_needs_view_dispose (GObject *object)
{
  ConsentNeedsView *self = CONSENT_NEEDS_VIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CONSENT_TYPE_NEEDS_VIEW);
  g_clear_object (&self->setup);
  g_clear_object (&self->classifier);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->known, g_hash_table_unref);

  G_OBJECT_CLASS (consent_needs_view_parent_class)->dispose (object);
}

static void
consent_needs_view_class_init (ConsentNeedsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = consent_needs_view_dispose;

  signals[CHANGED] = g_signal_new ("changed", CONSENT_TYPE_NEEDS_VIEW, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RETRY] = g_signal_new ("retry", CONSENT_TYPE_NEEDS_VIEW, G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 1, CONSENT_TYPE_NEED);

  g_type_ensure (CONSENT_TYPE_ASKED_VIEW);

  gtk_widget_class_set_template_from_resource (
    widget_class, APPLICATION_PATH "/pages/permissions/consent-needs-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ConsentNeedsView, needs_group);
  gtk_widget_class_bind_template_child (widget_class, ConsentNeedsView, not_enough);
  gtk_widget_class_bind_template_child (widget_class, ConsentNeedsView, asked_view);
  gtk_widget_class_bind_template_callback (widget_class, update);
}

static void
consent_needs_view_init (ConsentNeedsView *self)
{
  self->rows = g_ptr_array_new ();
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
consent_needs_view_follow (ConsentNeedsView  *self,
                           ConsentSetup      *setup,
                           ConsentClassifier *classifier)
{
  g_autofree char *description = NULL;
  g_autofree char *markup = NULL;

  g_return_if_fail (CONSENT_IS_NEEDS_VIEW (self));
  g_return_if_fail (CONSENT_IS_SETUP (setup));
  g_return_if_fail (CONSENT_IS_CLASSIFIER (classifier));
  g_return_if_fail (self->setup == NULL);

  self->setup = g_object_ref (setup);
  self->classifier = g_object_ref (classifier);
  g_signal_connect_object (setup, "notify::report", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (classifier, "changed", G_CALLBACK (on_classifier_changed), self,
                           G_CONNECT_SWAPPED);

  description = make_description (self);
  markup = g_markup_escape_text (description, -1);
  adw_preferences_group_set_description (self->needs_group, markup);
  consent_asked_view_set_service (self->asked_view, consent_setup_get_service (setup));
  update (self);
}

void
consent_needs_view_set_locked (ConsentNeedsView *self,
                               gboolean          locked)
{
  g_return_if_fail (CONSENT_IS_NEEDS_VIEW (self));

  gtk_widget_set_sensitive (GTK_WIDGET (self->needs_group), !locked);
  gtk_widget_set_sensitive (GTK_WIDGET (self->asked_view), !locked);
}

GPtrArray *
consent_needs_view_list_ticked (ConsentNeedsView *self)
{
  GPtrArray *needs = g_ptr_array_new_with_free_func ((GDestroyNotify) consent_need_free);

  g_return_val_if_fail (CONSENT_IS_NEEDS_VIEW (self), needs);

  for (guint i = 0; i < self->rows->len; i++)
    {
      ConsentNeedRow *row = g_ptr_array_index (self->rows, i);

      if (consent_need_row_get_ticked (row))
        g_ptr_array_add (needs, consent_need_copy (consent_need_row_get_need (row)));
    }

  return needs;
}

char **
consent_needs_view_list_asked (ConsentNeedsView *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  g_return_val_if_fail (CONSENT_IS_NEEDS_VIEW (self), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const ConsentNeed *need = consent_need_row_get_need (g_ptr_array_index (self->rows, i));

      if (need->origin == CONSENT_NEED_PASTED && need->state != CONSENT_NEED_UNKNOWN &&
          need->state != CONSENT_NEED_ELSEWHERE)
        g_ptr_array_add (names, g_strdup (need->name));
    }
  g_ptr_array_add (names, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

void
consent_needs_view_clear (ConsentNeedsView *self)
{
  g_return_if_fail (CONSENT_IS_NEEDS_VIEW (self));

  consent_asked_view_clear (self->asked_view);
  g_hash_table_remove_all (self->known);
  for (guint i = 0; i < self->rows->len; i++)
    consent_need_row_set_ticked (g_ptr_array_index (self->rows, i), FALSE);
  update (self);
}
