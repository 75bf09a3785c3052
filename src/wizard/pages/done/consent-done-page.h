/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-page.h"

G_BEGIN_DECLS

/**
 * ConsentDonePage:
 *
 * What is in place, what is left, and what users do next. Says no more than is known: that the
 * person accepted is their word.
 */
#define CONSENT_TYPE_DONE_PAGE (consent_done_page_get_type ())
G_DECLARE_FINAL_TYPE (ConsentDonePage, consent_done_page, CONSENT, DONE_PAGE, ConsentPage)

G_END_DECLS
