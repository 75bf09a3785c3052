/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "consent-body.h"
#include "consent-json.h"
#include "consent-judge.h"
#include "consent-need.h"

#include <string.h>

#define TENANT "11111111-2222-3333-4444-555555555555"

static void
take (ConsentSnapshot *snapshot,
      ConsentPart      part,
      JsonNode        *node)
{
  JsonObject *object = consent_json_as_object (node);

  if (object != NULL)
    {
      consent_snapshot_take_answer (snapshot, part, consent_body_get_int (node, "status", 200),
                                    json_object_get_member (object, "body"));
    }
  else if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *pages = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (pages); i++)
        {
          /* Pages of pages there are none. */
          if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (pages, i)))
            take (snapshot, part, json_array_get_element (pages, i));
        }
    }
}

/* The input is one of the cases in tests/data/judge, or looks like one. */
static ConsentSnapshot *
make_snapshot (JsonNode *node)
{
  ConsentSnapshot *snapshot;
  JsonObject *root = consent_json_as_object (node);
  JsonNode *account = root != NULL ? json_object_get_member (root, "account") : NULL;
  JsonObject *answers = NULL;

  snapshot = consent_snapshot_new (consent_service_get_client_id (consent_service_get_default ()));
  consent_snapshot_set_account (snapshot, consent_body_get_string (account, "tid"),
                                consent_body_get_string (account, "preferred_username"), FALSE,
                                consent_body_get_string (account, "scope"));

  if (root != NULL)
    consent_json_get_object (root, "answers", &answers);
  for (ConsentPart part = 0; answers != NULL && part < CONSENT_N_PARTS; part++)
    take (snapshot, part, json_object_get_member (answers, consent_part_get_name (part)));

  return snapshot;
}

static void
check_report (const ConsentReport *report)
{
  g_autoptr (JsonNode) json = consent_report_to_json (report);
  g_autofree char *text = json_to_string (json, FALSE);
  g_autofree char *for_people = consent_report_to_text (report);
  g_autoptr (GPtrArray) needs = consent_need_collect (report->service, report, NULL);
  g_autoptr (JsonNode) read = NULL;
  g_autoptr (GError) error = NULL;

  fuzz_assert_message (report->summary);
  fuzz_assert_line (report->tenant_name);
  for (guint i = 0; i < report->checks->len; i++)
    {
      const ConsentCheck *check = g_ptr_array_index (report->checks, i);

      fuzz_assert_line (check->finding);
      g_assert_cmpstr (check->finding, !=, "");
    }
  for (guint i = 0; i < needs->len; i++)
    fuzz_assert_line (((const ConsentNeed *) g_ptr_array_index (needs, i))->label);

  g_assert_true (g_utf8_validate (for_people, -1, NULL));
  read = consent_body_parse (text, strlen (text), NULL, &error);
  g_assert_no_error (error);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (2026, 11, 23, 12, 0, 0);
  g_autoptr (JsonNode) node = consent_body_parse ((const char *) data, size, NULL, NULL);
  g_autoptr (ConsentSnapshot) snapshot = NULL;
  g_autoptr (ConsentReport) first = NULL;
  g_autoptr (ConsentReport) second = NULL;
  ConsentService *service = consent_service_get_default ();
  ConsentQuestion question = {
    .tenant_id = TENANT,
    .region = consent_service_find_region (service, "uk"),
    .time = time,
  };

  if (node == NULL)
    return 0;

  snapshot = make_snapshot (node);
  first = consent_judge (service, snapshot, &question);
  check_report (first);

  question.just_accepted = TRUE;
  question.region = NULL;
  second = consent_judge (service, snapshot, &question);
  check_report (second);

  return 0;
}
