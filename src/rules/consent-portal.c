/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-portal.h"

#include <glib/gi18n-lib.h>

#define ENTRA_VIEW CONSENT_PORTAL_ENTRA "/#view/Microsoft_AAD_IAM/"

struct _ConsentPlace
{
  const char *id;
  const char *path;
  const char *old_path;
  const char *link;
  const char * const *steps;
  /* (nullable): those that come before, which several places share */
  const char * const *first_steps;
};

/* Each way in the help article begins like this; here with the names of today (reference, 6.1). */
static const char * const entra_steps[] = {
  /* Translators: In these steps, use the words that Microsoft's pages show in your language. Those
   * after “formerly” are an older help article's; translate them as that article would be. */
  N_("Open the Microsoft 365 admin center at admin.microsoft.com (formerly portal.office365.com) "
     "and sign in with an administrator account."),
  N_("If you see a Microsoft 365 home page instead, click “Admin” in the menu on the left."),
  N_("In the menu on the left, click “Show all”."),
  N_("Under “Admin centers”, click “Identity” (formerly “Azure Active Directory”). A new tab opens: "
     "the Microsoft Entra admin center (formerly “Azure Active Directory admin center”)."),
  NULL,
};

static const char * const tenant_id_steps[] = {
  N_("In the menu on the left, click “Entra ID” (formerly “Azure Active Directory”), then "
     "“Overview”."),
  N_("Look for “Tenant ID” there, or under “Properties”, and copy it."),
  NULL,
};

/* Reference, 4.8: a registration that may sign people in to read. */
static const char * const app_registration_steps[] = {
  /* Translators: In these steps, use the words that Microsoft's pages show in your language. The names of
   * permissions, such as Directory.Read.All, stay as they are. */
  N_("Sign in at entra.microsoft.com with an administrator account."),
  N_("In the menu on the left, click “Entra ID”, then “App registrations”, then “New registration”."),
  N_("Type a name, such as “Consent check”. Under “Supported account types” choose “Single tenant only” "
     "(formerly “Accounts in this organizational directory only”). Leave “Redirect URI” empty and click "
     "“Register”."),
  N_("Under “Overview”, copy the “Application (client) ID”. It goes into the field above."),
  N_("Under “Manage”, click “Authentication”, then “Add Redirect URI” (formerly “Add a platform”), then "
     "“Mobile and desktop applications”. Type http://localhost as custom URI and click “Configure”."),
  N_("To be able to sign in with a code, go to “Settings” (formerly “Advanced settings”) on the same page, "
     "turn “Allow public client flows” on and click “Save”."),
  N_("Under “Manage”, click “API permissions”, “Add a permission”, “Microsoft Graph”, “Delegated "
     "permissions”. Add Directory.Read.All and Policy.Read.All; User.Read is there already."),
  N_("Click “Grant admin consent” for your organization."),
  N_("That is all: no secret and no certificate is needed."),
  NULL,
};

static const char * const user_consent_steps[] = {
  N_("In the menu on the left, click “Entra ID” (formerly “Azure Active Directory”)."),
  N_("Below it, click “Enterprise apps” (formerly “Enterprise applications”)."),
  N_("In the menu of that page, click “Consent and permissions”, then “User consent settings”."),
  NULL,
};

/* The article's "Adding Permissions", which begins where the steps above end (reference, 6.4). */
static const char * const classifications_steps[] = {
  N_("In the menu of the page “Consent and permissions”, click “Permission classifications”."),
  N_("On the tab “Low”, look at the permissions that are there already. Then click “Add "
     "permissions”."),
  N_("Choose “Microsoft Graph”."),
  N_("Tick the permissions to add, and click “Add permissions”."),
  NULL,
};

static const ConsentPlace places[] = {
  {
    "admin-center",
    "admin.microsoft.com",
    "portal.office365.com",
    "https://admin.microsoft.com",
    NULL,
  },
  {
    "tenant-id",
    /* Translators: Menu entries of the Microsoft Entra admin center, in its words. */
    N_("Entra ID › Overview › Properties"),
    /* Translators: Menu entries as they were called some years ago. */
    N_("Show all › Azure Active Directory › Azure Active Directory › Overview"),
    ENTRA_VIEW "TenantOverview.ReactView",
    tenant_id_steps,
    entra_steps,
  },
  {
    "user-consent",
    N_("Entra ID › Enterprise apps › Consent and permissions › User consent settings"),
    N_("Azure Active Directory › Enterprise applications › Consent and permissions"),
    ENTRA_VIEW "ConsentPoliciesMenuBlade/~/UserSettings",
    user_consent_steps,
    entra_steps,
  },
  {
    "permission-classifications",
    N_("Entra ID › Enterprise apps › Consent and permissions › Permission classifications"),
    N_("Azure Active Directory › Enterprise applications › Consent and permissions › Permission "
       "classifications"),
    /* The old style: nobody has published the new one. */
    "https://portal.azure.com/#blade/Microsoft_AAD_IAM/ConsentPoliciesMenuBlade/Permissions",
    classifications_steps,
  },
  {
    "enterprise-apps",
    N_("Entra ID › Enterprise apps"),
    N_("Azure Active Directory › Enterprise applications"),
    ENTRA_VIEW "StartboardApplicationsMenuBlade/~/AppAppsPreview",
    NULL,
  },
  {
    "app-permissions",
    N_("Entra ID › Enterprise apps › All applications › the app › Security › Permissions"),
    NULL,
    /* A link to it needs the object ID of the app's entry, which only Graph knows. */
    NULL,
    NULL,
  },
  {
    "app-registrations",
    N_("Entra ID › App registrations"),
    N_("Azure Active Directory › App registrations"),
    CONSENT_PORTAL_ENTRA "/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade/quickStartType~/null/"
                         "sourceType/Microsoft_AAD_IAM",
    app_registration_steps,
  },
};

const ConsentPlace *
consent_portal_find_place (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      if (g_str_equal (places[i].id, id))
        return &places[i];
    }

  return NULL;
}

const char *
consent_place_get_path (const ConsentPlace *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return _(self->path);
}

const char *
consent_place_get_old_path (const ConsentPlace *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->old_path != NULL ? _(self->old_path) : NULL;
}

const char *
consent_place_get_link (const ConsentPlace *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->link;
}

const char **
consent_place_list_steps (const ConsentPlace *self)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new ();

  g_return_val_if_fail (self != NULL, NULL);

  for (gsize i = 0; self->first_steps != NULL && self->first_steps[i] != NULL; i++)
    g_ptr_array_add (steps, (char *) _(self->first_steps[i]));
  for (gsize i = 0; self->steps != NULL && self->steps[i] != NULL; i++)
    g_ptr_array_add (steps, (char *) _(self->steps[i]));
  g_ptr_array_add (steps, NULL);

  return (const char **) g_ptr_array_free (g_steal_pointer (&steps), FALSE);
}

char *
consent_portal_new_app_link (const char *object_id,
                             const char *client_id)
{
  g_autofree char *object = NULL;
  g_autofree char *client = NULL;

  g_return_val_if_fail (object_id != NULL, NULL);
  g_return_val_if_fail (client_id != NULL, NULL);

  object = g_uri_escape_string (object_id, NULL, FALSE);
  client = g_uri_escape_string (client_id, NULL, FALSE);

  return g_strconcat (ENTRA_VIEW "ManagedAppMenuBlade/~/Permissions/objectId/", object, "/appId/", client, NULL);
}
