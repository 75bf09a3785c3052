/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-service.h"

G_BEGIN_DECLS

/* The tenant of all personal accounts (reference, 0.3 and 1.3). */
#define CONSENT_TENANT_CONSUMERS "9188040d-6c67-4c5b-b112-36a304b66dad"

/**
 * ConsentTenantInput:
 * @text: what was typed, unchanged
 * @id: (nullable): the GUID in it, lower case and hyphenated; or %NULL
 * @domain: (nullable): the domain in it, lower case and in ASCII (IDNA); or %NULL
 *
 * What a person typed to name an organization. Exactly one of @id and @domain is set.
 */
typedef struct
{
  char *text;
  char *id;
  char *domain;
} ConsentTenantInput;

/**
 * consent_tenant_input_parse:
 * @text: anything: a GUID in any spelling, a domain, an e-mail address, a sentence or a portal
 *   address around one of these
 * @service: the service, whose client ID is no tenant
 * @error: return location for one of the CONSENT_ERROR_TENANT_… refusals
 *
 * Asks nobody. Rules: reference, 1.3 (special names) and 1.5 (from e-mail address to domain).
 *
 * Returns: (transfer full): what to look up, or %NULL
 */
ConsentTenantInput *consent_tenant_input_parse (const char      *text,
                                                ConsentService  *service,
                                                GError         **error);

ConsentTenantInput *consent_tenant_input_copy (const ConsentTenantInput *self);
void                consent_tenant_input_free (ConsentTenantInput       *self);

/**
 * consent_guid_is_valid:
 *
 * Returns: whether @text is a GUID, hyphenated, and nothing else
 */
gboolean consent_guid_is_valid (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentTenantInput, consent_tenant_input_free)

G_END_DECLS
