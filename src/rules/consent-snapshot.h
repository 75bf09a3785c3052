/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-json.h"

G_BEGIN_DECLS

/**
 * ConsentPart:
 * @CONSENT_PART_ME: /me: the kind of account
 * @CONSENT_PART_ORGANIZATION: /organization: ID, name, domains
 * @CONSENT_PART_APP: the service's entry, by its appId: one object, or a list of none or one
 * @CONSENT_PART_GRANTS: /oauth2PermissionGrants of the service's entry
 * @CONSENT_PART_APP_ROLES: /servicePrincipals/{id}/appRoleAssignments of the service's entry
 * @CONSENT_PART_RESOURCES: entries of APIs, with the names of what they offer: objects or lists
 * @CONSENT_PART_USER_CONSENT: /policies/authorizationPolicy
 * @CONSENT_PART_CLASSIFICATIONS: delegatedPermissionClassifications of Microsoft Graph's entry
 * @CONSENT_PART_WORKFLOW: /policies/adminConsentRequestPolicy
 * @CONSENT_PART_ROLES: /me/transitiveMemberOf, /me/memberOf or /roleManagement/…/roleAssignments
 * @CONSENT_PART_PENDING: /identityGovernance/appConsent/appConsentRequests
 * @CONSENT_N_PARTS: how many there are
 *
 * One thing that Graph is asked for. Each has a state of its own, so that one that may not be
 * read takes nothing from the others.
 */
typedef enum {
  CONSENT_PART_ME,
  CONSENT_PART_ORGANIZATION,
  CONSENT_PART_APP,
  CONSENT_PART_GRANTS,
  CONSENT_PART_APP_ROLES,
  CONSENT_PART_RESOURCES,
  CONSENT_PART_USER_CONSENT,
  CONSENT_PART_CLASSIFICATIONS,
  CONSENT_PART_WORKFLOW,
  CONSENT_PART_ROLES,
  CONSENT_PART_PENDING,
  CONSENT_N_PARTS,
} ConsentPart;

/**
 * ConsentPartState:
 * @CONSENT_PART_NOT_ASKED: nobody asked yet
 * @CONSENT_PART_READ: it was read; lists may be empty
 * @CONSENT_PART_ABSENT: Graph says that there is no such thing
 * @CONSENT_PART_REFUSED: this sign-in may not read it
 * @CONSENT_PART_FAILED: no answer, an error, or an answer of a wrong shape
 */
typedef enum {
  CONSENT_PART_NOT_ASKED,
  CONSENT_PART_READ,
  CONSENT_PART_ABSENT,
  CONSENT_PART_REFUSED,
  CONSENT_PART_FAILED,
} ConsentPartState;

/**
 * ConsentPartOutcome:
 * @state: how asking went
 * @status: the HTTP status, or 0
 * @code: (nullable): error.code of Graph's answer, such as "Authorization_RequestDenied"
 * @error: (nullable): what went wrong where no answer came
 */
typedef struct
{
  ConsentPartState state;
  unsigned status;
  char *code;
  GError *error;
} ConsentPartOutcome;

/**
 * ConsentApp:
 * @id: its object ID in this organization
 * @app_id: the application ID that the answer names, or empty
 * @name: its name, or empty
 * @enabled: whether people of this organization may sign in to it
 * @owner_disabled: whether its owner switched it off everywhere
 * @microsoft_disabled: whether Microsoft did
 * @assignment_required: whether only assigned people get in
 * @publisher_verified: whether Microsoft verified who publishes it
 * @reply_urls: (nullable) (element-type utf8): its registered return addresses; %NULL when not said
 *
 * The service's entry (service principal) in the organization.
 */
typedef struct
{
  char *id;
  char *app_id;
  char *name;
  ConsentSaid enabled;
  ConsentSaid owner_disabled;
  gboolean microsoft_disabled;
  ConsentSaid assignment_required;
  ConsentSaid publisher_verified;
  GPtrArray *reply_urls;
} ConsentApp;

/**
 * ConsentGrant:
 * @client_id: object ID of the app that holds it, or empty
 * @resource_id: object ID of the API's entry, or empty
 * @resource_name: the API's name where the row itself says it, or empty
 * @principal_id: (nullable): the one user it is for, or %NULL for everyone
 * @application: whether it works without anyone signed in
 * @permissions: (element-type utf8): names; for an application permission its ID
 *
 * One row of what was granted. @permissions may be empty, which grants nothing.
 */
typedef struct
{
  char *client_id;
  char *resource_id;
  char *resource_name;
  char *principal_id;
  gboolean application;
  GPtrArray *permissions;
} ConsentGrant;

/**
 * ConsentScope:
 * @id: its GUID
 * @name: its name, such as "Mail.Send"
 * @label: what Microsoft calls it on the administrator's screen, or empty
 * @admin: whether nobody but an administrator may agree to it
 * @enabled: whether it can be asked for
 *
 * A delegated permission that an API offers.
 */
typedef struct
{
  char *id;
  char *name;
  char *label;
  gboolean admin;
  gboolean enabled;
} ConsentScope;

/**
 * ConsentResource:
 * @id: object ID in this organization
 * @app_id: application ID, the same in every organization
 * @name: name
 * @labels: (element-type utf8 utf8): what Microsoft calls a permission: by lower-case name for
 *   a delegated one, by ID for an application permission
 * @names: (element-type utf8 utf8): ID of an application permission -> its name
 * @scopes: (element-type ConsentScope): the delegated permissions that it offers
 *
 * An API's entry.
 */
typedef struct
{
  char *id;
  char *app_id;
  char *name;
  GHashTable *labels;
  GHashTable *names;
  GPtrArray *scopes;
} ConsentResource;

/**
 * ConsentClassification:
 * @id: what it is removed by
 * @permission_id: ID of the permission
 * @permission: its name, or empty
 * @level: "low", "medium" or "high"
 */
typedef struct
{
  char *id;
  char *permission_id;
  char *permission;
  char *level;
} ConsentClassification;

/**
 * ConsentRequest:
 * @path: what was asked for, without the host
 * @status: the HTTP status, or 0 where no answer came
 * @request_id: Microsoft's ID for it, or empty
 *
 * One request to Graph, for the report: what Microsoft's support asks for.
 */
typedef struct
{
  char *path;
  unsigned status;
  char *request_id;
} ConsentRequest;

/**
 * ConsentSnapshot:
 * @client_id: the service's application ID: the app that all of this is about
 * @tenant_id: (nullable): the tenant that was signed in to, from the id_token
 * @user_name: (nullable): who signed in
 * @foreign_account: whether the id_token says that the account comes from elsewhere
 * @scopes: (nullable): permissions that the sign-in carries, for consent_scopes_have()
 * @parts: how asking for each part went
 * @guest: whether the account is a guest, from /me
 * @organization_id: the organization's ID, or %NULL
 * @organization_name: its name, or %NULL
 * @domains: (element-type utf8): its verified domains
 * @app: (nullable): the service's entry
 * @grants: (element-type ConsentGrant): everything granted, delegated and application
 * @resources: (element-type ConsentResource): the APIs known by name
 * @consent_policies: (element-type utf8): permissionGrantPoliciesAssigned as it stands
 * @classifications: (element-type ConsentClassification): classified permissions of Graph
 * @workflow: whether users may ask for approval
 * @roles: (element-type utf8): template IDs of the person's roles, lower case
 * @unnamed_role: whether there is a role that Graph did not name
 * @pending: (element-type utf8): what waiting requests for the app ask for; may name one twice
 * @n_pending: how many such requests there are
 * @requests: (element-type ConsentRequest): what was asked
 *
 * Plain data: what the sign-in and Graph said, nothing judged. Filled by the functions below;
 * everyone else only reads. Texts are cleaned for display, IDs are lower case.
 */
typedef struct
{
  char *client_id;
  char *tenant_id;
  char *user_name;
  gboolean foreign_account;
  char *scopes;

  ConsentPartOutcome parts[CONSENT_N_PARTS];

  ConsentSaid guest;
  char *organization_id;
  char *organization_name;
  GPtrArray *domains;
  ConsentApp *app;
  GPtrArray *grants;
  GPtrArray *resources;
  GPtrArray *consent_policies;
  GPtrArray *classifications;
  ConsentSaid workflow;
  GPtrArray *roles;
  gboolean unnamed_role;
  GPtrArray *pending;
  unsigned n_pending;
  GPtrArray *requests;

  /*< private >*/
  unsigned n_names;
} ConsentSnapshot;

/**
 * consent_part_get_name:
 *
 * Returns: a short English name for logs and tests, such as "user-consent"
 */
const char *consent_part_get_name (ConsentPart part);

/**
 * consent_snapshot_new:
 * @client_id: the service's application ID
 *
 * Returns: (transfer full): a snapshot of nothing yet, about the app with @client_id: entries and
 *   requests of other apps are left out, should a server send them
 */
ConsentSnapshot *consent_snapshot_new   (const char      *client_id);
ConsentSnapshot *consent_snapshot_ref   (ConsentSnapshot *self);
void             consent_snapshot_unref (ConsentSnapshot *self);

/**
 * consent_snapshot_set_account:
 * @tenant_id: (nullable): claim "tid" of the id_token
 * @user_name: (nullable): claim "preferred_username"
 * @foreign: whether there is a claim "idp", which names another home than this tenant
 * @scopes: (nullable): "scope" of the token answer, separated by spaces: what was really granted
 *
 * Says who signed in. The scopes tell later why something could not be read.
 */
void consent_snapshot_set_account (ConsentSnapshot *self,
                                   const char      *tenant_id,
                                   const char      *user_name,
                                   gboolean         foreign,
                                   const char      *scopes);

/**
 * consent_snapshot_take_answer:
 * @part: what was asked for
 * @status: the HTTP status
 * @body: (nullable): the body as Graph sent it, success or error; %NULL when it was no JSON
 *
 * Takes one answer as it stands, checking the type of every node. A 404 with Graph's own code
 * makes the part absent, a 403 refused, anything else that is no success failed; so does a
 * body of another shape than the reference's section 5.
 *
 * Lists that come in pages are taken page by page: each call adds. A failure drops what was
 * there, so that half a list is never taken for a whole one; a success after a failure (another
 * way to ask the same) counts.
 */
void consent_snapshot_take_answer (ConsentSnapshot *self,
                                   ConsentPart      part,
                                   unsigned         status,
                                   JsonNode        *body);

/**
 * consent_snapshot_take_error:
 * @part: what was asked for
 * @error: why no answer came
 *
 * Takes the lack of an answer.
 */
void consent_snapshot_take_error (ConsentSnapshot *self,
                                  ConsentPart      part,
                                  const GError    *error);

/**
 * consent_snapshot_add_request:
 * @path: path and query that were asked for
 * @status: the HTTP status, or 0
 * @request_id: (nullable): header "request-id", or the one in the error's body
 *
 * Remembers a request for the report. Paging marks ($skiptoken) are left out.
 */
void consent_snapshot_add_request (ConsentSnapshot *self,
                                   const char      *path,
                                   unsigned         status,
                                   const char      *request_id);

/**
 * consent_snapshot_find_classification:
 * @id: (nullable): GUID of a delegated permission of Microsoft Graph, or %NULL to go by its name
 * @name: its name, in any case
 *
 * Returns: (nullable): how the permission is classified, as low if in several ways; %NULL if it is
 *   not, or if that could not be read
 */
const ConsentClassification *consent_snapshot_find_classification (const ConsentSnapshot *self,
                                                                   const char            *id,
                                                                   const char            *name);

/**
 * consent_snapshot_is_low:
 * @name: name of a delegated permission of Microsoft Graph, in any case
 *
 * Returns: whether @name is classified as low; %FALSE as well where that could not be read
 */
gboolean consent_snapshot_is_low (const ConsentSnapshot *self,
                                  const char            *name);

/**
 * consent_snapshot_find_resource:
 * @resource_id: an object ID
 *
 * Returns: (nullable): the API with that ID, or %NULL if its entry was not read
 */
const ConsentResource *consent_snapshot_find_resource (const ConsentSnapshot *self,
                                                       const char            *resource_id);

/**
 * consent_snapshot_find_scope:
 * @api_id: application ID of an API
 * @name: name of a delegated permission in any case, or its GUID
 *
 * Returns: (nullable): the permission as the organization's own entry of that API describes it, or
 *   %NULL if the entry was not read or has no such permission
 */
const ConsentScope *consent_snapshot_find_scope (const ConsentSnapshot *self,
                                                 const char            *api_id,
                                                 const char            *name);

/**
 * consent_scopes_have:
 * @scopes: (nullable): permissions separated by spaces, as a token's answer has them
 * @scope: a short name such as "Policy.Read.All"
 *
 * Returns: whether @scope is one of them, by that name or with Graph's host in front; %TRUE when
 *   @scopes is not known
 */
gboolean consent_scopes_have (const char *scopes,
                              const char *scope);

/**
 * consent_snapshot_has_scope:
 * @scope: a short name such as "Policy.Read.All"
 *
 * Returns: whether the sign-in carries @scope; %TRUE when that is not known
 */
gboolean consent_snapshot_has_scope (const ConsentSnapshot *self,
                                     const char            *scope);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentSnapshot, consent_snapshot_unref)

G_END_DECLS
