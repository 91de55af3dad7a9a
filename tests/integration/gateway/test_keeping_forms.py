"""An expired session never loses a form, and gives it to nobody else."""

from services.gateway.accounts.model import digest
from tests.integration.gateway.conftest import Site
from tests.integration.gateway.visitor import Visitor


def sign_in_again(site: Site, visitor: Visitor, address: str) -> None:
    """Go through sign-in from where the visitor was led, by a mailed link."""
    visitor.send("/sign-in", address=address, next=visitor.answer.request.args["next"])
    link = site.link(address)
    visitor.open(link)
    visitor.send(link)


def run_out(site: Site, visitor: Visitor) -> None:
    key = {"_id": digest(visitor.cookie("q_session") or "")}
    site.data["sessions"].update_one(key, {"$set": {"ends_at": site.host.database.now()}})


def test_a_form_sent_after_the_session_ran_out_comes_back_filled(site: Site) -> None:
    visitor = site.signed_in("writer@example.org")
    visitor.open("/notes")
    run_out(site, visitor)
    visitor.send("/notes", text="a long thought", new_password="not to be kept")
    assert visitor.path == "/sign-in"
    assert "what you typed comes back" in visitor.page
    sign_in_again(site, visitor, "writer@example.org")
    assert visitor.path == "/notes"
    assert 'value="a long thought"' in visitor.page
    assert "not to be kept" not in str(list(site.data["kept_forms"].find()))


def test_a_form_sent_by_a_browser_that_was_closed_meanwhile_comes_back_filled(site: Site) -> None:
    visitor = site.signed_in("closer@example.org")
    visitor.open("/notes")
    visitor.forget("q_session", "q_page")
    visitor.send("/notes", text="typed before lunch")
    assert visitor.path == "/sign-in"
    sign_in_again(site, visitor, "closer@example.org")
    assert 'value="typed before lunch"' in visitor.page


def test_a_form_whose_token_is_of_another_session_comes_back_at_once(site: Site) -> None:
    visitor = site.signed_in("tabs@example.org")
    visitor.open("/notes")
    visitor.send("/notes", text="from an old tab", csrf_token="of-yesterday")
    assert visitor.path == "/notes"
    assert 'value="from an old tab"' in visitor.page
    assert "check it and send it again" in visitor.page


def test_a_kept_form_is_forgotten_once_it_was_sent(site: Site) -> None:
    visitor = site.signed_in("sender@example.org")
    visitor.open("/notes")
    visitor.send("/notes", text="second try", csrf_token="of-yesterday")
    visitor.send("/notes", text="second try")
    assert 'value=""' in visitor.open("/notes")


def test_a_kept_form_that_has_no_page_of_its_own_is_forgotten_too(site: Site) -> None:
    visitor = site.signed_in("further@example.org")
    visitor.open("/notes")
    visitor.send("/notes/further", text="second try", csrf_token="of-yesterday")
    assert visitor.path == "/notes"
    visitor.press("/notes")
    assert 'value="second try"' in visitor.open("/notes")
    visitor.send("/notes/further", text="second try")
    assert 'value=""' in visitor.open("/notes")


def test_a_button_pressed_too_late_takes_the_place_of_nothing_that_was_typed(site: Site) -> None:
    visitor = site.signed_in("presser@example.org")
    visitor.open("/notes")
    visitor.send("/notes", text="a long thought", csrf_token="of-yesterday")
    visitor.send("/notes/further", csrf_token="of-yesterday")
    assert 'value="a long thought"' in visitor.open("/notes")


def test_nobody_else_at_the_same_computer_gets_a_kept_form(site: Site) -> None:
    visitor = site.signed_in("first@example.org")
    visitor.open("/notes")
    run_out(site, visitor)
    visitor.send("/notes", text="a private thought")
    sign_in_again(site, visitor, "second@example.org")
    assert visitor.path == "/notes"
    assert "a private thought" not in visitor.page


def test_a_form_sent_by_another_site_is_not_kept(site: Site) -> None:
    visitor = site.signed_in("lured@example.org")
    before = site.data["kept_forms"].count_documents({})
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://example.com"}
    answer = visitor.client.post("/notes", data={"text": "planted"}, headers=headers)
    assert answer.status_code == 303
    assert site.data["kept_forms"].count_documents({}) == before


def test_a_draft_that_could_not_be_saved_is_forgotten_with_the_next_that_was(site: Site) -> None:
    visitor = site.signed_in("drafter@example.org")
    visitor.open("/notes")
    for path in ("/notes", "/notes/autosave"):
        visitor.send("/notes/autosave", text="an early thought", csrf_token="of-yesterday")
        assert 'value="an early thought"' in visitor.open("/notes")
        visitor.send(path, text="a later thought")
        assert 'value=""' in visitor.open("/notes")
