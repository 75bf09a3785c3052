/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-service.h"

G_BEGIN_DECLS

/*
 * A service of another vendor's. @lines are added to its group, where each takes the place of
 * the usual one, and may go on with groups of their own.
 *
 * Returns: (transfer full): the service
 */
ConsentService *example_service_new (const char *lines);

G_END_DECLS
