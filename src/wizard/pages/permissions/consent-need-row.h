/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-classifier.h"
#include "consent-need.h"
#include "consent-service.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ConsentNeedRow:
 *
 * One permission: what it is, how it is known to be needed, how it stands, and what came of adding
 * it. It can be ticked as long as it could be added.
 *
 * Signals: "toggled": the person wants it added, or no longer; "retry": the person wants it tried
 * again.
 */
#define CONSENT_TYPE_NEED_ROW (consent_need_row_get_type ())
G_DECLARE_FINAL_TYPE (ConsentNeedRow, consent_need_row, CONSENT, NEED_ROW, AdwPreferencesRow)

GtkWidget *consent_need_row_new (ConsentService *service);

/**
 * consent_need_row_set_need:
 * @need: the permission; is looked at only now
 * @item: (nullable): what came of adding it
 */
void consent_need_row_set_need (ConsentNeedRow              *self,
                                const ConsentNeed           *need,
                                const ConsentClassifierItem *item);

const ConsentNeed *consent_need_row_get_need   (ConsentNeedRow *self);
/* Whether the person wants it added; %FALSE for what cannot be. */
gboolean           consent_need_row_get_ticked (ConsentNeedRow *self);
void               consent_need_row_set_ticked (ConsentNeedRow *self,
                                                gboolean        ticked);

G_END_DECLS
