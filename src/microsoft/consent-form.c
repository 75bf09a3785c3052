/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-form.h"

#include "consent-http.h"
#include "consent-secret.h"

static char *
encode (const char *first_name,
        va_list     args)
{
  GString *form = g_string_sized_new (4096);

  for (const char *name = first_name; name != NULL; name = va_arg (args, const char *))
    {
      const char *value = va_arg (args, const char *);

      if (value == NULL)
        continue;

      if (form->len > 0)
        g_string_append_c (form, '&');
      g_string_append_uri_escaped (form, name, NULL, FALSE);
      g_string_append_c (form, '=');
      g_string_append_uri_escaped (form, value, NULL, FALSE);
    }

  return g_string_free (form, FALSE);
}

char *
consent_form_encode (const char *first_name,
                     ...)
{
  va_list args;
  char *form;

  va_start (args, first_name);
  form = encode (first_name, args);
  va_end (args);

  return form;
}

SoupMessage *
consent_form_message_new (const char *address,
                          const char *first_name,
                          ...)
{
  g_autoptr (GBytes) body = NULL;
  SoupMessage *message;
  va_list args;
  char *form;

  g_return_val_if_fail (address != NULL, NULL);
  g_return_val_if_fail (first_name != NULL, NULL);

  va_start (args, first_name);
  form = encode (first_name, args);
  va_end (args);

  body = g_bytes_new_with_free_func (form, strlen (form), (GDestroyNotify) consent_secret_free, form);
  message = soup_message_new (SOUP_METHOD_POST, address);
  consent_http_set_body (message, SOUP_FORM_MIME_TYPE_URLENCODED, body);

  return message;
}
