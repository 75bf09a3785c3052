/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

static void
assert_text (const char *text,
             gboolean    line_ends)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_assert_true (!g_unichar_iscntrl (c) || (line_ends && c == '\n'));
      /* The marks that turn the direction of what stands around them. */
      g_assert_false ((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069));
    }
}

char *
fuzz_dup_text (const uint8_t *data,
               size_t         size)
{
  return size > 0 ? g_strndup ((const char *) data, size) : g_strdup ("");
}

void
fuzz_assert_line (const char *text)
{
  if (text != NULL)
    assert_text (text, FALSE);
}

void
fuzz_assert_explained (const GError *error)
{
  g_autoptr (ConsentMessage) message = NULL;

  g_assert_nonnull (error);
  message = consent_message_new_for_error (error, consent_service_get_default ());
  fuzz_assert_message (message);
}

void
fuzz_assert_message (const ConsentMessage *message)
{
  g_assert_cmpstr (message->title, !=, "");
  g_assert_cmpstr (message->explanation, !=, "");
  g_assert_cmpstr (message->remedy, !=, "");
  assert_text (message->title, FALSE);
  assert_text (message->explanation, TRUE);
  assert_text (message->remedy, TRUE);
  if (message->details != NULL)
    assert_text (message->details, TRUE);
}
