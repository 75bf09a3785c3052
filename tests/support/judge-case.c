/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "judge-case.h"

#include <gio/gio.h>

JsonObject *
judge_case_load (const char *name)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *file = g_strdup_printf ("%s.json", name);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "judge", file, NULL);

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);

  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}

/* The member of the case itself, or of the one it is based on, and so on. */
static JsonNode *
dup_member (JsonObject *object,
            const char *outer,
            const char *name)
{
  g_autoptr (JsonObject) base = NULL;
  JsonObject *place = object;

  if (outer != NULL)
    place = json_object_has_member (object, outer) ? json_object_get_object_member (object, outer)
                                                   : NULL;
  if (place != NULL && json_object_has_member (place, name))
    return json_node_copy (json_object_get_member (place, name));

  if (!json_object_has_member (object, "base"))
    return json_node_new (JSON_NODE_NULL);

  base = judge_case_load (json_object_get_string_member (object, "base"));
  return dup_member (base, outer, name);
}

static void
take (ConsentSnapshot *snapshot,
      ConsentPart      part,
      JsonNode        *answer)
{
  JsonObject *object;

  if (JSON_NODE_HOLDS_ARRAY (answer))
    {
      JsonArray *pages = json_node_get_array (answer);

      for (unsigned i = 0; i < json_array_get_length (pages); i++)
        take (snapshot, part, json_array_get_element (pages, i));
      return;
    }

  object = json_node_get_object (answer);
  consent_snapshot_take_answer (snapshot, part, json_object_get_int_member (object, "status"),
                                json_object_get_member (object, "body"));
}

ConsentSnapshot *
judge_case_make_snapshot (JsonObject *object)
{
  ConsentSnapshot *snapshot;
  g_autoptr (JsonNode) account = dup_member (object, NULL, "account");
  JsonObject *claims = json_node_get_object (account);

  snapshot = consent_snapshot_new (consent_service_get_client_id (consent_service_get_default ()));
  consent_snapshot_set_account (
    snapshot,
    json_object_get_string_member_with_default (claims, "tid", NULL),
    json_object_get_string_member_with_default (claims, "preferred_username", NULL),
    json_object_has_member (claims, "idp"),
    json_object_get_string_member_with_default (claims, "scope", NULL));

  for (ConsentPart part = 0; part < CONSENT_N_PARTS; part++)
    {
      g_autoptr (JsonNode) answer = dup_member (object, "answers", consent_part_get_name (part));

      if (!JSON_NODE_HOLDS_NULL (answer))
        take (snapshot, part, answer);
    }

  return snapshot;
}

ConsentReport *
judge_case_judge (JsonObject *object)
{
  g_autoptr (ConsentSnapshot) snapshot = judge_case_make_snapshot (object);
  g_autoptr (GDateTime) time = g_date_time_new_utc (2026, 11, 23, 12, 0, 0);
  g_autoptr (JsonNode) region = dup_member (object, NULL, "region");
  g_autoptr (GPtrArray) needed = g_ptr_array_new ();
  ConsentService *service = consent_service_get_default ();
  ConsentQuestion question = {
    .tenant_id = "11111111-2222-3333-4444-555555555555",
    .time = time,
  };

  if (!JSON_NODE_HOLDS_NULL (region))
    question.region = consent_service_find_region (service, json_node_get_string (region));
  question.just_accepted = json_object_get_boolean_member_with_default (object, "just_accepted",
                                                                        FALSE);
  if (json_object_has_member (object, "needed"))
    {
      JsonArray *names = json_object_get_array_member (object, "needed");

      for (unsigned i = 0; i < json_array_get_length (names); i++)
        g_ptr_array_add (needed, (char *) json_array_get_string_element (names, i));
    }
  g_ptr_array_add (needed, NULL);
  question.needed = (const char *const *) needed->pdata;

  return consent_judge (service, snapshot, &question);
}

ConsentReport *
judge_case_new_report (const char *name)
{
  g_autoptr (JsonObject) object = judge_case_load (name);

  return judge_case_judge (object);
}
