/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-error.h"
#include "consent-body.h"

#include <string.h>

static const struct
{
  const char *text;
  gboolean good;
} cases[] = {
  { "{}", TRUE },
  { " [ ] \r\n\t", TRUE },
  { "\xef\xbb\xbf{\"a\": 1}", TRUE },
  { "{\"a\": [1, -2.5e+3, true, false, null, \"x\"], \"b\": {\"c\": {}}}", TRUE },
  { "{\"a\": \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\"}", TRUE },
  { "{\"a\": \"{[{[\"}", TRUE },
  { "{\"\": 1}", TRUE },
  { "{\"a\": 1e99999, \"b\": 99999999999999999999}", TRUE },

  { "", FALSE },
  { " ", FALSE },
  { "\xef\xbb\xbf", FALSE },
  { "1", FALSE },
  { "null", FALSE },
  { "\"x\"", FALSE },
  { "{", FALSE },
  { "}", FALSE },
  { "]{", FALSE },
  { "{]", FALSE },
  { "[}", FALSE },
  { "{\"a\": [}]", FALSE },
  { "{} {}", FALSE },
  { "{}[]", FALSE },
  { "{},", FALSE },
  { "{} x", FALSE },
  { "{\"a\"", FALSE },
  { "{\"a\": \"", FALSE },
  { "{\"a\": \"\\", FALSE },
  { "{\"a\": \"\\\"}", FALSE },
  { "{\"a\": tru}", FALSE },
  { "{\"a\": 1,}", FALSE },
  { "{\"a\" 1}", FALSE },
  { "{,}", FALSE },
  { "[1 2]", FALSE },
  { "[-]", FALSE },
  { "[1.2.3]", FALSE },

  /* What the parser underneath would take, or trip over. */
  { "{'a': 1}", FALSE },
  { "{\"a\": '\"', \"b\": [], \"c\": '\"'}", FALSE },
  { "{\"a\": 1 /* comment */}", FALSE },
  { "{\"a\": 1} // comment", FALSE },
  { "# comment\n{}", FALSE },
  { "var a = {};", FALSE },
  { "{\"a\": \"\\377\"}", FALSE },
  { "{\"a\": \"\\x41\"}", FALSE },
  { "{\"a\": \"\\u12\"}", FALSE },
  { "{\"a\": \"\\u12", FALSE },
  { "{\"a\": \"\\u0000\"}", FALSE },
  { "{\"a\": \"\\ud800\"}", FALSE },
  { "{\"a\": \"\\ud800x\"}", FALSE },
  { "{\"a\": \"\\ud800\\u0041\"}", FALSE },
  { "{\"a\": \"\\ud800\\ud800\"}", FALSE },
  { "{\"a\": \"\\udc00\"}", FALSE },
  { "{\"a\": \"\\udc00\\udc00\"}", FALSE },
  { "{\"a\": \"line\nend\"}", FALSE },
  { "{\"a\": \"\xff\"}", FALSE },
  { "{\"a\": \xff}", FALSE },
  { "{\"a\": \"\xed\xa0\x80\"}", FALSE },
};

static void
test_texts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = NULL;

      g_test_message ("%u", i);
      node = consent_body_parse (cases[i].text, strlen (cases[i].text), NULL, &error);
      if (cases[i].good)
        {
          g_assert_no_error (error);
          g_assert_nonnull (node);
          g_assert_true (json_node_is_immutable (node));
        }
      else
        {
          g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_BAD_RESPONSE);
          g_assert_null (node);
        }
    }
}

static void
test_nul (void)
{
  static const char text[] = "{\"a\": \"\0\"}";
  g_autoptr (GError) error = NULL;

  g_assert_null (consent_body_parse (text, sizeof text - 1, NULL, &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_BAD_RESPONSE);
  g_clear_error (&error);

  g_assert_null (consent_body_parse ("{}\0", 3, NULL, &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_BAD_RESPONSE);
}

static void
test_nothing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (consent_body_parse (NULL, 0, NULL, &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_BAD_RESPONSE);
}

static char *
repeat (const char *before,
        const char *middle,
        const char *after,
        guint       times)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < times; i++)
    g_string_append (text, before);
  g_string_append (text, middle);
  for (guint i = 0; i < times; i++)
    g_string_append (text, after);

  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  const struct
  {
    const char *before;
    const char *after;
  } shapes[] = { { "[", "]" }, { "{\"a\":", "}" } };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      const guint depths[] = { 1, 64, 65, 200000 };

      for (guint j = 0; j < G_N_ELEMENTS (depths); j++)
        {
          g_autofree char *text = repeat (shapes[i].before, "1", shapes[i].after, depths[j]);
          g_autoptr (GError) error = NULL;
          g_autoptr (JsonNode) node = consent_body_parse (text, strlen (text), NULL, &error);

          g_assert_true ((node != NULL) == (depths[j] <= 64));
          if (node == NULL)
            g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_TOO_DEEP);
        }
    }

  /* Opening brackets alone. */
  {
    g_autofree char *text = repeat ("[", "", "", 200000);
    g_autoptr (GError) error = NULL;

    g_assert_null (consent_body_parse (text, strlen (text), NULL, &error));
    g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_TOO_DEEP);
  }
}

/* What takes more memory than any real answer is not made at all, however short it is to write. */
static void
test_size (void)
{
  static const char *const values[] = { "{}", "[]", "0", "\"\"", "{\"a\":1}" };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      const guint numbers[] = { 10, 1000, 1000000 };
      gsize last = 0;

      for (guint j = 0; j < G_N_ELEMENTS (numbers); j++)
        {
          g_autoptr (GString) text = g_string_new ("[null");
          g_autoptr (JsonNode) node = NULL;
          g_autoptr (GError) error = NULL;
          gsize size = 0;

          for (guint k = 0; k < numbers[j]; k++)
            g_string_append_printf (text, ",%s", values[i]);
          g_string_append_c (text, ']');

          node = consent_body_parse (text->str, text->len, &size, &error);
          g_assert_true ((node != NULL) == (numbers[j] <= 1000));
          if (node == NULL)
            g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_TOO_LARGE);
          else
            g_assert_cmpuint (size, >, last + text->len);
          last = size;
        }
    }
}

/* An error never quotes what it is about: it may be a token. */
static void
test_silence (void)
{
  const char *text = "{\"access_token\": eyJ0c2VjcmV0}";
  g_autoptr (GError) error = NULL;

  g_assert_null (consent_body_parse (text, strlen (text), NULL, &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_BAD_RESPONSE);
  g_assert_null (strstr (error->message, "eyJ0c2VjcmV0"));
}

static void
test_members (void)
{
  const char *text = "{\"s\": \"text\", \"i\": 7, \"d\": 1.5, \"b\": true, \"n\": null, \"o\": {}, \"a\": []}";
  g_autoptr (JsonNode) node = consent_body_parse (text, strlen (text), NULL, NULL);
  g_autoptr (JsonNode) array = consent_body_parse ("[1]", 3, NULL, NULL);
  const char *others[] = { "i", "d", "b", "o", "a" };

  g_assert_cmpstr (consent_body_get_string (node, "s"), ==, "text");
  g_assert_cmpint (consent_body_get_int (node, "i", -1), ==, 7);
  g_assert_cmpint (consent_body_get_int (node, "s", -1), ==, -1);
  g_assert_cmpint (consent_body_get_int (node, "d", -1), ==, -1);
  g_assert_cmpint (consent_body_get_int (node, "missing", -1), ==, -1);
  g_assert_null (consent_body_get_string (array, "s"));
  g_assert_null (consent_body_get_string (NULL, "s"));

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_null (consent_body_get_string (node, others[i]));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/body/texts", test_texts);
  g_test_add_func ("/body/nul", test_nul);
  g_test_add_func ("/body/nothing", test_nothing);
  g_test_add_func ("/body/depth", test_depth);
  g_test_add_func ("/body/size", test_size);
  g_test_add_func ("/body/silence", test_silence);
  g_test_add_func ("/body/members", test_members);

  return g_test_run ();
}
