/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-judge-private.h"
#include "consent-text.h"

#include <glib/gi18n-lib.h>

/* What lets a sign-in read a part (reference, 5.2); the first is what the wizard asks for. */
static const char *const scopes[CONSENT_N_PARTS][6] = {
  [CONSENT_PART_ME] = { "User.Read", "Directory.Read.All" },
  [CONSENT_PART_ORGANIZATION] = { "User.Read", "Directory.Read.All", "Organization.Read.All" },
  [CONSENT_PART_APP] = { "Directory.Read.All", "Application.Read.All",
                         "Application.ReadWrite.All", "Directory.ReadWrite.All" },
  [CONSENT_PART_GRANTS] = { "Directory.Read.All", "DelegatedPermissionGrant.ReadWrite.All",
                            "Directory.ReadWrite.All" },
  [CONSENT_PART_APP_ROLES] = { "Directory.Read.All", "Application.Read.All",
                               "Application.ReadWrite.All", "Directory.ReadWrite.All" },
  [CONSENT_PART_RESOURCES] = { "Directory.Read.All", "Application.Read.All" },
  [CONSENT_PART_USER_CONSENT] = { "Policy.Read.All", "Policy.ReadWrite.Authorization" },
  [CONSENT_PART_CLASSIFICATIONS] = { "Directory.Read.All", "Application.Read.All" },
  [CONSENT_PART_WORKFLOW] = { "Policy.Read.All", "Policy.ReadWrite.ConsentRequest",
                              "Directory.Read.All" },
  [CONSENT_PART_ROLES] = { "Directory.Read.All", "User.Read", "RoleManagement.Read.Directory" },
  [CONSENT_PART_PENDING] = { "ConsentRequest.Read.All", "ConsentRequest.ReadWrite.All" },
};

static gboolean
lacks_scope (ConsentJudgement *self,
             ConsentPart       part)
{
  for (const char *const *scope = scopes[part]; *scope != NULL; scope++)
    if (consent_snapshot_has_scope (self->snapshot, *scope))
      return FALSE;

  return TRUE;
}

/* Why a part could not be read, as a sentence, and what to do about it. */
static char *
explain_gap (ConsentJudgement  *self,
             ConsentPart        part,
             char             **remedy)
{
  const ConsentPartOutcome *outcome = &self->snapshot->parts[part];

  if (outcome->state == CONSENT_PART_REFUSED && lacks_scope (self, part))
    {
      *remedy = SAY (self,
                     _("Sign in again and agree to “{permission}” on Microsoft’s page."),
                     "permission", scopes[part][0]);
      /* Translators: {permission} is Microsoft's name of a permission. */
      return SAY (self, _("This sign-in lacks the permission (scope) {permission}."),
                  "permission", scopes[part][0]);
    }

  if (outcome->state == CONSENT_PART_REFUSED)
    {
      *remedy = g_strdup (_("Sign in with an account that may read this, such as one with the "
                            "role Global Reader, and check again."));
      /* Translators: {code} is Microsoft's name of an error. */
      return SAY (self, _("Microsoft says that your account may not read it ({code})."),
                  "code", outcome->code);
    }

  *remedy = g_strdup (_("Check again in a few minutes."));

  if (outcome->error != NULL)
    {
      g_autoptr (ConsentMessage) message = NULL;

      message = consent_message_new_for_error (outcome->error, self->service);
      return SAY (self, _("No answer came: {reason}."), "reason", message->title);
    }

  if (outcome->state == CONSENT_PART_NOT_ASKED)
    return g_strdup (_("Microsoft was not asked."));

  if (outcome->status >= 200 && outcome->status < 300)
    return g_strdup (_("Microsoft’s answer was not understood."));

  if (outcome->code != NULL)
    {
      g_autofree char *status = g_strdup_printf ("%u", outcome->status);

      /* Translators: {status} is a number, {code} Microsoft's name of an error. */
      return SAY (self, _("Microsoft answered with error {status} ({code})."),
                  "status", status, "code", outcome->code);
    }

  return g_strdup (_("The answer did not come from Microsoft, or was damaged on the way."));
}

ConsentStatus
consent_judge_report_gap (ConsentJudgement  *self,
                          ConsentPart        part,
                          const char        *what,
                          char             **finding,
                          char             **remedy)
{
  g_autofree char *start = SAY (self, what);
  g_autofree char *reason = explain_gap (self, part, remedy);

  *finding = g_strdup_printf ("%s %s", start, reason);
  return CONSENT_STATUS_UNKNOWN;
}

ConsentPartState
consent_judge_get_state (ConsentJudgement *self,
                         ConsentPart       part)
{
  return self->snapshot->parts[part].state;
}

char *
consent_judge_join (GPtrArray *names)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (unsigned i = 0; i < names->len && list->len < CONSENT_JUDGE_LIST_CHARS * 4; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (names, i));

  return consent_text_clean (list->str, CONSENT_JUDGE_LIST_CHARS);
}

gboolean
consent_judge_has_name (GPtrArray  *names,
                        const char *name)
{
  for (unsigned i = 0; i < names->len; i++)
    if (g_ascii_strcasecmp (g_ptr_array_index (names, i), name) == 0)
      return TRUE;

  return FALSE;
}

void
consent_judge_add_name (GPtrArray  *names,
                        const char *name)
{
  if (!consent_judge_has_name (names, name))
    g_ptr_array_add (names, (char *) name);
}

void
consent_judge_say_not_visible_yet (ConsentJudgement  *self,
                                   char             **finding,
                                   char             **remedy)
{
  *finding = SAY (self, _("The approval of {service} is not visible yet. After accepting, that "
                          "can take a few minutes."));
  *remedy = g_strdup (_("Wait a little and check again."));
}
