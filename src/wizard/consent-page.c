/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-page.h"

#include "consent-announcement.h"
#include "consent-compat.h"
#include "widgets/consent-choice.h"

#include <glib/gi18n.h>

typedef struct
{
  ConsentContext *context;
  char *title;
  char *action_label;
  gboolean complete;
  gboolean busy;
} ConsentPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (ConsentPage, consent_page, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_CONTEXT,
  PROP_TITLE,
  PROP_COMPLETE,
  PROP_BUSY,
  PROP_ACTION_LABEL,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
set_title (ConsentPage *self,
           const char  *title)
{
  ConsentPagePrivate *priv = consent_page_get_instance_private (self);

  if (g_strcmp0 (priv->title, title) == 0)
    return;

  g_free (priv->title);
  priv->title = g_strdup (title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, priv->title != NULL ? priv->title : "",
                                  -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/* Enter presses the row that has the focus, as it does with a button, and not the suggested button. With
 * a choice it goes on. */
static void
let_rows_take_enter (GtkWidget *root)
{
  if (GTK_IS_LIST_BOX_ROW (root) && gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (root)) &&
      gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (root)) != GTK_ACCESSIBLE_ROLE_RADIO)
    gtk_widget_set_receives_default (root, TRUE);

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    let_rows_take_enter (child);
}

/* Before this, what has just appeared had no place yet. */
static void
on_laid_out (GtkWidget     *widget,
             GdkFrameClock *clock)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t place;

  g_signal_handlers_disconnect_by_func (clock, on_laid_out, widget);

  if (scroller != NULL && gtk_widget_compute_bounds (widget, scroller, &place))
    {
      GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
      double top = gtk_adjustment_get_value (adjustment) + place.origin.y;

      gtk_adjustment_clamp_page (adjustment, top, top + place.size.height);
    }
}

static gboolean
consent_page_real_is_on_route (ConsentSetup *setup)
{
  return TRUE;
}

static gboolean
consent_page_real_is_relevant (ConsentPage *self)
{
  return CONSENT_PAGE_GET_CLASS (self)->is_on_route (consent_page_get_setup (self));
}

static void
consent_page_real_nothing (ConsentPage *self)
{
}

static gboolean
consent_page_real_activate (ConsentPage *self)
{
  return FALSE;
}

static void
consent_page_get_property (GObject    *object,
                           guint       property_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  ConsentPage *self = CONSENT_PAGE (object);
  ConsentPagePrivate *priv = consent_page_get_instance_private (self);

  switch (property_id)
    {
    case PROP_CONTEXT:
      g_value_set_object (value, priv->context);
      break;
    case PROP_TITLE:
      g_value_set_string (value, priv->title);
      break;
    case PROP_COMPLETE:
      g_value_set_boolean (value, priv->complete);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, priv->busy);
      break;
    case PROP_ACTION_LABEL:
      g_value_set_string (value, priv->action_label);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
consent_page_set_property (GObject      *object,
                           guint         property_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  ConsentPage *self = CONSENT_PAGE (object);
  ConsentPagePrivate *priv = consent_page_get_instance_private (self);

  switch (property_id)
    {
    case PROP_CONTEXT:
      priv->context = g_value_dup_object (value);
      break;
    case PROP_TITLE:
      set_title (self, g_value_get_string (value));
      break;
    case PROP_COMPLETE:
      consent_page_set_complete (self, g_value_get_boolean (value));
      break;
    case PROP_BUSY:
      consent_page_set_busy (self, g_value_get_boolean (value));
      break;
    case PROP_ACTION_LABEL:
      consent_page_set_action_label (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
consent_page_constructed (GObject *object)
{
  G_OBJECT_CLASS (consent_page_parent_class)->constructed (object);

  consent_compat_name_buttons (GTK_WIDGET (object));
  consent_compat_hide_closed_rows (GTK_WIDGET (object));
  consent_announce_changes (GTK_WIDGET (object));
  consent_choice_tie (GTK_WIDGET (object));
  let_rows_take_enter (GTK_WIDGET (object));
}

static void
consent_page_finalize (GObject *object)
{
  ConsentPagePrivate *priv = consent_page_get_instance_private (CONSENT_PAGE (object));

  /* Not in dispose: a page's callbacks may still come by while it is taken apart. */
  g_clear_object (&priv->context);
  g_clear_pointer (&priv->title, g_free);
  g_clear_pointer (&priv->action_label, g_free);

  G_OBJECT_CLASS (consent_page_parent_class)->finalize (object);
}

static void
consent_page_class_init (ConsentPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = consent_page_get_property;
  object_class->set_property = consent_page_set_property;
  object_class->constructed = consent_page_constructed;
  object_class->finalize = consent_page_finalize;

  klass->is_on_route = consent_page_real_is_on_route;
  klass->is_relevant = consent_page_real_is_relevant;
  klass->entered = consent_page_real_nothing;
  klass->left = consent_page_real_nothing;
  klass->activate = consent_page_real_activate;
  klass->cancel = consent_page_real_nothing;

  properties[PROP_CONTEXT] =
    g_param_spec_object ("context", NULL, NULL, CONSENT_TYPE_CONTEXT,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_COMPLETE] =
    g_param_spec_boolean ("complete", NULL, NULL, FALSE, flags);
  properties[PROP_BUSY] =
    g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_ACTION_LABEL] =
    g_param_spec_string ("action-label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
consent_page_init (ConsentPage *self)
{
  ConsentPagePrivate *priv = consent_page_get_instance_private (self);

  priv->action_label = g_strdup (_("_Next"));
  /* On a page change the focus goes to the page itself, so that a screen reader starts at its top. */
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

ConsentContext *
consent_page_get_context (ConsentPage *self)
{
  ConsentPagePrivate *priv = consent_page_get_instance_private (self);

  g_return_val_if_fail (CONSENT_IS_PAGE (self), NULL);

  return priv->context;
}

ConsentSetup *
consent_page_get_setup (ConsentPage *self)
{
  return consent_context_get_setup (consent_page_get_context (self));
}

const char *
consent_page_get_title (ConsentPage *self)
{
  ConsentPagePrivate *priv = consent_page_get_instance_private (self);

  g_return_val_if_fail (CONSENT_IS_PAGE (self), NULL);

  return priv->title;
}

gboolean
consent_page_get_complete (ConsentPage *self)
{
  ConsentPagePrivate *priv = consent_page_get_instance_private (self);

  g_return_val_if_fail (CONSENT_IS_PAGE (self), FALSE);

  return priv->complete;
}

void
consent_page_set_complete (ConsentPage *self,
                           gboolean     complete)
{
  ConsentPagePrivate *priv = consent_page_get_instance_private (self);

  g_return_if_fail (CONSENT_IS_PAGE (self));

  if (priv->complete == !!complete)
    return;

  priv->complete = !!complete;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
}

gboolean
consent_page_get_busy (ConsentPage *self)
{
  ConsentPagePrivate *priv = consent_page_get_instance_private (self);

  g_return_val_if_fail (CONSENT_IS_PAGE (self), FALSE);

  return priv->busy;
}

void
consent_page_set_busy (ConsentPage *self,
                       gboolean     busy)
{
  ConsentPagePrivate *priv = consent_page_get_instance_private (self);

  g_return_if_fail (CONSENT_IS_PAGE (self));

  if (priv->busy == !!busy)
    return;

  priv->busy = !!busy;
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, priv->busy, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

const char *
consent_page_get_action_label (ConsentPage *self)
{
  ConsentPagePrivate *priv = consent_page_get_instance_private (self);

  g_return_val_if_fail (CONSENT_IS_PAGE (self), NULL);

  return priv->action_label;
}

void
consent_page_set_action_label (ConsentPage *self,
                               const char  *label)
{
  ConsentPagePrivate *priv = consent_page_get_instance_private (self);

  g_return_if_fail (CONSENT_IS_PAGE (self));

  if (g_strcmp0 (priv->action_label, label) == 0)
    return;

  g_free (priv->action_label);
  priv->action_label = g_strdup (label);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTION_LABEL]);
}

void
consent_page_show_top (ConsentPage *self,
                       GtkWidget   *widget)
{
  GtkWidget *scroller;

  g_return_if_fail (CONSENT_IS_PAGE (self));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  /* Its place is not known before it is laid out, so that taking the focus does not scroll there by
   * itself. */
  gtk_widget_grab_focus (widget);
  scroller = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  if (scroller != NULL)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)), 0);
}

void
consent_page_reveal (ConsentPage *self,
                     GtkWidget   *widget)
{
  GdkFrameClock *clock;

  g_return_if_fail (CONSENT_IS_PAGE (self));
  g_return_if_fail (gtk_widget_is_ancestor (widget, GTK_WIDGET (self)));

  clock = gtk_widget_get_frame_clock (widget);
  if (clock == NULL)
    return;

  g_signal_connect_object (clock, "after-paint", G_CALLBACK (on_laid_out), widget, G_CONNECT_SWAPPED);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_AFTER_PAINT);
}

gboolean
consent_page_is_on_route (GType         type,
                          ConsentSetup *setup)
{
  g_autoptr (ConsentPageClass) klass = NULL;

  g_return_val_if_fail (g_type_is_a (type, CONSENT_TYPE_PAGE), FALSE);
  g_return_val_if_fail (CONSENT_IS_SETUP (setup), FALSE);

  klass = g_type_class_ref (type);

  return klass->is_on_route (setup);
}

gboolean
consent_page_is_relevant (ConsentPage *self)
{
  g_return_val_if_fail (CONSENT_IS_PAGE (self), FALSE);

  return CONSENT_PAGE_GET_CLASS (self)->is_relevant (self);
}

void
consent_page_enter (ConsentPage *self)
{
  g_return_if_fail (CONSENT_IS_PAGE (self));

  CONSENT_PAGE_GET_CLASS (self)->entered (self);
}

void
consent_page_leave (ConsentPage *self)
{
  g_return_if_fail (CONSENT_IS_PAGE (self));

  CONSENT_PAGE_GET_CLASS (self)->left (self);
}

gboolean
consent_page_activate (ConsentPage *self)
{
  g_return_val_if_fail (CONSENT_IS_PAGE (self), FALSE);

  return CONSENT_PAGE_GET_CLASS (self)->activate (self);
}

void
consent_page_cancel (ConsentPage *self)
{
  g_return_if_fail (CONSENT_IS_PAGE (self));

  CONSENT_PAGE_GET_CLASS (self)->cancel (self);
}
