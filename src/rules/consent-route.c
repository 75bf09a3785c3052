/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-route.h"

ConsentUserConsent
consent_route_find_user_consent (ConsentSetup *setup)
{
  const ConsentReport *report;

  g_return_val_if_fail (CONSENT_IS_SETUP (setup), CONSENT_USER_CONSENT_UNKNOWN);

  report = consent_setup_get_report (setup);
  if (report != NULL && report->user_consent != CONSENT_USER_CONSENT_UNKNOWN)
    return report->user_consent;

  return consent_setup_get_user_consent (setup);
}

gboolean
consent_route_asks_user_consent (ConsentSetup *setup)
{
  const ConsentReport *report;

  g_return_val_if_fail (CONSENT_IS_SETUP (setup), FALSE);

  report = consent_setup_get_report (setup);
  return report == NULL ||
         (report->approved != CONSENT_YES && report->verdict != CONSENT_VERDICT_BLOCKED);
}

static gboolean
report_leaves_room (const ConsentReport *report)
{
  const ConsentApp *app = report->snapshot->app;

  return report->approved == CONSENT_NO && report->verdict == CONSENT_VERDICT_NOT_APPROVED &&
         (app == NULL || app->publisher_verified != CONSENT_NO);
}

gboolean
consent_route_may_classify (ConsentSetup *setup)
{
  const ConsentReport *report;

  g_return_val_if_fail (CONSENT_IS_SETUP (setup), FALSE);

  if (consent_route_find_user_consent (setup) != CONSENT_USER_CONSENT_LOW)
    return FALSE;

  report = consent_setup_get_report (setup);
  return report != NULL ? report_leaves_room (report)
                        : consent_setup_get_answer (setup) != CONSENT_ANSWER_ACCEPTED;
}

ConsentMessage *
consent_route_describe_user_consent (ConsentSetup *setup)
{
  ConsentUserConsent setting;
  ConsentService *service;
  const ConsentReport *report;

  g_return_val_if_fail (CONSENT_IS_SETUP (setup), NULL);

  setting = consent_route_find_user_consent (setup);
  service = consent_setup_get_service (setup);
  report = consent_setup_get_report (setup);

  if (report != NULL)
    return consent_user_consent_describe (setting, report->approved, service);

  if (consent_setup_get_answer (setup) == CONSENT_ANSWER_ACCEPTED)
    return consent_user_consent_describe_claimed (setting, service);

  return consent_user_consent_describe (setting, CONSENT_NOT_SAID, service);
}
