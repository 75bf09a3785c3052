/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* The organization of the cases in tests/data/judge. */
#define TEST_GRAPH_TENANT "11111111-2222-3333-4444-555555555555"

/* How many questions a check begins with; what it asks next comes after all of these were answered. */
#define TEST_GRAPH_FIRST_ROUND 6

/**
 * TestGraph:
 *
 * Graph on loopback, as the reference has it in section 5, in the test's own process. It says what a
 * case of tests/data/judge says: answers are named after the parts there, and "grants-hint" and
 * "app-roles-hint" are the same lists asked for by the app's appId.
 */
typedef struct _TestGraph TestGraph;

/* @token: what must come along, or the answer is 401 */
TestGraph *test_graph_new  (const char *token);
void       test_graph_free (TestGraph *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestGraph, test_graph_free)

/* "http://127.0.0.1:PORT/graph" */
const char *test_graph_get_address (TestGraph *self);

/* From now on says what the case called @name says. */
void test_graph_load (TestGraph  *self,
                      const char *name);

/* @body: (nullable): an empty body */
void test_graph_set (TestGraph  *self,
                     const char *part,
                     guint       status,
                     const char *body);

/* From now on @property in a "$select" is one that Graph does not know. */
void test_graph_refuse (TestGraph  *self,
                        const char *property);

/* @part: (nullable): anything at all. Pages count, and tries again. */
guint test_graph_get_n_asked (TestGraph  *self,
                              const char *part);

/* Answers nothing any more until test_graph_release(), which answers all that was asked. */
void  test_graph_hold           (TestGraph *self);
void  test_graph_release        (TestGraph *self);
guint test_graph_get_n_held     (TestGraph *self);
/* Runs the main context until @n questions wait for an answer. */
void  test_graph_wait_for_held  (TestGraph *self,
                                 guint      n);

/* From the @n th question on, counted from now, the network is dead. */
void test_graph_die_after (TestGraph *self,
                           guint      n);

/* Called before each answer. */
void test_graph_set_watch (TestGraph *self,
                           void     (*watch) (gpointer user_data),
                           gpointer   user_data);

G_END_DECLS
