/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-verification.h"

#include "consent-error.h"
#include "consent-judge.h"
#include "consent-sign-in.h"
#include "consent-survey.h"

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

  ConsentStage stage;
  ConsentToken *token;
};

G_DEFINE_TYPE (ConsentVerification, consent_verification, G_TYPE_OBJECT)
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

/* Data of the task that reads. */
typedef struct
{
  ConsentGraph *graph;
  ConsentToken *token; /* of its own: forgetting must not pull it away */
  ConsentSnapshot *snapshot;
  gboolean just_accepted;
  gint64 started; /* monotonic time */
  guint asked;    /* how many times */
} Reading;

static void run_survey (GTask *task);

static void
reading_free (Reading *reading)
{
  g_clear_object (&reading->graph);
  g_clear_pointer (&reading->token, consent_token_unref);
  g_clear_pointer (&reading->snapshot, consent_snapshot_unref);
  g_free (reading);
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
    .time = now,
  };

  return consent_judge (self->service, snapshot, &question);
}

static gboolean
on_waited (gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (G_TASK (user_data));
  ConsentVerification *self = g_task_get_source_object (task);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      set_stage (self, CONSENT_STAGE_IDLE);
      g_task_return_error_if_cancelled (task);
    }
  else
    run_survey (task);

  return G_SOURCE_REMOVE;
}

/* Waits until it is time to ask once more. */
static void
wait_and_ask_again (GTask *task)
{
  ConsentVerification *self = g_task_get_source_object (task);
  Reading *reading = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  gint64 passed = (g_get_monotonic_time () - reading->started) / 1000;
  gint64 due = (gint64) visible_after[reading->asked] * self->second;
  g_autoptr (GSource) source = g_timeout_source_new (MAX (due - passed, 0));

  if (cancellable != NULL)
    {
      g_autoptr (GSource) cancelled = g_cancellable_source_new (cancellable);

      g_source_set_dummy_callback (cancelled);
      g_source_add_child_source (source, cancelled);
    }

  set_stage (self, CONSENT_STAGE_NOT_VISIBLE_YET);
  g_task_attach_source (task, source, on_waited);
}

static void
on_surveyed (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  ConsentVerification *self = g_task_get_source_object (task);
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (ConsentReport) report = NULL;
  GError *error = NULL;

  if (!consent_survey_run_finish (CONSENT_GRAPH (source), result, &error))
    {
      set_stage (self, CONSENT_STAGE_IDLE);
      if (g_error_matches (error, CONSENT_ERROR, CONSENT_ERROR_UNAUTHORIZED))
        consent_verification_forget (self);
      g_task_return_error (task, error);
      return;
    }

  report = judge (self, reading->snapshot, FALSE);
  if (reading->just_accepted && report->verdict == CONSENT_VERDICT_NOT_APPROVED)
    {
      if (reading->asked < G_N_ELEMENTS (visible_after))
        {
          wait_and_ask_again (task);
          return;
        }

      /* Long enough for most, but nobody can tell that it is not there: not visible yet. */
      g_clear_pointer (&report, consent_report_unref);
      report = judge (self, reading->snapshot, TRUE);
    }

  set_stage (self, CONSENT_STAGE_IDLE);
  g_task_return_pointer (task, g_steal_pointer (&report), (GDestroyNotify) consent_report_unref);
}

static void
run_survey (GTask *task)
{
  ConsentVerification *self = g_task_get_source_object (task);
  Reading *reading = g_task_get_task_data (task);

  g_clear_pointer (&reading->snapshot, consent_snapshot_unref);
  reading->snapshot = consent_snapshot_new (consent_service_get_client_id (self->service));
  consent_snapshot_set_account (reading->snapshot,
                                consent_token_get_tenant_id (reading->token),
                                consent_token_get_user_name (reading->token),
                                consent_token_is_foreign (reading->token),
                                consent_token_get_scopes (reading->token));
  reading->asked++;

  set_stage (self, CONSENT_STAGE_READING);
  consent_survey_run_async (reading->graph, self->service, reading->snapshot,
                            g_task_get_cancellable (task), on_surveyed, g_object_ref (task));
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

static void
on_waiting (ConsentVerification *self,
            guint                seconds)
{
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

  consent_verification_forget (self);
  g_clear_object (&self->http);
  g_clear_object (&self->endpoints);
  g_clear_object (&self->service);
  g_free (self->tenant_id);
  g_free (self->region_id);
  g_free (self->client_id);

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
    g_param_spec_uint ("second", NULL, NULL, 0, 1000, 1000,
                       G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
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
  g_return_val_if_fail (tenant_id != NULL && client_id != NULL, NULL);

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

  return self->token != NULL;
}

static void
take_sign_in (GTask        *task,
              ConsentToken *token,
              GError       *error)
{
  ConsentVerification *self = g_task_get_source_object (task);

  set_stage (self, CONSENT_STAGE_IDLE);

  if (token == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  self->token = token;
  g_task_return_boolean (task, TRUE);
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

  g_return_if_fail (CONSENT_IS_VERIFICATION (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, consent_verification_sign_in_async);

  consent_verification_forget (self);
  set_stage (self, CONSENT_STAGE_SIGNING_IN);

  sign_in = consent_sign_in_new (self->http, self->endpoints, self->client_id, self->tenant_id);
  g_signal_connect_object (sign_in, "open-uri", G_CALLBACK (on_open_uri), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sign_in, "device-code", G_CALLBACK (on_device_code), self,
                           G_CONNECT_SWAPPED);

  if (device_code)
    consent_sign_in_device_code_async (sign_in, CONSENT_SIGN_IN_SCOPES, cancellable,
                                       on_device_code_done, g_object_ref (task));
  else
    consent_sign_in_browser_async (sign_in, CONSENT_SIGN_IN_SCOPES, login_hint, cancellable,
                                   on_browser_done, g_object_ref (task));
}

gboolean
consent_verification_sign_in_finish (ConsentVerification  *self,
                                     GAsyncResult         *result,
                                     GError              **error)
{
  g_return_val_if_fail (CONSENT_IS_VERIFICATION (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
consent_verification_read_async (ConsentVerification *self,
                                 gboolean             just_accepted,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading;

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

  reading = g_new0 (Reading, 1);
  reading->graph = consent_graph_new (self->http, self->endpoints, self->token);
  reading->token = consent_token_ref (self->token);
  reading->just_accepted = just_accepted;
  reading->started = g_get_monotonic_time ();
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);

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
}
