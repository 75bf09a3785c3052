/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-asked.h"
#include "consent-service.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ConsentAskedView:
 *
 * A field for what a person found out about what the service asks for: names of permissions, or the
 * address of a sign-in page. Says what it recognized.
 *
 * Signal "changed": something else was found.
 */
#define CONSENT_TYPE_ASKED_VIEW (consent_asked_view_get_type ())
G_DECLARE_FINAL_TYPE (ConsentAskedView, consent_asked_view, CONSENT, ASKED_VIEW, AdwBin)

/* Says what it is about. */
void consent_asked_view_set_service (ConsentAskedView *self,
                                     ConsentService   *service);

/* (nullable): what was found; %NULL where it belongs to another app, or nothing was pasted */
const ConsentAsked *consent_asked_view_get_asked (ConsentAskedView *self);

/* Empties the field, as for another organization, without a signal. */
void consent_asked_view_clear (ConsentAskedView *self);

G_END_DECLS
