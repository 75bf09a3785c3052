/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-error.h"
#include "consent-service.h"

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

  g_assert_cmpuint (regions->len, ==, 2);
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
      const ConsentRegion *region;

      g_test_message ("%s", cases[i].text);
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
  g_test_add_func ("/service/guess", test_guess);

  return g_test_run ();
}
