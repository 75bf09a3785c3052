/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-service.h"

G_BEGIN_DECLS

/* Where Microsoft's own links lead. */
#define CONSENT_LINK_HOST "login.microsoftonline.com"

/**
 * ConsentLinkPart:
 * @title: what this part says, such as "Who is asked"
 * @value: the part itself, decoded
 * @explanation: what it means
 *
 * One part of an approval link, translated for display. Plain text, never markup.
 */
typedef struct
{
  char *title;
  char *value;
  char *explanation;
} ConsentLinkPart;

/**
 * consent_link_build:
 * @service: who asks for approval
 * @region: one of @service's regions
 * @tenant_id: a GUID
 * @authority: address of the sign-in host, without a slash at its end
 *
 * Builds the link of the help article, byte for byte (reference, 2.1). It has no `state`: how
 * the service's own page would treat one is unknown.
 *
 * Returns: (transfer full): the approval link
 */
char *consent_link_build (ConsentService      *service,
                          const ConsentRegion *region,
                          const char          *tenant_id,
                          const char          *authority);

/**
 * consent_link_build_template:
 *
 * The same link for an organization that is not known yet, as the help article prints it: with
 * "{tenant-id}" in the place of the Tenant ID.
 *
 * Returns: (transfer full): a link that leads nowhere before someone has filled it in
 */
char *consent_link_build_template (ConsentService      *service,
                                   const ConsentRegion *region,
                                   const char          *authority);

/**
 * consent_link_take_apart:
 * @service: whose link it is
 * @link: an approval link as consent_link_build() makes it
 *
 * Returns: (transfer full) (element-type ConsentLinkPart): host, tenant, app and return address
 */
GPtrArray *consent_link_take_apart (ConsentService *service,
                                    const char     *link);

G_END_DECLS
