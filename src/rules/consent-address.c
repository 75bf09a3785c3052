/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-address.h"
#include "consent-text.h"

#include <string.h>

char *
consent_address_decode (const char *text)
{
  g_autoptr (GString) decoded = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  decoded = g_string_new (NULL);

  for (; *text != '\0'; text++)
    {
      if (*text == '%' && g_ascii_isxdigit (text[1]) && g_ascii_isxdigit (text[2]))
        {
          char byte = (char) (g_ascii_xdigit_value (text[1]) * 16 + g_ascii_xdigit_value (text[2]));

          g_string_append_c (decoded, byte != '\0' ? byte : ' ');
          text += 2;
        }
      else
        {
          g_string_append_c (decoded, *text == '+' ? ' ' : *text);
        }
    }

  return consent_text_clean (decoded->str, CONSENT_ADDRESS_MAX_CHARS);
}

char *
consent_address_find_parameter (const char *text,
                                const char *name)
{
  size_t length;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  length = strlen (name);

  for (const char *p = strstr (text, name); p != NULL; p = strstr (p + 1, name))
    {
      g_autofree char *value = NULL;

      if (p[length] != '=' || (p > text && strchr ("?&# ", p[-1]) == NULL))
        continue;

      p += length + 1;
      value = g_strndup (p, strcspn (p, "&# \"'<>"));
      return consent_address_decode (value);
    }

  return NULL;
}
