/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "test-disk.h"

#include <glib/gstdio.h>

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

static gboolean allowed;

static gboolean
write_to (const char *path,
          const char *text)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC);
  gboolean written;

  if (fd < 0)
    return FALSE;

  written = write (fd, text, strlen (text)) == (gssize) strlen (text);
  close (fd);

  return written;
}

/* Somebody who may not mount may do so among themselves, where the kernel lets them; see
 * user_namespaces(7). */
static gboolean
enter_user_namespace (void)
{
  g_autofree char *uids = g_strdup_printf ("%u %u 1", getuid (), getuid ());
  g_autofree char *gids = g_strdup_printf ("%u %u 1", getgid (), getgid ());

  return unshare (CLONE_NEWUSER | CLONE_NEWNS) == 0 &&
         write_to ("/proc/self/uid_map", uids) &&
         write_to ("/proc/self/setgroups", "deny") &&
         write_to ("/proc/self/gid_map", gids);
}

void
test_disk_init (void)
{
  allowed = (unshare (CLONE_NEWNS) == 0 || enter_user_namespace ()) &&
            mount ("none", "/", "none", MS_REC | MS_PRIVATE, NULL) == 0;
}

char *
test_disk_new (gsize n_bytes)
{
  g_autofree char *options = g_strdup_printf ("size=%" G_GSIZE_FORMAT ",nr_inodes=16", n_bytes);
  g_autofree char *path = NULL;

  if (!allowed)
    {
      g_test_skip ("no disk of its own may be had here");
      return NULL;
    }

  path = g_dir_make_tmp ("consent-disk-XXXXXX", NULL);
  g_assert_nonnull (path);
  g_assert_no_errno (mount ("none", path, "tmpfs", MS_NODEV | MS_NOSUID, options));

  return g_steal_pointer (&path);
}

/* Returns whether there was room for another file; fills it. */
static gboolean
fill_file (const char *path,
           guint       number)
{
  static const char zeros[4096];
  g_autofree char *name = g_strdup_printf ("%s/filling-%u", path, number);
  int fd = open (name, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);

  if (fd < 0)
    {
      g_assert_cmpint (errno, ==, ENOSPC);
      return FALSE;
    }

  while (write (fd, zeros, sizeof zeros) > 0)
    ;
  g_assert_cmpint (errno, ==, ENOSPC);
  close (fd);

  return TRUE;
}

void
test_disk_fill (const char *path,
                guint       n_files)
{
  guint n = 0;

  while (n < n_files && fill_file (path, n))
    n++;
}

void
test_disk_free (char *path)
{
  if (path == NULL)
    return;

  g_assert_no_errno (umount2 (path, MNT_DETACH));
  g_assert_no_errno (g_rmdir (path));
  g_free (path);
}
