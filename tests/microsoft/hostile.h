/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-http.h"
#include "hostile-fault.h"

G_BEGIN_DECLS

/**
 * Hostile:
 * @address: where the step has to ask: a fault answers there
 * @http: to ask with; its time limit is short where the fault would go on for ever
 * @result: what test_store_result() stores
 * @data: the step's own
 *
 * One fault in front of one step.
 */
typedef struct
{
  char *address;
  ConsentHttp *http;
  GCancellable *cancellable;
  GAsyncResult *result;
  gpointer data;

  /*< private >*/
  const struct _HostileTest *test;
  const HostileFault *fault;
  TestServer *server;
  TestServer *thief;
  guint n_played;
} Hostile;

/**
 * HostileTest:
 * @start: begins the step
 * @finish: takes its result; where it ends well in spite of the fault, asserts what that means
 * @clear: frees @data
 * @answer: (nullable): pushes the answer to a request that comes before the fault, or returns %FALSE
 *   to have the fault instead
 *
 * A step to put faults in front of.
 */
typedef struct _HostileTest
{
  HostileStep step;
  const char *name;
  void (*start) (Hostile *self);
  gboolean (*finish) (Hostile       *self,
                      GAsyncResult  *result,
                      GError       **error);
  void (*clear) (Hostile *self);
  gboolean (*answer) (Hostile           *self,
                      TestServer        *server,
                      const TestRequest *request);
} HostileTest;

/* Adds the tests for every fault, @test being static: what comes of it is what the table says, in words
 * for people and without a secret in them or in any log; nobody else was talked to; it can be
 * cancelled; and all of it takes less than 64 MB of memory. */
void hostile_add_tests (const HostileTest *test);

G_END_DECLS
