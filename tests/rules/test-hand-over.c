/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-hand-over.h"

#include <string.h>

#define MICROSOFT "https://login.microsoftonline.com"
#define TENANT "aaaabbbb-0000-cccc-1111-dddd2222eeee"
#define LINK_END "/adminconsent?client_id=5353a3d2-8ca9-42d2-b567-ea399ccb5e38&redirect_uri=https%3A%2F%2F"
#define UK "ukevo.tracker-rms.com%2FOffice365%2FCallBack"
#define US "usevo.tracker-rms.com%2FOffice365%2FCallBack"
#define TENANT_PLACE "https://entra.microsoft.com/#view/Microsoft_AAD_IAM/TenantOverview.ReactView"

static ConsentHandOver
make_hand_over (const char *tenant_id,
                const char *domain,
                const char *region)
{
  ConsentService *service = consent_service_get_default ();

  return (ConsentHandOver) {
    .service = service,
    .authority = MICROSOFT,
    .tenant_id = tenant_id,
    .domain = domain,
    .region = consent_service_find_region (service, region),
  };
}

static void
assert_holds (const char *text,
              const char *part,
              gboolean    expected)
{
  if ((strstr (text, part) != NULL) != expected)
    g_error ("“%s” is %s in: %s", part, expected ? "not" : "wrongly", text);
}

static guint
count (const char *text,
       char        c)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == c;

  return n;
}

static char *
decode (const char *text,
        gsize       length)
{
  g_autofree char *escaped = g_strndup (text, length);

  return g_uri_unescape_string (escaped, NULL);
}

/* Takes a "mailto:" address apart, as strictly as RFC 6068 lets one. */
static char *
read_body (const char  *uri,
           char       **subject)
{
  const char *header = "mailto:?subject=";
  const char *body;

  g_assert_true (g_uri_is_valid (uri, G_URI_FLAGS_NONE, NULL));
  g_assert_cmpuint (strlen (uri), <=, CONSENT_HAND_OVER_MAX_URI);
  g_assert_true (g_str_has_prefix (uri, header));
  /* No third field, no recipient, and nothing that a shell or a mail program could take for its own. */
  uri += strlen (header);
  g_assert_cmpuint (count (uri, '&'), ==, 1);
  g_assert_cmpuint (count (uri, '='), ==, 1);
  for (const char *p = uri; *p != '\0'; p++)
    g_assert_true (g_ascii_isalnum (*p) || strchr ("-._~%&=", *p) != NULL);

  body = strstr (uri, "&body=");
  g_assert_nonnull (body);
  *subject = decode (uri, (gsize) (body - uri));

  return decode (body + strlen ("&body="), strlen (body + strlen ("&body=")));
}

/* Line ends are CR LF, each of them and nothing else; returns the lines as the program writes them. */
static char *
drop_carriage_returns (const char *body)
{
  g_auto (GStrv) lines = g_strsplit (body, "\r\n", -1);

  for (char **line = lines; *line != NULL; line++)
    g_assert_null (strpbrk (*line, "\r\n"));

  return g_strjoinv ("\n", lines);
}

static void
assert_mail (const ConsentHandOver *hand_over,
             gboolean               expect_shortened)
{
  gboolean shortened = !expect_shortened;
  g_autofree char *uri = consent_hand_over_new_mail_uri (hand_over, &shortened);
  g_autofree char *expected_subject = consent_hand_over_new_subject (hand_over);
  g_autofree char *expected = consent_hand_over_new_text (hand_over);
  g_autofree char *subject = NULL;
  g_autofree char *body = NULL;
  g_autofree char *text = NULL;

  g_assert_nonnull (uri);
  g_assert_cmpint (shortened, ==, expect_shortened);

  body = read_body (uri, &subject);
  g_assert_nonnull (subject);
  g_assert_nonnull (body);
  g_assert_cmpstr (subject, ==, expected_subject);
  g_assert_true (g_utf8_validate (subject, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (subject, -1), <, 100);
  g_assert_null (strpbrk (subject, "\r\n"));

  text = drop_carriage_returns (body);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  if (!shortened)
    g_assert_cmpstr (text, ==, expected);
  else
    g_assert_cmpuint (strlen (text), <, strlen (expected));
}

/* What is known, and what the message makes of it. */
static void
test_known (void)
{
  static const struct
  {
    const char *tenant_id;
    const char *domain;
    const char *region;
    const char *parts[6];
    const char *missing[4];
    gboolean shortened;
  } rows[] = {
    { TENANT, "contoso.com", "uk",
      { "\n" MICROSOFT "/" TENANT LINK_END UK "\n", "our organization, contoso.com.", "https://ukevo.tracker-rms.com." },
      { "usevo", TENANT_PLACE, "{tenant-id}", "Consent Wizard" }, FALSE },
    { TENANT, NULL, "us",
      { "\n" MICROSOFT "/" TENANT LINK_END US "\n", "our organization (Tenant ID " TENANT ")." },
      { "ukevo", TENANT_PLACE, "{tenant-id}", "Consent Wizard" }, FALSE },
    { TENANT, "contoso.com", NULL,
      { "\nUnited Kingdom (https://ukevo.tracker-rms.com):\n" MICROSOFT "/" TENANT LINK_END UK "\n",
        "\nUnited States (https://usevo.tracker-rms.com):\n" MICROSOFT "/" TENANT LINK_END US "\n",
        "link for the region in which we use TrackerRMS" },
      { TENANT_PLACE, "{tenant-id}" }, TRUE },
    { NULL, "contoso.com", "uk",
      { "\n" MICROSOFT "/{tenant-id}" LINK_END UK "\n", "\n" TENANT_PLACE "\n", "our domain, contoso.com, is enough",
        "our organization, contoso.com." },
      { "usevo", TENANT }, TRUE },
    { NULL, "contoso.com", NULL,
      { "\n" MICROSOFT "/{tenant-id}" LINK_END UK "\n", "\n" MICROSOFT "/{tenant-id}" LINK_END US "\n",
        "\nUnited Kingdom (", "\nUnited States (", "our domain, contoso.com, is enough" },
      { TENANT }, TRUE },
    { NULL, "xn--bcher-kva.example", "uk", { "our organization, bücher.example (xn--bcher-kva.example)." }, { NULL }, TRUE },
    { TENANT, "xn--bcher-kva.example", "uk", { "our organization, bücher.example (xn--bcher-kva.example)." }, { NULL },
      FALSE },
    { NULL, NULL, NULL,
      { "\n" TENANT_PLACE "\n", "{tenant-id}", "Consent Wizard", "for everyone in our organization." },
      { TENANT, "%s", "(null)" }, TRUE },
  };
  static const char * const always[] = {
    "TrackerRMS", "Need admin approval", "press “Accept”", "Nothing changes until you press “Accept”", "take it back later",
    "Global Administrator", "Privileged Role Administrator", "Cloud Application Administrator",
    "Application Administrator", "AI Administrator", "Please tell me then", "AADSTS",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ConsentHandOver hand_over = make_hand_over (rows[i].tenant_id, rows[i].domain, rows[i].region);
      g_autofree char *text = consent_hand_over_new_text (&hand_over);

      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_false (g_str_has_prefix (text, "="));
      for (guint j = 0; j < G_N_ELEMENTS (always); j++)
        assert_holds (text, always[j], TRUE);
      for (guint j = 0; j < G_N_ELEMENTS (rows[i].parts) && rows[i].parts[j] != NULL; j++)
        assert_holds (text, rows[i].parts[j], TRUE);
      for (guint j = 0; j < G_N_ELEMENTS (rows[i].missing) && rows[i].missing[j] != NULL; j++)
        assert_holds (text, rows[i].missing[j], FALSE);

      assert_mail (&hand_over, rows[i].shortened);
    }
}

/* Even the shorter message leaves nothing out that someone has to know. */
static void
test_brief (void)
{
  ConsentHandOver hand_over = make_hand_over (NULL, "contoso.com", NULL);
  g_autofree char *uri = consent_hand_over_new_mail_uri (&hand_over, NULL);
  g_autofree char *subject = NULL;
  g_autofree char *body = read_body (uri, &subject);
  static const char * const parts[] = {
    "\r\n" MICROSOFT "/{tenant-id}" LINK_END UK "\r\n", "\r\n" MICROSOFT "/{tenant-id}" LINK_END US "\r\n",
    "\r\n" TENANT_PLACE "\r\n", "contoso.com", "Global Administrator", "AI Administrator", "press “Accept”",
    "take it back later", "Please tell me when it is done",
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    assert_holds (body, parts[i], TRUE);
}

static void
test_practice (void)
{
  ConsentHandOver hand_over = make_hand_over (TENANT, "fresh.example", "uk");
  g_autofree char *subject = NULL;
  g_autofree char *text = NULL;

  hand_over.practice = TRUE;
  subject = consent_hand_over_new_subject (&hand_over);
  text = consent_hand_over_new_text (&hand_over);
  g_assert_true (g_str_has_prefix (text, "Practice run – nothing here is real\n\n"));
  g_assert_true (g_str_has_prefix (subject, "Practice: "));
  assert_mail (&hand_over, FALSE);
}

static ConsentService *
make_service (const char *name,
              guint       n_regions)
{
  g_autoptr (GKeyFile) key_file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  ConsentService *service;

  g_key_file_set_string (key_file, "Service", "Name", name);
  g_key_file_set_string (key_file, "Service", "ClientId", "5353a3d2-8ca9-42d2-b567-ea399ccb5e38");
  g_key_file_set_string (key_file, "Service", "Support", "the help desk");
  for (guint i = 0; i < n_regions; i++)
    {
      g_autofree char *group = g_strdup_printf ("Region r%u", i);
      g_autofree char *address = g_strdup_printf ("https://r%u.example/back?a=%%0D%%0A&to=x+y@example.com", i);

      g_key_file_set_string (key_file, group, "Name", name);
      g_key_file_set_string (key_file, group, "RedirectUri", address);
      g_key_file_set_string (key_file, group, "WebAddress", address);
    }

  service = consent_service_new_from_key_file (key_file, &error);
  g_assert_no_error (error);

  return service;
}

/* Names and domains that would like to be more than that: a header, another field, a line, a format. */
static void
test_hostile (void)
{
  static const struct
  {
    const char *name;
    const char *domain;
  } rows[] = {
    { "a&cc=b@c.example", "d.example?bcc=e@f.example" },
    { "100%% %s %n {service}", "%0d%0aBcc: a@b.example" },
    { "a+b #c", "a.example\r\nBcc: b@c.example\r\n\r\n<b>c" },
    { "Bücher & Söhne – 100 %", "\xff\xfe.example" },
    { "Line\xe2\x80\xa8" "Bcc: a@b.example", "line\xe2\x80\xa9" "bcc.example" },
    { "\xe2\x80\xaeSMRrekcarT", "\xe2\x80\xaemoc.example" },
    { "=HYPERLINK(\"http://a.example\")", "-1+1" },
    { "<a href='x'>&amp;</a>", "$(id)`id`;'\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint known = 0; known < 4; known++)
      {
        g_autoptr (ConsentService) service = make_service (rows[i].name, 2);
        ConsentHandOver hand_over = {
          .service = service,
          .authority = MICROSOFT,
          .tenant_id = known & 1 ? TENANT : NULL,
          .domain = rows[i].domain,
          .region = known & 2 ? consent_service_find_region (service, "r1") : NULL,
        };
        g_autofree char *text = consent_hand_over_new_text (&hand_over);
        g_autofree char *uri = consent_hand_over_new_mail_uri (&hand_over, NULL);
        g_autofree char *subject = NULL;
        g_autofree char *body = read_body (uri, &subject);
        g_auto (GStrv) lines = g_strsplit (body, "\n", -1);

        g_assert_true (g_utf8_validate (text, -1, NULL));
        g_assert_null (strpbrk (text, "\r"));
        g_assert_null (strstr (text, "\xe2\x80\xae"));
        g_assert_null (strpbrk (subject, "\r\n"));
        for (char **line = lines; *line != NULL; line++)
          {
            g_assert_false (g_str_has_prefix (*line, "Bcc:"));
            g_assert_false (g_str_has_prefix (*line, "bcc"));
          }
      }
}

/* However long the names are, the address stays short, or there is none. */
static void
test_long (void)
{
  static const struct
  {
    const char *letter;
    guint length;
    guint n_regions;
    gboolean fits;
  } rows[] = {
    { "a", 200, 1, TRUE },
    { "a", 200, 2, TRUE },
    /* Six characters for each letter, as in Cyrillic, and nine. */
    { "ж", 60, 2, TRUE },
    { "ж", 200, 1, TRUE },
    { "字", 200, 1, TRUE },
    { "a", 1, 100, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) name = g_string_new (NULL);
      g_autoptr (ConsentService) service = NULL;
      ConsentHandOver hand_over = { .authority = MICROSOFT, .tenant_id = TENANT };
      g_autofree char *uri = NULL;
      gboolean shortened;

      for (guint j = 0; j < rows[i].length; j++)
        g_string_append (name, rows[i].letter);
      service = make_service (name->str, rows[i].n_regions);
      hand_over.service = service;
      if (rows[i].n_regions == 1)
        hand_over.region = consent_service_find_region (service, "r0");

      uri = consent_hand_over_new_mail_uri (&hand_over, &shortened);
      g_assert_cmpint (uri != NULL, ==, rows[i].fits);
      if (uri != NULL)
        assert_mail (&hand_over, shortened);
    }
}

static void
test_long_domain (void)
{
  g_autofree char *label = g_strnfill (60, 'x');
  g_autofree char *domain = g_strdup_printf ("%s.%s.%s.%s", label, label, label, label);
  ConsentHandOver hand_over = make_hand_over (TENANT, domain, "uk");

  assert_mail (&hand_over, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/hand-over/known", test_known);
  g_test_add_func ("/hand-over/brief", test_brief);
  g_test_add_func ("/hand-over/practice", test_practice);
  g_test_add_func ("/hand-over/hostile", test_hostile);
  g_test_add_func ("/hand-over/long", test_long);
  g_test_add_func ("/hand-over/long-domain", test_long_domain);

  return g_test_run ();
}
