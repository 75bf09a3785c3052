/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-handover.h"

#define TENANT "aaaabbbb-0000-cccc-1111-dddd2222eeee"
#define LINK "https://login.microsoftonline.com/" TENANT "/adminconsent?client_id=1&redirect_uri=2"
#define PLACE "https://entra.microsoft.com/#view/"

static ConsentTenant *
make_tenant (void)
{
  ConsentTenant *tenant = consent_tenant_new_unchecked (TENANT, "someone@contoso.com");

  tenant->domain = g_strdup ("contoso.com");

  return tenant;
}

static char *
make_text (const ConsentTenant *tenant,
           const char          *link)
{
  char *text = consent_handover_new_text (consent_service_get_default (), tenant, link);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_nonnull (strstr (text, "TrackerRMS"));
  g_assert_nonnull (strstr (text, "Need admin approval"));
  g_assert_nonnull (strstr (text, "Global Administrator"));
  /* It is pasted into a mail: no code that only this program would understand. */
  g_assert_null (strstr (text, "{"));
  g_assert_null (strstr (text, "%"));

  return text;
}

static void
test_link (void)
{
  g_autoptr (ConsentTenant) tenant = make_tenant ();
  g_autofree char *text = make_text (tenant, LINK);

  /* On a line of its own, so that mail programs see where it ends. */
  g_assert_nonnull (strstr (text, "\n" LINK "\n"));
  g_assert_nonnull (strstr (text, "contoso.com (Tenant ID " TENANT ")"));
  g_assert_null (strstr (text, PLACE));
}

static void
test_tenant_alone (void)
{
  g_autoptr (ConsentTenant) tenant = make_tenant ();
  g_autofree char *text = make_text (tenant, NULL);

  g_assert_nonnull (strstr (text, TENANT));
  g_assert_nonnull (strstr (text, "Consent Wizard"));
  g_assert_null (strstr (text, PLACE));
}

static void
test_nothing_known (void)
{
  g_autofree char *text = make_text (NULL, NULL);

  g_assert_nonnull (strstr (text, "Consent Wizard"));
  g_assert_nonnull (strstr (text, PLACE));
}

static void
test_subject (void)
{
  g_autofree char *subject = consent_handover_new_subject (consent_service_get_default ());

  g_assert_nonnull (strstr (subject, "TrackerRMS"));
  g_assert_null (strpbrk (subject, "\r\n"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/handover/link", test_link);
  g_test_add_func ("/handover/tenant-alone", test_tenant_alone);
  g_test_add_func ("/handover/nothing-known", test_nothing_known);
  g_test_add_func ("/handover/subject", test_subject);

  return g_test_run ();
}
