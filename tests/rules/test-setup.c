/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-setup.h"
#include "example-service.h"

#define TENANT_A "aaaabbbb-0000-cccc-1111-dddd2222eeee"
#define TENANT_B "bbbbcccc-1111-dddd-2222-eeee3333ffff"
#define LINK(tenant, host) "https://login.microsoftonline.com/" tenant "/adminconsent" \
                           "?client_id=5353a3d2-8ca9-42d2-b567-ea399ccb5e38" \
                           "&redirect_uri=https%3A%2F%2F" host ".tracker-rms.com%2FOffice365%2FCallBack"

typedef struct
{
  ConsentSetup *setup;
  GPtrArray *seen; /* the names of the properties that were notified */
} Fixture;

static void
on_notify (GObject    *object,
           GParamSpec *pspec,
           gpointer    user_data)
{
  g_ptr_array_add (user_data, g_strdup (pspec->name));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->setup = consent_setup_new (consent_service_get_default (),
                                      "https://login.microsoftonline.com");
  fixture->seen = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (fixture->setup, "notify", G_CALLBACK (on_notify), fixture->seen);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_signal_handlers_disconnect_by_data (fixture->setup, fixture->seen);
  g_assert_finalize_object (fixture->setup);
  g_ptr_array_unref (fixture->seen);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char **) a, *(char **) b);
}

/* The order within one change is GObject's affair, so @expected is sorted. */
static void
assert_seen (Fixture    *fixture,
             const char *expected)
{
  g_autofree char *seen = NULL;

  g_ptr_array_sort (fixture->seen, compare_names);
  g_ptr_array_add (fixture->seen, NULL);
  seen = g_strjoinv (" ", (char **) fixture->seen->pdata);
  g_assert_cmpstr (seen, ==, expected);
  g_ptr_array_set_size (fixture->seen, 0);
}

static void
set_tenant (Fixture    *fixture,
            const char *id,
            gboolean    checked)
{
  g_autoptr (ConsentTenant) tenant = consent_tenant_new_unchecked (id, id);

  tenant->checked = checked;
  consent_setup_set_tenant (fixture->setup, tenant);
}

static void
test_fresh (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_true (consent_setup_get_service (fixture->setup) == consent_service_get_default ());
  g_assert_cmpstr (consent_setup_get_authority (fixture->setup), ==,
                   "https://login.microsoftonline.com");
  g_assert_null (consent_setup_get_tenant (fixture->setup));
  g_assert_null (consent_setup_get_region (fixture->setup));
  g_assert_null (consent_setup_get_link (fixture->setup));
  g_assert_cmpint (consent_setup_get_answer (fixture->setup), ==, CONSENT_ANSWER_NONE);

  consent_setup_set_tenant (fixture->setup, NULL);
  consent_setup_set_region_id (fixture->setup, NULL);
  consent_setup_set_region_id (fixture->setup, "mars");
  consent_setup_set_answer (fixture->setup, CONSENT_ANSWER_NONE);
  assert_seen (fixture, "");
}

static void
test_link (Fixture       *fixture,
           gconstpointer  data)
{
  set_tenant (fixture, TENANT_A, TRUE);
  assert_seen (fixture, "tenant");
  g_assert_null (consent_setup_get_link (fixture->setup));

  consent_setup_set_region_id (fixture->setup, "UK");
  assert_seen (fixture, "link region");
  g_assert_cmpstr (consent_setup_get_link (fixture->setup), ==, LINK (TENANT_A, "ukevo"));

  consent_setup_set_region_id (fixture->setup, "uk");
  set_tenant (fixture, TENANT_A, TRUE);
  assert_seen (fixture, "");

  consent_setup_set_region_id (fixture->setup, "us");
  assert_seen (fixture, "link region");
  g_assert_cmpstr (consent_setup_get_link (fixture->setup), ==, LINK (TENANT_A, "usevo"));

  set_tenant (fixture, TENANT_B, TRUE);
  assert_seen (fixture, "link tenant");
  g_assert_cmpstr (consent_setup_get_link (fixture->setup), ==, LINK (TENANT_B, "usevo"));

  consent_setup_set_region_id (fixture->setup, "mars");
  assert_seen (fixture, "link region");
  g_assert_null (consent_setup_get_link (fixture->setup));
}

static void
test_answer (Fixture       *fixture,
             gconstpointer  data)
{
  set_tenant (fixture, TENANT_A, FALSE);
  consent_setup_set_region_id (fixture->setup, "uk");
  g_ptr_array_set_size (fixture->seen, 0);

  consent_setup_set_answer (fixture->setup, CONSENT_ANSWER_ACCEPTED);
  consent_setup_set_answer (fixture->setup, CONSENT_ANSWER_ACCEPTED);
  assert_seen (fixture, "answer");

  /* The same organization, confirmed meanwhile: the answer was about the same link. */
  set_tenant (fixture, TENANT_A, TRUE);
  assert_seen (fixture, "tenant");
  g_assert_cmpint (consent_setup_get_answer (fixture->setup), ==, CONSENT_ANSWER_ACCEPTED);

  consent_setup_set_region_id (fixture->setup, "us");
  assert_seen (fixture, "answer link region");
  g_assert_cmpint (consent_setup_get_answer (fixture->setup), ==, CONSENT_ANSWER_NONE);

  consent_setup_set_answer (fixture->setup, CONSENT_ANSWER_ERROR);
  set_tenant (fixture, TENANT_B, TRUE);
  assert_seen (fixture, "answer answer link tenant");
  g_assert_cmpint (consent_setup_get_answer (fixture->setup), ==, CONSENT_ANSWER_NONE);

  consent_setup_set_answer (fixture->setup, CONSENT_ANSWER_ERROR);
  consent_setup_set_tenant (fixture->setup, NULL);
  g_assert_cmpint (consent_setup_get_answer (fixture->setup), ==, CONSENT_ANSWER_NONE);
  g_assert_null (consent_setup_get_link (fixture->setup));
}

static ConsentReport *
make_report (void)
{
  g_autoptr (ConsentSnapshot) snapshot = consent_snapshot_new ("client");
  g_autoptr (GDateTime) time = g_date_time_new_utc (2026, 11, 23, 12, 0, 0);

  return consent_report_new (consent_service_get_default (), snapshot, time);
}

/* A report is about one link, as the answer is. */
static void
test_report (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (ConsentReport) report = make_report ();
  g_autoptr (ConsentReport) back = NULL;

  set_tenant (fixture, TENANT_A, FALSE);
  consent_setup_set_region_id (fixture->setup, "uk");
  g_ptr_array_set_size (fixture->seen, 0);

  g_object_set (fixture->setup, "report", report, NULL);
  consent_setup_set_report (fixture->setup, report);
  assert_seen (fixture, "report");
  g_object_get (fixture->setup, "report", &back, NULL);
  g_assert_true (back == report);

  set_tenant (fixture, TENANT_A, TRUE);
  assert_seen (fixture, "tenant");
  g_assert_true (consent_setup_get_report (fixture->setup) == report);

  consent_setup_set_region_id (fixture->setup, "us");
  assert_seen (fixture, "link region report");
  g_assert_null (consent_setup_get_report (fixture->setup));

  consent_setup_set_report (fixture->setup, report);
  set_tenant (fixture, TENANT_B, TRUE);
  assert_seen (fixture, "link report report tenant");
  g_assert_null (consent_setup_get_report (fixture->setup));

  consent_setup_set_report (fixture->setup, report);
}

/* What was read before someone approved is old news, unless it was that the approval is there. */
static void
test_answer_after_report (Fixture       *fixture,
                          gconstpointer  data)
{
  static const struct
  {
    ConsentSaid approved;
    ConsentAnswer answer;
    gboolean kept;
  } rows[] = {
    { CONSENT_NO, CONSENT_ANSWER_ACCEPTED, FALSE },
    { CONSENT_NOT_SAID, CONSENT_ANSWER_ACCEPTED, FALSE },
    { CONSENT_YES, CONSENT_ANSWER_ACCEPTED, TRUE },
    { CONSENT_NO, CONSENT_ANSWER_ERROR, TRUE },
  };

  set_tenant (fixture, TENANT_A, FALSE);
  consent_setup_set_region_id (fixture->setup, "uk");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (ConsentReport) report = make_report ();

      report->approved = rows[i].approved;
      consent_setup_set_answer (fixture->setup, CONSENT_ANSWER_NONE);
      consent_setup_set_report (fixture->setup, report);
      g_ptr_array_set_size (fixture->seen, 0);

      consent_setup_set_answer (fixture->setup, rows[i].answer);
      g_assert_cmpint (consent_setup_get_answer (fixture->setup), ==, rows[i].answer);
      g_assert_true (consent_setup_get_report (fixture->setup) == (rows[i].kept ? report : NULL));
      assert_seen (fixture, rows[i].kept ? "answer" : "answer report");
    }
}

static void
test_login_hint (Fixture       *fixture,
                 gconstpointer  data)
{
  static const struct
  {
    const char *input;
    const char *hint;
  } inputs[] = {
    { "ann@contoso.com", "ann@contoso.com" },
    { "contoso.com", NULL },
    { "@contoso.com", NULL },
    { "ask ann@contoso.com", NULL },
    { "mailto:ann@contoso.com", NULL },
    { "<ann@contoso.com>", NULL },
    { TENANT_A, NULL },
  };
  g_autoptr (ConsentReport) report = make_report ();

  g_assert_null (consent_setup_find_login_hint (fixture->setup));
  for (size_t i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      g_autoptr (ConsentTenant) tenant = consent_tenant_new_unchecked (TENANT_A, inputs[i].input);

      consent_setup_set_tenant (fixture->setup, tenant);
      g_assert_cmpstr (consent_setup_find_login_hint (fixture->setup), ==, inputs[i].hint);
    }

  consent_setup_set_report (fixture->setup, report);
  g_assert_null (consent_setup_find_login_hint (fixture->setup));
  consent_snapshot_set_account (report->snapshot, TENANT_A, "bob@contoso.com", FALSE, "openid");
  g_assert_cmpstr (consent_setup_find_login_hint (fixture->setup), ==, "bob@contoso.com");

  /* Neither the account that led elsewhere, nor the address that may have led there. */
  consent_report_add_check (report, "organization", CONSENT_STATUS_FAIL, g_strdup ("other"), g_strdup (""));
  g_assert_null (consent_setup_find_login_hint (fixture->setup));
}

/* The setting is the organization's, whatever the region. */
static void
test_user_consent (Fixture       *fixture,
                   gconstpointer  data)
{
  ConsentUserConsent back;

  g_assert_cmpint (consent_setup_get_user_consent (fixture->setup), ==,
                   CONSENT_USER_CONSENT_UNKNOWN);
  set_tenant (fixture, TENANT_A, FALSE);
  consent_setup_set_region_id (fixture->setup, "uk");
  g_ptr_array_set_size (fixture->seen, 0);

  g_object_set (fixture->setup, "user-consent", CONSENT_USER_CONSENT_LOW, NULL);
  consent_setup_set_user_consent (fixture->setup, CONSENT_USER_CONSENT_LOW);
  assert_seen (fixture, "user-consent");
  g_object_get (fixture->setup, "user-consent", &back, NULL);
  g_assert_cmpint (back, ==, CONSENT_USER_CONSENT_LOW);

  set_tenant (fixture, TENANT_A, TRUE);
  consent_setup_set_region_id (fixture->setup, "us");
  assert_seen (fixture, "link region tenant");
  g_assert_cmpint (consent_setup_get_user_consent (fixture->setup), ==, CONSENT_USER_CONSENT_LOW);

  set_tenant (fixture, TENANT_B, TRUE);
  assert_seen (fixture, "link tenant user-consent");
  g_assert_cmpint (consent_setup_get_user_consent (fixture->setup), ==,
                   CONSENT_USER_CONSENT_UNKNOWN);
}

static void
test_own_tenant (Fixture       *fixture,
                 gconstpointer  data)
{
  const ConsentTenant *before;

  set_tenant (fixture, TENANT_A, TRUE);
  before = consent_setup_get_tenant (fixture->setup);
  g_ptr_array_set_size (fixture->seen, 0);

  consent_setup_set_tenant (fixture->setup, before);
  assert_seen (fixture, "");
  g_assert_true (consent_setup_get_tenant (fixture->setup) == before);
}

static void
test_properties (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (ConsentTenant) tenant = consent_tenant_new_unchecked (TENANT_A, "x");
  g_autoptr (ConsentTenant) tenant_back = NULL;
  g_autoptr (ConsentService) service = NULL;
  g_autofree char *authority = NULL;
  g_autofree char *region = NULL;
  g_autofree char *link = NULL;
  ConsentAnswer answer;

  g_object_set (fixture->setup,
                "tenant", tenant,
                "region", "us",
                "answer", CONSENT_ANSWER_ERROR,
                NULL);
  g_object_get (fixture->setup,
                "service", &service,
                "authority", &authority,
                "tenant", &tenant_back,
                "region", &region,
                "answer", &answer,
                "link", &link,
                NULL);

  g_assert_true (service == consent_service_get_default ());
  g_assert_cmpstr (authority, ==, "https://login.microsoftonline.com");
  g_assert_true (consent_tenant_equal (tenant, tenant_back));
  g_assert_cmpstr (region, ==, "us");
  g_assert_cmpint (answer, ==, CONSENT_ANSWER_ERROR);
  g_assert_cmpstr (link, ==, LINK (TENANT_A, "usevo"));
}

static void
test_owns_service (void)
{
  ConsentService *service = example_service_new ("ClientId=" TENANT_B "\n");
  ConsentSetup *setup = consent_setup_new (service, "http://localhost:9600/s/x/login");

  consent_setup_set_region_id (setup, "eu");
  g_object_unref (service);
  g_assert_cmpstr (consent_setup_get_region (setup)->name, ==, "Europe");

  g_object_add_weak_pointer (G_OBJECT (service), (gpointer *) &service);
  g_assert_finalize_object (setup);
  g_assert_null (service);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/setup/fresh", Fixture, NULL, set_up, test_fresh, tear_down);
  g_test_add ("/setup/link", Fixture, NULL, set_up, test_link, tear_down);
  g_test_add ("/setup/answer", Fixture, NULL, set_up, test_answer, tear_down);
  g_test_add ("/setup/answer-after-report", Fixture, NULL, set_up, test_answer_after_report, tear_down);
  g_test_add ("/setup/report", Fixture, NULL, set_up, test_report, tear_down);
  g_test_add ("/setup/login-hint", Fixture, NULL, set_up, test_login_hint, tear_down);
  g_test_add ("/setup/user-consent", Fixture, NULL, set_up, test_user_consent, tear_down);
  g_test_add ("/setup/own-tenant", Fixture, NULL, set_up, test_own_tenant, tear_down);
  g_test_add ("/setup/properties", Fixture, NULL, set_up, test_properties, tear_down);
  g_test_add_func ("/setup/owns-service", test_owns_service);

  return g_test_run ();
}
