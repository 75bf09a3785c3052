/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-judge-private.h"
#include "consent-permission.h"
#include "consent-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
user_may_agree (ConsentJudgement *self,
                const char       *api_id,
                const char       *name)
{
  const ConsentPermission *known = consent_permission_find (api_id, name);

  if (known == NULL || known->admin)
    return FALSE;

  switch (self->report->user_consent)
    {
    case CONSENT_USER_CONSENT_OPEN:
      return TRUE;
    case CONSENT_USER_CONSENT_MANAGED:
      return known->managed == CONSENT_MANAGED_ALLOWED;
    case CONSENT_USER_CONSENT_LOW:
      return self->snapshot->app->publisher_verified == CONSENT_YES &&
             strcmp (api_id, CONSENT_API_GRAPH) == 0 &&
             consent_snapshot_is_low (self->snapshot, name);
    case CONSENT_USER_CONSENT_NONE:
    case CONSENT_USER_CONSENT_CUSTOM:
    case CONSENT_USER_CONSENT_MAIL_APPS:
    case CONSENT_USER_CONSENT_UNKNOWN:
    default:
      return FALSE;
    }
}

/* What single users agreed to is what the app asks for when someone connects, so it tells
 * whether everyone else can agree to the same. */
gboolean
consent_judge_others_may_follow (ConsentJudgement *self)
{
  GPtrArray *granted = self->report->granted;

  if (self->snapshot->app->assignment_required != CONSENT_NO)
    return FALSE;

  for (unsigned i = 0; i < granted->len; i++)
    {
      const ConsentGranted *group = g_ptr_array_index (granted, i);

      for (unsigned j = 0; j < group->permissions->len; j++)
        {
          const ConsentGrantedPermission *permission = g_ptr_array_index (group->permissions, j);

          if (!user_may_agree (self, group->api_id, permission->name))
            return FALSE;
        }
    }

  return TRUE;
}

/* Granted for everyone are both the delegated permissions of an AllPrincipals row and any
 * application permission (reference, 5.4). Two parts tell, and as long as one of them shows
 * none while the other could not be read, nothing is known. */
static ConsentSaid
find_approval (ConsentJudgement *self,
               ConsentPart      *gap)
{
  const ConsentPart both[] = { CONSENT_PART_GRANTS, CONSENT_PART_APP_ROLES };
  GPtrArray *granted = self->report->granted;

  *gap = CONSENT_PART_APP;
  if (consent_judge_get_state (self, CONSENT_PART_APP) == CONSENT_PART_ABSENT)
    return self->question->just_accepted ? CONSENT_NOT_SAID : CONSENT_NO;
  if (consent_judge_get_state (self, CONSENT_PART_APP) != CONSENT_PART_READ)
    return CONSENT_NOT_SAID;

  /* Those for everyone come first. */
  if (granted->len > 0 && ((ConsentGranted *) g_ptr_array_index (granted, 0))->everyone)
    return CONSENT_YES;

  for (size_t i = 0; i < G_N_ELEMENTS (both); i++)
    if (consent_judge_get_state (self, both[i]) != CONSENT_PART_READ)
      {
        *gap = both[i];
        return CONSENT_NOT_SAID;
      }

  return self->question->just_accepted ? CONSENT_NOT_SAID : CONSENT_NO;
}

ConsentStatus
consent_judge_tenant_wide_consent (ConsentJudgement  *self,
                                   char             **finding,
                                   char             **remedy)
{
  unsigned n_users = consent_granted_count_users (self->snapshot);
  g_autofree char *count = g_strdup_printf ("%u", n_users);
  ConsentPart gap;

  self->approved = find_approval (self, &gap);

  if (self->approved == CONSENT_YES)
    {
      /* Translators: “admin consent” is Microsoft's word for such an approval. */
      *finding = SAY (self, _("{service} is approved for everyone (admin consent)."));
      return CONSENT_STATUS_PASS;
    }

  if (self->approved == CONSENT_NOT_SAID)
    {
      ConsentPartState state = consent_judge_get_state (self, gap);

      if (state != CONSENT_PART_READ && state != CONSENT_PART_ABSENT)
        return consent_judge_report_gap (
          self, gap, _("Whether {service} is approved for everyone is not known."),
          finding, remedy);

      consent_judge_say_not_visible_yet (self, finding, remedy);
      return CONSENT_STATUS_UNKNOWN;
    }

  *remedy = g_strdup (_("Open the approval link as an administrator and accept."));
  if (n_users == 0)
    {
      *finding = SAY (self, _("Nobody has approved {service} yet."));
      return CONSENT_STATUS_FAIL;
    }

  *finding = SAY (self,
                  g_dngettext (GETTEXT_PACKAGE,
                               "Only {count} user has agreed to {service}, for themselves alone.",
                               "Only {count} users have agreed to {service}, each for themselves.",
                               n_users),
                  "count", count);
  return CONSENT_STATUS_WARN;
}

static char *
list_granted (ConsentJudgement *self)
{
  g_autoptr (GString) list = g_string_new (NULL);
  GPtrArray *granted = self->report->granted;

  for (unsigned i = 0; i < granted->len && list->len < CONSENT_JUDGE_LIST_CHARS * 4; i++)
    {
      const ConsentGranted *group = g_ptr_array_index (granted, i);
      g_autoptr (GPtrArray) names = g_ptr_array_new ();
      g_autofree char *joined = NULL;
      g_autofree char *part = NULL;
      const char *format;

      for (unsigned j = 0; j < group->permissions->len; j++)
        {
          const ConsentGrantedPermission *permission = g_ptr_array_index (group->permissions, j);

          g_ptr_array_add (names, permission->name);
        }

      /* Translators: {api} is what the permissions are for, such as Microsoft Graph. */
      format = group->application ? _("{api}, without anyone signed in: {names}")
               : group->everyone  ? _("{api}: {names}")
                                  : _("{api}, for some users: {names}");
      joined = consent_judge_join (names);
      part = SAY (self, format, "api", group->api, "names", joined);
      g_string_append_printf (list, "%s%s", i > 0 ? "; " : "", part);
    }

  return consent_text_clean (list->str, CONSENT_JUDGE_LIST_CHARS);
}

static gboolean
has_application_permission (ConsentJudgement *self)
{
  GPtrArray *granted = self->report->granted;

  for (unsigned i = 0; i < granted->len; i++)
    if (((ConsentGranted *) g_ptr_array_index (granted, i))->application)
      return TRUE;

  return FALSE;
}

ConsentStatus
consent_judge_permissions (ConsentJudgement  *self,
                           char             **finding,
                           char             **remedy)
{
  GPtrArray *granted = self->report->granted;
  gboolean ews = consent_granted_find (granted, TRUE, NULL, "EWS.AccessAsUser.All") ||
                 consent_granted_find (granted, FALSE, NULL, "EWS.AccessAsUser.All");
  gboolean application = has_application_permission (self);
  g_autofree char *list = list_granted (self);
  g_autoptr (GString) advice = g_string_new (NULL);

  if (consent_judge_get_state (self, CONSENT_PART_GRANTS) != CONSENT_PART_READ)
    return consent_judge_report_gap (self, CONSENT_PART_GRANTS,
                                     _("The permissions of {service} could not be read."),
                                     finding, remedy);
  if (consent_judge_get_state (self, CONSENT_PART_APP_ROLES) != CONSENT_PART_READ)
    return consent_judge_report_gap (
      self, CONSENT_PART_APP_ROLES,
      _("The application permissions of {service} could not be read."), finding, remedy);

  if (granted->len == 0)
    {
      *finding = SAY (self, _("{service} has no permissions."));
      *remedy = g_strdup (_("Nothing to do here: approving grants what is needed."));
      return CONSENT_STATUS_INFO;
    }

  *finding = SAY (self, _("Granted: {list}."), "list", list);

  if (ews)
    g_string_append (advice,
                     _("One permission, EWS.AccessAsUser.All, uses Exchange Web Services (EWS), "
                       "which Microsoft switches off organization by organization from October 1, "
                       "2026, and for good on April 1, 2027. The approval may be fine and "
                       "connecting still fail: ask {support} about it."));
  if (application)
    {
      if (ews)
        g_string_append_c (advice, ' ');
      g_string_append (advice,
                       _("Some permissions work without anyone signed in (application "
                         "permissions). If you did not expect that, ask {support} what they are "
                         "for."));
    }

  if (advice->len == 0)
    {
      *remedy = g_strdup (_("Nothing to do."));
      return CONSENT_STATUS_INFO;
    }

  *remedy = SAY (self, advice->str);
  return CONSENT_STATUS_WARN;
}
