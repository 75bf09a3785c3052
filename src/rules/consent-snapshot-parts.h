/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What consent-snapshot*.c share: the shape of each part's answer. Nobody else includes this. */
#pragma once

#include "consent-snapshot.h"

G_BEGIN_DECLS

/* Whether Graph answers with one object, with a list of them ("value"), or with either. */
typedef enum {
  CONSENT_SHAPE_ONE,
  CONSENT_SHAPE_LIST,
  CONSENT_SHAPE_EITHER,
} ConsentShape;

/**
 * ConsentPartReader:
 * @name: a short English name for logs and tests
 * @shape: what Graph answers with
 * @take: reads one object; %FALSE when it is not what the reference describes
 * @forget: (nullable): drops what was read; %NULL for many small answers, one of which may fail
 *   without harm to the others
 *
 * What there is to know about a part.
 */
typedef struct
{
  const char *name;
  ConsentShape shape;
  gboolean (*take) (ConsentSnapshot *self, JsonObject *object);
  void (*forget) (ConsentSnapshot *self);
} ConsentPartReader;

/* consent-snapshot-account.c */
extern const ConsentPartReader consent_part_me;
extern const ConsentPartReader consent_part_organization;
extern const ConsentPartReader consent_part_roles;

/* consent-snapshot-app.c */
extern const ConsentPartReader consent_part_app;

/* consent-snapshot-grants.c */
extern const ConsentPartReader consent_part_grants;
extern const ConsentPartReader consent_part_app_roles;
extern const ConsentPartReader consent_part_resources;

/* consent-snapshot-settings.c */
extern const ConsentPartReader consent_part_user_consent;
extern const ConsentPartReader consent_part_classifications;
extern const ConsentPartReader consent_part_workflow;
extern const ConsentPartReader consent_part_pending;

void consent_app_free            (ConsentApp            *self);
void consent_grant_free          (ConsentGrant          *self);
void consent_resource_free       (ConsentResource       *self);
void consent_classification_free (ConsentClassification *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentApp, consent_app_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentGrant, consent_grant_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentResource, consent_resource_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentClassification, consent_classification_free)

void             consent_snapshot_parts_init   (ConsentSnapshot *self);
void             consent_snapshot_parts_clear  (ConsentSnapshot *self);

/* Reads the body of a success; the state says what it turned out to be. What was read up to a
 * fault is still there. */
ConsentPartState consent_snapshot_parts_take   (ConsentSnapshot *self,
                                                ConsentPart      part,
                                                JsonNode        *body);

/* Drops what was read of a part. */
void             consent_snapshot_parts_forget (ConsentSnapshot *self,
                                                ConsentPart      part);

G_END_DECLS
