/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "consent-body.h"
#include "consent-discovery.h"

/* The one that the seeds are about. */
#define TENANT "11111111-2222-3333-4444-555555555555"

static void
read_answer (ConsentEndpoints *endpoints,
             const uint8_t    *data,
             size_t            size,
             guint             status,
             const char       *text)
{
  ConsentHttpAnswer answer = { .status = status };
  g_autoptr (ConsentTenantInput) input = NULL;
  g_autoptr (ConsentTenant) tenant = NULL;
  g_autoptr (JsonNode) json = NULL;
  g_autoptr (GError) error = NULL;

  json = answer.json = consent_body_parse ((const char *) data, size, NULL, &error);
  if (json == NULL)
    {
      fuzz_assert_explained (error);
      return;
    }

  input = consent_tenant_input_parse (text, consent_service_get_default (), NULL);
  tenant = consent_discovery_read (&answer, input, endpoints, &error);
  if (tenant == NULL)
    {
      fuzz_assert_explained (error);
      return;
    }

  g_assert_cmpuint (status, ==, 200);
  g_assert_true (tenant->checked);
  g_assert_true (consent_guid_is_valid (tenant->id));
  if (input->id != NULL)
    g_assert_cmpstr (tenant->id, ==, input->id);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (ConsentEndpoints) endpoints = consent_endpoints_new (NULL, NULL, NULL);
  g_autoptr (ConsentEndpoints) local = consent_endpoints_new ("http://localhost:1/x", NULL, NULL);

  read_answer (endpoints, data, size, 200, "contoso.com");
  read_answer (endpoints, data, size, 200, TENANT);
  read_answer (endpoints, data, size, 400, "contoso.com");
  read_answer (local, data, size, 200, "contoso.com");

  return 0;
}
