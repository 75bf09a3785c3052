/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-retry.h"

#define NOW "Sun, 06 Nov 1994 08:49:37 GMT"

static const struct
{
  const char *value;
  gboolean usable;
  guint seconds;
} cases[] = {
  { "0", TRUE, 0 },
  { "7", TRUE, 7 },
  { " 7 ", TRUE, 7 },
  { "007", TRUE, 7 },
  { "0.2", TRUE, 1 },
  { "1.5", TRUE, 2 },
  { "60", TRUE, 60 },
  { "61", TRUE, 61 },
  { "99999999999999999999999999", TRUE, G_MAXUINT },
  { NOW, TRUE, 0 },
  { "Sun, 06 Nov 1994 08:49:49 GMT", TRUE, 12 },
  { "Sunday, 06-Nov-94 08:49:49 GMT", TRUE, 12 },
  { "Sun Nov  6 08:49:49 1994", TRUE, 12 },
  { "Sun, 06 Nov 1994 08:00:00 GMT", TRUE, 0 },
  { "Sun, 06 Nov 2094 08:49:37 GMT", TRUE, 3155760000u },
  { NULL, FALSE, 0 },
  { "", FALSE, 0 },
  { "  ", FALSE, 0 },
  { "-1", FALSE, 0 },
  { "-0.5", FALSE, 0 },
  { "+5", FALSE, 0 },
  { ".", FALSE, 0 },
  { "1.2.3", FALSE, 0 },
  { "1e9", FALSE, 0 },
  { "0x10", FALSE, 0 },
  { "NaN", FALSE, 0 },
  { "inf", FALSE, 0 },
  { "soon", FALSE, 0 },
  { "12 seconds", FALSE, 0 },
  { "\xff\xfe", FALSE, 0 },
};

static void
test_values (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint seconds = 0;

      g_test_message ("%u", i);
      g_assert_cmpint (consent_retry_parse_after (cases[i].value, NOW, &seconds),
                       ==, cases[i].usable);
      g_assert_cmpuint (seconds, ==, cases[i].seconds);
    }
}

/* Without a Date header, or with a broken one, this machine's clock has to do. */
static void
test_own_clock (void)
{
  guint seconds = 1;

  g_assert_true (consent_retry_parse_after (NOW, NULL, &seconds));
  g_assert_cmpuint (seconds, ==, 0);
  g_assert_true (consent_retry_parse_after ("Fri, 06 Nov 2093 08:49:37 GMT", "nonsense", &seconds));
  g_assert_cmpuint (seconds, >, CONSENT_RETRY_MAX_WAIT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/retry/values", test_values);
  g_test_add_func ("/retry/own-clock", test_own_clock);

  return g_test_run ();
}
