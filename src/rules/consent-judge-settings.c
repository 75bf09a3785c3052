/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-judge-private.h"
#include "consent-permission.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What users asked an administrator for, and the approval does not cover. */
static GPtrArray *
list_uncovered (ConsentJudgement *self)
{
  GPtrArray *pending = self->snapshot->pending;
  GPtrArray *uncovered = g_ptr_array_new ();

  for (unsigned i = 0; i < pending->len; i++)
    {
      const char *name = g_ptr_array_index (pending, i);

      if (!consent_permission_is_basic (name) &&
          !consent_granted_find (self->report->granted, TRUE, NULL, name))
        consent_judge_add_name (uncovered, name);
    }

  return uncovered;
}

/* Translators: in all texts of this file, {service} is replaced by the name of a service, such as
 * TrackerRMS, {support} by whom to ask, such as “TrackerRMS support”, and {organization} by the
 * name of an organization. Leave them as they are. */
ConsentStatus
consent_judge_user_consent (ConsentJudgement  *self,
                            char             **finding,
                            char             **remedy)
{
  ConsentUserConsent setting = self->report->user_consent;
  g_autoptr (ConsentMessage) message = NULL;
  g_autoptr (GPtrArray) uncovered = NULL;

  if (consent_judge_get_state (self, CONSENT_PART_USER_CONSENT) != CONSENT_PART_READ)
    {
      consent_judge_report_gap (self, CONSENT_PART_USER_CONSENT,
                                _("What users may agree to themselves is not known."),
                                finding, remedy);
      if (self->approved == CONSENT_YES)
        {
          g_free (*remedy);
          *remedy = SAY (self, _("Nothing to do: {service} is approved for everyone, so this "
                                 "setting no longer matters for it."));
        }
      return CONSENT_STATUS_UNKNOWN;
    }

  message = consent_user_consent_describe (setting, self->approved, self->service);
  *finding = g_steal_pointer (&message->title);

  if (self->approved == CONSENT_YES)
    {
      uncovered = list_uncovered (self);
      if (uncovered->len > 0)
        {
          g_autofree char *names = consent_judge_join (uncovered);

          *remedy = SAY (self, _("A request for approval is waiting that asks for more than was "
                                 "approved: {names}. Look at it under “Enterprise apps”, “Admin "
                                 "consent requests”, or open the approval link again."),
                         "names", names);
          return CONSENT_STATUS_WARN;
        }

      *remedy = g_steal_pointer (&message->explanation);
      return CONSENT_STATUS_INFO;
    }

  *remedy = g_strdup_printf ("%s %s", message->explanation, message->remedy);
  return self->approved == CONSENT_NO && setting != CONSENT_USER_CONSENT_OPEN
           ? CONSENT_STATUS_WARN
           : CONSENT_STATUS_INFO;
}

/* Adds what the service is known to need from Microsoft Graph: what single users agreed to,
 * what someone asked an administrator for, what the vendor published, and what the caller was
 * told. Returns whether there is something that cannot be classified, since it belongs to
 * another API. */
static gboolean
add_learned (ConsentJudgement *self,
             GPtrArray        *needed)
{
  g_autoptr (GPtrArray) uncovered = list_uncovered (self);
  GPtrArray *granted = self->report->granted;
  gboolean elsewhere = FALSE;

  for (unsigned i = 0; i < granted->len; i++)
    {
      const ConsentGranted *group = g_ptr_array_index (granted, i);

      if (strcmp (group->api_id, CONSENT_API_GRAPH) != 0)
        elsewhere = TRUE;
      else
        for (unsigned j = 0; j < group->permissions->len; j++)
          {
            const ConsentGrantedPermission *permission = g_ptr_array_index (group->permissions, j);

            consent_judge_add_name (needed, permission->name);
          }
    }

  for (unsigned i = 0; i < uncovered->len; i++)
    consent_judge_add_name (needed, g_ptr_array_index (uncovered, i));

  for (const char *const *name = consent_service_get_permissions (self->service); *name != NULL; name++)
    consent_judge_add_name (needed, *name);

  for (const char *const *name = self->question->needed; name != NULL && *name != NULL; name++)
    consent_judge_add_name (needed, *name);

  return elsewhere;
}

static ConsentStatus
judge_classifications (ConsentJudgement  *self,
                       char             **finding,
                       char             **remedy)
{
  /* Microsoft's minimum for signing in at all (reference, 5.7). */
  const char *const minimum[] = { "openid", "profile", "email", "offline_access" };
  g_autoptr (GPtrArray) needed = g_ptr_array_new ();
  g_autoptr (GPtrArray) missing = g_ptr_array_new ();
  gboolean elsewhere;
  gboolean for_admins = FALSE;
  g_autofree char *names = NULL;

  for (size_t i = 0; i < G_N_ELEMENTS (minimum); i++)
    consent_judge_add_name (needed, minimum[i]);
  elsewhere = add_learned (self, needed);

  for (unsigned i = 0; i < needed->len; i++)
    {
      const char *name = g_ptr_array_index (needed, i);
      const ConsentPermission *known = consent_permission_find (CONSENT_API_GRAPH, name);

      if (consent_snapshot_is_low (self->snapshot, name))
        continue;
      consent_judge_add_name (missing, name);
      for_admins = for_admins || (known != NULL && known->admin);
    }

  names = consent_judge_join (missing);
  if (missing->len > 0)
    *finding = SAY (self, _("Not classified as low: {names}."), "names", names);

  if (elsewhere || for_admins)
    {
      if (*finding == NULL)
        *finding = SAY (self, _("{service} asks for permissions that cannot be classified here."));
      *remedy = SAY (self, _("Classifying is not enough for {service}: use the approval link."));
      return CONSENT_STATUS_WARN;
    }

  if (missing->len > 0)
    {
      *remedy = g_strdup (_("Use the approval link, or classify these permissions as low. That "
                            "opens them to the apps of all verified publishers."));
      return CONSENT_STATUS_WARN;
    }

  if (needed->len == G_N_ELEMENTS (minimum))
    {
      *finding = SAY (self, _("The standard sign-in permissions are classified as low. What else "
                              "{service} needs is not known."));
      *remedy = SAY (self, _("Use the approval link, or ask {support} for the list."));
      return CONSENT_STATUS_INFO;
    }

  *finding = SAY (self, _("All that {service} is known to need is classified as low."));
  return CONSENT_STATUS_PASS;
}

ConsentStatus
consent_judge_classifications (ConsentJudgement  *self,
                               char             **finding,
                               char             **remedy)
{
  const ConsentApp *app = self->snapshot->app;

  if (self->approved == CONSENT_YES)
    {
      *finding = SAY (self, _("{service} is approved for everyone, so classifications do not "
                              "matter for it."));
      *remedy = g_strdup (_("Nothing to do."));
      return CONSENT_STATUS_INFO;
    }

  if (consent_judge_get_state (self, CONSENT_PART_CLASSIFICATIONS) != CONSENT_PART_READ)
    return consent_judge_report_gap (self, CONSENT_PART_CLASSIFICATIONS,
                                     _("Which permissions are classified as low is not known."),
                                     finding, remedy);

  if (app != NULL && app->publisher_verified == CONSENT_NO)
    {
      *finding = SAY (self, _("Microsoft has not verified the publisher of {service}, so "
                              "classifying permissions as low does not help."));
      *remedy = g_strdup (_("Use the approval link."));
      return CONSENT_STATUS_WARN;
    }

  return judge_classifications (self, finding, remedy);
}

ConsentStatus
consent_judge_approval_workflow (ConsentJudgement  *self,
                                 char             **finding,
                                 char             **remedy)
{
  if (consent_judge_get_state (self, CONSENT_PART_WORKFLOW) != CONSENT_PART_READ)
    return consent_judge_report_gap (self, CONSENT_PART_WORKFLOW,
                                     _("Whether users can ask for approval is not known."),
                                     finding, remedy);

  if (self->snapshot->n_pending > 0)
    {
      *finding = SAY (self, _("A user has asked for {service}, and the request is waiting."));
      *remedy = g_strdup (_("Look under “Enterprise apps”, “Admin consent requests”. Approving for "
                            "everyone with the approval link answers it too."));
    }
  else if (self->snapshot->workflow == CONSENT_YES)
    {
      *finding = g_strdup (_("Users who are stopped can ask for approval (admin consent "
                             "workflow)."));
      *remedy = g_strdup (_("Nothing to do."));
    }
  else
    {
      *finding = g_strdup (_("Users who are stopped cannot ask for approval (the admin consent "
                             "workflow is off)."));
      *remedy = g_strdup (_("Nothing to do. Users only see “Need admin approval” and have to tell "
                            "you themselves."));
    }

  return CONSENT_STATUS_INFO;
}
