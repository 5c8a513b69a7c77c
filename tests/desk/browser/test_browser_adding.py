"""Adding documents: what is dropped is sent, and nothing that was only typed."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser
DROP = """() => { const data = new DataTransfer();
  data.items.add(new File(['The pier opened.'], 'dropped.txt', { type: 'text/plain' }));
  const dropped = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
  document.getElementById('drop').dispatchEvent(dropped);
}"""


def test_a_dropped_file_sends_no_address_that_was_only_typed(page, address):
    """An address is fetched when somebody presses for it: it stays in the form, and the file alone goes out."""
    page.goto(f"{address}/")
    page.evaluate("document.getElementById('add').open = true")
    field = page.locator("#adding input[name=url]")
    field.fill("https://news.example/article")
    page.route("**/api/arrivals", lambda route: route.fulfill(json={"arrivals": []}))
    with page.expect_request("**/api/arrivals") as sent:
        page.evaluate(DROP)
    body = (sent.value.post_data_buffer or b"").decode("utf-8", "replace")
    assert 'filename="dropped.txt"' in body
    assert "news.example" not in body
    assert field.input_value() == "https://news.example/article"
