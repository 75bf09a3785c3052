/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-page.h"

G_BEGIN_DECLS

/**
 * ConsentApprovePage:
 *
 * Opens the approval link in the browser, never by itself, and asks afterwards what happened there.
 * Sets the setup's answer.
 */
#define CONSENT_TYPE_APPROVE_PAGE (consent_approve_page_get_type ())
G_DECLARE_FINAL_TYPE (ConsentApprovePage, consent_approve_page, CONSENT, APPROVE_PAGE, ConsentPage)

G_END_DECLS
