/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ConsentPracticePermission:
 * @id: the permission's GUID on Microsoft Graph
 * @name: such as "Mail.Send"
 * @label: title on the administrator's approval page
 *
 * A delegated permission that the practised app asks for. These are examples: which permissions
 * the service really asks for is known to its vendor alone (reference, section 7).
 */
typedef struct
{
  const char *id;
  const char *name;
  const char *label;
} ConsentPracticePermission;

/* (array length=n_permissions) (transfer none): what the practised app asks for */
const ConsentPracticePermission *consent_practice_permission_get_all (gsize *n_permissions);

G_END_DECLS
