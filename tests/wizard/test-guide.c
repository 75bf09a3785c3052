/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "wizard-test.h"

#include "consent-portal.h"
#include "widgets/consent-drawing.h"
#include "widgets/consent-guide.h"

typedef struct
{
  GtkWindow *window;
  ConsentGuide *guide;
  /* What the actions of the window were called with, for the last time. */
  char *opened;
  char *copied;
} GuideFixture;

static void
on_action (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  char **target = user_data;

  g_free (*target);
  *target = g_variant_dup_string (parameter, NULL);
}

static void
add_action (GSimpleActionGroup  *actions,
            const char          *name,
            char               **target)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new (name, G_VARIANT_TYPE_STRING);

  g_signal_connect (action, "activate", G_CALLBACK (on_action), target);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (action));
}

static GuideFixture *
guide_fixture_new (const char *place)
{
  GuideFixture *self = g_new0 (GuideFixture, 1);
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  add_action (actions, "open-uri", &self->opened);
  add_action (actions, "copy", &self->copied);

  self->window = GTK_WINDOW (adw_window_new ());
  gtk_widget_insert_action_group (GTK_WIDGET (self->window), "win", G_ACTION_GROUP (actions));
  self->guide = g_object_new (CONSENT_TYPE_GUIDE, "place", place, NULL);
  g_object_add_weak_pointer (G_OBJECT (self->guide), (gpointer *) &self->guide);
  adw_window_set_content (ADW_WINDOW (self->window), GTK_WIDGET (self->guide));
  gtk_window_present (self->window);
  consent_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (self->guide)));

  return self;
}

static void
guide_fixture_free (GuideFixture *self)
{
  gtk_window_destroy (self->window);
  consent_test_settle ();
  g_assert_null (self->guide);
  g_free (self->opened);
  g_free (self->copied);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuideFixture, guide_fixture_free)

static gpointer
get (GuideFixture *self,
     const char   *id)
{
  return gtk_widget_get_template_child (GTK_WIDGET (self->guide), CONSENT_TYPE_GUIDE, id);
}

static void
click (GuideFixture *self,
       const char   *id)
{
  g_assert_true (gtk_widget_is_sensitive (get (self, id)));
  g_signal_emit_by_name (get (self, id), "clicked");
}

/* As the key would, wherever in the guide the focus is. */
static void
press (GuideFixture *self,
       guint         keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (self->guide));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) &&
                        j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) &&
              gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == keyval &&
              gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == 0)
            {
              g_assert_true (gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0,
                                                           GTK_WIDGET (self->guide),
                                                           gtk_shortcut_get_arguments (shortcut)));
              return;
            }
        }
    }

  g_error ("Nothing listens to %s", gdk_keyval_name (keyval));
}

static void
assert_property (GuideFixture          *self,
                 const char            *id,
                 GtkAccessibleProperty  property,
                 const char            *value)
{
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get (self, id)), property, value);
}

static void
assert_step (GuideFixture *self,
             guint         step,
             const char   *counter)
{
  const ConsentPlace *place = consent_portal_find_place (consent_guide_get_place (self->guide));
  g_autofree const char **steps = consent_place_list_steps (place);
  g_autofree char *description = g_strdup_printf ("%s: %s", counter, steps[step]);
  GtkWidget *text = gtk_stack_get_visible_child (get (self, "texts"));

  g_assert_cmpuint (consent_guide_get_step (self->guide), ==, step);
  g_assert_cmpstr (gtk_label_get_text (get (self, "counter")), ==, counter);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (text)), ==, steps[step]);

  g_assert_true (gtk_widget_get_sensitive (get (self, "previous_button")) == (step > 0));
  g_assert_true (gtk_widget_get_sensitive (get (self, "next_button")) == (steps[step + 1] != NULL));

  /* What a screen reader tells, whether the focus is on the guide or on one of its buttons. */
  assert_property (self, "stage", GTK_ACCESSIBLE_PROPERTY_LABEL, counter);
  assert_property (self, "stage", GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, steps[step]);
  assert_property (self, "previous_button", GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description);
  assert_property (self, "next_button", GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description);
}

static void
test_places (void)
{
  static const struct
  {
    const char *place;
    guint n_steps;
    const char *last_counter;
    const char *last_drawing;
  } guides[] = {
    { "tenant-id", 6, "Step 6 of 6", "tenant-id" },
    { "user-consent", 7, "Step 7 of 7", "consent-and-permissions" },
    { "permission-classifications", 4, "Step 4 of 4", "tick-permissions" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (guides); i++)
    {
      g_autoptr (GuideFixture) fixture = guide_fixture_new (guides[i].place);
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
      ConsentDrawing *drawing = get (fixture, "drawing");
      const char *name = NULL;

      for (guint step = 0; step < guides[i].n_steps; step++)
        {
          name = consent_drawing_get_drawing (drawing);
          /* Each step has a drawing of its own, and each drawing tells what it shows. */
          g_assert_true (g_hash_table_add (seen, (char *) name));
          g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (drawing),
                                                           GTK_ACCESSIBLE_PROPERTY_LABEL));
          if (step + 1 < guides[i].n_steps)
            click (fixture, "next_button");
        }

      assert_step (fixture, guides[i].n_steps - 1, guides[i].last_counter);
      g_assert_cmpstr (name, ==, guides[i].last_drawing);
    }
}

static void
test_buttons (void)
{
  g_autoptr (GuideFixture) fixture = guide_fixture_new ("tenant-id");

  gtk_test_accessible_assert_role (get (fixture, "stage"), GTK_ACCESSIBLE_ROLE_GROUP);
  assert_property (fixture, "previous_button", GTK_ACCESSIBLE_PROPERTY_LABEL, "Previous Step");
  assert_property (fixture, "next_button", GTK_ACCESSIBLE_PROPERTY_LABEL, "Next Step");

  assert_step (fixture, 0, "Step 1 of 6");
  click (fixture, "next_button");
  click (fixture, "next_button");
  assert_step (fixture, 2, "Step 3 of 6");
  click (fixture, "previous_button");
  assert_step (fixture, 1, "Step 2 of 6");

  /* Another place begins at its beginning; the same one stays where it is. */
  consent_guide_set_place (fixture->guide, "tenant-id");
  assert_step (fixture, 1, "Step 2 of 6");
  consent_guide_set_place (fixture->guide, "user-consent");
  assert_step (fixture, 0, "Step 1 of 7");
}

static void
test_keys (void)
{
  g_autoptr (GuideFixture) fixture = guide_fixture_new ("tenant-id");

  press (fixture, GDK_KEY_Left);
  assert_step (fixture, 0, "Step 1 of 6");
  press (fixture, GDK_KEY_Right);
  press (fixture, GDK_KEY_KP_Right);
  assert_step (fixture, 2, "Step 3 of 6");
  press (fixture, GDK_KEY_KP_Left);
  assert_step (fixture, 1, "Step 2 of 6");
  for (guint i = 0; i < 9; i++)
    press (fixture, GDK_KEY_Right);
  assert_step (fixture, 5, "Step 6 of 6");

  gtk_widget_set_direction (GTK_WIDGET (fixture->guide), GTK_TEXT_DIR_RTL);
  press (fixture, GDK_KEY_Right);
  assert_step (fixture, 4, "Step 5 of 6");
}

static void
test_focus (void)
{
  g_autoptr (GuideFixture) fixture = guide_fixture_new ("permission-classifications");

  /* The focus stays in the guide when its button can't be pressed any more. */
  g_assert_true (gtk_widget_grab_focus (get (fixture, "next_button")));
  for (guint i = 0; i < 3; i++)
    click (fixture, "next_button");
  g_assert_true (gtk_widget_is_focus (get (fixture, "stage")));

  g_assert_true (gtk_widget_grab_focus (get (fixture, "previous_button")));
  click (fixture, "previous_button");
  g_assert_true (gtk_widget_is_focus (get (fixture, "previous_button")));
  for (guint i = 0; i < 2; i++)
    click (fixture, "previous_button");
  g_assert_true (gtk_widget_is_focus (get (fixture, "stage")));
}

static void
test_links (void)
{
  g_autoptr (GuideFixture) fixture = guide_fixture_new ("user-consent");
  const char *link = consent_place_get_link (consent_portal_find_place ("user-consent"));
  const char *subtitle = adw_action_row_get_subtitle (get (fixture, "direct_row"));

  /* Today's words, and beside them those that readers of the help article know. */
  g_assert_cmpstr (subtitle, ==,
                   "Entra ID › Enterprise apps › Consent and permissions › User consent settings "
                   "(formerly Azure Active Directory › Enterprise applications › Consent and "
                   "permissions)");
  g_assert_cmpstr (adw_action_row_get_subtitle (get (fixture, "admin_center_row")), ==,
                   "admin.microsoft.com (formerly portal.office365.com)");

  g_assert_true (gtk_widget_activate (get (fixture, "direct_row")));
  g_assert_cmpstr (fixture->opened, ==, link);
  g_assert_true (gtk_widget_activate (get (fixture, "admin_center_row")));
  g_assert_cmpstr (fixture->opened, ==, "https://admin.microsoft.com");
  g_assert_true (gtk_widget_activate (get (fixture, "fallback_row")));
  g_assert_cmpstr (fixture->opened, ==, "https://entra.microsoft.com");

  g_assert_null (fixture->copied);
  assert_property (fixture, "copy_button", GTK_ACCESSIBLE_PROPERTY_LABEL, "Copy Link");
  g_signal_emit_by_name (get (fixture, "copy_button"), "clicked");
  g_assert_cmpstr (fixture->copied, ==, link);

  g_object_set (fixture->guide, "direct-label", "Open the _Settings", NULL);
  g_assert_nonnull (consent_test_find (GTK_WIDGET (fixture->guide),
                                       ADW_TYPE_ACTION_ROW, "Open the Settings"));
}

int
main (int    argc,
      char **argv)
{
  consent_test_init (&argc, &argv);

  g_test_add_func ("/guide/places", test_places);
  g_test_add_func ("/guide/buttons", test_buttons);
  g_test_add_func ("/guide/keys", test_keys);
  g_test_add_func ("/guide/focus", test_focus);
  g_test_add_func ("/guide/links", test_links);

  return g_test_run ();
}
