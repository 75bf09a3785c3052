/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-async.h"

static GString *logs;

void
test_store_result (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  g_assert_null (*slot);
  *slot = g_object_ref (result);
}

GAsyncResult *
test_wait_for_result (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_steal_pointer (slot);
}

void
test_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static GLogWriterOutput
collect (GLogLevelFlags   level,
         const GLogField *fields,
         gsize            n_fields,
         gpointer         user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      if (g_str_equal (fields[i].key, "MESSAGE"))
        g_string_append_printf (logs, "%s\n", (const char *) fields[i].value);
    }

  if (level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING))
    return g_log_writer_default (level, fields, n_fields, user_data);

  return G_LOG_WRITER_HANDLED;
}

void
test_collect_logs (void)
{
  g_assert_null (logs);
  logs = g_string_new (NULL);
  g_log_set_writer_func (collect, NULL, NULL);
  /* In newer versions of GLib, tests have a handler that keeps most of the logs from the writer. */
  g_log_set_default_handler (g_log_default_handler, NULL);
}

const char *
test_get_logs (void)
{
  return logs->str;
}
