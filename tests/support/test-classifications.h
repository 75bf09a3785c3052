/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "test-server.h"

G_BEGIN_DECLS

/**
 * TestFault:
 * @TEST_FAULT_NONE: all is well
 * @TEST_FAULT_ANSWER: does nothing, and answers what the test wrote down
 * @TEST_FAULT_CUT_BEFORE: does nothing, and the connection breaks
 * @TEST_FAULT_CUT_AFTER: does it, and the connection breaks
 * @TEST_FAULT_NO_ID: does it, and answers without saying what it made
 * @TEST_FAULT_CANCEL: does it, and the person cancels before the answer comes
 * @TEST_FAULT_HANG: does it, and the answer never comes
 *
 * What happens to one request.
 */
typedef enum {
  TEST_FAULT_NONE,
  TEST_FAULT_ANSWER,
  TEST_FAULT_CUT_BEFORE,
  TEST_FAULT_CUT_AFTER,
  TEST_FAULT_NO_ID,
  TEST_FAULT_CANCEL,
  TEST_FAULT_HANG,
} TestFault;

/**
 * TestClassifications:
 * @levels: what the organization has: permission ID -> level
 * @log: each request that changes something, such as "POST User.Read"
 * @cancellable: (nullable): what %TEST_FAULT_CANCEL cancels
 *
 * Permission classifications of Microsoft Graph on loopback, as the reference has them in 5.7, in
 * the test's own process. It asserts what Graph would refuse.
 */
typedef struct
{
  TestServer *server;
  char *address; /* "http://127.0.0.1:PORT/graph" */
  GHashTable *levels;
  GString *log;
  GCancellable *cancellable;

  /*< private >*/
  char *authorization;
  GQueue reads;
  GQueue writes;
} TestClassifications;

/* @token: what must come along */
TestClassifications *test_classifications_new  (const char *token);
/* Everything that was planned must have happened. */
void                 test_classifications_free (TestClassifications *self);

/* @level: static string */
void test_classifications_set (TestClassifications *self,
                               const char          *permission_id,
                               const char          *level);

/* What happens to the next request to read, or to the next to change something, that has no plan
 * yet.
 * @headers: (nullable): as for test_server_push()
 * @body: (nullable): an empty body */
void test_classifications_plan_read  (TestClassifications *self,
                                      TestFault            fault,
                                      guint                status,
                                      const char          *headers,
                                      const char          *body);
void test_classifications_plan_write (TestClassifications *self,
                                      TestFault            fault,
                                      guint                status,
                                      const char          *headers,
                                      const char          *body);

/* What was logged since the last time must be @expected. */
void test_classifications_assert_log (TestClassifications *self,
                                      const char          *expected);

G_END_DECLS
