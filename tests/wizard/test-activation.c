/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>

/* How a desktop starts the program: by its name on the session bus, through the service file. */
typedef struct
{
  GTestDBus *bus;
  GDBusConnection *connection;
} Fixture;

/* The end of a GTestDBus takes the display away from this process. */
static char *display;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const char *authority = data;
  g_autofree char *services = g_test_build_filename (G_TEST_BUILT, "wizard", NULL);
  g_autoptr (GError) error = NULL;

  /* What the bus starts gets the bus's own environment. */
  g_setenv ("DISPLAY", display, TRUE);
  if (authority != NULL)
    g_setenv ("CONSENT_AUTHORITY", authority, TRUE);
  else
    g_unsetenv ("CONSENT_AUTHORITY");

  fixture->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_add_service_dir (fixture->bus, services);
  g_test_dbus_up (fixture->bus);
  fixture->connection =
    g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (fixture->bus),
                                            G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                            G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                            NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->connection);
  g_test_dbus_down (fixture->bus);
  g_clear_object (&fixture->bus);
}

static GVariant *
call (Fixture    *fixture,
      const char *path,
      const char *interface,
      const char *method,
      GVariant   *parameters)
{
  g_autoptr (GError) error = NULL;
  GVariant *reply = g_dbus_connection_call_sync (fixture->connection, APPLICATION_ID, path, interface, method,
                                                 parameters, NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);

  g_assert_no_error (error);

  return reply;
}

static void
activate (Fixture *fixture)
{
  g_autoptr (GVariant) reply = NULL;

  reply = call (fixture, APPLICATION_PATH, "org.freedesktop.Application", "Activate",
                g_variant_new ("(a{sv})", NULL));
  g_assert_true (g_variant_is_of_type (reply, G_VARIANT_TYPE_UNIT));
}

static void
activate_action (Fixture    *fixture,
                 const char *action)
{
  g_autoptr (GVariant) reply = NULL;

  reply = call (fixture, APPLICATION_PATH, "org.freedesktop.Application", "ActivateAction",
                g_variant_new ("(sava{sv})", action, NULL, NULL));
  g_assert_true (g_variant_is_of_type (reply, G_VARIANT_TYPE_UNIT));
}

/* Each window is an object below the program's. */
static guint
count_windows (Fixture *fixture)
{
  g_autoptr (GVariant) reply = call (fixture, APPLICATION_PATH "/window", "org.freedesktop.DBus.Introspectable",
                                     "Introspect", NULL);
  g_autoptr (GDBusNodeInfo) node = NULL;
  g_autoptr (GError) error = NULL;
  const char *xml;
  guint count = 0;

  g_variant_get (reply, "(&s)", &xml);
  node = g_dbus_node_info_new_for_xml (xml, &error);
  g_assert_no_error (error);
  for (GDBusNodeInfo **child = node->nodes; child != NULL && *child != NULL; child++)
    count++;

  return count;
}

static void
wait_for_windows (Fixture *fixture,
                  guint    wanted)
{
  while (count_windows (fixture) != wanted)
    g_usleep (G_USEC_PER_SEC / 50);
}

/* Asked for at the bus, which then starts nothing by itself. */
static void
wait_for_name (Fixture *fixture)
{
  gboolean owned = FALSE;

  while (!owned)
    {
      g_autoptr (GVariant) reply = NULL;
      g_autoptr (GError) error = NULL;

      reply = g_dbus_connection_call_sync (fixture->connection, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                           "org.freedesktop.DBus", "NameHasOwner",
                                           g_variant_new ("(s)", APPLICATION_ID), NULL,
                                           G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
      g_assert_no_error (error);
      g_variant_get (reply, "(b)", &owned);
      g_usleep (G_USEC_PER_SEC / 50);
    }
}

static void
test_activate (Fixture       *fixture,
               gconstpointer  data)
{
  activate (fixture);
  wait_for_windows (fixture, 1);
  /* The window that is there comes to the front. */
  activate (fixture);
  wait_for_windows (fixture, 1);
  activate_action (fixture, "quit");
}

static void
test_action (Fixture       *fixture,
             gconstpointer  data)
{
  activate_action (fixture, "practice");
  wait_for_windows (fixture, 1);
  activate_action (fixture, "practice");
  wait_for_windows (fixture, 2);
  activate_action (fixture, "quit");
}

static GSubprocess *
start (const char * const *variables,
       const char          *address,
       GSubprocessFlags     flags)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);
  g_auto (GStrv) environment = g_get_environ ();
  g_autoptr (GError) error = NULL;
  GSubprocess *program;

  environment = g_environ_setenv (environment, "DBUS_SESSION_BUS_ADDRESS", address, TRUE);
  environment = g_environ_setenv (environment, "DISPLAY", display, TRUE);
  /* GTK itself has something to say where much is missing. */
  environment = g_environ_unsetenv (environment, "G_DEBUG");
  for (guint i = 0; variables != NULL && variables[i] != NULL; i += 2)
    environment = g_environ_setenv (environment, variables[i], variables[i + 1], TRUE);
  g_subprocess_launcher_set_environ (launcher, environment);

  program = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("CONSENT_WIZARD"), NULL);
  g_assert_no_error (error);

  return program;
}

static void
assert_ends_well (GSubprocess *program)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check (program, NULL, &error);
  g_assert_no_error (error);
}

/* Whoever starts it twice gets the window that there is. */
static void
test_second_instance (Fixture       *fixture,
                      gconstpointer  data)
{
  const char *address = g_test_dbus_get_bus_address (fixture->bus);
  g_autoptr (GSubprocess) second = NULL;

  activate (fixture);
  wait_for_windows (fixture, 1);
  second = start (NULL, address, G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  assert_ends_well (second);
  g_assert_cmpuint (count_windows (fixture), ==, 1);
  activate_action (fixture, "quit");
}

/* A home in which nobody can write anything. That there is no keyring and no portal goes for every test here.
 * The program comes up, and ends when it is told to. */
static void
test_no_home (Fixture       *fixture,
              gconstpointer  data)
{
  const char * const variables[] = {
    "HOME", "/proc", "XDG_CONFIG_HOME", "/proc/config", "XDG_CACHE_HOME", "/proc/cache",
    "XDG_DATA_HOME", "/proc/data", "GSETTINGS_BACKEND", "keyfile", NULL
  };
  g_autoptr (GSubprocess) program = NULL;

  program = start (variables, g_test_dbus_get_bus_address (fixture->bus), G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  wait_for_name (fixture);
  wait_for_windows (fixture, 1);
  activate_action (fixture, "quit");
  assert_ends_well (program);
}

/* Nothing could be read in its window, so the program says what to do and ends. */
static void
test_no_fonts (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *no_fonts = g_test_build_filename (G_TEST_DIST, "wizard", "no-fonts.conf", NULL);
  const char * const variables[] = { "FONTCONFIG_FILE", no_fonts, NULL };
  g_autoptr (GSubprocess) program = NULL;
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;

  program = start (variables, g_test_dbus_get_bus_address (fixture->bus), G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_subprocess_communicate_utf8 (program, NULL, NULL, NULL, &said, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (program), ==, EXIT_FAILURE);
  g_assert_nonnull (strstr (said, "No fonts are installed"));
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  display = g_strdup (g_getenv ("DISPLAY"));

  g_test_add ("/activation/window", Fixture, NULL, set_up, test_activate, tear_down);
  g_test_add ("/activation/practice", Fixture, NULL, set_up, test_action, tear_down);
  g_test_add ("/activation/second-instance", Fixture, NULL, set_up, test_second_instance, tear_down);
  /* Which on a command line makes a program that does not share its name. */
  g_test_add ("/activation/elsewhere", Fixture, "http://localhost:1/", set_up, test_activate, tear_down);
  g_test_add ("/activation/no-home", Fixture, NULL, set_up, test_no_home, tear_down);
  g_test_add ("/activation/no-fonts", Fixture, NULL, set_up, test_no_fonts, tear_down);

  status = g_test_run ();
  g_free (display);

  return status;
}
