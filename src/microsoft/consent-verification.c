/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-verification.h"

#include "consent-error.h"
#include "consent-judge.h"
#include "consent-retry.h"
#include "consent-sign-in.h"
#include "consent-survey.h"
#include "consent-tenant-input.h"

/* When Graph is asked after an approval, in seconds after the first time: an entry or grant that
 * is new takes a while to reach every one of Microsoft's servers (reference, 5.12). */
static const guint visible_after[] = { 0, 3, 5, 10, 20, 30 };

struct _ConsentVerification
{
  GObject parent_instance;

  ConsentHttp *http;
  ConsentEndpoints *endpoints;
  ConsentService *service;
  char *tenant_id;
  char *region_id;
  char *client_id;
  guint second; /* in milliseconds */
  char *scopes;
  GStrv needed;

  ConsentStage stage;
  guint n_waits; /* how many requests wait since Microsoft asked for it */
  ConsentToken *token;
  struct _Operation *current; /* (nullable): the one that counts */
};

G_DEFINE_FINAL_TYPE (ConsentVerification, consent_verification, G_TYPE_OBJECT)
G_DEFINE_ENUM_TYPE (ConsentStage, consent_stage,
                    G_DEFINE_ENUM_VALUE (CONSENT_STAGE_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (CONSENT_STAGE_SIGNING_IN, "signing-in"),
                    G_DEFINE_ENUM_VALUE (CONSENT_STAGE_READING, "reading"),
                    G_DEFINE_ENUM_VALUE (CONSENT_STAGE_NOT_VISIBLE_YET, "not-visible-yet"))

enum
{
  PROP_0,
  PROP_STAGE,
  PROP_SECOND,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

enum
{
  OPEN_URI,
  DEVICE_CODE,
  WAITING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A sign-in, or a reading: data of its task. */
typedef struct _Operation
{
  ConsentVerification *verification;
  GCancellable *cancellable; /* ends it, for whatever reason */
  GSource *caller;           /* (nullable): ready once the caller cancels */

  /* Of a reading. */
  ConsentToken *token;
  ConsentGraph *graph;
  ConsentSnapshot *snapshot;
  gboolean just_accepted;
  gint64 started; /* monotonic time */
  guint asked;    /* how many times */
} Operation;

static void run_survey (GTask *task);

static void
operation_free (Operation *operation)
{
  if (operation->verification->current == operation)
    operation->verification->current = NULL;
  g_clear_object (&operation->verification);
  g_clear_object (&operation->cancellable);
  if (operation->caller != NULL)
    g_source_destroy (operation->caller);
  g_clear_pointer (&operation->caller, g_source_unref);
  g_clear_pointer (&operation->token, consent_token_unref);
  g_clear_object (&operation->graph);
  g_clear_pointer (&operation->snapshot, consent_snapshot_unref);
  g_free (operation);
}

static void
set_stage (ConsentVerification *self,
           ConsentStage         stage)
{
  if (self->stage == stage)
    return;

  self->stage = stage;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STAGE]);
}

/* Says where @operation is, unless it is no longer the one that counts. */
static void
enter_stage (ConsentVerification *self,
             Operation           *operation,
             ConsentStage         stage)
{
  if (self->current == operation)
    set_stage (self, stage);
}

/* Ends what is under way, if anything is. Its task finds out for itself. */
static void
end_current (ConsentVerification *self)
{
  Operation *operation = g_steal_pointer (&self->current);

  if (operation != NULL)
    g_cancellable_cancel (operation->cancellable);
}

/* @operation has come to its end. */
static void
leave (ConsentVerification *self,
       Operation           *operation)
{
  if (self->current != operation)
    return;

  self->current = NULL;
  set_stage (self, CONSENT_STAGE_IDLE);
}

static gboolean
on_caller_cancelled (GCancellable *caller,
                     gpointer      user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_REMOVE;
}

/* Begins an operation of @task, which replaces the one under way. The caller's cancellable ends it
 * by a source, not at once, so that nothing ends while the caller is still busy cancelling. */
static Operation *
begin (ConsentVerification *self,
       GTask               *task)
{
  Operation *operation = g_new0 (Operation, 1);
  GCancellable *caller = g_task_get_cancellable (task);

  operation->verification = g_object_ref (self);
  operation->cancellable = g_cancellable_new ();
  g_task_set_task_data (task, operation, (GDestroyNotify) operation_free);

  if (caller != NULL)
    {
      operation->caller = g_cancellable_source_new (caller);
      g_source_set_callback (operation->caller, G_SOURCE_FUNC (on_caller_cancelled),
                             g_object_ref (operation->cancellable), g_object_unref);
      g_source_attach (operation->caller, g_task_get_context (task));
    }

  end_current (self);
  self->current = operation;

  return operation;
}

static ConsentReport *
judge (ConsentVerification *self,
       ConsentSnapshot     *snapshot,
       gboolean             just_accepted)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  ConsentQuestion question = {
    .tenant_id = self->tenant_id,
    .region = consent_service_find_region (self->service, self->region_id),
    .just_accepted = just_accepted,
    .needed = (const char *const *) self->needed,
    .time = now,
  };

  return consent_judge (self->service, snapshot, &question);
}

/* Who signed in, and nothing read yet. */
static ConsentSnapshot *
make_snapshot (ConsentVerification *self,
               ConsentToken        *token)
{
  ConsentSnapshot *snapshot;

  snapshot = consent_snapshot_new (consent_service_get_client_id (self->service));
  consent_snapshot_set_account (snapshot,
                                consent_token_get_tenant_id (token),
                                consent_token_get_user_name (token),
                                consent_token_is_foreign (token),
                                consent_token_get_scopes (token));

  return snapshot;
}

static gboolean
on_waited (gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (G_TASK (user_data));
  ConsentVerification *self = g_task_get_source_object (task);
  Operation *operation = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_cancellable_set_error_if_cancelled (operation->cancellable, &error))
    {
      leave (self, operation);
      g_task_return_error (task, error);
    }
  else
    {
      run_survey (task);
    }

  return G_SOURCE_REMOVE;
}

/* Waits until it is time to ask once more. */
static void
wait_and_ask_again (GTask *task)
{
  ConsentVerification *self = g_task_get_source_object (task);
  Operation *operation = g_task_get_task_data (task);
  gint64 passed = (g_get_monotonic_time () - operation->started) / G_TIME_SPAN_MILLISECOND;
  gint64 due = (gint64) visible_after[operation->asked] * self->second;
  g_autoptr (GSource) source = NULL;

  enter_stage (self, operation, CONSENT_STAGE_NOT_VISIBLE_YET);
  source = consent_retry_pause_source_new (MAX (due - passed, 0), operation->cancellable);
  g_task_attach_source (task, source, on_waited);
}

static void
on_surveyed (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  ConsentVerification *self = g_task_get_source_object (task);
  Operation *operation = g_task_get_task_data (task);
  g_autoptr (ConsentReport) report = NULL;
  GError *error = NULL;

  if (!consent_survey_run_finish (CONSENT_GRAPH (source), result, &error))
    {
      /* Only the token that was read with, not one of a sign-in since. */
      if (g_error_matches (error, CONSENT_ERROR, CONSENT_ERROR_UNAUTHORIZED) &&
          self->current == operation)
        g_clear_pointer (&self->token, consent_token_unref);
      leave (self, operation);
      g_task_return_error (task, error);
      return;
    }

  report = judge (self, operation->snapshot, FALSE);
  if (operation->just_accepted && consent_judge_may_show_later (report))
    {
      if (operation->asked < G_N_ELEMENTS (visible_after))
        {
          wait_and_ask_again (task);
          return;
        }

      /* Long enough for most, but nobody can tell that it is not there: not visible yet. */
      g_clear_pointer (&report, consent_report_unref);
      report = judge (self, operation->snapshot, TRUE);
    }

  leave (self, operation);
  g_task_return_pointer (task, g_steal_pointer (&report), (GDestroyNotify) consent_report_unref);
}

static void
run_survey (GTask *task)
{
  ConsentVerification *self = g_task_get_source_object (task);
  Operation *operation = g_task_get_task_data (task);

  enter_stage (self, operation, CONSENT_STAGE_READING);
  g_clear_pointer (&operation->snapshot, consent_snapshot_unref);
  operation->snapshot = make_snapshot (self, operation->token);
  operation->asked++;
  consent_survey_run_async (operation->graph, self->service, operation->snapshot,
                            operation->cancellable, on_surveyed, g_object_ref (task));
}

static void
on_open_uri (ConsentVerification *self,
             const char          *uri)
{
  g_signal_emit (self, signals[OPEN_URI], 0, uri);
}

static void
on_device_code (ConsentVerification *self,
                const char          *user_code,
                const char          *verification_uri)
{
  g_signal_emit (self, signals[DEVICE_CODE], 0, user_code, verification_uri);
}

/* Requests are side by side, and so are their waits: it is over when the last one is. */
static void
on_waiting (ConsentVerification *self,
            guint                seconds)
{
  if (seconds > 0)
    self->n_waits++;
  else if (self->n_waits == 0 || --self->n_waits > 0)
    return;

  g_signal_emit (self, signals[WAITING], 0, seconds);
}

static void
consent_verification_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  ConsentVerification *self = CONSENT_VERIFICATION (object);

  switch (prop_id)
    {
    case PROP_STAGE:
      g_value_set_enum (value, self->stage);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
consent_verification_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  ConsentVerification *self = CONSENT_VERIFICATION (object);

  switch (prop_id)
    {
    case PROP_SECOND:
      self->second = g_value_get_uint (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
consent_verification_finalize (GObject *object)
{
  ConsentVerification *self = CONSENT_VERIFICATION (object);

  /* Nothing is under way: it would hold a reference. */
  g_clear_pointer (&self->token, consent_token_unref);
  g_clear_object (&self->http);
  g_clear_object (&self->endpoints);
  g_clear_object (&self->service);
  g_free (self->tenant_id);
  g_free (self->region_id);
  g_free (self->client_id);
  g_free (self->scopes);
  g_strfreev (self->needed);

  G_OBJECT_CLASS (consent_verification_parent_class)->finalize (object);
}

static void
consent_verification_class_init (ConsentVerificationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = consent_verification_get_property;
  object_class->set_property = consent_verification_set_property;
  object_class->finalize = consent_verification_finalize;

  props[PROP_STAGE] =
    g_param_spec_enum ("stage", NULL, NULL, CONSENT_TYPE_STAGE, CONSENT_STAGE_IDLE,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /* How long a second is, in milliseconds: tests have less time. */
  props[PROP_SECOND] =
    g_param_spec_uint ("second", NULL, NULL, 1, 1000, 1000,
                       G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[OPEN_URI] = g_signal_new ("open-uri", CONSENT_TYPE_VERIFICATION, G_SIGNAL_RUN_LAST,
                                    0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[DEVICE_CODE] = g_signal_new ("device-code", CONSENT_TYPE_VERIFICATION, G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[WAITING] = g_signal_new ("waiting", CONSENT_TYPE_VERIFICATION, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
consent_verification_init (ConsentVerification *self)
{
  self->second = 1000;
  self->scopes = g_strdup (CONSENT_SIGN_IN_SCOPES);
}

ConsentVerification *
consent_verification_new (ConsentHttp      *http,
                          ConsentEndpoints *endpoints,
                          ConsentService   *service,
                          const char       *tenant_id,
                          const char       *region_id,
                          const char       *client_id)
{
  ConsentVerification *self;

  g_return_val_if_fail (CONSENT_IS_HTTP (http), NULL);
  g_return_val_if_fail (CONSENT_IS_ENDPOINTS (endpoints), NULL);
  g_return_val_if_fail (CONSENT_IS_SERVICE (service), NULL);
  g_return_val_if_fail (consent_guid_is_valid (tenant_id), NULL);
  g_return_val_if_fail (consent_guid_is_valid (client_id), NULL);

  self = g_object_new (CONSENT_TYPE_VERIFICATION, NULL);
  self->http = g_object_ref (http);
  self->endpoints = g_object_ref (endpoints);
  self->service = g_object_ref (service);
  self->tenant_id = g_strdup (tenant_id);
  self->region_id = g_strdup (region_id);
  self->client_id = g_strdup (client_id);
  g_signal_connect_object (http, "waiting", G_CALLBACK (on_waiting), self, G_CONNECT_SWAPPED);

  return self;
}

ConsentStage
consent_verification_get_stage (ConsentVerification *self)
{
  g_return_val_if_fail (CONSENT_IS_VERIFICATION (self), CONSENT_STAGE_IDLE);

  return self->stage;
}

gboolean
consent_verification_is_signed_in (ConsentVerification *self)
{
  g_return_val_if_fail (CONSENT_IS_VERIFICATION (self), FALSE);

  return self->token != NULL && consent_token_can_read (self->token);
}

void
consent_verification_set_scopes (ConsentVerification *self,
                                 const char          *scopes)
{
  g_return_if_fail (CONSENT_IS_VERIFICATION (self));

  g_free (self->scopes);
  self->scopes = g_strdup (scopes != NULL ? scopes : CONSENT_SIGN_IN_SCOPES);
}

void
consent_verification_set_needed (ConsentVerification *self,
                                 const char *const   *needed)
{
  g_return_if_fail (CONSENT_IS_VERIFICATION (self));

  g_strfreev (self->needed);
  self->needed = g_strdupv ((GStrv) needed);
}

ConsentGraph *
consent_verification_new_graph (ConsentVerification *self)
{
  g_return_val_if_fail (CONSENT_IS_VERIFICATION (self), NULL);

  return consent_verification_is_signed_in (self)
           ? consent_graph_new (self->http, self->endpoints, self->token)
           : NULL;
}

/* The token goes along with the result, and the operation counts until that is fetched, so that a
 * sign-in which is cancelled or forgotten at the last moment leaves none behind. */
static void
take_sign_in (GTask        *task,
              ConsentToken *token,
              GError       *error)
{
  enter_stage (g_task_get_source_object (task), g_task_get_task_data (task), CONSENT_STAGE_IDLE);

  if (token != NULL)
    g_task_return_pointer (task, token, (GDestroyNotify) consent_token_unref);
  else
    g_task_return_error (task, error);
}

static void
on_browser_done (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  ConsentToken *token;
  GError *error = NULL;

  token = consent_sign_in_browser_finish (CONSENT_SIGN_IN (source), result, &error);
  take_sign_in (task, token, error);
}

static void
on_device_code_done (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  ConsentToken *token;
  GError *error = NULL;

  token = consent_sign_in_device_code_finish (CONSENT_SIGN_IN (source), result, &error);
  take_sign_in (task, token, error);
}

void
consent_verification_sign_in_async (ConsentVerification *self,
                                    gboolean             device_code,
                                    const char          *login_hint,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (ConsentSignIn) sign_in = NULL;
  Operation *operation;

  g_return_if_fail (CONSENT_IS_VERIFICATION (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, consent_verification_sign_in_async);

  g_clear_pointer (&self->token, consent_token_unref);
  operation = begin (self, task);
  if (g_task_return_error_if_cancelled (task))
    {
      leave (self, operation);
      return;
    }
  enter_stage (self, operation, CONSENT_STAGE_SIGNING_IN);

  sign_in = consent_sign_in_new (self->http, self->endpoints, self->client_id, self->tenant_id);
  g_signal_connect_object (sign_in, "open-uri", G_CALLBACK (on_open_uri), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sign_in, "device-code", G_CALLBACK (on_device_code), self,
                           G_CONNECT_SWAPPED);

  if (device_code)
    consent_sign_in_device_code_async (sign_in, self->scopes, operation->cancellable,
                                       on_device_code_done, g_object_ref (task));
  else
    consent_sign_in_browser_async (sign_in, self->scopes, login_hint,
                                   operation->cancellable, on_browser_done, g_object_ref (task));
}

gboolean
consent_verification_sign_in_finish (ConsentVerification  *self,
                                     GAsyncResult         *result,
                                     GError              **error)
{
  g_autoptr (ConsentToken) token = NULL;
  Operation *operation;

  g_return_val_if_fail (CONSENT_IS_VERIFICATION (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  operation = g_task_get_task_data (G_TASK (result));
  token = g_task_propagate_pointer (G_TASK (result), error);
  leave (self, operation);
  if (token == NULL || g_cancellable_set_error_if_cancelled (operation->cancellable, error))
    return FALSE;

  g_clear_pointer (&self->token, consent_token_unref);
  self->token = g_steal_pointer (&token);

  return TRUE;
}

void
consent_verification_read_async (ConsentVerification *self,
                                 gboolean             just_accepted,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Operation *operation;

  g_return_if_fail (CONSENT_IS_VERIFICATION (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, consent_verification_read_async);

  if (self->token == NULL)
    {
      g_task_return_new_error (task, CONSENT_ERROR, CONSENT_ERROR_UNAUTHORIZED,
                               "Nobody is signed in");
      return;
    }

  /* There is nothing to ask Graph with, nor about. */
  if (!consent_token_can_read (self->token))
    {
      g_autoptr (ConsentSnapshot) snapshot = make_snapshot (self, self->token);

      g_task_return_pointer (task, judge (self, snapshot, FALSE),
                             (GDestroyNotify) consent_report_unref);
      return;
    }

  operation = begin (self, task);
  if (g_task_return_error_if_cancelled (task))
    {
      leave (self, operation);
      return;
    }

  operation->token = consent_token_ref (self->token);
  operation->graph = consent_graph_new (self->http, self->endpoints, self->token);
  operation->just_accepted = just_accepted;
  operation->started = g_get_monotonic_time ();
  run_survey (task);
}

ConsentReport *
consent_verification_read_finish (ConsentVerification  *self,
                                  GAsyncResult         *result,
                                  GError              **error)
{
  g_return_val_if_fail (CONSENT_IS_VERIFICATION (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
consent_verification_forget (ConsentVerification *self)
{
  g_return_if_fail (CONSENT_IS_VERIFICATION (self));

  g_clear_pointer (&self->token, consent_token_unref);
  end_current (self);
  set_stage (self, CONSENT_STAGE_IDLE);
}
