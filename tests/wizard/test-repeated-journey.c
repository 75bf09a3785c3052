/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "judge-case.h"
#include "test-memory.h"
#include "window-fixture.h"
#include "wizard-test.h"

#include "pages/done/consent-done-page.h"
#include "pages/welcome/consent-welcome-page.h"

/* What is kept for good is kept after a few; then nothing more may be. */
#define WARM_UP 5

/* Lets it be drawn as well: what is only drawn can be lost like anything else. */
static void
draw (WindowFixture *fixture)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (fixture->window));
  gint64 frame = gdk_frame_clock_get_frame_counter (clock);

  gtk_widget_queue_draw (GTK_WIDGET (fixture->window));
  consent_test_wait_until (gdk_frame_clock_get_frame_counter (clock) > frame);
  consent_test_settle ();
}

static void
hand_over (WindowFixture *fixture)
{
  GtkWindow *dialog;

  window_fixture_activate (fixture, "win.hand-over", NULL);
  dialog = consent_test_find_dialog (GTK_WINDOW (fixture->window));
  g_assert_nonnull (dialog);
  draw (fixture);
  gtk_window_destroy (dialog);
  consent_test_settle ();
}

/* From the first page to the last with a check that finds something to do on the way, and back. */
static void
go_there_and_back (WindowFixture *fixture)
{
  ConsentContext *context = consent_assistant_get_context (window_fixture_get_assistant (fixture));
  ConsentSetup *setup = consent_context_get_setup (context);
  g_autoptr (ConsentReport) report = judge_case_new_report ("setting-low");
  guint n_pages = 1;

  window_fixture_finish_check (fixture, report);
  hand_over (fixture);
  while (!CONSENT_IS_DONE_PAGE (window_fixture_get_page (fixture)))
    {
      draw (fixture);
      window_fixture_activate (fixture, "win.skip", NULL);
    }

  draw (fixture);
  while (!CONSENT_IS_WELCOME_PAGE (window_fixture_get_page (fixture)))
    {
      window_fixture_activate (fixture, "win.back", NULL);
      n_pages++;
    }
  g_assert_cmpuint (n_pages, ==, 8);

  consent_setup_set_tenant (setup, NULL);
  consent_setup_set_region_id (setup, NULL);
  g_settings_reset (consent_context_get_settings (context), "client-choice");
}

static void
open_and_close (WindowFixture *fixture)
{
  go_there_and_back (fixture);
  gtk_window_close (GTK_WINDOW (fixture->window));
  consent_test_settle ();
  g_assert_null (fixture->window);
  window_fixture_show (fixture);
}

static void
practice (WindowFixture *fixture)
{
  window_fixture_activate (fixture, "win.practice", "fresh");
  go_there_and_back (fixture);
  window_fixture_activate (fixture, "win.leave-practice", NULL);
  draw (fixture);
}

static const struct
{
  const char *path;
  void (*go) (WindowFixture *fixture);
  guint n_rounds;
  /* In bytes a round; a row that is lost has more, and a page far more. */
  gsize max_growth;
} tests[] = {
  { "/repeated-journey/there-and-back", go_there_and_back, 50, 4 * 1024 },
  /* Slow, since all pages are made anew. A window leaves something in caches of GTK and of the display. */
  { "/repeated-journey/open-and-close", open_and_close, 10, 16 * 1024 },
  { "/repeated-journey/practice", practice, 10, 8 * 1024 },
};

static void
test_memory (WindowFixture *fixture,
             gconstpointer  data)
{
  guint number = GPOINTER_TO_UINT (data);
  gsize before = 0;
  gsize after;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  for (guint i = 0; i < WARM_UP + tests[number].n_rounds; i++)
    {
      if (i == WARM_UP)
        before = test_memory_get_used ();
      tests[number].go (fixture);
    }

  after = test_memory_get_used ();
  g_test_message ("%" G_GSIZE_FORMAT " bytes, then %" G_GSIZE_FORMAT, before, after);
  g_assert_cmpuint (after, <, before + tests[number].n_rounds * tests[number].max_growth);
}

int
main (int   argc,
      char *argv[])
{
  consent_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, WindowFixture, GUINT_TO_POINTER (i),
                window_fixture_set_up, test_memory, window_fixture_tear_down);

  return g_test_run ();
}
