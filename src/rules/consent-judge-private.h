/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-judge.h"
#include "consent-text.h"

G_BEGIN_DECLS

/* What the checks share. Nobody but consent-judge*.c includes this. */

/* How much of a list of names fits into a finding; the report has all of them. */
#define CONSENT_JUDGE_LIST_CHARS 400

/* One judging under way. */
typedef struct
{
  ConsentReport *report;
  const ConsentSnapshot *snapshot;
  const ConsentQuestion *question;
  ConsentService *service;
  const char *name;
  const char *support;
  const char *organization; /* its name, or its ID where the name is not known */
  ConsentSaid approved;     /* for everyone */
} ConsentJudgement;

/* Fills in a finding and, unless the check passed, a remedy. */
typedef ConsentStatus (*ConsentJudgeFunc) (ConsentJudgement *self, char **finding, char **remedy);

/* Puts the names that nearly every text needs into @text, and further pairs. */
#define SAY(self, text, ...) \
  consent_text_fill (text, "service", (self)->name, "support", (self)->support, \
                     "organization", (self)->organization, ##__VA_ARGS__, NULL)

ConsentPartState consent_judge_get_state (ConsentJudgement *self,
                                          ConsentPart       part);

/* For a part that could not be read: @what is not known, why not, and what to do. */
ConsentStatus consent_judge_report_gap (ConsentJudgement  *self,
                                        ConsentPart        part,
                                        const char        *what,
                                        char             **finding,
                                        char             **remedy);

/* For what may only not have arrived at all of Microsoft's servers yet. */
void consent_judge_say_not_visible_yet (ConsentJudgement  *self,
                                        char             **finding,
                                        char             **remedy);

/* Lists of names, compared without case. They do not own the names. */
gboolean consent_judge_has_name (GPtrArray  *names,
                                 const char *name);
void     consent_judge_add_name (GPtrArray  *names,
                                 const char *name);
char    *consent_judge_join     (GPtrArray  *names);

/* Whether everyone can do what single users did (rule 5 of the verdict). */
gboolean consent_judge_others_may_follow (ConsentJudgement *self);

/* The checks. */
ConsentStatus consent_judge_organization (ConsentJudgement  *self,
                                          char             **finding,
                                          char             **remedy);
ConsentStatus consent_judge_app_present (ConsentJudgement  *self,
                                         char             **finding,
                                         char             **remedy);
ConsentStatus consent_judge_app_enabled (ConsentJudgement  *self,
                                         char             **finding,
                                         char             **remedy);
ConsentStatus consent_judge_tenant_wide_consent (ConsentJudgement  *self,
                                                 char             **finding,
                                                 char             **remedy);
ConsentStatus consent_judge_permissions (ConsentJudgement  *self,
                                         char             **finding,
                                         char             **remedy);
ConsentStatus consent_judge_return_address (ConsentJudgement  *self,
                                            char             **finding,
                                            char             **remedy);
ConsentStatus consent_judge_assignment (ConsentJudgement  *self,
                                        char             **finding,
                                        char             **remedy);
ConsentStatus consent_judge_user_consent (ConsentJudgement  *self,
                                          char             **finding,
                                          char             **remedy);
ConsentStatus consent_judge_classifications (ConsentJudgement  *self,
                                             char             **finding,
                                             char             **remedy);
ConsentStatus consent_judge_approval_workflow (ConsentJudgement  *self,
                                               char             **finding,
                                               char             **remedy);
ConsentStatus consent_judge_role (ConsentJudgement  *self,
                                  char             **finding,
                                  char             **remedy);

G_END_DECLS
