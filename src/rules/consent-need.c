/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-need.h"
#include "consent-permission.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (ConsentNeed, consent_need, consent_need_copy, consent_need_free)

/* One collecting under way. */
typedef struct
{
  const ConsentSnapshot *snapshot; /* (nullable) */
  GPtrArray *needs;
} Collection;

/* Fills in what is known about a permission of Microsoft Graph; FALSE if nothing is. */
static gboolean
look_up (const ConsentSnapshot *snapshot,
         ConsentNeed           *need,
         const char            *name,
         gboolean              *admin)
{
  const ConsentPermission *known = consent_permission_find (CONSENT_API_GRAPH, name);
  const ConsentScope *scope = NULL;
  const char *label = known != NULL ? known->label : NULL;

  if (snapshot != NULL)
    scope = consent_snapshot_find_scope (snapshot, CONSENT_API_GRAPH, name);

  if (scope != NULL)
    {
      need->name = g_strdup (scope->name);
      need->id = g_strdup (scope->id);
      *admin = scope->admin;
      if (*scope->label != '\0')
        label = scope->label;
    }
  else if (known != NULL)
    {
      need->name = g_strdup (known->name);
      need->id = g_strdup (known->id);
      *admin = known->admin;
    }
  else
    {
      need->name = g_strdup (name);
    }

  need->label = g_strdup (label != NULL ? label : "");
  return scope != NULL ? scope->enabled : known != NULL;
}

static ConsentNeedState
find_level (const ConsentSnapshot *snapshot,
            const ConsentNeed     *need)
{
  const ConsentClassification *classification;

  if (snapshot == NULL ||
      snapshot->parts[CONSENT_PART_CLASSIFICATIONS].state != CONSENT_PART_READ)
    return CONSENT_NEED_NOT_READ;

  classification = consent_snapshot_find_classification (snapshot, need->id, need->name);
  if (classification == NULL)
    return CONSENT_NEED_MISSING;

  return strcmp (classification->level, "low") == 0 ? CONSENT_NEED_LOW : CONSENT_NEED_OTHER_LEVEL;
}

static ConsentNeed *
need_new (const ConsentSnapshot *snapshot,
          const char            *api_id,
          const char            *name,
          ConsentNeedOrigin      origin)
{
  ConsentNeed *need = g_new0 (ConsentNeed, 1);
  gboolean admin = FALSE;

  need->origin = origin;

  if (g_ascii_strcasecmp (api_id, CONSENT_API_GRAPH) != 0)
    {
      const ConsentPermission *known = consent_permission_find (api_id, name);

      need->name = g_strdup (known != NULL ? known->name : name);
      need->label = g_strdup (known != NULL && known->label != NULL ? known->label : "");
      need->state = CONSENT_NEED_ELSEWHERE;
    }
  else if (!look_up (snapshot, need, name, &admin))
    {
      need->state = CONSENT_NEED_UNKNOWN;
    }
  else
    {
      need->state = admin ? CONSENT_NEED_ADMIN : find_level (snapshot, need);
    }

  return need;
}

static void
add (Collection        *self,
     const char        *api_id,
     const char        *name,
     ConsentNeedOrigin  origin)
{
  g_autoptr (ConsentNeed) need = need_new (self->snapshot, api_id, name, origin);

  for (unsigned i = 0; i < self->needs->len; i++)
    {
      const ConsentNeed *other = g_ptr_array_index (self->needs, i);

      if (g_ascii_strcasecmp (other->name, need->name) == 0 &&
          (other->state == CONSENT_NEED_ELSEWHERE) == (need->state == CONSENT_NEED_ELSEWHERE))
        return;
    }

  g_ptr_array_add (self->needs, g_steal_pointer (&need));
}

static void
add_standard (Collection *self)
{
  size_t n_permissions;
  const ConsentPermission *all = consent_permission_get_all (&n_permissions);

  for (size_t i = 0; i < n_permissions; i++)
    if (consent_permission_is_basic (all[i].name))
      add (self, all[i].api_id, all[i].name, CONSENT_NEED_STANDARD);
}

/* Application permissions are never agreed to by users. */
static void
add_granted (Collection *self,
             GPtrArray  *granted)
{
  for (unsigned i = 0; i < granted->len; i++)
    {
      const ConsentGranted *group = g_ptr_array_index (granted, i);

      for (unsigned j = 0; !group->application && j < group->permissions->len; j++)
        {
          const ConsentGrantedPermission *permission = g_ptr_array_index (group->permissions, j);

          add (self, group->api_id, permission->name,
               group->everyone ? CONSENT_NEED_APPROVED : CONSENT_NEED_USERS);
        }
    }
}

static gboolean
is_of_other_organization (const ConsentReport *report)
{
  const ConsentCheck *check = consent_report_find_check (report, "organization");

  return check != NULL && check->status == CONSENT_STATUS_FAIL;
}

GPtrArray *
consent_need_collect (ConsentService      *service,
                      const ConsentReport *report,
                      const ConsentAsked  *asked)
{
  g_autoptr (GPtrArray) needs = NULL;
  Collection self = { NULL };

  g_return_val_if_fail (CONSENT_IS_SERVICE (service), NULL);

  /* What stands in another organization says nothing about this one. */
  if (report != NULL && is_of_other_organization (report))
    report = NULL;

  needs = g_ptr_array_new_with_free_func ((GDestroyNotify) consent_need_free);
  self.needs = needs;
  if (report != NULL)
    self.snapshot = report->snapshot;

  add_standard (&self);

  if (report != NULL)
    {
      add_granted (&self, report->granted);
      /* A request names its permissions without saying which API they belong to. */
      for (unsigned i = 0; i < report->snapshot->pending->len; i++)
        add (&self, CONSENT_API_GRAPH, g_ptr_array_index (report->snapshot->pending, i),
             CONSENT_NEED_REQUESTED);
    }

  for (const char *const *name = consent_service_get_permissions (service); *name != NULL; name++)
    add (&self, CONSENT_API_GRAPH, *name, CONSENT_NEED_PUBLISHED);

  for (unsigned i = 0; asked != NULL && i < asked->permissions->len; i++)
    {
      const ConsentAskedPermission *permission = g_ptr_array_index (asked->permissions, i);

      add (&self, permission->api_id, permission->name, CONSENT_NEED_PASTED);
    }

  return g_steal_pointer (&needs);
}

gboolean
consent_need_can_be_added (const ConsentNeed *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->state == CONSENT_NEED_NOT_READ ||
         (self->state == CONSENT_NEED_MISSING && self->id != NULL);
}

ConsentNeed *
consent_need_copy (const ConsentNeed *self)
{
  ConsentNeed *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (ConsentNeed, 1);
  copy->name = g_strdup (self->name);
  copy->id = g_strdup (self->id);
  copy->label = g_strdup (self->label);
  copy->origin = self->origin;
  copy->state = self->state;

  return copy;
}

void
consent_need_free (ConsentNeed *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_free (self->id);
  g_free (self->label);
  g_free (self);
}
