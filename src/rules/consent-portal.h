/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where a link below leads to nothing any more, this still does (reference, 6.2). */
#define CONSENT_PORTAL_ENTRA "https://entra.microsoft.com"

/**
 * ConsentPlace:
 *
 * One place in Microsoft's administration pages: how to click there, and a link. Microsoft promises
 * none of the links and renames the menus often, so show both and word hints as "look for".
 */
typedef struct _ConsentPlace ConsentPlace;

/**
 * consent_portal_find_place:
 * @id: "admin-center", "tenant-id", "user-consent", "permission-classifications",
 *   "enterprise-apps", "app-permissions" or "app-registrations"
 *
 * The one home of these paths and links (reference, 6.2).
 *
 * Returns: (transfer none) (nullable): the place, or %NULL if there is none of that name
 */
const ConsentPlace *consent_portal_find_place (const char *id);

/* Translated: today's menu entries, such as "Entra ID › Overview". */
const char *consent_place_get_path     (const ConsentPlace *self);
/* (nullable): Translated: the menu entries as the help article has them, before their renaming. */
const char *consent_place_get_old_path (const ConsentPlace *self);
/* (nullable): The address; it opens the organization that the browser is signed in to. */
const char *consent_place_get_link     (const ConsentPlace *self);

/**
 * consent_place_list_steps:
 *
 * Returns: (transfer container) (array zero-terminated=1): the way there click by click,
 *   translated, with the old names in brackets; empty for places that a path is enough for
 */
const char **consent_place_list_steps (const ConsentPlace *self);

/**
 * consent_portal_new_app_link:
 * @object_id: the object ID of the app's entry in the organization, from Graph
 * @client_id: the app's client ID
 *
 * Returns: (transfer full): the address of the place "app-permissions" for one app
 */
char *consent_portal_new_app_link (const char *object_id,
                                   const char *client_id);

G_END_DECLS
