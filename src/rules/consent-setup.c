/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-setup.h"

#include "consent-link.h"

#include <string.h>

struct _ConsentSetup
{
  GObject parent_instance;

  ConsentService *service;
  char *authority;
  ConsentTenant *tenant;
  const ConsentRegion *region; /* owned by the service */
  ConsentAnswer answer;
  ConsentReport *report;
  ConsentUserConsent user_consent;
  char *link;
};

G_DEFINE_FINAL_TYPE (ConsentSetup, consent_setup, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (ConsentAnswer, consent_answer,
                    G_DEFINE_ENUM_VALUE (CONSENT_ANSWER_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (CONSENT_ANSWER_ACCEPTED, "accepted"),
                    G_DEFINE_ENUM_VALUE (CONSENT_ANSWER_ERROR, "error"))

enum {
  PROP_SERVICE = 1,
  PROP_AUTHORITY,
  PROP_TENANT,
  PROP_REGION,
  PROP_ANSWER,
  PROP_REPORT,
  PROP_USER_CONSENT,
  PROP_LINK,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
update_link (ConsentSetup *self)
{
  g_autofree char *link = NULL;

  if (self->tenant != NULL && self->region != NULL)
    link = consent_link_build (self->service, self->region, self->tenant->id, self->authority);

  if (g_strcmp0 (self->link, link) == 0)
    return;

  g_free (self->link);
  self->link = g_steal_pointer (&link);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LINK]);
}

/* What was said and found about one link does not hold for another. */
static void
forget_results (ConsentSetup *self)
{
  consent_setup_set_answer (self, CONSENT_ANSWER_NONE);
  consent_setup_set_report (self, NULL);
}

static void
consent_setup_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  ConsentSetup *self = CONSENT_SETUP (object);

  switch (prop_id)
    {
    case PROP_SERVICE:
      g_value_set_object (value, self->service);
      break;

    case PROP_AUTHORITY:
      g_value_set_string (value, self->authority);
      break;

    case PROP_TENANT:
      g_value_set_boxed (value, self->tenant);
      break;

    case PROP_REGION:
      g_value_set_string (value, self->region != NULL ? self->region->id : NULL);
      break;

    case PROP_ANSWER:
      g_value_set_enum (value, self->answer);
      break;

    case PROP_REPORT:
      g_value_set_boxed (value, self->report);
      break;

    case PROP_USER_CONSENT:
      g_value_set_enum (value, self->user_consent);
      break;

    case PROP_LINK:
      g_value_set_string (value, self->link);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
consent_setup_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  ConsentSetup *self = CONSENT_SETUP (object);

  switch (prop_id)
    {
    case PROP_SERVICE:
      self->service = g_value_dup_object (value);
      break;

    case PROP_AUTHORITY:
      self->authority = g_value_dup_string (value);
      break;

    case PROP_TENANT:
      consent_setup_set_tenant (self, g_value_get_boxed (value));
      break;

    case PROP_REGION:
      consent_setup_set_region_id (self, g_value_get_string (value));
      break;

    case PROP_ANSWER:
      consent_setup_set_answer (self, g_value_get_enum (value));
      break;

    case PROP_REPORT:
      consent_setup_set_report (self, g_value_get_boxed (value));
      break;

    case PROP_USER_CONSENT:
      consent_setup_set_user_consent (self, g_value_get_enum (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
consent_setup_finalize (GObject *object)
{
  ConsentSetup *self = CONSENT_SETUP (object);

  g_clear_pointer (&self->tenant, consent_tenant_free);
  g_clear_pointer (&self->report, consent_report_unref);
  g_clear_object (&self->service);
  g_free (self->authority);
  g_free (self->link);

  G_OBJECT_CLASS (consent_setup_parent_class)->finalize (object);
}

static void
consent_setup_class_init (ConsentSetupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags once = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags often = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = consent_setup_get_property;
  object_class->set_property = consent_setup_set_property;
  object_class->finalize = consent_setup_finalize;

  properties[PROP_SERVICE] =
    g_param_spec_object ("service", NULL, NULL, CONSENT_TYPE_SERVICE, once);
  properties[PROP_AUTHORITY] = g_param_spec_string ("authority", NULL, NULL, NULL, once);
  properties[PROP_TENANT] =
    g_param_spec_boxed ("tenant", NULL, NULL, CONSENT_TYPE_TENANT, often);
  properties[PROP_REGION] = g_param_spec_string ("region", NULL, NULL, NULL, often);
  properties[PROP_ANSWER] =
    g_param_spec_enum ("answer", NULL, NULL, CONSENT_TYPE_ANSWER, CONSENT_ANSWER_NONE, often);
  properties[PROP_REPORT] =
    g_param_spec_boxed ("report", NULL, NULL, CONSENT_TYPE_REPORT, often);
  properties[PROP_USER_CONSENT] =
    g_param_spec_enum ("user-consent", NULL, NULL, CONSENT_TYPE_USER_CONSENT,
                       CONSENT_USER_CONSENT_UNKNOWN, often);
  properties[PROP_LINK] =
    g_param_spec_string ("link", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
consent_setup_init (ConsentSetup *self)
{
  self->user_consent = CONSENT_USER_CONSENT_UNKNOWN;
}

ConsentSetup *
consent_setup_new (ConsentService *service,
                   const char     *authority)
{
  g_return_val_if_fail (CONSENT_IS_SERVICE (service), NULL);
  g_return_val_if_fail (authority != NULL, NULL);

  return g_object_new (CONSENT_TYPE_SETUP,
                       "service", service,
                       "authority", authority,
                       NULL);
}

ConsentService *
consent_setup_get_service (ConsentSetup *self)
{
  g_return_val_if_fail (CONSENT_IS_SETUP (self), NULL);

  return self->service;
}

const char *
consent_setup_get_authority (ConsentSetup *self)
{
  g_return_val_if_fail (CONSENT_IS_SETUP (self), NULL);

  return self->authority;
}

const ConsentTenant *
consent_setup_get_tenant (ConsentSetup *self)
{
  g_return_val_if_fail (CONSENT_IS_SETUP (self), NULL);

  return self->tenant;
}

void
consent_setup_set_tenant (ConsentSetup        *self,
                          const ConsentTenant *tenant)
{
  g_autoptr (ConsentTenant) old = NULL;

  g_return_if_fail (CONSENT_IS_SETUP (self));

  if (consent_tenant_equal (self->tenant, tenant))
    return;

  old = g_steal_pointer (&self->tenant);
  self->tenant = tenant != NULL ? consent_tenant_copy (tenant) : NULL;

  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TENANT]);
  update_link (self);
  /* The same organization, typed in another way or checked meanwhile, has the same link. */
  if (old == NULL || tenant == NULL || g_strcmp0 (old->id, tenant->id) != 0)
    {
      forget_results (self);
      consent_setup_set_user_consent (self, CONSENT_USER_CONSENT_UNKNOWN);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

const ConsentRegion *
consent_setup_get_region (ConsentSetup *self)
{
  g_return_val_if_fail (CONSENT_IS_SETUP (self), NULL);

  return self->region;
}

void
consent_setup_set_region_id (ConsentSetup *self,
                             const char   *id)
{
  const ConsentRegion *region;

  g_return_if_fail (CONSENT_IS_SETUP (self));

  region = consent_service_find_region (self->service, id);
  if (self->region == region)
    return;

  self->region = region;

  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REGION]);
  update_link (self);
  forget_results (self);
  g_object_thaw_notify (G_OBJECT (self));
}

ConsentAnswer
consent_setup_get_answer (ConsentSetup *self)
{
  g_return_val_if_fail (CONSENT_IS_SETUP (self), CONSENT_ANSWER_NONE);

  return self->answer;
}

void
consent_setup_set_answer (ConsentSetup  *self,
                          ConsentAnswer  answer)
{
  g_return_if_fail (CONSENT_IS_SETUP (self));

  if (self->answer == answer)
    return;

  self->answer = answer;

  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ANSWER]);
  /* What was read before the approval says nothing about what holds after it. */
  if (answer == CONSENT_ANSWER_ACCEPTED && self->report != NULL && self->report->approved != CONSENT_YES)
    consent_setup_set_report (self, NULL);
  g_object_thaw_notify (G_OBJECT (self));
}

ConsentReport *
consent_setup_get_report (ConsentSetup *self)
{
  g_return_val_if_fail (CONSENT_IS_SETUP (self), NULL);

  return self->report;
}

void
consent_setup_set_report (ConsentSetup  *self,
                          ConsentReport *report)
{
  g_return_if_fail (CONSENT_IS_SETUP (self));

  if (self->report == report)
    return;

  g_clear_pointer (&self->report, consent_report_unref);
  self->report = report != NULL ? consent_report_ref (report) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REPORT]);
}

ConsentUserConsent
consent_setup_get_user_consent (ConsentSetup *self)
{
  g_return_val_if_fail (CONSENT_IS_SETUP (self), CONSENT_USER_CONSENT_UNKNOWN);

  return self->user_consent;
}

void
consent_setup_set_user_consent (ConsentSetup       *self,
                                ConsentUserConsent  setting)
{
  g_return_if_fail (CONSENT_IS_SETUP (self));

  if (self->user_consent == setting)
    return;

  self->user_consent = setting;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_USER_CONSENT]);
}

const char *
consent_setup_get_link (ConsentSetup *self)
{
  g_return_val_if_fail (CONSENT_IS_SETUP (self), NULL);

  return self->link;
}

const char *
consent_setup_find_login_hint (ConsentSetup *self)
{
  const ConsentCheck *organization;
  const char *input;
  const char *at;

  g_return_val_if_fail (CONSENT_IS_SETUP (self), NULL);

  organization = self->report != NULL ? consent_report_find_check (self->report, "organization") : NULL;
  if (organization != NULL && organization->status == CONSENT_STATUS_FAIL)
    return NULL;

  if (self->report != NULL && self->report->snapshot->user_name != NULL)
    return self->report->snapshot->user_name;

  /* What was typed may as well be a whole message with an address in it. */
  input = self->tenant != NULL ? self->tenant->input : NULL;
  at = input != NULL ? strchr (input, '@') : NULL;
  if (at == NULL || at == input || strpbrk (input, " \t\r\n:/<>\"") != NULL)
    return NULL;

  return input;
}
