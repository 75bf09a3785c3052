/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-window.h"

#include "consent-announcement.h"
#include "consent-browser.h"
#include "consent-compat.h"
#include "consent-message.h"
#include "consent-press.h"
#include "pages/consent-pages.h"
#include "pages/hand-over/consent-hand-over-window.h"

#include <glib/gi18n.h>

struct _ConsentWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toast_overlay;
  GtkLabel *header_title;
  GtkRevealer *banner;
  GtkLabel *banner_label;
  GtkWidget *leave_button;
  AdwBin *journey;

  /* The real journey; kept out of sight during practice. */
  ConsentAssistant *real;
  GSignalGroup *assistant_signals;
  /* Ends the wait for a browser to start. */
  GCancellable *cancellable;
  /* The toast on the screen, if it is still there. */
  AdwToast *toast;
};

G_DEFINE_FINAL_TYPE (ConsentWindow, consent_window, ADW_TYPE_APPLICATION_WINDOW)

static gboolean
is_practice (ConsentWindow *self)
{
  ConsentContext *context = consent_assistant_get_context (consent_window_get_assistant (self));

  return consent_context_get_scenario (context) != NULL;
}

/* The window's own settings are those of the real journey. */
static GSettings *
get_settings (ConsentWindow *self)
{
  return consent_context_get_settings (consent_assistant_get_context (self->real));
}

static void
show_toast (ConsentWindow *self,
            const char    *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  /* What happened last is what counts: a queue would go on telling about earlier presses. */
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);

  g_set_weak_pointer (&self->toast, adw_toast_new (markup));
  adw_toast_overlay_add_toast (self->toast_overlay, self->toast);
  consent_announce (GTK_WIDGET (self), text);
}

static void
copy_text (ConsentWindow *self,
           const char    *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  show_toast (self, _("Copied to the clipboard"));
}

static void
show_error (ConsentWindow *self,
            const GError  *error)
{
  ConsentContext *context = consent_assistant_get_context (self->real);
  ConsentService *service = consent_setup_get_service (consent_context_get_setup (context));
  g_autoptr (ConsentMessage) message = consent_message_new_for_error (error, service);
  g_autofree char *body = g_strdup_printf ("%s\n\n%s", message->explanation, message->remedy);
  AdwMessageDialog *dialog = consent_compat_message_dialog_new (GTK_WINDOW (self), message->title, body);

  g_warning ("%s", error->message);
  adw_message_dialog_add_response (dialog, "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
update_actions (ConsentWindow *self)
{
  ConsentAssistant *assistant = consent_window_get_assistant (self);
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "win.next", consent_assistant_get_can_advance (assistant));
  gtk_widget_action_set_enabled (widget, "win.back", consent_assistant_get_can_go_back (assistant));
  gtk_widget_action_set_enabled (widget, "win.cancel", consent_assistant_get_can_cancel (assistant));
  gtk_widget_action_set_enabled (widget, "win.practice", !is_practice (self));
  gtk_widget_action_set_enabled (widget, "win.leave-practice", is_practice (self));
}

static void
update_title (ConsentWindow *self)
{
  ConsentAssistant *assistant = consent_window_get_assistant (self);
  const char *step = consent_assistant_get_step (assistant);
  const char *title = consent_page_get_title (consent_assistant_get_page (assistant));
  g_autofree char *window_title = NULL;

  if (title != NULL && step != NULL)
    /* Translators: the window's title; the first %s is the page's title, the second the program's name. */
    window_title = g_strdup_printf (_("%s – %s"), title, _("Consent Wizard"));

  gtk_window_set_title (GTK_WINDOW (self), window_title != NULL ? window_title : _("Consent Wizard"));
  gtk_label_set_label (self->header_title, step != NULL ? step : _("Consent Wizard"));
}

static char *
make_banner (ConsentWindow *self)
{
  ConsentContext *context = consent_assistant_get_context (consent_window_get_assistant (self));
  ConsentEndpoints *endpoints = consent_context_get_endpoints (context);
  const char *address = consent_endpoints_get_authority (endpoints);
  g_autoptr (GUri) uri = NULL;

  if (is_practice (self))
    return g_strdup (_("Practice run – nothing here is real"));
  if (!consent_endpoints_is_replaced (endpoints))
    return NULL;

  if (g_str_equal (address, CONSENT_MICROSOFT_AUTHORITY))
    address = consent_endpoints_get_graph (endpoints);
  uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);

  /* Translators: %s is the name of a computer. */
  return g_strdup_printf (_("Talking to %s instead of Microsoft"),
                          uri != NULL ? g_uri_get_host (uri) : address);
}

static void
update_banner (ConsentWindow *self)
{
  g_autofree char *text = make_banner (self);

  if (text != NULL)
    gtk_label_set_label (self->banner_label, text);
  gtk_widget_set_visible (self->leave_button, is_practice (self));
  gtk_revealer_set_reveal_child (self->banner, text != NULL);
}

static void
show_journey (ConsentWindow    *self,
              ConsentAssistant *assistant)
{
  ConsentAssistant *shown = consent_window_get_assistant (self);
  ConsentPage *real_page = consent_assistant_get_page (self->real);

  /* A practice run puts the real journey aside, and no sign-in lasts longer than its page is seen. */
  if (shown == self->real)
    consent_page_leave (real_page);
  else if (shown != NULL && assistant == self->real)
    consent_page_enter (real_page);

  /* Where the widget with the focus goes away, GTK moves the focus on later, to the first control
   * and away from the page that takes it now. Without that, it forgets to let go of the default. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_window_set_default_widget (GTK_WINDOW (self), NULL);
  adw_bin_set_child (self->journey, GTK_WIDGET (assistant));
  g_signal_group_set_target (self->assistant_signals, assistant);

  update_actions (self);
  update_title (self);
  update_banner (self);
}

static void
show_hand_over (ConsentWindow *self)
{
  ConsentContext *context = consent_assistant_get_context (consent_window_get_assistant (self));

  gtk_window_present (consent_hand_over_window_new (GTK_WINDOW (self), context));
}

static void
on_action (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  ConsentWindow *self = CONSENT_WINDOW (widget);
  ConsentAssistant *assistant = consent_window_get_assistant (self);

  if (g_str_equal (name, "win.next"))
    consent_assistant_advance (assistant);
  else if (g_str_equal (name, "win.skip"))
    consent_assistant_skip (assistant);
  else if (g_str_equal (name, "win.back"))
    consent_assistant_go_back (assistant);
  else if (g_str_equal (name, "win.cancel"))
    consent_assistant_cancel (assistant);
  else if (g_str_equal (name, "win.leave-practice"))
    show_journey (self, self->real);
  else if (g_str_equal (name, "win.practice"))
    consent_window_practice (self, g_variant_get_string (parameter, NULL));
  else if (g_str_equal (name, "win.hand-over"))
    show_hand_over (self);
  else if (g_str_equal (name, "win.copy"))
    copy_text (self, g_variant_get_string (parameter, NULL));
  else if (g_str_equal (name, "win.open-uri"))
    consent_browser_open (GTK_WINDOW (self), g_variant_get_string (parameter, NULL), self->cancellable);
  else if (g_str_equal (name, "win.toast"))
    show_toast (self, g_variant_get_string (parameter, NULL));
  else
    g_assert_not_reached ();
}

static gboolean
consent_window_close_request (GtkWindow *window)
{
  ConsentWindow *self = CONSENT_WINDOW (window);
  int width;
  int height;

  if (!is_practice (self))
    {
      gtk_window_get_default_size (window, &width, &height);
      g_settings_set_int (get_settings (self), "window-width", MAX (width, 360));
      g_settings_set_int (get_settings (self), "window-height", MAX (height, 480));
    }

  return GTK_WINDOW_CLASS (consent_window_parent_class)->close_request (window);
}

static void
consent_window_dispose (GObject *object)
{
  ConsentWindow *self = CONSENT_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->assistant_signals);
  g_clear_weak_pointer (&self->toast);
  gtk_widget_dispose_template (GTK_WIDGET (self), CONSENT_TYPE_WINDOW);
  g_clear_object (&self->real);

  G_OBJECT_CLASS (consent_window_parent_class)->dispose (object);
}

static void
consent_window_finalize (GObject *object)
{
  ConsentWindow *self = CONSENT_WINDOW (object);

  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (consent_window_parent_class)->finalize (object);
}

static void
consent_window_class_init (ConsentWindowClass *klass)
{
  static const struct
  {
    const char *name;
    const char *parameter_type;
  } actions[] = {
    { "win.next", NULL },
    { "win.skip", NULL },
    { "win.back", NULL },
    { "win.cancel", NULL },
    { "win.copy", "s" },
    { "win.open-uri", "s" },
    { "win.toast", "s" },
    { "win.practice", "s" },
    { "win.leave-practice", NULL },
    { "win.hand-over", NULL },
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  consent_press_init ();

  object_class->dispose = consent_window_dispose;
  object_class->finalize = consent_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = consent_window_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/consent-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ConsentWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, ConsentWindow, header_title);
  gtk_widget_class_bind_template_child (widget_class, ConsentWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, ConsentWindow, banner_label);
  gtk_widget_class_bind_template_child (widget_class, ConsentWindow, leave_button);
  gtk_widget_class_bind_template_child (widget_class, ConsentWindow, journey);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter_type, on_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "win.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.cancel", NULL);
}

static void
consent_window_init (ConsentWindow *self)
{
  static const char * const flags[] = { "notify::can-advance", "notify::can-go-back", "notify::can-cancel" };

  self->cancellable = g_cancellable_new ();
  self->assistant_signals = g_signal_group_new (CONSENT_TYPE_ASSISTANT);
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    g_signal_group_connect_swapped (self->assistant_signals, flags[i],
                                    G_CALLBACK (update_actions), self);
  g_signal_group_connect_swapped (self->assistant_signals, "notify::page",
                                  G_CALLBACK (update_title), self);
  g_signal_group_connect_swapped (self->assistant_signals, "notify::step",
                                  G_CALLBACK (update_title), self);

  gtk_widget_init_template (GTK_WIDGET (self));
  consent_compat_name_buttons (GTK_WIDGET (self));

  if (g_str_equal (PROFILE, "development"))
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
}

ConsentWindow *
consent_window_new (GtkApplication *application,
                    ConsentContext *context)
{
  ConsentWindow *self;

  g_return_val_if_fail (CONSENT_IS_CONTEXT (context), NULL);

  self = g_object_new (CONSENT_TYPE_WINDOW, "application", application, NULL);
  self->real = g_object_ref_sink (consent_assistant_new (context, consent_pages));
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (get_settings (self), "window-width"),
                               g_settings_get_int (get_settings (self), "window-height"));
  show_journey (self, self->real);

  return self;
}

void
consent_window_practice (ConsentWindow *self,
                         const char    *scenario)
{
  g_autoptr (ConsentContext) context = NULL;
  g_autoptr (GError) error = NULL;
  ConsentContext *real;

  g_return_if_fail (CONSENT_IS_WINDOW (self));

  real = consent_assistant_get_context (self->real);
  context = consent_context_new_practice (consent_setup_get_service (consent_context_get_setup (real)),
                                          get_settings (self), scenario, &error);
  if (context == NULL)
    {
      show_error (self, error);
      return;
    }

  show_journey (self, consent_assistant_new (context, consent_pages));
}

ConsentAssistant *
consent_window_get_assistant (ConsentWindow *self)
{
  g_return_val_if_fail (CONSENT_IS_WINDOW (self), NULL);

  return CONSENT_ASSISTANT (adw_bin_get_child (self->journey));
}
