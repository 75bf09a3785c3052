/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-link.h"

#define TENANT "aaaabbbb-0000-cccc-1111-dddd2222eeee"
#define MICROSOFT "https://login.microsoftonline.com"

/* The help article's two links, letter for letter. */
static const struct
{
  const char *region;
  const char *link;
} article[] = {
  { "uk", "https://login.microsoftonline.com/{tenant-id}/adminconsent?client_id=5353a3d2-8ca9-42d2-b567-ea399ccb5e38&redirect_uri=https%3A%2F%2Fukevo.tracker-rms.com%2FOffice365%2FCallBack" },
  { "us", "https://login.microsoftonline.com/{tenant-id}/adminconsent?client_id=5353a3d2-8ca9-42d2-b567-ea399ccb5e38&redirect_uri=https%3A%2F%2Fusevo.tracker-rms.com%2FOffice365%2FCallBack" },
};

static char *
build (const char *region_id,
       const char *authority)
{
  ConsentService *service = consent_service_get_default ();
  const ConsentRegion *region = consent_service_find_region (service, region_id);

  g_assert_nonnull (region);

  return consent_link_build (service, region, TENANT, authority);
}

static void
test_article (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (article); i++)
    {
      ConsentService *service = consent_service_get_default ();
      g_autofree char *link = build (article[i].region, MICROSOFT);
      g_autofree char *template = consent_link_build_template (service,
                                                               consent_service_find_region (service, article[i].region),
                                                               MICROSOFT);
      g_autoptr (GString) filled = g_string_new (article[i].link);

      g_assert_cmpstr (template, ==, article[i].link);
      g_assert_cmpuint (g_string_replace (filled, "{tenant-id}", TENANT, 0), ==, 1);
      g_assert_cmpstr (link, ==, filled->str);
    }
}

static void
test_prefix (void)
{
  g_autofree char *link = build ("uk", "http://127.0.0.1:9600/s/fresh/login");

  g_assert_cmpstr (link, ==,
                   "http://127.0.0.1:9600/s/fresh/login/" TENANT "/adminconsent"
                   "?client_id=5353a3d2-8ca9-42d2-b567-ea399ccb5e38"
                   "&redirect_uri=https%3A%2F%2Fukevo.tracker-rms.com%2FOffice365%2FCallBack");
}

static void
assert_part (GPtrArray  *parts,
             guint       i,
             const char *value,
             const char *word)
{
  const ConsentLinkPart *part;

  g_assert_cmpuint (i, <, parts->len);
  part = g_ptr_array_index (parts, i);
  g_assert_cmpstr (part->title, !=, "");
  g_assert_cmpstr (part->value, ==, value);
  g_assert_nonnull (strstr (part->explanation, word));
}

static void
test_take_apart (void)
{
  ConsentService *service = consent_service_get_default ();
  g_autofree char *link = build ("us", MICROSOFT);
  g_autoptr (GPtrArray) parts = consent_link_take_apart (service, link);

  g_assert_cmpuint (parts->len, ==, 4);
  assert_part (parts, 0, "login.microsoftonline.com", "Microsoft’s own");
  assert_part (parts, 1, TENANT, "Tenant ID");
  assert_part (parts, 2, "TrackerRMS (5353a3d2-8ca9-42d2-b567-ea399ccb5e38)", "client ID");
  assert_part (parts, 3, "https://usevo.tracker-rms.com/Office365/CallBack", "United States");
}

static void
test_take_apart_replaced (void)
{
  ConsentService *service = consent_service_get_default ();
  g_autofree char *link = build ("uk", "http://[::1]:9600/s/fresh/login");
  g_autoptr (GPtrArray) parts = consent_link_take_apart (service, link);

  g_assert_cmpuint (parts->len, ==, 4);
  assert_part (parts, 0, "[::1]:9600", "Not Microsoft");
  assert_part (parts, 1, TENANT, "Tenant ID");
}

static void
test_take_apart_foreign (void)
{
  ConsentService *service = consent_service_get_default ();
  g_autoptr (GPtrArray) parts = NULL;

  parts = consent_link_take_apart (service,
                                   "https://login.microsoftonline.com.evil.example/" TENANT
                                   "/adminconsent?client_id=6353a3d2-8ca9-42d2-b567-ea399ccb5e38"
                                   "&redirect_uri=https%3A%2F%2Fukevo.tracker-rms.com%2Foffice365%2Fcallback");
  g_assert_cmpuint (parts->len, ==, 4);
  assert_part (parts, 0, "login.microsoftonline.com.evil.example", "Not Microsoft");
  assert_part (parts, 2, "6353a3d2-8ca9-42d2-b567-ea399ccb5e38", "Do not use");
  assert_part (parts, 3, "https://ukevo.tracker-rms.com/office365/callback", "Do not use");
  g_clear_pointer (&parts, g_ptr_array_unref);

  parts = consent_link_take_apart (service, "http://login.microsoftonline.com/");
  assert_part (parts, 0, "login.microsoftonline.com", "Not Microsoft");
}

static void
test_take_apart_broken (void)
{
  static const struct
  {
    const char *link;
    guint parts;
  } cases[] = {
    { "", 0 },
    { "no link", 0 },
    { "mailto:anna@contoso.com", 0 },
    { "https://", 0 },
    { "https://login.microsoftonline.com", 1 },
    { "https://login.microsoftonline.com/adminconsent", 2 },
    { "https://login.microsoftonline.com/%zz/adminconsent?client_id", 0 },
    { MICROSOFT "/" TENANT "/oauth2?client_id=%ff&redirect_uri=%00", 1 },
    { "https://login.microsoftonline.com:99999/", 0 },
    { "https:///tenant/adminconsent?client_id=x", 0 },
    { MICROSOFT "/%00/adminconsent", 1 },
    { MICROSOFT "/a/adminconsent/", 1 },
    { MICROSOFT "/a/adminconsent?client_id=<b>&client_id=2", 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) parts = NULL;

      g_test_message ("%s", cases[i].link);
      parts = consent_link_take_apart (consent_service_get_default (), cases[i].link);
      g_assert_cmpuint (parts->len, ==, cases[i].parts);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/link/article", test_article);
  g_test_add_func ("/link/prefix", test_prefix);
  g_test_add_func ("/link/take-apart", test_take_apart);
  g_test_add_func ("/link/take-apart/replaced", test_take_apart_replaced);
  g_test_add_func ("/link/take-apart/foreign", test_take_apart_foreign);
  g_test_add_func ("/link/take-apart/broken", test_take_apart_broken);

  return g_test_run ();
}
