/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-practice-permission.h"

/* Reference, 5.8. The labels are Microsoft's own words and stay as they are. */
static const ConsentPracticePermission permissions[] = {
  { "37f7f235-527c-4136-accd-4a02d197296e", "openid", "Sign users in" },
  { "14dad69e-099b-42c9-810b-d002981feec1", "profile", "View users' basic profile" },
  { "64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0", "email", "View users' email address" },
  { "7427e0e9-2fba-42fe-b0c0-848c9e6a8182", "offline_access",
    "Maintain access to data you have given it access to" },
  { "e1fe6dd8-ba31-4d61-89e7-88639da4683d", "User.Read", "Sign in and read user profile" },
  { "024d486e-b451-40bb-833d-3e66d98c5c73", "Mail.ReadWrite",
    "Read and write access to user mail" },
  { "e383f46e-2787-4529-855e-0e479a3ffac0", "Mail.Send", "Send mail as a user" },
  { "1ec239c2-d7c9-4623-a91a-a9775856bb36", "Calendars.ReadWrite",
    "Have full access to user calendars" },
  { "ff74d97f-43af-4b68-9f2a-b77ee6968c5d", "Contacts.Read", "Read user contacts" },
};

const ConsentPracticePermission *
consent_practice_permission_get_all (gsize *n_permissions)
{
  *n_permissions = G_N_ELEMENTS (permissions);

  return permissions;
}
