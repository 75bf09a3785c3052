/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-context.h"

G_BEGIN_DECLS

/**
 * ConsentLookUpPhase:
 * @CONSENT_LOOK_UP_IDLE: nothing typed, or still being typed
 * @CONSENT_LOOK_UP_ASKING: Microsoft is being asked
 * @CONSENT_LOOK_UP_STOPPED: the person did not want to wait
 * @CONSENT_LOOK_UP_FOUND: Microsoft knows the organization
 * @CONSENT_LOOK_UP_NOT_CHECKED: Microsoft could not be asked, but there is a Tenant ID to go on with
 * @CONSENT_LOOK_UP_REFUSED: this text cannot be used, whatever Microsoft says
 * @CONSENT_LOOK_UP_FAILED: Microsoft could not be asked, and there is no Tenant ID
 *
 * How far the search for an organization has come.
 */
typedef enum {
  CONSENT_LOOK_UP_IDLE,
  CONSENT_LOOK_UP_ASKING,
  CONSENT_LOOK_UP_STOPPED,
  CONSENT_LOOK_UP_FOUND,
  CONSENT_LOOK_UP_NOT_CHECKED,
  CONSENT_LOOK_UP_REFUSED,
  CONSENT_LOOK_UP_FAILED,
} ConsentLookUpPhase;

/**
 * ConsentLookUp:
 *
 * Finds an organization while it is being typed: asks Microsoft after a pause, forgets what was asked
 * before when there is another text, and remembers in the settings what was found. The signal
 * "changed" comes with every phase. Its end cancels what is under way.
 */
#define CONSENT_TYPE_LOOK_UP (consent_look_up_get_type ())
G_DECLARE_FINAL_TYPE (ConsentLookUp, consent_look_up, CONSENT, LOOK_UP, GObject)

ConsentLookUp *consent_look_up_new (ConsentContext *context);

/* @text: anything that consent_tenant_input_parse() takes; looked up after a pause */
void consent_look_up_set_text (ConsentLookUp *self,
                               const char    *text);
/* Asks without the pause, and once more where it was asked already. */
void consent_look_up_start    (ConsentLookUp *self);
/* The person does not want to wait for Microsoft. */
void consent_look_up_stop     (ConsentLookUp *self);

ConsentLookUpPhase        consent_look_up_get_phase  (ConsentLookUp *self);
/* (nullable): %NULL if the text names no organization */
const ConsentTenantInput *consent_look_up_get_input  (ConsentLookUp *self);
/* (nullable): the organization, when found or not checked */
const ConsentTenant      *consent_look_up_get_tenant (ConsentLookUp *self);
/* (nullable): why it was refused, failed, or could not be checked */
const GError             *consent_look_up_get_error  (ConsentLookUp *self);

G_END_DECLS
