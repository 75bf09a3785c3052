/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-classifier-item.h"
#include "consent-graph.h"

G_BEGIN_DECLS

/* What changing classifications needs beside %CONSENT_SIGN_IN_SCOPES (reference, 5.2). */
#define CONSENT_CLASSIFIER_SCOPE "Policy.ReadWrite.PermissionGrant"

/**
 * ConsentClassifier:
 *
 * Classifies delegated permissions of Microsoft Graph as low (reference, 5.7), one after the other,
 * each with a result of its own, and takes back exactly what it added. Safe to repeat: what is low
 * already is left alone, and what is classified otherwise is not touched.
 *
 * Where an answer was lost, the list is read again before anything is said: what is low then, and
 * was not before, was added by this object, since it asked for it.
 *
 * Remembers what it added for as long as it lives, also without a sign-in.
 *
 * Signal "changed": an item has another result.
 */
#define CONSENT_TYPE_CLASSIFIER (consent_classifier_get_type ())
G_DECLARE_FINAL_TYPE (ConsentClassifier, consent_classifier, CONSENT, CLASSIFIER, GObject)

ConsentClassifier *consent_classifier_new (void);

/**
 * consent_classifier_set_graph:
 * @graph: (nullable): Graph, with a sign-in that has %CONSENT_CLASSIFIER_SCOPE; %NULL lets go of
 *   the sign-in
 */
void consent_classifier_set_graph (ConsentClassifier *self,
                                   ConsentGraph      *graph);

/**
 * consent_classifier_request:
 * @permission_id: GUID of a delegated permission of Microsoft Graph
 * @name: its name
 *
 * Puts a permission among those that consent_classifier_add_async() is to add. One that is there
 * is to be tried again, unless it was added and is still there.
 */
void consent_classifier_request (ConsentClassifier *self,
                                 const char        *permission_id,
                                 const char        *name);

/* (element-type ConsentClassifierItem): in the order in which they were requested */
GPtrArray *consent_classifier_get_items   (ConsentClassifier *self);
/* How many there are to take back, those included of which that is not known. */
guint      consent_classifier_count_added (ConsentClassifier *self);
/* Forgets all items, as for another organization. */
void       consent_classifier_clear       (ConsentClassifier *self);

/**
 * consent_classifier_add_async:
 * @cancellable: (nullable): stops at once; what is under way then is unsure
 *
 * Adds all items that wait. One at a time, so that a sign-in that lacks something is not refused
 * twenty times over, and a slow server is not hurried.
 *
 * What one item comes to is not an error of this operation. Fails where nothing further could be
 * tried: with %CONSENT_ERROR_UNAUTHORIZED, as consent_http_send_async() where the list cannot be
 * read, with %CONSENT_ERROR_DENIED, _SCOPE_MISSING or _BAD_RESPONSE where Graph does not give it.
 * The items that were not reached still wait then.
 */
void consent_classifier_add_async (ConsentClassifier   *self,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data);

/**
 * consent_classifier_undo_async:
 * @cancellable: (nullable): stops at once
 *
 * Takes back what this object added, the last one first, and nothing else. One that is gone already
 * counts as taken back. Fails as consent_classifier_add_async(); what is left can be tried again.
 */
void consent_classifier_undo_async (ConsentClassifier   *self,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data);

/* How either of the two went. */
gboolean consent_classifier_finish (ConsentClassifier  *self,
                                    GAsyncResult       *result,
                                    GError            **error);

G_END_DECLS
