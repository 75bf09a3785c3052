/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-snapshot-parts.h"

#include <string.h>

void
consent_classification_free (ConsentClassification *self)
{
  g_free (self->id);
  g_free (self->permission_id);
  g_free (self->permission);
  g_free (self->level);
  g_free (self);
}

static gboolean
take_user_consent (ConsentSnapshot *self,
                   JsonObject      *object)
{
  JsonObject *permissions = NULL;
  JsonArray *policies = NULL;

  /* An empty list says that users may not consent; a missing one says nothing. */
  if (!consent_json_get_object (object, "defaultUserRolePermissions", &permissions) ||
      permissions == NULL ||
      !consent_json_get_array (permissions, "permissionGrantPoliciesAssigned", &policies) ||
      policies == NULL)
    return FALSE;

  return consent_json_add_lines (policies, NULL, self->consent_policies);
}

static void
forget_user_consent (ConsentSnapshot *self)
{
  g_ptr_array_set_size (self->consent_policies, 0);
}

const ConsentPartReader consent_part_user_consent = {
  .name = "user-consent",
  .shape = CONSENT_SHAPE_ONE,
  .take = take_user_consent,
  .forget = forget_user_consent,
};

static gboolean
take_classification (ConsentSnapshot *self,
                     JsonObject      *object)
{
  g_autoptr (ConsentClassification) classification = g_new0 (ConsentClassification, 1);
  const char *id = NULL;

  if (!consent_json_get_string (object, "id", &id) ||
      !consent_json_dup_id (object, "permissionId", &classification->permission_id) ||
      !consent_json_dup_line (object, "permissionName", &classification->permission) ||
      !consent_json_dup_id (object, "classification", &classification->level))
    return FALSE;

  /* Opaque and case-sensitive: it goes back to Graph as it came. */
  classification->id = g_strdup (id != NULL ? id : "");
  g_ptr_array_add (self->classifications, g_steal_pointer (&classification));
  return TRUE;
}

static void
forget_classifications (ConsentSnapshot *self)
{
  g_ptr_array_set_size (self->classifications, 0);
}

const ConsentPartReader consent_part_classifications = {
  .name = "classifications",
  .shape = CONSENT_SHAPE_LIST,
  .take = take_classification,
  .forget = forget_classifications,
};

static gboolean
take_workflow (ConsentSnapshot *self,
               JsonObject      *object)
{
  return consent_json_get_boolean (object, "isEnabled", &self->workflow) &&
         self->workflow != CONSENT_NOT_SAID;
}

static void
forget_workflow (ConsentSnapshot *self)
{
  self->workflow = CONSENT_NOT_SAID;
}

const ConsentPartReader consent_part_workflow = {
  .name = "workflow",
  .shape = CONSENT_SHAPE_ONE,
  .take = take_workflow,
  .forget = forget_workflow,
};

static gboolean
take_pending (ConsentSnapshot *self,
              JsonObject      *object)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *app_id = NULL;
  JsonArray *scopes = NULL;

  if (!consent_json_dup_id (object, "appId", &app_id) ||
      !consent_json_get_array (object, "pendingScopes", &scopes) ||
      !consent_json_add_lines (scopes, "displayName", names))
    return FALSE;

  if (strcmp (app_id, self->client_id) != 0)
    return TRUE;

  self->n_pending++;
  g_ptr_array_extend_and_steal (self->pending, g_steal_pointer (&names));
  return TRUE;
}

static void
forget_pending (ConsentSnapshot *self)
{
  g_ptr_array_set_size (self->pending, 0);
  self->n_pending = 0;
}

const ConsentPartReader consent_part_pending = {
  .name = "pending",
  .shape = CONSENT_SHAPE_LIST,
  .take = take_pending,
  .forget = forget_pending,
};
