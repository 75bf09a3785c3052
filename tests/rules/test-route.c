/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-route.h"

#include <gio/gio.h>
#include <string.h>

#define NOTHING CONSENT_USER_CONSENT_UNKNOWN
#define LOW CONSENT_USER_CONSENT_LOW
#define MANAGED CONSENT_USER_CONSENT_MANAGED

typedef enum {
  NOT_CHECKED,
  NO_APP,
  VERIFIED,
  UNVERIFIED,
  NOT_TOLD,
} Checked;

/* What the person said, what a check found, and where that leads. */
static const struct
{
  ConsentAnswer answer;
  ConsentUserConsent seen;
  Checked checked;
  ConsentUserConsent read;
  ConsentSaid approved;
  ConsentVerdict verdict;

  ConsentUserConsent setting;
  gboolean asks;
  gboolean classifies;
  const char *explanation;
} cases[] = {
  /* Nobody looked. The person's word decides, and is not told as a fact. */
  { CONSENT_ANSWER_NONE, NOTHING, NOT_CHECKED, NOTHING, 0, 0, NOTHING, TRUE, FALSE,
    "may or may not" },
  { CONSENT_ANSWER_NONE, LOW, NOT_CHECKED, NOTHING, 0, 0, LOW, TRUE, TRUE, "verified its publisher" },
  { CONSENT_ANSWER_ERROR, LOW, NOT_CHECKED, NOTHING, 0, 0, LOW, TRUE, TRUE, "verified its publisher" },
  { CONSENT_ANSWER_ACCEPTED, LOW, NOT_CHECKED, NOTHING, 0, 0, LOW, TRUE, FALSE, "You said that" },
  { CONSENT_ANSWER_ACCEPTED, NOTHING, NOT_CHECKED, NOTHING, 0, 0, NOTHING, TRUE, FALSE,
    "You said that" },
  { CONSENT_ANSWER_NONE, MANAGED, NOT_CHECKED, NOTHING, 0, 0, MANAGED, TRUE, FALSE,
    "low impact changes nothing" },

  /* Approved: no setting matters. */
  { CONSENT_ANSWER_ACCEPTED, LOW, VERIFIED, LOW, CONSENT_YES, CONSENT_VERDICT_READY, LOW, FALSE,
    FALSE, "no longer matters" },
  { CONSENT_ANSWER_NONE, NOTHING, VERIFIED, MANAGED, CONSENT_YES,
    CONSENT_VERDICT_READY_WITH_REMARKS, MANAGED, FALSE, FALSE, "no longer matters" },
  { CONSENT_ANSWER_NONE, NOTHING, VERIFIED, LOW, CONSENT_YES, CONSENT_VERDICT_UNKNOWN, LOW, FALSE,
    FALSE, "no longer matters" },

  /* Switched off: no setting mends that. */
  { CONSENT_ANSWER_NONE, NOTHING, VERIFIED, LOW, CONSENT_NO, CONSENT_VERDICT_BLOCKED, LOW, FALSE,
    FALSE, "verified its publisher" },

  /* Not approved. */
  { CONSENT_ANSWER_NONE, NOTHING, NO_APP, LOW, CONSENT_NO, CONSENT_VERDICT_NOT_APPROVED, LOW, TRUE,
    TRUE, "verified its publisher" },
  { CONSENT_ANSWER_ACCEPTED, NOTHING, VERIFIED, LOW, CONSENT_NO, CONSENT_VERDICT_NOT_APPROVED, LOW,
    TRUE, TRUE, "verified its publisher" },
  { CONSENT_ANSWER_NONE, NOTHING, NOT_TOLD, LOW, CONSENT_NO, CONSENT_VERDICT_NOT_APPROVED, LOW, TRUE,
    TRUE, "verified its publisher" },
  { CONSENT_ANSWER_NONE, NOTHING, UNVERIFIED, LOW, CONSENT_NO, CONSENT_VERDICT_NOT_APPROVED, LOW,
    TRUE, FALSE, "verified its publisher" },
  { CONSENT_ANSWER_NONE, LOW, VERIFIED, MANAGED, CONSENT_NO, CONSENT_VERDICT_NOT_APPROVED, MANAGED,
    TRUE, FALSE, "low impact changes nothing" },
  { CONSENT_ANSWER_NONE, NOTHING, NO_APP, CONSENT_USER_CONSENT_NONE, CONSENT_NO,
    CONSENT_VERDICT_NOT_APPROVED, CONSENT_USER_CONSENT_NONE, TRUE, FALSE, "cannot connect" },
  { CONSENT_ANSWER_NONE, NOTHING, VERIFIED, CONSENT_USER_CONSENT_OPEN, CONSENT_NO,
    CONSENT_VERDICT_NOT_APPROVED, CONSENT_USER_CONSENT_OPEN, TRUE, FALSE, "Each person" },

  /* Everyone can follow the single users who agreed: nothing is missing. */
  { CONSENT_ANSWER_NONE, NOTHING, VERIFIED, LOW, CONSENT_NO, CONSENT_VERDICT_READY_WITH_REMARKS, LOW,
    TRUE, FALSE, "verified its publisher" },

  /* Nobody can tell whether it is approved: no reason to open anything. */
  { CONSENT_ANSWER_ACCEPTED, NOTHING, NO_APP, LOW, CONSENT_NOT_SAID, CONSENT_VERDICT_UNKNOWN, LOW,
    TRUE, FALSE, "verified its publisher" },
  { CONSENT_ANSWER_NONE, LOW, NO_APP, NOTHING, CONSENT_NOT_SAID, CONSENT_VERDICT_UNKNOWN, LOW, TRUE,
    FALSE, "verified its publisher" },

  /* The check could not read the setting: what the person sees stands in for it. */
  { CONSENT_ANSWER_NONE, LOW, NO_APP, NOTHING, CONSENT_NO, CONSENT_VERDICT_NOT_APPROVED, LOW, TRUE,
    TRUE, "verified its publisher" },
};

static ConsentReport *
make_report (size_t index)
{
  static const char *const apps[] = {
    [VERIFIED] = "{\"id\":\"sp\",\"verifiedPublisher\":{\"verifiedPublisherId\":\"1\"}}",
    [UNVERIFIED] = "{\"id\":\"sp\",\"verifiedPublisher\":null}",
    [NOT_TOLD] = "{\"id\":\"sp\"}",
  };
  g_autoptr (ConsentSnapshot) snapshot = consent_snapshot_new ("client");
  g_autoptr (GDateTime) time = g_date_time_new_utc (2026, 11, 23, 12, 0, 0);
  ConsentReport *report;

  if (cases[index].checked != NO_APP)
    {
      g_autoptr (JsonNode) node = json_from_string (apps[cases[index].checked], NULL);

      consent_snapshot_take_answer (snapshot, CONSENT_PART_APP, 200, node);
      g_assert_nonnull (snapshot->app);
    }

  report = consent_report_new (consent_service_get_default (), snapshot, time);
  report->user_consent = cases[index].read;
  report->approved = cases[index].approved;
  report->verdict = cases[index].verdict;

  return report;
}

static void
test_cases (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ConsentSetup) setup = NULL;
      g_autoptr (ConsentMessage) message = NULL;

      g_test_message ("case %zu", i);
      setup = consent_setup_new (consent_service_get_default (), "https://login.microsoftonline.com");
      consent_setup_set_answer (setup, cases[i].answer);
      consent_setup_set_user_consent (setup, cases[i].seen);
      if (cases[i].checked != NOT_CHECKED)
        {
          g_autoptr (ConsentReport) report = make_report (i);

          consent_setup_set_report (setup, report);
        }

      g_assert_cmpint (consent_route_find_user_consent (setup), ==, cases[i].setting);
      g_assert_cmpint (consent_route_asks_user_consent (setup), ==, cases[i].asks);
      g_assert_cmpint (consent_route_may_classify (setup), ==, cases[i].classifies);

      message = consent_route_describe_user_consent (setup);
      g_assert_nonnull (strstr (message->explanation, cases[i].explanation));
      g_assert_null (strstr (message->explanation, "{"));
      g_assert_cmpstr (message->remedy, !=, "");
    }
}

/* Microsoft's own words (reference, 5.6): people compare them letter by letter. */
static void
test_options (void)
{
  static const struct
  {
    ConsentUserConsent setting;
    const char *option;
  } options[] = {
    { CONSENT_USER_CONSENT_MANAGED, "Let Microsoft manage your consent settings (Recommended)" },
    { CONSENT_USER_CONSENT_LOW,
      "Allow user consent for apps from verified publishers, for selected permissions" },
    { CONSENT_USER_CONSENT_NONE, "Do not allow user consent" },
    { CONSENT_USER_CONSENT_OPEN, "Allow user consent for apps" },
    { CONSENT_USER_CONSENT_MAIL_APPS, "Enable user consent for popular Mail clients" },
    { CONSENT_USER_CONSENT_CUSTOM, NULL },
    { CONSENT_USER_CONSENT_UNKNOWN, NULL },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (options); i++)
    g_assert_cmpstr (consent_user_consent_get_option (options[i].setting), ==, options[i].option);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/route/cases", test_cases);
  g_test_add_func ("/route/options", test_options);

  return g_test_run ();
}
