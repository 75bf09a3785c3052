/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-practice-odata.h"

#include <string.h>

static gboolean
has_word (const char *words,
          const char *word)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);

  return g_strv_contains ((const char * const *) list, word);
}

/* Reads "name eq 'value'" at the front of @text; a quote within the value is written twice.
 * Returns what follows, or NULL. */
static const char *
read_condition (const char  *text,
                char       **name,
                char       **value)
{
  const char *space = strchr (text, ' ');
  GString *string = NULL;

  if (space == NULL || !g_str_has_prefix (space, " eq '"))
    return NULL;

  *name = g_strndup (text, space - text);
  string = g_string_new (NULL);
  for (text = space + strlen (" eq '"); *text != '\0'; text++)
    {
      if (*text == '\'' && text[1] != '\'')
        break;
      if (*text == '\'')
        text++;
      g_string_append_c (string, *text);
    }
  *value = g_string_free (string, FALSE);

  return *text == '\'' ? text + 1 : NULL;
}

static gboolean
equals (JsonObject *row,
        const char *name,
        const char *value)
{
  JsonNode *node = json_object_get_member (row, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
         json_node_get_value_type (node) == G_TYPE_STRING &&
         g_ascii_strcasecmp (json_node_get_string (node), value) == 0;
}

static JsonArray *
keep_equal (JsonArray  *rows,
            const char *name,
            const char *value)
{
  JsonArray *kept = json_array_new ();

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      if (equals (row, name, value))
        json_array_add_object_element (kept, json_object_ref (row));
    }

  return kept;
}

JsonArray *
consent_practice_odata_filter (JsonArray  *rows,
                               const char *filter,
                               const char *properties)
{
  g_autoptr (JsonArray) kept = json_array_ref (rows);

  for (const char *rest = filter; rest != NULL; )
    {
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;
      JsonArray *fewer = NULL;

      rest = read_condition (rest, &name, &value);
      if (rest == NULL || properties == NULL || !has_word (properties, name))
        return NULL;

      fewer = keep_equal (kept, name, value);
      json_array_unref (kept);
      kept = fewer;

      if (*rest == '\0')
        return g_steal_pointer (&kept);

      rest = g_str_has_prefix (rest, " and ") ? rest + strlen (" and ") : NULL;
    }

  return NULL;
}

char *
consent_practice_odata_find_unknown (const char *select,
                                     const char *properties)
{
  g_auto (GStrv) names = g_strsplit (select, ",", -1);

  for (gsize i = 0; names[i] != NULL; i++)
    if (!has_word (properties, g_strstrip (names[i])))
      return g_strdup (names[i]);

  return NULL;
}

JsonObject *
consent_practice_odata_select (JsonObject *object,
                               const char *select)
{
  JsonObject *selected = json_object_new ();
  g_auto (GStrv) names = select != NULL ? g_strsplit (select, ",", -1) : NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    g_strstrip (names[i]);

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    if (names == NULL || *name == '@' || g_strv_contains ((const char * const *) names, name))
      json_object_set_member (selected, name, json_node_copy (member));

  return selected;
}

JsonArray *
consent_practice_odata_cut_page (JsonArray  *rows,
                                 guint       skip,
                                 guint       top,
                                 const char *select)
{
  JsonArray *page = json_array_new ();

  for (guint i = skip; i < json_array_get_length (rows) && i - skip < top; i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      json_array_add_object_element (page, consent_practice_odata_select (row, select));
    }

  return page;
}
