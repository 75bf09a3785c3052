/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-report.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ConsentReportActions:
 *
 * Rows to save, copy and print a report. Uses "win.copy" and "win.toast".
 */
#define CONSENT_TYPE_REPORT_ACTIONS (consent_report_actions_get_type ())
G_DECLARE_FINAL_TYPE (ConsentReportActions, consent_report_actions, CONSENT, REPORT_ACTIONS, AdwPreferencesGroup)

/**
 * consent_report_actions_set_report:
 * @report: what to keep
 * @practice: whether it is about a practice organization, which every copy then says
 */
void consent_report_actions_set_report (ConsentReportActions *self,
                                        const ConsentReport  *report,
                                        gboolean              practice);

/**
 * consent_report_actions_set_text:
 * @name: a file name without its ending
 * @text: plain text
 * @json: (nullable): the same for programs; without it, that is not on offer
 *
 * Lets people keep something else than a report.
 */
void consent_report_actions_set_text (ConsentReportActions *self,
                                      const char           *name,
                                      const char           *text,
                                      const char           *json);

G_END_DECLS
