/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Application IDs of Microsoft's APIs, the same in every organization. */
#define CONSENT_API_GRAPH "00000003-0000-0000-c000-000000000000"
#define CONSENT_API_EXCHANGE "00000002-0000-0ff1-ce00-000000000000"

/**
 * ConsentManaged:
 * @CONSENT_MANAGED_ALLOWED: users may agree to it
 * @CONSENT_MANAGED_REFUSED: refused to users, as of mid-2026
 * @CONSENT_MANAGED_NOT_STATED: Microsoft does not say
 *
 * What the setting "Let Microsoft manage your consent settings" does with a permission.
 */
typedef enum {
  CONSENT_MANAGED_ALLOWED,
  CONSENT_MANAGED_REFUSED,
  CONSENT_MANAGED_NOT_STATED,
} ConsentManaged;

/**
 * ConsentPermission:
 * @api_id: application ID of the API
 * @name: name, such as "Mail.Send"
 * @id: (nullable): its GUID, the same in every organization; %NULL where none is published
 * @label: (nullable): Microsoft's title for it on the administrator's consent screen, in English
 *   as Microsoft writes it: people look for these words, so they are not translated here
 * @admin: whether Microsoft lets nobody but an administrator agree to it
 * @managed: what the Microsoft-managed setting does with it
 *
 * One delegated permission (scope).
 */
typedef struct
{
  const char *api_id;
  const char *name;
  const char *id;
  const char *label;
  gboolean admin;
  ConsentManaged managed;
} ConsentPermission;

/**
 * consent_permission_get_all:
 * @n_permissions: (out): how many there are
 *
 * Returns: the table, sign-in permissions first (reference, 5.8 and the list in 5.6)
 */
const ConsentPermission *consent_permission_get_all (size_t *n_permissions);

/**
 * consent_permission_find:
 * @api_id: (nullable): application ID of the API; %NULL for Microsoft Graph
 * @name: a name in any case, or a permission's GUID
 *
 * Returns: (nullable): the permission, or %NULL if it is not in the table
 */
const ConsentPermission *consent_permission_find (const char *api_id,
                                                  const char *name);

/**
 * consent_permission_is_basic:
 * @name: a name in any case
 *
 * Returns: whether @name is one of those that every sign-in asks for: "openid", "profile",
 *   "email", "offline_access" and "User.Read"
 */
gboolean consent_permission_is_basic (const char *name);

G_END_DECLS
