/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-json.h"
#include "consent-message.h"

G_BEGIN_DECLS

/**
 * ConsentUserConsent:
 * @CONSENT_USER_CONSENT_OPEN: users may agree to any app, where no administrator is needed
 * @CONSENT_USER_CONSENT_MANAGED: Microsoft manages it, and refuses users most mail permissions
 * @CONSENT_USER_CONSENT_LOW: only permissions classified as low, only for verified publishers
 * @CONSENT_USER_CONSENT_NONE: users may agree to nothing
 * @CONSENT_USER_CONSENT_CUSTOM: a rule of the organization's own, or one not known here
 * @CONSENT_USER_CONSENT_MAIL_APPS: only a few popular mail programs
 * @CONSENT_USER_CONSENT_UNKNOWN: it could not be read
 *
 * What the organization lets ordinary users agree to themselves (reference, 5.6).
 */
typedef enum {
  CONSENT_USER_CONSENT_OPEN,
  CONSENT_USER_CONSENT_MANAGED,
  CONSENT_USER_CONSENT_LOW,
  CONSENT_USER_CONSENT_NONE,
  CONSENT_USER_CONSENT_CUSTOM,
  CONSENT_USER_CONSENT_MAIL_APPS,
  CONSENT_USER_CONSENT_UNKNOWN,
} ConsentUserConsent;

#define CONSENT_TYPE_USER_CONSENT (consent_user_consent_get_type ())
GType consent_user_consent_get_type (void);

/**
 * consent_user_consent_get_id:
 *
 * Returns: its name in the report, such as "mail-apps"
 */
const char *consent_user_consent_get_id (ConsentUserConsent setting);

/**
 * consent_user_consent_from_policies:
 * @policies: (element-type utf8): permissionGrantPoliciesAssigned as it stands
 *
 * Compares without case, and takes a doubled prefix as one. Several entries are alternatives, of
 * which one that allows is enough, so the widest of them counts.
 *
 * Returns: the setting; never %CONSENT_USER_CONSENT_UNKNOWN
 */
ConsentUserConsent consent_user_consent_from_policies (GPtrArray *policies);

/**
 * consent_user_consent_get_option:
 *
 * Returns: (nullable): translated: what Microsoft's page calls the setting, for people to compare
 *   with (reference, 5.6); %NULL for those that the page does not offer
 */
const char *consent_user_consent_get_option (ConsentUserConsent setting);

/**
 * consent_user_consent_describe:
 * @setting: the setting, read or ticked by a person
 * @approved: whether the service is approved for everyone, if that is known
 * @service: the service
 *
 * Returns: (transfer full): which setting it is, what it means for users of @service, and what
 *   to do
 */
ConsentMessage *consent_user_consent_describe (ConsentUserConsent  setting,
                                               ConsentSaid         approved,
                                               ConsentService     *service);

/**
 * consent_user_consent_describe_claimed:
 * @setting: the setting, read or ticked by a person
 * @service: the service
 *
 * Like consent_user_consent_describe(), for where a person says that they approved for everyone,
 * and nobody has looked. That is no proof, so it is not told as a fact.
 */
ConsentMessage *consent_user_consent_describe_claimed (ConsentUserConsent  setting,
                                                       ConsentService     *service);

G_END_DECLS
