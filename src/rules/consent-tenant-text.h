/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What ConsentTenantInput is built on, and nobody else: making pasted text even, and reading
 * GUIDs and domains in it. All of it works on the even text of consent_tenant_text_tidy ().
 */

/**
 * consent_tenant_text_tidy:
 * @text: what was typed
 * @error: return location for a %CONSENT_ERROR_TENANT_MALFORMED
 *
 * Makes @text even: percent escapes decoded, compatibility forms replaced (NFKC), invisible
 * characters dropped, each run of white space one space, typographic dashes hyphens, other
 * typographic punctuation and symbols a bar, ASCII letters lower case.
 *
 * Returns: (transfer full): the even text, or %NULL if @text is too long, no UTF-8, or holds
 *   control characters
 */
char *consent_tenant_text_tidy (const char  *text,
                                GError     **error);

/**
 * consent_tenant_text_match_guid:
 * @text: the whole text
 * @at: where in @text the GUID must begin
 * @loose: whether white space may stand anywhere and not only between groups; the GUID must then
 *   be the last word of @text
 * @guid: (out caller-allocates): the GUID in its usual form, 37 bytes
 *
 * Returns: (nullable): where the GUID ends, or %NULL
 */
const char *consent_tenant_text_match_guid (const char *text,
                                            const char *at,
                                            gboolean    loose,
                                            char        guid[37]);

/**
 * consent_tenant_text_to_domain:
 * @name: a host name
 *
 * Returns: (transfer full) (nullable): @name in ASCII without a dot at its end, or %NULL if it is
 *   no domain of at least two labels (reference, 1.5) or an IP address
 */
char *consent_tenant_text_to_domain (const char *name);

/**
 * consent_tenant_text_is_personal_mail:
 * @domain: a domain in ASCII, lower case
 *
 * Returns: whether @domain belongs to a personal mail provider (reference, 1.5)
 */
gboolean consent_tenant_text_is_personal_mail (const char *domain);

/**
 * consent_tenant_text_is_microsoft_page:
 * @domain: a domain in ASCII, lower case
 *
 * Returns: whether @domain is one of Microsoft's sites, where an address names no customer
 */
gboolean consent_tenant_text_is_microsoft_page (const char *domain);

G_END_DECLS
