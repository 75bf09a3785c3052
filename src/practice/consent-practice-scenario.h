/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ConsentPracticeOrganization:
 * @id: the tenant's GUID, or what Microsoft writes in its place
 * @name: display name
 * @domains: verified domains, the one to suggest first
 * @region: (nullable): tenant_region_scope of the discovery document
 * @sub_region: (nullable): tenant_region_sub_scope of the discovery document
 * @cloud: cloud_instance_name of the discovery document
 * @graph_host: msgraph_host of the discovery document
 * @code: AADSTS code that discovery answers with, 0 for a document
 *
 * What discovery knows about one tenant. Nobody's real tenant: the GUIDs are made up and the
 * domains are of the reserved top level "example" (RFC 2606).
 */
typedef struct
{
  const char *id;
  const char *name;
  const char *domains[4];
  const char *region;
  const char *sub_region;
  const char *cloud;
  const char *graph_host;
  int code;
} ConsentPracticeOrganization;

/**
 * ConsentPracticeTraits:
 * @CONSENT_PRACTICE_APPROVED: the app is approved from the start
 * @CONSENT_PRACTICE_DECLINED: whoever is asked for approval says no
 * @CONSENT_PRACTICE_NO_ADMIN: nobody with an administrator's role can sign in
 * @CONSENT_PRACTICE_THROTTLED: each address asks for patience before its first real answer
 * @CONSENT_PRACTICE_OFFLINE: nothing listens where the scenario's addresses point
 * @CONSENT_PRACTICE_VERIFIED: the app's publisher is verified
 * @CONSENT_PRACTICE_APP_OFF: sign-in to the app is switched off
 * @CONSENT_PRACTICE_ASSIGNMENT: only people assigned to the app get in
 * @CONSENT_PRACTICE_SOME_USERS: many users have agreed to the app for themselves, before that was
 *   no longer allowed; Graph shows few of them at a time
 * @CONSENT_PRACTICE_WORKFLOW: users may ask for approval, and one has
 *
 * What sets one scenario apart from the others.
 */
typedef enum {
  CONSENT_PRACTICE_APPROVED = 1 << 0,
  CONSENT_PRACTICE_DECLINED = 1 << 1,
  CONSENT_PRACTICE_NO_ADMIN = 1 << 2,
  CONSENT_PRACTICE_THROTTLED = 1 << 3,
  CONSENT_PRACTICE_OFFLINE = 1 << 4,
  CONSENT_PRACTICE_VERIFIED = 1 << 5,
  CONSENT_PRACTICE_APP_OFF = 1 << 6,
  CONSENT_PRACTICE_ASSIGNMENT = 1 << 7,
  CONSENT_PRACTICE_SOME_USERS = 1 << 8,
  CONSENT_PRACTICE_WORKFLOW = 1 << 9,
} ConsentPracticeTraits;

/**
 * ConsentPracticeScenario:
 * @name: the name that people type, and a segment of the scenario's addresses
 * @organization: the organization that is practiced with
 * @user_consent: what users may agree to: "managed", "low" or "none" (reference, 5.6)
 * @traits: what is special about it
 *
 * One row of the table of scenarios.
 */
typedef struct
{
  const char *name;
  ConsentPracticeOrganization organization;
  const char *user_consent;
  ConsentPracticeTraits traits;
} ConsentPracticeScenario;

/* (array length=n_scenarios) (transfer none): the table, "fresh" first */
const ConsentPracticeScenario *consent_practice_scenario_get_all (gsize *n_scenarios);

/* (transfer none) (nullable): the scenario called @name, or %NULL */
const ConsentPracticeScenario *consent_practice_scenario_find (const char *name);

/**
 * consent_practice_scenario_get_permissions:
 *
 * Returns: (transfer none): names of the delegated permissions of Microsoft Graph that the
 *   practiced app asks for. These are examples: what the service really asks for is known to its
 *   vendor alone (reference, section 7).
 */
const char * const *consent_practice_scenario_get_permissions (void);

/**
 * consent_practice_scenario_find_organization:
 * @name: what stands in the tenant's place in an address
 * @organization: (out) (transfer none) (nullable): what it names
 *
 * Every scenario knows every organization, so that a wrong domain can be typed too.
 *
 * Returns: 0, or the AADSTS code of the refusal (reference, 1.3 and 1.4)
 */
int consent_practice_scenario_find_organization (const char                         *name,
                                                 const ConsentPracticeOrganization **organization);

/* (transfer full): the GUID of something in the organization; @end is its last group of digits */
char *consent_practice_organization_make_id (const ConsentPracticeOrganization *self,
                                             const char                        *end);

/* Whether it stands for one tenant, so that someone can sign in and approve there. */
gboolean consent_practice_organization_is_tenant (const ConsentPracticeOrganization *self);

G_END_DECLS
