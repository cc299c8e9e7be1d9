"""Profile files in, profiles out: what is particular to a publication, as data.

Knows nothing of how a profile is used.
"""

from wpdiff.profiles.detect import detect_profile
from wpdiff.profiles.load import load_profile, profile_names

__all__ = ["detect_profile", "load_profile", "profile_names"]
