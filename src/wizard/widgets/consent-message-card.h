/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-message.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ConsentMessageKind:
 * @CONSENT_MESSAGE_KIND_INFO: something to know
 * @CONSENT_MESSAGE_KIND_WARNING: one may go on, with care
 * @CONSENT_MESSAGE_KIND_ERROR: one cannot go on like this
 *
 * How a message is marked: by an icon, its color, and the icon's name for those who see neither.
 */
typedef enum {
  CONSENT_MESSAGE_KIND_INFO,
  CONSENT_MESSAGE_KIND_WARNING,
  CONSENT_MESSAGE_KIND_ERROR,
} ConsentMessageKind;

/**
 * ConsentMessageCard:
 *
 * Shows a #ConsentMessage: what happened, what it means, what to do; the details fold out below and
 * can be copied. Screen readers are told when it appears. Hidden until it has a message.
 */
#define CONSENT_TYPE_MESSAGE_CARD (consent_message_card_get_type ())
G_DECLARE_FINAL_TYPE (ConsentMessageCard, consent_message_card, CONSENT, MESSAGE_CARD, AdwBin)

/**
 * consent_message_card_set_message:
 * @message: (nullable): what to show; %NULL hides the card
 */
void consent_message_card_set_message (ConsentMessageCard   *self,
                                       ConsentMessageKind    kind,
                                       const ConsentMessage *message);

/* How to mark @error: who has stopped a sign-in knows that, and need not be warned. */
ConsentMessageKind consent_message_kind_for_error (const GError *error);

/**
 * consent_message_card_set_error:
 * @error: (nullable): what to tell people about; %NULL hides the card
 * @service: the service that it is about
 */
void consent_message_card_set_error (ConsentMessageCard *self,
                                     ConsentMessageKind  kind,
                                     const GError       *error,
                                     ConsentService     *service);

G_END_DECLS
