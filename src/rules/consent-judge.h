/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-report.h"

G_BEGIN_DECLS

/**
 * ConsentQuestion:
 * @tenant_id: the tenant that is asked about, a lower-case GUID
 * @region: (nullable): the region whose return address is used
 * @just_accepted: whether the person accepted a short while ago, so that what is missing may
 *   only not be visible yet (reference, 5.12)
 * @needed: (nullable): names of delegated permissions of Microsoft Graph that the service is
 *   known to need from elsewhere, such as pasted by a person
 * @time: when Graph was read
 *
 * What is to be found out.
 */
typedef struct
{
  const char *tenant_id;
  const ConsentRegion *region;
  gboolean just_accepted;
  const char *const *needed;
  GDateTime *time;
} ConsentQuestion;

/**
 * consent_judge:
 * @service: the service
 * @snapshot: what Graph said
 * @question: what is to be found out
 *
 * Judges what Graph said. Asks nobody and looks at no clock: the same input gives the same
 * report.
 *
 * The checks are always the same, in the same order: organization, app-present, app-enabled,
 * tenant-wide-consent, permissions, return-address, assignment, user-consent, classifications
 * (only when users may agree to low-impact permissions), approval-workflow, role. A check whose
 * part could not be read is unknown and says why; one that has no meaning, since the app is not
 * there, is info.
 *
 * The verdict is the first of these that holds:
 *
 * 1. unknown: another organization was signed in to, or it is not known which. What was read
 *    says nothing about the one that was asked about, so nothing else is judged either.
 * 2. blocked: the app is there and switched off. Approving again does not help.
 * 3. not-approved: the app is not there, or nothing was granted, and nobody accepted just now.
 * 4. unknown: whether the app is there, whether it is switched off, or what was granted could
 *    not be read, or is not visible yet.
 * 5. Only single users agreed for themselves: ready-with-remarks if everyone else can do the
 *    same, not-approved otherwise. They can if no assignment is required and the setting lets
 *    them: open, and none of what these users agreed to needs an administrator; managed, and
 *    none of it is refused; low, with a verified publisher and all of it classified low. A
 *    permission that is not known here counts as one that they cannot agree to.
 * 6. ready-with-remarks: any check other than role is a warning, or the return address, the
 *    assignment or the granted permissions could not be found out.
 * 7. ready.
 *
 * What is left out of 6 does not keep anyone from connecting once the app is approved for
 * everyone: the role of the person who looks, the user consent setting, classifications, and
 * the approval workflow. What the approval page said to the browser ("admin_consent=True") is
 * no input at all.
 *
 * Returns: (transfer full): the report
 */
ConsentReport *consent_judge (ConsentService        *service,
                              ConsentSnapshot       *snapshot,
                              const ConsentQuestion *question);

/**
 * consent_judge_may_show_later:
 * @report: a report by consent_judge()
 *
 * Returns: whether what is missing may only not be visible yet, for somebody who accepted a short
 *   while ago, so that it is worth asking again (reference, 5.12)
 */
gboolean consent_judge_may_show_later (const ConsentReport *report);

G_END_DECLS
