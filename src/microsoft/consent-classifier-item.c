/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-classifier-item.h"

ConsentClassifierItem *
consent_classifier_item_new (const char *permission_id,
                             const char *name)
{
  ConsentClassifierItem *self = g_new0 (ConsentClassifierItem, 1);

  self->permission_id = g_ascii_strdown (permission_id, -1);
  self->name = g_strdup (name);

  return self;
}

void
consent_classifier_item_free (ConsentClassifierItem *self)
{
  g_free (self->permission_id);
  g_free (self->name);
  g_clear_error (&self->error);
  g_free (self->added_id);
  g_free (self);
}

void
consent_classifier_item_set_result (ConsentClassifierItem   *self,
                                    ConsentClassifierResult  result,
                                    GError                  *error)
{
  self->result = result;
  g_clear_error (&self->error);
  self->error = error;
}

void
consent_classifier_item_set_added (ConsentClassifierItem *self,
                                   const char            *id)
{
  g_free (self->added_id);
  self->added_id = g_strdup (id);
  self->unsure = FALSE;
  self->sent = FALSE;
  consent_classifier_item_set_result (self, CONSENT_CLASSIFIER_ADDED, NULL);
}

void
consent_classifier_item_set_removed (ConsentClassifierItem *self)
{
  g_clear_pointer (&self->added_id, g_free);
  self->unsure = FALSE;
  self->sent = FALSE;
  consent_classifier_item_set_result (self, CONSENT_CLASSIFIER_REMOVED, NULL);
}

gboolean
consent_classifier_item_is_due (const ConsentClassifierItem *self,
                                gboolean                     undo)
{
  return undo ? self->added_id != NULL || self->unsure : self->result == CONSENT_CLASSIFIER_WAITING;
}
