/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-verification.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ConsentCheckProgress:
 *
 * Shows where a verification is, stage by stage, and what the person has to do for it. Opens the sign-in
 * page with "win.open-uri".
 *
 * Signal "use-code": the person wants to sign in with a code instead.
 */
#define CONSENT_TYPE_CHECK_PROGRESS (consent_check_progress_get_type ())
G_DECLARE_FINAL_TYPE (ConsentCheckProgress, consent_check_progress, CONSENT, CHECK_PROGRESS, AdwBin)

/**
 * consent_check_progress_follow:
 * @verification: (nullable): what to follow; %NULL follows nothing any more
 * @signs_in: whether it begins with a sign-in
 *
 * Starts from the first stage.
 */
void consent_check_progress_follow (ConsentCheckProgress *self,
                                    ConsentVerification  *verification,
                                    gboolean              signs_in);

G_END_DECLS
