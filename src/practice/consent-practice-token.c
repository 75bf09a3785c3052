/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-practice-token.h"

#include "consent-practice-device.h"
#include "consent-practice-encoding.h"
#include "consent-practice-sign-in.h"

#define EXPIRES_IN 3599

static void
refuse (ConsentPracticeRequest *request,
        int                     code,
        const char             *detail)
{
  consent_practice_request_reply_error (request, SOUP_STATUS_BAD_REQUEST, code, detail);
}

static void
set_token (JsonObject             *object,
           const char             *name,
           ConsentPracticeTickets *tickets,
           ConsentPracticeSession *session)
{
  g_autofree char *token = NULL;

  token = consent_practice_tickets_issue (tickets,
                                          consent_practice_session_ref (session),
                                          (GDestroyNotify) consent_practice_session_unref);
  json_object_set_string_member (object, name, token);
}

/* Reference, 4.4: what comes depends on the scopes that were asked for. */
static void
reply_tokens (ConsentPracticeRequest *request,
              ConsentPracticeSession *session)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *scope = consent_practice_session_describe_scopes (session);

  json_object_set_string_member (object, "token_type", "Bearer");
  json_object_set_string_member (object, "scope", scope);
  json_object_set_int_member (object, "expires_in", EXPIRES_IN);
  json_object_set_int_member (object, "ext_expires_in", EXPIRES_IN);
  set_token (object, "access_token", request->state->access_tokens, session);

  if (consent_practice_session_has_scope (session, "offline_access"))
    set_token (object, "refresh_token", request->state->refresh_tokens, session);

  if (consent_practice_session_has_scope (session, "openid"))
    {
      g_autofree char *issuer = g_strconcat (request->base, "/login", NULL);
      g_autofree char *id_token = consent_practice_session_make_id_token (session, request->state,
                                                                          issuer);

      json_object_set_string_member (object, "id_token", id_token);
    }

  consent_practice_request_reply_json (request, SOUP_STATUS_OK, node);
}

/* Whether the request asks for no more than was granted; answers it otherwise. */
static gboolean
check_scopes (ConsentPracticeRequest *request,
              ConsentPracticeSession *session)
{
  const char *scope = consent_practice_request_get_field (request, "scope");
  g_autofree char *graph = consent_practice_sign_in_get_graph (request);
  g_autofree char *culprit = NULL;
  g_auto (GStrv) scopes = NULL;
  int code;

  if (scope == NULL)
    return TRUE;

  code = consent_practice_session_read_scopes (scope, graph, &scopes, &culprit);
  for (gsize i = 0; code == 0 && scopes[i] != NULL; i++)
    if (!consent_practice_session_has_scope (session, scopes[i]))
      {
        code = 70011;
        culprit = g_strdup (scopes[i]);
      }

  /* One API a token (reference, 4.4), and there is only Graph here. */
  if (code == 500011)
    code = 28002;

  if (code != 0)
    refuse (request, code, culprit);

  return code == 0;
}

/* What makes a code useless, or 0. A code counts as used whatever comes of it. */
static int
check_code (ConsentPracticeRequest      *request,
            const ConsentPracticeClient *client,
            ConsentPracticeSignIn       *sign_in,
            const char                 **detail)
{
  const char *redirect_uri = consent_practice_request_get_field (request, "redirect_uri");
  const char *verifier = consent_practice_request_get_field (request, "code_verifier");
  g_autofree char *challenge = verifier != NULL ? consent_practice_code_challenge (verifier) : NULL;

  if (sign_in->redeemed)
    return 54005;

  sign_in->redeemed = TRUE;

  *detail = "code";
  if (sign_in->session->client != client)
    return 70000;

  *detail = redirect_uri;
  if (g_strcmp0 (redirect_uri, sign_in->redirect_uri) != 0)
    return 50011;

  *detail = NULL;
  if (sign_in->challenge != NULL && verifier == NULL)
    return 50148;

  return g_strcmp0 (challenge, sign_in->challenge) == 0 ? 0 : 501481;
}

static void
redeem_code (ConsentPracticeRequest      *request,
             const ConsentPracticeClient *client)
{
  const char *code = consent_practice_request_get_field (request, "code");
  ConsentPracticeSignIn *sign_in = NULL;
  const char *detail = NULL;
  int problem;

  if (code == NULL)
    {
      refuse (request, 900144, "code");
      return;
    }

  sign_in = consent_practice_tickets_peek (request->state->codes, code);
  if (sign_in == NULL)
    {
      refuse (request, 70000, "code");
      return;
    }

  problem = check_code (request, client, sign_in, &detail);
  if (problem != 0)
    refuse (request, problem, detail);
  else if (check_scopes (request, sign_in->session))
    reply_tokens (request, sign_in->session);
}

static void
redeem_refresh_token (ConsentPracticeRequest      *request,
                      const ConsentPracticeClient *client)
{
  const char *token = consent_practice_request_get_field (request, "refresh_token");
  ConsentPracticeSession *session = NULL;

  if (token == NULL)
    {
      refuse (request, 900144, "refresh_token");
      return;
    }

  session = consent_practice_tickets_peek (request->state->refresh_tokens, token);
  if (session == NULL || session->client != client)
    refuse (request, 70000, "refresh_token");
  else if (check_scopes (request, session))
    reply_tokens (request, session);
}

static void
redeem_device_code (ConsentPracticeRequest      *request,
                    const ConsentPracticeClient *client)
{
  const char *code = consent_practice_request_get_field (request, "device_code");
  ConsentPracticeDevice *device = NULL;
  g_autoptr (ConsentPracticeSession) session = NULL;
  g_autoptr (ConsentPracticeError) error = NULL;

  device = consent_practice_tickets_peek (request->state->devices, code);
  if (code == NULL || device == NULL || device->session->client != client)
    {
      refuse (request, code == NULL ? 900144 : 70018, "device_code");
      return;
    }

  switch (consent_practice_device_poll (device))
    {
    case CONSENT_PRACTICE_DEVICE_PENDING:
      /* Not in Microsoft's list, but clients have to know it (reference, 4.6). */
      if (device->polls == 1 &&
          consent_practice_state_is (request->state, CONSENT_PRACTICE_THROTTLED))
        {
          error = consent_practice_error_new_with_word (70016, "slow_down", NULL);
          consent_practice_request_reply_oauth (request, SOUP_STATUS_BAD_REQUEST, error);
        }
      else
        {
          refuse (request, 70016, NULL);
        }
      break;

    case CONSENT_PRACTICE_DEVICE_DECLINED:
      error = consent_practice_error_new_with_word (65004, "authorization_declined", NULL);
      consent_practice_request_reply_oauth (request, SOUP_STATUS_BAD_REQUEST, error);
      break;

    case CONSENT_PRACTICE_DEVICE_SIGNED_IN:
      session = consent_practice_session_ref (device->session);
      consent_practice_tickets_forget (request->state->devices, code);
      reply_tokens (request, session);
      break;

    case CONSENT_PRACTICE_DEVICE_EXPIRED:
    default:
      refuse (request, 70019, NULL);
      break;
    }
}

void
consent_practice_token_answer (ConsentPracticeRequest *request)
{
  const char *grant_type = consent_practice_request_get_field (request, "grant_type");
  const ConsentPracticeOrganization *organization;
  const char *detail = request->tenant;
  const ConsentPracticeClient *client = NULL;
  int code = consent_practice_request_find_tenant (request, &organization);

  if (code == 0)
    client = consent_practice_sign_in_find_client (request, &code, &detail);

  if (code != 0)
    refuse (request, code, detail);
  else if (consent_practice_request_get_field (request, "client_secret") != NULL)
    consent_practice_request_reply_error (request, SOUP_STATUS_UNAUTHORIZED, 700025, NULL);
  else if (organization != &request->state->scenario->organization)
    refuse (request, 700005, NULL);
  else if (grant_type == NULL)
    refuse (request, 900144, "grant_type");
  else if (g_str_equal (grant_type, "authorization_code"))
    redeem_code (request, client);
  else if (g_str_equal (grant_type, "refresh_token"))
    redeem_refresh_token (request, client);
  else if (g_str_equal (grant_type, "urn:ietf:params:oauth:grant-type:device_code"))
    redeem_device_code (request, client);
  else
    refuse (request, 70003, grant_type);
}
