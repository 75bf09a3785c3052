/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-practice-sign-in.h"

#include <glib/gi18n-lib.h>

/* A SHA-256 in base64url (RFC 7636, 4.2) */
#define CHALLENGE_LENGTH 43

static void
sign_in_free (ConsentPracticeSignIn *self)
{
  consent_practice_session_unref (self->session);
  g_free (self->redirect_uri);
  g_free (self->state);
  g_free (self->challenge);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentPracticeSignIn, sign_in_free)

/* "http://localhost" is registered: any port, no other host, no path (reference, 4.3). */
static gboolean
is_registered (const char *redirect_uri)
{
  g_autoptr (GUri) uri = g_uri_parse (redirect_uri, SOUP_HTTP_URI_FLAGS, NULL);

  return uri != NULL &&
         g_str_equal (g_uri_get_scheme (uri), "http") &&
         g_uri_get_host (uri) != NULL &&
         g_ascii_strcasecmp (g_uri_get_host (uri), "localhost") == 0 &&
         (g_str_equal (g_uri_get_path (uri), "") || g_str_equal (g_uri_get_path (uri), "/")) &&
         g_uri_get_userinfo (uri) == NULL &&
         g_uri_get_query (uri) == NULL &&
         g_uri_get_fragment (uri) == NULL;
}

/* What is registered without a path comes back with a slash (reference, 4.3). */
static char *
get_return_address (const char *redirect_uri)
{
  return g_strconcat (redirect_uri, g_str_has_suffix (redirect_uri, "/") ? "" : "/", NULL);
}

static void
send_error (ConsentPracticeRequest *request,
            const char             *redirect_uri,
            const char             *state,
            ConsentPracticeError   *error)
{
  g_autofree char *address = get_return_address (redirect_uri);
  g_autofree char *description = consent_practice_error_describe (error);

  consent_practice_request_reply_redirect (request, address,
                                           "error", error->word,
                                           "error_description", description,
                                           "state", state,
                                           NULL);
}

/* Until these are right, there is no program that could be trusted with an answer, and the error
 * stays on the page. */
static const ConsentPracticeClient *
check_who_asks (ConsentPracticeRequest *request)
{
  const ConsentPracticeOrganization *organization;
  const char *redirect_uri = consent_practice_request_get_field (request, "redirect_uri");
  const ConsentPracticeClient *client = NULL;
  const char *detail = request->tenant;
  int code = consent_practice_request_find_tenant (request, &organization);

  if (code == 0)
    client = consent_practice_sign_in_find_client (request, &code, &detail);

  if (code == 0 && (redirect_uri == NULL || *redirect_uri == '\0'))
    code = 900971;
  else if (code == 0 && !is_registered (redirect_uri))
    {
      code = 50011;
      detail = redirect_uri;
    }

  if (code == 0)
    return client;

  consent_practice_request_reply_error_page (request, _("This sign-in cannot go on"), code, detail);

  return NULL;
}

static const char *
get_field_or_empty (ConsentPracticeRequest *request,
                    const char             *name)
{
  const char *value = consent_practice_request_get_field (request, name);

  return value != NULL ? value : "";
}

/* (nullable): what is wrong with what is asked for, told to the program that asks */
static ConsentPracticeError *
check_what_is_asked (ConsentPracticeRequest  *request,
                     GStrv                   *scopes)
{
  const char *response_type = get_field_or_empty (request, "response_type");
  const char *scope = get_field_or_empty (request, "scope");
  const char *challenge = consent_practice_request_get_field (request, "code_challenge");
  const char *method = get_field_or_empty (request, "code_challenge_method");
  g_autofree char *graph = consent_practice_sign_in_get_graph (request);
  g_autofree char *culprit = NULL;
  int code;

  if (*response_type == '\0')
    return consent_practice_error_new (900144, "response_type");
  if (!g_str_equal (response_type, "code"))
    return consent_practice_error_new (700054, response_type);
  if (*scope == '\0')
    return consent_practice_error_new (900144, "scope");
  if (challenge != NULL && !g_str_equal (method, "S256"))
    return consent_practice_error_new (50149, method);
  if (challenge != NULL && strlen (challenge) != CHALLENGE_LENGTH)
    return consent_practice_error_new (501491, NULL);
  if (g_str_equal (get_field_or_empty (request, "prompt"), "none"))
    return consent_practice_error_new (50058, NULL);

  code = consent_practice_session_read_scopes (scope, graph, scopes, &culprit);

  return code != 0 ? consent_practice_error_new (code, culprit) : NULL;
}

static char *
keep (ConsentPracticeRequest *request,
      ConsentPracticeSignIn  *sign_in)
{
  return consent_practice_tickets_issue (request->state->sign_ins,
                                         sign_in,
                                         (GDestroyNotify) sign_in_free);
}

static char *
get_action (ConsentPracticeRequest *request)
{
  return g_strdup_printf ("%s/login/%s/oauth2/v2.0/authorize", request->base, request->tenant);
}

static void
start (ConsentPracticeRequest *request)
{
  const ConsentPracticeClient *client = check_who_asks (request);
  const char *redirect_uri = consent_practice_request_get_field (request, "redirect_uri");
  const char *state = consent_practice_request_get_field (request, "state");
  const char *nonce = consent_practice_request_get_field (request, "nonce");
  ConsentPracticeSignIn *sign_in = NULL;
  g_autoptr (ConsentPracticeError) error = NULL;
  g_autoptr (ConsentPracticePage) page = NULL;
  g_autofree char *action = NULL;
  g_autofree char *ticket = NULL;
  g_auto (GStrv) scopes = NULL;

  if (client == NULL)
    return;

  error = check_what_is_asked (request, &scopes);
  if (error != NULL)
    {
      send_error (request, redirect_uri, state, error);
      return;
    }

  sign_in = g_new0 (ConsentPracticeSignIn, 1);
  sign_in->session = consent_practice_session_new (client, g_steal_pointer (&scopes), nonce);
  sign_in->redirect_uri = g_strdup (redirect_uri);
  sign_in->state = g_strdup (state);
  sign_in->challenge = g_strdup (consent_practice_request_get_field (request, "code_challenge"));

  action = get_action (request);
  ticket = keep (request, sign_in);
  page = consent_practice_account_make_page (request->state, action, ticket);
  consent_practice_page_add_button (page, "cancel", _("Cancel"));
  consent_practice_page_add_value (page, _("App"), client->name);
  consent_practice_request_reply_page (request, SOUP_STATUS_OK, page);
}

/* Reference, 2.3: everyone without a role sees this; it can be left towards the app. */
static void
reply_need_approval (ConsentPracticeRequest *request,
                     ConsentPracticeSignIn  *sign_in)
{
  /* Translators: the title of Microsoft's page for people who may not approve. */
  const char *title = _("Need admin approval");
  g_autoptr (ConsentPracticePage) page = NULL;
  g_autofree char *action = get_action (request);
  g_autofree char *ticket = keep (request, sign_in);

  page = consent_practice_request_make_error_page (request, title, 90094, NULL);
  consent_practice_page_open_form (page, action, ticket);
  /* Translators: a button on the page "Need admin approval". */
  consent_practice_page_add_button (page, "back", _("Return to the app without approval"));
  consent_practice_request_reply_page (request, SOUP_STATUS_OK, page);
}

static void
send_code (ConsentPracticeRequest *request,
           ConsentPracticeSignIn  *sign_in)
{
  g_autofree char *address = get_return_address (sign_in->redirect_uri);
  g_autofree char *state = g_strdup (sign_in->state);
  g_autofree char *session_state = g_uuid_string_random ();
  g_autofree char *code = NULL;

  code = consent_practice_tickets_issue (request->state->codes,
                                         sign_in,
                                         (GDestroyNotify) sign_in_free);
  consent_practice_request_reply_redirect (request, address,
                                           "code", code,
                                           "state", state,
                                           "session_state", session_state,
                                           NULL);
}

static void
go_on (ConsentPracticeRequest *request)
{
  const ConsentPracticeOrganization *organization;
  const char *ticket = consent_practice_request_get_field (request, "ticket");
  const char *choice = consent_practice_request_get_field (request, "choice");
  const ConsentPracticeAccount *account = consent_practice_account_find (request->state, choice);
  g_autoptr (ConsentPracticeSignIn) sign_in = NULL;

  sign_in = consent_practice_tickets_take (request->state->sign_ins, ticket);

  if (sign_in == NULL || consent_practice_request_find_tenant (request, &organization) != 0)
    {
      consent_practice_request_reply_used_page (request);
    }
  else if (g_strcmp0 (choice, "cancel") == 0)
    {
      g_autofree char *address = get_return_address (sign_in->redirect_uri);

      consent_practice_request_reply_redirect (request, address,
                                               "error", "access_denied",
                                               "error_subcode", "cancel",
                                               "state", sign_in->state,
                                               NULL);
    }
  else if (g_strcmp0 (choice, "back") == 0)
    {
      g_autoptr (ConsentPracticeError) error = NULL;

      error = consent_practice_error_new_with_word (65004, "access_denied", NULL);
      send_error (request, sign_in->redirect_uri, sign_in->state, error);
    }
  else if (account == NULL)
    {
      consent_practice_request_reply_used_page (request);
    }
  else if (organization != &request->state->scenario->organization)
    {
      g_autofree char *address = consent_practice_account_get_address (account, request->state);

      consent_practice_request_reply_error_page (request, _("This account cannot be used here"),
                                                 50020, address);
    }
  else
    {
      sign_in->session->account = account;
      if (consent_practice_session_needs_approval (sign_in->session))
        reply_need_approval (request, g_steal_pointer (&sign_in));
      else
        send_code (request, g_steal_pointer (&sign_in));
    }
}

const ConsentPracticeClient *
consent_practice_sign_in_find_client (ConsentPracticeRequest  *request,
                                      int                     *code,
                                      const char             **detail)
{
  const char *id = consent_practice_request_get_field (request, "client_id");
  const ConsentPracticeClient *client = NULL;

  if (id == NULL || *id == '\0')
    {
      *code = 900144;
      *detail = "client_id";
      return NULL;
    }

  client = consent_practice_client_find (id);
  if (client == NULL)
    {
      *code = 700016;
      *detail = id;
    }

  return client;
}

char *
consent_practice_sign_in_get_graph (ConsentPracticeRequest *request)
{
  return g_strconcat (request->base, "/graph", NULL);
}

void
consent_practice_sign_in_answer (ConsentPracticeRequest *request)
{
  if (consent_practice_request_is_post (request))
    go_on (request);
  else
    start (request);
}
