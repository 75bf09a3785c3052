/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-page.h"

G_BEGIN_DECLS

/**
 * ConsentCheckPage:
 *
 * Signs in, reads what Microsoft has on record, and shows whether people can connect now. Optional: it can
 * always be skipped. The token is wiped when the page is left; the report stays in the setup.
 */
#define CONSENT_TYPE_CHECK_PAGE (consent_check_page_get_type ())
G_DECLARE_FINAL_TYPE (ConsentCheckPage, consent_check_page, CONSENT, CHECK_PAGE, ConsentPage)

G_END_DECLS
