/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-page.h"

G_BEGIN_DECLS

/**
 * ConsentWelcomePage:
 *
 * What happened, what this program does about it, and what is needed.
 */
#define CONSENT_TYPE_WELCOME_PAGE (consent_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (ConsentWelcomePage, consent_welcome_page, CONSENT, WELCOME_PAGE, ConsentPage)

G_END_DECLS
