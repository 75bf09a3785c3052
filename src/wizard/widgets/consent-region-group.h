/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-service.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ConsentRegionGroup:
 *
 * The regions of a service, one of which can be chosen. None is chosen at first. The signal
 * "changed" comes with every choice.
 */
#define CONSENT_TYPE_REGION_GROUP (consent_region_group_get_type ())
G_DECLARE_FINAL_TYPE (ConsentRegionGroup, consent_region_group, CONSENT, REGION_GROUP,
                      AdwPreferencesGroup)

/**
 * consent_region_group_fill:
 * @service: whose regions to show
 *
 * To be called once.
 */
void consent_region_group_fill (ConsentRegionGroup *self,
                                ConsentService     *service);

/**
 * consent_region_group_add_unknown:
 * @subtitle: what comes of it
 *
 * Adds a row for people who do not know their region, and chooses it.
 */
void consent_region_group_add_unknown (ConsentRegionGroup *self,
                                       const char         *subtitle);

/* (nullable): the chosen region */
const ConsentRegion *consent_region_group_get_region (ConsentRegionGroup *self);
/* @id: a region's id; chooses nothing if there is none of that name */
void                 consent_region_group_choose     (ConsentRegionGroup *self,
                                                      const char         *id);

G_END_DECLS
