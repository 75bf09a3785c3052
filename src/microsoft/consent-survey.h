/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-graph.h"
#include "consent-service.h"
#include "consent-snapshot.h"

G_BEGIN_DECLS

/**
 * consent_survey_run_async:
 * @graph: Graph, with a sign-in
 * @service: the service whose approval is looked for
 * @snapshot: where to put what Graph says; the account is set already
 * @cancellable: (nullable): ends it at once
 *
 * Reads everything that the checks need, in two rounds of requests side by side: what can be asked
 * by a name that is known beforehand, then what needs the object ID of the service's entry. A third
 * round comes only where something was granted for an API that could not be known until then.
 * What may not be read, or fails, is noted in @snapshot and takes nothing from the rest.
 *
 * Fails with %CONSENT_ERROR_UNAUTHORIZED when the sign-in no longer counts, and with the first
 * error where no request at all was answered.
 */
void     consent_survey_run_async  (ConsentGraph         *graph,
                                    ConsentService       *service,
                                    ConsentSnapshot      *snapshot,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gboolean consent_survey_run_finish (ConsentGraph         *graph,
                                    GAsyncResult         *result,
                                    GError              **error);

G_END_DECLS
