/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-form.h"
#include "consent-secret.h"

#include <string.h>

static void
test_random (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 1000; i++)
    {
      ConsentSecret *secret = consent_secret_new_random ();

      g_assert_cmpuint (strlen (secret), ==, 43);
      g_assert_cmpuint (strspn (secret, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
                        ==, 43);
      g_assert_true (g_hash_table_add (seen, secret));
    }
}

/* RFC 7636, appendix B. */
static void
test_challenge (void)
{
  g_autofree char *challenge = consent_secret_hash ("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");

  g_assert_cmpstr (challenge, ==, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

static void
test_wipe (void)
{
  char text[] = "secret";

  consent_secret_wipe (text);
  for (guint i = 0; i < sizeof text; i++)
    g_assert_cmpint (text[i], ==, '\0');

  consent_secret_wipe (NULL);
  consent_secret_free (NULL);
}

static void
test_decode (void)
{
  static const struct
  {
    const char *text;
    const char *data;
  } cases[] = {
    { "Zg", "f" },
    { "Zm8", "fo" },
    { "Zm9v", "foo" },
    { "Zm9vYmFy", "foobar" },
    { "--__", "\xfb\xef\xff" },
    { "", NULL },
    { "Z", NULL },
    { "Zm9vY", NULL },
    { "Zg==", NULL },
    { "Zm+v", NULL },
    { "Zm/v", NULL },
    { "Zm v", NULL },
    { "Zm\nv", NULL },
    { "Zm\xc3\xa9", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length = 0;
      g_autofree char *data = consent_secret_decode (cases[i].text, strlen (cases[i].text), &length);

      g_test_message ("%u", i);
      g_assert_cmpstr (data, ==, cases[i].data);
      if (data != NULL)
        g_assert_cmpuint (length, ==, strlen (cases[i].data));
    }
}

static void
test_form (void)
{
  g_autofree char *form = NULL;

  form = consent_form_encode ("scope", "openid https://graph.microsoft.com/User.Read",
                              "left out", NULL,
                              "redirect_uri", "http://localhost:1234",
                              "a&b", "c=d+e%",
                              "umlaut", "\xc3\xbc",
                              "empty", "",
                              NULL);
  g_assert_cmpstr (form, ==,
                   "scope=openid%20https%3A%2F%2Fgraph.microsoft.com%2FUser.Read"
                   "&redirect_uri=http%3A%2F%2Flocalhost%3A1234&a%26b=c%3Dd%2Be%25"
                   "&umlaut=%C3%BC&empty=");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/secret/random", test_random);
  g_test_add_func ("/secret/challenge", test_challenge);
  g_test_add_func ("/secret/wipe", test_wipe);
  g_test_add_func ("/secret/decode", test_decode);
  g_test_add_func ("/secret/form", test_form);

  return g_test_run ();
}
