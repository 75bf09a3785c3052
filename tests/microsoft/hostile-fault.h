/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "test-server.h"

#include <glib.h>

G_BEGIN_DECLS

/* In place of an error's code: the step ends well. */
#define HOSTILE_DONE -1

/**
 * HostileStep:
 *
 * The steps that a fault is put in front of.
 */
typedef enum {
  HOSTILE_DIRECTORY,   /* the discovery document */
  HOSTILE_TOKEN,       /* a code for a token, after the browser came back */
  HOSTILE_DEVICE_CODE, /* a device code */
  HOSTILE_POLL,        /* whether the device code was entered */
  HOSTILE_SURVEY,      /* everything that Graph is asked */
  HOSTILE_SURVEY_LATE, /* the second round of it, after the first went well */
  HOSTILE_N_STEPS,
} HostileStep;

/**
 * HostileKind:
 *
 * Where the fault is.
 */
typedef enum {
  HOSTILE_ANSWER,     /* in the answer */
  HOSTILE_DEAD,       /* nobody listens */
  HOSTILE_RESET,      /* connections are reset */
  HOSTILE_CLOSED,     /* connections are closed */
  HOSTILE_SILENT,     /* connections are accepted, and that is all */
  HOSTILE_TLS,        /* a certificate that nobody trusts */
  HOSTILE_TLS_PLAIN,  /* no TLS where there should be */
  HOSTILE_TLS_RESET,  /* TLS that is reset in the handshake */
  HOSTILE_TLS_SILENT, /* TLS without a handshake */
} HostileKind;

/**
 * HostileFault:
 * @name: in the test's path
 * @kind: where it is
 * @codes: for each step, what comes of it: a #ConsentError or %HOSTILE_DONE
 * @newer: what newer versions of libsoup may make of it, where they see more, or 0
 * @slow: whether only the time limit ends it
 * @status: of a proper answer, or 0
 * @headers: (nullable): more headers of a proper answer
 * @body: (nullable): of a proper answer, or all that is said where @status is 0. {self} and {thief} in
 *   it are addresses: of the server, and of another one that nobody may talk to
 * @length: of @body if it holds NUL
 * @then: what follows what is said
 * @make: (nullable): makes all that is said, where it is too large to write down
 * @make_page: (nullable): makes the same, for each request anew
 */
typedef struct
{
  const char *name;
  HostileKind kind;
  int codes[HOSTILE_N_STEPS];
  gboolean slow;
  int newer;
  guint status;
  const char *headers;
  const char *body;
  gsize length;
  TestThen then;
  GBytes *(*make) (void);
  GBytes *(*make_page) (TestServer *server);
} HostileFault;

extern const HostileFault hostile_faults[];
extern const guint hostile_n_faults;

/* Has @server say what @fault is about, once. */
void hostile_fault_push (const HostileFault *fault,
                         TestServer         *server,
                         const char         *thief);

/* How much memory the faults themselves take. */
gsize hostile_get_made_size (void);

G_END_DECLS
