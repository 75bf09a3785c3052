/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A GAsyncReadyCallback: user_data is a GAsyncResult * that starts as NULL. */
void test_store_result (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data);

/* Runs the main context until the result is there. Returns: (transfer full) */
GAsyncResult *test_wait_for_result (GAsyncResult **slot);

/* Runs the main context until nothing more is ready at once. */
void test_settle (void);

/* From now on collects everything that is logged, debug text included; warnings still end the test. */
void        test_collect_logs (void);
const char *test_get_logs     (void);

G_END_DECLS
