/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-error.h"
#include "consent-message.h"
#include "example-service.h"

#include <gio/gio.h>

static void
assert_is_text (const char *text)
{
  g_assert_nonnull (text);
  g_assert_cmpuint (strlen (text), >, 8);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_null (strpbrk (text, "{}%<>&"));
}

/* Every code has all three parts, and its own title. */
static void
test_every_code (void)
{
  g_autoptr (GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int code = CONSENT_ERROR_FAILED; code <= CONSENT_ERROR_SCOPE_MISSING; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (CONSENT_ERROR, code, "raw text");
      g_autoptr (ConsentMessage) message = NULL;

      message = consent_message_new_for_error (error, consent_service_get_default ());
      g_test_message ("%d %s", code, message->title);
      assert_is_text (message->title);
      assert_is_text (message->explanation);
      assert_is_text (message->remedy);
      g_assert_true (g_str_has_prefix (message->details, "raw text ["));
      g_assert_true (g_hash_table_add (titles, g_strdup (message->title)));
    }
}

static void
test_names (void)
{
  g_autoptr (ConsentService) service =
    example_service_new ("Name={support} %n%s\nSupport=<b>us</b>\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (ConsentMessage) message = NULL;

  error = g_error_new_literal (CONSENT_ERROR, CONSENT_ERROR_NATIONAL_CLOUD, "DODCON");
  message = consent_message_new_for_error (error, service);
  g_assert_cmpstr (message->remedy, ==,
                   "Ask <b>us</b> whether {support} %n%s can be used with your cloud.");
}

static void
test_other_domains (void)
{
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "gone");
  g_autoptr (GError) unknown = g_error_new_literal (CONSENT_ERROR, 9999, "bad \xff byte");
  g_autoptr (ConsentMessage) first = NULL;
  g_autoptr (ConsentMessage) second = NULL;

  first = consent_message_new_for_error (cancelled, consent_service_get_default ());
  second = consent_message_new_for_error (unknown, consent_service_get_default ());
  g_assert_cmpstr (first->title, ==, "Something went wrong");
  g_assert_cmpstr (second->title, ==, "Something went wrong");
  g_assert_cmpstr (first->details, ==, "gone [g-io-error-quark 19]");
  g_assert_true (g_utf8_validate (second->details, -1, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/message/every-code", test_every_code);
  g_test_add_func ("/message/names", test_names);
  g_test_add_func ("/message/other-domains", test_other_domains);

  return g_test_run ();
}
