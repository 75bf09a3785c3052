/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-permission.h"

#define GRAPH CONSENT_API_GRAPH
#define EXCHANGE CONSENT_API_EXCHANGE

/* Reference, 5.8, and behind it those that only the list of the Microsoft-managed setting names
 * (5.6). What stands on that list can be agreed to by users elsewhere, so it needs no
 * administrator. The signed-in way, reading oauth2PermissionScopes from the organization, is
 * better where it was done; this table is for the rest. */
static const ConsentPermission permissions[] = {
  { GRAPH, "openid", "37f7f235-527c-4136-accd-4a02d197296e",
    "Sign users in", FALSE, CONSENT_MANAGED_ALLOWED },
  { GRAPH, "profile", "14dad69e-099b-42c9-810b-d002981feec1",
    "View users' basic profile", FALSE, CONSENT_MANAGED_ALLOWED },
  { GRAPH, "email", "64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0",
    "View users' email address", FALSE, CONSENT_MANAGED_ALLOWED },
  { GRAPH, "offline_access", "7427e0e9-2fba-42fe-b0c0-848c9e6a8182",
    "Maintain access to data you have given it access to", FALSE, CONSENT_MANAGED_ALLOWED },
  { GRAPH, "User.Read", "e1fe6dd8-ba31-4d61-89e7-88639da4683d",
    "Sign in and read user profile", FALSE, CONSENT_MANAGED_ALLOWED },
  { GRAPH, "User.ReadBasic.All", "b340eb25-3456-403f-be2f-af7a0d370277",
    "Read all users' basic profiles", FALSE, CONSENT_MANAGED_ALLOWED },
  { GRAPH, "User.Read.All", "a154be20-db9c-4678-8ab7-66f6cc099a59",
    "Read all users' full profiles and company properties", TRUE, CONSENT_MANAGED_ALLOWED },
  { GRAPH, "Mail.Read", "570282fd-fa5c-430d-a7fd-fc8dc98a9dca",
    "Read user mail", FALSE, CONSENT_MANAGED_REFUSED },
  { GRAPH, "Mail.ReadBasic", "a4b8392a-d8d1-4954-a029-8e668a39a170",
    "Read user basic mail", FALSE, CONSENT_MANAGED_REFUSED },
  { GRAPH, "Mail.ReadWrite", "024d486e-b451-40bb-833d-3e66d98c5c73",
    "Read and write access to user mail", FALSE, CONSENT_MANAGED_REFUSED },
  { GRAPH, "Mail.Send", "e383f46e-2787-4529-855e-0e479a3ffac0",
    "Send mail as a user", FALSE, CONSENT_MANAGED_ALLOWED },
  { GRAPH, "Mail.Read.Shared", "7b9103a5-4610-446b-9670-80643382c1fa",
    "Read user and shared mail", FALSE, CONSENT_MANAGED_REFUSED },
  { GRAPH, "Mail.ReadWrite.Shared", "5df07973-7d5d-46ed-9847-1271055cbd51",
    "Read and write user and shared mail", FALSE, CONSENT_MANAGED_REFUSED },
  { GRAPH, "Mail.Send.Shared", "a367ab51-6b49-43bf-a716-a1fb06d2a174",
    "Send mail on behalf of others", FALSE, CONSENT_MANAGED_ALLOWED },
  { GRAPH, "MailboxSettings.Read", "87f447af-9fa4-4c32-9dfa-4a57a73d18ce",
    "Read user mailbox settings", FALSE, CONSENT_MANAGED_REFUSED },
  { GRAPH, "MailboxSettings.ReadWrite", "818c620a-27a9-40bd-a6a5-d96f7d610b4b",
    "Read and write user mailbox settings", FALSE, CONSENT_MANAGED_REFUSED },
  { GRAPH, "Calendars.Read", "465a38f9-76ea-45b9-9f34-9e8b0d4b0b42",
    "Read user calendars", FALSE, CONSENT_MANAGED_REFUSED },
  { GRAPH, "Calendars.ReadBasic", "662d75ba-a364-42ad-adee-f5f880ea4878",
    "Read basic details of user calendars", TRUE, CONSENT_MANAGED_REFUSED },
  { GRAPH, "Calendars.ReadWrite", "1ec239c2-d7c9-4623-a91a-a9775856bb36",
    "Have full access to user calendars", FALSE, CONSENT_MANAGED_REFUSED },
  { GRAPH, "Calendars.Read.Shared", "2b9c4092-424d-4249-948d-b43879977640",
    "Read user and shared calendars", FALSE, CONSENT_MANAGED_REFUSED },
  { GRAPH, "Calendars.ReadWrite.Shared", "12466101-c9b8-439a-8589-dd09ee67e8e9",
    "Read and write user and shared calendars", FALSE, CONSENT_MANAGED_REFUSED },
  { GRAPH, "Contacts.Read", "ff74d97f-43af-4b68-9f2a-b77ee6968c5d",
    "Read user contacts", FALSE, CONSENT_MANAGED_ALLOWED },
  { GRAPH, "Contacts.ReadWrite", "d56682ec-c09e-4743-aaf4-1a3aac4caa21",
    "Have full access to user contacts", FALSE, CONSENT_MANAGED_REFUSED },
  { GRAPH, "Contacts.Read.Shared", "242b9d9e-ed24-4d09-9a52-f43769beb9d4",
    "Read user and shared contacts", FALSE, CONSENT_MANAGED_REFUSED },
  { GRAPH, "Contacts.ReadWrite.Shared", "afb6c84b-06be-49af-80bb-8f3f77004eab",
    "Read and write user and shared contacts", FALSE, CONSENT_MANAGED_REFUSED },
  { GRAPH, "People.Read", "ba47897c-39ec-4d83-8086-ee8256fa737d",
    "Read users' relevant people lists", FALSE, CONSENT_MANAGED_REFUSED },
  { GRAPH, "Tasks.Read", "f45671fb-e0fe-4b4b-be20-3d3ce43f1bcb",
    "Read user's tasks and task lists", FALSE,
    CONSENT_MANAGED_REFUSED },
  { GRAPH, "Tasks.ReadWrite", "2219042f-cab5-40cc-b0d2-16b1540b4c5f",
    "Create, read, update, and delete user's tasks and task lists", FALSE,
    CONSENT_MANAGED_REFUSED },
  { GRAPH, "OnlineMeetings.ReadWrite", "a65f2972-a4f8-4f5e-afd7-69ccb046d5dc",
    "Read and create user's online meetings", FALSE, CONSENT_MANAGED_REFUSED },
  { GRAPH, "Files.ReadWrite", "5c28f0bf-8a70-41f1-8ab2-9032436ddb65",
    "Have full access to user files", FALSE, CONSENT_MANAGED_ALLOWED },
  { GRAPH, "EWS.AccessAsUser.All", "9769c687-087d-48ac-9cb3-c37dde652038",
    "Access mailboxes as the signed-in user via Exchange Web Services", FALSE,
    CONSENT_MANAGED_NOT_STATED },
  { GRAPH, "IMAP.AccessAsUser.All", "652390e4-393a-48de-9484-05f9b1212954",
    "Read and write access to mailboxes via IMAP", FALSE, CONSENT_MANAGED_NOT_STATED },
  { GRAPH, "POP.AccessAsUser.All", "d7b7f2d9-0f45-4ea1-9d42-e50810c06991",
    "Read and write access to mailboxes via POP", FALSE, CONSENT_MANAGED_NOT_STATED },
  { GRAPH, "SMTP.Send", "258f6531-6087-4cc4-bb90-092c5fb3ed3f",
    "Send emails from mailboxes using SMTP AUTH", FALSE, CONSENT_MANAGED_ALLOWED },
  { GRAPH, "Files.Read.All", NULL, NULL, FALSE, CONSENT_MANAGED_REFUSED },
  { GRAPH, "Files.ReadWrite.All", NULL, NULL, FALSE, CONSENT_MANAGED_REFUSED },
  { GRAPH, "Sites.Read.All", NULL, NULL, FALSE, CONSENT_MANAGED_REFUSED },
  { GRAPH, "Sites.ReadWrite.All", NULL, NULL, FALSE, CONSENT_MANAGED_REFUSED },
  { GRAPH, "Mail.ReadBasic.Shared", NULL, NULL, FALSE, CONSENT_MANAGED_REFUSED },
  { GRAPH, "MailboxItem.Read", NULL, NULL, FALSE, CONSENT_MANAGED_REFUSED },
  { GRAPH, "MailboxFolder.Read", NULL, NULL, FALSE, CONSENT_MANAGED_REFUSED },
  { GRAPH, "MailboxFolder.ReadWrite", NULL, NULL, FALSE, CONSENT_MANAGED_REFUSED },
  { GRAPH, "Chat.Read", NULL, NULL, FALSE, CONSENT_MANAGED_REFUSED },
  { GRAPH, "Chat.ReadWrite", NULL, NULL, FALSE, CONSENT_MANAGED_REFUSED },
  { GRAPH, "OnlineMeetings.Read", NULL, NULL, FALSE, CONSENT_MANAGED_REFUSED },
  { GRAPH, "Tasks.Read.Shared", NULL, NULL, FALSE, CONSENT_MANAGED_REFUSED },
  { GRAPH, "Tasks.ReadWrite.Shared", NULL, NULL, FALSE, CONSENT_MANAGED_REFUSED },
  { EXCHANGE, "EWS.AccessAsUser.All", "3b5f3d61-589b-4a3c-a359-5dd4b5ee5bd5", NULL, FALSE,
    CONSENT_MANAGED_REFUSED },
  { EXCHANGE, "EAS.AccessAsUser.All", NULL, NULL, FALSE, CONSENT_MANAGED_REFUSED },
  { EXCHANGE, "IMAP.AccessAsUser.All", NULL, NULL, FALSE, CONSENT_MANAGED_REFUSED },
  { EXCHANGE, "POP.AccessAsUser.All", NULL, NULL, FALSE, CONSENT_MANAGED_REFUSED },
  { EXCHANGE, "SMTP.Send", NULL, NULL, FALSE, CONSENT_MANAGED_ALLOWED },
};

static const char *const basic_names[] = {
  "openid", "profile", "email", "offline_access", "User.Read",
};

const ConsentPermission *
consent_permission_get_all (size_t *n_permissions)
{
  g_return_val_if_fail (n_permissions != NULL, NULL);

  *n_permissions = G_N_ELEMENTS (permissions);
  return permissions;
}

const ConsentPermission *
consent_permission_find (const char *api_id,
                         const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  if (api_id == NULL)
    api_id = CONSENT_API_GRAPH;

  for (size_t i = 0; i < G_N_ELEMENTS (permissions); i++)
    {
      const ConsentPermission *permission = &permissions[i];

      if (g_ascii_strcasecmp (permission->api_id, api_id) == 0 &&
          (g_ascii_strcasecmp (permission->name, name) == 0 ||
           (permission->id != NULL && g_ascii_strcasecmp (permission->id, name) == 0)))
        return permission;
    }

  return NULL;
}

gboolean
consent_permission_is_basic (const char *name)
{
  g_return_val_if_fail (name != NULL, FALSE);

  for (size_t i = 0; i < G_N_ELEMENTS (basic_names); i++)
    if (g_ascii_strcasecmp (basic_names[i], name) == 0)
      return TRUE;

  return FALSE;
}
