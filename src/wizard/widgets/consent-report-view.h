/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-report.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ConsentReportView:
 *
 * Shows a report: the verdict in words, one row for each check, and what was granted in Microsoft's words.
 * Takes the focus at its verdict, so that a screen reader reads it out.
 */
#define CONSENT_TYPE_REPORT_VIEW (consent_report_view_get_type ())
G_DECLARE_FINAL_TYPE (ConsentReportView, consent_report_view, CONSENT, REPORT_VIEW, AdwBin)

/**
 * consent_report_view_set_report:
 * @report: (nullable): what to show; %NULL hides the view
 */
void consent_report_view_set_report (ConsentReportView *self,
                                     ConsentReport     *report);

/**
 * consent_report_view_set_earlier:
 * @earlier: whether a later attempt to check failed
 *
 * Marks the report as one that may no longer hold.
 */
void consent_report_view_set_earlier (ConsentReportView *self,
                                      gboolean           earlier);

G_END_DECLS
