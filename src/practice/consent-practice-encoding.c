/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-practice-encoding.h"

#include <string.h>
#include <sys/random.h>

void
consent_practice_fill_random (guint8 *bytes,
                              gsize   length)
{
  /* So few bytes come at once or, before the kernel is ready, not at all. */
  while (getrandom (bytes, length, 0) != (ssize_t) length)
    continue;
}

char *
consent_practice_base64url (gconstpointer bytes,
                            gsize         length)
{
  char *text = g_base64_encode (bytes, length);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';

  return text;
}

char *
consent_practice_code_challenge (const char *verifier)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *) verifier, strlen (verifier));
  g_checksum_get_digest (checksum, digest, &length);

  return consent_practice_base64url (digest, length);
}
