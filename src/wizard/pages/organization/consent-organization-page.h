/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-page.h"

G_BEGIN_DECLS

/**
 * ConsentOrganizationPage:
 *
 * Asks which organization it is about, and sets the setup's tenant. Looks it up while the person
 * types.
 */
#define CONSENT_TYPE_ORGANIZATION_PAGE (consent_organization_page_get_type ())
G_DECLARE_FINAL_TYPE (ConsentOrganizationPage, consent_organization_page,
                      CONSENT, ORGANIZATION_PAGE, ConsentPage)

G_END_DECLS
