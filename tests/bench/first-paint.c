/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For RTLD_NEXT. */
#define _GNU_SOURCE
#include <gtk/gtk.h>

#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

/*
 * Loaded into any GTK program by LD_PRELOAD: writes to the file BENCH_PAINT when the first window was
 * painted first, in microseconds of the monotonic clock, the CPU time until then, and the memory that
 * the process then has to itself (PSS) in KiB, once it has come to rest; then ends the program.
 */

/* Long enough for what a program puts off until it is shown. */
#define REST_MS 1000

int g_application_run (GApplication  *application,
                       int            argc,
                       char         **argv);

static char *path;
static gint64 painted;
static gint64 cpu_time;

/* Not for programs that this one starts. */
static void __attribute__ ((constructor))
take_environment (void)
{
  path = g_strdup (g_getenv ("BENCH_PAINT"));
  unsetenv ("BENCH_PAINT");
  unsetenv ("LD_PRELOAD");
}

static long
read_pss (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return 0;

  line = strstr (text, "\nPss:");

  return line != NULL ? atol (line + strlen ("\nPss:")) : 0;
}

static gboolean
on_rest (gpointer user_data)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %ld\n",
                                           painted, cpu_time, read_pss ());

  g_file_set_contents (path, text, -1, NULL);
  _exit (0);
}

static void
on_after_paint (GdkFrameClock *clock)
{
  struct timespec time;

  if (painted != 0)
    return;

  painted = g_get_monotonic_time ();
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  cpu_time = time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
  g_timeout_add (REST_MS, on_rest, NULL);
}

static void
on_map (GtkWidget *window)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint",
                    G_CALLBACK (on_after_paint), NULL);
}

static void
on_window_added (GtkApplication *application,
                 GtkWindow      *window)
{
  g_signal_connect_after (window, "map", G_CALLBACK (on_map), NULL);
}

int
g_application_run (GApplication  *application,
                   int            argc,
                   char         **argv)
{
  int (*run) (GApplication *, int, char **) = dlsym (RTLD_NEXT, "g_application_run");

  if (path != NULL && GTK_IS_APPLICATION (application))
    g_signal_connect (application, "window-added", G_CALLBACK (on_window_added), NULL);

  return run (application, argc, argv);
}
