/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-judge-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Translators: in all texts of this file, {service} is replaced by the name of a service, such as
 * TrackerRMS, {support} by whom to ask, such as “TrackerRMS support”, and {organization} by the
 * name of an organization. Leave them as they are. */
ConsentStatus
consent_judge_app_present (ConsentJudgement  *self,
                           char             **finding,
                           char             **remedy)
{
  switch (consent_judge_get_state (self, CONSENT_PART_APP))
    {
    case CONSENT_PART_READ:
      /* Translators: “service principal” is Microsoft's word for an app's entry. */
      *finding = SAY (self, _("{service} has an entry (service principal) in your organization."));
      return CONSENT_STATUS_PASS;

    case CONSENT_PART_ABSENT:
      if (self->question->just_accepted)
        {
          consent_judge_say_not_visible_yet (self, finding, remedy);
          return CONSENT_STATUS_UNKNOWN;
        }
      *finding = SAY (self, _("{service} is not approved yet: it has no entry (service principal) "
                              "in your organization."));
      *remedy = g_strdup (_("Open the approval link as an administrator and accept."));
      return CONSENT_STATUS_FAIL;

    case CONSENT_PART_NOT_ASKED:
    case CONSENT_PART_REFUSED:
    case CONSENT_PART_FAILED:
    default:
      return consent_judge_report_gap (
        self, CONSENT_PART_APP,
        _("Whether {service} has an entry in your organization is not known."), finding, remedy);
    }
}

ConsentStatus
consent_judge_app_enabled (ConsentJudgement  *self,
                           char             **finding,
                           char             **remedy)
{
  const ConsentApp *app = self->snapshot->app;

  if (app->microsoft_disabled)
    {
      *finding = SAY (self, _("Microsoft has blocked {service}."));
      *remedy = SAY (self, _("Ask {support} what happened. Nothing can be done in your "
                             "organization."));
      return CONSENT_STATUS_FAIL;
    }

  if (app->owner_disabled == CONSENT_YES)
    {
      *finding = SAY (self, _("The maker of {service} has switched this app off everywhere."));
      *remedy = SAY (self, _("Ask {support} for the app that replaces it."));
      return CONSENT_STATUS_FAIL;
    }

  if (app->enabled == CONSENT_NO)
    {
      *finding = SAY (self, _("{service} is switched off in your organization."));
      *remedy = SAY (self, _("In the Entra admin center (entra.microsoft.com), look for "
                             "“Enterprise apps”, {service}, “Properties”. Set “Enabled for "
                             "users to sign-in?” to “Yes” and save."));
      return CONSENT_STATUS_FAIL;
    }

  if (app->enabled == CONSENT_NOT_SAID)
    {
      *finding = SAY (self, _("Microsoft’s answer does not say whether {service} is switched on."));
      *remedy = g_strdup (_("Check again in a few minutes."));
      return CONSENT_STATUS_UNKNOWN;
    }

  *finding = SAY (self, _("{service} is switched on."));
  return CONSENT_STATUS_PASS;
}

ConsentStatus
consent_judge_return_address (ConsentJudgement  *self,
                              char             **finding,
                              char             **remedy)
{
  const ConsentRegion *region = self->question->region;
  GPtrArray *reply_urls = self->snapshot->app->reply_urls;

  if (region == NULL)
    {
      *finding = g_strdup (_("No region was chosen, so the return address was not checked."));
      *remedy = g_strdup (_("Choose a region and check again."));
      return CONSENT_STATUS_UNKNOWN;
    }

  if (reply_urls == NULL)
    {
      *finding = SAY (self, _("Microsoft’s answer does not name the return addresses of "
                              "{service}."));
      *remedy = g_strdup (_("Check again in a few minutes."));
      return CONSENT_STATUS_UNKNOWN;
    }

  /* The path counts with its case (reference, 2.1), so this is no place to be generous. */
  for (unsigned i = 0; i < reply_urls->len; i++)
    if (strcmp (g_ptr_array_index (reply_urls, i), region->redirect_uri) == 0)
      {
        *finding = SAY (self, _("The return address for the region “{region}” is registered."),
                        "region", region->name);
        return CONSENT_STATUS_PASS;
      }

  *finding = SAY (self, _("The return address for the region “{region}” is not registered for "
                          "{service}."),
                  "region", region->name);
  *remedy = SAY (self, _("Check that “{region}” is the right region. If it is, expect error "
                         "AADSTS50011 and tell {support}."),
                 "region", region->name);
  return CONSENT_STATUS_WARN;
}

ConsentStatus
consent_judge_assignment (ConsentJudgement  *self,
                          char             **finding,
                          char             **remedy)
{
  switch (self->snapshot->app->assignment_required)
    {
    case CONSENT_NO:
      *finding = SAY (self, _("Everyone may use {service}; nobody has to be assigned to it."));
      return CONSENT_STATUS_PASS;

    case CONSENT_YES:
      *finding = SAY (self, _("Only people who are assigned to {service} get in; everyone else "
                              "sees error AADSTS50105."));
      *remedy = SAY (self, _("In the Entra admin center (entra.microsoft.com), look for "
                             "“Enterprise apps”, {service}, “Users and groups”, and add "
                             "everyone who is to connect. Or look under “Properties” and set "
                             "“Assignment required?” to “No”."));
      return CONSENT_STATUS_WARN;

    case CONSENT_NOT_SAID:
    default:
      *finding = SAY (self, _("Microsoft’s answer does not say who may use {service}."));
      *remedy = g_strdup (_("Check again in a few minutes."));
      return CONSENT_STATUS_UNKNOWN;
    }
}
