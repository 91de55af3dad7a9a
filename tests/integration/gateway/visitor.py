"""A browser without scripts: keeps cookies, sends forms with the hidden fields of the page in view."""

import re
from html import unescape

from flask import Flask
from werkzeug.test import TestResponse

HIDDEN = re.compile(r'<input type="hidden" name="(csrf_token|command_id)" value="([^"]*)">')
FROM_OUR_PAGE = {"Sec-Fetch-Site": "same-origin", "User-Agent": "Mozilla/5.0 (X11; Linux) Firefox/150.0"}


class Visitor:
    """Opens pages and presses their buttons."""

    def __init__(self, app: Flask, place: str = "127.0.0.1") -> None:
        self.client = app.test_client()
        self.client.environ_base["REMOTE_ADDR"] = place
        self.answer: TestResponse
        self.page = ""
        self.path = ""

    def open(self, path: str) -> str:
        """Open a page, through redirects; return its text."""
        return self._look(self.client.get(path, follow_redirects=True, headers=FROM_OUR_PAGE))

    def send(self, path: str, **fields: str) -> str:
        """Send a form of the page in view, through redirects; return the text of the page that comes."""
        return self._look(self.press(path, **fields), follow=True)

    def press(self, path: str, **fields: str) -> TestResponse:
        """Send a form of the page in view and return the bare answer."""
        headers = FROM_OUR_PAGE | {"Referer": f"http://localhost{self.path}"}
        return self.client.post(path, data=self.hidden() | fields, headers=headers)

    def hidden(self) -> dict[str, str]:
        """Return the hidden fields of the form in view (the last one on the page)."""
        return {name: unescape(value) for name, value in HIDDEN.findall(self.page)}

    def cookie(self, name: str) -> str | None:
        """Return a cookie's value."""
        found = self.client.get_cookie(name)
        return found.value if found and found.value else None

    def forget(self, *names: str) -> None:
        """Lose cookies, as a browser does that is closed."""
        for name in names:
            self.client.delete_cookie(name)

    def _look(self, answer: TestResponse, follow: bool = False) -> str:
        if follow and answer.status_code == 303:
            answer = self.client.get(answer.location, follow_redirects=True, headers=FROM_OUR_PAGE)
        self.answer, self.page, self.path = answer, unescape(answer.text), answer.request.path
        return self.page
