/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-directory.h"
#include "hostile.h"
#include "test-async.h"

typedef struct
{
  ConsentEndpoints *endpoints;
  ConsentDirectory *directory;
} Step;

static void
start (Hostile *self)
{
  Step *step = g_new0 (Step, 1);
  g_autoptr (ConsentTenantInput) input = NULL;

  self->data = step;
  step->endpoints = consent_endpoints_new (self->address, NULL, NULL);
  step->directory = consent_directory_new (self->http, step->endpoints);
  input = consent_tenant_input_parse ("contoso.com", consent_service_get_default (), NULL);
  consent_directory_find_async (step->directory, input, self->cancellable, test_store_result,
                                &self->result);
}

static gboolean
finish (Hostile       *self,
        GAsyncResult  *result,
        GError       **error)
{
  Step *step = self->data;
  g_autoptr (ConsentTenant) tenant = NULL;

  tenant = consent_directory_find_finish (step->directory, result, error);

  return tenant != NULL;
}

static void
clear (Hostile *self)
{
  Step *step = self->data;

  g_assert_finalize_object (step->directory);
  g_assert_finalize_object (step->endpoints);
  g_free (step);
}

int
main (int    argc,
      char **argv)
{
  static const HostileTest test = { HOSTILE_DIRECTORY, "directory", start, finish, clear };

  g_test_init (&argc, &argv, NULL);
  test_collect_logs ();
  hostile_add_tests (&test);

  return g_test_run ();
}
