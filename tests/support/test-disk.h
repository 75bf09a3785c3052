/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Comes first in main(), before there are threads: from now on this process may have disks that nobody
 * else sees, and that go with it. */
void test_disk_init (void);

/* A disk of @n_bytes at the most, for 16 files; %NULL, and the test is skipped, where that is not allowed */
char *test_disk_new  (gsize       n_bytes);
/* Fills as many files as there may be, up to @n_files: then there is room for others, but not for
 * anything in them. */
void  test_disk_fill (const char *path,
                      guint       n_files);
/* Takes it away with all that is on it, and frees @path. */
void  test_disk_free (char       *path);

G_END_DECLS
