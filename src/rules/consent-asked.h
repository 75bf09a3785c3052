/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ConsentAskedPermission:
 * @api_id: application ID of the API; empty for one that is not known here
 * @name: name as it was written, such as "Mail.Send"
 */
typedef struct
{
  const char *api_id;
  char *name;
} ConsentAskedPermission;

/**
 * ConsentAsked:
 * @permissions: (element-type ConsentAskedPermission): each once, in the order of the text. They
 *   look like names of permissions; whether there are such is for consent_need_collect() to say
 * @everything: whether all that the app registered is asked for (".default"), which names nothing
 * @client_id: (nullable): the app that the address belongs to, a lower-case GUID
 * @redirect_uri: (nullable): where the address leads back to, without query and fragment
 *
 * What an app asks for, as a person found it out (reference, 7). Nothing else of a pasted address
 * is kept: no code, no token, no name of a user.
 */
typedef struct
{
  GPtrArray *permissions;
  gboolean everything;
  char *client_id;
  char *redirect_uri;
} ConsentAsked;

/**
 * consent_asked_parse:
 * @text: (nullable): the address of a sign-in page with its "scope" (way 6 of reference, 7), names
 *   of permissions in any kind of list, or Microsoft's English titles from the consent page, one a
 *   line (way 3)
 *
 * Returns: (transfer full): what @text names; empty if it names nothing
 */
ConsentAsked *consent_asked_parse (const char *text);

void consent_asked_free (ConsentAsked *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentAsked, consent_asked_free)

G_END_DECLS
