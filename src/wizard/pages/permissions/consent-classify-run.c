/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-classify-run.h"

#include "consent-error.h"
#include "consent-route.h"
#include "consent-sign-in.h"

#include <glib/gi18n.h>

/* What the second sign-in asks for: to read, so that nothing is changed blindly, and to change. */
#define SCOPES CONSENT_SIGN_IN_SCOPES " https://graph.microsoft.com/" CONSENT_CLASSIFIER_SCOPE

/**
 * Goal:
 * @GOAL_ADD: to add what is ticked, after asking
 * @GOAL_RETRY: to try one again that was agreed to before
 * @GOAL_UNDO: to take back what was added
 *
 * What the person wants done, also after signing in for it.
 */
typedef enum
{
  GOAL_ADD,
  GOAL_RETRY,
  GOAL_UNDO,
} Goal;

struct _ConsentClassifyRun
{
  GObject parent_instance;

  ConsentContext *context;
  ConsentClassifier *classifier;
  char *client_id;
  char **needed;

  ConsentClassifyPhase phase;
  Goal goal;
  const char *work;
  /* Holds the token; %NULL while nobody is signed in. */
  ConsentVerification *verification;
  /* %NULL once nobody waits for what is under way. */
  GCancellable *cancellable;
  gboolean device_code;
};

G_DEFINE_FINAL_TYPE (ConsentClassifyRun, consent_classify_run, G_TYPE_OBJECT)

enum {
  CHANGED,
  SIGNING_IN,
  ASK,
  CONCLUDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static ConsentSetup *
get_setup (ConsentClassifyRun *self)
{
  return consent_context_get_setup (self->context);
}

static ConsentService *
get_service (ConsentClassifyRun *self)
{
  return consent_setup_get_service (get_setup (self));
}

static gboolean
is_signed_in (ConsentClassifyRun *self)
{
  return self->verification != NULL && consent_verification_is_signed_in (self->verification);
}

static void
set_phase (ConsentClassifyRun   *self,
           ConsentClassifyPhase  phase,
           const char           *work)
{
  self->phase = phase;
  self->work = work;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Ends what is under way. Whoever was at it finds out that nobody waits for it any more. */
static void
stop (ConsentClassifyRun *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
begin (ConsentClassifyRun   *self,
       ConsentClassifyPhase  phase,
       const char           *work)
{
  stop (self);
  self->cancellable = g_cancellable_new ();
  set_phase (self, phase, work);
}

/* Nothing of a sign-in outlives this; what was added stays known. */
static void
forget_sign_in (ConsentClassifyRun *self)
{
  consent_classifier_set_graph (self->classifier, NULL);
  if (self->verification != NULL)
    consent_verification_forget (self->verification);
  g_clear_object (&self->verification);
}

/* @result: (transfer full) */
static void
conclude (ConsentClassifyRun    *self,
          ConsentClassifyResult *result,
          gboolean               may_use_code)
{
  g_autoptr (ConsentClassifyResult) owned = result;

  stop (self);
  set_phase (self, CONSENT_CLASSIFY_IDLE, NULL);
  g_signal_emit (self, signals[CONCLUDED], 0, owned, may_use_code);
}

static void
conclude_failed (ConsentClassifyRun *self,
                 const GError       *error)
{
  gboolean may_use_code = !is_signed_in (self) && !self->device_code;

  if (g_error_matches (error, CONSENT_ERROR, CONSENT_ERROR_UNAUTHORIZED))
    forget_sign_in (self);
  conclude (self, consent_classify_result_new_failed (error, get_service (self)), may_use_code);
}

/* Everyone else goes by what the setup knows, which is outdated now. */
static void
on_reread (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (ConsentClassifyRun) self = CONSENT_CLASSIFY_RUN (user_data);
  g_autoptr (ConsentReport) report = NULL;
  g_autoptr (GError) error = NULL;

  report = consent_verification_read_finish (CONSENT_VERIFICATION (source), result, &error);
  if (self->cancellable == NULL)
    return;

  if (report != NULL)
    consent_setup_set_report (get_setup (self), report);

  conclude (self,
            self->goal == GOAL_UNDO
              ? consent_classify_result_new_undone (self->classifier)
              : consent_classify_result_new_added (self->classifier, get_service (self)),
            FALSE);
}

static void
on_changed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (ConsentClassifyRun) self = CONSENT_CLASSIFY_RUN (user_data);
  g_autoptr (GError) error = NULL;
  gboolean done = consent_classifier_finish (CONSENT_CLASSIFIER (source), result, &error);

  if (self->cancellable == NULL)
    return;

  if (done)
    {
      set_phase (self, CONSENT_CLASSIFY_CHANGING, _("Reading how things stand now…"));
      consent_verification_read_async (self->verification, FALSE, self->cancellable, on_reread,
                                       g_object_ref (self));
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      conclude (self, consent_classify_result_new_stopped (), FALSE);
    }
  else
    {
      conclude_failed (self, error);
    }
}

static void
change (ConsentClassifyRun *self)
{
  g_autoptr (ConsentGraph) graph = consent_verification_new_graph (self->verification);
  gboolean undo = self->goal == GOAL_UNDO;

  begin (self, CONSENT_CLASSIFY_CHANGING, undo ? _("Taking it back…") : _("Adding one after the other…"));
  consent_classifier_set_graph (self->classifier, graph);
  if (undo)
    consent_classifier_undo_async (self->classifier, self->cancellable, on_changed,
                                   g_object_ref (self));
  else
    consent_classifier_add_async (self->classifier, self->cancellable, on_changed,
                                  g_object_ref (self));
}

/* Whether adding can still do something: a check may just have found that it cannot, and everyone
 * may be able to connect by now, since something was added here. */
static gboolean
can_help (ConsentClassifyRun *self)
{
  const ConsentReport *report = consent_setup_get_report (get_setup (self));

  return consent_route_may_classify (get_setup (self)) ||
         (report->approved == CONSENT_NO && report->user_consent == CONSENT_USER_CONSENT_LOW &&
          report->verdict == CONSENT_VERDICT_READY_WITH_REMARKS);
}

/* Signed in, and it is known how things stand. */
static void
go_on (ConsentClassifyRun *self)
{
  if (self->goal != GOAL_ADD)
    {
      change (self);
    }
  else if (can_help (self))
    {
      stop (self);
      set_phase (self, CONSENT_CLASSIFY_ASKING, NULL);
      g_signal_emit (self, signals[ASK], 0);
    }
  else
    {
      conclude (self, consent_classify_result_new_useless (get_setup (self)), FALSE);
    }
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (ConsentClassifyRun) self = CONSENT_CLASSIFY_RUN (user_data);
  g_autoptr (ConsentReport) report = NULL;
  g_autoptr (GError) error = NULL;

  report = consent_verification_read_finish (CONSENT_VERIFICATION (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->cancellable == NULL)
    return;

  if (report == NULL)
    {
      conclude_failed (self, error);
    }
  else if (consent_report_find_check (report, "organization")->status == CONSENT_STATUS_FAIL)
    {
      forget_sign_in (self);
      conclude (self, consent_classify_result_new_elsewhere (report), FALSE);
    }
  else
    {
      consent_setup_set_report (get_setup (self), report);
      go_on (self);
    }
}

static void
on_signed_in (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (ConsentClassifyRun) self = CONSENT_CLASSIFY_RUN (user_data);
  g_autoptr (GError) error = NULL;
  gboolean done;

  done = consent_verification_sign_in_finish (CONSENT_VERIFICATION (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->cancellable == NULL)
    return;

  if (done)
    consent_verification_read_async (self->verification, FALSE, self->cancellable, on_read,
                                     g_object_ref (self));
  else
    conclude_failed (self, error);
}

static void
start_sign_in (ConsentClassifyRun *self,
               gboolean            device_code)
{
  ConsentSetup *setup = get_setup (self);

  if (consent_setup_get_tenant (setup) == NULL || self->client_id == NULL)
    return;

  stop (self);
  forget_sign_in (self);
  self->device_code = device_code;
  self->verification = consent_context_new_verification (self->context, self->client_id);
  consent_verification_set_scopes (self->verification, SCOPES);
  consent_verification_set_needed (self->verification, (const char * const *) self->needed);
  begin (self, CONSENT_CLASSIFY_SIGNING_IN, NULL);
  g_signal_emit (self, signals[SIGNING_IN], 0, self->verification);
  consent_verification_sign_in_async (self->verification, device_code,
                                      consent_setup_find_login_hint (setup), self->cancellable,
                                      on_signed_in, g_object_ref (self));
}

/* Does what the person wants, with the sign-in that there is or a new one. */
static void
start (ConsentClassifyRun *self,
       Goal                goal)
{
  self->goal = goal;
  if (is_signed_in (self))
    go_on (self);
  else
    start_sign_in (self, self->device_code);
}

static void
consent_classify_run_dispose (GObject *object)
{
  ConsentClassifyRun *self = CONSENT_CLASSIFY_RUN (object);

  stop (self);
  if (self->classifier != NULL)
    forget_sign_in (self);
  g_clear_object (&self->classifier);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (consent_classify_run_parent_class)->dispose (object);
}

static void
consent_classify_run_finalize (GObject *object)
{
  ConsentClassifyRun *self = CONSENT_CLASSIFY_RUN (object);

  g_clear_pointer (&self->client_id, g_free);
  g_clear_pointer (&self->needed, g_strfreev);

  G_OBJECT_CLASS (consent_classify_run_parent_class)->finalize (object);
}

static void
consent_classify_run_class_init (ConsentClassifyRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = consent_classify_run_dispose;
  object_class->finalize = consent_classify_run_finalize;

  signals[CHANGED] = g_signal_new ("changed", CONSENT_TYPE_CLASSIFY_RUN, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNING_IN] = g_signal_new ("signing-in", CONSENT_TYPE_CLASSIFY_RUN, G_SIGNAL_RUN_LAST,
                                      0, NULL, NULL, NULL, G_TYPE_NONE, 1, CONSENT_TYPE_VERIFICATION);
  signals[ASK] = g_signal_new ("ask", CONSENT_TYPE_CLASSIFY_RUN, G_SIGNAL_RUN_LAST,
                               0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CONCLUDED] = g_signal_new ("concluded", CONSENT_TYPE_CLASSIFY_RUN, G_SIGNAL_RUN_LAST,
                                     0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                     G_TYPE_POINTER, G_TYPE_BOOLEAN);
}

static void
consent_classify_run_init (ConsentClassifyRun *self)
{
  self->classifier = consent_classifier_new ();
}

ConsentClassifyRun *
consent_classify_run_new (ConsentContext *context)
{
  ConsentClassifyRun *self;

  g_return_val_if_fail (CONSENT_IS_CONTEXT (context), NULL);

  self = g_object_new (CONSENT_TYPE_CLASSIFY_RUN, NULL);
  self->context = g_object_ref (context);

  return self;
}

ConsentClassifyPhase
consent_classify_run_get_phase (ConsentClassifyRun *self)
{
  g_return_val_if_fail (CONSENT_IS_CLASSIFY_RUN (self), CONSENT_CLASSIFY_IDLE);

  return self->phase;
}

const char *
consent_classify_run_get_work (ConsentClassifyRun *self)
{
  g_return_val_if_fail (CONSENT_IS_CLASSIFY_RUN (self), NULL);

  return self->work;
}

ConsentClassifier *
consent_classify_run_get_classifier (ConsentClassifyRun *self)
{
  g_return_val_if_fail (CONSENT_IS_CLASSIFY_RUN (self), NULL);

  return self->classifier;
}

void
consent_classify_run_set_client_id (ConsentClassifyRun *self,
                                    const char         *client_id)
{
  g_return_if_fail (CONSENT_IS_CLASSIFY_RUN (self));

  if (g_strcmp0 (self->client_id, client_id) == 0)
    return;

  g_free (self->client_id);
  self->client_id = g_strdup (client_id);
  self->device_code = FALSE;
  forget_sign_in (self);
}

void
consent_classify_run_add (ConsentClassifyRun *self,
                          const char * const *needed)
{
  g_return_if_fail (CONSENT_IS_CLASSIFY_RUN (self));

  if (self->phase != CONSENT_CLASSIFY_IDLE)
    return;

  g_strfreev (self->needed);
  self->needed = g_strdupv ((char **) needed);
  if (self->verification != NULL)
    consent_verification_set_needed (self->verification, needed);
  start (self, GOAL_ADD);
}

void
consent_classify_run_agree (ConsentClassifyRun *self,
                            GPtrArray          *needs)
{
  g_return_if_fail (CONSENT_IS_CLASSIFY_RUN (self));
  g_return_if_fail (self->phase == CONSENT_CLASSIFY_ASKING);

  if (needs == NULL)
    {
      set_phase (self, CONSENT_CLASSIFY_IDLE, NULL);
      return;
    }

  if (needs->len == 0)
    {
      conclude (self, consent_classify_result_new_nothing (), FALSE);
      return;
    }

  for (guint i = 0; i < needs->len; i++)
    {
      const ConsentNeed *need = g_ptr_array_index (needs, i);

      consent_classifier_request (self->classifier, need->id, need->name);
    }
  change (self);
}

void
consent_classify_run_retry (ConsentClassifyRun *self,
                            const ConsentNeed  *need)
{
  g_return_if_fail (CONSENT_IS_CLASSIFY_RUN (self));
  g_return_if_fail (need != NULL && need->id != NULL);

  if (self->phase != CONSENT_CLASSIFY_IDLE)
    return;

  consent_classifier_request (self->classifier, need->id, need->name);
  start (self, GOAL_RETRY);
}

void
consent_classify_run_undo (ConsentClassifyRun *self)
{
  g_return_if_fail (CONSENT_IS_CLASSIFY_RUN (self));

  if (self->phase == CONSENT_CLASSIFY_IDLE)
    start (self, GOAL_UNDO);
}

void
consent_classify_run_use_code (ConsentClassifyRun *self)
{
  g_return_if_fail (CONSENT_IS_CLASSIFY_RUN (self));

  start_sign_in (self, TRUE);
}

void
consent_classify_run_cancel (ConsentClassifyRun *self)
{
  g_return_if_fail (CONSENT_IS_CLASSIFY_RUN (self));

  if (self->phase == CONSENT_CLASSIFY_CHANGING)
    g_cancellable_cancel (self->cancellable);
  else
    consent_classify_run_forget (self);
}

void
consent_classify_run_forget (ConsentClassifyRun *self)
{
  g_return_if_fail (CONSENT_IS_CLASSIFY_RUN (self));

  stop (self);
  forget_sign_in (self);
  set_phase (self, CONSENT_CLASSIFY_IDLE, NULL);
}
