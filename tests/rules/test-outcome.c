/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-outcome.h"

#include <gio/gio.h>

#define TENANT "aaaabbbb-0000-cccc-1111-dddd2222eeee"
#define CORRELATION "aaaa0000-bb11-2222-33cc-444444dddddd"
#define CALLBACK "https://ukevo.tracker-rms.com/Office365/CallBack"

#define UNKNOWN CONSENT_OUTCOME_UNKNOWN
#define ACCEPTED CONSENT_OUTCOME_ACCEPTED
#define CANCELLED CONSENT_OUTCOME_CANCELLED
#define ERROR CONSENT_OUTCOME_ERROR

static const struct
{
  const char *text;
  ConsentOutcomeKind kind;
  const char *codes;
  const char *error;
  const char *tenant;
  const char *description;
} texts[] = {
  /* Nothing in it. */
  { NULL, UNKNOWN, "" },
  { "", UNKNOWN, "" },
  { " \n\t", UNKNOWN, "" },
  { "It does not work", UNKNOWN, "" },
  { "1234", UNKNOWN, "" },
  { "12345678", UNKNOWN, "" },
  { "call 0800 65001 please", UNKNOWN, "" },
  { "AADSTS", UNKNOWN, "" },
  { "AADSTS123", UNKNOWN, "" },
  { "AADSTS12345678", UNKNOWN, "" },
  { CALLBACK, UNKNOWN, "" },
  { "https://login.microsoftonline.com/" TENANT "/adminconsent?client_id=x&redirect_uri=y", UNKNOWN,
    "" },

  /* The address bar (reference, 2.2). */
  { CALLBACK "?admin_consent=True&tenant=" TENANT, ACCEPTED, "", NULL, TENANT },
  { CALLBACK "?tenant=AAAABBBB-0000-CCCC-1111-DDDD2222EEEE&admin_consent=true&state=s", ACCEPTED, "",
    NULL, TENANT },
  { CALLBACK "?tenant=" TENANT "&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default"
             "&admin_consent=TRUE#",
    ACCEPTED, "", NULL, TENANT },
  { "admin_consent=True", ACCEPTED, "" },
  { CALLBACK "?admin_consent=False&tenant=" TENANT, UNKNOWN, "", NULL, TENANT },
  { CALLBACK "?admin_consent=Truely", UNKNOWN, "" },
  { CALLBACK "?admin_consent=True&tenant=contoso.com", ACCEPTED, "" },
  { CALLBACK "?not_admin_consent=True", UNKNOWN, "" },

  /* admin_consent=True with an error is no success. */
  { CALLBACK "?admin_consent=True&error=access_denied&error_subcode=cancel", CANCELLED, "",
    "access_denied" },
  { CALLBACK "?error=access_denied&error_subcode=cancel&state=s", CANCELLED, "", "access_denied" },
  { CALLBACK "?error_subcode=cancel", CANCELLED, "" },
  { CALLBACK "?error=permission_denied&error_description=The+admin+canceled+the+request", CANCELLED,
    "", "permission_denied" },
  { CALLBACK "?admin_consent=True&error=consent_required&error_description=AADSTS65004%3a+User+"
             "declined+to+consent+to+access+the+app.%0d%0aTrace+ID%3a+0000aaaa-11bb-cccc-dd22-"
             "eeeeee333333%0d%0aCorrelation+ID%3a+" CORRELATION "%0d%0aTimestamp%3a+2026-11-23+"
             "09%3a08%3a07Z&state=s",
    CANCELLED, "65004", "consent_required", NULL, "User declined to consent to access the app." },
  { CALLBACK "?admin_consent=True&tenant=" TENANT "&error=unauthorized_client", ERROR, "",
    "unauthorized_client", TENANT },
  { CALLBACK "?admin_consent=True&error=%3Cscript%3E", ERROR, "" },
  { CALLBACK "?admin_consent=True&error=", ERROR, "" },
  { CALLBACK "?error=access_denied&error_description=AADSTS50105%3A+Not+assigned.", ERROR, "50105",
    "access_denied", NULL, "Not assigned." },
  { "https://login.microsoftonline.com/error?code=50020", ERROR, "50020" },

  /* A code in any spelling. */
  { "65001", ERROR, "65001" },
  { " (65001)\n", ERROR, "65001" },
  { "Error 65001.", ERROR, "65001" },
  { "AADSTS65001", ERROR, "65001" },
  { "aadsts 65001", ERROR, "65001" },
  { "AADSTS: 7000218", ERROR, "7000218" },
  { "\xef\xbc\xa1\xef\xbc\xa1\xef\xbc\xa4\xef\xbc\xb3\xef\xbc\xb4\xef\xbc\xb3"
    "\xef\xbc\x96\xef\xbc\x95\xef\xbc\x90\xef\xbc\x90\xef\xbc\x91",
    ERROR, "65001" },
  { "AADSTS\xe2\x80\x8b"
    "65001",
    ERROR, "65001" },
  { "Sign-in error code: 53003", ERROR, "53003" },
  { "65004", CANCELLED, "65004" },
  { "AADSTS1234567", ERROR, "1234567" },

  /* Messages and screenshots. */
  { "Sorry, but we’re having trouble signing you in.\n\nAADSTS700016: Application with identifier "
    "'5353a3d2-8ca9-42d2-b567-ea399ccb5e38' was not found in the directory 'Contoso'.\n\n"
    "Request Id: 0000aaaa-11bb-cccc-dd22-eeeeee333333\nCorrelation Id: " CORRELATION "\n"
    "Timestamp: 2026-11-23T09:08:07.123Z\n",
    ERROR, "700016", NULL, NULL,
    "Application with identifier '5353a3d2-8ca9-42d2-b567-ea399ccb5e38' was not found in the "
    "directory 'Contoso'." },
  { "AADSTS65004: Declined. AADSTS50105: Not assigned. AADSTS65004", ERROR, "65004 50105", NULL, NULL,
    "Declined." },
  { "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS50076: Due to a change you must use "
    "multi-factor authentication.\\r\\nTrace ID: x\",\"error_codes\":[50076],\"timestamp\":"
    "\"2026-11-23 09:08:07Z\",\"correlation_id\":\"" CORRELATION "\"}",
    ERROR, "50076", "invalid_grant", NULL,
    "Due to a change you must use multi-factor authentication." },
  { "{\"error\":\"invalid_grant\",\"error_codes\":[50126]}", ERROR, "50126", "invalid_grant" },
  { "{\"status\":{\"errorCode\":50105}}", ERROR, "50105" },
  { "Need admin approval\nTrackerRMS needs permission to access resources in your organization that "
    "only an admin can grant.",
    ERROR, "" },
  { "APPROVAL REQUIRED", ERROR, "" },
  { "?error=temporarily_unavailable", ERROR, "", "temporarily_unavailable" },
};

static void
test_parse (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (ConsentOutcome) outcome = consent_outcome_parse (texts[i].text);
      g_autoptr (ConsentMessage) message = NULL;
      g_autofree char *codes = g_strjoinv (" ", outcome->codes);
      g_autofree char *escaped = g_strescape (texts[i].text != NULL ? texts[i].text : "", NULL);

      g_test_message ("%s", escaped);
      g_assert_cmpstr (consent_outcome_kind_get_id (outcome->kind), ==,
                       consent_outcome_kind_get_id (texts[i].kind));
      g_assert_cmpstr (codes, ==, texts[i].codes);
      g_assert_cmpstr (outcome->error, ==, texts[i].error);
      g_assert_cmpstr (outcome->tenant, ==, texts[i].tenant);
      g_assert_cmpstr (outcome->description, ==, texts[i].description);

      message = consent_outcome_get_message (outcome, consent_service_get_default ());
      g_assert_cmpstr (message->title, !=, "");
      g_assert_cmpstr (message->explanation, !=, "");
      g_assert_cmpstr (message->remedy, !=, "");
      g_assert_null (strstr (message->remedy, "{code}"));
    }
}

/* What support asks for is found however it is written. */
static void
test_for_support (void)
{
  const char *const same[] = {
    "AADSTS1234567: Odd. Trace ID: x Correlation ID: " CORRELATION " Timestamp: 2026-11-23 09:08:07Z",
    "error_description=AADSTS1234567%3a+Odd.%0d%0aCorrelation+ID%3a+" CORRELATION
    "%0d%0aTimestamp%3a+2026-11-23+09%3a08%3a07Z",
    "{\"correlation_id\":\"" CORRELATION "\",\"timestamp\":\"2026-11-23 09:08:07Z\","
    "\"error_codes\":[1234567],\"error_description\":\"AADSTS1234567: Odd.\"}",
  };

  for (size_t i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autoptr (ConsentOutcome) outcome = consent_outcome_parse (same[i]);
      g_autoptr (ConsentMessage) message = NULL;

      g_assert_cmpstr (outcome->correlation_id, ==, CORRELATION);
      g_assert_cmpstr (outcome->timestamp, ==, "2026-11-23 09:08:07Z");
      g_assert_cmpstr (outcome->description, ==, "Odd.");

      message = consent_outcome_get_message (outcome, consent_service_get_default ());
      g_assert_nonnull (strstr (message->explanation, "1234567"));
      g_assert_nonnull (strstr (message->explanation, CORRELATION));
      g_assert_nonnull (strstr (message->explanation, "2026-11-23 09:08:07Z"));
      g_assert_nonnull (strstr (message->remedy, "error?code=1234567"));
      g_assert_nonnull (strstr (message->remedy, "TrackerRMS support"));
      g_assert_cmpstr (message->details, ==,
                       "AADSTS1234567\nOdd.\nCorrelation ID: " CORRELATION
                       "\nTimestamp: 2026-11-23 09:08:07Z");
    }
}

/* The words for each kind, and the code whose advice fits where there is none. */
static void
test_words (void)
{
  const struct
  {
    const char *text;
    const char *title;
  } cases[] = {
    { "admin_consent=True", "The approval was accepted" },
    { "error=access_denied&error_subcode=cancel", "The approval was canceled" },
    { "error=consent_required&error_description=AADSTS65004", "The request was declined" },
    { "error=invalid_scope", "Microsoft reported an error that is not known here" },
    { "error=consent_required", "Nobody has approved this app yet" },
    { "Need admin approval", "An administrator has to approve" },
    { "AADSTS9999999 AADSTS50105", "This person is not assigned to the app" },
    { "hello", "Nothing was recognized" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ConsentOutcome) outcome = consent_outcome_parse (cases[i].text);
      g_autoptr (ConsentMessage) message = NULL;

      message = consent_outcome_get_message (outcome, consent_service_get_default ());
      g_assert_cmpstr (message->title, ==, cases[i].title);
    }
}

/* Whatever is pasted, no code or token of it is kept, and nothing that could turn a page round. */
static void
test_secrets (void)
{
  g_autofree char *token = g_strnfill (300, 'k');
  const char *const frames[] = {
    "http://localhost:1234/?code=%s&state=%s&session_state=%s",
    "http://localhost:1234/?code=%s&error=access_denied&error_description=%s",
    "AADSTS65001: See http://localhost:1234/?code=%s&state=%s#id_token=%s",
    "AADSTS65001: See http://localhost:1234/#%s and http://localhost:1234/?%s",
    "AADSTS65001: code=%s access_token=%s",
    "error=%s&tenant=%s&admin_consent=%s",
    "{\"error\":\"%s\",\"access_token\":\"%s\",\"refresh_token\":\"%s\"}",
    /* A single short word in a sentence cannot be told from the sentence. */
    "AADSTS65001: Authorization: Bearer %s",
    "AADSTS65001: The token was %s",
  };
  const char *const secrets[] = { token, "SeCrEt" };

  for (size_t i = 0; i < G_N_ELEMENTS (frames); i++)
    for (size_t j = 0; j < G_N_ELEMENTS (secrets); j++)
      {
        g_auto (GStrv) pieces = g_strsplit (frames[i], "%s", -1);
        g_autofree char *text = g_strjoinv (secrets[j], pieces);
        g_autoptr (ConsentOutcome) outcome = consent_outcome_parse (text);
        g_autoptr (ConsentMessage) message = NULL;
        g_autofree char *all = NULL;

        message = consent_outcome_get_message (outcome, consent_service_get_default ());
        all = g_strjoin ("|", message->title, message->explanation, message->remedy,
                         outcome->tenant != NULL ? outcome->tenant : "",
                         outcome->error != NULL ? outcome->error : "",
                         outcome->description != NULL ? outcome->description : "",
                         message->details, NULL);

        g_assert_null (strstr (all, i < G_N_ELEMENTS (frames) - 2 ? secrets[j] : token));
      }
}

static void
test_hostile (void)
{
  const char *const fragments[] = {
    "\xff\xfe", "%", "%%", "%zz", "%00", "%c3%28", "AADSTS", "AADSTS65001", "error=", "=", "&&&", "?",
    "\"error\":", "\x1b[31m", "\xe2\x80\xae", "\"", "Trace ID:", "admin_consent=True", "ﷺ", "\n",
    "correlation_id", "timestamp", "error code", "9", "://", "\\r\\n",
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261123);

  for (unsigned i = 0; i < 3000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (ConsentOutcome) outcome = NULL;
      g_autoptr (ConsentMessage) message = NULL;
      int length = g_rand_int_range (rand, 1, 30);

      for (int j = 0; j < length; j++)
        g_string_append (text,
                         fragments[g_rand_int_range (rand, 0, (int) G_N_ELEMENTS (fragments))]);

      outcome = consent_outcome_parse (text->str);
      message = consent_outcome_get_message (outcome, consent_service_get_default ());
      g_assert_true (message->details == NULL || g_utf8_validate (message->details, -1, NULL));
      g_assert_true (outcome->description == NULL ||
                     strpbrk (outcome->description, "\x1b\r\n") == NULL);
      g_assert_cmpuint (g_strv_length (outcome->codes), <=, 10);
    }
}

/* Much of anything: no pattern may need more than one pass. */
static void
test_much (void)
{
  const char *const fragments[] = {
    "!", "x", "9", " ", "%41", "AADSTS65001 ", "error ", "error=a&", "AADSTS65001: word ", "\\r\\n",
    "ﷺ", "\"error\" ", "correlation id ", "(error(",
  };

  for (size_t i = 0; i < G_N_ELEMENTS (fragments); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (ConsentOutcome) outcome = NULL;

      while (text->len < 300000)
        g_string_append (text, fragments[i]);

      outcome = consent_outcome_parse (text->str);
      g_assert_true (outcome->description == NULL || strlen (outcome->description) < 2100);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/outcome/parse", test_parse);
  g_test_add_func ("/outcome/for-support", test_for_support);
  g_test_add_func ("/outcome/words", test_words);
  g_test_add_func ("/outcome/secrets", test_secrets);
  g_test_add_func ("/outcome/hostile", test_hostile);
  g_test_add_func ("/outcome/much", test_much);

  return g_test_run ();
}
