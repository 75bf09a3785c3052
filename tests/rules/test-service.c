/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-error.h"
#include "consent-service.h"

#define SERVICE "[Service]\nName=Example\nClientId=AAAAbbbb-0000-cccc-1111-dddd2222eeee\n" \
                "Support=the help desk\n"
#define REGION "[Region eu]\nName=Europe\nRedirectUri=https://eu.example/Back\n" \
               "WebAddress=https://eu.example\n"

static ConsentService *
load (const char  *data,
      GError     **error)
{
  g_autoptr (GKeyFile) key_file = g_key_file_new ();
  g_autoptr (GError) key_file_error = NULL;

  g_key_file_load_from_data (key_file, data, -1, G_KEY_FILE_KEEP_TRANSLATIONS, &key_file_error);
  g_assert_no_error (key_file_error);

  return consent_service_new_from_key_file (key_file, error);
}

static void
test_default (void)
{
  ConsentService *service = consent_service_get_default ();
  GPtrArray *regions = consent_service_get_regions (service);
  const ConsentRegion *uk = consent_service_find_region (service, "uk");
  const ConsentRegion *us = consent_service_find_region (service, "US");

  g_assert_true (service == consent_service_get_default ());
  g_assert_cmpstr (consent_service_get_name (service), ==, "TrackerRMS");
  g_assert_cmpstr (consent_service_get_client_id (service), ==,
                   "5353a3d2-8ca9-42d2-b567-ea399ccb5e38");
  g_assert_cmpstr (consent_service_get_support (service), ==, "TrackerRMS support");

  /* Nobody has published which these are, and none may be made up. */
  g_assert_null (*consent_service_get_permissions (service));

  g_assert_cmpuint (regions->len, >=, 2);
  g_assert_true (g_ptr_array_index (regions, 0) == uk);
  g_assert_true (g_ptr_array_index (regions, 1) == us);
  g_assert_cmpstr (uk->id, ==, "uk");
  g_assert_cmpstr (uk->name, ==, "United Kingdom");
  g_assert_cmpstr (uk->redirect_uri, ==, "https://ukevo.tracker-rms.com/Office365/CallBack");
  g_assert_cmpstr (us->web_address, ==, "https://usevo.tracker-rms.com");

  g_assert_null (consent_service_find_region (service, NULL));
  g_assert_null (consent_service_find_region (service, ""));
  g_assert_null (consent_service_find_region (service, "uks"));
}

static void
test_other_vendor (void)
{
  g_autoptr (GError) error = NULL;
  ConsentService *service = load (SERVICE "Permissions=Mail.Send; user.read_2-x;\n"
                                  REGION "[X-Notes]\nKey=value\n", &error);
  const ConsentRegion *region;

  g_assert_no_error (error);
  g_assert_cmpstr (consent_service_get_name (service), ==, "Example");
  g_assert_cmpstr (consent_service_get_client_id (service), ==,
                   "aaaabbbb-0000-cccc-1111-dddd2222eeee");
  g_assert_cmpstr (consent_service_get_support (service), ==, "the help desk");
  g_assert_cmpstr (consent_service_get_permissions (service)[0], ==, "Mail.Send");
  g_assert_cmpstr (consent_service_get_permissions (service)[1], ==, "user.read_2-x");
  g_assert_null (consent_service_get_permissions (service)[2]);
  g_assert_cmpuint (consent_service_get_regions (service)->len, ==, 1);
  region = consent_service_find_region (service, "Eu");
  g_assert_cmpstr (region->redirect_uri, ==, "https://eu.example/Back");

  g_assert_finalize_object (service);
}

static void
test_translated (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ConsentService) service = NULL;
  g_autofree char *before = g_strdup (g_getenv ("LANGUAGE"));

  g_setenv ("LANGUAGE", "de", TRUE);
  service = load (SERVICE "Support[de]=die Hotline\n" REGION "Name[de]=Europa\n", &error);
  if (before != NULL)
    g_setenv ("LANGUAGE", before, TRUE);
  else
    g_unsetenv ("LANGUAGE");

  g_assert_no_error (error);
  g_assert_cmpstr (consent_service_get_name (service), ==, "Example");
  g_assert_cmpstr (consent_service_get_support (service), ==, "die Hotline");
  g_assert_cmpstr (consent_service_find_region (service, "eu")->name, ==, "Europa");
}

static void
test_refused (void)
{
  static const struct
  {
    const char *data;
    const char *words;
  } cases[] = {
    { "", "Service" },
    { REGION, "Service" },
    { "[Service]\n" REGION, "Name" },
    { SERVICE, "no group “Region" },
    { SERVICE "Name=\n" REGION, "“Name”" },
    { SERVICE "Name=  \n" REGION, "“Name”" },
    { SERVICE "Name=a\\nb\n" REGION, "control" },
    { SERVICE "Name=a\x1b[1mb\n" REGION, "control" },
    { SERVICE "Name=\xff\n" REGION, "UTF-8" },
    { SERVICE "Support=\n" REGION, "“Support”" },
    { SERVICE "ClientId=\n" REGION, "GUID" },
    { SERVICE "ClientId={aaaabbbb-0000-cccc-1111-dddd2222eeee}\n" REGION, "GUID" },
    { SERVICE "ClientId=aaaabbbb-0000-cccc-1111-dddd2222eeee&x=y\n" REGION, "GUID" },
    { SERVICE "ClientId=00000000-0000-0000-0000-000000000000\n" REGION, "GUID" },
    { SERVICE "Permissions=Mail.Send,User.Read\n" REGION, "Permissions" },
    { SERVICE "Permissions=Mail.Send;;User.Read\n" REGION, "Permissions" },
    { SERVICE "Permissions=https://graph.microsoft.com/Mail.Send\n" REGION, "Permissions" },
    { SERVICE "Permissions=.default\n" REGION, "Permissions" },
    { SERVICE "Permissions=Mail.Send;\xff;\n" REGION, "Permissions" },
    { SERVICE REGION "[Regoin us]\nName=US\n", "unknown group" },
    { SERVICE REGION "[Region]\nName=US\n", "unknown group" },
    { SERVICE REGION "[Region ]\nName=US\n", "lower-case" },
    { SERVICE REGION "[Region US]\nName=US\n", "lower-case" },
    { SERVICE REGION "[Region 1us]\nName=US\n", "lower-case" },
    { SERVICE REGION "[Region -us]\nName=US\n", "lower-case" },
    { SERVICE REGION "[Region u s]\nName=US\n", "lower-case" },
    { SERVICE REGION "[Region \xc3\xa4]\nName=US\n", "lower-case" },
    { SERVICE REGION "[Region abcdefghijklmnopqrstuvwxyzabcdefg]\nName=US\n", "lower-case" },
    { SERVICE REGION "[Region us]\n", "Name" },
    { SERVICE REGION "[Region us]\nName=US\nWebAddress=https://us.example\n", "RedirectUri" },
    { SERVICE REGION "[Region us]\nName=US\nRedirectUri=https://us.example\n", "WebAddress" },
    { SERVICE REGION "RedirectUri=http://eu.example/Back\n", "RedirectUri" },
    { SERVICE REGION "RedirectUri=eu.example/Back\n", "RedirectUri" },
    { SERVICE REGION "RedirectUri=https:/eu.example\n", "RedirectUri" },
    { SERVICE REGION "RedirectUri=https:///Back\n", "RedirectUri" },
    { SERVICE REGION "RedirectUri=https://\n", "RedirectUri" },
    { SERVICE REGION "RedirectUri=https://:443/\n", "RedirectUri" },
    { SERVICE REGION "RedirectUri=https://me@eu.example/\n", "RedirectUri" },
    { SERVICE REGION "RedirectUri=https://eu.example/#x\n", "RedirectUri" },
    { SERVICE REGION "RedirectUri=https://eu.example/a b\n", "RedirectUri" },
    { SERVICE REGION "RedirectUri=https://eu.example/a\\nb\n", "RedirectUri" },
    { SERVICE REGION "RedirectUri=https://\xc3\xa4.example/\n", "RedirectUri" },
    { SERVICE REGION "RedirectUri=javascript:alert(1)\n", "RedirectUri" },
    { SERVICE REGION "WebAddress=ftp://eu.example\n", "WebAddress" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ConsentService) service = NULL;
      g_autofree char *escaped = g_strescape (cases[i].data, NULL);

      g_test_message ("%s", escaped);
      service = load (cases[i].data, &error);
      g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_SERVICE);
      g_assert_null (service);
      if (strstr (error->message, cases[i].words) == NULL)
        g_error ("“%s” does not say “%s”", error->message, cases[i].words);
    }
}

/* Sizes that no real profile has. */
static void
test_too_much (void)
{
  g_autoptr (GString) regions = g_string_new (SERVICE);
  g_autofree char *filler = g_strnfill (2000, 'a');
  g_autofree char *name = g_strdup_printf (SERVICE "Name=%s\n" REGION, filler);
  g_autofree char *address = g_strdup_printf (SERVICE REGION "WebAddress=https://a/%s\n", filler);

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (regions, "[Region r%u]\nName=R\nRedirectUri=https://r%u.example/\n"
                            "WebAddress=https://r%u.example\n", i, i, i);

  for (guint i = 0; i < 3; i++)
    {
      const char *data[] = { regions->str, name, address };
      g_autoptr (GError) error = NULL;

      g_assert_null (load (data[i], &error));
      g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_SERVICE);
    }
}

static void
test_guess_other_vendor (void)
{
  g_autoptr (ConsentService) service = NULL;

  service = load (SERVICE
                  "[Region a]\nName=A\nRedirectUri=https://www.vendor.example/a\n"
                  "WebAddress=https://www.vendor.example\n"
                  "[Region b]\nName=B\nRedirectUri=https://10.0.0.1:8443/b\n"
                  "WebAddress=https://B.vendor.example\n", NULL);

  g_assert_null (consent_service_guess_region (service, "www.contoso.com"));
  g_assert_null (consent_service_guess_region (service, "page 10"));
  g_assert_cmpstr (consent_service_guess_region (service, "WWW.Vendor.example/x")->id, ==, "a");
  g_assert_cmpstr (consent_service_guess_region (service, "https://10.0.0.1:8443/")->id, ==, "b");
  g_assert_cmpstr (consent_service_guess_region (service, "b.vendor.example")->id, ==, "b");
}

static void
test_guess (void)
{
  static const struct
  {
    const char *text;
    const char *id;
  } cases[] = {
    { NULL, NULL },
    { "", NULL },
    { "ukevo", "uk" },
    { "USEVO", "us" },
    { "https://ukevo.tracker-rms.com/Office365/CallBack?x=1", "uk" },
    { "redirect_uri=https%3A%2F%2Fusevo.tracker-rms.com%2FOffice365", "us" },
    { "we use \"usevo.tracker-rms.com\".", "us" },
    { "ukevo.", "uk" },
    { "ukevo or usevo", NULL },
    { "myukevo", NULL },
    { "ukevo2", NULL },
    { "ukevo-test", NULL },
    { "tracker-rms.com", NULL },
    { "https://www.tracker-rms.com/", NULL },
    { "\xff\xfe ukevo \xff", "uk" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *escaped = g_strescape (cases[i].text != NULL ? cases[i].text : "", NULL);
      const ConsentRegion *region;

      g_test_message ("%s", escaped);
      region = consent_service_guess_region (consent_service_get_default (), cases[i].text);
      g_assert_cmpstr (region != NULL ? region->id : NULL, ==, cases[i].id);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/service/default", test_default);
  g_test_add_func ("/service/other-vendor", test_other_vendor);
  g_test_add_func ("/service/translated", test_translated);
  g_test_add_func ("/service/refused", test_refused);
  g_test_add_func ("/service/too-much", test_too_much);
  g_test_add_func ("/service/guess", test_guess);
  g_test_add_func ("/service/guess/other-vendor", test_guess_other_vendor);

  return g_test_run ();
}
