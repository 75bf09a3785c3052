/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-service.h"

G_BEGIN_DECLS

/* Longer addresses are cut off or refused by some mail programs and by what hands them over. */
#define CONSENT_HAND_OVER_MAX_URI 2000

/**
 * ConsentHandOver:
 * @service: the service to approve
 * @authority: address of the sign-in host, as for consent_link_build()
 * @tenant_id: (nullable): the organization, where it is known
 * @domain: (nullable): its domain in ASCII, where that is known
 * @region: (nullable): one of @service's regions, where it is known
 * @practice: whether it is all made up, which the message then says
 *
 * What someone who cannot approve knows, to be told to someone who can (reference, 2.3). Nothing
 * is owned; made where it is needed.
 *
 * With a Tenant ID the message has the link, or one for each region; without one, it says what
 * the administrator has to do. Names are cleaned, so they cannot add lines or headers.
 */
typedef struct
{
  ConsentService *service;
  const char *authority;
  const char *tenant_id;
  const char *domain;
  const ConsentRegion *region;
  gboolean practice;
} ConsentHandOver;

/* Returns: (transfer full): a subject line for the message, translated */
char *consent_hand_over_new_subject (const ConsentHandOver *self);

/**
 * consent_hand_over_new_text:
 *
 * Returns: (transfer full): the message: the link, what it does, who may approve, and what to do
 *   when done. Plain text, translated
 */
char *consent_hand_over_new_text (const ConsentHandOver *self);

/**
 * consent_hand_over_new_mail_uri:
 * @shortened: (out) (optional): whether there was no room for the whole message
 *
 * The message as an address that mail programs open (RFC 6068), of at most
 * %CONSENT_HAND_OVER_MAX_URI characters. Without a recipient: whom to ask, the person knows.
 *
 * Returns: (transfer full) (nullable): a "mailto:" address; %NULL if not even the links fit
 */
char *consent_hand_over_new_mail_uri (const ConsentHandOver *self,
                                      gboolean              *shortened);

G_END_DECLS
