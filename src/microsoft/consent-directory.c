/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-directory.h"

#include "consent-discovery.h"
#include "consent-error.h"

/* A discovery document has about two thousand bytes. */
#define MAX_BYTES (256 * 1024)

/* More than one person goes back to; a list of thousands must not pile up. */
#define MAX_KNOWN 64

struct _ConsentDirectory
{
  GObject parent_instance;

  ConsentHttp *http;
  ConsentEndpoints *endpoints;
  /* char *segment of the address -> ConsentTenant * */
  GHashTable *known;
};

G_DEFINE_FINAL_TYPE (ConsentDirectory, consent_directory, G_TYPE_OBJECT)

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

/* Forgetting all of them at once needs no record of their age; asking again costs little. */
static void
remember (ConsentDirectory    *self,
          const char          *segment,
          const ConsentTenant *tenant)
{
  if (g_hash_table_size (self->known) == MAX_KNOWN)
    g_hash_table_remove_all (self->known);

  g_hash_table_replace (self->known, g_strdup (segment), consent_tenant_copy (tenant));
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

  tenant = consent_discovery_read (answer, input, self->endpoints, &error);
  if (tenant == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  remember (self, get_segment (input), tenant);
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
