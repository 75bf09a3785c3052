/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-practice-classification.h"

#include "consent-permission.h"
#include "consent-practice-encoding.h"

typedef struct
{
  const ConsentPermission *permission;
  const char *level;
} Entry;

struct _ConsentPracticeClassifications
{
  GArray *entries;
};

static const char * const levels[] = { "low", "medium", "high" };

/* Microsoft's minimum for signing in (reference, 5.7). */
static const char * const sign_in[] = { "openid", "profile", "email", "offline_access" };

/* 0 for a level that does not exist */
static guint8
get_level_number (const char *level)
{
  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
    if (g_strcmp0 (levels[i], level) == 0)
      return i + 1;

  return 0;
}

/* The GUID's bytes with the first three groups in little-endian order, and the level (5.7). */
static char *
make_id (const Entry *entry)
{
  static const int order[16] = { 3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15 };
  guint8 bytes[17];
  g_auto (GStrv) groups = g_strsplit (entry->permission->id, "-", -1);
  g_autofree char *digits = g_strjoinv (NULL, groups);

  for (int i = 0; i < 16; i++)
    bytes[i] = g_ascii_xdigit_value (digits[order[i] * 2]) * 16 +
               g_ascii_xdigit_value (digits[order[i] * 2 + 1]);
  bytes[16] = get_level_number (entry->level);

  return consent_practice_base64url (bytes, sizeof bytes);
}

static void
append (ConsentPracticeClassifications *self,
        const ConsentPermission        *permission,
        const char                     *level)
{
  Entry entry = { permission, g_intern_string (level) };

  g_array_append_val (self->entries, entry);
}

ConsentPracticeClassifications *
consent_practice_classifications_new (const char *user_consent)
{
  ConsentPracticeClassifications *self = g_new0 (ConsentPracticeClassifications, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  if (g_str_equal (user_consent, "low"))
    for (gsize i = 0; i < G_N_ELEMENTS (sign_in); i++)
      append (self, consent_permission_find (NULL, sign_in[i]), "low");

  return self;
}

void
consent_practice_classifications_free (ConsentPracticeClassifications *self)
{
  g_array_unref (self->entries);
  g_free (self);
}

JsonArray *
consent_practice_classifications_to_json (ConsentPracticeClassifications *self)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);
      g_autofree char *id = make_id (entry);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "id", id);
      json_object_set_string_member (object, "classification", entry->level);
      json_object_set_string_member (object, "permissionId", entry->permission->id);
      json_object_set_string_member (object, "permissionName", entry->permission->name);
      json_array_add_object_element (list, object);
    }

  return list;
}

guint
consent_practice_classifications_add (ConsentPracticeClassifications *self,
                                      const char                     *permission_id,
                                      const char                     *level,
                                      const char                    **code)
{
  const ConsentPermission *permission = NULL;

  if (permission_id != NULL && g_uuid_string_is_valid (permission_id))
    permission = consent_permission_find (NULL, permission_id);

  if (permission == NULL || permission->admin || get_level_number (level) == 0)
    {
      *code = "Request_BadRequest";
      return 400;
    }

  for (guint i = 0; i < self->entries->len; i++)
    if (g_array_index (self->entries, Entry, i).permission == permission)
      {
        *code = "Request_MultipleObjectsWithSameKeyValue";
        return 409;
      }

  append (self, permission, level);

  return 201;
}

gboolean
consent_practice_classifications_remove (ConsentPracticeClassifications *self,
                                         const char                     *id)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      g_autofree char *own = make_id (&g_array_index (self->entries, Entry, i));

      if (g_str_equal (own, id))
        {
          g_array_remove_index (self->entries, i);
          return TRUE;
        }
    }

  return FALSE;
}
