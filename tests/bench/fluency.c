/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-window.h"
#include "fake-verification.h"
#include "judge-case.h"
#include "plain-page.h"
#include "wizard-test.h"

#include <time.h>

/*
 * Drives the real window and prints, for each thing that was done, what it cost the main thread in
 * CPU time: the handlers that did it, and the frames that came of it. CPU time, since others may
 * use the machine as well. One line each: what, frames, median, worst frame, worst handler, in
 * microseconds.
 */

#define WIDTH 1000
#define HEIGHT 700

#define CYCLES 2

typedef struct
{
  GtkWindow *window;
  ConsentAssistant *assistant;
  ConsentSetup *setup;
  GArray *frames;
  gint64 frame_start;
  gint64 worst_handler;
  gint64 arrived;
  gint64 shown;
} Bench;

static gint64
get_cpu_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
on_before_paint (Bench *self)
{
  self->frame_start = get_cpu_time ();
}

static void
on_after_paint (Bench *self)
{
  gint64 cost = get_cpu_time () - self->frame_start;

  g_array_append_val (self->frames, cost);
  if (self->arrived != 0 && self->shown == 0)
    self->shown = g_get_monotonic_time ();
}

static void
on_tenant (Bench *self)
{
  if (self->arrived == 0 && consent_setup_get_tenant (self->setup) != NULL)
    self->arrived = g_get_monotonic_time ();
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const gint64 *first = a;
  const gint64 *second = b;

  return *first < *second ? -1 : *first > *second;
}

static void
begin (Bench *self)
{
  g_array_set_size (self->frames, 0);
  self->worst_handler = 0;
}

static void
end (Bench      *self,
     const char *what)
{
  GArray *frames = self->frames;
  gint64 median = 0;
  gint64 worst = 0;

  g_array_sort (frames, compare);
  if (frames->len > 0)
    {
      median = g_array_index (frames, gint64, frames->len / 2);
      worst = g_array_index (frames, gint64, frames->len - 1);
    }

  g_print ("%s %u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", what,
           frames->len, median, worst, self->worst_handler);
}

static gboolean
on_time_over (gpointer user_data)
{
  gboolean *over = user_data;

  *over = TRUE;

  return G_SOURCE_REMOVE;
}

static void
run_for (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, on_time_over, &over);
  consent_test_wait_until (over);
}

#define HANDLE(self, call)                                                        \
  G_STMT_START                                                                    \
  {                                                                               \
    gint64 start = get_cpu_time ();                                               \
    call;                                                                         \
    (self)->worst_handler = MAX ((self)->worst_handler, get_cpu_time () - start); \
  }                                                                               \
  G_STMT_END

/* Longer than a page takes to slide in. */
static void
turn_pages (Bench *self,
            guint  cycles)
{
  for (guint i = 0; i < cycles; i++)
    {
      ConsentPage *before = NULL;

      while (consent_assistant_get_page (self->assistant) != before)
        {
          before = consent_assistant_get_page (self->assistant);
          HANDLE (self, consent_assistant_skip (self->assistant));
          run_for (300);
        }
      while (consent_assistant_get_can_go_back (self->assistant))
        {
          HANDLE (self, consent_assistant_go_back (self->assistant));
          run_for (300);
        }
    }
}

static GtkWidget *
find_on_page (Bench      *self,
              const char *id)
{
  return consent_test_find_by_id (GTK_WIDGET (consent_assistant_get_page (self->assistant)), id);
}

static void
type (Bench *self)
{
  static const char text[] = "someone@contoso.com";
  GtkEditable *editable;
  int position = 0;

  begin (self);
  HANDLE (self, consent_assistant_skip (self->assistant));
  run_for (500);
  end (self, "first-next");

  begin (self);
  HANDLE (self, adw_expander_row_set_expanded (ADW_EXPANDER_ROW (find_on_page (self, "guide_row")), TRUE));
  run_for (500);
  end (self, "guide-opened");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (find_on_page (self, "guide_row")), FALSE);
  run_for (500);

  editable = GTK_EDITABLE (find_on_page (self, "entry"));
  gtk_widget_grab_focus (GTK_WIDGET (editable));

  begin (self);
  for (const char *p = text; *p != '\0'; p++)
    {
      HANDLE (self, gtk_editable_insert_text (editable, p, 1, &position));
      run_for (60);
    }
  end (self, "typing");

  begin (self);
  consent_test_wait_until (self->shown != 0);
  run_for (500);
  end (self, "result");
  g_print ("result-shown-after %" G_GINT64_FORMAT "\n", self->shown - self->arrived);
}

static void
check (Bench *self)
{
  g_autoptr (ConsentReport) report = judge_case_new_report ("approved");
  ConsentVerification *verification;

  while (!g_str_equal (G_OBJECT_TYPE_NAME (consent_assistant_get_page (self->assistant)),
                       "ConsentCheckPage"))
    {
      consent_assistant_skip (self->assistant);
      run_for (300);
    }

  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_on_page (self, "microsoft_button")), TRUE);
  run_for (300);

  begin (self);
  HANDLE (self, consent_assistant_advance (self->assistant));
  run_for (500);
  verification = fake_verification_get ();
  fake_verification_set_stage (verification, CONSENT_STAGE_SIGNING_IN);
  run_for (500);
  HANDLE (self, fake_verification_succeed_sign_in (verification));
  run_for (100);
  HANDLE (self, fake_verification_set_stage (verification, CONSENT_STAGE_READING));
  run_for (1000);
  end (self, "check-running");

  begin (self);
  HANDLE (self, fake_verification_succeed_read (verification, report));
  run_for (500);
  end (self, "check-report");
}

static void
watch (Bench     *self,
       GtkWindow *window)
{
  GdkFrameClock *clock;

  gtk_window_set_default_size (window, WIDTH, HEIGHT);
  gtk_window_present (window);
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  g_signal_connect_swapped (clock, "before-paint", G_CALLBACK (on_before_paint), self);
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (on_after_paint), self);
  run_for (1000);
}

static void
show_plain_page (GtkStack *stack,
                 guint     n_rows)
{
  GtkWidget *page = plain_page_new (n_rows);

  gtk_stack_add_child (stack, page);
  gtk_stack_set_visible_child (stack, page);
}

/* What the same costs in any other program: pages with nothing but libadwaita's rows, as many as the
 * first page and as the last one have. */
static void
turn_plain_pages (Bench *self)
{
  GtkWindow *window = GTK_WINDOW (adw_window_new ());
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkStack *stack = GTK_STACK (gtk_stack_new ());

  gtk_stack_set_transition_type (stack, GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT_RIGHT);
  gtk_stack_set_hhomogeneous (stack, FALSE);
  gtk_stack_set_vhomogeneous (stack, FALSE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (stack));
  adw_window_set_content (ADW_WINDOW (window), box);
  show_plain_page (stack, 5);
  watch (self, window);

  begin (self);
  HANDLE (self, show_plain_page (stack, 13));
  run_for (300);
  end (self, "plain-first-time");

  begin (self);
  for (guint i = 0; i < 2 * CYCLES; i++)
    {
      GtkWidget *scroller = gtk_stack_get_visible_child (stack);
      GtkWidget *other = gtk_widget_get_next_sibling (scroller);

      HANDLE (self, gtk_stack_set_visible_child (
                        stack, other != NULL ? other : gtk_widget_get_first_child (GTK_WIDGET (stack))));
      run_for (300);
    }
  end (self, "plain-again");

  gtk_window_destroy (window);
}

int
main (int    argc,
      char **argv)
{
  Bench self = { 0 };
  g_autoptr (ConsentContext) context = NULL;
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  consent_test_init (&argc, &argv);
  /* As AdwApplication does. */
  gtk_css_provider_load_from_resource (provider, APPLICATION_PATH "/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  context = consent_test_context_new ();
  self.setup = consent_context_get_setup (context);
  self.window = GTK_WINDOW (consent_window_new (NULL, context));
  self.assistant = consent_window_get_assistant (CONSENT_WINDOW (self.window));
  self.frames = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_signal_connect_swapped (self.setup, "notify::tenant", G_CALLBACK (on_tenant), &self);

  watch (&self, self.window);
  type (&self);
  consent_setup_set_region_id (self.setup, "uk");
  while (consent_assistant_get_can_go_back (self.assistant))
    consent_assistant_go_back (self.assistant);
  run_for (500);

  begin (&self);
  turn_pages (&self, 1);
  end (&self, "pages-first-time");
  begin (&self);
  turn_pages (&self, CYCLES);
  end (&self, "pages-again");

  check (&self);

  gtk_window_destroy (self.window);
  turn_plain_pages (&self);
  g_array_unref (self.frames);

  return 0;
}
