/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CONSENT_ERROR:
 *
 * The one error domain of the project. The message of such a #GError is English, for logs and
 * for "Details"; what people read comes from consent_message_new_for_error().
 */
#define CONSENT_ERROR (consent_error_quark ())
GQuark consent_error_quark (void);

/**
 * ConsentError:
 * @CONSENT_ERROR_FAILED: anything without a code of its own
 * @CONSENT_ERROR_SERVICE: the service profile cannot be used
 * @CONSENT_ERROR_ENDPOINT: a replacement for one of Microsoft's hosts cannot be used
 * @CONSENT_ERROR_REGION: no such region in the service profile
 * @CONSENT_ERROR_TENANT_EMPTY: nothing was typed
 * @CONSENT_ERROR_TENANT_PLACEHOLDER: the help article's placeholder was left in place
 * @CONSENT_ERROR_TENANT_ZERO: the all-zero GUID
 * @CONSENT_ERROR_TENANT_IS_CLIENT: the service's own client ID, not a tenant
 * @CONSENT_ERROR_TENANT_ANY: "common" or "organizations", which name no one tenant
 * @CONSENT_ERROR_TENANT_CONSUMER: "consumers", or the tenant of personal accounts
 * @CONSENT_ERROR_TENANT_PERSONAL_MAIL: the domain of a personal mail provider
 * @CONSENT_ERROR_TENANT_AMBIGUOUS: several different tenants in one text
 * @CONSENT_ERROR_TENANT_MALFORMED: neither a GUID nor a domain
 * @CONSENT_ERROR_TENANT_UNKNOWN: Microsoft knows no such tenant
 * @CONSENT_ERROR_TENANT_MISMATCH: the answer is about another tenant than was asked for
 * @CONSENT_ERROR_NATIONAL_CLOUD: the tenant lives in a national cloud
 * @CONSENT_ERROR_UNREACHABLE: no connection could be made, or it was lost
 * @CONSENT_ERROR_UNTRUSTED: the server's certificate is not to be trusted
 * @CONSENT_ERROR_TIMED_OUT: no complete answer in time
 * @CONSENT_ERROR_NOT_MICROSOFT: something else answered, such as a proxy's sign-in page
 * @CONSENT_ERROR_BAD_RESPONSE: JSON, but not what was to be expected
 * @CONSENT_ERROR_TOO_LARGE: the answer is larger than any real one
 * @CONSENT_ERROR_TOO_DEEP: the answer is nested deeper than any real one
 * @CONSENT_ERROR_BUSY: asked to slow down, or failing, and the retries are used up
 * @CONSENT_ERROR_SIGN_IN_DECLINED: the person cancelled the sign-in, or refused what was asked for
 * @CONSENT_ERROR_SIGN_IN_TIMED_OUT: nobody finished the sign-in in time
 * @CONSENT_ERROR_SIGN_IN_FAILED: Microsoft refused the sign-in; the message has the AADSTS code
 * @CONSENT_ERROR_SIGN_IN_REPLY: what came back does not belong to this sign-in, or proves nothing
 * @CONSENT_ERROR_UNAUTHORIZED: Graph does not, or no longer, accept the sign-in (401)
 * @CONSENT_ERROR_DENIED: the person may not do this (403)
 * @CONSENT_ERROR_NOT_FOUND: there is no such thing in the tenant (404)
 * @CONSENT_ERROR_CONFLICT: it is there already, or was changed by someone else (409)
 * @CONSENT_ERROR_SCOPE_MISSING: the sign-in lacks the permission (scope) for this (403)
 *
 * A code exists because something different is said or done for it.
 */
typedef enum {
  CONSENT_ERROR_FAILED,
  CONSENT_ERROR_SERVICE,
  CONSENT_ERROR_ENDPOINT,
  CONSENT_ERROR_REGION,
  CONSENT_ERROR_TENANT_EMPTY,
  CONSENT_ERROR_TENANT_PLACEHOLDER,
  CONSENT_ERROR_TENANT_ZERO,
  CONSENT_ERROR_TENANT_IS_CLIENT,
  CONSENT_ERROR_TENANT_ANY,
  CONSENT_ERROR_TENANT_CONSUMER,
  CONSENT_ERROR_TENANT_PERSONAL_MAIL,
  CONSENT_ERROR_TENANT_AMBIGUOUS,
  CONSENT_ERROR_TENANT_MALFORMED,
  CONSENT_ERROR_TENANT_UNKNOWN,
  CONSENT_ERROR_TENANT_MISMATCH,
  CONSENT_ERROR_NATIONAL_CLOUD,
  CONSENT_ERROR_UNREACHABLE,
  CONSENT_ERROR_UNTRUSTED,
  CONSENT_ERROR_TIMED_OUT,
  CONSENT_ERROR_NOT_MICROSOFT,
  CONSENT_ERROR_BAD_RESPONSE,
  CONSENT_ERROR_TOO_LARGE,
  CONSENT_ERROR_TOO_DEEP,
  CONSENT_ERROR_BUSY,
  CONSENT_ERROR_SIGN_IN_DECLINED,
  CONSENT_ERROR_SIGN_IN_TIMED_OUT,
  CONSENT_ERROR_SIGN_IN_FAILED,
  CONSENT_ERROR_SIGN_IN_REPLY,
  CONSENT_ERROR_UNAUTHORIZED,
  CONSENT_ERROR_DENIED,
  CONSENT_ERROR_NOT_FOUND,
  CONSENT_ERROR_CONFLICT,
  CONSENT_ERROR_SCOPE_MISSING,
} ConsentError;

G_END_DECLS
