/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-page.h"

G_BEGIN_DECLS

/**
 * ConsentUserConsentPage:
 *
 * What the organization lets ordinary users agree to by themselves, and what that means for the
 * service: as the check read it, or else as the person says that they see it. Nothing has to be
 * answered to go on. Stepped over where it does not matter, see
 * consent_route_asks_user_consent().
 */
#define CONSENT_TYPE_USER_CONSENT_PAGE (consent_user_consent_page_get_type ())
G_DECLARE_FINAL_TYPE (ConsentUserConsentPage, consent_user_consent_page,
                      CONSENT, USER_CONSENT_PAGE, ConsentPage)

G_END_DECLS
