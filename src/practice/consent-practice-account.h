/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-practice-page.h"
#include "consent-practice-state.h"

G_BEGIN_DECLS

/**
 * ConsentPracticeAccount:
 * @choice: id of the button that signs in with it, and what the form then says
 * @name: display name
 * @object_id: last group of digits of its object ID
 * @mailbox: what stands before the @ of its address
 * @is_admin: whether it may approve for everyone
 *
 * Someone who can sign in. Each organization has the same people; no password is asked.
 */
typedef struct
{
  const char *choice;
  const char *name;
  const char *object_id;
  const char *mailbox;
  gboolean is_admin;
} ConsentPracticeAccount;

/**
 * consent_practice_account_make_page:
 * @action: where the form is sent to
 * @ticket: what the form carries
 *
 * Returns: (transfer full): the page that asks who signs in, with a button for each account that
 *   can be used in the scenario; its form is open for more buttons
 */
ConsentPracticePage *consent_practice_account_make_page (ConsentPracticeState *state,
                                                         const char           *action,
                                                         const char           *ticket);

/* (transfer none) (nullable): the account behind @choice, or %NULL if the page had no such button */
const ConsentPracticeAccount *consent_practice_account_find (ConsentPracticeState *state,
                                                             const char           *choice);

/* (transfer full): the account's address in the scenario's organization */
char *consent_practice_account_get_address (const ConsentPracticeAccount *self,
                                            ConsentPracticeState         *state);

G_END_DECLS
