/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * TestServer:
 *
 * A server on loopback that says exactly what a test wrote down, also where that is no proper HTTP.
 * Answers are given in the order in which they were pushed; the last one goes on for ever.
 */
typedef struct _TestServer TestServer;

/**
 * TestThen:
 * @TEST_THEN_KEEP: the connection waits for the next request
 * @TEST_THEN_CLOSE: the connection is closed
 * @TEST_THEN_REPEAT: the last byte is sent again and again
 * @TEST_THEN_RESET: the connection is reset, without a goodbye
 * @TEST_THEN_TRICKLE: the last byte is sent again and again, slowly
 *
 * What follows an answer.
 */
typedef enum {
  TEST_THEN_KEEP,
  TEST_THEN_CLOSE,
  TEST_THEN_REPEAT,
  TEST_THEN_RESET,
  TEST_THEN_TRICKLE,
} TestThen;

/**
 * TestWelcome:
 * @TEST_WELCOME_LISTEN: the request is read
 * @TEST_WELCOME_RESET: the connection is reset
 * @TEST_WELCOME_CLOSE: the connection is closed
 * @TEST_WELCOME_SILENT: nothing happens any more
 * @TEST_WELCOME_SPEAK: the next answer is given before anything was asked
 *
 * What becomes of a connection as soon as it is there.
 */
typedef enum {
  TEST_WELCOME_LISTEN,
  TEST_WELCOME_RESET,
  TEST_WELCOME_CLOSE,
  TEST_WELCOME_SILENT,
  TEST_WELCOME_SPEAK,
} TestWelcome;

typedef struct
{
  char *method;
  char *path;
  SoupMessageHeaders *headers;
  char *body;
} TestRequest;

/* Called for each request, which is %NULL where none was made; it answers by one of the functions test_server_push…(). */
typedef void (*TestHandler) (TestServer        *server,
                             const TestRequest *request,
                             gpointer           user_data);

TestServer *test_server_new     (void);
/* With a certificate that nobody trusts. */
TestServer *test_server_new_tls (void);
void        test_server_free    (TestServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestServer, test_server_free)

/* "http://127.0.0.1:PORT", or "https://127.0.0.1:PORT" */
const char *test_server_get_address (TestServer *self);

/* @headers: (nullable): lines such as "Retry-After: 0", each with "\r\n" at its end
 * @body: (nullable): is application/json unless @headers say otherwise */
void test_server_push       (TestServer *self,
                             guint       status,
                             const char *headers,
                             const char *body);
void test_server_push_raw   (TestServer *self,
                             const char *data,
                             gssize      length,
                             TestThen    then);
void test_server_push_bytes (TestServer *self,
                             GBytes     *bytes,
                             TestThen    then);

void test_server_set_handler (TestServer  *self,
                              TestHandler  handler,
                              gpointer     user_data);

void test_server_set_welcome (TestServer  *self,
                              TestWelcome  welcome);

guint              test_server_get_n_connections (TestServer *self);
guint              test_server_get_n_requests    (TestServer *self);
const TestRequest *test_server_get_request       (TestServer *self,
                                                  guint       index);

/* Runs the main context until @n requests have come. */
void test_server_wait_for_requests (TestServer *self,
                                    guint       n);

/* An address on which nobody listens. */
char *test_dead_address (void);

G_END_DECLS
