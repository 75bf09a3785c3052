/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ConsentClientChooser:
 *
 * Asks which app registration signs people in: Microsoft's own tool, or the organization's own. Nothing is
 * chosen until a person chooses; that is remembered.
 *
 * Property "client-id" (string, read only): the choice, %NULL while there is none that can be used.
 */
#define CONSENT_TYPE_CLIENT_CHOOSER (consent_client_chooser_get_type ())
G_DECLARE_FINAL_TYPE (ConsentClientChooser, consent_client_chooser, CONSENT, CLIENT_CHOOSER, AdwBin)

/* Takes over what was chosen last time; telling it the same context again changes nothing. */
void consent_client_chooser_set_context (ConsentClientChooser *self,
                                         ConsentContext       *context);

const char *consent_client_chooser_get_client_id (ConsentClientChooser *self);

G_END_DECLS
