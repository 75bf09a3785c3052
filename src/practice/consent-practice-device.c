/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-practice-device.h"

#include "consent-practice-encoding.h"
#include "consent-practice-sign-in.h"

#include <glib/gi18n-lib.h>

#define EXPIRES_IN 900
/* Microsoft's is 5 s; a practice need not keep people waiting. */
#define INTERVAL 1

/* Nine characters that can't be taken for each other. */
#define USER_CODE_LENGTH 9
#define USER_CODE_LETTERS "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"

static void
device_clear (gpointer data)
{
  ConsentPracticeDevice *self = data;

  consent_practice_session_unref (self->session);
  g_free (self->user_code);
}

static void
device_unref (gpointer self)
{
  g_rc_box_release_full (self, device_clear);
}

static char *
make_user_code (void)
{
  char *code = g_new0 (char, USER_CODE_LENGTH + 1);
  guint8 bytes[USER_CODE_LENGTH];

  consent_practice_fill_random (bytes, sizeof bytes);
  for (int i = 0; i < USER_CODE_LENGTH; i++)
    code[i] = USER_CODE_LETTERS[bytes[i] % strlen (USER_CODE_LETTERS)];

  return code;
}

static gboolean
has_user_code (gconstpointer device,
               gconstpointer code)
{
  return g_ascii_strcasecmp (((const ConsentPracticeDevice *) device)->user_code, code) == 0;
}

ConsentPracticeDeviceStatus
consent_practice_device_poll (ConsentPracticeDevice *self)
{
  self->polls++;
  if (self->status == CONSENT_PRACTICE_DEVICE_PENDING && g_get_monotonic_time () >= self->expires)
    self->status = CONSENT_PRACTICE_DEVICE_EXPIRED;

  return self->status;
}

static char *
get_page_address (ConsentPracticeRequest *request)
{
  return g_strconcat (request->base, "/login/common/oauth2/deviceauth", NULL);
}

static void
reply_device (ConsentPracticeRequest *request,
              ConsentPracticeDevice  *device)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *address = get_page_address (request);
  g_autofree char *message = NULL;
  g_autofree char *code = NULL;

  message = g_strdup_printf ("To sign in, use a web browser to open the page %s and enter the "
                             "code %s to authenticate.", address, device->user_code);
  code = consent_practice_tickets_issue (request->state->devices,
                                         g_rc_box_acquire (device), device_unref);

  json_object_set_string_member (object, "user_code", device->user_code);
  json_object_set_string_member (object, "device_code", code);
  json_object_set_string_member (object, "verification_uri", address);
  json_object_set_int_member (object, "expires_in", EXPIRES_IN);
  json_object_set_int_member (object, "interval", INTERVAL);
  json_object_set_string_member (object, "message", message);
  consent_practice_request_reply_json (request, SOUP_STATUS_OK, node);
}

void
consent_practice_device_answer (ConsentPracticeRequest *request)
{
  const ConsentPracticeOrganization *organization;
  const char *scope = consent_practice_request_get_field (request, "scope");
  const char *detail = request->tenant;
  g_autofree char *graph = consent_practice_sign_in_get_graph (request);
  g_autofree char *culprit = NULL;
  g_auto (GStrv) scopes = NULL;
  const ConsentPracticeClient *client = NULL;
  ConsentPracticeDevice *device = NULL;
  int code = consent_practice_request_find_tenant (request, &organization);

  if (code == 0)
    client = consent_practice_sign_in_find_client (request, &code, &detail);
  if (code == 0 && scope == NULL)
    {
      code = 900144;
      detail = "scope";
    }
  if (code == 0)
    {
      code = consent_practice_session_read_scopes (scope, graph, &scopes, &culprit);
      detail = culprit;
    }
  if (code != 0)
    {
      consent_practice_request_reply_error (request, SOUP_STATUS_BAD_REQUEST, code, detail);
      return;
    }

  device = g_rc_box_new0 (ConsentPracticeDevice);
  device->session = consent_practice_session_new (client, g_steal_pointer (&scopes), NULL);
  device->user_code = make_user_code ();
  device->expires = g_get_monotonic_time () + EXPIRES_IN * G_TIME_SPAN_SECOND;
  reply_device (request, device);
  device_unref (device);
}

/* Reference, 3.5: 70018 for a code that nobody gave out, 90120 for one that is done with. */
static void
reply_code_page (ConsentPracticeRequest *request,
                 int                     problem)
{
  g_autoptr (ConsentPracticePage) page = consent_practice_page_new ("device", _("Enter code"));
  g_autofree char *action = get_page_address (request);

  if (problem != 0)
    {
      g_autoptr (ConsentPracticeError) error = consent_practice_error_new (problem, NULL);

      consent_practice_page_add_paragraph (page, error->message);
      consent_practice_page_add_paragraph (page, _("Check the code that the wizard shows."));
    }

  consent_practice_page_open_form (page, action, NULL);
  consent_practice_page_add_entry (page, "code", _("Code that the wizard shows"));
  consent_practice_page_add_button (page, "next", _("Next"));
  consent_practice_request_reply_page (request,
                                       problem != 0 ? SOUP_STATUS_BAD_REQUEST : SOUP_STATUS_OK,
                                       page);
}

static void
take_code (ConsentPracticeRequest *request,
           const char             *typed)
{
  g_autofree char *code = g_strstrip (g_strdup (typed));
  g_autoptr (ConsentPracticePage) page = NULL;
  ConsentPracticeDevice *device = NULL;
  g_autofree char *action = get_page_address (request);
  g_autofree char *ticket = NULL;

  device = consent_practice_tickets_find (request->state->devices, has_user_code, code);
  if (device == NULL)
    {
      reply_code_page (request, 70018);
      return;
    }

  if (device->status != CONSENT_PRACTICE_DEVICE_PENDING)
    {
      reply_code_page (request, 90120);
      return;
    }

  ticket = consent_practice_tickets_issue (request->state->device_pages,
                                           g_rc_box_acquire (device), device_unref);
  page = consent_practice_account_make_page (request->state, action, ticket);
  consent_practice_page_add_button (page, "cancel", _("Cancel"));
  /* Translators: a button for practicing what happens when nobody types the code in time. */
  consent_practice_page_add_button (page, "expire", _("Let the code expire"));
  consent_practice_page_add_value (page, _("App"), device->session->client->name);
  consent_practice_request_reply_page (request, SOUP_STATUS_OK, page);
}

static void
reply_result (ConsentPracticeRequest *request,
              const char             *title)
{
  g_autoptr (ConsentPracticePage) page = consent_practice_page_new ("result", title);

  consent_practice_page_add_paragraph (page, _("You can close this page and go back to the wizard."));
  consent_practice_request_reply_page (request, SOUP_STATUS_OK, page);
}

static void
sign_in (ConsentPracticeRequest       *request,
         ConsentPracticeDevice        *device,
         const ConsentPracticeAccount *account)
{
  device->session->account = account;
  if (consent_practice_session_needs_approval (device->session))
    {
      device->status = CONSENT_PRACTICE_DEVICE_DECLINED;
      consent_practice_request_reply_error_page (request, _("Need admin approval"), 90094, NULL);
      return;
    }

  device->status = CONSENT_PRACTICE_DEVICE_SIGNED_IN;
  reply_result (request, _("You have signed in"));
}

static void
go_on (ConsentPracticeRequest *request)
{
  const char *ticket = consent_practice_request_get_field (request, "ticket");
  const char *choice = consent_practice_request_get_field (request, "choice");
  const ConsentPracticeAccount *account = consent_practice_account_find (request->state, choice);
  ConsentPracticeDevice *device = NULL;

  device = consent_practice_tickets_take (request->state->device_pages, ticket);

  if (device == NULL)
    {
      consent_practice_request_reply_used_page (request);
      return;
    }

  if (device->status != CONSENT_PRACTICE_DEVICE_PENDING)
    {
      reply_code_page (request, 90120);
    }
  else if (account != NULL)
    {
      sign_in (request, device, account);
    }
  else if (g_strcmp0 (choice, "expire") == 0)
    {
      device->status = CONSENT_PRACTICE_DEVICE_EXPIRED;
      reply_result (request, _("The code has expired"));
    }
  else
    {
      device->status = CONSENT_PRACTICE_DEVICE_DECLINED;
      reply_result (request, _("You have not signed in"));
    }

  device_unref (device);
}

void
consent_practice_device_answer_page (ConsentPracticeRequest *request)
{
  const char *code = consent_practice_request_get_field (request, "code");

  if (!consent_practice_request_is_post (request))
    reply_code_page (request, 0);
  else if (code != NULL)
    take_code (request, code);
  else
    go_on (request);
}
