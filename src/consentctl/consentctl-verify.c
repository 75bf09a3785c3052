/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consentctl.h"

#include "consent-verification.h"

#include <glib/gi18n.h>

/* One verification, step by step. */
typedef struct
{
  gboolean done;
  gboolean signed_in;
  gboolean reading_noted;
  char *uri; /* (nullable): still to be opened */
  ConsentReport *report;
  GError *error;
} Progress;

static void
progress_clear (Progress *progress)
{
  g_free (progress->uri);
  g_clear_pointer (&progress->report, consent_report_unref);
  g_clear_error (&progress->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Progress, progress_clear)

static void
on_open_uri (ConsentVerification *verification,
             const char          *uri,
             Progress            *progress)
{
  g_free (progress->uri);
  progress->uri = g_strdup (uri);
}

static void
on_device_code (ConsentVerification *verification,
                const char          *user_code,
                const char          *verification_uri,
                Progress            *progress)
{
  g_autofree char *text = NULL;

  /* Translators: The first %s is an address, the second a short code such as ABCD12345. */
  text = g_strdup_printf (_("To sign in, open %s in any browser and enter the code %s"),
                          verification_uri, user_code);
  consentctl_note (text);
}

static void
on_stage (ConsentVerification *verification,
          GParamSpec          *pspec,
          Progress            *progress)
{
  switch (consent_verification_get_stage (verification))
    {
    case CONSENT_STAGE_READING:
      if (!progress->reading_noted)
        consentctl_note (_("Reading what Microsoft has on record…"));
      progress->reading_noted = TRUE;
      break;

    case CONSENT_STAGE_NOT_VISIBLE_YET:
      consentctl_note (_("The approval is not visible yet. Asking again shortly…"));
      break;

    case CONSENT_STAGE_IDLE:
    case CONSENT_STAGE_SIGNING_IN:
    default:
      break;
    }
}

static void
on_signed_in (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Progress *progress = user_data;

  progress->signed_in = consent_verification_sign_in_finish (CONSENT_VERIFICATION (source), result,
                                                             &progress->error);
  progress->done = TRUE;
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Progress *progress = user_data;

  progress->report = consent_verification_read_finish (CONSENT_VERIFICATION (source), result,
                                                       &progress->error);
  progress->done = TRUE;
}

static void
wait_until_done (Progress *progress)
{
  while (!progress->done)
    g_main_context_iteration (NULL, TRUE);
  progress->done = FALSE;
}

static void
open_sign_in_page (const char *uri)
{
  g_autoptr (GError) error = NULL;

  consentctl_note (_("Sign in in the browser. If none opens, copy this address into one on this "
                     "computer:"));
  consentctl_note (uri);
  if (!consentctl_open (uri, &error))
    consentctl_note (error->message);
}

/* Nobody should wonder on the sign-in page who asks. */
static void
explain_client (Consentctl *self)
{
  g_autofree char *text = NULL;

  /* Translators: The product's name stays as it is. */
  text = g_strdup_printf (_("The sign-in page will name “%s”: a tool of Microsoft’s that any "
                            "organization may use to read its own settings. Nothing is changed. "
                            "Use --client-id for an app registration of your own."),
                          "Microsoft Graph Command Line Tools");
  consentctl_note (text);
}

static gboolean
sign_in (ConsentVerification  *verification,
         gboolean              device_code,
         Progress             *progress,
         GError              **error)
{
  consent_verification_sign_in_async (verification, device_code, NULL, NULL, on_signed_in, progress);
  if (progress->uri != NULL)
    open_sign_in_page (progress->uri);
  wait_until_done (progress);

  if (!progress->signed_in)
    g_propagate_error (error, g_steal_pointer (&progress->error));

  return progress->signed_in;
}

static gboolean
print_report (Consentctl           *self,
              const ConsentReport  *report,
              GError              **error)
{
  g_autoptr (JsonNode) json = NULL;
  g_autofree char *text = NULL;

  if (self->json)
    {
      json = consent_report_to_json (report);
      return consentctl_print_json (json, error);
    }

  text = consent_report_to_text (report);
  return consentctl_print (text, -1, error);
}

static gboolean
check_client_id (const char  *client_id,
                 GError     **error)
{
  if (client_id == NULL || consent_guid_is_valid (client_id))
    return TRUE;

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("“%s” is no client ID: it has the same form as a Tenant ID"), client_id);
  return FALSE;
}

/* @client_id: (nullable): Microsoft's own tool, which is explained */
static ConsentVerification *
new_verification (Consentctl          *self,
                  const ConsentTenant *tenant,
                  const ConsentRegion *region,
                  const char          *client_id,
                  Progress            *progress)
{
  ConsentVerification *verification;

  if (client_id == NULL)
    explain_client (self);

  verification = consent_verification_new (consentctl_get_http (self), self->endpoints,
                                           self->service, tenant->id, region->id,
                                           client_id != NULL ? client_id
                                                             : CONSENT_GRAPH_TOOLS_CLIENT_ID);
  g_signal_connect (verification, "open-uri", G_CALLBACK (on_open_uri), progress);
  g_signal_connect (verification, "device-code", G_CALLBACK (on_device_code), progress);
  g_signal_connect (verification, "notify::stage", G_CALLBACK (on_stage), progress);

  return verification;
}

ConsentctlExit
consentctl_verify (Consentctl  *self,
                   GStrv        args,
                   GError     **error)
{
  g_autofree char *region_id = NULL;
  g_autofree char *client_id = NULL;
  gboolean device_code = FALSE;
  gboolean wait = FALSE;
  const GOptionEntry entries[] = {
    { "region", 'r', 0, G_OPTION_ARG_STRING, &region_id,
      N_ ("Where the service is used, such as uk or us"), N_ ("REGION") },
    { "device-code", 0, 0, G_OPTION_ARG_NONE, &device_code,
      N_ ("Sign in with a code, in a browser on any device"), NULL },
    { "client-id", 0, 0, G_OPTION_ARG_STRING, &client_id,
      N_ ("The app registration to sign in with"), N_ ("ID") },
    { "wait", 0, 0, G_OPTION_ARG_NONE, &wait,
      N_ ("Keep asking for half a minute: the approval was given just now"), NULL },
    { NULL },
  };
  g_auto (GStrv) rest = NULL;
  g_auto (Progress) progress = { FALSE };
  g_autoptr (ConsentTenant) tenant = NULL;
  g_autoptr (ConsentVerification) verification = NULL;
  const ConsentRegion *region;

  rest = consentctl_parse (self, args, entries, "TENANT",
                           _("TENANT is a Tenant ID, a domain or a work e-mail address.\n"
                             "Signs an administrator in and reads what Microsoft has on record. "
                             "Changes nothing."),
                           1, 1, error);
  if (rest == NULL)
    return CONSENTCTL_DONE;

  region = consentctl_find_region (self, region_id, error);
  if (region == NULL || !check_client_id (client_id, error))
    return CONSENTCTL_USAGE;

  tenant = consentctl_find_tenant (self, rest[0], FALSE, error);
  if (tenant == NULL)
    return CONSENTCTL_USAGE;

  verification = new_verification (self, tenant, region, client_id, &progress);
  if (!sign_in (verification, device_code, &progress, error))
    return CONSENTCTL_SIGN_IN;

  consent_verification_read_async (verification, wait, NULL, on_read, &progress);
  wait_until_done (&progress);
  if (progress.report == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&progress.error));
      return CONSENTCTL_UNAVAILABLE;
    }

  if (!print_report (self, progress.report, error))
    return CONSENTCTL_UNAVAILABLE;

  return progress.report->verdict == CONSENT_VERDICT_READY ? CONSENTCTL_DONE : CONSENTCTL_FOUND;
}
