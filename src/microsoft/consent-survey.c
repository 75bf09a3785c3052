/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-survey.h"

#include "consent-error.h"
#include "consent-json.h"
#include "consent-permission.h"
#include "consent-user-consent.h"

#define RESOURCE_FIELDS "$select=id,appId,displayName,appRoles,oauth2PermissionScopes"
#define APP_FIELDS "$select=id,appId,displayName,accountEnabled,appRoleAssignmentRequired," \
                   "disabledByMicrosoftStatus,verifiedPublisher,replyUrls,appOwnerOrganizationId," \
                   "tags,servicePrincipalType,signInAudience,homepage"

/* Apps use a handful. */
#define MAX_APIS 20

/* What all answers take in memory, as ConsentHttpAnswer has it; real ones come to a few megabytes. */
#define MAX_SIZE (24 * 1024 * 1024)

/* Answers that are no part of the snapshot, only the way to one. */
enum
{
  HINT_GRANTS = CONSENT_N_PARTS,
  HINT_APP_ROLES,
};

/* The survey under way, data of its task. */
typedef struct
{
  ConsentService *service;
  ConsentSnapshot *snapshot;
  GHashTable *resource_ids; /* of APIs that something was granted for -> whether asked for already */
  gboolean hinted;          /* whether these were known before the second round */
  guint round;
  guint pending;
  gsize size;
  gboolean answered;
  GError *error; /* the first one */
} Survey;

/* One request under way. */
typedef struct
{
  GTask *task;
  guint part;
  char *path;
  const char *otherwise; /* (nullable): format of a path to ask instead on 400 */
} Request;

/* What is asked for; %s is the service's client ID (reference, 5.2 to 5.10). The rounds are about the
 * same size, so that neither needs more than a handful of connections. */
static const struct
{
  guint round;
  guint part;
  const char *path;
  const char *otherwise;
} questions[] = {
  /* "isDisabled" is in Microsoft's metadata but not in its documentation (5.3), so that Graph may
   * not know it everywhere. */
  { 1, CONSENT_PART_APP, "/servicePrincipals(appId='%s')?" APP_FIELDS ",isDisabled",
    "/servicePrincipals(appId='%s')?" APP_FIELDS },
  /* Only tell which APIs to name in the second round. That this works with an appId in place of
   * the object ID is likely and not documented (5.4, 5.5), so nothing rests on it. */
  { 1, HINT_GRANTS, "/servicePrincipals(appId='%s')/oauth2PermissionGrants", NULL },
  { 1, HINT_APP_ROLES, "/servicePrincipals(appId='%s')/appRoleAssignments", NULL },
  { 1, CONSENT_PART_ME, "/me?$select=id,displayName,userPrincipalName,mail,userType", NULL },
  { 1, CONSENT_PART_ROLES, "/me/transitiveMemberOf?$top=100", NULL },
  { 1, CONSENT_PART_USER_CONSENT,
    "/policies/authorizationPolicy?$select=id,defaultUserRolePermissions",
    "/policies/authorizationPolicy" },

  { 2, CONSENT_PART_ORGANIZATION, "/organization?$select=id,displayName,verifiedDomains", NULL },
  { 2, CONSENT_PART_WORKFLOW, "/policies/adminConsentRequestPolicy", NULL },
  { 2, CONSENT_PART_CLASSIFICATIONS,
    "/servicePrincipals(appId='" CONSENT_API_GRAPH "')/delegatedPermissionClassifications", NULL },
};

static void ask (GTask      *task,
                 guint       part,
                 char       *path,
                 const char *otherwise);

static void
survey_free (Survey *survey)
{
  g_clear_object (&survey->service);
  g_clear_pointer (&survey->snapshot, consent_snapshot_unref);
  g_clear_pointer (&survey->resource_ids, g_hash_table_unref);
  g_clear_error (&survey->error);
  g_free (survey);
}

static void
request_free (Request *request)
{
  g_clear_object (&request->task);
  g_free (request->path);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static char *
fill_in (const char     *format,
         ConsentService *service)
{
  g_auto (GStrv) pieces = g_strsplit (format, "%s", -1);

  return g_strjoinv (consent_service_get_client_id (service), pieces);
}

/* Remembers the APIs that the rows of a list of grants are for. */
static void
note_resources (Survey   *survey,
                JsonNode *list)
{
  JsonObject *object = consent_json_as_object (list);
  JsonArray *rows = NULL;

  if (object == NULL || !consent_json_get_array (object, "value", &rows) || rows == NULL)
    return;

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = consent_json_as_object (json_array_get_element (rows, i));
      const char *id = NULL;

      if (row != NULL && consent_json_get_string (row, "resourceId", &id) &&
          id != NULL && g_uuid_string_is_valid (id))
        {
          g_autofree char *key = g_ascii_strdown (id, -1);

          if (g_hash_table_size (survey->resource_ids) < MAX_APIS &&
              !g_hash_table_contains (survey->resource_ids, key))
            g_hash_table_insert (survey->resource_ids, g_steal_pointer (&key), GINT_TO_POINTER (FALSE));
        }
    }
}

/* Asks for the APIs that are not known by name yet, for each of them once. */
static void
ask_for_resources (GTask *task)
{
  Survey *survey = g_task_get_task_data (task);
  GHashTableIter iter;
  gpointer id;
  gpointer asked;

  g_hash_table_iter_init (&iter, survey->resource_ids);
  while (g_hash_table_iter_next (&iter, &id, &asked))
    {
      if (!GPOINTER_TO_INT (asked) &&
          consent_snapshot_find_resource (survey->snapshot, id) == NULL)
        ask (task, CONSENT_PART_RESOURCES,
             g_strdup_printf ("/servicePrincipals/%s?" RESOURCE_FIELDS, (char *) id), NULL);
      g_hash_table_iter_replace (&iter, GINT_TO_POINTER (TRUE));
    }
}

/* Asks what needs the object ID of the service's entry. */
static void
ask_about_app (GTask *task)
{
  Survey *survey = g_task_get_task_data (task);
  g_autofree char *id = NULL;

  if (survey->snapshot->app == NULL)
    return;

  id = g_uri_escape_string (survey->snapshot->app->id, NULL, FALSE);
  ask (task, CONSENT_PART_GRANTS,
       g_strdup_printf ("/oauth2PermissionGrants?$filter=clientId%%20eq%%20%%27%s%%27", id), NULL);
  ask (task, CONSENT_PART_APP_ROLES,
       g_strdup_printf ("/servicePrincipals/%s/appRoleAssignments", id), NULL);

  /* The two that are most likely. Graph's entry is a large answer, not to be read twice. */
  if (!survey->hinted)
    {
      ask (task, CONSENT_PART_RESOURCES,
           g_strdup ("/servicePrincipals(appId='" CONSENT_API_GRAPH "')?" RESOURCE_FIELDS), NULL);
      ask (task, CONSENT_PART_RESOURCES,
           g_strdup ("/servicePrincipals(appId='" CONSENT_API_EXCHANGE "')?" RESOURCE_FIELDS), NULL);
    }
}

/* Where users may agree to what is classified as low, the names and IDs of everything that can be
 * are needed, and not only of what was granted. */
static void
ask_what_can_be_classified (GTask *task)
{
  Survey *survey = g_task_get_task_data (task);
  const ConsentSnapshot *snapshot = survey->snapshot;
  gboolean comes_anyway = snapshot->app != NULL &&
                          (!survey->hinted || g_hash_table_size (survey->resource_ids) > 0);

  if (!comes_anyway
      && snapshot->parts[CONSENT_PART_USER_CONSENT].state == CONSENT_PART_READ
      && consent_user_consent_from_policies (snapshot->consent_policies) == CONSENT_USER_CONSENT_LOW)
    ask (task, CONSENT_PART_RESOURCES,
         g_strdup ("/servicePrincipals(appId='" CONSENT_API_GRAPH "')?" RESOURCE_FIELDS), NULL);
}

/* Begins the next round: a third one comes only for APIs that the hint did not name. */
static void
next_round (GTask *task)
{
  Survey *survey = g_task_get_task_data (task);

  survey->round++;
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      if (questions[i].round == survey->round)
        ask (task, questions[i].part, fill_in (questions[i].path, survey->service),
             questions[i].otherwise);
    }
  if (survey->round == 2)
    {
      ask_about_app (task);
      ask_what_can_be_classified (task);
    }
  if (survey->round >= 2)
    ask_for_resources (task);

  if (survey->pending == 0)
    g_task_return_boolean (task, TRUE);
}

/* Graph's name for a request: from the header, or out of an error's body, where the object that has it
 * is spelled in two ways (reference, 5.1). */
static const char *
get_request_id (const ConsentHttpAnswer *answer)
{
  static const char *const spellings[] = { "innerError", "innererror" };
  JsonObject *object = consent_json_as_object (answer->json);
  JsonObject *error = NULL;
  const char *id = answer->request_id;

  if (object != NULL)
    consent_json_get_object (object, "error", &error);

  for (guint i = 0; i < G_N_ELEMENTS (spellings) && error != NULL && id == NULL; i++)
    {
      JsonObject *inner = NULL;

      consent_json_get_object (error, spellings[i], &inner);
      if (inner != NULL)
        consent_json_get_string (inner, "request-id", &id);
    }

  return id;
}

/* Whether there is room for what @pages say. */
static gboolean
has_room (Survey     *survey,
          GPtrArray  *pages,
          GError    **error)
{
  for (guint i = 0; i < pages->len; i++)
    survey->size += ((ConsentGraphPage *) g_ptr_array_index (pages, i))->answer->size;

  if (survey->size <= MAX_SIZE)
    return TRUE;

  g_set_error_literal (error, CONSENT_ERROR, CONSENT_ERROR_TOO_LARGE,
                       "All answers together are larger than any real ones");
  return FALSE;
}

static void
take_pages (Survey    *survey,
            Request   *request,
            GPtrArray *pages)
{
  survey->answered = TRUE;

  for (guint i = 0; i < pages->len; i++)
    {
      ConsentGraphPage *page = g_ptr_array_index (pages, i);

      consent_snapshot_add_request (survey->snapshot, page->path, page->answer->status,
                                    get_request_id (page->answer));

      if (request->part < CONSENT_N_PARTS)
        consent_snapshot_take_answer (survey->snapshot, request->part, page->answer->status,
                                      page->answer->json);
      else if (request->part == HINT_GRANTS)
        survey->hinted = page->answer->status == SOUP_STATUS_OK;

      if (request->part == CONSENT_PART_GRANTS || request->part == CONSENT_PART_APP_ROLES ||
          request->part >= CONSENT_N_PARTS)
        note_resources (survey, page->answer->json);
    }
}

static gboolean
asks_too_much (GPtrArray *pages)
{
  ConsentGraphPage *page = g_ptr_array_index (pages, 0);

  return page->answer->status == SOUP_STATUS_BAD_REQUEST;
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GTask) task = g_object_ref (request->task);
  Survey *survey = g_task_get_task_data (task);
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GError) error = NULL;

  pages = consent_graph_read_finish (CONSENT_GRAPH (source), result, &error);
  if (pages != NULL && !has_room (survey, pages, &error))
    g_clear_pointer (&pages, g_ptr_array_unref);
  survey->pending--;

  if (pages != NULL)
    take_pages (survey, request, pages);
  else
    {
      consent_snapshot_add_request (survey->snapshot, request->path, 0, NULL);
      if (request->part < CONSENT_N_PARTS)
        consent_snapshot_take_error (survey->snapshot, request->part, error);

      /* These are about the whole survey, not about one part of it. */
      if (survey->error == NULL ||
          g_error_matches (error, CONSENT_ERROR, CONSENT_ERROR_UNAUTHORIZED))
        {
          g_clear_error (&survey->error);
          survey->error = g_steal_pointer (&error);
        }
    }

  if (pages != NULL && request->otherwise != NULL && asks_too_much (pages))
    ask (task, request->part, fill_in (request->otherwise, survey->service), NULL);

  if (survey->pending > 0)
    return;

  if (g_task_return_error_if_cancelled (task))
    return;

  /* Where nobody answers there is no point in asking on. */
  if (g_error_matches (survey->error, CONSENT_ERROR, CONSENT_ERROR_UNAUTHORIZED) ||
      !survey->answered)
    g_task_return_error (task, g_steal_pointer (&survey->error));
  else
    next_round (task);
}

static void
ask (GTask      *task,
     guint       part,
     char       *path,
     const char *otherwise)
{
  Survey *survey = g_task_get_task_data (task);
  Request *request = g_new0 (Request, 1);

  request->task = g_object_ref (task);
  request->part = part;
  request->path = path;
  request->otherwise = otherwise;

  survey->pending++;
  consent_graph_read_async (g_task_get_source_object (task), path,
                            g_task_get_cancellable (task), on_read, request);
}

void
consent_survey_run_async (ConsentGraph        *graph,
                          ConsentService      *service,
                          ConsentSnapshot     *snapshot,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Survey *survey;

  g_return_if_fail (CONSENT_IS_GRAPH (graph));
  g_return_if_fail (CONSENT_IS_SERVICE (service));
  g_return_if_fail (snapshot != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (graph, cancellable, callback, user_data);
  g_task_set_source_tag (task, consent_survey_run_async);

  survey = g_new0 (Survey, 1);
  survey->service = g_object_ref (service);
  survey->snapshot = consent_snapshot_ref (snapshot);
  survey->resource_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_task_set_task_data (task, survey, (GDestroyNotify) survey_free);

  next_round (task);

  /* Only where the sign-in goes that far: others would just be refused. */
  if (consent_snapshot_has_scope (snapshot, "ConsentRequest.Read.All"))
    ask (task, CONSENT_PART_PENDING,
         fill_in ("/identityGovernance/appConsent/appConsentRequests?$filter=appId%20eq%20%27%s%27",
                  service),
         NULL);
}

gboolean
consent_survey_run_finish (ConsentGraph  *graph,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (CONSENT_IS_GRAPH (graph), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, graph), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
