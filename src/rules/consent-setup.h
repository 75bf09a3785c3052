/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-report.h"
#include "consent-service.h"
#include "consent-tenant.h"

G_BEGIN_DECLS

/**
 * ConsentAnswer:
 * @CONSENT_ANSWER_NONE: nothing was said yet, or "not yet"
 * @CONSENT_ANSWER_ACCEPTED: the person says that they accepted
 * @CONSENT_ANSWER_ERROR: the person saw an error
 *
 * What the person said about the approval page. It is their word, not proof.
 */
typedef enum {
  CONSENT_ANSWER_NONE,
  CONSENT_ANSWER_ACCEPTED,
  CONSENT_ANSWER_ERROR,
} ConsentAnswer;

#define CONSENT_TYPE_ANSWER (consent_answer_get_type ())
GType consent_answer_get_type (void);

/**
 * ConsentSetup:
 *
 * The journey's state, and the only place where pages meet. Properties, all with explicit
 * notification: "service" and "authority" (construct only), "tenant", "region" (an id of
 * @service's regions), "answer", "report" (what the last check found), "user-consent" (which
 * setting the person says that they see), and "link" (read only, made from the others; %NULL until
 * tenant and region are known). No I/O, no secrets.
 *
 * A changed tenant or region takes back the answer and the report: they were about another link.
 * A changed tenant takes back the setting as well.
 */
#define CONSENT_TYPE_SETUP (consent_setup_get_type ())
G_DECLARE_FINAL_TYPE (ConsentSetup, consent_setup, CONSENT, SETUP, GObject)

ConsentSetup *consent_setup_new (ConsentService *service,
                                 const char     *authority);

ConsentService      *consent_setup_get_service   (ConsentSetup *self);
const char          *consent_setup_get_authority (ConsentSetup *self);
const ConsentTenant *consent_setup_get_tenant    (ConsentSetup *self);
void                 consent_setup_set_tenant    (ConsentSetup        *self,
                                                  const ConsentTenant *tenant);
const ConsentRegion *consent_setup_get_region    (ConsentSetup *self);
/* @id: (nullable): a region's id; one that the service does not have counts as %NULL. */
void                 consent_setup_set_region_id (ConsentSetup *self,
                                                  const char   *id);
ConsentAnswer        consent_setup_get_answer    (ConsentSetup *self);
void                 consent_setup_set_answer    (ConsentSetup *self,
                                                  ConsentAnswer answer);
/* (nullable): %NULL until something was checked. */
ConsentReport       *consent_setup_get_report    (ConsentSetup *self);
void                 consent_setup_set_report    (ConsentSetup  *self,
                                                  ConsentReport *report);
/* %CONSENT_USER_CONSENT_UNKNOWN until the person says which they see. */
ConsentUserConsent   consent_setup_get_user_consent (ConsentSetup *self);
void                 consent_setup_set_user_consent (ConsentSetup       *self,
                                                     ConsentUserConsent  setting);
const char          *consent_setup_get_link      (ConsentSetup *self);

/**
 * consent_setup_find_login_hint:
 *
 * Returns: (nullable): whom to suggest on a sign-in page: who was signed in for the last check, or
 *   the address that was typed to name the organization. Nobody where that sign-in led to another
 *   organization: it has to be somebody else, who is not known here.
 */
const char *consent_setup_find_login_hint (ConsentSetup *self);

G_END_DECLS
