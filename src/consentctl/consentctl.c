/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consentctl.h"

#include "consent-error.h"

#include <glib/gi18n.h>

#include <unistd.h>

typedef struct
{
  gboolean done;
  ConsentTenant *tenant;
  GError *error;
} Found;

void
consentctl_clear (Consentctl *self)
{
  g_clear_object (&self->directory);
  g_clear_object (&self->http);
  g_clear_object (&self->endpoints);
  g_clear_object (&self->service);
  g_clear_pointer (&self->service_path, g_free);
}

void
consentctl_note (const char *text)
{
  g_autofree char *line = consentctl_make_one_line (text);

  g_printerr ("%s%s\n", isatty (STDERR_FILENO) ? "\r" : "", line);
}

/* What only somebody who watches wants to know. */
static void
note_on_terminal (const char *text)
{
  if (isatty (STDERR_FILENO))
    consentctl_note (text);
}

ConsentEndpoints *
consentctl_get_endpoints (Consentctl  *self,
                          GError     **error)
{
  g_autofree char *text = NULL;

  if (self->endpoints != NULL)
    return self->endpoints;

  self->endpoints = consent_endpoints_new_from_environment (error);

  /* Left over from a practice run, the variables would lead a person astray. */
  if (self->endpoints != NULL && consent_endpoints_is_replaced (self->endpoints))
    {
      /* Translators: %s is an address; CONSENT_AUTHORITY and CONSENT_GRAPH are typed like this. */
      text = g_strdup_printf (_("Note: asking %s, not Microsoft (CONSENT_AUTHORITY or CONSENT_GRAPH "
                                "is set)."),
                              consent_endpoints_get_authority (self->endpoints));
      note_on_terminal (text);
    }

  return self->endpoints;
}

static void
on_waiting (ConsentHttp *http,
            guint        seconds,
            Consentctl  *self)
{
  g_autofree char *text = NULL;

  if (seconds == 0)
    {
      self->waiting--;
      return;
    }

  if (self->waiting++ == 0)
    {
      text = g_strdup_printf (ngettext ("Microsoft asks to wait %u second.",
                                        "Microsoft asks to wait %u seconds.", seconds),
                              seconds);
      note_on_terminal (text);
    }
}

ConsentHttp *
consentctl_get_http (Consentctl *self)
{
  if (self->http == NULL)
    {
      self->http = consent_http_new ();
      g_signal_connect (self->http, "waiting", G_CALLBACK (on_waiting), self);
    }

  return self->http;
}

ConsentDirectory *
consentctl_get_directory (Consentctl  *self,
                          GError     **error)
{
  ConsentEndpoints *endpoints = consentctl_get_endpoints (self, error);

  if (endpoints == NULL)
    return NULL;

  if (self->directory == NULL)
    self->directory = consent_directory_new (consentctl_get_http (self), endpoints);

  return self->directory;
}

const ConsentRegion *
consentctl_find_region (Consentctl  *self,
                        const char  *id,
                        GError     **error)
{
  const ConsentRegion *region = consent_service_find_region (self->service, id);
  GPtrArray *regions = consent_service_get_regions (self->service);
  g_autoptr (GString) names = NULL;

  if (region != NULL)
    return region;

  names = g_string_new (NULL);
  for (guint i = 0; i < regions->len; i++)
    {
      const ConsentRegion *each = g_ptr_array_index (regions, i);

      g_string_append_printf (names, "%s%s (%s)", i > 0 ? ", " : "", each->id, each->name);
    }

  if (id == NULL)
    /* Translators: %s is a list such as “uk (United Kingdom), us (United States)”. */
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                 _("Say which region with --region: %s"), names->str);
  else
    /* Translators: The second %s is a list such as “uk (United Kingdom), us (United States)”. */
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 _("There is no region “%s”; there is: %s"), id, names->str);

  return NULL;
}

ConsentTenant *
consentctl_offline_tenant (const ConsentTenantInput  *input,
                           GError                   **error)
{
  if (input->id == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("--offline asks nobody, so it needs a Tenant ID; “%s” is a domain"),
                   input->domain);
      return NULL;
    }

  return consent_tenant_new_unchecked (input->id, input->text);
}

static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Found *found = user_data;

  found->tenant = consent_directory_find_finish (CONSENT_DIRECTORY (source), result, &found->error);
  found->done = TRUE;
}

ConsentTenant *
consentctl_find_tenant (Consentctl  *self,
                        const char  *text,
                        gboolean     offline,
                        GError     **error)
{
  g_autoptr (ConsentTenantInput) input = NULL;
  g_autofree char *utf8 = NULL;
  ConsentDirectory *directory;
  Found found = { FALSE };

  /* UTF-8 is taken as such even in the C locale, where scripts often run. */
  utf8 = g_utf8_validate (text, -1, NULL) ? g_strdup (text)
                                          : g_locale_to_utf8 (text, -1, NULL, NULL, NULL);
  if (utf8 == NULL)
    {
      g_set_error_literal (error, CONSENT_ERROR, CONSENT_ERROR_TENANT_MALFORMED,
                           "not text in UTF-8 or the locale's encoding");
      return NULL;
    }

  input = consent_tenant_input_parse (utf8, self->service, error);
  if (input == NULL)
    return NULL;

  if (offline)
    return consentctl_offline_tenant (input, error);

  directory = consentctl_get_directory (self, error);
  if (directory == NULL)
    return NULL;

  consent_directory_find_async (directory, input, NULL, on_found, &found);
  while (!found.done)
    g_main_context_iteration (NULL, TRUE);

  if (found.tenant == NULL)
    g_propagate_error (error, found.error);

  return found.tenant;
}
