/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-service.h"

G_BEGIN_DECLS

/*
 * ConsentTenantSearch:
 * @text: what is searched: the even text of consent_tenant_text_tidy ()
 * @service: whose client ID and hosts name no tenant
 * @sure: GUIDs where an address has its tenant
 * @likely: other GUIDs that nothing speaks against
 * @domains: domains in ASCII
 * @has_client: whether the service's own client ID is there
 * @has_other_guid: whether there are GUIDs that are labelled as something else
 * @has_page: whether there is the address of a page that names no organization
 * @broken: (nullable): the first that looks like a domain but is none
 *
 * What ConsentTenantInput, and nobody else, looks for in a text. Each thing is listed once.
 */
typedef struct
{
  const char *text;
  ConsentService *service;
  GPtrArray *sure;
  GPtrArray *likely;
  GPtrArray *domains;
  gboolean has_client;
  gboolean has_other_guid;
  gboolean has_page;
  char *broken;
} ConsentTenantSearch;

void consent_tenant_search_init  (ConsentTenantSearch *self,
                                  const char          *text,
                                  ConsentService      *service);
void consent_tenant_search_clear (ConsentTenantSearch *self);

/**
 * consent_tenant_search_find_segment:
 * @rest: (out): what follows the segment in the text
 *
 * Returns: (transfer full) (nullable): the first path segment behind the first sign-in host,
 *   which is where such an address names its tenant
 */
char *consent_tenant_search_find_segment (const ConsentTenantSearch  *self,
                                          const char                **rest);

void consent_tenant_search_find_guids   (ConsentTenantSearch *self);
void consent_tenant_search_find_domains (ConsentTenantSearch *self);

/* Lists @name under domains, or as broken. */
void consent_tenant_search_add_domain (ConsentTenantSearch *self,
                                       const char          *name);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ConsentTenantSearch, consent_tenant_search_clear)

G_END_DECLS
