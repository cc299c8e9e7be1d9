"""Profile files in, profiles out: what is particular to a publication, as data.

Knows nothing of how a profile is used.
"""

from wpdiff.profiles.detect import choose_profile, detect_profile
from wpdiff.profiles.load import load_profile, profile_names

__all__ = ["choose_profile", "detect_profile", "load_profile", "profile_names"]
