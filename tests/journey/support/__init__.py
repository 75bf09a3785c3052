# SPDX-License-Identifier: GPL-3.0-or-later
"""What the journeys share; what they share with other tests is in tests/support."""

import pathlib
import sys

sys.path.append(str(pathlib.Path(__file__).parents[2] / "support"))
