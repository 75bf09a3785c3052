/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-report.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ConsentCheckRow:
 *
 * One check of a report: how it went as an icon and a word, what was found, and below it what to do.
 */
#define CONSENT_TYPE_CHECK_ROW (consent_check_row_get_type ())
G_DECLARE_FINAL_TYPE (ConsentCheckRow, consent_check_row, CONSENT, CHECK_ROW, AdwPreferencesRow)

/* @check: is looked at only now */
GtkWidget *consent_check_row_new (const ConsentCheck *check);

G_END_DECLS
