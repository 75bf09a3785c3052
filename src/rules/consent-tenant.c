/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-tenant.h"

#include "consent-text.h"

G_DEFINE_BOXED_TYPE (ConsentTenant, consent_tenant, consent_tenant_copy, consent_tenant_free)

ConsentTenant *
consent_tenant_new_unchecked (const char *id,
                              const char *input)
{
  ConsentTenant *self;

  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (input != NULL, NULL);

  self = g_new0 (ConsentTenant, 1);
  self->id = g_strdup (id);
  self->input = g_strdup (input);

  return self;
}

JsonNode *
consent_tenant_to_json (const ConsentTenant *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonNode *node;

  g_return_val_if_fail (self != NULL, NULL);

  json_object_set_string_member (object, "id", self->id);
  json_object_set_string_member (object, "input", self->input);
  json_object_set_string_member (object, "cloud", self->cloud);
  json_object_set_string_member (object, "region", self->region);
  json_object_set_boolean_member (object, "checked", self->checked);

  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, g_steal_pointer (&object));

  return node;
}

char *
consent_tenant_describe_domain (const char *domain)
{
  g_autofree char *ascii = NULL;
  g_autofree char *unicode = NULL;
  g_autofree char *clean = NULL;

  g_return_val_if_fail (domain != NULL, NULL);

  ascii = consent_text_clean (domain, CONSENT_TEXT_LINE);
  unicode = g_hostname_to_unicode (ascii);
  clean = consent_text_clean (unicode, CONSENT_TEXT_LINE);
  if (*clean == '\0' || g_ascii_strcasecmp (clean, ascii) == 0)
    return g_steal_pointer (&ascii);

  return g_strdup_printf ("%s (%s)", clean, ascii);
}

ConsentTenant *
consent_tenant_copy (const ConsentTenant *self)
{
  ConsentTenant *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (ConsentTenant, 1);
  copy->id = g_strdup (self->id);
  copy->input = g_strdup (self->input);
  copy->domain = g_strdup (self->domain);
  copy->cloud = g_strdup (self->cloud);
  copy->region = g_strdup (self->region);
  copy->sub_region = g_strdup (self->sub_region);
  copy->checked = self->checked;

  return copy;
}

void
consent_tenant_free (ConsentTenant *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->input);
  g_free (self->domain);
  g_free (self->cloud);
  g_free (self->region);
  g_free (self->sub_region);
  g_free (self);
}

gboolean
consent_tenant_equal (const ConsentTenant *a,
                      const ConsentTenant *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return g_strcmp0 (a->id, b->id) == 0
         && g_strcmp0 (a->input, b->input) == 0
         && g_strcmp0 (a->domain, b->domain) == 0
         && g_strcmp0 (a->cloud, b->cloud) == 0
         && g_strcmp0 (a->region, b->region) == 0
         && g_strcmp0 (a->sub_region, b->sub_region) == 0
         && !a->checked == !b->checked;
}
