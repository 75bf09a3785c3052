/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-permission.h"
#include "consent-snapshot-parts.h"
#include "consent-text.h"

#include <string.h>

#define GRAPH_PREFIX "https://graph.microsoft.com/"

static void
request_free (ConsentRequest *request)
{
  g_free (request->path);
  g_free (request->request_id);
  g_free (request);
}

static void
outcome_reset (ConsentPartOutcome *outcome)
{
  outcome->state = CONSENT_PART_NOT_ASKED;
  outcome->status = 0;
  g_clear_pointer (&outcome->code, g_free);
  g_clear_error (&outcome->error);
}

static char *
dup_error_code (JsonNode *body)
{
  JsonObject *object = consent_json_as_object (body);
  JsonObject *error = NULL;
  char *code = NULL;

  if (object == NULL || !consent_json_get_object (object, "error", &error) || error == NULL)
    return NULL;

  if (!consent_json_dup_line (error, "code", &code) || *code == '\0')
    g_clear_pointer (&code, g_free);
  return code;
}

/* A proxy in between can say 403 and 404 as well; only Graph says it with a code of its own. */
static ConsentPartState
judge_failure (unsigned    status,
               const char *code)
{
  if (code == NULL)
    return CONSENT_PART_FAILED;
  if (status == 403)
    return CONSENT_PART_REFUSED;
  if (status == 404 && g_str_has_suffix (code, "NotFound"))
    return CONSENT_PART_ABSENT;
  return CONSENT_PART_FAILED;
}

static void
snapshot_clear (gpointer data)
{
  ConsentSnapshot *self = data;

  g_free (self->client_id);
  g_free (self->tenant_id);
  g_free (self->user_name);
  g_free (self->scopes);
  for (unsigned i = 0; i < CONSENT_N_PARTS; i++)
    outcome_reset (&self->parts[i]);
  consent_snapshot_parts_clear (self);
  g_ptr_array_unref (self->requests);
}

ConsentSnapshot *
consent_snapshot_new (const char *client_id)
{
  ConsentSnapshot *self;

  g_return_val_if_fail (client_id != NULL, NULL);

  self = g_atomic_rc_box_new0 (ConsentSnapshot);
  self->client_id = g_ascii_strdown (client_id, -1);
  consent_snapshot_parts_init (self);
  self->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) request_free);

  return self;
}

ConsentSnapshot *
consent_snapshot_ref (ConsentSnapshot *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
consent_snapshot_unref (ConsentSnapshot *self)
{
  g_atomic_rc_box_release_full (self, snapshot_clear);
}

void
consent_snapshot_set_account (ConsentSnapshot *self,
                              const char      *tenant_id,
                              const char      *user_name,
                              gboolean         foreign,
                              const char      *scopes)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->tenant_id, g_free);
  g_clear_pointer (&self->user_name, g_free);
  g_clear_pointer (&self->scopes, g_free);

  if (tenant_id != NULL)
    self->tenant_id = g_ascii_strdown (tenant_id, -1);
  if (user_name != NULL)
    self->user_name = consent_text_clean (user_name, CONSENT_TEXT_LINE);
  self->foreign_account = foreign;

  self->scopes = g_strdup (scopes);
}

void
consent_snapshot_take_answer (ConsentSnapshot *self,
                              ConsentPart      part,
                              unsigned         status,
                              JsonNode        *body)
{
  ConsentPartOutcome *outcome;

  g_return_if_fail (self != NULL);
  g_return_if_fail (part < CONSENT_N_PARTS);

  outcome = &self->parts[part];
  outcome_reset (outcome);
  outcome->status = status;

  if (status >= 200 && status < 300)
    {
      outcome->state = consent_snapshot_parts_take (self, part, body);
    }
  else
    {
      outcome->code = dup_error_code (body);
      outcome->state = judge_failure (status, outcome->code);
    }

  if (outcome->state != CONSENT_PART_READ)
    consent_snapshot_parts_forget (self, part);
}

void
consent_snapshot_take_error (ConsentSnapshot *self,
                             ConsentPart      part,
                             const GError    *error)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (part < CONSENT_N_PARTS);
  g_return_if_fail (error != NULL);

  outcome_reset (&self->parts[part]);
  self->parts[part].state = CONSENT_PART_FAILED;
  self->parts[part].error = g_error_copy (error);
  consent_snapshot_parts_forget (self, part);
}

void
consent_snapshot_add_request (ConsentSnapshot *self,
                              const char      *path,
                              unsigned         status,
                              const char      *request_id)
{
  ConsentRequest *request;
  const char *mark;

  g_return_if_fail (self != NULL);
  g_return_if_fail (path != NULL);

  request = g_new0 (ConsentRequest, 1);
  mark = strstr (path, "$skiptoken");
  if (mark != NULL)
    {
      g_autofree char *start = g_strndup (path, mark - path);

      request->path = consent_text_clean (start, 2 * CONSENT_TEXT_LINE);
    }
  else
    {
      request->path = consent_text_clean (path, 2 * CONSENT_TEXT_LINE);
    }
  request->status = status;
  request->request_id = consent_text_clean (request_id, CONSENT_TEXT_LINE);

  g_ptr_array_add (self->requests, request);
}

const ConsentClassification *
consent_snapshot_find_classification (const ConsentSnapshot *self,
                                      const char            *id,
                                      const char            *name)
{
  const ConsentClassification *found = NULL;
  const ConsentPermission *known;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  known = consent_permission_find (CONSENT_API_GRAPH, name);
  if (id == NULL && known != NULL)
    id = known->id;

  for (unsigned i = 0; i < self->classifications->len; i++)
    {
      const ConsentClassification *classification = g_ptr_array_index (self->classifications, i);

      if (g_ascii_strcasecmp (classification->permission, name) != 0 &&
          (id == NULL || g_ascii_strcasecmp (classification->permission_id, id) != 0))
        continue;

      /* Should it be there twice, then the one that helps counts. */
      if (found == NULL || strcmp (classification->level, "low") == 0)
        found = classification;
    }

  return found;
}

gboolean
consent_snapshot_is_low (const ConsentSnapshot *self,
                         const char            *name)
{
  const ConsentClassification *classification;

  classification = consent_snapshot_find_classification (self, NULL, name);
  return classification != NULL && strcmp (classification->level, "low") == 0;
}

const ConsentResource *
consent_snapshot_find_resource (const ConsentSnapshot *self,
                                const char            *resource_id)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (resource_id != NULL, NULL);

  for (unsigned i = 0; i < self->resources->len; i++)
    {
      const ConsentResource *resource = g_ptr_array_index (self->resources, i);

      if (strcmp (resource->id, resource_id) == 0)
        return resource;
    }

  return NULL;
}

const ConsentScope *
consent_snapshot_find_scope (const ConsentSnapshot *self,
                             const char            *api_id,
                             const char            *name)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (api_id != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  for (unsigned i = 0; i < self->resources->len; i++)
    {
      const ConsentResource *resource = g_ptr_array_index (self->resources, i);

      if (g_ascii_strcasecmp (resource->app_id, api_id) != 0)
        continue;

      for (unsigned j = 0; j < resource->scopes->len; j++)
        {
          const ConsentScope *scope = g_ptr_array_index (resource->scopes, j);

          if (g_ascii_strcasecmp (scope->name, name) == 0 ||
              g_ascii_strcasecmp (scope->id, name) == 0)
            return scope;
        }
    }

  return NULL;
}

gboolean
consent_scopes_have (const char *scopes,
                     const char *scope)
{
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (scope != NULL, FALSE);

  if (scopes == NULL)
    return TRUE;

  words = g_strsplit_set (scopes, " \t\r\n", -1);
  for (char **word = words; *word != NULL; word++)
    {
      const char *name = *word;

      if (g_ascii_strncasecmp (name, GRAPH_PREFIX, strlen (GRAPH_PREFIX)) == 0)
        name += strlen (GRAPH_PREFIX);
      if (*name != '\0' && g_ascii_strcasecmp (name, scope) == 0)
        return TRUE;
    }

  return FALSE;
}

gboolean
consent_snapshot_has_scope (const ConsentSnapshot *self,
                            const char            *scope)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return consent_scopes_have (self->scopes, scope);
}
