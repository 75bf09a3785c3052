/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-snapshot-parts.h"

static const ConsentPartReader *const readers[CONSENT_N_PARTS] = {
  [CONSENT_PART_ME] = &consent_part_me,
  [CONSENT_PART_ORGANIZATION] = &consent_part_organization,
  [CONSENT_PART_APP] = &consent_part_app,
  [CONSENT_PART_GRANTS] = &consent_part_grants,
  [CONSENT_PART_APP_ROLES] = &consent_part_app_roles,
  [CONSENT_PART_RESOURCES] = &consent_part_resources,
  [CONSENT_PART_USER_CONSENT] = &consent_part_user_consent,
  [CONSENT_PART_CLASSIFICATIONS] = &consent_part_classifications,
  [CONSENT_PART_WORKFLOW] = &consent_part_workflow,
  [CONSENT_PART_ROLES] = &consent_part_roles,
  [CONSENT_PART_PENDING] = &consent_part_pending,
};

static gboolean
take_list (ConsentSnapshot *self,
           ConsentPart      part,
           JsonArray       *list)
{
  for (unsigned i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *item = consent_json_as_object (json_array_get_element (list, i));

      if (item == NULL || !readers[part]->take (self, item))
        return FALSE;
    }

  return TRUE;
}

void
consent_snapshot_parts_init (ConsentSnapshot *self)
{
  self->domains = g_ptr_array_new_with_free_func (g_free);
  self->grants = g_ptr_array_new_with_free_func ((GDestroyNotify) consent_grant_free);
  self->resources = g_ptr_array_new_with_free_func ((GDestroyNotify) consent_resource_free);
  self->consent_policies = g_ptr_array_new_with_free_func (g_free);
  self->classifications =
    g_ptr_array_new_with_free_func ((GDestroyNotify) consent_classification_free);
  self->roles = g_ptr_array_new_with_free_func (g_free);
  self->pending = g_ptr_array_new_with_free_func (g_free);
}

void
consent_snapshot_parts_clear (ConsentSnapshot *self)
{
  g_free (self->organization_id);
  g_free (self->organization_name);
  g_ptr_array_unref (self->domains);
  g_clear_pointer (&self->app, consent_app_free);
  g_ptr_array_unref (self->grants);
  g_ptr_array_unref (self->resources);
  g_ptr_array_unref (self->consent_policies);
  g_ptr_array_unref (self->classifications);
  g_ptr_array_unref (self->roles);
  g_ptr_array_unref (self->pending);
}

ConsentPartState
consent_snapshot_parts_take (ConsentSnapshot *self,
                             ConsentPart      part,
                             JsonNode        *body)
{
  JsonObject *object = consent_json_as_object (body);
  JsonArray *list = NULL;

  if (object == NULL || !consent_json_get_array (object, "value", &list))
    return CONSENT_PART_FAILED;

  if (list == NULL || readers[part]->shape == CONSENT_SHAPE_ONE)
    {
      if (readers[part]->shape == CONSENT_SHAPE_LIST || !readers[part]->take (self, object))
        return CONSENT_PART_FAILED;

      return part == CONSENT_PART_APP && self->app == NULL ? CONSENT_PART_FAILED
                                                           : CONSENT_PART_READ;
    }

  if (!take_list (self, part, list))
    return CONSENT_PART_FAILED;

  /* Asking for the one app with a filter answers 200 with an empty list (reference, 5.3). */
  if (part == CONSENT_PART_APP && self->app == NULL)
    return CONSENT_PART_ABSENT;

  /* A signed-in person is always in an organization. */
  if (part == CONSENT_PART_ORGANIZATION && self->organization_id == NULL)
    return CONSENT_PART_FAILED;

  return CONSENT_PART_READ;
}

void
consent_snapshot_parts_forget (ConsentSnapshot *self,
                               ConsentPart      part)
{
  if (readers[part]->forget != NULL)
    readers[part]->forget (self);
}

const char *
consent_part_get_name (ConsentPart part)
{
  g_return_val_if_fail (part < CONSENT_N_PARTS, NULL);

  return readers[part]->name;
}
