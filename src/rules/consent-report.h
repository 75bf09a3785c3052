/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-granted.h"
#include "consent-message.h"
#include "consent-user-consent.h"

G_BEGIN_DECLS

/**
 * ConsentStatus:
 * @CONSENT_STATUS_PASS: as it should be
 * @CONSENT_STATUS_WARN: someone may be stopped by this
 * @CONSENT_STATUS_FAIL: this stops people
 * @CONSENT_STATUS_INFO: good to know
 * @CONSENT_STATUS_UNKNOWN: it could not be found out
 */
typedef enum {
  CONSENT_STATUS_PASS,
  CONSENT_STATUS_WARN,
  CONSENT_STATUS_FAIL,
  CONSENT_STATUS_INFO,
  CONSENT_STATUS_UNKNOWN,
} ConsentStatus;

/**
 * ConsentVerdict:
 * @CONSENT_VERDICT_READY: everyone can connect
 * @CONSENT_VERDICT_READY_WITH_REMARKS: people can connect, but something may stop some of them
 * @CONSENT_VERDICT_NOT_APPROVED: there is no approval that lets everyone connect
 * @CONSENT_VERDICT_BLOCKED: the app is switched off, approved or not
 * @CONSENT_VERDICT_UNKNOWN: something essential could not be found out
 */
typedef enum {
  CONSENT_VERDICT_READY,
  CONSENT_VERDICT_READY_WITH_REMARKS,
  CONSENT_VERDICT_NOT_APPROVED,
  CONSENT_VERDICT_BLOCKED,
  CONSENT_VERDICT_UNKNOWN,
} ConsentVerdict;

/**
 * ConsentCheck:
 * @id: which check, such as "app-present"; part of the report's format
 * @status: how it went
 * @finding: what was found, translated, one line
 * @remedy: what to do, translated; empty when the check passed
 */
typedef struct
{
  const char *id;
  ConsentStatus status;
  char *finding;
  char *remedy;
} ConsentCheck;

/**
 * ConsentReport:
 * @time: when Graph was read, in UTC
 * @service: the service
 * @snapshot: what Graph said
 * @tenant_id: the tenant that was asked about
 * @tenant_name: its name, or empty
 * @domains: (element-type utf8): its domains
 * @region: (nullable): id of the region
 * @verdict: the verdict
 * @summary: the verdict in words: what, what it means, what to do
 * @checks: (element-type ConsentCheck): the checks, in the order to show them
 * @granted: (element-type ConsentGranted): what was granted
 * @user_consent: what users may agree to themselves
 * @approved: whether the service is approved for everyone, if that is known
 *
 * What came out of a check. Made by consent_judge(); everyone else only reads. Names from
 * Microsoft are plain text, never markup.
 */
typedef struct
{
  GDateTime *time;
  ConsentService *service;
  ConsentSnapshot *snapshot;
  char *tenant_id;
  char *tenant_name;
  GPtrArray *domains;
  char *region;
  ConsentVerdict verdict;
  ConsentMessage *summary;
  GPtrArray *checks;
  GPtrArray *granted;
  ConsentUserConsent user_consent;
  ConsentSaid approved;
} ConsentReport;

#define CONSENT_TYPE_REPORT (consent_report_get_type ())
GType consent_report_get_type (void);

/**
 * consent_status_get_id:
 *
 * Returns: its name in the report, such as "pass"
 */
const char *consent_status_get_id (ConsentStatus status);

/**
 * consent_status_get_word:
 *
 * Returns: one translated word for people, such as "Fine"
 */
const char *consent_status_get_word (ConsentStatus status);

/**
 * consent_verdict_get_id:
 *
 * Returns: its name in the report, such as "ready-with-remarks"
 */
const char *consent_verdict_get_id (ConsentVerdict verdict);

/**
 * consent_report_new:
 * @service: the service
 * @snapshot: what Graph said
 * @time: when it was read
 *
 * Only consent_judge() and tests have a use for a report without a verdict.
 *
 * Returns: (transfer full): a report without checks, whose verdict is unknown
 */
ConsentReport *consent_report_new (ConsentService  *service,
                                   ConsentSnapshot *snapshot,
                                   GDateTime       *time);

ConsentReport *consent_report_ref   (ConsentReport *self);
void           consent_report_unref (ConsentReport *self);

/**
 * consent_report_add_check:
 * @id: static string
 * @finding: (transfer full): what was found
 * @remedy: (transfer full) (nullable): what to do
 */
void consent_report_add_check (ConsentReport *self,
                               const char    *id,
                               ConsentStatus  status,
                               char          *finding,
                               char          *remedy);

/**
 * consent_report_find_check:
 * @id: a check's id
 *
 * Returns: (nullable): the check, or %NULL if it was not made
 */
const ConsentCheck *consent_report_find_check (const ConsentReport *self,
                                               const char          *id);

/**
 * consent_report_is_repeated:
 * @index: which of the checks
 *
 * Several checks may come to nothing for one reason, which people are then told once.
 *
 * Returns: whether an earlier check says the same
 */
gboolean consent_report_is_repeated (const ConsentReport *self,
                                     unsigned             index);

/**
 * consent_report_to_json:
 *
 * Returns: (transfer full): the report in format 1, members in a fixed order
 */
JsonNode *consent_report_to_json (const ConsentReport *self);

/**
 * consent_report_to_text:
 *
 * Returns: (transfer full): the report for people: plain text in UTF-8, translated, for a file,
 *   the clipboard or a printer
 */
char *consent_report_to_text (const ConsentReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentReport, consent_report_unref)

G_END_DECLS
