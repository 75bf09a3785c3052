/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DISCOVERY_TENANT "aaaabbbb-0000-cccc-1111-dddd2222eeee"
/* Whoever asks about this one is told about the other. */
#define DISCOVERY_MIXED_UP "bbbbcccc-1111-dddd-2222-eeee3333ffff"

/**
 * Discovery:
 *
 * A discovery server on loopback in the test's own process, which answers as the reference says in
 * section 1, or as something that is not Microsoft, depending on the domain:
 *
 * - contoso.com and its Tenant ID: found; so is %DISCOVERY_MIXED_UP, as the same
 * - NUMBER.line.example: found, after a pause that differs from number to number; each has the tenant
 *   that discovery_get_line_tenant() names
 * - wait.example: asks to wait a second, then found
 * - shut.example: asks to wait an hour
 * - everything in the table in discovery.c
 * - anything else: unknown
 */
typedef struct _Discovery Discovery;

Discovery *discovery_new  (void);
void       discovery_free (Discovery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Discovery, discovery_free)

/* What to set CONSENT_AUTHORITY to. */
const char *discovery_get_authority (Discovery *self);
/* How many requests there were since the start. */
guint       discovery_get_requests  (Discovery *self);
/* How many were being answered at one time, at most. */
guint       discovery_get_at_once   (Discovery *self);

/* How many others came while wait.example was to wait. */
guint       discovery_get_impatient (Discovery *self);

char *discovery_get_line_tenant (guint number);

G_END_DECLS
