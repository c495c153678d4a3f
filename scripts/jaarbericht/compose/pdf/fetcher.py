"""What WeasyPrint may read: the report's own folder, and nothing on any network."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import unquote, urlsplit

from weasyprint.urls import FatalURLFetchingError, URLFetcher


class FolderFetcher(URLFetcher):  # type: ignore[misc]  # weasyprint has no types
    """Fetches files below the given folders; anything else stops the typesetting.

    WeasyPrint goes on without a resource after every error but FatalURLFetchingError.
    """

    def __init__(self, roots: Sequence[Path]) -> None:
        super().__init__(
            allowed_protocols={"file", "data"}, allow_redirects=False, fail_on_errors=True
        )
        self.roots = [root.resolve() for root in roots]

    def fetch(self, url: str, headers: Any = None) -> Any:
        """The resource at `url`. Raises FatalURLFetchingError when it is outside or absent."""
        parts = urlsplit(url)
        if parts.scheme not in ("file", "data"):
            self._refuse(url, "it is not a file of the report")
        if parts.scheme == "file":
            # Resolving follows links and `..`, so that no path leads out of the folder.
            path = Path(unquote(parts.path)).resolve()
            if parts.netloc not in ("", "localhost") or not self._inside(path):
                self._refuse(url, "it lies outside the folder of the report")
            if not path.is_file():
                self._refuse(url, "there is no such file")
        return super().fetch(url, headers)

    def _inside(self, path: Path) -> bool:
        return any(path.is_relative_to(root) for root in self.roots)

    def _refuse(self, url: str, why: str) -> NoReturn:
        raise FatalURLFetchingError(f"{url}: {why}")
