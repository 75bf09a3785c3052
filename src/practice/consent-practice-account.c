/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-practice-account.h"

#include <glib/gi18n-lib.h>

static const ConsentPracticeAccount accounts[] = {
  { "sign-in-admin", "Avery Admin", "0000000000d1", "avery.admin", TRUE },
  { "sign-in-user", "Uma User", "0000000000d2", "uma.user", FALSE },
};

static gboolean
is_available (const ConsentPracticeAccount *self,
              ConsentPracticeState         *state)
{
  return !self->is_admin || !consent_practice_state_is (state, CONSENT_PRACTICE_NO_ADMIN);
}

static void
add_buttons (ConsentPracticePage  *page,
             ConsentPracticeState *state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (accounts); i++)
    {
      g_autofree char *label = NULL;

      if (!is_available (&accounts[i], state))
        continue;

      if (accounts[i].is_admin)
        /* Translators: %s is the name of a made-up person. */
        label = g_strdup_printf (_("Sign in as %s, the administrator"), accounts[i].name);
      else
        /* Translators: %s is the name of a made-up person. */
        label = g_strdup_printf (_("Sign in as %s, who is not an administrator"), accounts[i].name);

      consent_practice_page_add_button (page, accounts[i].choice, label);
    }
}

ConsentPracticePage *
consent_practice_account_make_page (ConsentPracticeState *state,
                                    const char           *action,
                                    const char           *ticket)
{
  ConsentPracticePage *page = consent_practice_page_new ("sign-in", _("Sign in"));

  consent_practice_page_add_paragraph (page,
                                       _("Microsoft’s real page asks for an account and a password "
                                         "here. For practice, choose who you are."));
  consent_practice_page_open_form (page, action, ticket);
  add_buttons (page, state);

  return page;
}

const ConsentPracticeAccount *
consent_practice_account_find (ConsentPracticeState *state,
                               const char           *choice)
{
  for (gsize i = 0; i < G_N_ELEMENTS (accounts); i++)
    if (g_strcmp0 (accounts[i].choice, choice) == 0 && is_available (&accounts[i], state))
      return &accounts[i];

  return NULL;
}

char *
consent_practice_account_get_address (const ConsentPracticeAccount *self,
                                      ConsentPracticeState         *state)
{
  return g_strdup_printf ("%s@%s", self->mailbox, state->scenario->organization.domains[0]);
}
