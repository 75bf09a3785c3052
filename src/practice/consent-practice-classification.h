/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * ConsentPracticeClassifications:
 *
 * What Microsoft Graph's permissions are classified as in one organization (reference, 5.7).
 */
typedef struct _ConsentPracticeClassifications ConsentPracticeClassifications;

/* @user_consent: "low" begins with Microsoft's set for signing in, anything else with nothing */
ConsentPracticeClassifications *consent_practice_classifications_new  (const char *user_consent);
void consent_practice_classifications_free (ConsentPracticeClassifications *self);

/* (transfer full): the list as Graph shows it */
JsonArray *consent_practice_classifications_to_json (ConsentPracticeClassifications *self);

/**
 * consent_practice_classifications_add:
 * @permission_id: GUID of one of Graph's permissions
 * @level: "low", "medium" or "high"
 * @code: (out): Graph's code for the refusal
 *
 * Only delegated permissions that need no administrator can be classified, each once.
 *
 * Returns: the HTTP status: 201, or that of the refusal
 */
guint consent_practice_classifications_add (ConsentPracticeClassifications *self,
                                            const char                     *permission_id,
                                            const char                     *level,
                                            const char                    **code);

/* Returns: whether there was one with this ID */
gboolean consent_practice_classifications_remove (ConsentPracticeClassifications *self,
                                                  const char                     *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentPracticeClassifications, consent_practice_classifications_free)

G_END_DECLS
