/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-link.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define CONSENT_MICROSOFT_AUTHORITY "https://" CONSENT_LINK_HOST
#define CONSENT_MICROSOFT_GRAPH "https://graph.microsoft.com"

/**
 * ConsentEndpoints:
 *
 * The two addresses that are talked to, and the only place that decides which replacements are
 * allowed: https anywhere, plain http for loopback alone (localhost, 127.0.0.0/8, [::1]); a path
 * prefix is kept; no user name, query or fragment.
 */
#define CONSENT_TYPE_ENDPOINTS (consent_endpoints_get_type ())
G_DECLARE_FINAL_TYPE (ConsentEndpoints, consent_endpoints, CONSENT, ENDPOINTS, GObject)

/**
 * consent_endpoints_new:
 * @authority: (nullable): replaces %CONSENT_MICROSOFT_AUTHORITY; empty counts as %NULL
 * @graph: (nullable): replaces %CONSENT_MICROSOFT_GRAPH; empty counts as %NULL
 * @error: return location for a %CONSENT_ERROR_ENDPOINT
 *
 * Returns: (transfer full): the endpoints, or %NULL
 */
ConsentEndpoints *consent_endpoints_new (const char  *authority,
                                         const char  *graph,
                                         GError     **error);

/**
 * consent_endpoints_new_from_environment:
 *
 * Takes the replacements from CONSENT_AUTHORITY and CONSENT_GRAPH.
 */
ConsentEndpoints *consent_endpoints_new_from_environment (GError **error);

/* Neither ends in a slash. */
const char *consent_endpoints_get_authority (ConsentEndpoints *self);
const char *consent_endpoints_get_graph     (ConsentEndpoints *self);

/* Whether either is not Microsoft's own. */
gboolean consent_endpoints_is_replaced (ConsentEndpoints *self);

/**
 * consent_endpoints_check_issuer:
 * @issuer: the issuer of a discovery document or an id_token
 *
 * Reference, 1.2: the issuer names Microsoft's host (either version's), or, where the authority
 * was replaced, the replacement; its first GUID path segment is the tenant.
 *
 * Returns: (transfer full) (nullable): the tenant's GUID in lower case, or %NULL for any other issuer
 */
char *consent_endpoints_check_issuer (ConsentEndpoints *self,
                                      const char       *issuer);

/**
 * consent_endpoints_is_sign_in_page:
 * @address: where a person is to be sent
 *
 * Reference, 4.6: a page of Microsoft's, by https, or, where the authority was replaced, one of the
 * replacement's host.
 */
gboolean consent_endpoints_is_sign_in_page (ConsentEndpoints *self,
                                            const char       *address);

G_END_DECLS
