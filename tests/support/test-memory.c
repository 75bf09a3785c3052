/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-memory.h"

#include <fcntl.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef __has_feature
#define __has_feature(feature) 0
#endif

static gboolean
is_watched (void)
{
  const char *preload = g_getenv ("LD_PRELOAD");

#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
  return TRUE;
#endif

  return preload != NULL && strstr (preload, "valgrind") != NULL;
}

/* See proc(5), clear_refs. */
void
test_memory_forget_peak (void)
{
  int fd = open ("/proc/self/clear_refs", O_WRONLY);

  malloc_trim (0);
  g_assert_cmpint (write (fd, "5", 1), ==, 1);
  close (fd);
}

guint
test_memory_get_peak (void)
{
  g_autofree char *status = NULL;
  const char *peak;

  if (is_watched ())
    return 0;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  peak = strstr (status, "VmHWM:");
  g_assert_nonnull (peak);

  return atoi (peak + strlen ("VmHWM:"));
}

gsize
test_memory_get_used (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return info.uordblks + info.hblkhd;
}
