/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-service.h"
#include "consent-tenant.h"

G_BEGIN_DECLS

/**
 * consent_handover_new_subject:
 * @service: the service to approve
 *
 * Returns: (transfer full): a subject line for the message, translated
 */
char *consent_handover_new_subject (ConsentService *service);

/**
 * consent_handover_new_text:
 * @service: the service to approve
 * @tenant: (nullable): the organization, where it is known
 * @link: (nullable): the approval link, where it can be made
 *
 * The message by which someone asks an administrator for the approval: the link, what it does, and
 * who may approve (reference, 2.3 and 8.1). Without @link it asks for what the link still needs.
 *
 * Returns: (transfer full): plain text, translated
 */
char *consent_handover_new_text (ConsentService      *service,
                                 const ConsentTenant *tenant,
                                 const char          *link);

G_END_DECLS
