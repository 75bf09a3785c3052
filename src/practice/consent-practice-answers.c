/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-practice-answers.h"

#include "consent-permission.h"
#include "consent-practice-odata.h"

static void
refuse_unknown_resource (ConsentPracticeCall *call,
                         const char          *id)
{
  g_autofree char *message = NULL;

  message = g_strdup_printf ("Resource '%s' does not exist or one of its queried reference-property "
                             "objects are not present.", id);
  consent_practice_call_refuse (call, 404, "Request_ResourceNotFound", message);
}

/* A sign-in with User.Read alone learns that these are there, and little about them (5.2, 5.9). */
static void
hide_members (ConsentPracticeCall *call,
              JsonArray           *rows,
              const char          *shown)
{
  g_auto (GStrv) names = g_strsplit (shown, " ", -1);

  if (consent_practice_session_has_scope (call->session, "Directory.Read.All") ||
      consent_practice_session_has_scope (call->session, "Organization.Read.All"))
    return;

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      g_autoptr (GList) members = json_object_get_members (row);

      for (GList *l = members; l != NULL; l = l->next)
        if (!g_strv_contains ((const char * const *) names, l->data))
          json_object_set_null_member (row, l->data);
    }
}

void
consent_practice_answer_organization (ConsentPracticeCall     *call,
                                      ConsentPracticeRecords  *records,
                                      char                   **keys)
{
  JsonArray *rows = consent_practice_records_get_organization (records);

  hide_members (call, rows, "id displayName verifiedDomains");
  consent_practice_call_reply_list (call, rows, NULL);
}

void
consent_practice_answer_me (ConsentPracticeCall     *call,
                            ConsentPracticeRecords  *records,
                            char                   **keys)
{
  JsonObject *me = consent_practice_records_get_me (records, call->session->account);

  consent_practice_call_reply_object (call, 200, me);
}

void
consent_practice_answer_member_of (ConsentPracticeCall     *call,
                                   ConsentPracticeRecords  *records,
                                   char                   **keys)
{
  JsonArray *rows = consent_practice_records_get_member_of (records, call->session->account);

  hide_members (call, rows, "@odata.type id");
  consent_practice_call_reply_list (call, rows, NULL);
}

/* A cast is an advanced query (reference, 5.1 and 5.9). */
void
consent_practice_answer_roles (ConsentPracticeCall     *call,
                               ConsentPracticeRecords  *records,
                               char                   **keys)
{
  JsonArray *rows = consent_practice_records_get_member_of (records, call->session->account);
  g_autoptr (JsonArray) roles = json_array_new ();

  if (!call->eventual || g_strcmp0 (consent_practice_call_get_option (call, "$count"), "true") != 0)
    {
      consent_practice_call_refuse (call, 400, "Request_UnsupportedQuery",
                                    "The specified query needs ConsistencyLevel and $count.");
      return;
    }

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      if (g_str_equal (json_object_get_string_member (row, "@odata.type"),
                       "#microsoft.graph.directoryRole"))
        json_array_add_object_element (roles, json_object_ref (row));
    }
  consent_practice_call_reply_list (call, roles, NULL);
}

void
consent_practice_answer_service_principals (ConsentPracticeCall     *call,
                                            ConsentPracticeRecords  *records,
                                            char                   **keys)
{
  consent_practice_call_reply_list (call, consent_practice_records_get_service_principals (records),
                                    "id appId displayName");
}

/* (nullable): the entry that @key names by its object ID or as "appId=...", or a refusal */
static JsonObject *
find_service_principal (ConsentPracticeCall    *call,
                        ConsentPracticeRecords *records,
                        const char             *key)
{
  JsonArray *rows = consent_practice_records_get_service_principals (records);
  gboolean by_app = g_str_has_prefix (key, "appId=");
  const char *id = by_app ? key + strlen ("appId=") : key;
  const char *member = by_app ? "appId" : "id";

  if (!g_uuid_string_is_valid (id))
    {
      consent_practice_call_refuse (call, 400, "Request_BadRequest",
                                    "Invalid object identifier or value of 'appId'.");
      return NULL;
    }

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      if (g_ascii_strcasecmp (json_object_get_string_member (row, member), id) == 0)
        return row;
    }

  refuse_unknown_resource (call, id);

  return NULL;
}

void
consent_practice_answer_service_principal (ConsentPracticeCall     *call,
                                           ConsentPracticeRecords  *records,
                                           char                   **keys)
{
  JsonObject *found = find_service_principal (call, records, keys[0]);

  if (found != NULL)
    consent_practice_call_reply_object (call, 200, found);
}

void
consent_practice_answer_grants (ConsentPracticeCall     *call,
                                ConsentPracticeRecords  *records,
                                char                   **keys)
{
  consent_practice_call_reply_list (call, consent_practice_records_get_grants (records),
                                    "clientId consentType");
}

void
consent_practice_answer_own_grants (ConsentPracticeCall     *call,
                                    ConsentPracticeRecords  *records,
                                    char                   **keys)
{
  JsonObject *found = find_service_principal (call, records, keys[0]);
  g_autoptr (JsonArray) rows = NULL;
  g_autofree char *filter = NULL;

  if (found == NULL)
    return;

  filter = g_strdup_printf ("clientId eq '%s'", json_object_get_string_member (found, "id"));
  rows = consent_practice_odata_filter (consent_practice_records_get_grants (records),
                                        filter, "clientId");
  consent_practice_call_reply_list (call, rows, NULL);
}

/* Nothing here works without someone signed in (reference, 5.5). */
void
consent_practice_answer_app_roles (ConsentPracticeCall     *call,
                                   ConsentPracticeRecords  *records,
                                   char                   **keys)
{
  g_autoptr (JsonArray) none = json_array_new ();

  if (find_service_principal (call, records, keys[0]) != NULL)
    consent_practice_call_reply_list (call, none, NULL);
}

/* Only Microsoft Graph's permissions can be classified here. */
static gboolean
check_classified_api (ConsentPracticeCall    *call,
                      ConsentPracticeRecords *records,
                      const char             *key)
{
  JsonObject *api = find_service_principal (call, records, key);

  if (api == NULL)
    return FALSE;

  if (g_str_equal (json_object_get_string_member (api, "appId"),
                   CONSENT_API_GRAPH))
    return TRUE;

  refuse_unknown_resource (call, key);

  return FALSE;
}

void
consent_practice_answer_classifications (ConsentPracticeCall     *call,
                                         ConsentPracticeRecords  *records,
                                         char                   **keys)
{
  g_autoptr (JsonArray) rows = NULL;

  rows = consent_practice_classifications_to_json (call->state->classifications);
  if (check_classified_api (call, records, keys[0]))
    consent_practice_call_reply_list (call, rows, NULL);
}

static const char *
get_body_member (ConsentPracticeCall *call,
                 const char          *name)
{
  JsonNode *node = NULL;

  if (call->body != NULL && JSON_NODE_HOLDS_OBJECT (call->body))
    node = json_object_get_member (json_node_get_object (call->body), name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

void
consent_practice_answer_classify (ConsentPracticeCall     *call,
                                  ConsentPracticeRecords  *records,
                                  char                   **keys)
{
  ConsentPracticeClassifications *classifications = call->state->classifications;
  const char *code = NULL;
  guint status;
  g_autoptr (JsonArray) rows = NULL;
  JsonObject *added = NULL;

  if (!check_classified_api (call, records, keys[0]))
    return;

  status = consent_practice_classifications_add (classifications,
                                                 get_body_member (call, "permissionId"),
                                                 get_body_member (call, "classification"),
                                                 &code);
  if (status != 201)
    {
      consent_practice_call_refuse (call, status, code,
                                    "The permission cannot be classified like that.");
      return;
    }

  rows = consent_practice_classifications_to_json (classifications);
  added = json_array_get_object_element (rows, json_array_get_length (rows) - 1);
  consent_practice_call_reply_object (call, 201, added);
}

void
consent_practice_answer_declassify (ConsentPracticeCall     *call,
                                    ConsentPracticeRecords  *records,
                                    char                   **keys)
{
  if (!check_classified_api (call, records, keys[0]))
    return;

  if (consent_practice_classifications_remove (call->state->classifications, keys[1]))
    call->status = 204;
  else
    refuse_unknown_resource (call, keys[1]);
}

void
consent_practice_answer_authorization (ConsentPracticeCall     *call,
                                       ConsentPracticeRecords  *records,
                                       char                   **keys)
{
  JsonObject *policy = consent_practice_records_get_authorization (records);

  consent_practice_call_reply_object (call, 200, policy);
}

void
consent_practice_answer_workflow (ConsentPracticeCall     *call,
                                  ConsentPracticeRecords  *records,
                                  char                   **keys)
{
  JsonObject *policy = consent_practice_records_get_workflow (records);

  consent_practice_call_reply_object (call, 200, policy);
}

void
consent_practice_answer_requests (ConsentPracticeCall     *call,
                                  ConsentPracticeRecords  *records,
                                  char                   **keys)
{
  consent_practice_call_reply_list (call, consent_practice_records_get_requests (records), "appId");
}
