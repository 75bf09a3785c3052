/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-asked.h"
#include "consent-report.h"

G_BEGIN_DECLS

/**
 * ConsentNeedOrigin:
 * @CONSENT_NEED_STANDARD: every sign-in asks for it
 * @CONSENT_NEED_APPROVED: it was granted for everyone (way 1 of reference, 7)
 * @CONSENT_NEED_USERS: single users agreed to it (way 4)
 * @CONSENT_NEED_REQUESTED: a waiting request for approval names it (way 5)
 * @CONSENT_NEED_PUBLISHED: the vendor says so: the service's profile names it
 * @CONSENT_NEED_PASTED: a person found it out (ways 3, 6 and 7)
 *
 * How it is known that a permission is needed.
 */
typedef enum {
  CONSENT_NEED_STANDARD,
  CONSENT_NEED_APPROVED,
  CONSENT_NEED_USERS,
  CONSENT_NEED_REQUESTED,
  CONSENT_NEED_PUBLISHED,
  CONSENT_NEED_PASTED,
} ConsentNeedOrigin;

/**
 * ConsentNeedState:
 * @CONSENT_NEED_LOW: it is classified as low
 * @CONSENT_NEED_MISSING: it can be, and is not
 * @CONSENT_NEED_NOT_READ: it can be; whether it is was not read
 * @CONSENT_NEED_OTHER_LEVEL: it is classified as medium or high
 * @CONSENT_NEED_ADMIN: only an administrator may agree to it, so that it cannot be classified
 * @CONSENT_NEED_ELSEWHERE: it belongs to another API than Microsoft Graph
 * @CONSENT_NEED_UNKNOWN: there is no such permission, as far as is known
 *
 * How a needed permission stands.
 */
typedef enum {
  CONSENT_NEED_LOW,
  CONSENT_NEED_MISSING,
  CONSENT_NEED_NOT_READ,
  CONSENT_NEED_OTHER_LEVEL,
  CONSENT_NEED_ADMIN,
  CONSENT_NEED_ELSEWHERE,
  CONSENT_NEED_UNKNOWN,
} ConsentNeedState;

/**
 * ConsentNeed:
 * @name: its name, as Microsoft writes it where that is known
 * @id: (nullable): its GUID, where that is known
 * @label: Microsoft's title for it, or empty
 * @origin: how it is known
 * @state: how it stands
 *
 * One delegated permission that the service needs, or that somebody says it does.
 */
typedef struct
{
  char *name;
  char *id;
  char *label;
  ConsentNeedOrigin origin;
  ConsentNeedState state;
} ConsentNeed;

#define CONSENT_TYPE_NEED (consent_need_get_type ())
GType consent_need_get_type (void);

/**
 * consent_need_collect:
 * @service: the service
 * @report: (nullable): what the last check found
 * @asked: (nullable): what a person found out
 *
 * Puts together what the service needs for its users to agree by themselves, and how each stands.
 * What the organization's own entry of Microsoft Graph says goes before the table of
 * consent_permission_find(). Never makes anything up: without a source, these are the standard
 * permissions alone.
 *
 * Returns: (transfer full) (element-type ConsentNeed): the standard permissions first, each once
 */
GPtrArray *consent_need_collect (ConsentService      *service,
                                 const ConsentReport *report,
                                 const ConsentAsked  *asked);

/* Whether it could be classified as low now, or after it was read how it stands. */
gboolean consent_need_can_be_added (const ConsentNeed *self);

ConsentNeed *consent_need_copy (const ConsentNeed *self);
void         consent_need_free (ConsentNeed       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentNeed, consent_need_free)

G_END_DECLS
