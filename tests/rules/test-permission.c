/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-permission.h"
#include "consent-tenant-input.h"

#include <gio/gio.h>

/* Spot checks against the reference, 5.6 and 5.8, copied by hand. */
static const struct
{
  const char *api_id;
  const char *name;
  const char *id;
  const char *label;
  gboolean admin;
  ConsentManaged managed;
} known[] = {
  { NULL, "openid", "37f7f235-527c-4136-accd-4a02d197296e", "Sign users in", FALSE,
    CONSENT_MANAGED_ALLOWED },
  { NULL, "MAIL.READ", "570282fd-fa5c-430d-a7fd-fc8dc98a9dca", "Read user mail", FALSE,
    CONSENT_MANAGED_REFUSED },
  { NULL, "e383f46e-2787-4529-855e-0e479a3ffac0", "e383f46e-2787-4529-855e-0e479a3ffac0",
    "Send mail as a user", FALSE, CONSENT_MANAGED_ALLOWED },
  { CONSENT_API_GRAPH, "User.Read.All", "a154be20-db9c-4678-8ab7-66f6cc099a59",
    "Read all users' full profiles and company properties", TRUE, CONSENT_MANAGED_ALLOWED },
  { CONSENT_API_GRAPH, "Calendars.ReadBasic", "662d75ba-a364-42ad-adee-f5f880ea4878",
    "Read basic details of user calendars", TRUE, CONSENT_MANAGED_REFUSED },
  { CONSENT_API_GRAPH, "EWS.AccessAsUser.All", "9769c687-087d-48ac-9cb3-c37dde652038",
    "Access mailboxes as the signed-in user via Exchange Web Services", FALSE,
    CONSENT_MANAGED_NOT_STATED },
  { CONSENT_API_EXCHANGE, "EWS.AccessAsUser.All", "3b5f3d61-589b-4a3c-a359-5dd4b5ee5bd5", NULL,
    FALSE, CONSENT_MANAGED_REFUSED },
  { CONSENT_API_EXCHANGE, "imap.accessasuser.all", NULL, NULL, FALSE, CONSENT_MANAGED_REFUSED },
  { NULL, "Tasks.ReadWrite.Shared", NULL, NULL, FALSE, CONSENT_MANAGED_REFUSED },
};

/* The whole list of 5.6. */
static const char *const refused[] = {
  "Files.Read.All", "Files.ReadWrite.All", "Sites.Read.All", "Sites.ReadWrite.All", "Mail.Read",
  "Mail.ReadWrite", "Mail.ReadBasic", "Mail.Read.Shared", "Mail.ReadBasic.Shared",
  "Mail.ReadWrite.Shared", "MailboxItem.Read", "MailboxFolder.Read", "MailboxFolder.ReadWrite",
  "MailboxSettings.Read", "MailboxSettings.ReadWrite", "Calendars.Read", "Calendars.ReadBasic",
  "Calendars.ReadWrite", "Calendars.Read.Shared", "Calendars.ReadWrite.Shared", "Chat.Read",
  "Chat.ReadWrite", "OnlineMeetings.Read", "OnlineMeetings.ReadWrite", "Contacts.ReadWrite",
  "Contacts.Read.Shared", "Contacts.ReadWrite.Shared", "Tasks.Read", "Tasks.Read.Shared",
  "Tasks.ReadWrite", "Tasks.ReadWrite.Shared", "People.Read",
};

static void
test_find (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (known); i++)
    {
      const ConsentPermission *permission;

      g_test_message ("%s", known[i].name);
      permission = consent_permission_find (known[i].api_id, known[i].name);
      g_assert_nonnull (permission);
      g_assert_cmpstr (permission->id, ==, known[i].id);
      g_assert_cmpstr (permission->label, ==, known[i].label);
      g_assert_cmpint (permission->admin, ==, known[i].admin);
      g_assert_cmpint (permission->managed, ==, known[i].managed);
    }

  g_assert_null (consent_permission_find (NULL, ""));
  g_assert_null (consent_permission_find (NULL, "Mail.Sen"));
  g_assert_null (consent_permission_find ("", "Mail.Send"));
  g_assert_null (consent_permission_find (CONSENT_API_EXCHANGE, "Mail.Send"));
}

static void
test_refused (void)
{
  size_t n_permissions;
  const ConsentPermission *all = consent_permission_get_all (&n_permissions);
  unsigned n_refused = 0;

  for (size_t i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_cmpint (consent_permission_find (NULL, refused[i])->managed, ==,
                     CONSENT_MANAGED_REFUSED);

  for (size_t i = 0; i < n_permissions; i++)
    n_refused += g_str_equal (all[i].api_id, CONSENT_API_GRAPH) &&
                 all[i].managed == CONSENT_MANAGED_REFUSED;
  g_assert_cmpuint (n_refused, ==, G_N_ELEMENTS (refused));
}

/* No name and no ID twice, and every ID a GUID. */
static void
test_table (void)
{
  size_t n_permissions;
  const ConsentPermission *all = consent_permission_get_all (&n_permissions);

  for (size_t i = 0; i < n_permissions; i++)
    {
      g_assert_true (all[i].id == NULL || consent_guid_is_valid (all[i].id));
      g_assert_true (consent_permission_find (all[i].api_id, all[i].name) == &all[i]);
      if (all[i].id != NULL)
        g_assert_true (consent_permission_find (all[i].api_id, all[i].id) == &all[i]);
    }
}

static void
test_basic (void)
{
  g_assert_true (consent_permission_is_basic ("OpenID"));
  g_assert_true (consent_permission_is_basic ("User.Read"));
  g_assert_false (consent_permission_is_basic ("User.Read.All"));
  g_assert_false (consent_permission_is_basic (""));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/permission/find", test_find);
  g_test_add_func ("/permission/refused", test_refused);
  g_test_add_func ("/permission/table", test_table);
  g_test_add_func ("/permission/basic", test_basic);

  return g_test_run ();
}
