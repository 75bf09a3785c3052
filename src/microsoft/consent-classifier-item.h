/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ConsentClassifierResult:
 * @CONSENT_CLASSIFIER_WAITING: it was not tried yet
 * @CONSENT_CLASSIFIER_WORKING: it is being tried
 * @CONSENT_CLASSIFIER_ADDED: it is low now, and was not before
 * @CONSENT_CLASSIFIER_ALREADY: it was low before
 * @CONSENT_CLASSIFIER_REFUSED: Microsoft does not allow it; trying again alone will not help
 * @CONSENT_CLASSIFIER_FAILED: it could not be done, or nobody knows whether it was; may be tried
 *   again
 * @CONSENT_CLASSIFIER_REMOVED: it was added, and taken back
 */
typedef enum {
  CONSENT_CLASSIFIER_WAITING,
  CONSENT_CLASSIFIER_WORKING,
  CONSENT_CLASSIFIER_ADDED,
  CONSENT_CLASSIFIER_ALREADY,
  CONSENT_CLASSIFIER_REFUSED,
  CONSENT_CLASSIFIER_FAILED,
  CONSENT_CLASSIFIER_REMOVED,
} ConsentClassifierResult;

/**
 * ConsentClassifierItem:
 * @permission_id: GUID of the permission, lower case
 * @name: its name
 * @result: how it went
 * @error: (nullable): why it was refused or failed; on one that was added, why it could not be
 *   taken back
 * @added_id: (nullable): what takes it back; only set on what the classifier added
 * @unsure: whether it was sent without an answer and nobody looked since: it may be there or not
 * @sent: whether it was sent without an answer at all: should it turn up, then the classifier added
 *   it
 *
 * One permission that is to be low.
 */
typedef struct
{
  char *permission_id;
  char *name;
  ConsentClassifierResult result;
  GError *error;
  char *added_id;
  gboolean unsure;
  gboolean sent;
} ConsentClassifierItem;

/* What follows is for ConsentClassifier and its runs; everyone else only reads. */

ConsentClassifierItem *consent_classifier_item_new  (const char            *permission_id,
                                                     const char            *name);
void                   consent_classifier_item_free (ConsentClassifierItem *self);

/* @error: (transfer full) (nullable) */
void consent_classifier_item_set_result  (ConsentClassifierItem   *self,
                                          ConsentClassifierResult  result,
                                          GError                  *error);
/* @id: what takes it back */
void consent_classifier_item_set_added   (ConsentClassifierItem   *self,
                                          const char              *id);
void consent_classifier_item_set_removed (ConsentClassifierItem   *self);

/* Whether it waits to be added, or, with @undo, whether there may be something to take back. */
gboolean consent_classifier_item_is_due (const ConsentClassifierItem *self,
                                         gboolean                     undo);

G_END_DECLS
