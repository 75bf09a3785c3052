/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-setup.h"

G_BEGIN_DECLS

/*
 * Which way the journey takes past the pages about user consent, and why. What Microsoft was seen
 * to say counts before what a person says, and what nobody looked at is never told as a fact.
 */

/**
 * consent_route_find_user_consent:
 *
 * Returns: what users may agree to themselves: as the last check read it, or else as the person
 *   says that they see it
 */
ConsentUserConsent consent_route_find_user_consent (ConsentSetup *setup);

/**
 * consent_route_asks_user_consent:
 *
 * Without a check: yes. Nobody knows then whether the approval arrived, and the setting is what to
 * look at if it did not.
 *
 * After a check that found the service approved for everyone: no. The setting does not matter any
 * more, and a page that says so would only make people wonder whether something is left to do. Nor
 * while the app is switched off, which no setting mends. Otherwise yes: it is one of the
 * reasons why people cannot connect.
 *
 * Returns: whether the user consent setting is worth a page
 */
gboolean consent_route_asks_user_consent (ConsentSetup *setup);

/**
 * consent_route_may_classify:
 *
 * Classifying permissions as low opens them to the apps of all verified publishers, so it is only
 * offered where it helps: users may agree to low-impact permissions and nothing else, the service
 * is not approved for everyone, and its publisher is not known to lack Microsoft's verification.
 * A check that could not tell whether the service is approved is no reason to open anything; nor
 * is one that found that everyone can connect already.
 *
 * Without a check, the person's word counts: that they see this setting, and that they did not
 * accept.
 */
gboolean consent_route_may_classify (ConsentSetup *setup);

/**
 * consent_route_describe_user_consent:
 *
 * Returns: (transfer full): what the setting means for the service in this journey
 */
ConsentMessage *consent_route_describe_user_consent (ConsentSetup *setup);

G_END_DECLS
