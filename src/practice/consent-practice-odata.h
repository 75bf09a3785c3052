/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * The few query options of OData that Graph's answers here need (reference, 5.1): $filter with eq
 * and and, $select, and paging by $top and $skiptoken.
 */

/**
 * consent_practice_odata_filter:
 * @rows: (element-type JsonObject): the list
 * @filter: such as "clientId eq 'x' and consentType eq 'AllPrincipals'"
 * @properties: (nullable): names that may be filtered by, separated by spaces
 *
 * Returns: (transfer full) (nullable): the rows that match, or %NULL for a filter of another kind
 */
JsonArray *consent_practice_odata_filter (JsonArray  *rows,
                                          const char *filter,
                                          const char *properties);

/**
 * consent_practice_odata_find_unknown:
 * @select: names separated by commas
 * @properties: the names that exist, separated by spaces
 *
 * Returns: (transfer full) (nullable): the first name that does not exist, or %NULL
 */
char *consent_practice_odata_find_unknown (const char *select,
                                           const char *properties);

/* (transfer full): @object with the selected members only; @select: (nullable): all of them */
JsonObject *consent_practice_odata_select (JsonObject *object,
                                           const char *select);

/**
 * consent_practice_odata_cut_page:
 * @rows: (element-type JsonObject): the list
 * @skip: how many rows came before
 * @top: how many to take
 * @select: (nullable): as above
 *
 * Returns: (transfer full): the page
 */
JsonArray *consent_practice_odata_cut_page (JsonArray  *rows,
                                            guint       skip,
                                            guint       top,
                                            const char *select);

G_END_DECLS
