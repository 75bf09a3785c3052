/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-endpoints.h"
#include "consent-http.h"
#include "consent-tenant-input.h"
#include "consent-tenant.h"

G_BEGIN_DECLS

/**
 * ConsentDirectory:
 *
 * Finds the tenant behind a domain or GUID by Microsoft's public discovery document, without
 * signing in (reference, section 1). The last few answers are remembered.
 */
#define CONSENT_TYPE_DIRECTORY (consent_directory_get_type ())
G_DECLARE_FINAL_TYPE (ConsentDirectory, consent_directory, CONSENT, DIRECTORY, GObject)

ConsentDirectory *consent_directory_new (ConsentHttp      *http,
                                         ConsentEndpoints *endpoints);

/**
 * consent_directory_find_async:
 * @input: what to look up
 * @cancellable: (nullable): ends the look-up
 * @callback: (scope async): called in the main context that started the call
 *
 * Fails with %CONSENT_ERROR_TENANT_UNKNOWN, _TENANT_MISMATCH, _TENANT_CONSUMER or _NATIONAL_CLOUD
 * where the answer is clear, else as consent_http_send_async().
 */
void           consent_directory_find_async  (ConsentDirectory         *self,
                                              const ConsentTenantInput *input,
                                              GCancellable             *cancellable,
                                              GAsyncReadyCallback       callback,
                                              gpointer                  user_data);
/* Returns: (transfer full): the tenant, or %NULL */
ConsentTenant *consent_directory_find_finish (ConsentDirectory         *self,
                                              GAsyncResult             *result,
                                              GError                  **error);

G_END_DECLS
