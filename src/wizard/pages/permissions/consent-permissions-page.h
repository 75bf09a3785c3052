/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-page.h"

G_BEGIN_DECLS

/**
 * ConsentPermissionsPage:
 *
 * Which permissions are classified as low and which are missing, how to add them by hand, and a way
 * to have them added after a second sign-in, which can be undone. Only shown where classifying helps,
 * see consent_route_may_classify(), or where something was added here.
 *
 * Nothing is changed before a dialog that names each permission was agreed to. The token is wiped
 * when the page is left; what was added stays known, so that it can still be taken back.
 */
#define CONSENT_TYPE_PERMISSIONS_PAGE (consent_permissions_page_get_type ())
G_DECLARE_FINAL_TYPE (ConsentPermissionsPage, consent_permissions_page,
                      CONSENT, PERMISSIONS_PAGE, ConsentPage)

G_END_DECLS
