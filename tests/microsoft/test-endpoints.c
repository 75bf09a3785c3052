/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-endpoints.h"
#include "consent-error.h"

#define GUID "aaaabbbb-0000-cccc-1111-dddd2222eeee"
#define OTHER_GUID "11111111-2222-3333-4444-555555555555"

typedef struct
{
  const char *address;
  const char *normalized;
} AddressCase;

static const AddressCase address_cases[] = {
  { "https://login.microsoftonline.com", "https://login.microsoftonline.com" },
  { "https://mirror.example", "https://mirror.example" },
  { "https://mirror.example/", "https://mirror.example" },
  { "https://mirror.example///", "https://mirror.example" },
  { "HTTPS://Mirror.EXAMPLE/Login/", "https://mirror.example/Login" },
  { "https://mirror.example:443/x", "https://mirror.example/x" },
  { "https://mirror.example:8443/x/y", "https://mirror.example:8443/x/y" },
  { "https://mirror.example:/x", "https://mirror.example/x" },
  { "https://mirror.example/a%2Fb", "https://mirror.example/a%2Fb" },
  { "https://m\xc3\xbcller.example", "https://xn--mller-kva.example" },
  { "https://192.0.2.1", "https://192.0.2.1" },
  { "https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443" },
  { "http://localhost", "http://localhost" },
  { "http://LOCALHOST:9600/s/x/login", "http://localhost:9600/s/x/login" },
  { "http://localhost:80", "http://localhost" },
  { "http://127.0.0.1:9600", "http://127.0.0.1:9600" },
  { "http://127.8.9.10:9600/", "http://127.8.9.10:9600" },
  { "http://[::1]:9600", "http://[::1]:9600" },
  { "http://[0:0:0:0:0:0:0:1]:9600", "http://[0:0:0:0:0:0:0:1]:9600" },

  /* Plain http to a host that only looks like this machine. */
  { "http://127.0.0.1.evil.example", NULL },
  { "http://localhost.evil.example", NULL },
  { "http://evil.example", NULL },
  { "http://evil.example/127.0.0.1", NULL },
  { "http://evil.example:80@localhost/", NULL },
  { "http://localhost@evil.example/", NULL },
  { "http://localhost%2eevil.example/", NULL },
  { "http://localhost.", NULL },
  { "http://2130706433", NULL },
  { "http://0x7f000001", NULL },
  { "http://0x7f.1", NULL },
  { "http://127.1", NULL },
  { "http://0177.0.0.1", NULL },
  { "http://0.0.0.0", NULL },
  { "http://128.0.0.1", NULL },
  { "http://[::]", NULL },
  { "http://[::ffff:127.0.0.1]", NULL },
  { "http://[::1%25lo]", NULL },
  { "http://login.microsoftonline.com", NULL },

  /* No address, or more than one. */
  { "https://user@mirror.example", NULL },
  { "https://user:secret@mirror.example", NULL },
  { "https://@mirror.example", NULL },
  { "https://mirror.example?x=y", NULL },
  { "https://mirror.example/?", NULL },
  { "https://mirror.example/#x", NULL },
  { "https://", NULL },
  { "https:///path", NULL },
  { "https://:8443/", NULL },
  { "https://mirror.example:0", NULL },
  { "https://mirror.example:65536", NULL },
  { "https://mirror.example:-1", NULL },
  { "https://mirror.example:x", NULL },
  { "https://mirror .example", NULL },
  { " https://mirror.example ", NULL },
  { "https://mirror.example\r\nHost: evil", NULL },
  { "https://mirror.example\\@evil.example", NULL },
  { "https://[not-an-address]", NULL },
  { "mirror.example", NULL },
  { "//mirror.example", NULL },
  { "localhost:9600", NULL },
  { "ftp://mirror.example", NULL },
  { "file:///etc/passwd", NULL },
  { "javascript:alert(1)", NULL },
  { "/", NULL },
  { "\xff", NULL },
};

static void
test_addresses (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (address_cases); i++)
    {
      const AddressCase *c = &address_cases[i];
      g_autoptr (ConsentEndpoints) as_authority = NULL;
      g_autoptr (ConsentEndpoints) as_graph = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      as_authority = consent_endpoints_new (c->address, NULL, &error);
      if (c->normalized == NULL)
        {
          g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_ENDPOINT);
          g_assert_null (as_authority);
          g_clear_error (&error);
          g_assert_null (consent_endpoints_new (NULL, c->address, &error));
          g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_ENDPOINT);
          continue;
        }

      g_assert_no_error (error);
      g_assert_cmpstr (consent_endpoints_get_authority (as_authority), ==, c->normalized);
      g_assert_cmpstr (consent_endpoints_get_graph (as_authority), ==, CONSENT_MICROSOFT_GRAPH);

      as_graph = consent_endpoints_new ("", c->address, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (consent_endpoints_get_graph (as_graph), ==, c->normalized);
      g_assert_cmpstr (consent_endpoints_get_authority (as_graph), ==, CONSENT_MICROSOFT_AUTHORITY);
      g_assert_true (consent_endpoints_is_replaced (as_graph));
    }
}

static void
test_defaults (void)
{
  ConsentEndpoints *endpoints = consent_endpoints_new (NULL, "", NULL);

  g_assert_cmpstr (consent_endpoints_get_authority (endpoints), ==, CONSENT_MICROSOFT_AUTHORITY);
  g_assert_cmpstr (consent_endpoints_get_graph (endpoints), ==, CONSENT_MICROSOFT_GRAPH);
  g_assert_false (consent_endpoints_is_replaced (endpoints));
  g_assert_finalize_object (endpoints);

  endpoints = consent_endpoints_new ("https://Login.MicrosoftOnline.com:443/", NULL, NULL);
  g_assert_false (consent_endpoints_is_replaced (endpoints));
  g_assert_finalize_object (endpoints);
}

static void
test_environment (void)
{
  g_autoptr (ConsentEndpoints) endpoints = NULL;
  g_autoptr (GError) error = NULL;

  g_setenv ("CONSENT_AUTHORITY", "http://localhost:9600/s/x/login/", TRUE);
  g_setenv ("CONSENT_GRAPH", "http://localhost:9600/s/x/graph", TRUE);
  endpoints = consent_endpoints_new_from_environment (&error);
  g_assert_no_error (error);
  g_assert_cmpstr (consent_endpoints_get_authority (endpoints), ==, "http://localhost:9600/s/x/login");
  g_assert_cmpstr (consent_endpoints_get_graph (endpoints), ==, "http://localhost:9600/s/x/graph");
  g_clear_object (&endpoints);

  g_setenv ("CONSENT_GRAPH", "http://graph.example", TRUE);
  g_assert_null (consent_endpoints_new_from_environment (&error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_ENDPOINT);

  g_unsetenv ("CONSENT_AUTHORITY");
  g_unsetenv ("CONSENT_GRAPH");
}

typedef struct
{
  const char *authority;
  const char *issuer;
  const char *tenant;
} IssuerCase;

static const IssuerCase issuer_cases[] = {
  { NULL, "https://login.microsoftonline.com/" GUID "/v2.0", GUID },
  { NULL, "https://sts.windows.net/" GUID "/", GUID },
  { NULL, "https://login.microsoftonline.com/AAAABBBB-0000-CCCC-1111-DDDD2222EEEE/v2.0", GUID },
  { NULL, "https://login.microsoftonline.com/" GUID "/" OTHER_GUID "/v2.0", GUID },
  { NULL, "https://login.microsoftonline.com/{tenantid}/v2.0", NULL },
  { NULL, "https://login.microsoftonline.com/common/v2.0", NULL },
  { NULL, "https://login.microsoftonline.com/x/" GUID "/v2.0", NULL },
  { NULL, "https://login.microsoftonline.com//" GUID "/v2.0", NULL },
  { NULL, "https://login.microsoftonline.com/" GUID "x/v2.0", NULL },
  { NULL, "https://login.microsoftonline.com/{" GUID "}/v2.0", NULL },
  { NULL, "https://login.microsoftonline.com/", NULL },
  { NULL, "https://login.microsoftonline.com", NULL },
  { NULL, "http://login.microsoftonline.com/" GUID "/v2.0", NULL },
  { NULL, "https://login.microsoftonline.com:8443/" GUID "/v2.0", NULL },
  { NULL, "https://user@login.microsoftonline.com/" GUID "/v2.0", NULL },
  { NULL, "https://login.microsoftonline.com.evil.example/" GUID "/v2.0", NULL },
  { NULL, "https://login.microsoftonline.com@evil.example/" GUID "/v2.0", NULL },
  { NULL, "https://evil.example/login.microsoftonline.com/" GUID "/v2.0", NULL },
  { NULL, "https://login.microsoftonline.us/" GUID "/v2.0", NULL },
  { NULL, "https://login.microsoftonline.com/" GUID "/v2.0?x", NULL },
  { NULL, "https://login.microsoftonline.com/" GUID "/v2.0#x", NULL },
  { NULL, "http://localhost/" GUID "/v2.0", NULL },
  { NULL, "", NULL },
  { NULL, GUID, NULL },

  /* A mirror that is not on this machine. */
  { "https://mirror.example/m", "https://mirror.example/m/" GUID "/v2.0", GUID },
  { "https://mirror.example/m", "https://mirror.example/m/x/" GUID "/v2.0", GUID },
  { "https://mirror.example/m", "https://login.microsoftonline.com/" GUID "/v2.0", GUID },
  { "https://mirror.example/m", "https://sts.windows.net/" GUID "/", GUID },
  { "https://mirror.example/m", "https://mirror.example/" GUID "/v2.0", NULL },
  { "https://mirror.example/m", "https://mirror.example/mm/" GUID "/v2.0", NULL },
  { "https://mirror.example/m", "https://mirror.example.evil.example/m/" GUID "/v2.0", NULL },
  { "https://mirror.example", "https://mirror.example.evil.example/" GUID "/v2.0", NULL },
  { "https://mirror.example", "https://mirror.example:444/" GUID "/v2.0", NULL },
  { "https://mirror.example/m", "http://localhost/" GUID "/v2.0", NULL },
  { "https://mirror.example/m", "https://evil.example/" GUID "/v2.0", NULL },
  /* A prefix may hold a GUID of its own. */
  { "https://mirror.example/" OTHER_GUID, "https://mirror.example/" OTHER_GUID "/" GUID "/v2.0", GUID },

  /* Loopback under any of its names. */
  { "http://localhost:9600/s/x/login", "http://localhost:9600/s/x/login/" GUID "/v2.0", GUID },
  { "http://localhost:9600/s/x/login", "http://127.0.0.1:9600/s/x/login/" GUID "/v2.0", GUID },
  { "http://127.0.0.1:9600", "http://localhost:9600/" GUID "/v2.0", GUID },
  { "http://127.0.0.1:9600", "http://[::1]:1234/" GUID "/v2.0", GUID },
  { "http://127.0.0.1:9600", "https://localhost/" GUID "/v2.0", GUID },
  { "http://127.0.0.1:9600", "https://login.microsoftonline.com/" GUID "/v2.0", GUID },
  { "http://127.0.0.1:9600", "http://127.0.0.1:9600/v2.0", NULL },
  { "http://127.0.0.1:9600", "http://127.0.0.1.evil.example:9600/" GUID "/v2.0", NULL },
  { "http://127.0.0.1:9600", "https://evil.example/" GUID "/v2.0", NULL },
};

static void
test_issuers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (issuer_cases); i++)
    {
      const IssuerCase *c = &issuer_cases[i];
      g_autoptr (ConsentEndpoints) endpoints = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *tenant = NULL;

      g_test_message ("%s: %s", c->authority, c->issuer);
      endpoints = consent_endpoints_new (c->authority, NULL, &error);
      g_assert_no_error (error);
      tenant = consent_endpoints_check_issuer (endpoints, c->issuer);
      g_assert_cmpstr (tenant, ==, c->tenant);
    }
}

static const struct
{
  const char *authority;
  const char *page;
  gboolean allowed;
} page_cases[] = {
  { NULL, "https://microsoft.com/devicelogin", TRUE },
  { NULL, "https://www.microsoft.com/link", TRUE },
  { NULL, "https://login.microsoft.com/device", TRUE },
  { NULL, "https://LOGIN.MicrosoftOnline.com/common/oauth2/deviceauth", TRUE },
  { NULL, "http://microsoft.com/devicelogin", FALSE },
  { NULL, "https://microsoft.com/device login", FALSE },
  { NULL, "https://microsoft.com/\x1b[2J", FALSE },
  { NULL, "https://microsoft.com/d\xc3\xa9vice", FALSE },
  { NULL, "https://notmicrosoft.com/devicelogin", FALSE },
  { NULL, "https://microsoft.com.evil.example/devicelogin", FALSE },
  { NULL, "https://microsoft.com@evil.example/devicelogin", FALSE },
  { NULL, "https://evil.example/microsoft.com", FALSE },
  { NULL, "https://evil.example?microsoft.com", FALSE },
  { NULL, "http://localhost/device", FALSE },
  { NULL, "javascript:alert(1)//microsoft.com", FALSE },
  { NULL, "", FALSE },
  { "https://mirror.example/m", "https://mirror.example/device", TRUE },
  { "https://mirror.example/m", "https://microsoft.com/devicelogin", TRUE },
  { "https://mirror.example/m", "https://evil.example/device", FALSE },
  { "https://mirror.example/m", "http://localhost/device", FALSE },
  { "http://localhost:9600/s/x", "http://localhost:9600/s/x/device", TRUE },
  { "http://localhost:9600/s/x", "http://127.0.0.1:1/device", TRUE },
  { "http://localhost:9600/s/x", "https://evil.example/device", FALSE },
};

static void
test_pages (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (page_cases); i++)
    {
      g_autoptr (ConsentEndpoints) endpoints = NULL;

      g_test_message ("%u", i);
      endpoints = consent_endpoints_new (page_cases[i].authority, NULL, NULL);
      g_assert_cmpint (consent_endpoints_is_sign_in_page (endpoints, page_cases[i].page),
                       ==, page_cases[i].allowed);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/endpoints/addresses", test_addresses);
  g_test_add_func ("/endpoints/defaults", test_defaults);
  g_test_add_func ("/endpoints/environment", test_environment);
  g_test_add_func ("/endpoints/issuers", test_issuers);
  g_test_add_func ("/endpoints/pages", test_pages);

  return g_test_run ();
}
