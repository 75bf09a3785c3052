/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-context.h"

#include "consent-error.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

struct _ConsentContext
{
  GObject parent_instance;

  ConsentSetup *setup;
  ConsentEndpoints *endpoints;
  ConsentHttp *http;
  ConsentDirectory *directory;
  GSettings *settings;
  ConsentPracticeServer *server;
  char *scenario;
};

G_DEFINE_FINAL_TYPE (ConsentContext, consent_context, G_TYPE_OBJECT)

static ConsentContext *
context_new (ConsentService   *service,
             ConsentEndpoints *endpoints)
{
  ConsentContext *self = g_object_new (CONSENT_TYPE_CONTEXT, NULL);

  self->endpoints = g_object_ref (endpoints);
  self->setup = consent_setup_new (service, consent_endpoints_get_authority (endpoints));
  self->http = consent_http_new ();
  self->directory = consent_directory_new (self->http, endpoints);

  return self;
}

/* What a practice run remembers is gone with it: the same keys with their defaults, in memory. */
static GSettings *
make_practice_settings (GSettings *settings)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();

  g_object_get (settings, "settings-schema", &schema, NULL);

  return g_settings_new_full (schema, backend, NULL);
}

static void
consent_context_finalize (GObject *object)
{
  ConsentContext *self = CONSENT_CONTEXT (object);

  g_clear_object (&self->directory);
  g_clear_object (&self->http);
  g_clear_object (&self->endpoints);
  g_clear_object (&self->setup);
  g_clear_object (&self->settings);
  g_clear_object (&self->server);
  g_clear_pointer (&self->scenario, g_free);

  G_OBJECT_CLASS (consent_context_parent_class)->finalize (object);
}

static void
consent_context_class_init (ConsentContextClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = consent_context_finalize;
}

static void
consent_context_init (ConsentContext *self)
{
}

ConsentContext *
consent_context_new (ConsentService  *service,
                     GSettings       *settings,
                     GError         **error)
{
  g_autoptr (ConsentContext) self = NULL;
  g_autoptr (ConsentEndpoints) endpoints = NULL;

  g_return_val_if_fail (CONSENT_IS_SERVICE (service), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  endpoints = consent_endpoints_new_from_environment (error);
  if (endpoints == NULL)
    return NULL;

  self = context_new (service, endpoints);
  self->settings = g_object_ref (settings);

  return g_steal_pointer (&self);
}

ConsentContext *
consent_context_new_practice (ConsentService  *service,
                              GSettings       *settings,
                              const char      *scenario,
                              GError         **error)
{
  g_autoptr (ConsentContext) self = NULL;
  g_autoptr (ConsentEndpoints) endpoints = NULL;
  g_autoptr (ConsentPracticeServer) server = NULL;
  g_autofree char *authority = NULL;
  g_autofree char *graph = NULL;

  g_return_val_if_fail (CONSENT_IS_SERVICE (service), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  if (scenario == NULL)
    scenario = consent_practice_server_list_scenarios ()[0];

  if (!g_strv_contains (consent_practice_server_list_scenarios (), scenario))
    {
      g_set_error (error, CONSENT_ERROR, CONSENT_ERROR_FAILED,
                   "There is no practice scenario “%s”", scenario);
      return NULL;
    }

  server = consent_practice_server_new (service);
  if (!consent_practice_server_start (server, 0, error))
    return NULL;

  authority = consent_practice_server_get_authority (server, scenario);
  graph = consent_practice_server_get_graph (server, scenario);
  endpoints = consent_endpoints_new (authority, graph, error);
  if (endpoints == NULL)
    return NULL;

  self = context_new (service, endpoints);
  self->settings = make_practice_settings (settings);
  self->server = g_steal_pointer (&server);
  self->scenario = g_strdup (scenario);

  return g_steal_pointer (&self);
}

ConsentSetup *
consent_context_get_setup (ConsentContext *self)
{
  g_return_val_if_fail (CONSENT_IS_CONTEXT (self), NULL);

  return self->setup;
}

ConsentEndpoints *
consent_context_get_endpoints (ConsentContext *self)
{
  g_return_val_if_fail (CONSENT_IS_CONTEXT (self), NULL);

  return self->endpoints;
}

ConsentDirectory *
consent_context_get_directory (ConsentContext *self)
{
  g_return_val_if_fail (CONSENT_IS_CONTEXT (self), NULL);

  return self->directory;
}

GSettings *
consent_context_get_settings (ConsentContext *self)
{
  g_return_val_if_fail (CONSENT_IS_CONTEXT (self), NULL);

  return self->settings;
}

const char *
consent_context_get_scenario (ConsentContext *self)
{
  g_return_val_if_fail (CONSENT_IS_CONTEXT (self), NULL);

  return self->scenario;
}

ConsentVerification *
consent_context_new_verification (ConsentContext *self,
                                  const char     *client_id)
{
  const ConsentTenant *tenant;
  const ConsentRegion *region;

  g_return_val_if_fail (CONSENT_IS_CONTEXT (self), NULL);

  tenant = consent_setup_get_tenant (self->setup);
  region = consent_setup_get_region (self->setup);
  g_return_val_if_fail (tenant != NULL, NULL);

  return consent_verification_new (self->http, self->endpoints, consent_setup_get_service (self->setup),
                                   tenant->id, region != NULL ? region->id : NULL, client_id);
}
