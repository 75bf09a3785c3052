/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-page.h"

G_BEGIN_DECLS

/**
 * ConsentRegionPage:
 *
 * Asks in which of the service's regions the organization works, and sets the setup's region.
 */
#define CONSENT_TYPE_REGION_PAGE (consent_region_page_get_type ())
G_DECLARE_FINAL_TYPE (ConsentRegionPage, consent_region_page, CONSENT, REGION_PAGE, ConsentPage)

G_END_DECLS
