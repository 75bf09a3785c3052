/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ConsentRegion:
 * @id: short name, such as "uk"; what `--region` takes
 * @name: name to show, translated where the profile has a translation
 * @redirect_uri: where the approval page sends the browser, exactly as registered
 * @web_address: where people use the service in this region, such as "https://ukevo.tracker-rms.com"
 *
 * One region of a service. Owned by its #ConsentService, immutable.
 */
typedef struct
{
  char *id;
  char *name;
  char *redirect_uri;
  char *web_address;
} ConsentRegion;

#define CONSENT_TYPE_SERVICE (consent_service_get_type ())
G_DECLARE_FINAL_TYPE (ConsentService, consent_service, CONSENT, SERVICE, GObject)

/**
 * consent_service_get_default:
 *
 * Returns: (transfer none): the profile that is compiled in
 */
ConsentService *consent_service_get_default (void);

/**
 * consent_service_new_from_key_file:
 * @key_file: a service profile; data/service.profile is the example
 * @error: return location for a %CONSENT_ERROR_SERVICE
 *
 * Checks everything that links are built from: the client ID must be a GUID, there must be a
 * region, region names must be lower-case words, and each address must be https with a host.
 * Permissions, if there are any, must have names that permissions can have.
 *
 * Returns: (transfer full): the profile, or %NULL
 */
ConsentService *consent_service_new_from_key_file (GKeyFile  *key_file,
                                                   GError   **error);

const char *consent_service_get_name      (ConsentService *self);
/* Lower-case GUID. */
const char *consent_service_get_client_id (ConsentService *self);
/* Whom to ask for help, as a phrase such as "TrackerRMS support". */
const char *consent_service_get_support   (ConsentService *self);

/**
 * consent_service_get_permissions:
 *
 * Returns: (transfer none) (array zero-terminated=1): names of the delegated permissions of Microsoft
 *   Graph that the vendor says the service asks for; none where it has not published them
 */
const char * const *consent_service_get_permissions (ConsentService *self);

/**
 * consent_service_get_regions:
 *
 * Returns: (transfer none) (element-type ConsentRegion): the regions in the profile's order
 */
GPtrArray *consent_service_get_regions (ConsentService *self);

/**
 * consent_service_find_region:
 * @id: (nullable): a region's id, in any case
 *
 * Returns: (transfer none) (nullable): the region, or %NULL
 */
const ConsentRegion *consent_service_find_region (ConsentService *self,
                                                  const char     *id);

/**
 * consent_service_guess_region:
 * @text: (nullable): what someone pasted, such as the address of the service's web site
 *
 * Looks for a host of one of the regions (the first label, such as "ukevo", is enough, as a whole word).
 *
 * Returns: (transfer none) (nullable): the region, or %NULL if none or more than one is named
 */
const ConsentRegion *consent_service_guess_region (ConsentService *self,
                                                   const char     *text);

G_END_DECLS
