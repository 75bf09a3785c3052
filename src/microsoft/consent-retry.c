/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-retry.h"

#include <libsoup/soup.h>

static gboolean
parse_date (const char *value,
            const char *date,
            double     *seconds)
{
  g_autoptr (GDateTime) until = soup_date_time_new_from_http_string (value);
  g_autoptr (GDateTime) now = NULL;

  if (until == NULL)
    return FALSE;

  if (date != NULL)
    now = soup_date_time_new_from_http_string (date);
  if (now == NULL)
    now = g_date_time_new_now_utc ();

  /* A date that has passed asks for no wait at all. */
  *seconds = MAX (g_date_time_difference (until, now) / (double) G_TIME_SPAN_SECOND, 0);

  return TRUE;
}

gboolean
consent_retry_parse_after (const char *value,
                           const char *date,
                           guint      *seconds)
{
  g_autofree char *text = NULL;
  char *end = NULL;
  double parsed;

  if (value == NULL)
    return FALSE;

  text = g_strstrip (g_strdup (value));
  if (*text == '\0')
    return FALSE;

  if (strspn (text, "0123456789.") == strlen (text))
    {
      parsed = g_ascii_strtod (text, &end);
      if (*end != '\0')
        return FALSE;
    }
  else if (!parse_date (text, date, &parsed))
    return FALSE;

  *seconds = (guint) MIN (parsed, G_MAXUINT);
  if (*seconds < parsed && *seconds < G_MAXUINT)
    (*seconds)++;

  return TRUE;
}

GSource *
consent_retry_pause_source_new (guint64       milliseconds,
                                GCancellable *cancellable)
{
  GSource *source = g_timeout_source_new (MIN (milliseconds, G_MAXUINT));

  if (cancellable != NULL)
    {
      g_autoptr (GSource) cancelled = g_cancellable_source_new (cancellable);

      g_source_set_dummy_callback (cancelled);
      g_source_add_child_source (source, cancelled);
    }

  return source;
}
