/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-error.h"
#include "consent-judge.h"
#include "example-service.h"
#include "judge-case.h"

#include <gio/gio.h>

static void
assert_line (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_null (strpbrk (text, "\r\n\t"));
  g_assert_null (strstr (text, "  "));
}

/* What holds for every report, whatever was read. */
static void
assert_sound (ConsentReport *report)
{
  gboolean low = report->user_consent == CONSENT_USER_CONSENT_LOW;

  g_assert_nonnull (report->summary);
  assert_line (report->summary->title);
  assert_line (report->summary->explanation);
  assert_line (report->summary->remedy);
  g_assert_cmpstr (report->summary->remedy, !=, "");

  if (consent_report_find_check (report, "organization")->status != CONSENT_STATUS_FAIL)
    g_assert_cmpuint (report->checks->len, ==, low ? 11 : 10);

  for (unsigned i = 0; i < report->checks->len; i++)
    {
      const ConsentCheck *check = g_ptr_array_index (report->checks, i);

      g_test_message ("%s %s: %s | %s", check->id, consent_status_get_id (check->status),
                      check->finding, check->remedy);
      g_assert_cmpstr (check->finding, !=, "");
      assert_line (check->finding);
      assert_line (check->remedy);
      g_assert_cmpint (check->status == CONSENT_STATUS_PASS, ==, *check->remedy == '\0');
      g_assert_null (strstr (check->remedy, "{service}"));
    }
}

static void
assert_says (ConsentReport *report,
             JsonObject    *says)
{
  g_autoptr (GList) ids = json_object_get_members (says);

  for (GList *id = ids; id != NULL; id = id->next)
    {
      const ConsentCheck *check = consent_report_find_check (report, id->data);
      const char *words = json_object_get_string_member (says, id->data);
      g_autofree char *text = NULL;

      g_assert_nonnull (check);
      text = g_strconcat (check->finding, " ", check->remedy, NULL);
      if (strstr (text, words) == NULL)
        g_test_message ("%s does not say “%s”", check->id, words);
      g_assert_nonnull (strstr (text, words));
    }
}

static void
assert_granted (ConsentReport *report,
                JsonNode      *expected)
{
  g_autoptr (JsonNode) root = consent_report_to_json (report);
  JsonObject *object = json_node_get_object (root);

  if (!json_node_equal (json_object_get_member (object, "granted"), expected))
    {
      g_autofree char *text = json_to_string (json_object_get_member (object, "granted"), TRUE);

      g_test_message ("granted: %s", text);
    }
  g_assert_true (json_node_equal (json_object_get_member (object, "granted"), expected));
}

static void
test_case (gconstpointer data)
{
  const char *name = data;
  g_autoptr (JsonObject) object = judge_case_load (name);
  g_autoptr (ConsentReport) report = judge_case_judge (object);
  JsonObject *expect = json_object_get_object_member (object, "expect");

  g_test_message ("%s", json_object_get_string_member (object, "about"));
  assert_sound (report);
  g_assert_cmpstr (consent_verdict_get_id (report->verdict), ==,
                   json_object_get_string_member (expect, "verdict"));

  if (json_object_has_member (expect, "user_consent"))
    g_assert_cmpstr (consent_user_consent_get_id (report->user_consent), ==,
                     json_object_get_string_member (expect, "user_consent"));

  if (json_object_has_member (expect, "checks"))
    {
      JsonObject *checks = json_object_get_object_member (expect, "checks");
      g_autoptr (GList) ids = json_object_get_members (checks);

      for (GList *id = ids; id != NULL; id = id->next)
        {
          const ConsentCheck *check = consent_report_find_check (report, id->data);

          g_assert_nonnull (check);
          g_assert_cmpstr (consent_status_get_id (check->status), ==,
                           json_object_get_string_member (checks, id->data));
        }
    }

  if (json_object_has_member (expect, "may_show_later"))
    g_assert_cmpint (consent_judge_may_show_later (report), ==,
                     json_object_get_boolean_member (expect, "may_show_later"));

  if (json_object_has_member (expect, "granted"))
    assert_granted (report, json_object_get_member (expect, "granted"));
  if (json_object_has_member (expect, "says"))
    assert_says (report, json_object_get_object_member (expect, "says"));
}

/* Where no answer came, the check says why in the words for that error. */
static void
test_no_answer (void)
{
  g_autoptr (JsonObject) object = judge_case_load ("approved");
  g_autoptr (ConsentSnapshot) snapshot = judge_case_make_snapshot (object);
  g_autoptr (GDateTime) time = g_date_time_new_utc (2026, 11, 23, 12, 0, 0);
  g_autoptr (GError) error = g_error_new (CONSENT_ERROR, CONSENT_ERROR_TIMED_OUT, "No answer");
  g_autoptr (ConsentMessage) words = NULL;
  g_autoptr (ConsentReport) report = NULL;
  ConsentService *service = consent_service_get_default ();
  ConsentQuestion question = {
    .tenant_id = "11111111-2222-3333-4444-555555555555",
    .time = time,
  };
  const ConsentCheck *check;

  consent_snapshot_take_error (snapshot, CONSENT_PART_GRANTS, error);
  report = consent_judge (service, snapshot, &question);
  check = consent_report_find_check (report, "tenant-wide-consent");
  words = consent_message_new_for_error (error, service);

  g_assert_cmpint (check->status, ==, CONSENT_STATUS_UNKNOWN);
  g_assert_nonnull (strstr (check->finding, words->title));
  g_assert_cmpint (report->verdict, ==, CONSENT_VERDICT_UNKNOWN);
  g_assert_cmpstr (report->summary->explanation, ==, check->finding);
}

/* What the service's profile names is needed as much as what the question does. */
static void
test_published (void)
{
  g_autoptr (JsonObject) object = judge_case_load ("setting-low-needed");
  g_autoptr (ConsentSnapshot) snapshot = judge_case_make_snapshot (object);
  g_autoptr (GDateTime) time = g_date_time_new_utc (2026, 11, 23, 12, 0, 0);
  g_autoptr (ConsentService) service =
    example_service_new ("Name=TrackerRMS\n"
                         "Support=TrackerRMS support\n"
                         "ClientId=5353a3d2-8ca9-42d2-b567-ea399ccb5e38\n"
                         "Permissions=Mail.Send;\n");
  g_autoptr (ConsentReport) report = NULL;
  g_autoptr (ConsentReport) expected = judge_case_judge (object);
  ConsentQuestion question = {
    .tenant_id = "11111111-2222-3333-4444-555555555555",
    .time = time,
  };
  const ConsentCheck *check;
  const ConsentCheck *expected_check = consent_report_find_check (expected, "classifications");

  report = consent_judge (service, snapshot, &question);
  check = consent_report_find_check (report, "classifications");
  g_assert_cmpint (check->status, ==, expected_check->status);
  g_assert_cmpstr (check->finding, ==, expected_check->finding);
}

/* The setting is described for people who ticked it themselves, too. */
static void
test_describe (void)
{
  ConsentService *service = consent_service_get_default ();

  for (ConsentUserConsent setting = 0; setting <= CONSENT_USER_CONSENT_UNKNOWN; setting++)
    for (ConsentSaid approved = 0; approved <= CONSENT_YES; approved++)
      {
        g_autoptr (ConsentMessage) message = NULL;

        message = consent_user_consent_describe (setting, approved, service);
        assert_line (message->title);
        assert_line (message->explanation);
        assert_line (message->remedy);
        g_assert_null (strpbrk (message->explanation, "{}"));
        g_assert_cmpint (approved == CONSENT_YES, ==,
                         strstr (message->explanation, "no longer matters") != NULL);
        g_assert_nonnull (consent_user_consent_get_id (setting));
      }
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *file;

  g_test_init (&argc, &argv, NULL);

  folder = g_test_build_filename (G_TEST_DIST, "data", "judge", NULL);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  while ((file = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (file, ".json"))
      g_ptr_array_add (names, g_strndup (file, strlen (file) - strlen (".json")));
  g_assert_cmpuint (names->len, >=, 40);

  for (unsigned i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_strdup_printf ("/judge/%s",
                                               (char *) g_ptr_array_index (names, i));

      g_test_add_data_func (path, g_ptr_array_index (names, i), test_case);
    }
  /* Not below "/judge": what is there is named after a file. */
  g_test_add_func ("/judge-error/no-answer", test_no_answer);
  g_test_add_func ("/judge-error/published", test_published);
  g_test_add_func ("/user-consent/describe", test_describe);

  return g_test_run ();
}
