/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-guide.h"

#include "consent-announcement.h"
#include "consent-drawing.h"
#include "consent-portal.h"

#include <glib/gi18n.h>

#include <string.h>

/* What each step of a place in consent-portal looks like. */
static const struct
{
  const char *place;
  const char *drawings[8];
} guides[] = {
  { "tenant-id", { "sign-in", "admin", "show-all", "identity", "entra-overview", "tenant-id" } },
  { "user-consent",
    { "sign-in", "admin", "show-all", "identity",
      "entra-id", "enterprise-apps", "consent-and-permissions" } },
  { "permission-classifications",
    { "permission-classifications", "add-permissions", "choose-api", "tick-permissions" } },
};

struct _ConsentGuide
{
  AdwBin parent_instance;

  /* What changes from step to step. */
  GtkWidget *stage;
  ConsentDrawing *drawing;
  GtkStack *texts;
  GtkWidget *previous_button;
  GtkLabel *counter;
  GtkWidget *next_button;
  AdwActionRow *admin_center_row;
  AdwActionRow *direct_row;
  GtkActionable *copy_button;
  AdwActionRow *fallback_row;

  const char *place;
  const char * const *drawings;
  /* (array zero-terminated=1) (element-type utf8): translated, not owned */
  const char **steps;
  guint n_steps;
  guint step;
};

G_DEFINE_FINAL_TYPE (ConsentGuide, consent_guide, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_DIRECT_LABEL,
  PROP_PLACE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* Where one is goes to whatever may have the focus, so that screen readers tell what has changed. */
static void
announce (ConsentGuide *self,
          const char   *counter,
          const char   *text)
{
  g_autofree char *description = g_strdup_printf ("%s: %s", counter, text);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->stage), GTK_ACCESSIBLE_PROPERTY_LABEL, counter, -1);
  consent_describe (self->stage, text);
  consent_describe (self->previous_button, description);
  consent_describe (self->next_button, description);
}

static void
show_step (ConsentGuide *self,
           guint         step)
{
  /* Translators: a step of several, such as “Step 3 of 6”. */
  g_autofree char *counter = g_strdup_printf (_("Step %u of %u"), step + 1, self->n_steps);
  g_autoptr (GtkSelectionModel) pages = gtk_stack_get_pages (self->texts);
  gboolean may_go_back = step > 0;
  gboolean may_go_on = step + 1 < self->n_steps;

  self->step = step;
  gtk_label_set_label (self->counter, counter);
  gtk_selection_model_select_item (pages, step, TRUE);
  consent_drawing_set_drawing (self->drawing, self->drawings[step]);
  announce (self, counter, self->steps[step]);

  /* A button that can't be pressed any more would lose the focus to somewhere else. */
  if ((!may_go_back && gtk_widget_is_focus (self->previous_button)) ||
      (!may_go_on && gtk_widget_is_focus (self->next_button)))
    gtk_widget_grab_focus (self->stage);
  gtk_widget_set_sensitive (self->previous_button, may_go_back);
  gtk_widget_set_sensitive (self->next_button, may_go_on);
}

static void
add_text (ConsentGuide *self,
          const char   *text)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  GtkWidget *label = gtk_label_new (text);

  /* A hyphen would become part of an address that someone types off the screen. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_stack_add_child (self->texts, label);
}

static void
fill_texts (ConsentGuide *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->texts))) != NULL)
    gtk_stack_remove (self->texts, child);
  for (guint i = 0; i < self->n_steps; i++)
    add_text (self, self->steps[i]);
}

/* Today's words first, those of the help article in brackets beside them. In some languages Microsoft
 * has had the same words all along. */
static void
set_place_row (AdwActionRow       *row,
               const ConsentPlace *place)
{
  const char *path = consent_place_get_path (place);
  const char *old_path = consent_place_get_old_path (place);
  g_autofree char *subtitle = NULL;

  if (old_path != NULL && strcmp (path, old_path) != 0)
    /* Translators: Menu entries as they are called today, and as they were called some years ago. */
    subtitle = g_strdup_printf (_("%s (formerly %s)"), path, old_path);

  adw_action_row_set_subtitle (row, subtitle != NULL ? subtitle : path);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", consent_place_get_link (place));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-uri");
}

static void
move (ConsentGuide *self,
      int           by)
{
  int step = (int) self->step + by;

  if (step >= 0 && step < (int) self->n_steps)
    show_step (self, step);
}

static gboolean
on_arrow_key (GtkWidget *widget,
              GVariant  *arguments,
              gpointer   user_data)
{
  int by = g_variant_get_int32 (arguments);

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    by = -by;
  move (CONSENT_GUIDE (widget), by);

  /* At the ends as well: one press too many should not move the focus. */
  return GDK_EVENT_STOP;
}

static void
on_previous_clicked (ConsentGuide *self)
{
  move (self, -1);
}

static void
on_next_clicked (ConsentGuide *self)
{
  move (self, 1);
}

static void
consent_guide_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  ConsentGuide *self = CONSENT_GUIDE (object);

  switch (property_id)
    {
    case PROP_DIRECT_LABEL:
      g_value_set_string (value,
                          adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->direct_row)));
      break;

    case PROP_PLACE:
      g_value_set_string (value, self->place);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
consent_guide_set_property (GObject      *object,
                            guint         property_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  ConsentGuide *self = CONSENT_GUIDE (object);

  switch (property_id)
    {
    case PROP_DIRECT_LABEL:
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->direct_row),
                                     g_value_get_string (value));
      break;

    case PROP_PLACE:
      consent_guide_set_place (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
consent_guide_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CONSENT_TYPE_GUIDE);

  G_OBJECT_CLASS (consent_guide_parent_class)->dispose (object);
}

static void
consent_guide_finalize (GObject *object)
{
  ConsentGuide *self = CONSENT_GUIDE (object);

  g_clear_pointer (&self->steps, g_free);

  G_OBJECT_CLASS (consent_guide_parent_class)->finalize (object);
}

static void
consent_guide_class_init (ConsentGuideClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = consent_guide_get_property;
  object_class->set_property = consent_guide_set_property;
  object_class->dispose = consent_guide_dispose;
  object_class->finalize = consent_guide_finalize;

  properties[PROP_DIRECT_LABEL] =
    g_param_spec_string ("direct-label", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PLACE] =
    g_param_spec_string ("place", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, on_arrow_key, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Left, 0, on_arrow_key, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, on_arrow_key, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Right, 0, on_arrow_key, "i", 1);

  g_type_ensure (CONSENT_TYPE_DRAWING);

  gtk_widget_class_set_css_name (widget_class, "guide");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/widgets/consent-guide.ui");
  gtk_widget_class_bind_template_child (widget_class, ConsentGuide, stage);
  gtk_widget_class_bind_template_child (widget_class, ConsentGuide, drawing);
  gtk_widget_class_bind_template_child (widget_class, ConsentGuide, texts);
  gtk_widget_class_bind_template_child (widget_class, ConsentGuide, previous_button);
  gtk_widget_class_bind_template_child (widget_class, ConsentGuide, counter);
  gtk_widget_class_bind_template_child (widget_class, ConsentGuide, next_button);
  gtk_widget_class_bind_template_child (widget_class, ConsentGuide, admin_center_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentGuide, direct_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentGuide, copy_button);
  gtk_widget_class_bind_template_child (widget_class, ConsentGuide, fallback_row);
  gtk_widget_class_bind_template_callback (widget_class, on_previous_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_next_clicked);
}

static void
consent_guide_init (ConsentGuide *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  set_place_row (self->admin_center_row, consent_portal_find_place ("admin-center"));
  adw_action_row_set_subtitle (self->fallback_row, CONSENT_PORTAL_ENTRA);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->fallback_row), "s", CONSENT_PORTAL_ENTRA);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->fallback_row), "win.open-uri");
}

const char *
consent_guide_get_place (ConsentGuide *self)
{
  g_return_val_if_fail (CONSENT_IS_GUIDE (self), NULL);

  return self->place;
}

void
consent_guide_set_place (ConsentGuide *self,
                         const char   *place_id)
{
  const ConsentPlace *place;
  gsize i = 0;

  g_return_if_fail (CONSENT_IS_GUIDE (self));
  g_return_if_fail (place_id != NULL);

  while (i < G_N_ELEMENTS (guides) && !g_str_equal (guides[i].place, place_id))
    i++;
  g_return_if_fail (i < G_N_ELEMENTS (guides));
  if (self->place == guides[i].place)
    return;

  place = consent_portal_find_place (place_id);
  self->place = guides[i].place;
  self->drawings = guides[i].drawings;
  g_free (self->steps);
  self->steps = consent_place_list_steps (place);
  self->n_steps = g_strv_length ((char **) self->steps);

  fill_texts (self);
  set_place_row (self->direct_row, place);
  gtk_actionable_set_action_target (self->copy_button, "s", consent_place_get_link (place));
  gtk_actionable_set_action_name (self->copy_button, "win.copy");
  show_step (self, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLACE]);
}

guint
consent_guide_get_step (ConsentGuide *self)
{
  g_return_val_if_fail (CONSENT_IS_GUIDE (self), 0);

  return self->step;
}
