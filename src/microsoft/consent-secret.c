/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-secret.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#define N_BYTES 32

/* Base64url without padding (RFC 4648, 5). */
static char *
encode (const guchar *data,
        gsize         length)
{
  char *text = g_base64_encode (data, length);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';

  return text;
}

void
consent_secret_wipe (ConsentSecret *self)
{
  if (self != NULL)
    explicit_bzero (self, strlen (self));
}

void
consent_secret_free (ConsentSecret *self)
{
  consent_secret_wipe (self);
  g_free (self);
}

ConsentSecret *
consent_secret_new_random (void)
{
  guchar bytes[N_BYTES];
  ConsentSecret *self;
  gssize got;

  do
    got = getrandom (bytes, sizeof bytes, 0);
  while (got < 0 && errno == EINTR);

  /* Never happens on a Linux that GTK 4 runs on; going on with anything weaker would be worse. */
  if (got != sizeof bytes)
    g_error ("The kernel gives no random bytes: %s", g_strerror (errno));

  self = encode (bytes, sizeof bytes);
  explicit_bzero (bytes, sizeof bytes);

  return self;
}

char *
consent_secret_hash (const ConsentSecret *self)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guchar digest[32];
  gsize length = sizeof digest;

  g_return_val_if_fail (self != NULL, NULL);

  g_checksum_update (checksum, (const guchar *) self, -1);
  g_checksum_get_digest (checksum, digest, &length);

  return encode (digest, length);
}

char *
consent_secret_decode (const char *text,
                       gsize       length,
                       gsize      *out_length)
{
  g_autoptr (ConsentSecret) padded = NULL;
  char *data;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (out_length != NULL, NULL);

  /* No length of data leaves one character over. */
  if (length == 0 || length % 4 == 1)
    return NULL;

  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (text[i]) && text[i] != '-' && text[i] != '_')
        return NULL;
    }

  padded = g_malloc (length + 4);
  memcpy (padded, text, length);
  memcpy (padded + length, "===", 4);
  padded[(length + 3) / 4 * 4] = '\0';
  g_strdelimit (padded, "-", '+');
  g_strdelimit (padded, "_", '/');

  /* g_base64_decode() leaves room for a NUL, but sets none. */
  data = (char *) g_base64_decode (padded, out_length);
  data = g_realloc (data, *out_length + 1);
  data[*out_length] = '\0';

  return data;
}
