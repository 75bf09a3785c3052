/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-judge-private.h"
#include "consent-tenant-input.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Who may approve for everyone (reference, 2.3). Translators: names of roles, as Microsoft's
 * pages show them in your language. */
static const struct
{
  const char *template_id;
  const char *name;
  gboolean limited; /* not for application permissions of Microsoft Graph */
} approving_roles[] = {
  { "62e90394-69f5-4237-9190-012177145e10", N_("Global Administrator"), FALSE },
  { "e8611ab8-c189-46e8-94e1-60213ab1f814", N_("Privileged Role Administrator"), FALSE },
  { "158c047a-c907-4556-b7ef-446551a6b5f7", N_("Cloud Application Administrator"), TRUE },
  { "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3", N_("Application Administrator"), TRUE },
  { "d2562ede-74db-457e-a7b6-544e236ebb61", N_("AI Administrator"), TRUE },
};

/* Who is signed in to what. The id_token and Graph both tell; where both do, both must agree. */
ConsentStatus
consent_judge_organization (ConsentJudgement  *self,
                            char             **finding,
                            char             **remedy)
{
  const ConsentSnapshot *snapshot = self->snapshot;
  const char *asked = self->question->tenant_id;
  const char *ids[] = { snapshot->tenant_id, snapshot->organization_id };
  gboolean known = FALSE;

  for (size_t i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      if (ids[i] == NULL)
        continue;

      known = TRUE;
      if (strcmp (ids[i], CONSENT_TENANT_CONSUMERS) == 0)
        {
          *finding = g_strdup (_("You signed in with a personal Microsoft account."));
          *remedy = SAY (self, _("Sign in with a work account of the organization with the Tenant "
                                 "ID {tenant}."),
                         "tenant", asked);
          return CONSENT_STATUS_FAIL;
        }

      if (strcmp (ids[i], asked) != 0)
        {
          const char *other = ids[i];

          if (i == 1 && *snapshot->organization_name != '\0')
            other = snapshot->organization_name;
          *finding = SAY (self, _("You signed in to another organization: {other}."),
                          "other", other);
          *remedy = SAY (self, _("Sign in with an account of the organization with the Tenant ID "
                                 "{tenant}. If the browser keeps choosing the wrong account, use "
                                 "a private window."),
                         "tenant", asked);
          return CONSENT_STATUS_FAIL;
        }
    }

  if (!known)
    return consent_judge_report_gap (self, CONSENT_PART_ORGANIZATION,
                                     _("It is not known which organization you signed in to."),
                                     finding, remedy);

  if (snapshot->guest == CONSENT_YES ||
      (snapshot->guest == CONSENT_NOT_SAID && snapshot->foreign_account))
    {
      *finding = SAY (self, _("You signed in to {organization} as a guest."));
      *remedy = g_strdup (_("A guest may not see everything and often may not approve. If "
                            "something is missing below, sign in with an account of the "
                            "organization itself."));
      return CONSENT_STATUS_WARN;
    }

  *finding = SAY (self, _("You signed in to {organization}, the right organization."));
  return CONSENT_STATUS_PASS;
}

ConsentStatus
consent_judge_role (ConsentJudgement  *self,
                    char             **finding,
                    char             **remedy)
{
  if (consent_judge_get_state (self, CONSENT_PART_ROLES) != CONSENT_PART_READ)
    return consent_judge_report_gap (self, CONSENT_PART_ROLES,
                                     _("Whether your account may approve is not known."),
                                     finding, remedy);

  for (size_t i = 0; i < G_N_ELEMENTS (approving_roles); i++)
    if (consent_judge_has_name (self->snapshot->roles, approving_roles[i].template_id))
      {
        *finding = SAY (self,
                        approving_roles[i].limited
                          ? _("Your role, {role}, may approve, except for application permissions "
                              "of Microsoft Graph.")
                          : _("Your role, {role}, may approve."),
                        "role", _(approving_roles[i].name));
        return CONSENT_STATUS_PASS;
      }

  *remedy = g_strdup (_("If approving fails, use an account with one of these roles: Global "
                        "Administrator, Privileged Role Administrator, Cloud Application "
                        "Administrator, Application Administrator, AI Administrator. A role that "
                        "has to be activated first is not seen here until then."));
  if (self->snapshot->unnamed_role)
    {
      *finding = g_strdup (_("Your account has a role, but Microsoft did not say which."));
      return CONSENT_STATUS_UNKNOWN;
    }

  *finding = g_strdup (_("No role that may approve was found for your account."));
  return CONSENT_STATUS_WARN;
}
