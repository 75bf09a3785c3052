/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-judge.h"
#include "consent-judge-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* All the checks, in the order to show them. */
static const struct
{
  const char *id;
  gboolean needs_app;
  ConsentJudgeFunc check;
} checks[] = {
  { "organization", FALSE, consent_judge_organization },
  { "app-present", FALSE, consent_judge_app_present },
  { "app-enabled", TRUE, consent_judge_app_enabled },
  { "tenant-wide-consent", FALSE, consent_judge_tenant_wide_consent },
  { "permissions", TRUE, consent_judge_permissions },
  { "return-address", TRUE, consent_judge_return_address },
  { "assignment", TRUE, consent_judge_assignment },
  { "user-consent", FALSE, consent_judge_user_consent },
  { "classifications", FALSE, consent_judge_classifications },
  { "approval-workflow", FALSE, consent_judge_approval_workflow },
  { "role", FALSE, consent_judge_role },
};

static ConsentStatus
get_status (ConsentJudgement *self,
            const char       *id)
{
  return consent_report_find_check (self->report, id)->status;
}

static ConsentStatus
run_check (ConsentJudgement  *self,
           size_t             index,
           char             **finding,
           char             **remedy)
{
  if (index > 0 && get_status (self, "organization") == CONSENT_STATUS_FAIL)
    {
      *finding = g_strdup (_("Not looked at, since this is another organization."));
      *remedy = g_strdup (_("Sign in with the right account and check again."));
      return CONSENT_STATUS_UNKNOWN;
    }

  if (checks[index].needs_app &&
      consent_judge_get_state (self, CONSENT_PART_APP) == CONSENT_PART_ABSENT)
    {
      *finding = SAY (self, _("There is nothing to look at until {service} is approved."));
      *remedy = g_strdup (_("Nothing to do here."));
      return CONSENT_STATUS_INFO;
    }

  if (checks[index].needs_app && self->snapshot->app == NULL)
    return consent_judge_report_gap (self, CONSENT_PART_APP,
                                     _("The entry of {service} could not be read."),
                                     finding, remedy);

  return checks[index].check (self, finding, remedy);
}

static void
run_checks (ConsentJudgement *self)
{
  for (size_t i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      g_autofree char *finding = NULL;
      g_autofree char *remedy = NULL;
      ConsentStatus status;

      if (checks[i].check == consent_judge_classifications &&
          self->report->user_consent != CONSENT_USER_CONSENT_LOW)
        continue;

      status = run_check (self, i, &finding, &remedy);
      consent_report_add_check (self->report, checks[i].id, status, g_steal_pointer (&finding),
                                g_steal_pointer (&remedy));
    }
}

static gboolean
has_remarks (ConsentJudgement *self)
{
  for (unsigned i = 0; i < self->report->checks->len; i++)
    {
      const ConsentCheck *check = g_ptr_array_index (self->report->checks, i);

      if (check->status == CONSENT_STATUS_WARN && strcmp (check->id, "role") != 0)
        return TRUE;
    }

  return get_status (self, "return-address") == CONSENT_STATUS_UNKNOWN ||
         get_status (self, "assignment") == CONSENT_STATUS_UNKNOWN ||
         get_status (self, "permissions") == CONSENT_STATUS_UNKNOWN;
}

/* The rules of the header, in their order. @reason is the check that decided, if one did. */
static ConsentVerdict
decide (ConsentJudgement  *self,
        const char       **reason)
{
  const char *const essential[] = { "app-present", "app-enabled", "tenant-wide-consent" };

  *reason = "organization";
  if (get_status (self, "organization") == CONSENT_STATUS_FAIL ||
      get_status (self, "organization") == CONSENT_STATUS_UNKNOWN)
    return CONSENT_VERDICT_UNKNOWN;

  *reason = "app-enabled";
  if (get_status (self, *reason) == CONSENT_STATUS_FAIL)
    return CONSENT_VERDICT_BLOCKED;

  *reason = "app-present";
  if (get_status (self, *reason) == CONSENT_STATUS_FAIL)
    return CONSENT_VERDICT_NOT_APPROVED;

  *reason = "tenant-wide-consent";
  if (get_status (self, *reason) == CONSENT_STATUS_FAIL)
    return CONSENT_VERDICT_NOT_APPROVED;

  for (size_t i = 0; i < G_N_ELEMENTS (essential); i++)
    if (get_status (self, essential[i]) == CONSENT_STATUS_UNKNOWN)
      {
        *reason = essential[i];
        return CONSENT_VERDICT_UNKNOWN;
      }

  if (self->approved == CONSENT_NO)
    return consent_judge_others_may_follow (self) ? CONSENT_VERDICT_READY_WITH_REMARKS
                                                  : CONSENT_VERDICT_NOT_APPROVED;

  *reason = NULL;
  return has_remarks (self) ? CONSENT_VERDICT_READY_WITH_REMARKS : CONSENT_VERDICT_READY;
}

static const char *
get_verdict_title (ConsentVerdict verdict)
{
  switch (verdict)
    {
    case CONSENT_VERDICT_READY:
      /* Translators: In these titles, connecting means connecting Office 365 to the service. */
      return _("Everyone can connect");
    case CONSENT_VERDICT_READY_WITH_REMARKS:
      return _("People can connect, but look at the remarks");
    case CONSENT_VERDICT_NOT_APPROVED:
      return _("Not approved for everyone yet");
    case CONSENT_VERDICT_BLOCKED:
      return _("The app is switched off");
    case CONSENT_VERDICT_UNKNOWN:
    default:
      return _("It is not known whether people can connect");
    }
}

static ConsentMessage *
summarize (ConsentJudgement *self,
           const char       *reason)
{
  ConsentMessage *summary = g_new0 (ConsentMessage, 1);
  ConsentVerdict verdict = self->report->verdict;

  summary->title = g_strdup (get_verdict_title (verdict));

  if (reason != NULL)
    {
      const ConsentCheck *check = consent_report_find_check (self->report, reason);

      summary->explanation = g_strdup (check->finding);
      summary->remedy = g_strdup (check->remedy);
    }
  else if (verdict == CONSENT_VERDICT_READY)
    {
      summary->explanation = SAY (self, _("{service} is approved for everyone in {organization}."));
      summary->remedy = SAY (self, _("Tell people that they can connect Office 365 in {service} "
                                     "now."));
    }
  else
    {
      summary->explanation = SAY (self, _("{service} is approved for everyone in {organization}, "
                                          "but something may still stop some people."));
      summary->remedy = g_strdup (_("Look at the points that need attention."));
    }

  return summary;
}

/* What the organization is called, unless the answer is about another one. */
static void
name_organization (ConsentJudgement *self)
{
  const ConsentSnapshot *snapshot = self->snapshot;
  ConsentReport *report = self->report;

  report->tenant_id = g_strdup (self->question->tenant_id);
  self->organization = report->tenant_id;

  if (g_strcmp0 (snapshot->organization_id, report->tenant_id) != 0)
    return;

  g_free (report->tenant_name);
  report->tenant_name = g_strdup (snapshot->organization_name);
  for (unsigned i = 0; i < snapshot->domains->len; i++)
    g_ptr_array_add (report->domains, g_strdup (g_ptr_array_index (snapshot->domains, i)));
  if (*report->tenant_name != '\0')
    self->organization = report->tenant_name;
}

ConsentReport *
consent_judge (ConsentService        *service,
               ConsentSnapshot       *snapshot,
               const ConsentQuestion *question)
{
  g_autoptr (ConsentReport) report = NULL;
  ConsentJudgement self = { NULL };
  const char *reason = NULL;

  g_return_val_if_fail (CONSENT_IS_SERVICE (service), NULL);
  g_return_val_if_fail (snapshot != NULL, NULL);
  g_return_val_if_fail (question != NULL, NULL);
  g_return_val_if_fail (question->tenant_id != NULL, NULL);
  g_return_val_if_fail (question->time != NULL, NULL);

  report = consent_report_new (service, snapshot, question->time);
  if (question->region != NULL)
    report->region = g_strdup (question->region->id);

  self.report = report;
  self.snapshot = snapshot;
  self.question = question;
  self.service = service;
  self.name = consent_service_get_name (service);
  self.support = consent_service_get_support (service);
  name_organization (&self);

  if (consent_judge_get_state (&self, CONSENT_PART_USER_CONSENT) == CONSENT_PART_READ)
    report->user_consent = consent_user_consent_from_policies (snapshot->consent_policies);

  run_checks (&self);
  report->approved = self.approved;
  report->verdict = decide (&self, &reason);
  report->summary = summarize (&self, reason);

  /* What another organization granted, or lets its users do, is not to be reported as this
   * one's. */
  if (get_status (&self, "organization") == CONSENT_STATUS_FAIL)
    {
      g_ptr_array_set_size (report->granted, 0);
      report->user_consent = CONSENT_USER_CONSENT_UNKNOWN;
    }

  return g_steal_pointer (&report);
}

gboolean
consent_judge_may_show_later (const ConsentReport *report)
{
  const ConsentPartOutcome *parts;

  g_return_val_if_fail (report != NULL, FALSE);

  if (report->verdict == CONSENT_VERDICT_BLOCKED)
    return FALSE;

  parts = report->snapshot->parts;
  switch (consent_report_find_check (report, "tenant-wide-consent")->status)
    {
    case CONSENT_STATUS_FAIL:
    case CONSENT_STATUS_WARN:
      return TRUE;

    case CONSENT_STATUS_UNKNOWN:
      /* The entry is there, but the server that was asked for its permissions has not heard of it. */
      return parts[CONSENT_PART_GRANTS].state == CONSENT_PART_ABSENT ||
             parts[CONSENT_PART_APP_ROLES].state == CONSENT_PART_ABSENT;

    case CONSENT_STATUS_PASS:
    case CONSENT_STATUS_INFO:
    default:
      return FALSE;
    }
}
