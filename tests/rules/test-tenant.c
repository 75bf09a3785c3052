/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-tenant.h"

#define TENANT "aaaabbbb-0000-cccc-1111-dddd2222eeee"

static ConsentTenant *
new_checked (void)
{
  ConsentTenant *tenant = consent_tenant_new_unchecked (TENANT, "anna@contoso.com");

  tenant->domain = g_strdup ("contoso.com");
  tenant->cloud = g_strdup ("microsoftonline.com");
  tenant->region = g_strdup ("EU");
  tenant->sub_region = g_strdup ("GCC");
  tenant->checked = TRUE;

  return tenant;
}

static void
assert_json (const ConsentTenant *tenant,
             const char          *expected)
{
  g_autoptr (JsonNode) node = consent_tenant_to_json (tenant);
  g_autofree char *json = json_to_string (node, FALSE);

  g_assert_cmpstr (json, ==, expected);
}

static void
test_json (void)
{
  g_autoptr (ConsentTenant) unchecked = consent_tenant_new_unchecked (TENANT, "{\"\xc3\xa4\n}");
  g_autoptr (ConsentTenant) checked = new_checked ();

  assert_json (unchecked, "{\"id\":\"" TENANT "\",\"input\":\"{\\\"ä\\n}\",\"cloud\":null,"
                          "\"region\":null,\"checked\":false}");
  assert_json (checked, "{\"id\":\"" TENANT "\",\"input\":\"anna@contoso.com\","
                        "\"cloud\":\"microsoftonline.com\",\"region\":\"EU\",\"checked\":true}");
}

static void
test_equal (void)
{
  g_autoptr (ConsentTenant) tenant = new_checked ();

  g_assert_true (consent_tenant_equal (NULL, NULL));
  g_assert_false (consent_tenant_equal (tenant, NULL));
  g_assert_false (consent_tenant_equal (NULL, tenant));
  g_assert_true (consent_tenant_equal (tenant, tenant));

  for (guint i = 0; i < 7; i++)
    {
      g_autoptr (ConsentTenant) other = g_boxed_copy (CONSENT_TYPE_TENANT, tenant);
      char **members[] = { &other->id, &other->input, &other->domain, &other->cloud,
                           &other->region, &other->sub_region };

      g_assert_true (consent_tenant_equal (tenant, other));
      if (i < G_N_ELEMENTS (members))
        g_clear_pointer (members[i], g_free);
      else
        other->checked = FALSE;
      g_assert_false (consent_tenant_equal (tenant, other));
    }

  consent_tenant_free (NULL);
}

static void
test_describe_domain (void)
{
  static const struct
  {
    const char *domain;
    const char *description;
  } rows[] = {
    { "contoso.com", "contoso.com" },
    { "xn--bcher-kva.example", "bücher.example (xn--bcher-kva.example)" },
    /* Not made by consent_tenant_input_parse(), so it may hold anything. */
    { "", "" },
    { "xn--\xff.example", "xn--\xef\xbf\xbd.example" },
    { "a.example\r\nBcc: b@c.example", "a.example Bcc: b@c.example" },
    { "\xe2\x80\xae" "moc.example", "moc.example" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *description = consent_tenant_describe_domain (rows[i].domain);

      g_assert_cmpstr (description, ==, rows[i].description);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tenant/json", test_json);
  g_test_add_func ("/tenant/equal", test_equal);
  g_test_add_func ("/tenant/describe-domain", test_describe_domain);

  return g_test_run ();
}
