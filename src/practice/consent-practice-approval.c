/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-practice-approval.h"

#include "consent-permission.h"
#include "consent-practice-account.h"
#include "consent-tenant-input.h"

#include <glib/gi18n-lib.h>

/* One approval page that is open in a browser. */
typedef struct
{
  const ConsentPracticeOrganization *organization;
  char *redirect_uri;
  char *state;
  gboolean signed_in;
} Approval;

static void
approval_free (Approval *self)
{
  g_free (self->redirect_uri);
  g_free (self->state);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Approval, approval_free)

static void
reply_link_error (ConsentPracticeRequest *request,
                  int                     code,
                  const char             *detail)
{
  consent_practice_request_reply_error_page (request, _("Something is wrong with this link"),
                                             code, detail);
}

/* Only the service's registered addresses, letter by letter (reference, 0.4 and 4.3). Without
 * any, Microsoft takes one that is registered (reference, 2.1). */
static const char *
check_redirect_uri (ConsentPracticeRequest *request)
{
  const char *redirect_uri = consent_practice_request_get_field (request, "redirect_uri");
  GPtrArray *regions = consent_service_get_regions (request->state->service);

  for (guint i = 0; i < regions->len; i++)
    {
      const ConsentRegion *region = g_ptr_array_index (regions, i);

      if (redirect_uri == NULL || g_str_equal (region->redirect_uri, redirect_uri))
        return region->redirect_uri;
    }

  if (*redirect_uri == '\0')
    reply_link_error (request, 900971, NULL);
  else if (!g_uri_is_valid (redirect_uri, G_URI_FLAGS_NONE, NULL))
    reply_link_error (request, 90102, redirect_uri);
  else
    reply_link_error (request, 50011, redirect_uri);

  return NULL;
}

static gboolean
check_client_id (ConsentPracticeRequest *request)
{
  const char *client_id = consent_practice_request_get_field (request, "client_id");
  const char *known = consent_service_get_client_id (request->state->service);

  if (client_id == NULL || *client_id == '\0')
    reply_link_error (request, 900144, "client_id");
  else if (!consent_guid_is_valid (client_id))
    reply_link_error (request, 90112, client_id);
  else if (g_ascii_strcasecmp (client_id, known) != 0)
    reply_link_error (request, 700016, client_id);
  else
    return TRUE;

  return FALSE;
}

static char *
get_action (ConsentPracticeRequest *request)
{
  return g_strdup_printf ("%s/login/%s/adminconsent", request->base, request->tenant);
}

/* Every page of an approval carries a fresh ticket, so each form can be sent once. */
static char *
keep (ConsentPracticeRequest *request,
      Approval               *approval)
{
  return consent_practice_tickets_issue (request->state->approvals,
                                         approval,
                                         (GDestroyNotify) approval_free);
}

static void
start (ConsentPracticeRequest *request)
{
  const ConsentPracticeOrganization *organization;
  int code = consent_practice_request_find_tenant (request, &organization);
  const char *redirect_uri = NULL;
  g_autoptr (ConsentPracticePage) page = NULL;
  g_autoptr (Approval) approval = NULL;
  g_autofree char *action = NULL;
  g_autofree char *ticket = NULL;

  if (code != 0)
    {
      reply_link_error (request, code, request->tenant);
      return;
    }

  if (!check_client_id (request))
    return;

  redirect_uri = check_redirect_uri (request);
  if (redirect_uri == NULL)
    return;

  approval = g_new0 (Approval, 1);
  approval->organization = organization;
  approval->redirect_uri = g_strdup (redirect_uri);
  approval->state = g_strdup (consent_practice_request_get_field (request, "state"));

  action = get_action (request);
  ticket = keep (request, g_steal_pointer (&approval));
  page = consent_practice_account_make_page (request->state, action, ticket);
  consent_practice_request_reply_page (request, SOUP_STATUS_OK, page);
}

static void
add_permissions (ConsentPracticePage *page,
                 const char          *service_name)
{
  const char * const *permissions = consent_practice_scenario_get_permissions ();
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  g_autofree char *note = NULL;

  for (gsize i = 0; permissions[i] != NULL; i++)
    g_ptr_array_add (labels, (char *) consent_permission_find (NULL, permissions[i])->label);

  /* Translators: a heading over the list of permissions on the approval page. */
  consent_practice_page_add_heading (page, _("This app would like to:"));
  consent_practice_page_add_list (page, labels);
  /* Translators: %s is the name of the service, such as "TrackerRMS". */
  note = g_strdup_printf (_("This list is an example. The real page lists what %s really asks for."),
                          service_name);
  consent_practice_page_add_paragraph (page, note);
}

static void
reply_consent_page (ConsentPracticeRequest       *request,
                    const ConsentPracticeAccount *account,
                    Approval                     *approval)
{
  /* Translators: the title of Microsoft's approval page; use Microsoft's own words in your language. */
  const char *title = _("Permissions requested");
  g_autoptr (ConsentPracticePage) page = consent_practice_page_new ("consent", title);
  const char *service_name = consent_service_get_name (request->state->service);
  gboolean verified = consent_practice_state_is (request->state, CONSENT_PRACTICE_VERIFIED);
  g_autofree char *address = consent_practice_account_get_address (account, request->state);
  g_autofree char *action = get_action (request);
  g_autofree char *ticket = NULL;
  g_autofree char *app = NULL;

  /* Translators: the second line of Microsoft's approval page. */
  consent_practice_page_add_paragraph (page, _("Accept for your organization"));
  /* Translators: %s is the name of the service, such as "TrackerRMS". */
  app = g_strdup_printf (_("%s (practice)"), service_name);
  consent_practice_page_add_value (page, _("App"), app);
  /* Translators: what Microsoft says about the publisher of an app. */
  consent_practice_page_add_value (page, _("Publisher"),
                                   verified ? _("Verified") : _("Unverified"));
  consent_practice_page_add_value (page, _("Organization"), approval->organization->name);
  consent_practice_page_add_value (page, _("Signed in as"), address);
  add_permissions (page, service_name);

  ticket = keep (request, approval);
  consent_practice_page_open_form (page, action, ticket);
  /* Translators: buttons of Microsoft's approval page. */
  consent_practice_page_add_button (page, "cancel", _("Cancel"));
  /* Translators: buttons of Microsoft's approval page. */
  consent_practice_page_add_button (page, "accept", _("Accept"));
  consent_practice_request_reply_page (request, SOUP_STATUS_OK, page);
}

static void
sign_in (ConsentPracticeRequest       *request,
         const ConsentPracticeAccount *account,
         Approval                     *approval)
{
  g_autoptr (Approval) owned = approval;

  if (approval->organization != &request->state->scenario->organization)
    {
      g_autofree char *address = consent_practice_account_get_address (account, request->state);

      consent_practice_request_reply_error_page (request, _("This account cannot be used here"),
                                                 50020, address);
    }
  else if (!account->is_admin)
    {
      /* Translators: the title of Microsoft's page for people who may not approve. */
      consent_practice_request_reply_error_page (request, _("Need admin approval"), 90094, NULL);
    }
  else
    {
      approval->signed_in = TRUE;
      reply_consent_page (request, account, g_steal_pointer (&owned));
    }
}

/* The way back that the browser would be sent, but to a page of our own: a practice never
 * reaches the service's web site. What follows the host is exactly the real thing. */
static void
send_back (ConsentPracticeRequest *request,
           Approval               *approval,
           const char             *error,
           const char             *error_subcode,
           const char             *error_description)
{
  const char *behind_scheme = strstr (approval->redirect_uri, "://") + strlen ("://");
  g_autofree char *address = g_strdup_printf ("%s/return/%s", request->base, behind_scheme);

  /* A refusal carries admin_consent too, save for Cancel; it proves nothing (reference, 2.2). */
  consent_practice_request_reply_redirect (request, address,
                                           "admin_consent", error_subcode == NULL ? "True" : NULL,
                                           "tenant", error == NULL ? approval->organization->id
                                                                   : NULL,
                                           "error", error,
                                           "error_subcode", error_subcode,
                                           "error_description", error_description,
                                           "state", approval->state,
                                           NULL);
}

static void
go_on (ConsentPracticeRequest *request)
{
  const char *ticket = consent_practice_request_get_field (request, "ticket");
  const char *choice = consent_practice_request_get_field (request, "choice");
  const ConsentPracticeAccount *account = consent_practice_account_find (request->state, choice);
  g_autoptr (Approval) approval = consent_practice_tickets_take (request->state->approvals, ticket);

  if (approval != NULL && account != NULL && !approval->signed_in)
    {
      sign_in (request, account, g_steal_pointer (&approval));
    }
  else if (approval != NULL && approval->signed_in && g_strcmp0 (choice, "cancel") == 0)
    {
      send_back (request, approval, "access_denied", "cancel", NULL);
    }
  else if (approval != NULL && approval->signed_in && g_strcmp0 (choice, "accept") == 0)
    {
      if (consent_practice_state_is (request->state, CONSENT_PRACTICE_DECLINED))
        {
          g_autoptr (ConsentPracticeError) error = consent_practice_error_new (65004, NULL);
          g_autofree char *description = consent_practice_error_describe (error);

          send_back (request, approval, error->word, NULL, description);
          return;
        }

      consent_practice_state_approve (request->state);
      send_back (request, approval, NULL, NULL, NULL);
    }
  else
    {
      consent_practice_request_reply_used_page (request);
    }
}

void
consent_practice_approval_answer (ConsentPracticeRequest *request)
{
  if (consent_practice_request_is_post (request))
    go_on (request);
  else
    start (request);
}

static gboolean
is_host_of_service (ConsentPracticeRequest *request,
                    const char             *host)
{
  GPtrArray *regions = consent_service_get_regions (request->state->service);

  for (guint i = 0; i < regions->len; i++)
    {
      const ConsentRegion *region = g_ptr_array_index (regions, i);
      g_autoptr (GUri) uri = g_uri_parse (region->redirect_uri, SOUP_HTTP_URI_FLAGS, NULL);

      if (uri != NULL && g_strcmp0 (g_uri_get_host (uri), host) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
was_accepted (ConsentPracticeRequest *request)
{
  const char *admin_consent = consent_practice_request_get_field (request, "admin_consent");

  return admin_consent != NULL && g_ascii_strcasecmp (admin_consent, "True") == 0 &&
         consent_practice_request_get_field (request, "error") == NULL;
}

static void
add_fields (ConsentPracticePage    *page,
            ConsentPracticeRequest *request)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (request->fields),
                                         (GCompareFunc) strcmp);

  for (GList *l = names; l != NULL; l = l->next)
    consent_practice_page_add_value (page, l->data,
                                     consent_practice_request_get_field (request, l->data));
}

void
consent_practice_approval_answer_return (ConsentPracticeRequest *request)
{
  const char *service_name = consent_service_get_name (request->state->service);
  g_autofree char *host = g_strndup (request->rest, strcspn (request->rest, "/"));
  g_autoptr (ConsentPracticePage) page = NULL;
  g_autofree char *where = NULL;

  if (!is_host_of_service (request, host))
    {
      consent_practice_reply_not_found (request->message);
      return;
    }

  page = consent_practice_page_new ("return",
                                    was_accepted (request) ? _("You have approved the app")
                                                           : _("The app was not approved"));
  /* Translators: the first %s is a host name, the second the name of the service. */
  where = g_strdup_printf (_("With the real link, your browser would now be at %s, the web site of "
                             "%s. This practice page stands in for it."),
                           host, service_name);
  consent_practice_page_add_paragraph (page, where);
  consent_practice_page_add_paragraph (page, _("You can close this page and go back to the wizard."));
  consent_practice_page_add_heading (page, _("What Microsoft would tell the web site"));
  add_fields (page, request);
  consent_practice_request_reply_page (request, SOUP_STATUS_OK, page);
}
