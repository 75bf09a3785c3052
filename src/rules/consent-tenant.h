/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * ConsentTenant:
 * @id: the Tenant ID, a lower-case GUID
 * @input: what the person typed
 * @domain: (nullable): the ASCII domain it was found by; %NULL when a GUID was typed
 * @cloud: (nullable): cloud_instance_name of the discovery document, such as "microsoftonline.com"
 * @region: (nullable): tenant_region_scope of the discovery document, such as "EU"
 * @sub_region: (nullable): tenant_region_sub_scope, such as "GCC"
 * @checked: whether Microsoft confirmed it; the three above are %NULL otherwise
 *
 * One organization's directory. Immutable once made.
 */
typedef struct
{
  char *id;
  char *input;
  char *domain;
  char *cloud;
  char *region;
  char *sub_region;
  gboolean checked;
} ConsentTenant;

#define CONSENT_TYPE_TENANT (consent_tenant_get_type ())
GType consent_tenant_get_type (void);

/**
 * consent_tenant_new_unchecked:
 * @id: a lower-case GUID
 * @input: what the person typed
 *
 * Returns: (transfer full): a tenant that nobody was asked about
 */
ConsentTenant *consent_tenant_new_unchecked (const char *id,
                                             const char *input);

/**
 * consent_tenant_to_json:
 *
 * Returns: (transfer full): an object with the members id, input, cloud, region, checked
 */
JsonNode *consent_tenant_to_json (const ConsentTenant *self);

/**
 * consent_tenant_describe_domain:
 * @domain: a domain in ASCII
 *
 * People know their domain as they write it, Microsoft knows it in ASCII: shows both where they
 * differ, such as "bücher.example (xn--bcher-kva.example)".
 *
 * Returns: (transfer full): one line of plain text
 */
char *consent_tenant_describe_domain (const char *domain);

ConsentTenant *consent_tenant_copy  (const ConsentTenant *self);
void           consent_tenant_free  (ConsentTenant       *self);
gboolean       consent_tenant_equal (const ConsentTenant *a,
                                     const ConsentTenant *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentTenant, consent_tenant_free)

G_END_DECLS
