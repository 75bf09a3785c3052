/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-practice-graph.h"

#include "consent-practice-call.h"
#include "consent-practice-paths.h"

#define VERSION "v1.0/"

/* json-glib's parser calls itself for each level. */
#define MAX_DEPTH 32

static const char *
get_header (ConsentPracticeRequest *request,
            const char             *name)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);

  return soup_message_headers_get_one (headers, name);
}

/* Counts brackets outside strings. */
static gboolean
is_too_deep (const char *text,
             gsize       length)
{
  gboolean in_string = FALSE;
  int depth = 0;

  for (gsize i = 0; i < length && depth <= MAX_DEPTH; i++)
    if (in_string && text[i] == '\\')
      i++;
    else if (text[i] == '"')
      in_string = !in_string;
    else if (!in_string && (text[i] == '{' || text[i] == '['))
      depth++;
    else if (!in_string && (text[i] == '}' || text[i] == ']'))
      depth--;

  return depth > MAX_DEPTH;
}

/* (nullable): the body, or NULL if there is none or it is no JSON */
static JsonNode *
read_body (ConsentPracticeRequest *request)
{
  SoupMessageBody *body = soup_server_message_get_request_body (request->message);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  if (length == 0 || is_too_deep (text, length) ||
      g_strcmp0 (soup_message_headers_get_content_type (headers, NULL), "application/json") != 0 ||
      !json_parser_load_from_data (parser, text, length, NULL))
    return NULL;

  return json_parser_steal_root (parser);
}

/* (transfer full) (nullable): whose token comes with the request, or NULL with the call answered */
static ConsentPracticeSession *
authenticate (ConsentPracticeRequest *request,
              ConsentPracticeCall    *call)
{
  const char *header = get_header (request, "Authorization");
  ConsentPracticeSession *session = NULL;

  if (header == NULL || g_ascii_strncasecmp (header, "Bearer ", strlen ("Bearer ")) != 0)
    {
      consent_practice_call_refuse (call, SOUP_STATUS_UNAUTHORIZED, "InvalidAuthenticationToken",
                                    "Access token is empty.");
      return NULL;
    }

  session = consent_practice_tickets_peek (request->state->access_tokens,
                                           header + strlen ("Bearer "));
  if (session == NULL)
    {
      consent_practice_call_refuse (call, SOUP_STATUS_UNAUTHORIZED, "InvalidAuthenticationToken",
                                    "Lifetime validation failed, the token is expired.");
      return NULL;
    }

  return consent_practice_session_ref (session);
}

static void
send_answer (ConsentPracticeRequest *request,
             ConsentPracticeCall    *call)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);
  const char *client_id = call->client_request_id;

  soup_message_headers_replace (headers, "request-id", call->request_id);
  soup_message_headers_replace (headers, "client-request-id",
                                client_id != NULL ? client_id : call->request_id);
  soup_message_headers_replace (headers, "Cache-Control", "no-cache");
  if (call->status == SOUP_STATUS_UNAUTHORIZED)
    soup_message_headers_replace (headers, "WWW-Authenticate", "Bearer realm=\"\"");
  if (call->retry_after > 0)
    {
      g_autofree char *seconds = g_strdup_printf ("%u", call->retry_after);

      soup_message_headers_replace (headers, "Retry-After", seconds);
    }

  if (call->json != NULL)
    consent_practice_request_reply_json (request, call->status, call->json);
  else
    soup_server_message_set_status (request->message, call->status, NULL);
}

void
consent_practice_graph_answer (ConsentPracticeRequest *request)
{
  gboolean known = g_str_has_prefix (request->rest, VERSION);
  const char *path = known ? request->rest + strlen (VERSION) : "";
  const char *method = soup_server_message_get_method (request->message);
  const char *client_request_id = get_header (request, "client-request-id");
  const char *consistency = get_header (request, "ConsistencyLevel");
  g_autofree char *base = g_strconcat (request->base, "/graph/v1.0", NULL);
  g_autoptr (ConsentPracticeCall) call = consent_practice_call_new (method, path, request->fields);

  call->state = request->state;
  call->base = base;
  call->eventual = consistency != NULL && g_ascii_strcasecmp (consistency, "eventual") == 0;
  if (client_request_id != NULL && g_uuid_string_is_valid (client_request_id))
    call->client_request_id = g_strdup (client_request_id);
  call->session = authenticate (request, call);

  if (call->session != NULL)
    {
      call->body = read_body (request);
      consent_practice_paths_answer (call);
    }

  send_answer (request, call);
}
