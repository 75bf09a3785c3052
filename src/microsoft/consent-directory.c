/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-directory.h"

#include "consent-error.h"
#include "consent-json.h"
#include "consent-oauth-error.h"

/* A discovery document has about two thousand bytes. */
#define MAX_BYTES (256 * 1024)

#define CONSUMER_TENANT "9188040d-6c67-4c5b-b112-36a304b66dad"
#define GLOBAL_CLOUD "microsoftonline.com"

struct _ConsentDirectory
{
  GObject parent_instance;

  ConsentHttp *http;
  ConsentEndpoints *endpoints;
  /* char *segment of the address -> ConsentTenant * */
  GHashTable *known;
};

G_DEFINE_TYPE (ConsentDirectory, consent_directory, G_TYPE_OBJECT)

/* Sign-in hosts of the national clouds (reference, 1.6). */
static const char *const national_hosts[] = {
  "https://login.microsoftonline.us/",
  "https://login.partner.microsoftonline.cn/",
  "https://login.chinacloudapi.cn/",
};

/* Codes that stand for an answer about the tenant (reference, 1.4). */
static const struct
{
  gint64 aadsts;
  ConsentError code;
} tenant_errors[] = {
  { 90002, CONSENT_ERROR_TENANT_UNKNOWN },
  { 900021, CONSENT_ERROR_TENANT_ZERO },
  { 900023, CONSENT_ERROR_TENANT_MALFORMED },
  { 50029, CONSENT_ERROR_TENANT_MALFORMED },
  { 90038, CONSENT_ERROR_NATIONAL_CLOUD },
  { 90024, CONSENT_ERROR_BUSY },
  { 90033, CONSENT_ERROR_BUSY },
  { 90055, CONSENT_ERROR_BUSY },
};

/* What discovery is asked about: the GUID or the domain that was typed. */
static const char *
get_segment (const ConsentTenantInput *input)
{
  return input->id != NULL ? input->id : input->domain;
}

/* Only these can stand in the path without changing it (reference, 1.1). */
static gboolean
segment_is_safe (const char *segment)
{
  if (segment == NULL || *segment == '\0' || *segment == '.')
    return FALSE;

  for (const char *p = segment; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && *p != '-' && *p != '.')
        return FALSE;
    }

  return TRUE;
}

static ConsentTenant *
tenant_for_input (const ConsentTenant      *known,
                  const ConsentTenantInput *input)
{
  ConsentTenant *tenant = consent_tenant_copy (known);

  g_free (tenant->input);
  tenant->input = g_strdup (input->text);

  return tenant;
}

static void
set_oauth_error (GError                 **error,
                 const ConsentHttpAnswer *answer)
{
  g_autoptr (ConsentOauthError) oauth = consent_oauth_error_new (answer);
  ConsentError code = CONSENT_ERROR_FAILED;

  if (oauth == NULL)
    {
      g_set_error (error, CONSENT_ERROR, CONSENT_ERROR_BAD_RESPONSE,
                   "Discovery answered with status %u, request ID %s", answer->status,
                   answer->request_id != NULL ? answer->request_id : "none");
      return;
    }

  if (g_str_equal (oauth->error, "invalid_tenant"))
    code = CONSENT_ERROR_TENANT_UNKNOWN;
  else if (g_str_equal (oauth->error, "temporarily_unavailable"))
    code = CONSENT_ERROR_BUSY;

  for (guint i = 0; i < G_N_ELEMENTS (tenant_errors); i++)
    {
      if (oauth->code == tenant_errors[i].aadsts)
        code = tenant_errors[i].code;
    }

  g_set_error_literal (error, CONSENT_ERROR, code, oauth->message);
}

static gboolean
check_cloud (const char  *issuer,
             const char  *cloud,
             const char  *sub_region,
             GError     **error)
{
  gboolean is_national = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (national_hosts); i++)
    is_national |= g_str_has_prefix (issuer, national_hosts[i]);

  is_national |= cloud != NULL && g_ascii_strcasecmp (cloud, GLOBAL_CLOUD) != 0;

  /* "GCC" is served by the global cloud (reference, 1.6). */
  is_national |= sub_region != NULL && (g_ascii_strcasecmp (sub_region, "DODCON") == 0 ||
                                        g_ascii_strcasecmp (sub_region, "DOD") == 0);

  if (is_national)
    {
      g_set_error (error, CONSENT_ERROR, CONSENT_ERROR_NATIONAL_CLOUD,
                   "The tenant lives in the cloud \"%s\" (%s)", cloud != NULL ? cloud : "unknown",
                   sub_region != NULL ? sub_region : "no sub-region");
      return FALSE;
    }

  return TRUE;
}

/* The tenant that the document is about, once all that it says about it agrees. */
static char *
read_id (ConsentDirectory *self,
         const char       *issuer,
         const char       *token_endpoint,
         GError          **error)
{
  g_autofree char *id = NULL;
  g_autofree char *token_id = NULL;

  if (strstr (issuer, "{tenantid}") != NULL)
    {
      g_set_error_literal (error, CONSENT_ERROR, CONSENT_ERROR_TENANT_ANY,
                           "The answer is about no tenant in particular");
      return NULL;
    }

  id = consent_endpoints_check_issuer (self->endpoints, issuer);
  if (id == NULL)
    {
      g_set_error_literal (error, CONSENT_ERROR, CONSENT_ERROR_BAD_RESPONSE,
                           "The discovery document has an unexpected issuer");
      return NULL;
    }

  if (g_str_equal (id, CONSUMER_TENANT))
    {
      g_set_error_literal (error, CONSENT_ERROR, CONSENT_ERROR_TENANT_CONSUMER,
                           "The answer is about the tenant of personal accounts");
      return NULL;
    }

  if (token_endpoint != NULL)
    {
      token_id = consent_endpoints_check_issuer (self->endpoints, token_endpoint);
      if (g_strcmp0 (id, token_id) != 0)
        {
          g_set_error_literal (error, CONSENT_ERROR, CONSENT_ERROR_BAD_RESPONSE,
                               "The discovery document's addresses do not agree on the tenant");
          return NULL;
        }
    }

  return g_steal_pointer (&id);
}

static ConsentTenant *
read_document (ConsentDirectory         *self,
               const ConsentTenantInput *input,
               JsonNode                 *json,
               GError                  **error)
{
  JsonObject *object = consent_json_as_object (json);
  g_autoptr (ConsentTenant) tenant = NULL;
  g_autofree char *id = NULL;
  const char *issuer;
  const char *token_endpoint;
  const char *cloud;
  const char *region;
  const char *sub_region;

  if (object == NULL || !consent_json_get_string (object, "issuer", &issuer) || issuer == NULL ||
      !consent_json_get_string (object, "token_endpoint", &token_endpoint) ||
      !consent_json_get_string (object, "cloud_instance_name", &cloud) ||
      !consent_json_get_string (object, "tenant_region_scope", &region) ||
      !consent_json_get_string (object, "tenant_region_sub_scope", &sub_region))
    {
      g_set_error_literal (error, CONSENT_ERROR, CONSENT_ERROR_BAD_RESPONSE,
                           "The discovery document has no issuer, or members of a wrong type");
      return NULL;
    }

  if (!check_cloud (issuer, cloud, sub_region, error))
    return NULL;

  id = read_id (self, issuer, token_endpoint, error);
  if (id == NULL)
    return NULL;

  if (input->id != NULL && g_ascii_strcasecmp (input->id, id) != 0)
    {
      g_set_error (error, CONSENT_ERROR, CONSENT_ERROR_TENANT_MISMATCH,
                   "Asked about %s, the answer is about %s", input->id, id);
      return NULL;
    }

  tenant = consent_tenant_new_unchecked (id, input->text);
  tenant->domain = g_strdup (input->domain);
  tenant->cloud = g_strdup (cloud);
  tenant->region = g_strdup (region);
  tenant->sub_region = g_strdup (sub_region);
  tenant->checked = TRUE;

  return g_steal_pointer (&tenant);
}

static void
on_answer (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  ConsentDirectory *self = g_task_get_source_object (task);
  ConsentTenantInput *input = g_task_get_task_data (task);
  g_autoptr (ConsentHttpAnswer) answer = NULL;
  g_autoptr (ConsentTenant) tenant = NULL;
  GError *error = NULL;

  answer = consent_http_send_finish (CONSENT_HTTP (source), result, &error);
  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (answer->status == SOUP_STATUS_OK)
    tenant = read_document (self, input, answer->json, &error);
  else
    set_oauth_error (&error, answer);

  if (tenant == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_hash_table_replace (self->known, g_strdup (get_segment (input)), consent_tenant_copy (tenant));
  g_task_return_pointer (task, g_steal_pointer (&tenant), (GDestroyNotify) consent_tenant_free);
}

static void
consent_directory_dispose (GObject *object)
{
  ConsentDirectory *self = CONSENT_DIRECTORY (object);

  g_clear_object (&self->http);
  g_clear_object (&self->endpoints);

  G_OBJECT_CLASS (consent_directory_parent_class)->dispose (object);
}

static void
consent_directory_finalize (GObject *object)
{
  ConsentDirectory *self = CONSENT_DIRECTORY (object);

  g_clear_pointer (&self->known, g_hash_table_unref);

  G_OBJECT_CLASS (consent_directory_parent_class)->finalize (object);
}

static void
consent_directory_class_init (ConsentDirectoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = consent_directory_dispose;
  object_class->finalize = consent_directory_finalize;
}

static void
consent_directory_init (ConsentDirectory *self)
{
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) consent_tenant_free);
}

ConsentDirectory *
consent_directory_new (ConsentHttp      *http,
                       ConsentEndpoints *endpoints)
{
  ConsentDirectory *self;

  g_return_val_if_fail (CONSENT_IS_HTTP (http), NULL);
  g_return_val_if_fail (CONSENT_IS_ENDPOINTS (endpoints), NULL);

  self = g_object_new (CONSENT_TYPE_DIRECTORY, NULL);
  self->http = g_object_ref (http);
  self->endpoints = g_object_ref (endpoints);

  return self;
}

void
consent_directory_find_async (ConsentDirectory         *self,
                              const ConsentTenantInput *input,
                              GCancellable             *cancellable,
                              GAsyncReadyCallback       callback,
                              gpointer                  user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *address = NULL;
  ConsentTenant *known;

  g_return_if_fail (CONSENT_IS_DIRECTORY (self));
  g_return_if_fail (input != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, consent_directory_find_async);
  g_task_set_task_data (task, consent_tenant_input_copy (input),
                        (GDestroyNotify) consent_tenant_input_free);

  if (!segment_is_safe (get_segment (input)))
    {
      g_task_return_new_error (task, CONSENT_ERROR, CONSENT_ERROR_TENANT_MALFORMED,
                               "Neither a GUID nor a domain");
      return;
    }

  known = g_hash_table_lookup (self->known, get_segment (input));
  if (known != NULL)
    {
      g_task_return_pointer (task, tenant_for_input (known, input),
                             (GDestroyNotify) consent_tenant_free);
      return;
    }

  address = g_strdup_printf ("%s/%s/v2.0/.well-known/openid-configuration",
                             consent_endpoints_get_authority (self->endpoints),
                             get_segment (input));
  message = soup_message_new (SOUP_METHOD_GET, address);
  consent_http_send_async (self->http, message, MAX_BYTES, cancellable,
                           on_answer, g_object_ref (task));
}

ConsentTenant *
consent_directory_find_finish (ConsentDirectory  *self,
                               GAsyncResult      *result,
                               GError           **error)
{
  g_return_val_if_fail (CONSENT_IS_DIRECTORY (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
