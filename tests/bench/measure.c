/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/*
 * measure FILE PROGRAM [ARGUMENT…]: runs a program and writes to FILE its wall time and CPU time in
 * microseconds, its peak memory in KiB and its exit status.
 *
 * A program's peak memory as the kernel counts it begins with that of whoever has started it, so
 * this is as small as a program can be.
 */
static int64_t
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);

  return time.tv_sec * INT64_C (1000000) + time.tv_nsec / 1000;
}

static int64_t
in_microseconds (struct timeval time)
{
  return time.tv_sec * INT64_C (1000000) + time.tv_usec;
}

int
main (int    argc,
      char **argv)
{
  struct rusage usage;
  int64_t start = now ();
  int64_t end;
  int status;
  pid_t pid;
  FILE *file;

  if (argc < 3)
    return 2;

  pid = fork ();
  if (pid == 0)
    {
      execvp (argv[2], argv + 2);
      fprintf (stderr, "%s: %s\n", argv[2], strerror (errno));
      _exit (127);
    }
  if (pid < 0 || wait4 (pid, &status, 0, &usage) != pid)
    return 2;
  end = now ();

  file = fopen (argv[1], "w");
  if (file == NULL)
    return 2;
  fprintf (file, "%lld %lld %ld %d\n", (long long) (end - start),
           (long long) (in_microseconds (usage.ru_utime) + in_microseconds (usage.ru_stime)),
           usage.ru_maxrss, WIFEXITED (status) ? WEXITSTATUS (status) : -1);

  return fclose (file) == 0 ? 0 : 2;
}
