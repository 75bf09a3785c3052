/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * consent_landing_page_show:
 * @message: the browser's request
 * @problem: (nullable): what went wrong, in Microsoft's words; %NULL if nothing did
 *
 * Answers with the page on which the browser ends after a sign-in: plain, translated, without any
 * script, and not to be kept.
 */
void consent_landing_page_show (SoupServerMessage *message,
                                const char        *problem);

G_END_DECLS
