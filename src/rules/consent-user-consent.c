/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-text.h"
#include "consent-user-consent.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FOR_SELF "ManagePermissionGrantsForSelf."
#define FOR_OTHERS "ManagePermissionGrantsFor"

/* The names are those in the report. */
G_DEFINE_ENUM_TYPE (ConsentUserConsent, consent_user_consent,
                    G_DEFINE_ENUM_VALUE (CONSENT_USER_CONSENT_OPEN, "open"),
                    G_DEFINE_ENUM_VALUE (CONSENT_USER_CONSENT_MANAGED, "managed"),
                    G_DEFINE_ENUM_VALUE (CONSENT_USER_CONSENT_LOW, "low"),
                    G_DEFINE_ENUM_VALUE (CONSENT_USER_CONSENT_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (CONSENT_USER_CONSENT_CUSTOM, "custom"),
                    G_DEFINE_ENUM_VALUE (CONSENT_USER_CONSENT_MAIL_APPS, "mail-apps"),
                    G_DEFINE_ENUM_VALUE (CONSENT_USER_CONSENT_UNKNOWN, "unknown"))

/* The last one is how Microsoft's own text spells the entry before it, in one place. */
static const struct
{
  const char *policy;
  ConsentUserConsent setting;
} known_policies[] = {
  { "microsoft-user-default-legacy", CONSENT_USER_CONSENT_OPEN },
  { "microsoft-user-default-recommended", CONSENT_USER_CONSENT_MANAGED },
  { "microsoft-user-default-low", CONSENT_USER_CONSENT_LOW },
  { "microsoft-user-default-allow-consent-apps", CONSENT_USER_CONSENT_MAIL_APPS },
  { "microsoft-user-allow-default-consent-apps", CONSENT_USER_CONSENT_MAIL_APPS },
};

/* From the widest to the narrowest: the first that is there is the setting (reference, 5.6). */
static const ConsentUserConsent widest_first[] = {
  CONSENT_USER_CONSENT_OPEN,   CONSENT_USER_CONSENT_MANAGED,   CONSENT_USER_CONSENT_LOW,
  CONSENT_USER_CONSENT_CUSTOM, CONSENT_USER_CONSENT_MAIL_APPS,
};

/* What one entry of the list allows users. */
static ConsentUserConsent
read_policy (const char *policy)
{
  while (g_ascii_strncasecmp (policy, FOR_SELF, strlen (FOR_SELF)) == 0)
    policy += strlen (FOR_SELF);

  /* Consent by owners of teams, chats and groups does not concern an app like this one. */
  if (g_ascii_strncasecmp (policy, FOR_OTHERS, strlen (FOR_OTHERS)) == 0 || *policy == '\0')
    return CONSENT_USER_CONSENT_NONE;

  for (size_t i = 0; i < G_N_ELEMENTS (known_policies); i++)
    if (g_ascii_strcasecmp (policy, known_policies[i].policy) == 0)
      return known_policies[i].setting;

  return CONSENT_USER_CONSENT_CUSTOM;
}

/* Translators: here and in all of these texts, {service} is replaced by the name of a service,
 * such as TrackerRMS. The words in quotation marks are what Microsoft's page says. */
static const char *
get_title (ConsentUserConsent setting)
{
  switch (setting)
    {
    case CONSENT_USER_CONSENT_OPEN:
      return _("Users may agree to apps themselves (“Allow user consent for apps”).");
    case CONSENT_USER_CONSENT_MANAGED:
      return _("Microsoft decides what users may agree to (“Let Microsoft manage your consent "
               "settings”).");
    case CONSENT_USER_CONSENT_LOW:
      return _("Users may agree to low-impact permissions of verified publishers (“Allow user "
               "consent for apps from verified publishers, for selected permissions”).");
    case CONSENT_USER_CONSENT_NONE:
      return _("Users may not agree to any app (“Do not allow user consent”).");
    case CONSENT_USER_CONSENT_CUSTOM:
      return _("Your organization has its own rule for what users may agree to.");
    case CONSENT_USER_CONSENT_MAIL_APPS:
      return _("Users may agree to a few popular mail programs only (“Enable user consent for "
               "popular Mail clients”).");
    case CONSENT_USER_CONSENT_UNKNOWN:
    default:
      return _("It is not known what users may agree to themselves.");
    }
}

/* What the setting means as long as nobody approved for everyone. */
static const char *
get_explanation (ConsentUserConsent setting)
{
  switch (setting)
    {
    case CONSENT_USER_CONSENT_OPEN:
      return _("Each person can connect {service} and agree for themselves, unless Microsoft "
               "rates the app as risky, people must be assigned to it first, or one of its "
               "permissions needs an administrator.");
    case CONSENT_USER_CONSENT_MANAGED:
      return _("As of mid-2026 Microsoft refuses users nearly every permission to read mail, "
               "calendars or contacts. If {service} asks for one of these, people cannot connect "
               "on their own. Classifying permissions as low impact changes nothing under this "
               "setting.");
    case CONSENT_USER_CONSENT_LOW:
      return _("People can connect {service} on their own only if Microsoft has verified its "
               "publisher and every permission that it asks for is classified as low.");
    case CONSENT_USER_CONSENT_NONE:
      return _("People cannot connect {service} until an administrator approves it for everyone.");
    case CONSENT_USER_CONSENT_CUSTOM:
      return _("Whether this rule lets people connect {service} on their own cannot be seen from "
               "here.");
    case CONSENT_USER_CONSENT_MAIL_APPS:
      return _("{service} is not one of these programs, so people cannot connect it on their own.");
    case CONSENT_USER_CONSENT_UNKNOWN:
    default:
      return _("Depending on the setting, people may or may not be able to connect {service} on "
               "their own.");
    }
}

static const char *
get_remedy (ConsentUserConsent setting)
{
  switch (setting)
    {
    case CONSENT_USER_CONSENT_OPEN:
      return _("Nothing has to be changed. Approving {service} for everyone with the approval "
               "link is simpler: then nobody is asked.");
    case CONSENT_USER_CONSENT_LOW:
      return _("Approve {service} for everyone with the approval link. Classifying its "
               "permissions as low is the other way, but it opens them to the apps of all "
               "verified publishers.");
    case CONSENT_USER_CONSENT_MANAGED:
    case CONSENT_USER_CONSENT_NONE:
    case CONSENT_USER_CONSENT_CUSTOM:
    case CONSENT_USER_CONSENT_MAIL_APPS:
    case CONSENT_USER_CONSENT_UNKNOWN:
    default:
      return _("Approve {service} for everyone with the approval link. The setting itself can "
               "stay as it is.");
    }
}

static ConsentMessage *
message_new (ConsentUserConsent  setting,
             const char         *explanation,
             const char         *remedy,
             ConsentService     *service)
{
  ConsentMessage *message = g_new0 (ConsentMessage, 1);
  const char *name = consent_service_get_name (service);

  message->title = g_strdup (get_title (setting));
  message->explanation = consent_text_fill (explanation, "service", name, NULL);
  message->remedy = consent_text_fill (remedy, "service", name, NULL);

  return message;
}

const char *
consent_user_consent_get_id (ConsentUserConsent setting)
{
  g_autoptr (GEnumClass) settings = g_type_class_ref (CONSENT_TYPE_USER_CONSENT);
  const GEnumValue *value = g_enum_get_value (settings, setting);

  g_return_val_if_fail (value != NULL, NULL);

  return value->value_nick;
}

const char *
consent_user_consent_get_option (ConsentUserConsent setting)
{
  switch (setting)
    {
    case CONSENT_USER_CONSENT_OPEN:
      /* Translators: this and the next ones are choices on a page of Microsoft's, word for word;
       * use the words that it shows in your language. */
      return _("Allow user consent for apps");
    case CONSENT_USER_CONSENT_MANAGED:
      return _("Let Microsoft manage your consent settings (Recommended)");
    case CONSENT_USER_CONSENT_LOW:
      return _("Allow user consent for apps from verified publishers, for selected permissions");
    case CONSENT_USER_CONSENT_NONE:
      return _("Do not allow user consent");
    case CONSENT_USER_CONSENT_MAIL_APPS:
      return _("Enable user consent for popular Mail clients");
    case CONSENT_USER_CONSENT_CUSTOM:
    case CONSENT_USER_CONSENT_UNKNOWN:
    default:
      return NULL;
    }
}

ConsentUserConsent
consent_user_consent_from_policies (GPtrArray *policies)
{
  gboolean found[CONSENT_USER_CONSENT_UNKNOWN + 1] = { FALSE };

  g_return_val_if_fail (policies != NULL, CONSENT_USER_CONSENT_UNKNOWN);

  for (unsigned i = 0; i < policies->len; i++)
    found[read_policy (g_ptr_array_index (policies, i))] = TRUE;

  for (size_t i = 0; i < G_N_ELEMENTS (widest_first); i++)
    if (found[widest_first[i]])
      return widest_first[i];

  return CONSENT_USER_CONSENT_NONE;
}

ConsentMessage *
consent_user_consent_describe (ConsentUserConsent  setting,
                               ConsentSaid         approved,
                               ConsentService     *service)
{
  g_return_val_if_fail (CONSENT_IS_SERVICE (service), NULL);

  if (approved == CONSENT_YES)
    return message_new (setting,
                        _("This no longer matters for {service}: it is approved for everyone, so "
                          "nobody is asked."),
                        _("Nothing to do."), service);

  return message_new (setting, get_explanation (setting), get_remedy (setting), service);
}

ConsentMessage *
consent_user_consent_describe_claimed (ConsentUserConsent  setting,
                                       ConsentService     *service)
{
  g_return_val_if_fail (CONSENT_IS_SERVICE (service), NULL);

  return message_new (setting,
                      _("You said that you approved {service} for everyone. If that went through, "
                        "this setting no longer matters for it: nobody is asked."),
                      _("Nothing to do. Should people still be told that they need an "
                        "administrator, open the approval link again."),
                      service);
}
