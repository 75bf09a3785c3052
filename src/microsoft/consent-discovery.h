/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-endpoints.h"
#include "consent-http.h"
#include "consent-tenant-input.h"
#include "consent-tenant.h"

G_BEGIN_DECLS

/**
 * consent_discovery_read:
 * @answer: what the address of the discovery document answered
 * @input: what was asked about
 * @endpoints: whose issuers are believed
 * @error: return location for what consent_directory_find_async() names
 *
 * Reads the public discovery document, or why there is none (reference, 1.2 to 1.4). Asks nobody.
 *
 * Returns: (transfer full): the tenant, or %NULL
 */
ConsentTenant *consent_discovery_read (const ConsentHttpAnswer   *answer,
                                       const ConsentTenantInput  *input,
                                       ConsentEndpoints          *endpoints,
                                       GError                   **error);

G_END_DECLS
