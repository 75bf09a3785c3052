/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-snapshot.h"

G_BEGIN_DECLS

/**
 * ConsentGrantedPermission:
 * @name: its name, such as "Mail.Send"; for an application permission that cannot be named its ID
 * @label: what Microsoft calls it on the administrator's screen, or empty
 */
typedef struct
{
  char *name;
  char *label;
} ConsentGrantedPermission;

/**
 * ConsentGranted:
 * @api: name of the API; its object ID where it cannot be named
 * @api_id: application ID of the API, or empty
 * @application: whether these work without anyone signed in
 * @everyone: whether they are for the whole organization, and not for some users
 * @permissions: (element-type ConsentGrantedPermission): never empty, each one once
 *
 * What was granted for one API, of one kind, to the same people: the rows of Graph put together.
 */
typedef struct
{
  char *api;
  char *api_id;
  gboolean application;
  gboolean everyone;
  GPtrArray *permissions;
} ConsentGranted;

/**
 * consent_granted_collect:
 * @snapshot: what Graph said
 *
 * Leaves out what belongs to another app, and rows without a permission: they grant nothing.
 *
 * Returns: (transfer full) (element-type ConsentGranted): for everyone first, then for some users
 */
GPtrArray *consent_granted_collect (const ConsentSnapshot *snapshot);

/**
 * consent_granted_get_audience:
 *
 * Returns: translated: whom it is for, such as "for everyone"
 */
const char *consent_granted_get_audience (const ConsentGranted *self);

/**
 * consent_granted_count_users:
 *
 * Returns: how many users have agreed to something for themselves
 */
unsigned consent_granted_count_users (const ConsentSnapshot *snapshot);

/**
 * consent_granted_find:
 * @granted: (element-type ConsentGranted): as from consent_granted_collect()
 * @everyone: whether to look at what is for everyone, or at what is for some users
 * @api_id: (nullable): application ID of the API, or %NULL for any
 * @name: name of a delegated permission, in any case
 *
 * Returns: whether it was granted
 */
gboolean consent_granted_find (GPtrArray  *granted,
                               gboolean    everyone,
                               const char *api_id,
                               const char *name);

G_END_DECLS
