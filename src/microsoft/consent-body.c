/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-body.h"

#include "consent-error.h"
#include "consent-json.h"

#include <string.h>

/* Microsoft's answers are nested about ten deep. */
#define MAX_DEPTH 64

/* What the parser makes of an object, an array, a comma and a colon, in bytes, besides their text: as
 * measured with json-glib 1.6. The largest real answer, Graph's own entry, comes to some 3 MB. */
#define OBJECT_SIZE 300
#define ARRAY_SIZE 100
#define VALUE_SIZE 50
#define MAX_SIZE (16 * 1024 * 1024)

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* Reads the four digits of a \u escape; -1 if they are not there. */
static int
read_hex4 (const char *p,
           const char *end)
{
  int value = 0;

  if (end - p < 4)
    return -1;

  for (int i = 0; i < 4; i++)
    {
      if (!g_ascii_isxdigit (p[i]))
        return -1;
      value = value * 16 + g_ascii_xdigit_value (p[i]);
    }

  return value;
}

/* Steps over the escape whose backslash was just read. U+0000 is refused with the broken ones, since
 * it would cut the string short for everyone who reads it. Returns NULL if there is none. */
static const char *
skip_escape (const char *p,
             const char *end)
{
  int unit;

  if (p == end)
    return NULL;

  if (*p != 'u')
    return *p != '\0' && strchr ("\"\\/bfnrt", *p) != NULL ? p + 1 : NULL;

  unit = read_hex4 (p + 1, end);
  if (unit <= 0 || (unit >= 0xdc00 && unit <= 0xdfff))
    return NULL;

  if (unit < 0xd800 || unit > 0xdbff)
    return p + 5;

  /* The other half of a pair has to follow. */
  p += 5;
  if (end - p < 6 || p[0] != '\\' || p[1] != 'u')
    return NULL;
  unit = read_hex4 (p + 2, end);

  return unit >= 0xdc00 && unit <= 0xdfff ? p + 6 : NULL;
}

/* Steps over the string whose opening quote was just read. Returns NULL if it has no end. */
static const char *
skip_string (const char *p,
             const char *end)
{
  while (p != NULL && p < end && *p != '"')
    {
      if ((guchar) *p < 0x20)
        return NULL;
      else if (*p == '\\')
        p = skip_escape (p + 1, end);
      else
        p++;
    }

  return p != NULL && p < end ? p + 1 : NULL;
}

/* Whether the text has JSON's outer form: strings that are well-formed, brackets that match and are
 * not nested too deep, nothing but JSON's own characters between them, nothing after the last one. */
static gboolean
check_form (const char  *data,
            const char  *end,
            gsize       *size,
            GError     **error)
{
  char closing[MAX_DEPTH];
  guint depth = 0;
  gboolean seen = FALSE;
  const char *p = data;

  *size = end - data;
  while (p != NULL && p < end)
    {
      char c = *p++;

      if (strchr (" \t\r\n", c) != NULL)
        continue;

      if (c == '{' || c == '[')
        {
          if (depth == MAX_DEPTH)
            {
              g_set_error (error, CONSENT_ERROR, CONSENT_ERROR_TOO_DEEP,
                           "The answer is nested more than %d deep", MAX_DEPTH);
              return FALSE;
            }
          p = depth > 0 || !seen ? p : NULL;
          seen = TRUE;
          closing[depth++] = c == '{' ? '}' : ']';
          *size += c == '{' ? OBJECT_SIZE : ARRAY_SIZE;
        }
      else if (depth == 0)
        p = NULL;
      else if (c == '}' || c == ']')
        p = closing[--depth] == c ? p : NULL;
      else if (c == '"')
        p = skip_string (p, end);
      else if (c == ',' || c == ':')
        *size += VALUE_SIZE;
      else if (!g_ascii_isalnum (c) && strchr ("+-.", c) == NULL)
        p = NULL;
    }

  if (p != NULL && seen && depth == 0)
    return TRUE;

  g_set_error_literal (error, CONSENT_ERROR, CONSENT_ERROR_BAD_RESPONSE,
                       "The answer is not well-formed JSON");
  return FALSE;
}

JsonNode *
consent_body_parse (const char  *data,
                    gsize        length,
                    gsize       *size,
                    GError     **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) reason = NULL;
  gsize estimate;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  if (length == 0)
    data = "";

  if (length >= strlen (BYTE_ORDER_MARK) && memcmp (data, BYTE_ORDER_MARK, 3) == 0)
    {
      data += 3;
      length -= 3;
    }

  /* This one refuses NUL bytes, too. */
  if (!g_utf8_validate_len (data, length, NULL))
    {
      g_set_error_literal (error, CONSENT_ERROR, CONSENT_ERROR_BAD_RESPONSE,
                           "The answer is not text in UTF-8");
      return NULL;
    }

  if (!check_form (data, data + length, &estimate, error))
    return NULL;

  if (estimate > MAX_SIZE)
    {
      g_set_error_literal (error, CONSENT_ERROR, CONSENT_ERROR_TOO_LARGE,
                           "The answer holds more values than any real one");
      return NULL;
    }

  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, data, length, &reason))
    {
      /* The parser's message quotes the text, which may be a secret. */
      g_set_error_literal (error, CONSENT_ERROR, CONSENT_ERROR_BAD_RESPONSE,
                           "The answer is not well-formed JSON");
      return NULL;
    }

  if (size != NULL)
    *size = estimate;

  return json_parser_steal_root (parser);
}

const char *
consent_body_get_string (JsonNode   *node,
                         const char *name)
{
  JsonObject *object = consent_json_as_object (node);
  const char *value = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  if (object != NULL)
    consent_json_get_string (object, name, &value);

  return value;
}

gint64
consent_body_get_int (JsonNode   *node,
                      const char *name,
                      gint64      fallback)
{
  JsonObject *object = consent_json_as_object (node);
  JsonNode *member;

  g_return_val_if_fail (name != NULL, fallback);

  member = object != NULL ? json_object_get_member (object, name) : NULL;
  if (member == NULL || json_node_get_value_type (member) != G_TYPE_INT64)
    return fallback;

  return json_node_get_int (member);
}
