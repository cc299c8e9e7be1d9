"""The one place that says which wpdiff this is."""

__version__ = "0.1.0"
