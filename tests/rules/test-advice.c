/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-advice.h"
#include "consent-outcome.h"

#include <gio/gio.h>

/* Every code of the reference, section 3, in its order, copied by hand, and 900561, which people
 * meet in the browser as well.
 */
static const char *const codes[] = {
  /* 3.1 */
  "65001", "65002", "65004", "65005", "650051", "650052", "650053", "650054", "650056", "650057",
  "650059", "70001", "700011", "700016", "7000112", "1000031", "500011", "500014", "90008",
  "90090", "90092", "90093", "90094", "90095", "90097", "90099", "900941", "900981",
  /* 3.2 */
  "50011", "500113", "900971", "90102", "900144", "90014", "90013", "90023", "90100", "9002313",
  "900561", "90015", "90112", "90002", "90019", "900021", "900023", "50029", "50128", "50049",
  "50059", "50194", "90038", "90130", "9001023", "9002332", "1000104",
  /* 3.3 */
  "16000", "16001", "16003", "50014", "50020", "50034", "51004", "500208", "500212", "500213",
  "90072", "50053", "50055", "50144", "50056", "50057", "50126", "50142", "50135", "50137",
  "50105", "50058", "50140", "50199", "50132", "50133", "50173", "50089", "50196",
  /* 3.4 */
  "50072", "50079", "50074", "50076", "50078", "50088", "50158", "50005", "50097", "50131",
  "53000", "53001", "53002", "53003", "530003", "530032", "530034", "530035", "530036", "53004",
  "53010", "53011", "50002", "500021", "500022", "70043",
  /* 3.5 */
  "70000", "70002", "7000215", "7000222", "700025", "7000218", "70003", "70008", "700082",
  "700005", "54005", "70011", "28002", "700023", "700022", "700054", "70016", "70018", "90119",
  "70019", "90120", "50134", "50147", "50148", "501481", "50149", "501491", "240002", "500133",
  "901002", "90006", "90024", "90033", "90055", "50033", "50087", "90012",
};

static ConsentMessage *
explain (const char *text)
{
  g_autoptr (ConsentOutcome) outcome = consent_outcome_parse (text);

  return consent_outcome_get_message (outcome, consent_service_get_default ());
}

static void
assert_text (const char *text)
{
  g_assert_nonnull (text);
  g_assert_cmpuint (strlen (text), >, 8);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_null (strpbrk (text, "<>&%\n"));
  g_assert_null (strstr (text, "{service}"));
  g_assert_null (strstr (text, "{support}"));
  g_assert_null (strstr (text, "  "));
}

/* Each code has its own text, and none of them the one for codes that are not known. */
static void
test_every_code (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (ConsentMessage) fallback = explain ("AADSTS9999999");

  g_assert_cmpuint (G_N_ELEMENTS (codes), ==, 147);

  for (size_t i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (ConsentOutcome) outcome = consent_outcome_parse (codes[i]);
      g_autoptr (ConsentMessage) message = NULL;

      g_test_message ("%s", codes[i]);
      g_assert_nonnull (consent_advice_lookup (codes[i]));
      g_assert_cmpstr (outcome->codes[0], ==, codes[i]);
      g_assert_null (outcome->codes[1]);

      message = consent_outcome_get_message (outcome, consent_service_get_default ());
      assert_text (message->title);
      assert_text (message->explanation);
      assert_text (message->remedy);
      g_assert_cmpstr (message->title, !=, fallback->title);
      g_assert_cmpstr (message->explanation, !=, fallback->explanation);
      g_assert_cmpstr (message->remedy, !=, fallback->remedy);
      g_assert_true (g_hash_table_add (seen, g_strdup (message->title)));
      g_assert_true (g_hash_table_add (seen, g_strdup (message->explanation)));
    }
}

static void
test_unknown (void)
{
  g_assert_null (consent_advice_lookup (""));
  g_assert_null (consent_advice_lookup ("6500"));
  g_assert_null (consent_advice_lookup ("650010"));
  g_assert_null (consent_advice_lookup (" 65001"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/advice/every-code", test_every_code);
  g_test_add_func ("/advice/unknown", test_unknown);

  return g_test_run ();
}
