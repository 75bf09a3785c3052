/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-discovery.h"

#include "consent-error.h"
#include "consent-json.h"
#include "consent-oauth-error.h"
#include "consent-text.h"

#define GLOBAL_CLOUD "microsoftonline.com"

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
read_id (ConsentEndpoints  *endpoints,
         const char        *issuer,
         const char        *token_endpoint,
         GError           **error)
{
  g_autofree char *id = NULL;
  g_autofree char *token_id = NULL;

  if (strstr (issuer, "{tenantid}") != NULL)
    {
      g_set_error_literal (error, CONSENT_ERROR, CONSENT_ERROR_TENANT_ANY,
                           "The answer is about no tenant in particular");
      return NULL;
    }

  id = consent_endpoints_check_issuer (endpoints, issuer);
  if (id == NULL)
    {
      g_set_error_literal (error, CONSENT_ERROR, CONSENT_ERROR_BAD_RESPONSE,
                           "The discovery document has an unexpected issuer");
      return NULL;
    }

  if (g_str_equal (id, CONSENT_TENANT_CONSUMERS))
    {
      g_set_error_literal (error, CONSENT_ERROR, CONSENT_ERROR_TENANT_CONSUMER,
                           "The answer is about the tenant of personal accounts");
      return NULL;
    }

  if (token_endpoint != NULL)
    {
      token_id = consent_endpoints_check_issuer (endpoints, token_endpoint);
      if (g_strcmp0 (id, token_id) != 0)
        {
          g_set_error_literal (error, CONSENT_ERROR, CONSENT_ERROR_BAD_RESPONSE,
                               "The discovery document's addresses do not agree on the tenant");
          return NULL;
        }
    }

  return g_steal_pointer (&id);
}

/* Like consent_json_get_string(), as it can be shown: these end up in reports and messages. */
static gboolean
dup_line (JsonObject  *object,
          const char  *name,
          char       **line)
{
  const char *text;

  if (!consent_json_get_string (object, name, &text))
    return FALSE;

  *line = text != NULL ? consent_text_clean (text, CONSENT_TEXT_LINE) : NULL;
  return TRUE;
}

static ConsentTenant *
read_document (JsonNode                  *json,
               const ConsentTenantInput  *input,
               ConsentEndpoints          *endpoints,
               GError                   **error)
{
  JsonObject *object = consent_json_as_object (json);
  g_autoptr (ConsentTenant) tenant = NULL;
  g_autofree char *id = NULL;
  g_autofree char *cloud = NULL;
  g_autofree char *region = NULL;
  g_autofree char *sub_region = NULL;
  const char *issuer;
  const char *token_endpoint;

  if (object == NULL || !consent_json_get_string (object, "issuer", &issuer) || issuer == NULL ||
      !consent_json_get_string (object, "token_endpoint", &token_endpoint) ||
      !dup_line (object, "cloud_instance_name", &cloud) ||
      !dup_line (object, "tenant_region_scope", &region) ||
      !dup_line (object, "tenant_region_sub_scope", &sub_region))
    {
      g_set_error_literal (error, CONSENT_ERROR, CONSENT_ERROR_BAD_RESPONSE,
                           "The discovery document has no issuer, or members of a wrong type");
      return NULL;
    }

  if (!check_cloud (issuer, cloud, sub_region, error))
    return NULL;

  id = read_id (endpoints, issuer, token_endpoint, error);
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
  tenant->cloud = g_steal_pointer (&cloud);
  tenant->region = g_steal_pointer (&region);
  tenant->sub_region = g_steal_pointer (&sub_region);
  tenant->checked = TRUE;

  return g_steal_pointer (&tenant);
}

ConsentTenant *
consent_discovery_read (const ConsentHttpAnswer   *answer,
                        const ConsentTenantInput  *input,
                        ConsentEndpoints          *endpoints,
                        GError                   **error)
{
  g_return_val_if_fail (answer != NULL, NULL);
  g_return_val_if_fail (input != NULL, NULL);
  g_return_val_if_fail (CONSENT_IS_ENDPOINTS (endpoints), NULL);

  if (answer->status == SOUP_STATUS_OK)
    return read_document (answer->json, input, endpoints, error);

  set_oauth_error (error, answer);
  return NULL;
}
