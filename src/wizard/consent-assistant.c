/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-assistant.h"

#include "consent-compat.h"

#include <glib/gi18n.h>

struct _ConsentAssistant
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkButton *action_button;

  ConsentContext *context;
  const ConsentPageEntry *entries;
  /* One for each entry, %NULL until it is needed; the stack owns them. */
  GPtrArray *pages;
  guint current;
  /* Follows the page that is shown. */
  GSignalGroup *page_signals;

  char *step;
  gboolean can_advance;
  gboolean can_go_back;
  gboolean can_cancel;
};

G_DEFINE_FINAL_TYPE (ConsentAssistant, consent_assistant, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_PAGE,
  PROP_STEP,
  PROP_CAN_ADVANCE,
  PROP_CAN_GO_BACK,
  PROP_CAN_CANCEL,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

#define NO_PAGE G_MAXUINT

/* Every page scrolls on its own, so that the button below stays in sight. */
static GtkWidget *
wrap_page (ConsentPage *page)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_widget_add_css_class (GTK_WIDGET (page), "consent-page");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 560);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (page));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);

  return scroller;
}

/* GTK 4.8 does not tell screen readers which page of a stack is shown: they would read all of them. */
static void
set_hidden (ConsentPage *page,
            gboolean     hidden)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_STATE_HIDDEN, hidden, -1);
}

static ConsentPage *
get_page (ConsentAssistant *self,
          guint             index)
{
  const ConsentPageEntry *entry = &self->entries[index];
  ConsentPage *page = g_ptr_array_index (self->pages, index);

  if (page == NULL)
    {
      page = g_object_new (entry->get_type (), "context", self->context, NULL);
      g_ptr_array_index (self->pages, index) = page;
      gtk_stack_add_named (self->stack, wrap_page (page), entry->id);
      set_hidden (page, TRUE);
    }

  return page;
}

static gboolean
is_relevant (ConsentAssistant *self,
             guint             index)
{
  ConsentPage *page = g_ptr_array_index (self->pages, index);

  if (page != NULL)
    return consent_page_is_relevant (page);

  return consent_page_is_on_route (self->entries[index].get_type (),
                                   consent_context_get_setup (self->context));
}

/* The next page that is part of this journey, seen from @index in the direction of @step. */
static guint
find_relevant (ConsentAssistant *self,
               guint             index,
               int               step)
{
  /* Going below zero wraps around to a number that is no index. */
  for (guint i = index + step; i < self->pages->len; i += step)
    if (is_relevant (self, i))
      return i;

  return NO_PAGE;
}

/* Counts the pages after the first, which is a threshold and not yet a step. */
static char *
make_step (ConsentAssistant *self)
{
  int n = 0;
  int n_steps = 0;

  if (self->current == 0)
    return NULL;

  for (guint i = find_relevant (self, 0, 1); i != NO_PAGE; i = find_relevant (self, i, 1))
    {
      n_steps++;
      if (i == self->current)
        n = n_steps;
    }

  /* Translators: where one is in the wizard, such as "Step 2 of 4". */
  return g_strdup_printf (_("Step %d of %d"), n, n_steps);
}

/* What is found out on a page may leave out others or add some. That is counted at once: with the
 * next page, the number would seem to jump. */
static void
update_step (ConsentAssistant *self)
{
  g_autofree char *step = NULL;

  if (self->current == NO_PAGE)
    return;

  step = make_step (self);
  if (g_strcmp0 (self->step, step) == 0)
    return;

  g_free (self->step);
  self->step = g_steal_pointer (&step);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STEP]);
}

static void
set_flag (ConsentAssistant *self,
          gboolean         *flag,
          gboolean          value,
          guint             property)
{
  if (*flag == value)
    return;

  *flag = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* A button's own label is wider than a narrow window where the text is large. */
static void
let_action_wrap (ConsentAssistant *self)
{
  GtkLabel *label;

  gtk_button_set_label (self->action_button, "");
  label = GTK_LABEL (gtk_button_get_child (self->action_button));
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
}

static void
update_flags (ConsentAssistant *self)
{
  ConsentPage *page = consent_assistant_get_page (self);
  const char *action = consent_page_get_action_label (page);
  gboolean busy = consent_page_get_busy (page);

  set_flag (self, &self->can_advance,
            action != NULL && consent_page_get_complete (page) && !busy, PROP_CAN_ADVANCE);
  set_flag (self, &self->can_go_back,
            find_relevant (self, self->current, -1) != NO_PAGE, PROP_CAN_GO_BACK);
  set_flag (self, &self->can_cancel, busy, PROP_CAN_CANCEL);

  gtk_button_set_label (self->action_button, action != NULL ? action : "");
  gtk_widget_set_visible (GTK_WIDGET (self->action_button), action != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->action_button), self->can_advance);
}

static void
go_to (ConsentAssistant *self,
       guint             index)
{
  ConsentPage *page = get_page (self, index);
  GtkStackTransitionType transition = GTK_STACK_TRANSITION_TYPE_NONE;

  if (self->current != NO_PAGE)
    {
      consent_page_leave (consent_assistant_get_page (self));
      set_hidden (consent_assistant_get_page (self), TRUE);
      transition = index > self->current ? GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT
                                         : GTK_STACK_TRANSITION_TYPE_SLIDE_RIGHT;
    }

  self->current = index;
  set_hidden (page, FALSE);
  g_signal_group_set_target (self->page_signals, page);
  consent_page_enter (page);

  update_step (self);
  update_flags (self);

  gtk_stack_set_visible_child_full (self->stack, self->entries[index].id, transition);
  consent_page_show_top (page, GTK_WIDGET (page));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}

static void
consent_assistant_root (GtkWidget *widget)
{
  ConsentAssistant *self = CONSENT_ASSISTANT (widget);
  GtkRoot *root;

  GTK_WIDGET_CLASS (consent_assistant_parent_class)->root (widget);

  root = gtk_widget_get_root (widget);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_default_widget (GTK_WINDOW (root), GTK_WIDGET (self->action_button));
  gtk_widget_grab_focus (GTK_WIDGET (consent_assistant_get_page (self)));
}

static void
consent_assistant_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  ConsentAssistant *self = CONSENT_ASSISTANT (object);

  switch (property_id)
    {
    case PROP_PAGE:
      g_value_set_object (value, consent_assistant_get_page (self));
      break;
    case PROP_STEP:
      g_value_set_string (value, self->step);
      break;
    case PROP_CAN_ADVANCE:
      g_value_set_boolean (value, self->can_advance);
      break;
    case PROP_CAN_GO_BACK:
      g_value_set_boolean (value, self->can_go_back);
      break;
    case PROP_CAN_CANCEL:
      g_value_set_boolean (value, self->can_cancel);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
consent_assistant_dispose (GObject *object)
{
  ConsentAssistant *self = CONSENT_ASSISTANT (object);

  if (self->current != NO_PAGE)
    {
      consent_page_leave (consent_assistant_get_page (self));
      self->current = NO_PAGE;
    }
  g_clear_object (&self->page_signals);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), CONSENT_TYPE_ASSISTANT);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (consent_assistant_parent_class)->dispose (object);
}

static void
consent_assistant_finalize (GObject *object)
{
  ConsentAssistant *self = CONSENT_ASSISTANT (object);

  g_clear_pointer (&self->step, g_free);

  G_OBJECT_CLASS (consent_assistant_parent_class)->finalize (object);
}

static void
consent_assistant_class_init (ConsentAssistantClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = consent_assistant_get_property;
  object_class->dispose = consent_assistant_dispose;
  object_class->finalize = consent_assistant_finalize;
  widget_class->root = consent_assistant_root;

  properties[PROP_PAGE] =
    g_param_spec_object ("page", NULL, NULL, CONSENT_TYPE_PAGE, readable);
  properties[PROP_STEP] =
    g_param_spec_string ("step", NULL, NULL, NULL, readable);
  properties[PROP_CAN_ADVANCE] =
    g_param_spec_boolean ("can-advance", NULL, NULL, FALSE, readable);
  properties[PROP_CAN_GO_BACK] =
    g_param_spec_boolean ("can-go-back", NULL, NULL, FALSE, readable);
  properties[PROP_CAN_CANCEL] =
    g_param_spec_boolean ("can-cancel", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/consent-assistant.ui");
  gtk_widget_class_bind_template_child (widget_class, ConsentAssistant, stack);
  gtk_widget_class_bind_template_child (widget_class, ConsentAssistant, action_button);
  gtk_widget_class_bind_template_callback (widget_class, consent_assistant_advance);
}

static void
consent_assistant_init (ConsentAssistant *self)
{
  static const char * const followed[] = { "notify::complete", "notify::busy", "notify::action-label" };

  self->current = NO_PAGE;
  self->page_signals = g_signal_group_new (CONSENT_TYPE_PAGE);
  for (guint i = 0; i < G_N_ELEMENTS (followed); i++)
    g_signal_group_connect_swapped (self->page_signals, followed[i], G_CALLBACK (update_flags), self);

  gtk_widget_init_template (GTK_WIDGET (self));
  let_action_wrap (self);
  consent_compat_name_buttons (GTK_WIDGET (self));
}

ConsentAssistant *
consent_assistant_new (ConsentContext         *context,
                       const ConsentPageEntry *entries)
{
  ConsentAssistant *self;

  g_return_val_if_fail (CONSENT_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (entries != NULL && entries[0].id != NULL, NULL);

  self = g_object_new (CONSENT_TYPE_ASSISTANT, NULL);
  self->context = g_object_ref (context);
  self->entries = entries;
  self->pages = g_ptr_array_new ();
  while (entries[self->pages->len].id != NULL)
    g_ptr_array_add (self->pages, NULL);
  g_signal_connect_object (consent_context_get_setup (context), "notify",
                           G_CALLBACK (update_step), self, G_CONNECT_SWAPPED);
  go_to (self, 0);

  return self;
}

ConsentContext *
consent_assistant_get_context (ConsentAssistant *self)
{
  g_return_val_if_fail (CONSENT_IS_ASSISTANT (self), NULL);

  return self->context;
}

ConsentPage *
consent_assistant_get_page (ConsentAssistant *self)
{
  g_return_val_if_fail (CONSENT_IS_ASSISTANT (self), NULL);

  return self->current != NO_PAGE ? g_ptr_array_index (self->pages, self->current) : NULL;
}

const char *
consent_assistant_get_step (ConsentAssistant *self)
{
  g_return_val_if_fail (CONSENT_IS_ASSISTANT (self), NULL);

  return self->step;
}

gboolean
consent_assistant_get_can_advance (ConsentAssistant *self)
{
  g_return_val_if_fail (CONSENT_IS_ASSISTANT (self), FALSE);

  return self->can_advance;
}

gboolean
consent_assistant_get_can_go_back (ConsentAssistant *self)
{
  g_return_val_if_fail (CONSENT_IS_ASSISTANT (self), FALSE);

  return self->can_go_back;
}

gboolean
consent_assistant_get_can_cancel (ConsentAssistant *self)
{
  g_return_val_if_fail (CONSENT_IS_ASSISTANT (self), FALSE);

  return self->can_cancel;
}

void
consent_assistant_advance (ConsentAssistant *self)
{
  g_return_if_fail (CONSENT_IS_ASSISTANT (self));

  if (self->can_advance && !consent_page_activate (consent_assistant_get_page (self)))
    consent_assistant_skip (self);
}

void
consent_assistant_skip (ConsentAssistant *self)
{
  guint next;

  g_return_if_fail (CONSENT_IS_ASSISTANT (self));

  next = find_relevant (self, self->current, 1);
  if (next != NO_PAGE)
    go_to (self, next);
}

void
consent_assistant_go_back (ConsentAssistant *self)
{
  guint previous;

  g_return_if_fail (CONSENT_IS_ASSISTANT (self));

  previous = find_relevant (self, self->current, -1);
  if (previous != NO_PAGE)
    go_to (self, previous);
}

void
consent_assistant_cancel (ConsentAssistant *self)
{
  g_return_if_fail (CONSENT_IS_ASSISTANT (self));

  if (self->can_cancel)
    consent_page_cancel (consent_assistant_get_page (self));
}
