/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-snapshot-parts.h"

static gboolean
take_me (ConsentSnapshot *self,
         JsonObject      *object)
{
  const char *type = NULL;
  g_autofree char *name = NULL;

  if (!consent_json_get_string (object, "userType", &type) ||
      !consent_json_dup_line (object, "userPrincipalName", &name))
    return FALSE;

  if (type != NULL)
    self->guest = g_ascii_strcasecmp (type, "Guest") == 0 ? CONSENT_YES : CONSENT_NO;
  if (self->user_name == NULL && *name != '\0')
    self->user_name = g_steal_pointer (&name);

  return TRUE;
}

static void
forget_me (ConsentSnapshot *self)
{
  self->guest = CONSENT_NOT_SAID;
}

const ConsentPartReader consent_part_me = {
  .name = "me",
  .shape = CONSENT_SHAPE_ONE,
  .take = take_me,
  .forget = forget_me,
};

static gboolean
take_organization (ConsentSnapshot *self,
                   JsonObject      *object)
{
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  JsonArray *domains = NULL;

  if (!consent_json_dup_id (object, "id", &id) || *id == '\0' ||
      !consent_json_dup_line (object, "displayName", &name) ||
      !consent_json_get_array (object, "verifiedDomains", &domains) ||
      !consent_json_add_lines (domains, "name", self->domains))
    return FALSE;

  g_free (self->organization_id);
  g_free (self->organization_name);
  self->organization_id = g_steal_pointer (&id);
  self->organization_name = g_steal_pointer (&name);
  return TRUE;
}

static void
forget_organization (ConsentSnapshot *self)
{
  g_clear_pointer (&self->organization_id, g_free);
  g_clear_pointer (&self->organization_name, g_free);
  g_ptr_array_set_size (self->domains, 0);
}

const ConsentPartReader consent_part_organization = {
  .name = "organization",
  .shape = CONSENT_SHAPE_EITHER,
  .take = take_organization,
  .forget = forget_organization,
};

/* Both ways to ask (reference, 5.9): what the person is a member of, of which only directory
 * roles count, and role assignments, of which only those for the whole tenant do. */
static gboolean
take_role (ConsentSnapshot *self,
           JsonObject      *object)
{
  g_autofree char *template_id = NULL;
  g_autofree char *definition_id = NULL;
  const char *type = NULL;
  const char *place = NULL;

  if (!consent_json_get_string (object, "@odata.type", &type) ||
      !consent_json_get_string (object, "directoryScopeId", &place) ||
      !consent_json_dup_id (object, "roleTemplateId", &template_id) ||
      !consent_json_dup_id (object, "roleDefinitionId", &definition_id))
    return FALSE;

  if (*definition_id != '\0')
    {
      if (g_strcmp0 (place, "/") == 0)
        g_ptr_array_add (self->roles, g_steal_pointer (&definition_id));
      return TRUE;
    }

  if (type != NULL && g_ascii_strcasecmp (type, "#microsoft.graph.directoryRole") != 0)
    return TRUE;

  if (*template_id != '\0')
    g_ptr_array_add (self->roles, g_steal_pointer (&template_id));
  else if (type != NULL)
    self->unnamed_role = TRUE;
  return TRUE;
}

static void
forget_roles (ConsentSnapshot *self)
{
  g_ptr_array_set_size (self->roles, 0);
  self->unnamed_role = FALSE;
}

const ConsentPartReader consent_part_roles = {
  .name = "roles",
  .shape = CONSENT_SHAPE_LIST,
  .take = take_role,
  .forget = forget_roles,
};
