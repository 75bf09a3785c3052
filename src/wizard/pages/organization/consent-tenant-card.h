/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-tenant.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ConsentTenantCard:
 *
 * What is known about an organization without signing in, and whether Microsoft confirmed it.
 * Screen readers are told when it appears. Hidden until there is an organization.
 */
#define CONSENT_TYPE_TENANT_CARD (consent_tenant_card_get_type ())
G_DECLARE_FINAL_TYPE (ConsentTenantCard, consent_tenant_card, CONSENT, TENANT_CARD, AdwBin)

/**
 * consent_tenant_card_set_tenant:
 * @tenant: (nullable): what to show; %NULL hides the card
 */
void consent_tenant_card_set_tenant (ConsentTenantCard   *self,
                                     const ConsentTenant *tenant);

G_END_DECLS
