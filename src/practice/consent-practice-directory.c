/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-practice-directory.h"

static void
set_address (JsonObject             *document,
             const char             *name,
             ConsentPracticeRequest *request,
             const char             *id,
             const char             *path)
{
  g_autofree char *address = g_strdup_printf ("%s/login/%s/%s", request->base, id, path);

  json_object_set_string_member (document, name, address);
}

static void
set_words (JsonObject *document,
           const char *name,
           const char *words)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);
  JsonArray *array = json_array_new ();

  for (gsize i = 0; list[i] != NULL; i++)
    json_array_add_string_element (array, list[i]);

  json_object_set_array_member (document, name, array);
}

/* Like a mirror, it names its own addresses; their first GUID is the tenant (reference, 1.2). */
static JsonNode *
describe (ConsentPracticeRequest            *request,
          const ConsentPracticeOrganization *organization)
{
  g_autoptr (JsonObject) document = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  const char *id = organization->id;

  set_address (document, "token_endpoint", request, id, "oauth2/v2.0/token");
  set_words (document, "token_endpoint_auth_methods_supported",
             "client_secret_post private_key_jwt client_secret_basic");
  set_words (document, "response_modes_supported", "query fragment form_post");
  set_words (document, "subject_types_supported", "pairwise");
  set_words (document, "id_token_signing_alg_values_supported", "RS256");
  set_words (document, "response_types_supported", "code");
  set_words (document, "scopes_supported", "openid profile email offline_access");
  set_address (document, "issuer", request, id, "v2.0");
  json_object_set_boolean_member (document, "request_uri_parameter_supported", FALSE);
  set_address (document, "authorization_endpoint", request, id, "oauth2/v2.0/authorize");
  set_address (document, "device_authorization_endpoint", request, id, "oauth2/v2.0/devicecode");
  set_words (document, "claims_supported",
             "sub iss aud exp iat auth_time nonce preferred_username name tid ver");
  json_object_set_string_member (document, "tenant_region_scope", organization->region);
  if (organization->sub_region != NULL)
    json_object_set_string_member (document, "tenant_region_sub_scope", organization->sub_region);
  json_object_set_string_member (document, "cloud_instance_name", organization->cloud);
  json_object_set_string_member (document, "msgraph_host", organization->graph_host);
  json_node_set_object (node, document);

  return node;
}

void
consent_practice_directory_answer (ConsentPracticeRequest *request)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);
  const ConsentPracticeOrganization *organization;
  int code = consent_practice_scenario_find_organization (request->tenant, &organization);
  g_autoptr (JsonNode) document = NULL;

  soup_message_headers_replace (headers, "Access-Control-Allow-Origin", "*");

  if (code != 0)
    {
      consent_practice_request_reply_error (request, SOUP_STATUS_BAD_REQUEST, code, request->tenant);
      return;
    }

  document = describe (request, organization);
  soup_message_headers_replace (headers, "Cache-Control", "max-age=86400, private");
  consent_practice_request_reply_json (request, SOUP_STATUS_OK, document);
}
