/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-portal.h"

static const char * const ids[] = {
  "admin-center",
  "tenant-id",
  "user-consent",
  "permission-classifications",
  "enterprise-apps",
  "app-permissions",
  "app-registrations",
};

static void
test_places (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const ConsentPlace *place = consent_portal_find_place (ids[i]);
      const char *link;

      g_assert_nonnull (place);
      g_assert_cmpstr (consent_place_get_path (place), !=, "");

      link = consent_place_get_link (place);
      if (link != NULL)
        {
          g_autoptr (GUri) uri = g_uri_parse (link, G_URI_FLAGS_NONE, NULL);

          g_assert_nonnull (uri);
          g_assert_cmpstr (g_uri_get_scheme (uri), ==, "https");
          g_assert_true (g_str_has_suffix (g_uri_get_host (uri), ".microsoft.com") ||
                         g_str_equal (g_uri_get_host (uri), "portal.azure.com"));
        }
    }

  g_assert_null (consent_portal_find_place ("nowhere"));
}

static void
test_tenant_id (void)
{
  const ConsentPlace *place = consent_portal_find_place ("tenant-id");
  g_autofree const char **steps = consent_place_list_steps (place);

  g_assert_cmpstr (consent_place_get_link (place), ==,
                   "https://entra.microsoft.com/#view/Microsoft_AAD_IAM/TenantOverview.ReactView");
  g_assert_nonnull (strstr (consent_place_get_old_path (place), "Azure Active Directory"));

  /* As many as in the help article, and its words are in them. */
  g_assert_cmpuint (g_strv_length ((char **) steps), ==, 6);
  g_assert_nonnull (strstr (steps[0], "portal.office365.com"));
  g_assert_nonnull (strstr (steps[1], "“Admin”"));
  g_assert_nonnull (strstr (steps[2], "“Show all”"));
  g_assert_nonnull (strstr (steps[3], "Azure Active Directory admin center"));
  g_assert_nonnull (strstr (steps[4], "“Overview”"));
  g_assert_nonnull (strstr (steps[5], "“Tenant ID”"));
}

static void
test_user_consent (void)
{
  const ConsentPlace *tenant_id = consent_portal_find_place ("tenant-id");
  const ConsentPlace *place = consent_portal_find_place ("user-consent");
  g_autofree const char **tenant_steps = consent_place_list_steps (tenant_id);
  g_autofree const char **steps = consent_place_list_steps (place);

  /* As in the help article, the first four lead to the same page. */
  g_assert_cmpuint (g_strv_length ((char **) steps), ==, 7);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpstr (steps[i], ==, tenant_steps[i]);
  g_assert_nonnull (strstr (steps[4], "“Azure Active Directory”"));
  g_assert_nonnull (strstr (steps[5], "“Enterprise applications”"));
  g_assert_nonnull (strstr (steps[6], "“Consent and permissions”"));
}

static void
test_classifications (void)
{
  const ConsentPlace *place = consent_portal_find_place ("permission-classifications");
  g_autofree const char **steps = consent_place_list_steps (place);

  g_assert_cmpuint (g_strv_length ((char **) steps), ==, 4);
  g_assert_nonnull (strstr (steps[0], "“Permission classifications”"));
  g_assert_nonnull (strstr (steps[1], "“Add permissions”"));
  g_assert_nonnull (strstr (steps[2], "“Microsoft Graph”"));
  g_assert_nonnull (strstr (steps[3], "“Add permissions”"));
}

static void
test_without_steps (void)
{
  g_autofree const char **steps = consent_place_list_steps (consent_portal_find_place ("app-permissions"));

  g_assert_nonnull (steps);
  g_assert_null (steps[0]);
  g_assert_null (consent_place_get_link (consent_portal_find_place ("app-permissions")));
}

static void
test_app_registrations (void)
{
  const ConsentPlace *place = consent_portal_find_place ("app-registrations");
  g_autofree const char **steps = consent_place_list_steps (place);

  /* As many as in the reference, 4.8, and what has to be typed letter by letter is in them. */
  g_assert_cmpuint (g_strv_length ((char **) steps), ==, 9);
  g_assert_nonnull (strstr (steps[3], "Application (client) ID"));
  g_assert_nonnull (strstr (steps[4], " http://localhost "));
  g_assert_nonnull (strstr (steps[6], "Directory.Read.All and Policy.Read.All"));
}

/* The ID comes from outside: it cannot lead anywhere else. */
static void
test_app_link (void)
{
  g_autofree char *link = consent_portal_new_app_link ("22222222-0000-0000-0000-000000000001", "client");
  g_autofree char *hostile = consent_portal_new_app_link ("../../x?y#z", "a b");

  g_assert_cmpstr (link, ==, "https://entra.microsoft.com/#view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/"
                             "Permissions/objectId/22222222-0000-0000-0000-000000000001/appId/client");
  g_assert_true (g_str_has_suffix (hostile, "/objectId/..%2F..%2Fx%3Fy%23z/appId/a%20b"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/portal/places", test_places);
  g_test_add_func ("/portal/tenant-id", test_tenant_id);
  g_test_add_func ("/portal/app-registrations", test_app_registrations);
  g_test_add_func ("/portal/app-link", test_app_link);
  g_test_add_func ("/portal/user-consent", test_user_consent);
  g_test_add_func ("/portal/classifications", test_classifications);
  g_test_add_func ("/portal/without-steps", test_without_steps);

  return g_test_run ();
}
