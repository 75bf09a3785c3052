/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-press.h"

#include "widgets/consent-guide.h"

/* The longest that a key is held before it repeats, by default, is shorter; in milliseconds. */
#define REPEAT_LIMIT 1000

/* The last press, in whichever window: it may have brought up another one. */
typedef struct
{
  guint32 time;
  GdkSurface *surface; /* only to compare */
  double x;
  double y;
  guint key;
  gboolean held;
} Press;

static Press last;

static gboolean
is_text (GtkWidget *widget)
{
  return GTK_IS_EDITABLE (widget) || GTK_IS_TEXT_VIEW (widget) ||
         (GTK_IS_LABEL (widget) && gtk_label_get_selectable (GTK_LABEL (widget)));
}

/* What a press on @widget presses, or %NULL */
static GtkWidget *
find_pressable (GtkWidget *widget)
{
  while (widget != NULL && !GTK_IS_BUTTON (widget) && !GTK_IS_LIST_BOX_ROW (widget))
    widget = gtk_widget_get_parent (widget);

  return widget;
}

static gboolean
is_step_of_guide (GtkWidget *pressable)
{
  return GTK_IS_BUTTON (pressable) && gtk_widget_get_ancestor (pressable, CONSENT_TYPE_GUIDE) != NULL;
}

static int
get_setting (GtkWidget  *widget,
             const char *name)
{
  int value;

  g_object_get (gtk_widget_get_settings (widget), name, &value, NULL);

  return value;
}

static gboolean
follows (const Press *press,
         guint32      limit)
{
  return last.time != 0 && press->time - last.time < limit;
}

static gboolean
on_pointer (GtkWindow *window,
            GdkEvent  *event)
{
  Press press = { .time = gdk_event_get_time (event), .surface = gdk_event_get_surface (event) };
  int distance = get_setting (GTK_WIDGET (window), "gtk-double-click-distance");
  GtkWidget *widget = NULL;
  gboolean again;
  double left;
  double top;

  gdk_event_get_position (event, &press.x, &press.y);
  again = follows (&press, get_setting (GTK_WIDGET (window), "gtk-double-click-time")) && last.key == 0 &&
          (press.surface != last.surface ||
           (ABS (press.x - last.x) <= distance && ABS (press.y - last.y) <= distance));
  last = press;

  /* A menu has a surface of its own, and lies in this window all the same. */
  if (press.surface == gtk_native_get_surface (GTK_NATIVE (window)))
    {
      gtk_native_get_surface_transform (GTK_NATIVE (window), &left, &top);
      widget = gtk_widget_pick (GTK_WIDGET (window), press.x - left, press.y - top, GTK_PICK_DEFAULT);
    }

  if (!again || is_text (widget))
    return GDK_EVENT_PROPAGATE;

  widget = find_pressable (widget);

  return widget != NULL && !is_step_of_guide (widget);
}

static gboolean
on_key (GtkWindow *window,
        GdkEvent  *event)
{
  Press press = {
    .time = gdk_event_get_time (event),
    .key = gdk_key_event_get_keyval (event),
    .held = gdk_event_get_event_type (event) == GDK_KEY_PRESS,
  };
  GtkWidget *focus = gtk_window_get_focus (window);
  gboolean is_space = press.key == GDK_KEY_space || press.key == GDK_KEY_KP_Space;
  gboolean is_enter = press.key == GDK_KEY_Return || press.key == GDK_KEY_ISO_Enter || press.key == GDK_KEY_KP_Enter;
  gboolean has_alt = (gdk_event_get_modifier_state (event) & GDK_ALT_MASK) != 0;
  gboolean again;

  if (gdk_key_event_is_modifier (event))
    return GDK_EVENT_PROPAGATE;

  if (!press.held)
    {
      if (press.key == last.key)
        last.held = FALSE;
      return GDK_EVENT_PROPAGATE;
    }

  again = press.key == last.key &&
          follows (&press, last.held ? REPEAT_LIMIT
                                     : get_setting (GTK_WIDGET (window), "gtk-double-click-time"));
  last = press;

  /* An access key is no text, and Enter in an entry presses the suggested button; in a text of many
   * lines it begins a new one. */
  if (has_alt || (is_enter && GTK_IS_EDITABLE (focus)))
    return again;

  return again && (is_enter || is_space) && !is_text (focus) && !is_step_of_guide (find_pressable (focus));
}

static gboolean
on_event (GtkWindow *window,
          GdkEvent  *event)
{
  GdkEventType type = gdk_event_get_event_type (event);

  /* That a key was let go of counts wherever it was. */
  if (GTK_IS_DIALOG (window) && type != GDK_KEY_RELEASE)
    return GDK_EVENT_PROPAGATE;

  switch (type)
    {
    case GDK_BUTTON_PRESS:
    case GDK_TOUCH_BEGIN:
      return on_pointer (window, event);
    case GDK_KEY_PRESS:
    case GDK_KEY_RELEASE:
      return on_key (window, event);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
on_windows_changed (GListModel *windows,
                    guint       position,
                    guint       n_removed,
                    guint       n_added)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      GtkEventController *controller = gtk_event_controller_legacy_new ();

      gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
      g_signal_connect_object (controller, "event", G_CALLBACK (on_event), window, G_CONNECT_SWAPPED);
      gtk_widget_add_controller (GTK_WIDGET (window), controller);
    }
}

void
consent_press_init (void)
{
  static gsize done;
  GListModel *windows;

  if (!g_once_init_enter (&done))
    return;

  windows = gtk_window_get_toplevels ();
  g_signal_connect (windows, "items-changed", G_CALLBACK (on_windows_changed), NULL);
  on_windows_changed (windows, 0, 0, g_list_model_get_n_items (windows));
  g_once_init_leave (&done, 1);
}
