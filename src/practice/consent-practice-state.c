/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-practice-state.h"

#define NEVER G_MAXINT64

#define MAX_TICKETS 64
#define PAGE_SECONDS (30 * 60)
#define CODE_SECONDS 60 /* reference, 4.2 */
/* Longer than device codes are good, so that late polls learn that theirs has expired. */
#define DEVICE_SECONDS (60 * 60)
#define TOKEN_SECONDS 3599 /* reference, 4.4 */
#define REFRESH_SECONDS (24 * 60 * 60)

#define THROTTLE_SECONDS 2
#define MAX_ADDRESSES 256

ConsentPracticeState *
consent_practice_state_new (const ConsentPracticeScenario *scenario,
                            ConsentService                *service)
{
  ConsentPracticeState *self = g_new0 (ConsentPracticeState, 1);

  self->scenario = scenario;
  self->service = g_object_ref (service);
  self->approvals = consent_practice_tickets_new (MAX_TICKETS, PAGE_SECONDS);
  self->sign_ins = consent_practice_tickets_new (MAX_TICKETS, PAGE_SECONDS);
  self->codes = consent_practice_tickets_new (MAX_TICKETS, CODE_SECONDS);
  self->devices = consent_practice_tickets_new (MAX_TICKETS, DEVICE_SECONDS);
  self->device_pages = consent_practice_tickets_new (MAX_TICKETS, PAGE_SECONDS);
  self->access_tokens = consent_practice_tickets_new (MAX_TICKETS, TOKEN_SECONDS);
  self->refresh_tokens = consent_practice_tickets_new (MAX_TICKETS, REFRESH_SECONDS);
  self->classifications = consent_practice_classifications_new (scenario->user_consent);
  self->delay = CONSENT_PRACTICE_DELAY;
  self->approved_at = consent_practice_state_is (self, CONSENT_PRACTICE_APPROVED) ? 0 : NEVER;
  self->asked_before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

void
consent_practice_state_free (ConsentPracticeState *self)
{
  g_clear_object (&self->service);
  g_clear_pointer (&self->approvals, consent_practice_tickets_free);
  g_clear_pointer (&self->sign_ins, consent_practice_tickets_free);
  g_clear_pointer (&self->codes, consent_practice_tickets_free);
  g_clear_pointer (&self->devices, consent_practice_tickets_free);
  g_clear_pointer (&self->device_pages, consent_practice_tickets_free);
  g_clear_pointer (&self->access_tokens, consent_practice_tickets_free);
  g_clear_pointer (&self->refresh_tokens, consent_practice_tickets_free);
  g_clear_pointer (&self->classifications, consent_practice_classifications_free);
  g_clear_pointer (&self->asked_before, g_hash_table_unref);
  g_free (self);
}

gboolean
consent_practice_state_is (ConsentPracticeState *self,
                           ConsentPracticeTraits trait)
{
  return (self->scenario->traits & trait) != 0;
}

void
consent_practice_state_approve (ConsentPracticeState *self)
{
  self->approved_at = MIN (self->approved_at, g_get_monotonic_time ());
}

gboolean
consent_practice_state_is_visible (ConsentPracticeState *self)
{
  if (self->approved_at == NEVER)
    return FALSE;

  /* What was so from the start is not delayed, even on a machine that has only just booted. */
  return self->approved_at == 0 ||
         g_get_monotonic_time () - self->approved_at >= self->delay * G_TIME_SPAN_MILLISECOND;
}

guint
consent_practice_state_must_wait (ConsentPracticeState *self,
                                  const char           *address)
{
  if (!consent_practice_state_is (self, CONSENT_PRACTICE_THROTTLED) ||
      g_hash_table_size (self->asked_before) >= MAX_ADDRESSES)
    return 0;

  return g_hash_table_add (self->asked_before, g_strdup (address)) ? THROTTLE_SECONDS : 0;
}
