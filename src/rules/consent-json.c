/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-json.h"
#include "consent-text.h"

static JsonNode *
get_member (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

static gboolean
holds (JsonNode *node,
       GType     type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

JsonObject *
consent_json_as_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

gboolean
consent_json_get_string (JsonObject  *object,
                         const char  *name,
                         const char **value)
{
  JsonNode *node = get_member (object, name);

  *value = NULL;
  if (node == NULL)
    return TRUE;
  if (!holds (node, G_TYPE_STRING))
    return FALSE;

  *value = json_node_get_string (node);
  return TRUE;
}

gboolean
consent_json_get_boolean (JsonObject  *object,
                          const char  *name,
                          ConsentSaid *value)
{
  JsonNode *node = get_member (object, name);

  *value = CONSENT_NOT_SAID;
  if (node == NULL)
    return TRUE;
  if (!holds (node, G_TYPE_BOOLEAN))
    return FALSE;

  *value = json_node_get_boolean (node) ? CONSENT_YES : CONSENT_NO;
  return TRUE;
}

gboolean
consent_json_get_array (JsonObject  *object,
                        const char  *name,
                        JsonArray  **value)
{
  JsonNode *node = get_member (object, name);

  *value = NULL;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;

  *value = json_node_get_array (node);
  return TRUE;
}

gboolean
consent_json_get_object (JsonObject  *object,
                         const char  *name,
                         JsonObject **value)
{
  JsonNode *node = get_member (object, name);

  *value = NULL;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;

  *value = json_node_get_object (node);
  return TRUE;
}

gboolean
consent_json_dup_line (JsonObject  *object,
                       const char  *name,
                       char       **value)
{
  const char *text = NULL;
  gboolean understood = consent_json_get_string (object, name, &text);

  *value = consent_text_clean (text, CONSENT_TEXT_LINE);
  return understood;
}

gboolean
consent_json_dup_id (JsonObject  *object,
                     const char  *name,
                     char       **value)
{
  g_autofree char *line = NULL;
  gboolean understood = consent_json_dup_line (object, name, &line);

  *value = g_ascii_strdown (line, -1);
  return understood;
}

gboolean
consent_json_add_lines (JsonArray  *array,
                        const char *name,
                        GPtrArray  *lines)
{
  unsigned length = array != NULL ? json_array_get_length (array) : 0;

  for (unsigned i = 0; i < length; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *object = consent_json_as_object (node);
      g_autofree char *line = NULL;

      if (name != NULL)
        {
          if (object == NULL || !consent_json_dup_line (object, name, &line))
            return FALSE;
        }
      else
        {
          if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
            return FALSE;
          line = consent_text_clean (json_node_get_string (node), CONSENT_TEXT_LINE);
        }

      if (*line != '\0')
        g_ptr_array_add (lines, g_steal_pointer (&line));
    }

  return TRUE;
}
