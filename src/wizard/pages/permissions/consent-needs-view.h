/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-classifier.h"
#include "consent-setup.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ConsentNeedsView:
 *
 * The permissions that the service needs, as far as is known, each to be ticked; and a field for what
 * a person found out. The standard ones are ticked beforehand, nothing else ever is.
 *
 * Signals: "changed": other permissions are ticked; "retry" (#ConsentNeed): the person wants
 * that one tried again.
 */
#define CONSENT_TYPE_NEEDS_VIEW (consent_needs_view_get_type ())
G_DECLARE_FINAL_TYPE (ConsentNeedsView, consent_needs_view, CONSENT, NEEDS_VIEW, AdwBin)

/* Says what it is about: follows what @setup knows and what comes of @classifier's work. */
void consent_needs_view_follow (ConsentNeedsView  *self,
                                ConsentSetup      *setup,
                                ConsentClassifier *classifier);

/* @locked: whether nothing can be ticked or pasted for now */
void consent_needs_view_set_locked (ConsentNeedsView *self,
                                    gboolean          locked);

/* Returns: (transfer full) (element-type ConsentNeed): what is ticked */
GPtrArray *consent_needs_view_list_ticked (ConsentNeedsView *self);

/* Returns: (transfer full) (array zero-terminated=1): names of Microsoft Graph that a person found out */
char **consent_needs_view_list_asked (ConsentNeedsView *self);

/* Forgets what was pasted and ticked, as for another organization. */
void consent_needs_view_clear (ConsentNeedsView *self);

G_END_DECLS
