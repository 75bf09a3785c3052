/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-pages.h"

#include "pages/approve/consent-approve-page.h"
#include "pages/check/consent-check-page.h"
#include "pages/done/consent-done-page.h"
#include "pages/organization/consent-organization-page.h"
#include "pages/permissions/consent-permissions-page.h"
#include "pages/region/consent-region-page.h"
#include "pages/user-consent/consent-user-consent-page.h"
#include "pages/welcome/consent-welcome-page.h"

/* The wizard, page by page. The build takes in the .c and the .ui file of each page that is included
 * above. */
const ConsentPageEntry consent_pages[] = {
  { "welcome", consent_welcome_page_get_type },
  { "organization", consent_organization_page_get_type },
  { "region", consent_region_page_get_type },
  { "approve", consent_approve_page_get_type },
  { "check", consent_check_page_get_type },
  { "user-consent", consent_user_consent_page_get_type },
  { "permissions", consent_permissions_page_get_type },
  { "done", consent_done_page_get_type },
  { NULL },
};
