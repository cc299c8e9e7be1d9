"""The nouns: frozen values that hold, count and walk themselves, and do nothing else.

Those of which an edition has many are left out of the search for garbage (gc=False): what cannot be changed once it is
made never refers to itself in a circle.
"""
