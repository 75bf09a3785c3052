/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-graph.h"

G_BEGIN_DECLS

/**
 * consent_classifier_run:
 * @task: a task whose source object has a signal "changed"; returns a boolean in the end
 * @graph: Graph, with a sign-in that has %CONSENT_CLASSIFIER_SCOPE
 * @items: (element-type ConsentClassifierItem): all there are
 * @undo: whether to take back what was added, rather than add what waits
 *
 * Works off what is due among @items, one after the other. For ConsentClassifier alone.
 */
void consent_classifier_run (GTask        *task,
                             ConsentGraph *graph,
                             GPtrArray    *items,
                             gboolean      undo);

G_END_DECLS
