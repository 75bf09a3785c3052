/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-drawing-plan.h"

#include <glib/gi18n.h>

/* Words on a drawing share this context with translators. */
#define CONTEXT "page"

#define NORMAL CONSENT_DRAWING_STYLE_NORMAL
#define MARKED CONSENT_DRAWING_STYLE_MARKED
#define TITLE CONSENT_DRAWING_STYLE_TITLE
#define SMALL CONSENT_DRAWING_STYLE_SMALL
#define BUTTON CONSENT_DRAWING_STYLE_BUTTON
#define SUGGESTED CONSENT_DRAWING_STYLE_SUGGESTED

/* The service's name is put in when the drawing is shown. */
#define SERVICE ""

#define ADMIN_CENTER { 62, 14.5, 240, 1, SMALL, "admin.microsoft.com" }
#define ENTRA { 62, 14.5, 240, 1, SMALL, "entra.microsoft.com" }

/* The settings as they are in late 2026, and on an older page the one that is no longer offered
 * (reference, 6.3). */
#define SETTINGS_TITLE { 16, 46, 288, 1, TITLE, NC_ ("page", "User consent for applications") }
#define SETTING(number, style, text) { 40, 39 + 44 * (number), 264, 2, style, text }
#define SETTING_MANAGED NC_ ("page", "Let Microsoft manage your consent settings (Recommended)")
#define SETTING_LOW \
  NC_ ("page", "Allow user consent for apps from verified publishers, for selected permissions")
#define SETTING_NONE NC_ ("page", "Do not allow user consent")
#define SETTING_OPEN NC_ ("page", "Allow user consent for apps")

/* Only words that Microsoft's pages are known to show (reference, 2.4, 5.6 and 6); what else is on
 * them is drawn as bars. */
static const ConsentDrawingPlan plans[] = {
  {
    "need-admin-approval",
    "consent-need-admin-approval-symbolic",
    /* Translators: This and the sentences like it describe a drawing to people who don't see it. */
    N_("Microsoft’s message: a card with the title “Need admin approval”, below it the name of the "
       "app and a few lines of text."),
    {
      /* Translators: The context “page” marks words on drawings of Microsoft's pages: use those that
       * the pages show in your language. There is little room. */
      { 56, 46, 210, 1, TITLE, NC_ ("page", "Need admin approval") },
      { 86, 72, 170, 1, NORMAL, SERVICE },
    },
  },
  {
    "approval",
    "consent-approval-symbolic",
    N_("Microsoft’s approval page: the title “Permissions requested”, below it “Accept for your "
       "organization”, the name of the app, a list of permissions, and the buttons “Cancel” and "
       "“Accept”. “Accept” is marked."),
    {
      { 56, 36, 210, 1, TITLE, NC_ ("page", "Permissions requested") },
      { 56, 54, 210, 1, SMALL, NC_ ("page", "Accept for your organization") },
      { 86, 75, 170, 1, NORMAL, SERVICE },
      { 99, 171, 68, 1, BUTTON, NC_ ("page", "Cancel") },
      { 189, 171, 70, 1, SUGGESTED, NC_ ("page", "Accept") },
    },
  },

  /* The way to the Microsoft Entra admin center. */
  {
    "sign-in",
    "consent-sign-in-symbolic",
    N_("A browser window. Its address bar is marked and shows admin.microsoft.com; below is the "
       "page to sign in on."),
    {
      { 62, 14.5, 240, 1, MARKED, "admin.microsoft.com" },
      { 106, 74, 110, 1, TITLE, NC_ ("page", "Sign in") },
      { 160, 148, 52, 1, BUTTON, NC_ ("page", "Next") },
    },
  },
  {
    "admin",
    "consent-admin-symbolic",
    N_("A Microsoft 365 home page. In the narrow menu on its left, “Admin” is marked."),
    {
      { 11, 171, 48, 1, BUTTON, NC_ ("page", "Admin") },
    },
  },
  {
    "show-all",
    "consent-show-all-symbolic",
    N_("The Microsoft 365 admin center. At the end of the menu on its left, “Show all” is marked."),
    {
      ADMIN_CENTER,
      { 32, 44, 112, 1, NORMAL, NC_ ("page", "Home") },
      { 36, 142, 104, 1, MARKED, NC_ ("page", "Show all") },
    },
  },
  {
    "identity",
    "consent-identity-symbolic",
    N_("The Microsoft 365 admin center. The menu on its left goes on with “Admin centers”, and in "
       "that part “Identity” is marked."),
    {
      ADMIN_CENTER,
      { 14, 46, 130, 1, NORMAL, NC_ ("page", "Admin centers") },
      { 32, 116, 108, 1, MARKED, NC_ ("page", "Identity") },
    },
  },

  /* In the Microsoft Entra admin center. */
  {
    "entra-id",
    "consent-entra-id-symbolic",
    N_("The Microsoft Entra admin center. In the menu on its left, “Entra ID” is marked, below "
       "“Home”."),
    {
      ENTRA,
      { 32, 44, 112, 1, NORMAL, NC_ ("page", "Home") },
      { 32, 69, 108, 1, MARKED, NC_ ("page", "Entra ID") },
      { 32, 94, 112, 1, NORMAL, NC_ ("page", "ID Protection") },
      { 32, 118, 112, 1, NORMAL, NC_ ("page", "ID Governance") },
    },
  },
  {
    "entra-overview",
    "consent-entra-overview-symbolic",
    N_("The Microsoft Entra admin center. In the menu on its left, “Overview” is marked, the first "
       "entry of “Entra ID”."),
    {
      ENTRA,
      { 32, 44, 112, 1, NORMAL, NC_ ("page", "Home") },
      { 32, 68, 112, 1, NORMAL, NC_ ("page", "Entra ID") },
      { 34, 93, 106, 1, MARKED, NC_ ("page", "Overview") },
    },
  },
  {
    "tenant-id",
    "consent-tenant-id-symbolic",
    N_("The page “Overview”. Among its lines, the one with “Tenant ID” is marked: five groups of "
       "letters and digits, and a button that copies them."),
    {
      ENTRA,
      { 48, 46, 250, 1, TITLE, NC_ ("page", "Overview") },
      { 48, 66, 70, 1, SMALL, NC_ ("page", "Overview") },
      { 126, 66, 90, 1, SMALL, NC_ ("page", "Properties") },
      { 54, 124, 80, 1, MARKED, NC_ ("page", "Tenant ID") },
    },
  },
  {
    "enterprise-apps",
    "consent-enterprise-apps-symbolic",
    N_("The Microsoft Entra admin center. In the menu on its left, “Enterprise apps” is marked, "
       "below “Entra ID” and “Overview”."),
    {
      ENTRA,
      { 32, 44, 112, 1, NORMAL, NC_ ("page", "Home") },
      { 32, 68, 112, 1, NORMAL, NC_ ("page", "Entra ID") },
      { 34, 93, 106, 1, NORMAL, NC_ ("page", "Overview") },
      { 34, 161, 106, 1, MARKED, NC_ ("page", "Enterprise apps") },
    },
  },

  /* Consent and permissions. */
  {
    "consent-and-permissions",
    "consent-consent-and-permissions-symbolic",
    N_("The page “Enterprise apps”. In its own menu, beside the one on the left, “Consent and "
       "permissions” is marked."),
    {
      ENTRA,
      { 42, 45, 156, 1, TITLE, NC_ ("page", "Enterprise apps") },
      { 46, 68, 152, 1, NORMAL, NC_ ("page", "All applications") },
      { 46, 141, 148, 1, MARKED, NC_ ("page", "Consent and permissions") },
    },
  },
  {
    "permission-classifications",
    "consent-permission-classifications-symbolic",
    N_("The page “Consent and permissions”. In its menu, “Permission classifications” is marked, "
       "below “User consent settings” and “Admin consent settings”."),
    {
      ENTRA,
      { 42, 45, 156, 1, TITLE, NC_ ("page", "Consent and permissions") },
      { 46, 74, 152, 1, NORMAL, NC_ ("page", "User consent settings") },
      { 46, 100, 152, 1, NORMAL, NC_ ("page", "Admin consent settings") },
      { 46, 128, 148, 1, MARKED, NC_ ("page", "Permission classifications") },
    },
  },
  {
    "add-permissions",
    "consent-add-permissions-symbolic",
    N_("The page “Permission classifications” with the tab “Low”. Above its list, “Add "
       "permissions” is marked."),
    {
      ENTRA,
      { 20, 46, 284, 1, TITLE, NC_ ("page", "Permission classifications") },
      { 20, 66, 40, 1, SMALL, NC_ ("page", "Low") },
      { 74, 66, 96, 1, SMALL, NC_ ("page", "Medium (Preview)") },
      { 184, 66, 90, 1, SMALL, NC_ ("page", "High (Preview)") },
      { 38, 100, 104, 1, MARKED, NC_ ("page", "Add permissions") },
    },
  },
  {
    "choose-api",
    "consent-choose-api-symbolic",
    N_("A page with a large field for each API. The first, “Microsoft Graph”, is marked."),
    {
      ENTRA,
      { 20, 48, 284, 1, TITLE, NC_ ("page", "Add permissions") },
      { 60, 96, 200, 1, MARKED, NC_ ("page", "Microsoft Graph") },
    },
  },
  {
    "tick-permissions",
    "consent-tick-permissions-symbolic",
    N_("A list of permissions, each with a box; two are ticked. At the end, the button “Add "
       "permissions” is marked."),
    {
      ENTRA,
      { 20, 46, 284, 1, TITLE, NC_ ("page", "Microsoft Graph") },
      { 24, 173, 112, 1, SUGGESTED, NC_ ("page", "Add permissions") },
    },
  },

  /* The four settings for users' consent. */
  {
    "setting-managed",
    "consent-setting-first-symbolic",
    N_("The page “User consent for applications”. Of its settings, “Let Microsoft manage your "
       "consent settings (Recommended)” is chosen and marked."),
    {
      ENTRA,
      SETTINGS_TITLE,
      SETTING (1, MARKED, SETTING_MANAGED),
      SETTING (2, NORMAL, SETTING_LOW),
      SETTING (3, NORMAL, SETTING_NONE),
    },
  },
  {
    "setting-low",
    "consent-setting-second-symbolic",
    N_("The page “User consent for applications”. Of its settings, “Allow user consent for apps "
       "from verified publishers, for selected permissions” is chosen and marked."),
    {
      ENTRA,
      SETTINGS_TITLE,
      SETTING (1, NORMAL, SETTING_MANAGED),
      SETTING (2, MARKED, SETTING_LOW),
      SETTING (3, NORMAL, SETTING_NONE),
    },
  },
  {
    "setting-none",
    "consent-setting-third-symbolic",
    N_("The page “User consent for applications”. Of its settings, “Do not allow user consent” is "
       "chosen and marked."),
    {
      ENTRA,
      SETTINGS_TITLE,
      SETTING (1, NORMAL, SETTING_MANAGED),
      SETTING (2, NORMAL, SETTING_LOW),
      SETTING (3, MARKED, SETTING_NONE),
    },
  },
  {
    "setting-open",
    "consent-setting-third-symbolic",
    N_("The older page “User consent for applications”. Of its settings, “Allow user consent for "
       "apps” is chosen and marked."),
    {
      ENTRA,
      SETTINGS_TITLE,
      SETTING (1, NORMAL, SETTING_NONE),
      SETTING (2, NORMAL, SETTING_LOW),
      SETTING (3, MARKED, SETTING_OPEN),
    },
  },
};

const ConsentDrawingPlan *
consent_drawing_plan_find (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      if (g_str_equal (plans[i].name, name))
        return &plans[i];
    }

  return NULL;
}

const ConsentDrawingPlan *
consent_drawing_plan_list (gsize *n_plans)
{
  g_return_val_if_fail (n_plans != NULL, NULL);

  *n_plans = G_N_ELEMENTS (plans);

  return plans;
}

const char *
consent_drawing_plan_get_alternative (const ConsentDrawingPlan *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return _(self->alternative);
}

const char *
consent_drawing_word_get_text (const ConsentDrawingWord *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_dpgettext2 (NULL, CONTEXT, self->text);
}
