/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From now on only what comes now counts for test_memory_get_peak(). */
void test_memory_forget_peak (void);

/* In kilobytes; 0 where a sanitizer or Valgrind takes far more than the program itself. */
guint test_memory_get_peak (void);

/* What is allocated and not freed, in bytes; always the same where a sanitizer keeps the books. */
gsize test_memory_get_used (void);

G_END_DECLS
