/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-announcement.h"
#include "wizard-test.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *root;
  GtkWidget *entry;
  GtkWidget *button;
  GtkWidget *status;
  GtkWidget *alert;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->window = gtk_window_new ();
  fixture->root = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  fixture->entry = gtk_entry_new ();
  fixture->button = gtk_button_new_with_label ("Press");
  fixture->status = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS,
                                  "label", "Asking", NULL);
  fixture->alert = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);

  gtk_box_append (GTK_BOX (fixture->alert), gtk_label_new ("Found"));
  gtk_box_append (GTK_BOX (fixture->alert), gtk_label_new ("It is yours."));
  gtk_box_append (GTK_BOX (fixture->alert), gtk_expander_new ("Details"));
  gtk_box_append (GTK_BOX (fixture->root), fixture->entry);
  gtk_box_append (GTK_BOX (fixture->root), fixture->button);
  gtk_box_append (GTK_BOX (fixture->root), fixture->status);
  gtk_box_append (GTK_BOX (fixture->root), fixture->alert);
  gtk_widget_set_visible (fixture->alert, FALSE);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->root);

  consent_announce_changes (fixture->root);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_widget_grab_focus (fixture->entry);
  consent_test_settle ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_ref (fixture->root);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->root);
}

/* @text: (nullable): how a screen reader hears @widget described */
static void
assert_described (GtkWidget  *widget,
                  const char *text)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  g_autofree char *description = NULL;

  consent_test_settle ();

  /* The other value is told where it is not the expected one. */
  if (gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION))
    description = gtk_test_accessible_check_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "\n");
  g_assert_cmpstr (description, ==, text);
}

static void
test_changes (Fixture       *fixture,
              gconstpointer  data)
{
  /* What is there from the beginning is read like the rest. */
  assert_described (fixture->entry, NULL);

  gtk_label_set_label (GTK_LABEL (fixture->status), "Asking again");
  assert_described (fixture->entry, "Asking again");

  /* What changes together is told together, without what is folded. */
  gtk_label_set_label (GTK_LABEL (fixture->status), "Asked");
  gtk_widget_set_visible (fixture->alert, TRUE);
  assert_described (fixture->entry, "Asked. Found. It is yours.");

  /* What is gone is not told any longer. */
  gtk_widget_set_visible (fixture->alert, FALSE);
  assert_described (fixture->entry, NULL);

  /* Nobody is told of what nobody sees. */
  gtk_widget_set_visible (fixture->root, FALSE);
  gtk_label_set_label (GTK_LABEL (fixture->status), "Unseen");
  gtk_widget_set_visible (fixture->root, TRUE);
  gtk_widget_grab_focus (fixture->entry);
  assert_described (fixture->entry, NULL);
}

/* Where the focus goes at the same time, it is told there. */
static void
test_focus (Fixture       *fixture,
            gconstpointer  data)
{
  consent_describe (fixture->button, "Its own");

  gtk_widget_set_visible (fixture->alert, TRUE);
  gtk_widget_grab_focus (fixture->button);
  assert_described (fixture->entry, NULL);
  assert_described (fixture->button, "Found. It is yours.");

  gtk_widget_grab_focus (fixture->entry);
  assert_described (fixture->button, "Its own");
  assert_described (fixture->entry, NULL);
}

static void
test_announce (Fixture       *fixture,
               gconstpointer  data)
{
  consent_announce (fixture->root, "First");
  assert_described (fixture->entry, "First");
  consent_announce (fixture->root, "Second");
  assert_described (fixture->entry, "Second");

  consent_describe (fixture->entry, "Its own");
  consent_announce (fixture->root, "Third");
  assert_described (fixture->entry, "Third");
  consent_announce (fixture->root, "");
  assert_described (fixture->entry, "Its own");

  /* There may be nobody to tell. */
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  consent_announce (fixture->root, "Unheard");
  assert_described (fixture->entry, "Its own");
}

/* The page may go away before what changed on it is told. */
static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_widget_set_visible (fixture->alert, TRUE);
}

int
main (int    argc,
      char **argv)
{
  consent_test_init (&argc, &argv);

  g_test_add ("/announcement/changes", Fixture, NULL, set_up, test_changes, tear_down);
  g_test_add ("/announcement/focus", Fixture, NULL, set_up, test_focus, tear_down);
  g_test_add ("/announcement/announce", Fixture, NULL, set_up, test_announce, tear_down);
  g_test_add ("/announcement/gone", Fixture, NULL, set_up, test_gone, tear_down);

  return g_test_run ();
}
