/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * ConsentSaid:
 * @CONSENT_NOT_SAID: the answer does not say
 * @CONSENT_NO: it says no
 * @CONSENT_YES: it says yes
 *
 * A boolean from outside, which may be missing.
 */
typedef enum {
  CONSENT_NOT_SAID,
  CONSENT_NO,
  CONSENT_YES,
} ConsentSaid;

/*
 * Readers for JSON from outside. A member that is missing or null reads as %NULL, or
 * %CONSENT_NOT_SAID; each returns %FALSE only when the member is there with another type than
 * the one wanted. Nothing else of json-glib is needed to read an answer safely.
 */

/**
 * consent_json_as_object:
 * @node: (nullable): any node
 *
 * Returns: (transfer none) (nullable): the object in @node, or %NULL if it holds anything else
 */
JsonObject *consent_json_as_object   (JsonNode     *node);

gboolean    consent_json_get_string  (JsonObject   *object,
                                      const char   *name,
                                      const char  **value);
gboolean    consent_json_get_boolean (JsonObject   *object,
                                      const char   *name,
                                      ConsentSaid  *value);
gboolean    consent_json_get_array   (JsonObject   *object,
                                      const char   *name,
                                      JsonArray   **value);
gboolean    consent_json_get_object  (JsonObject   *object,
                                      const char   *name,
                                      JsonObject  **value);

/**
 * consent_json_dup_line:
 * @value: (out) (transfer full): the string made safe to show; empty when it is missing
 *
 * Like consent_json_get_string(), cleaned with consent_text_clean().
 */
gboolean    consent_json_dup_line    (JsonObject   *object,
                                      const char   *name,
                                      char        **value);

/**
 * consent_json_dup_id:
 * @value: (out) (transfer full): the ID in lower case; empty when it is missing
 *
 * Like consent_json_dup_line(). IDs are GUIDs or opaque; in lower case they can be compared as they
 * are.
 */
gboolean    consent_json_dup_id      (JsonObject   *object,
                                      const char   *name,
                                      char        **value);

/**
 * consent_json_add_lines:
 * @array: (nullable): a list of strings, or of objects
 * @name: (nullable): the member of the objects to read
 * @lines: (element-type utf8): where to add what is not empty, safe to show
 */
gboolean    consent_json_add_lines   (JsonArray    *array,
                                      const char   *name,
                                      GPtrArray    *lines);

G_END_DECLS
