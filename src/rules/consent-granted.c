/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-granted.h"
#include "consent-permission.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
permission_free (ConsentGrantedPermission *permission)
{
  g_free (permission->name);
  g_free (permission->label);
  g_free (permission);
}

static void
granted_free (ConsentGranted *granted)
{
  g_free (granted->api);
  g_free (granted->api_id);
  g_clear_pointer (&granted->permissions, g_ptr_array_unref);
  g_free (granted);
}

/* The question names one app, but a server that ignores the filter answers with all of them. */
static gboolean
is_of_app (const ConsentSnapshot *snapshot,
           const ConsentGrant    *grant)
{
  return snapshot->app == NULL || *grant->client_id == '\0' ||
         strcmp (grant->client_id, snapshot->app->id) == 0;
}

static ConsentGranted *
granted_new (const ConsentSnapshot *snapshot,
             const ConsentGrant    *grant)
{
  const ConsentResource *resource = consent_snapshot_find_resource (snapshot, grant->resource_id);
  ConsentGranted *granted = g_new0 (ConsentGranted, 1);
  const char *name = grant->resource_name;

  if (resource != NULL && *resource->name != '\0')
    name = resource->name;

  granted->api = g_strdup (*name != '\0' ? name : grant->resource_id);
  granted->api_id = g_strdup (resource != NULL ? resource->app_id : "");
  granted->application = grant->application;
  granted->everyone = grant->principal_id == NULL;
  granted->permissions = g_ptr_array_new_with_free_func ((GDestroyNotify) permission_free);

  return granted;
}

static ConsentGrantedPermission *
permission_new (const ConsentSnapshot *snapshot,
                const ConsentGrant    *grant,
                const char            *text)
{
  const ConsentResource *resource = consent_snapshot_find_resource (snapshot, grant->resource_id);
  ConsentGrantedPermission *permission = g_new0 (ConsentGrantedPermission, 1);
  g_autofree char *key = g_ascii_strdown (text, -1);
  const ConsentPermission *known = NULL;
  const char *name = NULL;
  const char *label = NULL;

  /* What the organization's own entry says goes before the table. */
  if (resource != NULL)
    {
      name = g_hash_table_lookup (resource->names, key);
      label = g_hash_table_lookup (resource->labels, key);
      if (!grant->application)
        known = consent_permission_find (resource->app_id, text);
    }

  if ((label == NULL || *label == '\0') && known != NULL)
    label = known->label;

  permission->name = g_strdup (name != NULL && *name != '\0' ? name : text);
  permission->label = g_strdup (label != NULL ? label : "");
  return permission;
}

static int
compare_granted (gconstpointer a,
                 gconstpointer b)
{
  const ConsentGranted *first = *(const ConsentGranted *const *) a;
  const ConsentGranted *second = *(const ConsentGranted *const *) b;

  if (first->everyone != second->everyone)
    return first->everyone ? -1 : 1;
  if (first->application != second->application)
    return first->application ? 1 : -1;
  return strcmp (first->api, second->api);
}

GPtrArray *
consent_granted_collect (const ConsentSnapshot *snapshot)
{
  g_autoptr (GPtrArray) collected = NULL;
  g_autoptr (GHashTable) groups = NULL;
  g_autoptr (GHashTable) seen = NULL;

  g_return_val_if_fail (snapshot != NULL, NULL);

  collected = g_ptr_array_new_with_free_func ((GDestroyNotify) granted_free);
  groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (unsigned i = 0; i < snapshot->grants->len; i++)
    {
      const ConsentGrant *grant = g_ptr_array_index (snapshot->grants, i);
      g_autofree char *group = NULL;

      if (!is_of_app (snapshot, grant))
        continue;

      group = g_strdup_printf ("%s %d %d", grant->resource_id, grant->application,
                               grant->principal_id == NULL);

      for (unsigned j = 0; j < grant->permissions->len; j++)
        {
          const char *text = g_ptr_array_index (grant->permissions, j);
          g_autofree char *lower = g_ascii_strdown (text, -1);
          ConsentGranted *granted = g_hash_table_lookup (groups, group);

          if (!g_hash_table_add (seen, g_strdup_printf ("%s %s", group, lower)))
            continue;

          if (granted == NULL)
            {
              granted = granted_new (snapshot, grant);
              g_ptr_array_add (collected, granted);
              g_hash_table_insert (groups, g_strdup (group), granted);
            }

          g_ptr_array_add (granted->permissions, permission_new (snapshot, grant, text));
        }
    }

  g_ptr_array_sort (collected, compare_granted);
  return g_steal_pointer (&collected);
}

const char *
consent_granted_get_audience (const ConsentGranted *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->application)
    return _("without anyone signed in");

  return self->everyone ? _("for everyone") : _("for some users");
}

unsigned
consent_granted_count_users (const ConsentSnapshot *snapshot)
{
  g_autoptr (GHashTable) users = NULL;

  g_return_val_if_fail (snapshot != NULL, 0);

  users = g_hash_table_new (g_str_hash, g_str_equal);
  for (unsigned i = 0; i < snapshot->grants->len; i++)
    {
      const ConsentGrant *grant = g_ptr_array_index (snapshot->grants, i);

      if (grant->principal_id != NULL && grant->permissions->len > 0 &&
          is_of_app (snapshot, grant))
        g_hash_table_add (users, grant->principal_id);
    }

  return g_hash_table_size (users);
}

gboolean
consent_granted_find (GPtrArray  *granted,
                      gboolean    everyone,
                      const char *api_id,
                      const char *name)
{
  g_return_val_if_fail (granted != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  for (unsigned i = 0; i < granted->len; i++)
    {
      const ConsentGranted *group = g_ptr_array_index (granted, i);

      if (group->application || group->everyone != everyone ||
          (api_id != NULL && strcmp (group->api_id, api_id) != 0))
        continue;

      for (unsigned j = 0; j < group->permissions->len; j++)
        {
          const ConsentGrantedPermission *permission = g_ptr_array_index (group->permissions, j);

          if (g_ascii_strcasecmp (permission->name, name) == 0)
            return TRUE;
        }
    }

  return FALSE;
}
