/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-assistant.h"
#include "wizard-test.h"

/* Three toy pages: each has an entry, counts what it is told, and can be busy. */
#define TOY_TYPE_PAGE (toy_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (ToyPage, toy_page, TOY, PAGE, ConsentPage)

struct _ToyPageClass
{
  ConsentPageClass parent_class;
};

typedef struct
{
  GtkWidget *entry;
  GCancellable *cancellable;
  gboolean irrelevant;
  gboolean stays;
  int n_entered;
  int n_left;
  int n_activated;
  int n_cancelled;
} ToyPagePrivate;

G_DEFINE_TYPE_WITH_PRIVATE (ToyPage, toy_page, CONSENT_TYPE_PAGE)

#define TOY(page) ((ToyPagePrivate *) toy_page_get_instance_private (TOY_PAGE (page)))

static int n_alive;

static gboolean
toy_page_is_relevant (ConsentPage *page)
{
  return !TOY (page)->irrelevant;
}

static void
toy_page_entered (ConsentPage *page)
{
  TOY (page)->n_entered++;
}

static void
toy_page_left (ConsentPage *page)
{
  TOY (page)->n_left++;
  g_cancellable_cancel (TOY (page)->cancellable);
}

static gboolean
toy_page_activate (ConsentPage *page)
{
  TOY (page)->n_activated++;

  return TOY (page)->stays;
}

static void
toy_page_cancel (ConsentPage *page)
{
  TOY (page)->n_cancelled++;
  consent_page_set_busy (page, FALSE);
}

static void
toy_page_finalize (GObject *object)
{
  g_clear_object (&TOY (object)->cancellable);
  n_alive--;

  G_OBJECT_CLASS (toy_page_parent_class)->finalize (object);
}

static void
toy_page_class_init (ToyPageClass *klass)
{
  ConsentPageClass *page_class = CONSENT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = toy_page_finalize;
  page_class->is_relevant = toy_page_is_relevant;
  page_class->entered = toy_page_entered;
  page_class->left = toy_page_left;
  page_class->activate = toy_page_activate;
  page_class->cancel = toy_page_cancel;
}

static void
toy_page_init (ToyPage *self)
{
  TOY (self)->entry = gtk_entry_new ();
  TOY (self)->cancellable = g_cancellable_new ();
  gtk_entry_set_activates_default (GTK_ENTRY (TOY (self)->entry), TRUE);
  adw_bin_set_child (ADW_BIN (self), TOY (self)->entry);
  consent_page_set_complete (CONSENT_PAGE (self), TRUE);
  n_alive++;
}

static const ConsentPageEntry entries[] = {
  { "one", toy_page_get_type },
  { "two", toy_page_get_type },
  { "three", toy_page_get_type },
  { NULL },
};

typedef struct
{
  ConsentContext *context;
  GtkWindow *window;
  ConsentAssistant *assistant;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->context = consent_test_context_new ();
  fixture->assistant = g_object_ref_sink (consent_assistant_new (fixture->context, entries));
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->assistant));
  gtk_window_present (fixture->window);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (fixture->window);
  consent_test_settle ();
  g_assert_finalize_object (fixture->assistant);
  g_assert_cmpint (n_alive, ==, 0);
  g_assert_finalize_object (fixture->context);
}

static ConsentPage *
get_page (Fixture *fixture)
{
  return consent_assistant_get_page (fixture->assistant);
}

static GtkWidget *
get_button (Fixture *fixture)
{
  return gtk_window_get_default_widget (fixture->window);
}

static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  ConsentPage *first = get_page (fixture);
  ConsentPage *last;

  g_assert_cmpint (n_alive, ==, 1);
  g_assert_null (consent_assistant_get_step (fixture->assistant));
  g_assert_false (consent_assistant_get_can_go_back (fixture->assistant));
  g_assert_cmpint (TOY (first)->n_entered, ==, 1);

  consent_assistant_go_back (fixture->assistant);
  g_assert_true (get_page (fixture) == first);

  consent_assistant_advance (fixture->assistant);
  g_assert_true (get_page (fixture) != first);
  g_assert_cmpint (TOY (first)->n_left, ==, 1);
  g_assert_cmpstr (consent_assistant_get_step (fixture->assistant), ==, "Step 1 of 2");
  g_assert_true (consent_assistant_get_can_go_back (fixture->assistant));
  /* It takes no page to know that there is one more. */
  g_assert_cmpint (n_alive, ==, 2);

  consent_assistant_advance (fixture->assistant);
  last = get_page (fixture);
  g_assert_cmpstr (consent_assistant_get_step (fixture->assistant), ==, "Step 2 of 2");
  consent_assistant_advance (fixture->assistant);
  g_assert_true (get_page (fixture) == last);
  g_assert_cmpint (TOY (last)->n_activated, ==, 1);
  g_assert_cmpint (TOY (last)->n_left, ==, 0);
}

/* What is found out on a page may add one that is still to come. */
static void
test_step_follows (Fixture       *fixture,
                   gconstpointer  data)
{
  ConsentSetup *setup = consent_context_get_setup (fixture->context);
  ConsentPage *last;

  consent_assistant_skip (fixture->assistant);
  consent_assistant_skip (fixture->assistant);
  last = get_page (fixture);
  TOY (last)->irrelevant = TRUE;
  consent_assistant_go_back (fixture->assistant);
  g_assert_cmpstr (consent_assistant_get_step (fixture->assistant), ==, "Step 1 of 1");

  TOY (last)->irrelevant = FALSE;
  consent_setup_set_answer (setup, CONSENT_ANSWER_ACCEPTED);
  g_assert_cmpstr (consent_assistant_get_step (fixture->assistant), ==, "Step 1 of 2");
}

/* Skipping asks the page for nothing. */
static void
test_skip (Fixture       *fixture,
           gconstpointer  data)
{
  ConsentPage *first = get_page (fixture);
  ConsentPage *last;

  TOY (first)->stays = TRUE;
  consent_page_set_complete (first, FALSE);
  consent_assistant_skip (fixture->assistant);
  g_assert_true (get_page (fixture) != first);
  g_assert_cmpint (TOY (first)->n_activated, ==, 0);
  g_assert_cmpint (TOY (first)->n_left, ==, 1);

  consent_assistant_skip (fixture->assistant);
  last = get_page (fixture);
  consent_assistant_skip (fixture->assistant);
  g_assert_true (get_page (fixture) == last);
}

static void
test_skips_irrelevant (Fixture       *fixture,
                       gconstpointer  data)
{
  ConsentPage *first = get_page (fixture);
  ConsentPage *second;

  consent_assistant_advance (fixture->assistant);
  second = get_page (fixture);
  consent_assistant_go_back (fixture->assistant);
  TOY (second)->irrelevant = TRUE;

  consent_assistant_advance (fixture->assistant);
  g_assert_true (get_page (fixture) != second);
  g_assert_cmpstr (consent_assistant_get_step (fixture->assistant), ==, "Step 1 of 1");
  consent_assistant_go_back (fixture->assistant);
  g_assert_true (get_page (fixture) == first);
  g_assert_cmpint (TOY (second)->n_entered, ==, 1);
}

static void
test_back_keeps_input (Fixture       *fixture,
                       gconstpointer  data)
{
  ConsentPage *second;

  consent_assistant_advance (fixture->assistant);
  second = get_page (fixture);
  gtk_editable_set_text (GTK_EDITABLE (TOY (second)->entry), "contoso.com");
  consent_assistant_go_back (fixture->assistant);
  consent_assistant_advance (fixture->assistant);

  g_assert_true (get_page (fixture) == second);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (TOY (second)->entry)), ==, "contoso.com");
  g_assert_cmpint (TOY (second)->n_entered, ==, 2);
}

/* However long it is, and with the focus on all of it. */
static void
test_shows_top (Fixture       *fixture,
                gconstpointer  data)
{
  ConsentPage *first;
  ConsentPage *second;
  GtkAdjustment *adjustment;
  GtkWidget *scroller;

  consent_assistant_advance (fixture->assistant);
  second = get_page (fixture);
  gtk_widget_set_size_request (GTK_WIDGET (second), -1, 5000);
  scroller = gtk_widget_get_ancestor (GTK_WIDGET (second), GTK_TYPE_SCROLLED_WINDOW);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  consent_test_wait_until (gtk_adjustment_get_upper (adjustment) >= 5000);
  consent_assistant_go_back (fixture->assistant);
  first = get_page (fixture);
  consent_test_wait_until (!gtk_widget_get_mapped (GTK_WIDGET (second)));
  consent_assistant_advance (fixture->assistant);
  consent_test_wait_until (!gtk_widget_get_mapped (GTK_WIDGET (first)));
  g_assert_true (get_page (fixture) == second);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);
}

static void
test_button (Fixture       *fixture,
             gconstpointer  data)
{
  ConsentPage *page = get_page (fixture);
  GtkButton *button = GTK_BUTTON (get_button (fixture));

  g_assert_cmpstr (gtk_button_get_label (button), ==, "_Next");
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (button)));

  consent_page_set_complete (page, FALSE);
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (button)));
  consent_assistant_advance (fixture->assistant);
  g_assert_true (get_page (fixture) == page);

  consent_page_set_complete (page, TRUE);
  consent_page_set_busy (page, TRUE);
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (button)));
  consent_page_set_busy (page, FALSE);

  consent_page_set_action_label (page, "_Open");
  g_assert_cmpstr (gtk_button_get_label (button), ==, "_Open");
  /* The name is that of the label inside, without the mnemonic's underscore. */
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, NULL);
  consent_page_set_action_label (page, NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (button)));
  g_assert_false (consent_assistant_get_can_advance (fixture->assistant));
  consent_page_set_action_label (page, "_Next");

  TOY (page)->stays = TRUE;
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (get_page (fixture) == page);
  g_assert_cmpint (TOY (page)->n_activated, ==, 1);

  TOY (page)->stays = FALSE;
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (get_page (fixture) != page);
}

static void
test_enter_in_entry (Fixture       *fixture,
                     gconstpointer  data)
{
  ConsentPage *page = get_page (fixture);
  GtkWidget *text = gtk_widget_get_first_child (TOY (page)->entry);

  /* GTK shows the button pressed for a moment. */
  g_signal_emit_by_name (text, "activate");
  consent_test_wait_until (get_page (fixture) != page);
}

static void
test_accessible (Fixture       *fixture,
                 gconstpointer  data)
{
  ConsentPage *page = get_page (fixture);

  g_object_set (page, "title", "Your Organization", NULL);
  gtk_test_accessible_assert_role (page, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (page, GTK_ACCESSIBLE_PROPERTY_LABEL, "Your Organization");
  consent_page_set_busy (page, TRUE);
  gtk_test_accessible_assert_state (page, GTK_ACCESSIBLE_STATE_BUSY, TRUE);
  consent_page_set_busy (page, FALSE);
  gtk_test_accessible_assert_state (page, GTK_ACCESSIBLE_STATE_BUSY, FALSE);

  g_assert_true (gtk_window_get_focus (fixture->window) == GTK_WIDGET (page));
  gtk_widget_grab_focus (TOY (page)->entry);
  gtk_test_accessible_assert_state (page, GTK_ACCESSIBLE_STATE_HIDDEN, FALSE);
  consent_assistant_advance (fixture->assistant);
  g_assert_true (gtk_window_get_focus (fixture->window) == GTK_WIDGET (get_page (fixture)));
  gtk_test_accessible_assert_state (page, GTK_ACCESSIBLE_STATE_HIDDEN, TRUE);
  gtk_test_accessible_assert_state (get_page (fixture), GTK_ACCESSIBLE_STATE_HIDDEN, FALSE);
  consent_assistant_go_back (fixture->assistant);
  g_assert_true (gtk_window_get_focus (fixture->window) == GTK_WIDGET (page));
  gtk_test_accessible_assert_state (page, GTK_ACCESSIBLE_STATE_HIDDEN, FALSE);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  ConsentPage *page = get_page (fixture);

  consent_assistant_cancel (fixture->assistant);
  g_assert_cmpint (TOY (page)->n_cancelled, ==, 0);

  consent_page_set_busy (page, TRUE);
  g_assert_true (consent_assistant_get_can_cancel (fixture->assistant));
  consent_assistant_cancel (fixture->assistant);
  g_assert_cmpint (TOY (page)->n_cancelled, ==, 1);
  g_assert_false (consent_assistant_get_can_cancel (fixture->assistant));
}

/* Ends at once when cancelled, else never. */
static void
busy_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GPollFD fd;

  g_assert_true (g_cancellable_make_pollfd (cancellable, &fd));
  g_poll (&fd, 1, -1);
  g_cancellable_release_fd (cancellable);
}

static void
on_finished (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean *finished = user_data;

  g_assert_false (g_task_propagate_boolean (G_TASK (result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *finished = TRUE;
}

static void
test_close_while_busy (Fixture       *fixture,
                       gconstpointer  data)
{
  ConsentPage *page = get_page (fixture);
  GCancellable *cancellable = TOY (page)->cancellable;
  g_autoptr (GTask) task = NULL;
  gboolean finished = FALSE;

  consent_page_set_busy (page, TRUE);
  /* As a page's own work does, it keeps the page until it has ended. */
  task = g_task_new (page, cancellable, on_finished, &finished);
  g_task_run_in_thread (task, busy_thread);

  gtk_window_destroy (g_steal_pointer (&fixture->window));
  g_object_run_dispose (G_OBJECT (fixture->assistant));
  g_assert_true (g_cancellable_is_cancelled (cancellable));
  consent_test_wait_until (finished);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture       *fixture,
                  gconstpointer  data);
  } tests[] = {
    { "/assistant/order", test_order },
    { "/assistant/skip", test_skip },
    { "/assistant/step-follows", test_step_follows },
    { "/assistant/skips-irrelevant", test_skips_irrelevant },
    { "/assistant/back-keeps-input", test_back_keeps_input },
    { "/assistant/shows-top", test_shows_top },
    { "/assistant/button", test_button },
    { "/assistant/enter-in-entry", test_enter_in_entry },
    { "/assistant/accessible", test_accessible },
    { "/assistant/cancel", test_cancel },
    { "/assistant/close-while-busy", test_close_while_busy },
  };

  consent_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
