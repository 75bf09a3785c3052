/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-sign-in.h"

#include "consent-device-code.h"
#include "consent-error.h"
#include "consent-form.h"
#include "consent-loopback.h"
#include "consent-oauth-error.h"
#include "consent-retry.h"
#include "consent-secret.h"
#include "consent-tenant-input.h"

/* Tokens have some thousand bytes each. */
#define MAX_BYTES (256 * 1024)

struct _ConsentSignIn
{
  GObject parent_instance;

  ConsentHttp *http;
  ConsentEndpoints *endpoints;
  char *client_id;
  char *tenant_id;
  guint timeout;
  guint second;
};

G_DEFINE_FINAL_TYPE (ConsentSignIn, consent_sign_in, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_HTTP,
  PROP_ENDPOINTS,
  PROP_CLIENT_ID,
  PROP_TENANT_ID,
  PROP_TIMEOUT,
  PROP_SECOND,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

enum
{
  OPEN_URI,
  DEVICE_CODE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* One sign-in; not every part is used by both ways. */
typedef struct
{
  char *scopes;

  ConsentLoopback *loopback;
  char *redirect_uri;
  ConsentSecret *verifier;
  ConsentSecret *nonce;

  ConsentDeviceCode *device_code;
} Flow;

static void poll_later (GTask *task);

static void
flow_free (Flow *flow)
{
  g_clear_pointer (&flow->scopes, g_free);
  g_clear_object (&flow->loopback);
  g_clear_pointer (&flow->redirect_uri, g_free);
  g_clear_pointer (&flow->verifier, consent_secret_free);
  g_clear_pointer (&flow->nonce, consent_secret_free);
  g_clear_pointer (&flow->device_code, consent_device_code_free);
  g_free (flow);
}

static char *
get_address (ConsentSignIn *self,
             const char    *endpoint)
{
  return g_strdup_printf ("%s/%s/oauth2/v2.0/%s", consent_endpoints_get_authority (self->endpoints),
                          self->tenant_id, endpoint);
}

/* Turns the answer of the token endpoint into the sign-in. */
static ConsentToken *
read_token (ConsentSignIn            *self,
            const Flow               *flow,
            const ConsentHttpAnswer  *answer,
            GError                  **error)
{
  ConsentTokenRequest request = {
    .endpoints = self->endpoints,
    .client_id = self->client_id,
    .tenant_id = self->tenant_id,
    .scopes = flow->scopes,
    .nonce = flow->nonce,
  };
  g_autoptr (ConsentOauthError) oauth = NULL;

  if (answer->status == SOUP_STATUS_OK)
    return consent_token_new (answer->json, &request, error);

  oauth = consent_oauth_error_new (answer);
  if (oauth != NULL)
    g_set_error_literal (error, CONSENT_ERROR, consent_oauth_error_get_sign_in_code (oauth),
                         oauth->message);
  else
    g_set_error (error, CONSENT_ERROR, CONSENT_ERROR_BAD_RESPONSE,
                 "The token endpoint answered with status %u", answer->status);

  return NULL;
}

static void
on_code_redeemed (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (ConsentHttpAnswer) answer = NULL;
  ConsentToken *token = NULL;
  GError *error = NULL;

  answer = consent_http_send_finish (CONSENT_HTTP (source), result, &error);
  if (answer != NULL)
    token = read_token (g_task_get_source_object (task), g_task_get_task_data (task), answer, &error);

  if (token != NULL)
    g_task_return_pointer (task, token, (GDestroyNotify) consent_token_unref);
  else
    g_task_return_error (task, error);
}

static void
on_browser_came_back (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  ConsentSignIn *self = g_task_get_source_object (task);
  Flow *flow = g_task_get_task_data (task);
  g_autoptr (ConsentSecret) code = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *address = NULL;
  GError *error = NULL;

  code = consent_loopback_wait_finish (CONSENT_LOOPBACK (source), result, &error);
  g_clear_object (&flow->loopback);
  if (code == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  address = get_address (self, "token");
  message = consent_form_message_new (address,
                                      "client_id", self->client_id,
                                      "grant_type", "authorization_code",
                                      "code", code,
                                      "redirect_uri", flow->redirect_uri,
                                      "code_verifier", flow->verifier,
                                      "scope", flow->scopes,
                                      NULL);
  consent_http_set_repeat (message, CONSENT_HTTP_REPEAT_IF_BUSY);
  consent_http_send_async (self->http, message, MAX_BYTES, g_task_get_cancellable (task),
                           on_code_redeemed, g_object_ref (task));
}

/* Reference, 4.2. A choice among accounts and a name for one of them exclude each other. */
static char *
make_authorization_uri (ConsentSignIn       *self,
                        const Flow          *flow,
                        const ConsentSecret *state,
                        const char          *login_hint)
{
  g_autofree char *address = get_address (self, "authorize");
  g_autofree char *challenge = consent_secret_hash (flow->verifier);
  g_autofree char *query = NULL;

  query = consent_form_encode ("client_id", self->client_id,
                               "response_type", "code",
                               "redirect_uri", flow->redirect_uri,
                               "response_mode", "query",
                               "scope", flow->scopes,
                               "state", state,
                               "nonce", flow->nonce,
                               "code_challenge", challenge,
                               "code_challenge_method", "S256",
                               login_hint != NULL ? "login_hint" : "prompt",
                               login_hint != NULL ? login_hint : "select_account",
                               NULL);

  return g_strconcat (address, "?", query, NULL);
}

static void
on_polled (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Flow *flow = g_task_get_task_data (task);
  g_autoptr (ConsentHttpAnswer) answer = NULL;
  ConsentToken *token;
  GError *error = NULL;

  answer = consent_http_send_finish (CONSENT_HTTP (source), result, &error);
  if (consent_device_code_must_wait (flow->device_code, answer, error))
    {
      g_clear_error (&error);
      poll_later (task);
      return;
    }

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  token = read_token (g_task_get_source_object (task), flow, answer, &error);
  if (token != NULL)
    g_task_return_pointer (task, token, (GDestroyNotify) consent_token_unref);
  else
    g_task_return_error (task, error);
}

static gboolean
poll_now (gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (G_TASK (user_data));
  ConsentSignIn *self = g_task_get_source_object (task);
  Flow *flow = g_task_get_task_data (task);
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *address = NULL;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;

  if (consent_device_code_has_expired (flow->device_code))
    {
      g_task_return_new_error (task, CONSENT_ERROR, CONSENT_ERROR_SIGN_IN_TIMED_OUT,
                               "Nobody entered the device code in time");
      return G_SOURCE_REMOVE;
    }

  address = get_address (self, "token");
  message = consent_form_message_new (address,
                                      "client_id", self->client_id,
                                      "grant_type", "urn:ietf:params:oauth:grant-type:device_code",
                                      "device_code", flow->device_code->device_code,
                                      NULL);
  consent_http_send_async (self->http, message, MAX_BYTES, g_task_get_cancellable (task),
                           on_polled, g_object_ref (task));

  return G_SOURCE_REMOVE;
}

static void
poll_later (GTask *task)
{
  Flow *flow = g_task_get_task_data (task);
  g_autoptr (GSource) source = NULL;

  source = consent_retry_pause_source_new (consent_device_code_get_pause (flow->device_code),
                                           g_task_get_cancellable (task));
  g_task_attach_source (task, source, poll_now);
}

static void
on_device_code (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  ConsentSignIn *self = g_task_get_source_object (task);
  Flow *flow = g_task_get_task_data (task);
  g_autoptr (ConsentHttpAnswer) answer = NULL;
  GError *error = NULL;

  answer = consent_http_send_finish (CONSENT_HTTP (source), result, &error);
  if (answer != NULL)
    flow->device_code = consent_device_code_new (answer, self->endpoints, self->second, &error);

  if (flow->device_code == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_signal_emit (self, signals[DEVICE_CODE], 0, flow->device_code->user_code,
                 flow->device_code->verification_uri);
  poll_later (task);
}

static void
consent_sign_in_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  ConsentSignIn *self = CONSENT_SIGN_IN (object);

  switch (prop_id)
    {
    case PROP_HTTP:
      self->http = g_value_dup_object (value);
      break;

    case PROP_ENDPOINTS:
      self->endpoints = g_value_dup_object (value);
      break;

    case PROP_CLIENT_ID:
      self->client_id = g_value_dup_string (value);
      break;

    case PROP_TENANT_ID:
      self->tenant_id = g_value_dup_string (value);
      break;

    case PROP_TIMEOUT:
      self->timeout = g_value_get_uint (value);
      break;

    case PROP_SECOND:
      self->second = g_value_get_uint (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
consent_sign_in_dispose (GObject *object)
{
  ConsentSignIn *self = CONSENT_SIGN_IN (object);

  g_clear_object (&self->http);
  g_clear_object (&self->endpoints);

  G_OBJECT_CLASS (consent_sign_in_parent_class)->dispose (object);
}

static void
consent_sign_in_finalize (GObject *object)
{
  ConsentSignIn *self = CONSENT_SIGN_IN (object);

  g_clear_pointer (&self->client_id, g_free);
  g_clear_pointer (&self->tenant_id, g_free);

  G_OBJECT_CLASS (consent_sign_in_parent_class)->finalize (object);
}

static void
consent_sign_in_class_init (ConsentSignInClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = consent_sign_in_dispose;
  object_class->finalize = consent_sign_in_finalize;
  object_class->set_property = consent_sign_in_set_property;

  props[PROP_HTTP] =
    g_param_spec_object ("http", NULL, NULL, CONSENT_TYPE_HTTP,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_ENDPOINTS] =
    g_param_spec_object ("endpoints", NULL, NULL, CONSENT_TYPE_ENDPOINTS,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_CLIENT_ID] =
    g_param_spec_string ("client-id", NULL, NULL, NULL,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_TENANT_ID] =
    g_param_spec_string ("tenant-id", NULL, NULL, NULL,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_TIMEOUT] =
    g_param_spec_uint ("timeout", NULL, NULL, 1, G_MAXUINT, 5 * 60 * 1000,
                       G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_SECOND] =
    g_param_spec_uint ("second", NULL, NULL, 1, 1000, 1000,
                       G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[OPEN_URI] = g_signal_new ("open-uri", CONSENT_TYPE_SIGN_IN, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[DEVICE_CODE] = g_signal_new ("device-code", CONSENT_TYPE_SIGN_IN, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                       G_TYPE_STRING);
}

static void
consent_sign_in_init (ConsentSignIn *self)
{
}

ConsentSignIn *
consent_sign_in_new (ConsentHttp      *http,
                     ConsentEndpoints *endpoints,
                     const char       *client_id,
                     const char       *tenant_id)
{
  g_return_val_if_fail (CONSENT_IS_HTTP (http), NULL);
  g_return_val_if_fail (CONSENT_IS_ENDPOINTS (endpoints), NULL);
  g_return_val_if_fail (consent_guid_is_valid (client_id), NULL);
  g_return_val_if_fail (consent_guid_is_valid (tenant_id), NULL);

  return g_object_new (CONSENT_TYPE_SIGN_IN,
                       "http", http,
                       "endpoints", endpoints,
                       "client-id", client_id,
                       "tenant-id", tenant_id,
                       NULL);
}

void
consent_sign_in_browser_async (ConsentSignIn       *self,
                               const char          *scopes,
                               const char          *login_hint,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (ConsentSecret) state = consent_secret_new_random ();
  g_autoptr (GTask) task = NULL;
  g_autofree char *uri = NULL;
  GError *error = NULL;
  Flow *flow;

  g_return_if_fail (CONSENT_IS_SIGN_IN (self));
  g_return_if_fail (scopes != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, consent_sign_in_browser_async);

  flow = g_new0 (Flow, 1);
  g_task_set_task_data (task, flow, (GDestroyNotify) flow_free);
  if (g_task_return_error_if_cancelled (task))
    return;

  flow->loopback = consent_loopback_new (state, &error);
  if (flow->loopback == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  flow->scopes = g_strdup (scopes);
  flow->redirect_uri = g_strdup (consent_loopback_get_redirect_uri (flow->loopback));
  flow->verifier = consent_secret_new_random ();
  flow->nonce = consent_secret_new_random ();
  consent_loopback_wait_async (flow->loopback, self->timeout, cancellable,
                               on_browser_came_back, g_object_ref (task));

  uri = make_authorization_uri (self, flow, state, login_hint);
  g_signal_emit (self, signals[OPEN_URI], 0, uri);
}

ConsentToken *
consent_sign_in_browser_finish (ConsentSignIn  *self,
                                GAsyncResult   *result,
                                GError        **error)
{
  g_return_val_if_fail (CONSENT_IS_SIGN_IN (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
consent_sign_in_device_code_async (ConsentSignIn       *self,
                                   const char          *scopes,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *address = NULL;
  Flow *flow;

  g_return_if_fail (CONSENT_IS_SIGN_IN (self));
  g_return_if_fail (scopes != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, consent_sign_in_device_code_async);

  flow = g_new0 (Flow, 1);
  flow->scopes = g_strdup (scopes);
  g_task_set_task_data (task, flow, (GDestroyNotify) flow_free);

  address = get_address (self, "devicecode");
  message = consent_form_message_new (address,
                                      "client_id", self->client_id,
                                      "scope", flow->scopes,
                                      NULL);
  consent_http_set_repeat (message, CONSENT_HTTP_REPEAT_ALWAYS);
  consent_http_send_async (self->http, message, MAX_BYTES, cancellable,
                           on_device_code, g_object_ref (task));
}

ConsentToken *
consent_sign_in_device_code_finish (ConsentSignIn  *self,
                                    GAsyncResult   *result,
                                    GError        **error)
{
  g_return_val_if_fail (CONSENT_IS_SIGN_IN (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
