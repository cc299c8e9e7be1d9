"""Web addresses: whole, of a known scheme, and one spelling for what is one page."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from w3lib.url import safe_url_string

_SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_INDEX_NAMES = frozenset(("index.html", "index.htm", "index.shtml", "index.php", "default.aspx", "default.htm"))
_PORTS = {"http": 80, "https": 443}
_LONGEST = 2000
_CONTROLS = re.compile(r"[\x00-\x20\x7f]")


def join(base: str, href: str) -> str:
    """The web address that a link on a page leads to, without its fragment; "" when it leads to none.

    >>> join("https://a.example/wp/index.html", " ../wp2025/n1.html#top ")
    'https://a.example/wp2025/n1.html'
    >>> join("https://a.example/", "javascript:alert(1)")
    ''
    """
    try:
        address = safe_url_string(urljoin(base, href.strip()))
        parts = urlsplit(address)
        if parts.scheme not in _PORTS or not parts.hostname or parts.username or parts.password:
            return ""
        _ = parts.port
    except ValueError:
        return ""
    if len(address) > _LONGEST or _CONTROLS.search(address):
        return ""
    return urlunsplit(parts._replace(fragment=""))


def identity(address: str) -> str:
    """One spelling for all addresses of one page: for knowing it again, never for fetching it.

    >>> identity("http://A.example:80/wp/index.html") == identity("https://a.example/wp/")
    True
    """
    parts = urlsplit(address)
    path = _SESSION.sub("", unquote(parts.path)) or "/"
    folder, name = posixpath.split(path)
    if name.lower() in _INDEX_NAMES:
        path = folder if folder.endswith("/") else folder + "/"
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{(parts.hostname or '').lower()}{port}{path}{query}"


def host_of(address: str) -> str:
    """The host with its port as it is written.

    >>> host_of("https://A.example:8443/x")
    'a.example:8443'
    """
    return urlsplit(address).netloc.lower()


def is_allowed(address: str, hosts: frozenset[str]) -> bool:
    """Whether an address is on one of the hosts; a host without a port stands for all its ports' usual ones."""
    parts = urlsplit(address)
    name = (parts.hostname or "").lower()
    usual = parts.port in (None, _PORTS.get(parts.scheme))
    return parts.netloc.lower() in hosts or (usual and name in hosts) or f"{name}:{parts.port}" in hosts


def is_home(address: str) -> bool:
    """Whether an address is a site's front door."""
    parts = urlsplit(address)
    folder, name = posixpath.split(parts.path)
    return folder in ("", "/") and (not name or name.lower() in _INDEX_NAMES)


def file_name(address: str) -> str:
    """The last part of an address's path; "" for a folder."""
    return unquote(posixpath.basename(urlsplit(address).path))
