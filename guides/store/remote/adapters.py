"""What speaks with a store: an adapter of fsspec, found by the beginning of an address."""

from typing import Any

from guides.errors import GuideError, Place, UsageError
from guides.store.remote.address import Address

INSTALL = "pip install 'session-guides[cluster]'"


def connect(address: Address) -> tuple[Any, str]:
    """An adapter, and the address as that writes it. Nothing is asked yet.

    Raises:
        GuideError: the adapter is not installed.
        UsageError: there is none for such addresses.
    """
    where = Place(str(address))
    try:
        import fsspec

        adapter, path = fsspec.core.url_to_fs(address.url, **_options(address))
    except ImportError as error:
        hint = INSTALL if "fsspec" in str(error) or _protocol(address) in ("s3", "s3a") else f"{error}."
        raise GuideError(
            "This address needs an adapter that is not installed.", where=where, hint=f"Install it: {hint}"
        ) from error
    except ValueError as error:
        raise UsageError(
            f"Nothing is known of addresses that begin with {_protocol(address)}://.",
            where=where,
            hint="s3://bucket/clinic is one that works; docs/cluster.md names others.",
        ) from error
    return adapter, str(path)


def is_conditional(adapter: Any) -> bool:
    """Whether the store itself writes only where nobody else has; of all adapters, only that of S3 can ask for it."""
    return "s3" in ((adapter.protocol,) if isinstance(adapter.protocol, str) else adapter.protocol)


def _protocol(address: Address) -> str:
    return address.url.partition("://")[0]


def _options(address: Address) -> dict[str, Any]:
    """What every adapter is given: none answers from memory what the store may say otherwise by now."""
    options: dict[str, Any] = {"use_listings_cache": False}
    if _protocol(address) in ("s3", "s3a"):
        from fsspec.config import conf

        # How often a store is asked again is decided in one place, and not in three inside each other.
        once = {"retries": {"mode": "standard", "total_max_attempts": 1}}
        options["config_kwargs"] = {**once, **conf.get("s3", {}).get("config_kwargs", {})}
    return options
