/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fake-verification.h"

#include "consent-error.h"

struct _ConsentVerification
{
  GObject parent_instance;

  char *tenant_id;
  char *region_id;
  char *client_id;
  char *login_hint;
  char *scopes;
  GStrv needed;
  gboolean device_code;
  gboolean just_accepted;
  gboolean has_token;
  ConsentStage stage;

  FakeAsked asked;
  GTask *task;
  gulong cancelled_id;
};

G_DEFINE_FINAL_TYPE (ConsentVerification, consent_verification, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (ConsentStage, consent_stage,
                    G_DEFINE_ENUM_VALUE (CONSENT_STAGE_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (CONSENT_STAGE_SIGNING_IN, "signing-in"),
                    G_DEFINE_ENUM_VALUE (CONSENT_STAGE_READING, "reading"),
                    G_DEFINE_ENUM_VALUE (CONSENT_STAGE_NOT_VISIBLE_YET, "not-visible-yet"))

enum {
  PROP_0,
  PROP_STAGE,
};

static GSList *alive;
static ConsentGraph *given_graph;

static void
consent_verification_get_property (GObject    *object,
                                   guint       property_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  g_value_set_enum (value, CONSENT_VERIFICATION (object)->stage);
}

static void
consent_verification_finalize (GObject *object)
{
  ConsentVerification *self = CONSENT_VERIFICATION (object);

  g_assert_null (self->task);
  alive = g_slist_remove (alive, self);
  g_free (self->tenant_id);
  g_free (self->region_id);
  g_free (self->client_id);
  g_free (self->login_hint);
  g_free (self->scopes);
  g_strfreev (self->needed);

  G_OBJECT_CLASS (consent_verification_parent_class)->finalize (object);
}

static void
consent_verification_class_init (ConsentVerificationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->get_property = consent_verification_get_property;
  object_class->finalize = consent_verification_finalize;
  g_object_class_install_property (object_class, PROP_STAGE,
                                   g_param_spec_enum ("stage", NULL, NULL, CONSENT_TYPE_STAGE, CONSENT_STAGE_IDLE,
                                                      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                                                      G_PARAM_STATIC_STRINGS));
  g_signal_new ("open-uri", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_signal_new ("device-code", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  g_signal_new ("waiting", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
consent_verification_init (ConsentVerification *self)
{
  alive = g_slist_prepend (alive, self);
}

static GTask *
take_task (ConsentVerification *self,
           FakeAsked            asked)
{
  g_assert_nonnull (self->task);
  g_assert_cmpint (self->asked, ==, asked);

  if (self->cancelled_id != 0)
    g_signal_handler_disconnect (g_task_get_cancellable (self->task), self->cancelled_id);
  self->cancelled_id = 0;
  self->asked = FAKE_ASKED_NOTHING;

  return g_steal_pointer (&self->task);
}

static void
on_cancelled (ConsentVerification *self)
{
  g_autoptr (GTask) task = take_task (self, self->asked);

  fake_verification_set_stage (self, CONSENT_STAGE_IDLE);
  g_task_return_error_if_cancelled (task);
}

static void
ask (ConsentVerification *self,
     FakeAsked            asked,
     GCancellable        *cancellable,
     GAsyncReadyCallback  callback,
     gpointer             user_data)
{
  g_assert_null (self->task);

  self->asked = asked;
  self->task = g_task_new (self, cancellable, callback, user_data);
  self->cancelled_id = g_signal_connect_swapped (cancellable, "cancelled", G_CALLBACK (on_cancelled), self);
}

ConsentVerification *
consent_verification_new (ConsentHttp      *http,
                          ConsentEndpoints *endpoints,
                          ConsentService   *service,
                          const char       *tenant_id,
                          const char       *region_id,
                          const char       *client_id)
{
  ConsentVerification *self = g_object_new (CONSENT_TYPE_VERIFICATION, NULL);

  g_assert_true (CONSENT_IS_HTTP (http));
  g_assert_true (CONSENT_IS_ENDPOINTS (endpoints));
  g_assert_true (CONSENT_IS_SERVICE (service));
  g_assert_nonnull (client_id);
  self->tenant_id = g_strdup (tenant_id);
  self->region_id = g_strdup (region_id);
  self->client_id = g_strdup (client_id);

  return self;
}

ConsentStage
consent_verification_get_stage (ConsentVerification *self)
{
  return self->stage;
}

gboolean
consent_verification_is_signed_in (ConsentVerification *self)
{
  return self->has_token;
}

void
consent_verification_set_scopes (ConsentVerification *self,
                                 const char          *scopes)
{
  g_free (self->scopes);
  self->scopes = g_strdup (scopes);
}

void
consent_verification_set_needed (ConsentVerification *self,
                                 const char *const   *needed)
{
  g_strfreev (self->needed);
  self->needed = g_strdupv ((GStrv) needed);
}

ConsentGraph *
consent_verification_new_graph (ConsentVerification *self)
{
  return self->has_token && given_graph != NULL ? g_object_ref (given_graph) : NULL;
}

void
consent_verification_sign_in_async (ConsentVerification *self,
                                    gboolean             device_code,
                                    const char          *login_hint,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  self->device_code = device_code;
  g_free (self->login_hint);
  self->login_hint = g_strdup (login_hint);
  ask (self, FAKE_ASKED_SIGN_IN, cancellable, callback, user_data);
  fake_verification_set_stage (self, CONSENT_STAGE_SIGNING_IN);
}

gboolean
consent_verification_sign_in_finish (ConsentVerification  *self,
                                     GAsyncResult         *result,
                                     GError              **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
consent_verification_read_async (ConsentVerification *self,
                                 gboolean             just_accepted,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_assert_true (self->has_token);

  self->just_accepted = just_accepted;
  ask (self, FAKE_ASKED_READ, cancellable, callback, user_data);
  fake_verification_set_stage (self, CONSENT_STAGE_READING);
}

ConsentReport *
consent_verification_read_finish (ConsentVerification  *self,
                                  GAsyncResult         *result,
                                  GError              **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
consent_verification_forget (ConsentVerification *self)
{
  self->has_token = FALSE;
}

ConsentVerification *
fake_verification_get (void)
{
  return alive != NULL ? alive->data : NULL;
}

guint
fake_verification_count_alive (void)
{
  return g_slist_length (alive);
}

guint
fake_verification_count_tokens (void)
{
  guint n = 0;

  for (GSList *l = alive; l != NULL; l = l->next)
    n += CONSENT_VERIFICATION (l->data)->has_token;

  return n;
}

FakeAsked
fake_verification_get_asked (ConsentVerification *self)
{
  return self->asked;
}

const char *
fake_verification_get_tenant_id (ConsentVerification *self)
{
  return self->tenant_id;
}

const char *
fake_verification_get_region_id (ConsentVerification *self)
{
  return self->region_id;
}

const char *
fake_verification_get_client_id (ConsentVerification *self)
{
  return self->client_id;
}

const char *
fake_verification_get_login_hint (ConsentVerification *self)
{
  return self->login_hint;
}

gboolean
fake_verification_get_device_code (ConsentVerification *self)
{
  return self->device_code;
}

gboolean
fake_verification_get_just_accepted (ConsentVerification *self)
{
  return self->just_accepted;
}

const char *
fake_verification_get_scopes (ConsentVerification *self)
{
  return self->scopes;
}

const char *const *
fake_verification_get_needed (ConsentVerification *self)
{
  return (const char *const *) self->needed;
}

void
fake_verification_set_graph (ConsentGraph *graph)
{
  given_graph = graph;
}

void
fake_verification_set_stage (ConsentVerification *self,
                             ConsentStage         stage)
{
  if (self->stage == stage)
    return;

  self->stage = stage;
  g_object_notify (G_OBJECT (self), "stage");
}

void
fake_verification_succeed_sign_in (ConsentVerification *self)
{
  g_autoptr (GTask) task = take_task (self, FAKE_ASKED_SIGN_IN);

  self->has_token = TRUE;
  fake_verification_set_stage (self, CONSENT_STAGE_IDLE);
  g_task_return_boolean (task, TRUE);
  g_main_context_iteration (NULL, FALSE);
}

void
fake_verification_succeed_read (ConsentVerification *self,
                                ConsentReport       *report)
{
  g_autoptr (GTask) task = take_task (self, FAKE_ASKED_READ);

  fake_verification_set_stage (self, CONSENT_STAGE_IDLE);
  g_task_return_pointer (task, consent_report_ref (report), (GDestroyNotify) consent_report_unref);
}

void
fake_verification_fail (ConsentVerification *self,
                        int                  code,
                        const char          *message)
{
  g_autoptr (GTask) task = take_task (self, self->asked);

  if (code == CONSENT_ERROR_UNAUTHORIZED)
    self->has_token = FALSE;
  fake_verification_set_stage (self, CONSENT_STAGE_IDLE);
  g_task_return_new_error (task, CONSENT_ERROR, code, "%s", message);
}
