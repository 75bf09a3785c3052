/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-look-up.h"

#include "consent-error.h"

/* After the last key: long enough not to ask for every letter, short enough to feel at once. */
#define LOOK_UP_PAUSE_MS 400
/* A text that names nothing yet is most often one that is still being typed. */
#define REFUSAL_PAUSE_MS 1200

struct _ConsentLookUp
{
  GObject parent_instance;

  ConsentDirectory *directory;
  ConsentService *service;
  GSettings *settings;

  ConsentLookUpPhase phase;
  ConsentTenantInput *input;
  /* Why there is no input. */
  GError *refusal;
  ConsentTenant *tenant;
  GError *error;
  GCancellable *cancellable;
  guint pause_id;
};

G_DEFINE_FINAL_TYPE (ConsentLookUp, consent_look_up, G_TYPE_OBJECT)

enum {
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_phase (ConsentLookUp      *self,
           ConsentLookUpPhase  phase)
{
  self->phase = phase;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
cancel (ConsentLookUp *self)
{
  g_clear_handle_id (&self->pause_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
forget_result (ConsentLookUp *self)
{
  cancel (self);
  g_clear_pointer (&self->tenant, consent_tenant_free);
  g_clear_error (&self->error);
}

static void
take_tenant (ConsentLookUp *self,
             ConsentTenant *tenant)
{
  self->tenant = tenant;

  /* Not the whole text, which may be a pasted message with more in it. */
  if (tenant->checked)
    g_settings_set_string (self->settings, "last-tenant",
                           self->input->id != NULL ? self->input->id : self->input->domain);

  set_phase (self, tenant->checked ? CONSENT_LOOK_UP_FOUND : CONSENT_LOOK_UP_NOT_CHECKED);
}

/* Whether an error says something about the organization, and not only about the way to Microsoft. */
static gboolean
is_refusal (const GError *error)
{
  if (error->domain != CONSENT_ERROR)
    return FALSE;

  switch ((ConsentError) error->code)
    {
    case CONSENT_ERROR_TENANT_EMPTY:
    case CONSENT_ERROR_TENANT_PLACEHOLDER:
    case CONSENT_ERROR_TENANT_ZERO:
    case CONSENT_ERROR_TENANT_IS_CLIENT:
    case CONSENT_ERROR_TENANT_ANY:
    case CONSENT_ERROR_TENANT_CONSUMER:
    case CONSENT_ERROR_TENANT_PERSONAL_MAIL:
    case CONSENT_ERROR_TENANT_AMBIGUOUS:
    case CONSENT_ERROR_TENANT_MALFORMED:
    case CONSENT_ERROR_TENANT_UNKNOWN:
    case CONSENT_ERROR_TENANT_MISMATCH:
    case CONSENT_ERROR_NATIONAL_CLOUD:
      return TRUE;

    default:
      return FALSE;
    }
}

static void
take_error (ConsentLookUp *self,
            GError        *error)
{
  self->error = error;

  if (is_refusal (error))
    set_phase (self, CONSENT_LOOK_UP_REFUSED);
  else if (self->input->id != NULL)
    take_tenant (self, consent_tenant_new_unchecked (self->input->id, self->input->text));
  else
    set_phase (self, CONSENT_LOOK_UP_FAILED);
}

static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  ConsentLookUp *self = user_data;
  g_autoptr (GError) error = NULL;
  ConsentTenant *tenant = consent_directory_find_finish (CONSENT_DIRECTORY (source), result, &error);

  /* Another text came, or the end of this object. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  if (tenant != NULL)
    take_tenant (self, tenant);
  else
    take_error (self, g_steal_pointer (&error));
}

static gboolean
on_pause_over (gpointer user_data)
{
  ConsentLookUp *self = CONSENT_LOOK_UP (user_data);

  self->pause_id = 0;
  consent_look_up_start (self);

  return G_SOURCE_REMOVE;
}

static void
consent_look_up_finalize (GObject *object)
{
  ConsentLookUp *self = CONSENT_LOOK_UP (object);

  forget_result (self);
  g_clear_object (&self->directory);
  g_clear_object (&self->service);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->input, consent_tenant_input_free);
  g_clear_error (&self->refusal);

  G_OBJECT_CLASS (consent_look_up_parent_class)->finalize (object);
}

static void
consent_look_up_class_init (ConsentLookUpClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = consent_look_up_finalize;

  signals[CHANGED] = g_signal_new ("changed", CONSENT_TYPE_LOOK_UP, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
consent_look_up_init (ConsentLookUp *self)
{
}

ConsentLookUp *
consent_look_up_new (ConsentContext *context)
{
  ConsentLookUp *self;

  g_return_val_if_fail (CONSENT_IS_CONTEXT (context), NULL);

  self = g_object_new (CONSENT_TYPE_LOOK_UP, NULL);
  self->directory = g_object_ref (consent_context_get_directory (context));
  self->service = g_object_ref (consent_setup_get_service (consent_context_get_setup (context)));
  self->settings = g_object_ref (consent_context_get_settings (context));

  return self;
}

void
consent_look_up_set_text (ConsentLookUp *self,
                          const char    *text)
{
  g_return_if_fail (CONSENT_IS_LOOK_UP (self));
  g_return_if_fail (text != NULL);

  forget_result (self);
  g_clear_pointer (&self->input, consent_tenant_input_free);
  g_clear_error (&self->refusal);
  self->input = consent_tenant_input_parse (text, self->service, &self->refusal);
  self->pause_id = g_timeout_add (self->input != NULL ? LOOK_UP_PAUSE_MS : REFUSAL_PAUSE_MS, on_pause_over, self);

  set_phase (self, CONSENT_LOOK_UP_IDLE);
}

void
consent_look_up_start (ConsentLookUp *self)
{
  g_return_if_fail (CONSENT_IS_LOOK_UP (self));

  forget_result (self);

  if (self->input == NULL)
    {
      if (self->refusal != NULL && !g_error_matches (self->refusal, CONSENT_ERROR, CONSENT_ERROR_TENANT_EMPTY))
        take_error (self, g_error_copy (self->refusal));
      return;
    }

  self->cancellable = g_cancellable_new ();
  /* The end of this object cancels it, which the callback looks for first. */
  consent_directory_find_async (self->directory, self->input, self->cancellable, on_found, self);
  set_phase (self, CONSENT_LOOK_UP_ASKING);
}

void
consent_look_up_stop (ConsentLookUp *self)
{
  g_return_if_fail (CONSENT_IS_LOOK_UP (self));

  forget_result (self);
  set_phase (self, CONSENT_LOOK_UP_STOPPED);
}

ConsentLookUpPhase
consent_look_up_get_phase (ConsentLookUp *self)
{
  g_return_val_if_fail (CONSENT_IS_LOOK_UP (self), CONSENT_LOOK_UP_IDLE);

  return self->phase;
}

const ConsentTenantInput *
consent_look_up_get_input (ConsentLookUp *self)
{
  g_return_val_if_fail (CONSENT_IS_LOOK_UP (self), NULL);

  return self->input;
}

const ConsentTenant *
consent_look_up_get_tenant (ConsentLookUp *self)
{
  g_return_val_if_fail (CONSENT_IS_LOOK_UP (self), NULL);

  return self->tenant;
}

const GError *
consent_look_up_get_error (ConsentLookUp *self)
{
  g_return_val_if_fail (CONSENT_IS_LOOK_UP (self), NULL);

  return self->error;
}
