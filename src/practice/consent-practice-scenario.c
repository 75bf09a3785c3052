/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-practice-scenario.h"

#include "consent-tenant-input.h"

#define GLOBAL_CLOUD .cloud = "microsoftonline.com", .graph_host = "graph.microsoft.com"

/* "managed" is what Microsoft gives new organizations (reference, 0.4). */
#define SCENARIO(name_, number, title, user_consent_, traits_) \
  { \
    .name = name_, \
    .organization = { \
      .id = "c0ffee" number "-0000-4000-8000-000000000000", \
      .name = title, \
      .domains = { name_ ".example", name_ ".onmicrosoft.example", "mail." name_ ".example" }, \
      .region = "EU", \
      GLOBAL_CLOUD, \
    }, \
    .user_consent = user_consent_, \
    .traits = traits_, \
  }

/* One row a scenario; product.md names them. */
static const ConsentPracticeScenario scenarios[] = {
  SCENARIO ("fresh", "01", "Fresh Start Recruiting", "managed", 0),
  SCENARIO ("approved", "02", "Approved Staffing", "managed", CONSENT_PRACTICE_APPROVED),
  SCENARIO ("user-consent-low", "03", "Low Impact Talent", "low", CONSENT_PRACTICE_VERIFIED),
  SCENARIO ("user-consent-managed", "04", "Managed Consent Partners", "managed",
            CONSENT_PRACTICE_SOME_USERS),
  SCENARIO ("user-consent-none", "05", "No User Consent Search", "none",
            CONSENT_PRACTICE_WORKFLOW),
  SCENARIO ("app-disabled", "06", "Switched Off Staffing", "managed",
            CONSENT_PRACTICE_APPROVED | CONSENT_PRACTICE_APP_OFF),
  SCENARIO ("assignment-required", "07", "Assigned Only Group", "managed",
            CONSENT_PRACTICE_APPROVED | CONSENT_PRACTICE_ASSIGNMENT),
  SCENARIO ("declined", "08", "Declined Careers", "managed", CONSENT_PRACTICE_DECLINED),
  SCENARIO ("not-admin", "09", "Colleagues Without Roles", "managed", CONSENT_PRACTICE_NO_ADMIN),
  SCENARIO ("throttled", "10", "Patience Placement", "managed", CONSENT_PRACTICE_THROTTLED),
  SCENARIO ("offline", "11", "Unplugged Agency", "managed", CONSENT_PRACTICE_OFFLINE),
};

static const char * const permissions[] = {
  "openid",
  "profile",
  "email",
  "offline_access",
  "User.Read",
  "Mail.ReadWrite",
  "Mail.Send",
  "Calendars.ReadWrite",
  "Contacts.Read",
  NULL
};

/* Tenants that no scenario is about, and the names that stand for no one tenant. */
static const ConsentPracticeOrganization others[] = {
  /* A tenant of US Government L4 that the global host still describes (reference, 1.2 and 1.6). */
  { .id = "c0ffee20-0000-4000-8000-000000000000",
    .name = "Department of Practice",
    .domains = { "gov.example", "gov.onmicrosoft.example" },
    .region = "USGov",
    .sub_region = "DODCON",
    .cloud = "microsoftonline.us",
    .graph_host = "graph.microsoft.us" },
  /* One that the global host refuses (reference, 1.4). */
  { .id = "c0ffee21-0000-4000-8000-000000000000",
    .name = "Elsewhere Practice",
    .domains = { "china.example" },
    .code = 90038 },
  { .id = "{tenantid}", .domains = { "common" }, GLOBAL_CLOUD },
  { .id = "{tenantid}", .domains = { "organizations" }, GLOBAL_CLOUD },
  { .id = "9188040d-6c67-4c5b-b112-36a304b66dad", .domains = { "consumers" }, GLOBAL_CLOUD },
};

static gboolean
organization_has_name (const ConsentPracticeOrganization *self,
                       const char                        *name)
{
  if (g_ascii_strcasecmp (self->id, name) == 0)
    return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (self->domains) && self->domains[i] != NULL; i++)
    if (g_ascii_strcasecmp (self->domains[i], name) == 0)
      return TRUE;

  return FALSE;
}

/* Only what Microsoft would look up: labels of letters, digits and hyphens, and a dot somewhere. */
static gboolean
looks_like_domain (const char *name)
{
  g_auto (GStrv) labels = g_strsplit (name, ".", -1);

  for (gsize i = 0; labels[i] != NULL; i++)
    if (*labels[i] == '\0' ||
        strspn (labels[i], G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-") != strlen (labels[i]))
      return FALSE;

  return g_strv_length (labels) >= 2;
}

const ConsentPracticeScenario *
consent_practice_scenario_get_all (gsize *n_scenarios)
{
  *n_scenarios = G_N_ELEMENTS (scenarios);

  return scenarios;
}

const ConsentPracticeScenario *
consent_practice_scenario_find (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (scenarios); i++)
    if (g_str_equal (scenarios[i].name, name))
      return &scenarios[i];

  return NULL;
}

const char * const *
consent_practice_scenario_get_permissions (void)
{
  return permissions;
}

int
consent_practice_scenario_find_organization (const char                         *name,
                                             const ConsentPracticeOrganization **organization)
{
  g_return_val_if_fail (name != NULL, 90002);

  *organization = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (scenarios) && *organization == NULL; i++)
    if (organization_has_name (&scenarios[i].organization, name))
      *organization = &scenarios[i].organization;

  for (gsize i = 0; i < G_N_ELEMENTS (others) && *organization == NULL; i++)
    if (organization_has_name (&others[i], name))
      *organization = &others[i];

  if (*organization != NULL)
    return (*organization)->code;

  if (g_str_equal (name, "00000000-0000-0000-0000-000000000000"))
    return 900021;

  return consent_guid_is_valid (name) || looks_like_domain (name) ? 90002 : 900023;
}

char *
consent_practice_organization_make_id (const ConsentPracticeOrganization *self,
                                       const char                        *end)
{
  return g_strdup_printf ("%.*s%s", (int) (strlen (self->id) - strlen (end)), self->id, end);
}

gboolean
consent_practice_organization_is_tenant (const ConsentPracticeOrganization *self)
{
  return self->name != NULL;
}
