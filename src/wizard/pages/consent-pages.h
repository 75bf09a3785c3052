/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-assistant.h"

G_BEGIN_DECLS

/* (array zero-terminated=1): the pages of the wizard, in the order of the journey */
extern const ConsentPageEntry consent_pages[];

G_END_DECLS
