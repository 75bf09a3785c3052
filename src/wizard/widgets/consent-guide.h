/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ConsentGuide:
 *
 * Leads through Microsoft's administration pages to a place of consent-portal, one drawing a step, by
 * buttons or by the arrow keys. Below are today's menu entries and those of the help article, rows
 * that open the pages ("win.open-uri"), and a button that copies the link ("win.copy"). Nothing moves
 * by itself.
 *
 * Properties: "place" (the id in consent-portal; one that has steps) and "direct-label" (the title of
 * the row that opens the place itself, with a mnemonic).
 */
#define CONSENT_TYPE_GUIDE (consent_guide_get_type ())
G_DECLARE_FINAL_TYPE (ConsentGuide, consent_guide, CONSENT, GUIDE, AdwBin)

/* (nullable): the ID of the place */
const char *consent_guide_get_place (ConsentGuide *self);
void        consent_guide_set_place (ConsentGuide *self,
                                     const char   *place_id);
/* Counted from 0. */
guint       consent_guide_get_step  (ConsentGuide *self);

G_END_DECLS
